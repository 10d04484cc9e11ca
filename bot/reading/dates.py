"""Reading dates as people type them.

The order is day, month, year, or year, month, day; never month first in figures: where only that would
make a date the text is refused, since a guess could cost somebody an entry ban.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from itertools import takewhile
from typing import Final

from bot.reading.months import Lexicon, lexicon
from bot.reading.plain import LONGEST, plain
from bot.reading.unclear import Unclear
from rules.when import When

UNCLEAR: Final = Unclear("date.unclear")
TOO_LONG: Final = Unclear("date.too_long")
TWO_DATES: Final = Unclear("date.two")
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2099
_CENTURY: Final = 2000
_MONTHS: Final = 12
_SHORTEST_MONTH: Final = 3
_LONG_WORD: Final = 5
_FARTHEST: Final = 20_000
_ABOUT_DAYS: Final = 7
_THIRDS: Final = ((1, 10), (11, 20), (21, 31))

_GAP: Final = r"\s?[./,\-\s]\s?"
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        rf"(?P<year>\d{{4}}){_GAP}(?P<month>\d{{1,2}}){_GAP}(?P<day>\d{{1,2}})",
        rf"(?P<day>\d{{1,2}}){_GAP}(?P<month>\d{{1,2}}){_GAP}(?P<year>\d{{4}}|\d{{2}})",
        r"(?P<day>\d\d)(?P<month>\d\d)(?P<year>(?:19|20)\d\d|\d\d)",
        r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)",
        rf"(?P<month>\d{{1,2}}){_GAP}(?P<year>\d{{4}})",
        rf"(?P<year>\d{{4}}){_GAP}(?P<month>\d{{1,2}})",
        rf"(?P<day>\d{{1,2}}){_GAP}(?P<month>\d{{1,2}})",
        r"(?P<year>\d{4})",
    )
)
_WHOLE: Final = re.compile(
    rf"(?<!\d)(?:\d{{1,2}}{_GAP}\d{{1,2}}{_GAP}\d{{4}}|\d{{4}}{_GAP}\d{{1,2}}{_GAP}\d{{1,2}})(?!\d)"
)
_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+(?:-[^\W\d_]+)*")


def read_date(text: str, language: str, today: date, *, after: date | None = None) -> When | Unclear:
    """Read a date, a month, a year or a part of a month, as exactly as it was given.

    Args:
        text: anything at all.
        language: the language the person chose; Russian and English words are understood in all.
        today: the day from which "yesterday" is reckoned.
        after: a day without its year is the first such day from this one on; None: the latest up to today.

    Returns:
        The date, or why there is none: ``date.too_long``, ``date.two`` (more than one date),
        ``date.no_such_day`` (with ``month``, ``year`` and the ``days`` it has), ``date.order`` (only the
        American order makes it a date), ``date.year`` (out of 1900 to 2099), ``date.unclear``.
    """
    if len(text) > LONGEST:
        return TOO_LONG
    return _Reader(lexicon_for(language), today, after).read(plain(text))


@cache
def lexicon_for(language: str) -> Lexicon:
    """Return the words to understand for somebody who chose this language."""
    return lexicon((language, "ru", "en"))


class _Reader:
    """One reading of one plain text."""

    def __init__(self, words: Lexicon, today: date, after: date | None) -> None:
        self._words = words
        self._today = today
        self._after = after

    def read(self, text: str) -> When | Unclear:
        if len(_WHOLE.findall(text)) > 1:
            return TWO_DATES
        tokens = [self._bare(token) for token in _TOKEN.findall(text)]
        about = any(token in self._words.about for token in tokens)
        if about:
            text = self._without(text, self._words.about)
        found = self._figures(self._trimmed(text)) or self._relative(tokens) or self._spelled(tokens)
        return _widened(found) if about and isinstance(found, When) else found

    def _bare(self, token: str) -> str:
        """Return the token without the tail of a hyphenated word ("года-то")."""
        return token if token in self._words.about else token.partition("-")[0]

    def _without(self, text: str, words: frozenset[str]) -> str:
        return " ".join(part for part in text.split() if part.strip(".,:;!?") not in words)

    def _trimmed(self, text: str) -> str:
        """Return the text without what says nothing at its edges ("с 15.03.2026 г.")."""
        parts = text.split()
        while parts and parts[0].strip(".,:;!?()~") in self._words.filler | {""}:
            parts.pop(0)
        while parts and parts[-1].strip(".,:;!?()~") in self._words.filler | {""}:
            parts.pop()
        joined = " ".join(parts).strip(" .,:;!?()~")
        ended = re.fullmatch(r"(.*\d)([^\W\d_]+)", joined)
        return ended[1] if ended and ended[2] in self._words.filler else joined

    def _figures(self, text: str) -> When | Unclear | None:
        """Return what a text of figures alone means, None where it is no such text."""
        readings = [self._put(match.groupdict()) for form in _FORMS if (match := form.fullmatch(text))]
        return next(
            (found for found in readings if isinstance(found, When)), readings[0] if readings else None
        )

    def _put(self, parts: dict[str, str]) -> When | Unclear:
        if "year" not in parts:
            return self._nearest_day(int(parts["day"]), int(parts["month"]))
        year = _full_year(parts["year"])
        if "month" not in parts:
            return _year(year)
        if "day" not in parts:
            return _month(int(parts["month"]), year)
        return _day(int(parts["day"]), int(parts["month"]), year)

    def _relative(self, tokens: list[str]) -> When | Unclear | None:
        days = [self._words.days_away[token] for token in tokens if token in self._words.days_away]
        if days:
            alone = len(days) == 1 and not any(token.isdecimal() or self._month(token) for token in tokens)
            return When.on(self._today + timedelta(days[0])) if alone else UNCLEAR
        sign = -1 if self._words.ago & set(tokens) else 1 if self._words.ahead & set(tokens) else 0
        counts = [self._number(token) for token in tokens if self._number(token) is not None]
        if not sign or len(counts) > 1:
            return None
        count = sign * (counts[0] if counts and counts[0] is not None else 1)
        for token in tokens:
            if token in self._words.units:
                return _moved(self._today, count * self._words.units[token])
            if token in self._words.month_units:
                return _months_away(self._today, count)
            if token in self._words.year_units and abs(count) < LAST_YEAR:
                return _year(self._today.year + count)
        return None

    def _number(self, token: str) -> int | None:
        if token.isdecimal():
            return int(token) if len(token) <= len(str(_FARTHEST)) else _FARTHEST + 1
        return self._words.numbers.get(token)

    def _spelled(self, tokens: list[str]) -> When | Unclear:
        months = [month for month in map(self._month, tokens) if month]
        if len(months) != 1:
            return TWO_DATES if len(months) > 1 else UNCLEAR
        thirds = {self._words.thirds[token] for token in tokens if token in self._words.thirds}
        if any(
            not (token.isdecimal() or self._words.says_nothing(token) or self._month(token))
            for token in tokens
        ):
            return UNCLEAR
        return self._put_together([token for token in tokens if token.isdecimal()], months[0], thirds)

    def _put_together(self, figures: list[str], month: int, thirds: set[int]) -> When | Unclear:
        years = [figure for figure in figures if len(figure) == len("2026")]
        days = [figure for figure in figures if len(figure) <= len("31")]
        if len(years) + len(days) != len(figures) or len(thirds) > 1:
            return UNCLEAR
        if not years and len(days) == len(("15", "26")):
            years, days = days[1:], days[:1]
        if len(years) > 1 or len(days) > 1:
            return TWO_DATES
        year = _full_year(years[0]) if years else None
        if thirds:
            return UNCLEAR if days else self._third(month, year, thirds.pop())
        if days:
            day = int(days[0])
            return self._nearest_day(day, month) if year is None else _day(day, month, year)
        return _month(month, self._nearest_month(month) if year is None else year)

    def _third(self, month: int, year: int | None, third: int) -> When | Unclear:
        whole = _month(month, self._nearest_month(month) if year is None else year)
        if isinstance(whole, Unclear) or whole.first is None or whole.last is None:
            return whole
        first, last = _THIRDS[third]
        return When(whole.first.replace(day=first), whole.first.replace(day=min(last, whole.last.day)))

    def _month(self, word: str) -> int:
        """Return the month that a word means, or 0: its name, three letters of it or more, or one slip."""
        if word in self._words.months:
            return self._words.months[word]
        if len(word) < _SHORTEST_MONTH or word.isdecimal():
            return 0
        begun = {number for name, number in self._words.months.items() if name.startswith(word)}
        if not begun and len(word) >= _LONG_WORD:
            begun = {number for name, number in self._words.months.items() if _one_slip(word, name)}
        return begun.pop() if len(begun) == 1 else 0

    def _nearest_month(self, month: int) -> int:
        """Return the year of the latest such month that has begun, or of the first one after a day."""
        if self._after is not None:
            return self._after.year + (month < self._after.month)
        return self._today.year - (month > self._today.month)

    def _nearest_day(self, day: int, month: int) -> When | Unclear:
        """Return the latest such day up to today, or the first one from a day on."""
        start, step = (self._today, -1) if self._after is None else (self._after, 1)
        problem: When | Unclear = UNCLEAR
        for years in range(9):
            found = _day(day, month, start.year + step * years)
            if isinstance(found, Unclear):
                problem = found if years == 0 else problem
            elif found.first is not None and step * (found.first - start).days >= 0:
                return found
        return problem


def _full_year(text: str) -> int:
    return int(text) if len(text) > len("26") else _CENTURY + int(text)


def _day(day: int, month: int, year: int) -> When | Unclear:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Unclear("date.year", {"first": FIRST_YEAR, "last": LAST_YEAR})
    if not 1 <= month <= _MONTHS:
        american = 1 <= day <= _MONTHS and 1 <= month <= monthrange(year, day)[1]
        return Unclear("date.order") if american else UNCLEAR
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        return Unclear("date.no_such_day", {"month": month, "year": year, "days": days})
    return When.on(date(year, month, day))


def _month(month: int, year: int) -> When | Unclear:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Unclear("date.year", {"first": FIRST_YEAR, "last": LAST_YEAR})
    if not 1 <= month <= _MONTHS:
        return UNCLEAR
    return When(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _year(year: int) -> When | Unclear:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Unclear("date.year", {"first": FIRST_YEAR, "last": LAST_YEAR})
    return When(date(year, 1, 1), date(year, _MONTHS, 31))


def _moved(today: date, days: int) -> When | Unclear:
    return When.on(today + timedelta(days)) if abs(days) <= _FARTHEST else UNCLEAR


def _months_away(today: date, months: int) -> When | Unclear:
    """Return the month so many months away: nobody who says "three months ago" means a certain day."""
    year, month = divmod(today.year * _MONTHS + today.month - 1 + months, _MONTHS)
    return _month(month + 1, year)


def _widened(found: When) -> When:
    """Return the days around a day of which somebody said "about"; months and years are wide enough."""
    if not found.exact or found.first is None or found.last is None:
        return found
    return When(found.first - timedelta(_ABOUT_DAYS), found.last + timedelta(_ABOUT_DAYS))


def _one_slip(typed: str, name: str) -> bool:
    """Whether one letter is wrong, missing, too many, or two neighbours are swapped."""
    if abs(len(typed) - len(name)) > 1:
        return False
    head = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(typed, name, strict=False))))
    one, other = typed[head:], name[head:]
    return (
        one[1:] == other[1:]
        or one[1:] == other
        or one == other[1:]
        or (one[:2] == other[1::-1] and one[2:] == other[2:])
    )
