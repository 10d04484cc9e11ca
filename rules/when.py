"""Dates as people know them: a day, a month, a year, an interval, or unknown.

The text forms are levels 0 and 1 of EDTF (ISO 8601-2): ``2026-03-05``, ``2026-03``, ``2026``,
``2026-03-01/2026-03-10``, and the word ``unknown``.
"""

import re
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple, Self

UNKNOWN_WORD: Final = "unknown"
_FORM: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DECEMBER: Final = 12


class NotADate(ValueError):
    """is not a date"""


class When(NamedTuple):
    """A date known exactly or within bounds, both bounds included.

    ``first`` and ``last`` are the earliest and the latest day it can be; None on a side means
    that nothing bounds it there.
    """

    first: date | None
    last: date | None

    @classmethod
    def on(cls, day: date) -> Self:
        """Return the date that is known to be exactly this day."""
        return cls(day, day)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read one of the text forms of the module.

        Raises:
            NotADate: the text is none of the forms, or names a day that does not exist.
        """
        bounds = _bounds(text)
        return cls(*bounds)

    @property
    def exact(self) -> bool:
        """Whether only one day is possible."""
        return self.first is not None and self.first == self.last

    @property
    def known(self) -> bool:
        """Whether anything at all is known."""
        return self.first is not None or self.last is not None

    def __str__(self) -> str:
        """Return the shortest text form that :meth:`parse` reads back."""
        first, last = self.first, self.last
        if first is None or last is None:
            return UNKNOWN_WORD
        if first == last:
            return first.isoformat()
        if (first, last) == _month(first.year, first.month):
            return first.isoformat()[:7]
        if (first, last) == _year(first.year):
            return first.isoformat()[:4]
        return f"{first.isoformat()}/{last.isoformat()}"


UNKNOWN: Final = When(None, None)


@lru_cache(maxsize=8192)
def _bounds(text: str) -> tuple[date | None, date | None]:
    if text == UNKNOWN_WORD:
        return None, None
    left, slash, right = text.partition("/")
    if not slash:
        return _period(text)
    first, last = _period(left)[0], _period(right)[1]
    if last < first:
        raise NotADate(text)
    return first, last


def _period(text: str) -> tuple[date, date]:
    match = _FORM.fullmatch(text)
    if match is None:
        raise NotADate(text)
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        if match[3]:
            exact = date(year, month, day)
            return exact, exact
        return _month(year, month) if match[2] else _year(year)
    except ValueError as error:
        raise NotADate(text) from error


def _month(year: int, month: int) -> tuple[date, date]:
    first = date(year, month, 1)
    following = date(year + month // _DECEMBER, month % _DECEMBER + 1, 1)
    return first, date.fromordinal(following.toordinal() - 1)


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)
