"""The form of a row: what one language needs so that its dates are understood."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWords:
    """How one language speaks of dates; forms are parted by spaces, ``_`` stands for a space within one.

    Every word may stand with one of the ``endings``; whatever letters have special signs are written with
    them, and are understood without. Russian, Tajik and Kyrgyz words are understood in Latin letters too.

    Attributes:
        months: twelve lines of forms, January first.
        either: old names that people use of two months, with both: these are asked back.
        days_away: words for a day, by its distance from today.
        years_away: words for a year, by its distance from this one.
        day, week, month, half_year, year: the units.
        ago, ahead: what makes "3 months" a time before or after today.
        ahead_or_at: such a word that also stands before a date and says nothing there ("in 5 days", "
        ""in May").
        last, this, following: what stands before "month", "week", "year".
        numbers: words for a number, cardinal or ordinal.
        about: that a date is not exact.
        thirds: the beginning, the middle and the end of a month.
        weekdays: these say nothing that the date does not.
        filler: what may stand in a date and says nothing.
        joints: what may stand between two dates of one trip.
        endings: what may be written together with a word of this language, or with figures.
        after_figures: what may be written together with figures only.
    """

    months: tuple[str, ...]
    either: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    days_away: Mapping[int, str]
    years_away: Mapping[int, str] = field(default_factory=dict)
    day: str
    week: str
    month: str
    half_year: str = ""
    year: str
    ago: str
    ahead: str
    ahead_or_at: str = ""
    last: str
    this: str
    following: str
    numbers: Mapping[int, str]
    about: str
    thirds: tuple[str, str, str]
    weekdays: str
    filler: str
    joints: str
    endings: str = ""
    after_figures: str = ""
