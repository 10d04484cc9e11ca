"""Counting days: the only date arithmetic of the engine.

Days are ordinals (``date.toordinal()``), so that a term is a sum and a span is two numbers.
Spans include both ends.
"""

import calendar
from datetime import date
from functools import lru_cache
from typing import Final

FOREVER: Final = date(9999, 1, 1).toordinal()
"""Stands for an end that no one knows."""

MONTHS_OF_YEAR: Final = 12

_LONGEST_MONTH: Final = 31


def ordinal(day: date) -> int:
    """Return the day as a number."""
    return day.toordinal()


def day_of(number: int) -> date:
    """Return the day that the number stands for."""
    return date.fromordinal(number)


def last_of_term(first: int, days: int) -> int:
    """Return the last day of a term of ``days`` whose first day is ``first`` itself (D-25).

    >>> day_of(last_of_term(ordinal(date(2026, 10, 6)), 30))
    datetime.date(2026, 11, 4)
    """
    return first + days - 1


@lru_cache(maxsize=4096)
def same_day_years_later(day: int, years: int) -> int:
    """Return the same calendar day ``years`` later; 29 February becomes 28 February (D-22).

    >>> day_of(same_day_years_later(ordinal(date(2024, 2, 29)), 3))
    datetime.date(2027, 2, 28)
    """
    start = date.fromordinal(day)
    last = calendar.monthrange(start.year + years, start.month)[1]
    return date(start.year + years, start.month, min(start.day, last)).toordinal()


@lru_cache(maxsize=4096)
def last_of_months(first: int, months: int) -> int:
    """Return the last day of a term of ``months`` whose first day is ``first`` (D-25).

    The same day n months later, clamped to the end of that month, minus one.

    >>> day_of(last_of_months(ordinal(date(2026, 1, 31)), 1))
    datetime.date(2026, 2, 27)
    >>> day_of(last_of_months(ordinal(date(2026, 3, 10)), 2))
    datetime.date(2026, 5, 9)
    """
    start = date.fromordinal(first)
    months += start.month - 1
    year, month = start.year + months // MONTHS_OF_YEAR, months % MONTHS_OF_YEAR + 1
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(start.day, last)).toordinal() - 1


def same_day_months_earlier(day: int, months: int) -> int:
    """Return the same day ``months`` earlier, clamped to the end of that month.

    >>> day_of(same_day_months_earlier(ordinal(date(2029, 5, 9)), 4))
    datetime.date(2029, 1, 9)
    """
    end = date.fromordinal(day)
    months = end.year * MONTHS_OF_YEAR + end.month - 1 - months
    year, month = months // MONTHS_OF_YEAR, months % MONTHS_OF_YEAR + 1
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(end.day, last)).toordinal()


def first_of_months(last: int, months: int) -> int:
    """Return the earliest day from which a term of ``months`` reaches ``last``.

    >>> day_of(first_of_months(ordinal(date(2026, 12, 24)), 12))
    datetime.date(2025, 12, 25)
    """
    first = last - months * _LONGEST_MONTH
    while last_of_months(first, months) < last:
        first += 1
    return first


@lru_cache(maxsize=4096)
def year_of(day: int) -> tuple[int, int]:
    """Return the first and the last day of the calendar year of ``day``."""
    year = date.fromordinal(day).year
    first = date(year, 1, 1).toordinal()
    return first, date(year, 12, 31).toordinal()
