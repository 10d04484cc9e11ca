"""Reading dates as people type them.

The order is day, month, year, or year, month, day; never month first in figures: where only that would
make a date the text is refused, since a guess could cost somebody an entry ban. What can be read in two ways
is refused as well, with a word about both.
"""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bot.reading.lexicon import NOTHING, Kind, Lexicon, Meaning, lexicon_for
from bot.reading.parts import (
    FIRST_YEAR,
    LAST_YEAR,
    MONTHS,
    UNCLEAR,
    Part,
    Written,
    century,
    complete,
    completed,
    whole_year,
    widened,
)
from bot.reading.plain import LONGEST, plain
from bot.reading.unclear import Unclear
from rules.when import When

TOO_LONG: Final = Unclear("date.too_long")
TWO_DATES: Final = Unclear("date.two")
SHORT_YEAR: Final = Unclear("date.short_year")
_FARTHEST: Final = 20_000
_WEEK: Final = 7
_TENS: Final = frozenset({10, 20, 30})
_NINE: Final = 9

GAP: Final = r"\s?[./,\-\s]\s?"
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        rf"(?P<year>\d{{4}}){GAP}(?P<month>\d{{1,2}}){GAP}(?P<day>\d{{1,2}})",
        rf"(?P<day>\d{{1,2}}){GAP}(?P<month>\d{{1,2}}){GAP}(?P<year>\d{{4}}|\d{{2}})",
        r"(?P<day>\d\d)(?P<month>\d\d)(?P<year>(?:19|20)\d\d|\d\d)",
        r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)",
        rf"(?P<month>\d{{1,2}}){GAP}(?P<year>\d{{4}})",
        rf"(?P<year>\d{{4}}){GAP}(?P<month>\d{{1,2}})",
        rf"(?P<day>\d{{1,2}}){GAP}(?P<month>\d{{1,2}})",
        r"(?P<year>\d{4})",
    )
)
_WHOLE: Final = re.compile(
    rf"(?<!\d)(?:\d{{1,2}}{GAP}\d{{1,2}}{GAP}\d{{4}}|\d{{4}}{GAP}\d{{1,2}}{GAP}\d{{1,2}})(?!\d)"
)
TOKEN: Final = re.compile(r"\d+|[^\W\d_]+")
_FIGURES: Final = re.compile(r"\d[\d\s./,\-]*")
_ROUGHLY: Final = re.compile(r"[~≈]")
_QUIET: Final = frozenset({Kind.NOTHING, Kind.AHEAD_OR_AT, Kind.YEARS, Kind.DAYS, Kind.MONTHS})
"""What may stand beside a date written out without changing which day is meant."""


class _Item(tuple[Meaning, str]):
    """A word or phrase, or the figures, and what it means."""

    __slots__ = ()

    @property
    def kind(self) -> Kind:
        return self[0].kind

    @property
    def value(self) -> int:
        return self[0].value


def read_date(
    text: str, language: str, today: date, *, after: date | None = None, full_year: bool = False
) -> When | Unclear:
    """Read a date, a month, a year or a part of a month, as exactly as it was given.

    Args:
        text: anything at all.
        language: the language the person chose; Russian and English words are understood in all.
        today: the day from which "yesterday" is reckoned.
        after: a day without its year is the first such day from this one on; None: the latest up to today.
        full_year: a year of two figures is asked back, as of a birth it may be of either century.

    Returns:
        The date, or why there is none: ``date.too_long``, ``date.two`` (more than one date),
        ``date.no_such_day`` (with ``month``, ``year`` and the ``days`` it has), ``date.order`` (only the
        American order makes it a date), ``date.year`` (out of 1900 to 2099), ``date.which_month`` (an old
        name that is said of two, ``month`` and ``other``), ``date.short_year``, ``date.unclear``.
    """
    if len(text) > LONGEST:
        return TOO_LONG
    return completed(written(plain(text), language, today, after=after, full_year=full_year), today, after)


def written(
    text: str, language: str, today: date, *, after: date | None = None, full_year: bool = False
) -> Written:
    """Return what a plain text says by itself, before a missing year is added.

    ``after`` matters only for a day that there is in no year: it is said of the year that was meant.
    """
    return _Reader(lexicon_for(language), today, after, full_year=full_year).read(text)


class _Reader:
    """One reading of one plain text."""

    def __init__(self, words: Lexicon, today: date, after: date | None, *, full_year: bool) -> None:
        self._words = words
        self._today = today
        self._after = after
        self._full_year = full_year

    def read(self, text: str) -> Written:
        if len(_WHOLE.findall(text)) > 1:
            return TWO_DATES
        items = self._items(text)
        about = any(item.kind is Kind.ABOUT for item in items) or bool(_ROUGHLY.match(text))
        items = [item for item in items if item.kind is not Kind.ABOUT]
        found = self._figures(text, items) or self._away(items) or self._beside(items) or self._spelled(items)
        if not about or isinstance(found, Unclear):
            return found
        return replace(found, about=True) if isinstance(found, Part) else widened(found)

    def _items(self, text: str) -> list[_Item]:
        """Return the figures, words and phrases of a text with what they mean."""
        tokens = TOKEN.findall(text)
        items: list[_Item] = []
        place = 0
        while place < len(tokens):
            token = tokens[place]
            if token.isdecimal():
                items.append(_Item((Meaning(Kind.FIGURE), token)))
                place += 1
                continue
            if items and items[-1].kind is Kind.FIGURE and token in self._words.endings:
                items.append(_Item((self._words.meanings.get(token, NOTHING), token)))
                place += 1
                continue
            meaning, taken = self._phrase(tokens[place : place + self._words.longest])
            items.append(_Item((meaning, token)))
            place += taken
        return _counted(items)

    def _phrase(self, tokens: list[str]) -> tuple[Meaning, int]:
        """Return what the longest phrase at the beginning means, and how many words it has."""
        for count in range(len(tokens), 1, -1):
            found = self._words.meanings.get(" ".join(tokens[:count]))
            if found is not None:
                return found, count
        return self._words.meaning(tokens[0]), 1

    # --- figures alone -----------------------------------------------------------------------

    def _figures(self, text: str, items: list[_Item]) -> Written | None:
        """Return what figures mean beside which nothing stands that matters; None where it is otherwise."""
        runs = _FIGURES.findall(text)
        if len(runs) != 1 or any(item.kind not in _QUIET | {Kind.FIGURE} for item in items):
            return None
        if any(not (each.isalnum() or each in " .,:;!?()~≈-/№") for each in text):
            return None
        figures = runs[0].strip(" ./,-")
        if self._full_year and len(figures) == len("26"):
            return SHORT_YEAR
        readings = [self._put(match.groupdict()) for form in _FORMS if (match := form.fullmatch(figures))]
        clear = next((found for found in readings if not isinstance(found, Unclear)), None)
        return clear if clear is not None else readings[0] if readings else None

    def _put(self, parts: dict[str, str]) -> Written:
        if "month" not in parts:
            return whole_year(int(parts["year"]))
        year = parts.get("year")
        if year is not None and len(year) == len("26") and self._full_year:
            return SHORT_YEAR
        day = None if "day" not in parts else int(parts["day"])
        part = Part(int(parts["month"]), day, year=None if year is None else century(year))
        # Whether there is such a day at all is seen only with a year: any will do where none was written.
        made = complete(part, self._today, self._after)
        return made if isinstance(made, Unclear) else part

    # --- from today --------------------------------------------------------------------------

    def _away(self, items: list[_Item]) -> Written | None:
        """Return a day, month or year so far from today; None where the text says no such thing."""
        if any(item.kind in {Kind.MONTH, Kind.EITHER, Kind.UNKNOWN, Kind.THIRD} for item in items):
            return None
        days = [item.value for item in items if item.kind is Kind.DAY_AWAY]
        turns = [item.value for item in items if item.kind in {Kind.AGO, Kind.AHEAD, Kind.AHEAD_OR_AT}]
        counts = [_count(item) for item in items if item.kind in {Kind.FIGURE, Kind.NUMBER}]
        units = [item for item in items if item.kind in {Kind.DAYS, Kind.MONTHS, Kind.YEARS}]
        years = [item.value for item in items if item.kind is Kind.YEAR_AWAY]
        if any(item.kind is Kind.BESIDE for item in items):
            return None
        match days, turns, counts, units, years:
            case [away], [], [], [] | [_], []:
                return When.on(self._today + timedelta(away))
            case [], [], [], [] | [_], [away]:
                return whole_year(self._today.year + away)
            case [], [turn], [] | [_], [unit], []:
                return self._moved(unit, turn * (counts[0] if counts else 1))
            case _:
                return None

    def _moved(self, unit: _Item, count: int) -> Written:
        if abs(count) > _FARTHEST:
            return UNCLEAR
        match unit.kind:
            case Kind.DAYS:
                away = count * unit.value
                return When.on(self._today + timedelta(away)) if abs(away) <= _FARTHEST else UNCLEAR
            case Kind.MONTHS:
                return self._months_away(count * unit.value)
            case _:
                return whole_year(self._today.year + count)

    def _months_away(self, months: int) -> Written:
        """Return the month so many months away: nobody who says "three months ago" means a certain day."""
        year, month = divmod(self._today.year * MONTHS + self._today.month - 1 + months, MONTHS)
        return Part(month + 1, year=year) if FIRST_YEAR <= year <= LAST_YEAR else UNCLEAR

    def _beside(self, items: list[_Item]) -> Written | None:
        """Return the last, this or the next week, month or year; None where the text says no such thing."""
        beside = [item.value for item in items if item.kind is Kind.BESIDE]
        units = [item for item in items if item.kind in {Kind.DAYS, Kind.MONTHS, Kind.YEARS}]
        days = [_count(item) for item in items if _is_day(item)]
        others = [item for item in items if not _is_day(item) and item.kind not in _QUIET | {Kind.BESIDE}]
        if len(beside) != 1 or others or len(days) > 1:
            return None
        if days and any(unit.kind is Kind.MONTHS for unit in units):
            month = self._months_away(beside[0])
            return self._checked(replace(month, day=days[0])) if isinstance(month, Part) else month
        return self._next_to(units[0], beside[0]) if len(units) == 1 and not days else None

    def _next_to(self, unit: _Item, beside: int) -> Written | None:
        """Return the week, month or year before this one, this one, or the one after it."""
        match unit.kind, unit.value:
            case Kind.YEARS, _:
                return whole_year(self._today.year + beside)
            case Kind.MONTHS, 1:
                return self._months_away(beside)
            case Kind.DAYS, value if value == _WEEK:
                monday = self._today + timedelta(_WEEK * beside - self._today.weekday())
                return When(monday, monday + timedelta(_WEEK - 1))
            case _:
                return None

    # --- with the name of a month ------------------------------------------------------------

    def _spelled(self, items: list[_Item]) -> Written:
        either = next((item.value for item in items if item.kind is Kind.EITHER), None)
        if either is not None:
            return Unclear("date.which_month", {"month": either, "other": either % MONTHS + 1})
        months = [item.value for item in items if item.kind is Kind.MONTH]
        if len(months) != 1:
            return TWO_DATES if len(months) > 1 else UNCLEAR
        return self._of_month(months[0], items)

    def _of_month(self, month: int, items: list[_Item]) -> Written:
        """Return the day, the part or the whole of a month, with its year where one was written."""
        allowed = _QUIET | {Kind.MONTH, Kind.FIGURE, Kind.NUMBER, Kind.THIRD, Kind.YEAR_AWAY, Kind.BESIDE}
        if any(item.kind not in allowed for item in items):
            return UNCLEAR
        years = self._years(items)
        days = [item for item in items if _is_day(item)]
        thirds = {item.value for item in items if item.kind is Kind.THIRD}
        others = [item for item in items if item.kind is Kind.FIGURE and len(item[1]) not in {1, 2, 4}]
        if years is None or others or len(thirds) > 1 or (thirds and days):
            return UNCLEAR
        if not years and len(days) == len(("15", "26")) and self._year_follows(items):
            years, days = [century(days[1][1])], days[:1]
            if self._full_year:
                return SHORT_YEAR
        if len(years) > 1 or len(days) > 1:
            return TWO_DATES
        return self._checked(
            Part(
                month,
                _count(days[0]) if days else None,
                third=thirds.pop() if thirds else None,
                year=years[0] if years else None,
            )
        )

    def _checked(self, part: Part) -> Written:
        """Return the part, or why there is no such day: of one without a year only where no year has it."""
        made = complete(part, self._today, self._after)
        return made if isinstance(made, Unclear) else part

    def _years(self, items: list[_Item]) -> list[int] | None:
        """Return the years named, "last year" too; None where "last" is said of no year."""
        years = [int(item[1]) for item in items if item.kind is Kind.FIGURE and len(item[1]) == len("2026")]
        years += [self._today.year + item.value for item in items if item.kind is Kind.YEAR_AWAY]
        beside = [item.value for item in items if item.kind is Kind.BESIDE]
        if beside and (len(beside) > 1 or not any(item.kind is Kind.YEARS for item in items)):
            return None
        return years + [self._today.year + each for each in beside]

    def _year_follows(self, items: list[_Item]) -> bool:
        """Whether two figures stand after the month, as of a year written short, and not before it."""
        kinds = [item.kind for item in items if item.kind is Kind.MONTH or _is_day(item)]
        last = next(item for item in reversed(items) if _is_day(item))
        return kinds.index(Kind.MONTH) == 1 and last.kind is Kind.FIGURE and len(last[1]) == len("26")


def _is_day(item: _Item) -> bool:
    return item.kind is Kind.NUMBER or (item.kind is Kind.FIGURE and len(item[1]) <= len("31"))


def _count(item: _Item) -> int:
    """Return the number of an item; one of more figures than matter is only large."""
    if item.kind is Kind.NUMBER:
        return item.value
    return int(item[1]) if len(item[1]) <= len(str(_FARTHEST)) else _FARTHEST + 1


def _counted(items: list[_Item]) -> list[_Item]:
    """Return the items with numbers of two words made one: "двадцать пятого", "oʻn besh"."""
    counted: list[_Item] = []
    for item in items:
        before = counted[-1] if counted else None
        if (
            item.kind is Kind.NUMBER
            and before is not None
            and before.kind is Kind.NUMBER
            and before.value in _TENS
            and item.value <= _NINE
        ):
            counted[-1] = _Item((Meaning(Kind.NUMBER, before.value + item.value), item[1]))
        else:
            counted.append(item)
    return counted
