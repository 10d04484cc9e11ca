"""Which months the picture shows: the year of the question, and beyond it only what matters."""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

MOST: Final = 15
"""Rows of months: more would be too small to read on a phone."""

_YEAR: Final = 12
_MOST_MARKED: Final = 8


class Month(NamedTuple):
    """A month of a year."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """Return the month of a day."""
        return cls(day.year, day.month)

    @property
    def place(self) -> int:
        """How many months lie before it, from the year 0 on."""
        return self.year * _YEAR + self.month - 1


def months(on: date, marked: Iterable[date], lived: Iterable[tuple[date, date]]) -> list[Month]:
    """Return the months to show, in order; months left out between two of them hold nothing that matters.

    Args:
        on: the day asked about; of its year the empty months give way first.
        marked: days that are to be seen wherever they lie: the last day, an entry, trips ahead.
        lived: first and last days, of which those near the day asked about are shown too.
    """
    now = Month.of(on).place
    spans = [(Month.of(first).place, Month.of(last).place) for first, last in lived]

    def nearest(places: Iterable[int]) -> list[int]:
        return sorted(set(places), key=lambda place: (abs(place - now), place))

    year = nearest(on.year * _YEAR + number for number in range(_YEAR))
    pointed_at = nearest(Month.of(day).place for day in marked)[:_MOST_MARKED]
    filled = [place for place in year if _within(place, spans)]
    near = [place for place in nearest(range(now - MOST, now + MOST + 1)) if _within(place, spans)]
    shown = list(dict.fromkeys((now, *pointed_at, *filled, *year, *near)))[:MOST]
    return [Month(place // _YEAR, place % _YEAR + 1) for place in sorted(shown)]


def _within(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(first <= place <= last for first, last in spans)
