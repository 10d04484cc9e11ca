"""Parts of a calendar as they were written, and the whole dates they make."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeAlias

from bot.reading.unclear import Unclear
from rules.when import When

UNCLEAR: Final = Unclear("date.unclear")
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2099
MONTHS: Final = 12
_CENTURY: Final = 2000
_ABOUT_DAYS: Final = 7
_THIRDS: Final = ((1, 10), (11, 20), (21, 31))


@dataclass(frozen=True, slots=True)
class Part:
    """A day or a month as it was written: without its year where none was."""

    month: int
    day: int | None = None
    third: int | None = None
    year: int | None = None
    about: bool = False


Written: TypeAlias = Part | When | Unclear
"""What a text says by itself: a part of a calendar that may want its year, a date, or why there is none."""


def completed(found: Written, today: date, after: date | None = None) -> When | Unclear:
    """Return the date, the missing year added: the latest up to today, or the first from a day on."""
    if not isinstance(found, Part):
        return found
    made = complete(found, today, after)
    return widened(made) if found.about and isinstance(made, When) else made


def complete(part: Part, today: date, after: date | None) -> When | Unclear:
    """Return the date of a part, the missing year added, or why there is none."""
    if part.day is not None:
        if part.year is None:
            return _nearest_day(part.day, part.month, today, after)
        return _day(part.day, part.month, part.year)
    year = _nearest_month(part.month, today, after) if part.year is None else part.year
    whole = _month(part.month, year)
    if part.third is None or isinstance(whole, Unclear) or whole.first is None or whole.last is None:
        return whole
    first, last = _THIRDS[part.third]
    return When(whole.first.replace(day=first), whole.first.replace(day=min(last, whole.last.day)))


def _nearest_month(month: int, today: date, after: date | None) -> int:
    """Return the year of the latest such month that has begun, or of the first one after a day."""
    if after is not None:
        return after.year + (month < after.month)
    return today.year - (month > today.month)


def _nearest_day(day: int, month: int, today: date, after: date | None) -> When | Unclear:
    """Return the latest such day up to today, or the first one from a day on."""
    start, step = (today, -1) if after is None else (after, 1)
    for years in range(9):
        found = _day(day, month, start.year + step * years)
        if isinstance(found, When) and found.first is not None and step * (found.first - start).days >= 0:
            return found
    problem = _day(day, month, _nearest_month(month, today, after))
    return problem if isinstance(problem, Unclear) else UNCLEAR


def century(text: str) -> int:
    """Return a year written in full or with its last two figures, which are those of this century."""
    return int(text) if len(text) > len("26") else _CENTURY + int(text)


def _day(day: int, month: int, year: int) -> When | Unclear:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Unclear("date.year", {"first": FIRST_YEAR, "last": LAST_YEAR})
    if not 1 <= month <= MONTHS:
        american = 1 <= day <= MONTHS and 1 <= month <= monthrange(year, day)[1]
        return Unclear("date.order") if american else UNCLEAR
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        return Unclear("date.no_such_day", {"month": month, "year": year, "days": days})
    return When.on(date(year, month, day))


def _month(month: int, year: int) -> When | Unclear:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Unclear("date.year", {"first": FIRST_YEAR, "last": LAST_YEAR})
    if not 1 <= month <= MONTHS:
        return UNCLEAR
    return When(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def whole_year(year: int) -> When | Unclear:
    """Return a year as a date, or why it is none of those looked at."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Unclear("date.year", {"first": FIRST_YEAR, "last": LAST_YEAR})
    return When(date(year, 1, 1), date(year, MONTHS, 31))


def widened(found: When) -> When:
    """Return the days around a day of which somebody said "about"; months and years are wide enough."""
    if not found.exact or found.first is None or found.last is None:
        return found
    return When(found.first - timedelta(_ABOUT_DAYS), found.last + timedelta(_ABOUT_DAYS))
