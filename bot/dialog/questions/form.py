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
_YEARS_AHEAD: Final = _A_YEAR * 15


class Option(NamedTuple):
    """One of the answers to choose from; ``label`` is a key."""

    code: str
    label: str


class Span(NamedTuple):
    """The days a date may lie on, and the keys of what is said of an earlier and of a later one."""

    first: date
    last: date
    early: str
    late: str


@dataclass(frozen=True, slots=True)
class Choices:
    """Answered by one of some options."""

    options: Callable[[Known], tuple[Option, ...]]
    columns: int = 1


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
        if self.following and span.first > EARLIEST:
            return span.first
        if not self.ahead:
            return None
        return span.first if span.first > today - _A_YEAR else today

    def opening_year(self, span: Span, today: date) -> int:
        """Return the year to show first: the one in which the date most likely lies."""
        likely = span.first if self.following and span.first > EARLIEST else today
        return max(span.first, min(likely, span.last)).year


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
