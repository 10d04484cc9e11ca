"""What a question is: when it is asked, how it is answered, where the answer goes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, NamedTuple, TypeAlias

from bot.dialog.known import EARLIEST, UNSURE, Known
from bot.dialog.say import Say
from bot.dialog.state import Facts
from rules.when import When

_A_YEAR: Final = timedelta(days=365)
_A_MONTH: Final = timedelta(days=30)
_LATELY: Final = timedelta(days=92)
_MONTHS: Final = 12
_ENOUGH: Final = 6
"""Months of one year that are enough to open on; with fewer the year beside it is shown too."""
_YEARS_AHEAD: Final = _A_YEAR * 15


class Option(NamedTuple):
    """One of the answers to choose from; ``label`` is a key."""

    code: str
    label: str


class Span(NamedTuple):
    """The days a date may lie on, and the keys of what is said of an earlier and of a later one.

    ``lately``: the date lies near the end of them, whatever is usual for the question.
    """

    first: date
    last: date
    early: str
    late: str
    lately: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """Answered by one of some options."""

    options: Callable[[Known], tuple[Option, ...]]
    columns: int = 1


class Months(NamedTuple):
    """Months one after another, the first and the last, each counted from the beginning of our era."""

    first: int
    last: int

    def within(self, span: Span) -> "Months":
        """Return those of them that lie in the span."""
        return Months(max(self.first, month_of(span.first)), min(self.last, month_of(span.last)))


def month_of(day: date) -> int:
    """Return the number of the month of a day, counted from the beginning of our era."""
    return day.year * _MONTHS + day.month - 1


@dataclass(frozen=True, slots=True)
class Days:
    """Answered by a date; ``more`` are answers beside it.

    ``ahead``: it usually lies ahead of today. ``following``: it usually follows soon on the first day of its
    span, as the exit on the entry. ``by_year``: its year is enough; so many of them are on buttons.
    ``sure``: an answer beside the dates already says that it is not known.
    """

    span: Callable[[Known], Span]
    more: tuple[Option, ...] = ()
    ahead: bool = False
    following: bool = False
    by_year: int = 0
    sure: bool = False

    def after(self, span: Span, today: date) -> date | None:
        """Return the day after which a date without its year lies; None where it lies before today."""
        if self._follows(span):
            return span.first
        if not self.ahead:
            return None
        return span.first if span.first > today - _A_YEAR else today

    def likely(self, span: Span, today: date, noted: date | None = None) -> date:
        """Return a day that may well be the answer: the one given as an example.

        It lies a month after the first day where it follows on that, a month after ``noted``, the answer so
        far, where it lies ahead, else a month ago; and always in the span.
        """
        if self._follows(span):
            day = span.first + _A_MONTH
        else:
            day = max(today, noted or today) + _A_MONTH if self.ahead else today - _A_MONTH
        return max(span.first, min(day, span.last))

    def months(self, span: Span, today: date, noted: date | None = None) -> Months | None:
        """Return the months to open on; None where they are those of the year of :meth:`opening_year`.

        They begin with the present month where the answer lies ahead, or a little before it if the answer so
        far is over; with the first day where the answer follows on that; else they end with the present one.
        """
        begin = self._opening(span, today, noted)
        if not self.ahead and not self._follows(span):
            first = begin - (_MONTHS - 1)
            return None if begin % _MONTHS + 1 >= _ENOUGH else Months(first, begin).within(span)
        return (
            None if _MONTHS - begin % _MONTHS >= _ENOUGH else Months(begin, begin + _MONTHS - 1).within(span)
        )

    def opening_year(self, span: Span, today: date, noted: date | None = None) -> int:
        """Return the year to show first: the one in which the date most likely lies."""
        opened = self.months(span, today, noted)
        return (
            self._opening(span, today, noted) // _MONTHS
            if opened is None
            else self.likely(span, today, noted).year
        )

    def _opening(self, span: Span, today: date, noted: date | None) -> int:
        """Return the month in which the time begins or, of what is past, ends in which the answer may lie."""
        day = span.first if self._follows(span) else today
        if self.ahead and noted is not None and today - _LATELY <= noted < day:
            day = noted
        return month_of(max(span.first, min(day, span.last)))

    def _follows(self, span: Span) -> bool:
        return self.following and span.first > EARLIEST and not span.lately


@dataclass(frozen=True, slots=True)
class Lands:
    """Answered by a country; those on the buttons are the ``usual`` ones."""

    usual: tuple[str, ...]


Form: TypeAlias = Choices | Days | Lands
Taken: TypeAlias = Facts | Say
"""What an answer leads to: the facts with it, or what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Question:
    """A row of the table.

    ``asked`` tells whether the answer can matter for what is known so far, ``current`` the answer given (a
    code, a date in the form of the case, None while there is none), ``take`` puts an answer into the facts.
    """

    id: str
    ask: Callable[[Known], Say]
    asked: Callable[[Known], bool]
    current: Callable[[Known], str | None]
    form: Form
    take: Callable[[Known, str], Taken]


DONT_KNOW: Final = Option(UNSURE, "button.unknown")
YES_NO: Final = (Option("yes", "button.yes"), Option("no", "button.no"))
NO_END: Final = "none"
"""The answer that a date is not there: a ban without an end, a removal that was not carried out."""


def is_day(form: Form, value: str) -> bool:
    """Whether an answer is a date, and none of the answers beside it."""
    return isinstance(form, Days) and value not in {option.code for option in form.more}


def fixed(*options: Option) -> Callable[[Known], tuple[Option, ...]]:
    """Return options that are the same for everyone."""
    return lambda _: options


def saying(key: str) -> Callable[[Known], Say]:
    """Return a question text that is the same for everyone."""
    return lambda _: Say(key)


def past(known: Known) -> Span:
    """Return the days of something that has already happened."""
    return Span(EARLIEST, known.today, "date.too_early", "date.future")


def from_day(first: date | None, last: date, early: str, late: str) -> Span:
    """Return a span whose first day may not be known."""
    first = first or EARLIEST
    return Span(first, max(first, last), early, late)


def far(day: date) -> date:
    """Return the last day that a date ahead of ``day`` may lie on."""
    return day + _YEARS_AHEAD


def told(question: str) -> Callable[[Known], str | None]:
    """Return how to find a choice that is no fact of the case."""
    return lambda known: known.told(question)


def first_day(text: str | None) -> date | None:
    """Return the earliest day of a date in the form of the case."""
    return None if text is None else When.parse(text).first


def ended(stay: Mapping[str, Any]) -> bool:
    """Whether a stay of the case is over."""
    return stay.get("exit") is not None
