"""A term of the law set against the facts: what is due by when, and whether it was done."""

from typing import Final, NamedTuple

from rules.assessment import Duty, DutyState
from rules.book import Book
from rules.days import day_of, same_day_years_later
from rules.law import Provision
from rules.line import Line
from rules.view import View
from rules.world import Visit, World

BORN: Final = "born"
"""Asked of a view like a reading: the vague day of birth on which a duty hangs."""


class Due(NamedTuple):
    """One duty: ``due`` is its last day in time, ``done`` the day it was done, None where not.

    ``since`` is the day the term runs from; ``from_entry`` marks terms that run from the entry,
    which the favourable side of ``first_day`` lets run a day longer (D-24). ``provisional``: the
    day rests on a calendar not yet decreed. ``proved``: what was issued on ``done`` only proves that
    it had been done by then, so that nobody can say that it was late.
    """

    duty: str
    since: int
    due: int
    done: int | None
    provision: Provision
    from_entry: bool = False
    provisional: bool = False
    proved: bool = False

    @property
    def late(self) -> bool:
        """Whether it was surely done after its day."""
        return self.done is not None and self.done > self.due and not self.proved


class Scene(NamedTuple):
    """What the duties are read from: the world, its line, and the visit of the day, if any.

    ``manual``: the law of the stay itself is unsettled, so nothing is read off the line (D-9).
    """

    world: World
    line: Line
    visit: Visit | None
    book: Book
    view: View
    manual: bool = False

    @property
    def on(self) -> int:
        """The day asked about."""
        return self.world.on


def state(due: Due, on: int, *, lenient: bool) -> DutyState:
    """Return ``open`` up to and with the day due, ``missed`` after, ``done`` also when late (D-29)."""
    if due.done is not None:
        return "done"
    return "open" if on <= due.due + (lenient and due.from_entry) else "missed"


def duty(due: Due, on: int, *, lenient: bool) -> Duty:
    """Return the duty as the assessment names it."""
    return Duty(
        due.duty, day_of(due.since), day_of(due.due), state(due, on, lenient=lenient), due.provision.article
    )


def first_since(days: list[int] | tuple[int, ...], since: int) -> int | None:
    """Return the first of the days that is not before ``since``."""
    return min((day for day in days if day >= since), default=None)


def is_minor(day: int, rule: Provision, scene: Scene) -> bool:
    """Return whether the person is younger on the day than the rule binds; of a vague birth, surely so.

    Favourably it is enough that this may be.
    """
    born = scene.world.case.born
    if born is None or born.first is None or born.last is None:
        return False
    age = rule.number("from_age")
    sure = same_day_years_later(born.first.toordinal(), age) > day
    possible = same_day_years_later(born.last.toordinal(), age) > day
    if sure != possible:
        scene.view.asked.add(BORN)
    return possible if scene.view.mild else sure
