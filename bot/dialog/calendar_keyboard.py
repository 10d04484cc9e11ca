"""Dates by taps: the year, the month, the day."""

from calendar import monthrange
from datetime import date
from typing import Final

from bot.dialog.known import UNSURE
from bot.dialog.questions.form import Months, Span, month_of
from bot.dialog.view import Offer, Rows
from bot.replies.words import Words
from rules.when import When

MONTHS_A_ROW: Final = 3
MONTHS_WITH_YEAR_A_ROW: Final = 2
YEARS_A_ROW: Final = 4
DAYS_A_ROW: Final = 7
_MONTHS: Final = 12


def year_rows(span: Span, *, rough: bool) -> Rows:
    """Return the years of the span, the latest first."""
    action = "rough" if rough else "year"
    years = range(span.last.year, span.first.year - 1, -1)
    return in_rows([Offer(str(year), f"{action}:{year}") for year in years], YEARS_A_ROW)


def month_rows(span: Span, year: int, words: Words, *, rough: bool) -> Rows:
    """Return the months of a year that lie in the span, and the ways to other years.

    ``rough``: a tap on a month is the answer, for somebody who does not know the day.
    """
    action, turn = ("when", "rough") if rough else ("month", "year")
    months = [
        Offer(words.month(month).capitalize(), f"{action}:{year}-{month:02}")
        for month in range(1, _MONTHS + 1)
        if _in_span(span, year, month)
    ]
    before = year - 1 if year > span.first.year else None
    after = year + 1 if year < span.last.year else None
    turns = _turns(span, before, after, words, (turn, "rough_years" if rough else "years"))
    whole = ((Offer(words("button.only_year", year=str(year)), f"when:{year}"),),) if rough else ()
    return (*in_rows(months, MONTHS_A_ROW), *turns, *whole)


def window_rows(span: Span, months: Months, words: Words, *, rough: bool) -> Rows:
    """Return months of two years, each with its year, and the ways to the other months of the span.

    ``rough``: as of :func:`month_rows`.
    """
    action, turn, choice = ("when", "rough", "rough_years") if rough else ("month", "year", "years")
    offers = []
    for number in range(months.first, months.last + 1):
        year, month = divmod(number, _MONTHS)
        label = f"{words.month(month + 1).capitalize()} {year}"
        offers.append(Offer(label, f"{action}:{year}-{month + 1:02}"))
    before = (months.first - 1) // _MONTHS if month_of(span.first) < months.first else None
    after = (months.last + 1) // _MONTHS if month_of(span.last) > months.last else None
    years = range(months.first // _MONTHS, months.last // _MONTHS + 1) if rough else ()
    whole = tuple(Offer(words("button.only_year", year=str(year)), f"when:{year}") for year in years)
    return (
        *in_rows(offers, MONTHS_WITH_YEAR_A_ROW),
        *_turns(span, before, after, words, (turn, choice)),
        *((whole,) if whole else ()),
    )


def _turns(span: Span, before: int | None, after: int | None, words: Words, actions: tuple[str, str]) -> Rows:
    """Return the row that leads to the year before, to the choice of a year, and to the year after."""
    turn, choice = actions
    turns = [Offer(f"◀ {before}", f"{turn}:{before}")] if before is not None else []
    if span.last.year - span.first.year > 1:
        turns.append(Offer(words("button.other_year"), choice))
    if after is not None:
        turns.append(Offer(f"{after} ▶", f"{turn}:{after}"))
    return (tuple(turns),) if turns else ()


def day_rows(span: Span, month: str, words: Words) -> Rows:
    """Return the days of a month that lie in the span."""
    first = date.fromisoformat(f"{month}-01")
    days = [first.replace(day=day) for day in range(1, monthrange(first.year, first.month)[1] + 1)]
    offers = [Offer(str(day.day), f"when:{day}") for day in days if span.first <= day <= span.last]
    return (*in_rows(offers, DAYS_A_ROW), (Offer(words("button.unknown_day"), f"when:{month}"),))


def unsure_row(words: Words) -> tuple[Offer, ...]:
    """Return the button for somebody who knows nothing at all of the date."""
    return (Offer(words("button.unknown_at_all"), f"when:{UNSURE}"),)


def in_rows(offers: list[Offer], columns: int) -> Rows:
    """Return the offers in rows of so many."""
    return tuple(tuple(offers[start : start + columns]) for start in range(0, len(offers), columns))


def within(span: Span, when: When) -> When | None:
    """Return the part of a date that lies in the span, None where nothing of it does."""
    if when.first is None or when.last is None:
        return when
    first, last = max(when.first, span.first), min(when.last, span.last)
    return When(first, last) if first <= last else None


def _in_span(span: Span, year: int, month: int) -> bool:
    return (span.first.year, span.first.month) <= (year, month) <= (span.last.year, span.last.month)
