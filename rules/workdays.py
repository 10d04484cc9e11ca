"""Working days of Russia by the yearly decree on moved days off (рабочие дни, working days).

A year is either in the table (the decree is known) or follows the bare pattern of article 112 of
the Labour Code; what rests on the pattern is provisional. Days off of single regions are left out:
with them a term could only end later.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import chain
from typing import Final, NamedTuple

_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5


class WrongYear(ValueError):
    """is no sound list of moved days"""


class Year(NamedTuple):
    """One year by its decree: weekdays that are off, weekend days that are worked."""

    year: int
    off: frozenset[date]
    work: frozenset[date]


class Pattern(NamedTuple):
    """The public holidays of the Labour Code by month and day.

    A holiday of ``moving`` that falls on a weekend moves to the next working day; those of
    ``fixed`` (the New Year holidays) are moved by decree only.
    """

    fixed: frozenset[tuple[int, int]]
    moving: frozenset[tuple[int, int]]

    def year(self, year: int) -> Year:
        """Return what the code alone makes of a year, before any decree."""
        off = {date(year, month, day) for month, day in self.fixed | self.moving}
        moved = {date(year, month, day) for month, day in self.moving}
        for day in sorted(day for day in moved if day.weekday() >= _SATURDAY):
            instead = next(later for later in _from(day) if later.weekday() < _SATURDAY and later not in off)
            off.add(instead)
        return Year(year, frozenset(day for day in off if day.weekday() < _SATURDAY), frozenset())


class WorkingDays:
    """Counting of working days over the table of decrees."""

    __slots__ = ("_guessed", "pattern", "years")

    def __init__(self, years: Mapping[int, Year], pattern: Pattern) -> None:
        """Keep the table; years outside it follow the ``pattern``, made out when asked for."""
        self.years = years
        self.pattern = pattern
        self._guessed: dict[int, Year] = {}

    def is_working(self, day: date) -> bool:
        """Return whether a day is worked in Russia as a whole."""
        year = self._year(day.year)
        return day not in year.off if day.weekday() < _SATURDAY else day in year.work

    def nth(self, day: date, n: int) -> tuple[date, bool]:
        """Return the n-th working day from a day on, and whether the result is provisional.

        The day itself is the first if it is a working day (D-25, D-26). ``n`` is at least 1.
        """
        return self._count(day, n, _DAY)

    def before(self, day: date, n: int) -> tuple[date, bool]:
        """Return the n-th working day counted back, and whether the result is provisional.

        The day itself, the last of a term, is left out (D-25). ``n`` is at least 1.
        """
        return self._count(day - _DAY, n, -_DAY)

    def _count(self, day: date, n: int, step: timedelta) -> tuple[date, bool]:
        if n < 1:
            raise ValueError(n)
        provisional = False
        while True:
            provisional = provisional or day.year not in self.years
            n -= self.is_working(day)
            if not n:
                return day, provisional
            day += step

    def _year(self, year: int) -> Year:
        known = self.years.get(year) or self._guessed.get(year)
        if known is None:
            known = self._guessed[year] = self.pattern.year(year)
        return known


def read_year(year: int, off: list[str], work: list[str], working_days: int) -> Year:
    """Return one year from its lists of days (``03-09``) and runs of days (``01-05/01-09``).

    >>> sorted(read_year(2026, ["03-09", "05-01"], [], 259).off)
    [datetime.date(2026, 3, 9), datetime.date(2026, 5, 1)]

    Raises:
        WrongYear: a day does not exist, stands twice, is off though a weekend or worked though a
            weekday, or the number of working days of the year is not the one given.
    """
    days_off, days_worked = (
        tuple(chain.from_iterable(_days(year, text) for text in texts)) for texts in (off, work)
    )
    result = Year(year, frozenset(days_off), frozenset(days_worked))
    if len(result.off) != len(days_off) or len(result.work) != len(days_worked):
        raise WrongYear("a day stands twice")
    for day in days_off:
        if day.weekday() >= _SATURDAY:
            raise WrongYear(f"{day} is a weekend and off anyway")
    for day in days_worked:
        if day.weekday() < _SATURDAY:
            raise WrongYear(f"{day} is a weekday and worked anyway")
    total = _weekdays(year) - len(days_off) + len(days_worked)
    if total != working_days:
        raise WrongYear(f"makes {total} working days, not {working_days}")
    return result


def read_pattern(fixed: list[str], moving: list[str]) -> Pattern:
    """Return the pattern of the Labour Code from lists of days as in :func:`read_year`.

    >>> sorted(read_pattern(["01-01/01-08"], ["05-09"]).year(2027).off)[-1]  # 9 May 2027 is a Sunday
    datetime.date(2027, 5, 10)

    Raises:
        WrongYear: a day does not exist.
    """
    leap = 2000  # any leap year: the 29th of February may be named
    first, second = (
        frozenset((day.month, day.day) for text in texts for day in _days(leap, text))
        for texts in (fixed, moving)
    )
    return Pattern(first, second)


def _days(year: int, text: str) -> Iterator[date]:
    first, _, last = text.partition("/")
    try:
        day, end = (date.fromisoformat(f"{year}-{part}") for part in (first, last or first))
    except ValueError as error:
        raise WrongYear(f"{text} is no day of {year}") from error
    if end < day:
        raise WrongYear(f"{text} runs backwards")
    while day <= end:
        yield day
        day += _DAY


def _weekdays(year: int) -> int:
    start, end = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    return sum(1 for ordinal in range(start, end + 1) if (ordinal - 1) % 7 < _SATURDAY)


def _from(day: date) -> Iterator[date]:
    while True:
        yield day
        day += _DAY
