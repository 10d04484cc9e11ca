"""What a conversation keeps of reminders: whether they are wanted, how they come, what is left out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal, NamedTuple, Self, TypeAlias, TypeVar

from bot.reminders.difference import Change
from bot.reminders.outlook import Outlook

Form: TypeAlias = Literal["neutral", "open"]
"""How a reminder looks: only that there is a date, the rest after a tap; or the date and the next step."""

_FORMS: Final[Mapping[str, Form]] = {"neutral": "neutral", "open": "open"}
_MOST: Final = 60
"""Deadlines whose buttons still work: far more than anybody has in a year."""


T = TypeVar("T")


class WrongReminders(ValueError):
    """is not what a conversation keeps of reminders"""


class Deadline(NamedTuple):
    """What is due: the kind, which is the name of a duty, and the last day in time."""

    kind: str
    day: date


class Later(NamedTuple):
    """A deadline of which the person wants to hear again on a day, and not before."""

    deadline: Deadline
    day: date


@dataclass(frozen=True, slots=True)
class Reminders:
    """What was agreed.

    ``zone`` and ``form`` are None until they are chosen; they stay when the reminders are stopped, so that
    nobody is asked again. ``off`` are kinds of deadlines and ``quiet`` single ones of which nothing is to
    come, ``done`` those of which the person said that they are done and no fact of the case can.
    ``deadlines`` are those that have had a reminder planned, the oldest first; ``first`` is the number of the
    first of them, so that a button can say which is meant by a number alone. ``planned_on`` is the day on
    which was planned last, ``outlook`` what the plan was made by, ``news`` what a change of the law has
    changed for the person. ``asked_on`` is the day on which the person was asked whether to keep their dates;
    it counts for nothing once they have been heard since.
    """

    on: bool = False
    zone: str | None = None
    form: Form | None = None
    off: tuple[str, ...] = ()
    done: tuple[Deadline, ...] = ()
    later: tuple[Later, ...] = ()
    first: int = 1
    deadlines: tuple[Deadline, ...] = ()
    planned_on: date | None = None
    outlook: Outlook | None = None
    news: Change | None = None
    asked_on: date | None = None
    quiet: tuple[Deadline, ...] = ()

    @property
    def active(self) -> bool:
        """Whether the person is reminded."""
        return self.on and self.zone is not None and self.form is not None

    def number(self, deadline: Deadline) -> int | None:
        """Return the number of a deadline; None where no reminder of it was planned."""
        return self.first + self.deadlines.index(deadline) if deadline in self.deadlines else None

    def deadline(self, number: int) -> Deadline | None:
        """Return the deadline of a number; None where there is none, or it was long ago."""
        place = number - self.first
        return self.deadlines[place] if 0 <= place < len(self.deadlines) else None

    def numbering(self, deadlines: tuple[Deadline, ...]) -> Self:
        """Return the same with a number for each of these deadlines; those that have one keep it."""
        new = tuple(each for each in dict.fromkeys(deadlines) if each not in self.deadlines)
        numbered = (*self.deadlines, *new)
        gone = max(0, len(numbered) - _MOST)
        return replace(self, first=self.first + gone, deadlines=numbered[gone:])

    def said_done(self, deadline: Deadline) -> Self:
        """Return the same with a deadline noted as done."""
        return replace(self, done=(*(each for each in self.done if each != deadline), deadline)[-_MOST:])

    def put_off(self, later: Later) -> Self:
        """Return the same with a deadline to be told of again on a day; the last word counts."""
        others = (each for each in self.later if each.deadline != later.deadline)
        return replace(self, later=(*others, later)[-_MOST:])

    def switched(self, kind: str, *, on: bool) -> Self:
        """Return the same with a kind of deadline switched on or off."""
        others = tuple(each for each in self.off if each != kind)
        return replace(self, off=others if on else (*others, kind))

    def silenced(self, deadline: Deadline, *, on: bool) -> Self:
        """Return the same with one deadline switched on or off; switched on, its kind is too."""
        others = tuple(each for each in self.quiet if each != deadline)
        if on:
            return replace(self.switched(deadline.kind, on=True), quiet=others)
        return replace(self, quiet=(*others, deadline)[-_MOST:])

    def is_off(self, deadline: Deadline) -> bool:
        """Whether nothing is to come of a deadline, by its kind or by itself."""
        return deadline.kind in self.off or deadline in self.quiet

    def same_wish(self, other: "Reminders") -> bool:
        """Whether both ask for the same reminders; the numbers of deadlines are no wish."""
        return self.settled() == other.settled()

    def settled(self) -> "Reminders":
        """Return what was chosen, without what planning put beside it."""
        return replace(self, first=1, deadlines=(), planned_on=None, outlook=None, news=None, asked_on=None)

    def to_data(self) -> dict[str, Any]:
        """Return the same as data for JSON."""
        return {
            "on": self.on,
            "zone": self.zone,
            "form": self.form,
            "off": list(self.off),
            "done": [_written(each) for each in self.done],
            "later": [[*_written(each.deadline), each.day.isoformat()] for each in self.later],
            "first": self.first,
            "deadlines": [_written(each) for each in self.deadlines],
            "planned_on": None if self.planned_on is None else self.planned_on.isoformat(),
            "outlook": None if self.outlook is None else self.outlook.to_data(),
            "news": None if self.news is None else self.news.to_data(),
            "asked_on": None if self.asked_on is None else self.asked_on.isoformat(),
            "quiet": [_written(each) for each in self.quiet],
        }

    @classmethod
    def from_data(cls, data: object) -> Self:
        """Return what :meth:`to_data` gave; what was kept before changes of the law were told has no outlook.

        Raises:
            WrongReminders: it is something else.
        """
        if not isinstance(data, Mapping):
            raise WrongReminders
        match data:
            case {
                "on": bool(on),
                "zone": None | str() as zone,
                "form": None | "neutral" | "open" as form,
                "off": list(off),
                "done": list(done),
                "later": list(later),
                "first": int(first),
                "deadlines": list(deadlines),
                "planned_on": None | str() as planned_on,
            } if all(isinstance(each, str) for each in off) and not isinstance(first, bool) and first > 0:
                return cls(
                    on=on,
                    zone=zone,
                    form=None if form is None else _FORMS[form],
                    off=tuple(off),
                    done=tuple(map(_deadline, done)),
                    later=tuple(map(_later, later)),
                    first=first,
                    deadlines=tuple(map(_deadline, deadlines)),
                    planned_on=None if planned_on is None else _day(planned_on),
                    outlook=_read(data.get("outlook"), Outlook.from_data),
                    news=_read(data.get("news"), Change.from_data),
                    asked_on=_read(data.get("asked_on"), _from_iso),
                    quiet=_read(data.get("quiet"), _deadlines) or (),
                )
            case _:
                raise WrongReminders


def _written(deadline: Deadline) -> list[str]:
    return [deadline.kind, deadline.day.isoformat()]


def _deadlines(value: object) -> tuple[Deadline, ...]:
    match value:
        case list():
            return tuple(map(_deadline, value))
        case _:
            raise WrongReminders


def _deadline(value: object) -> Deadline:
    match value:
        case [str(kind), str(day)]:
            return Deadline(kind, _day(day))
        case _:
            raise WrongReminders


def _later(value: object) -> Later:
    match value:
        case [str(kind), str(deadline), str(day)]:
            return Later(Deadline(kind, _day(deadline)), _day(day))
        case _:
            raise WrongReminders


def _read(value: object, reader: Callable[[object], T]) -> T | None:
    try:
        return None if value is None else reader(value)
    except ValueError:
        raise WrongReminders from None


def _from_iso(value: object) -> date:
    if not isinstance(value, str):
        raise WrongReminders
    return _day(value)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongReminders from None
