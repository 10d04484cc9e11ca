"""The form of a calendar table: what one language needs to speak of days.

A new language is one more module beside this one, and a row in the package's table. The general
libraries are wrong or empty for several of our languages, so these words are our own.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple


class Calendar(NamedTuple):
    """Months, weekdays, patterns of dates, counted nouns and list joining of one language.

    ``months`` stand alone, ``months_in_date`` after a day. In the patterns ``{day}`` and
    ``{year}`` are numbers, ``{month}`` is the form in a date; ``{date}``, ``{first}`` and
    ``{last}`` are whole dates. ``counted`` holds for each unit the forms between which ``form``
    chooses by the number; ``{n}`` is the number.
    """

    months: tuple[str, ...]
    months_in_date: tuple[str, ...]
    weekdays: tuple[str, ...]
    weekdays_short: tuple[str, ...]
    date: str
    date_and_weekday: str
    some_day_of_month: str
    some_day_of_year: str
    some_day_between: str
    not_before: str
    not_after: str
    unknown: str
    last_day: str
    counted: Mapping[str, tuple[str, ...]]
    form: Callable[[int], int]
    comma: str
    last_and: str
    last_or: str
