"""From an assessment to the reminders that are wanted: pure, and the same for the same facts on the same day.

Planning twice changes nothing, since a reminder is what it is for and its day. Facts that change lead to
other reminders: whoever keeps them drops what is no longer wanted.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from bot.reminders.steps import LEAVE, STILL_ASKED, WEEK, Steps, steps_of, steps_of_leaving
from rules.assessment import Assessment, Duty, DutyState

_FEWEST: Final = 2
"""Reminders that are still to come of a deadline that is still to come: a single one could be lost."""
_NOT_DONE: Final[tuple[DutyState, ...]] = ("open", "missed")


class Wanted(NamedTuple):
    """A reminder that is wanted.

    Attributes:
        kind: the name of the duty that is due; ``leave`` for the last lawful day.
        number: its place among the duties of its kind in the order of their deadlines, from 1 on.
        deadline: the last day in time.
        day: the day on which to remind, by the calendar of where the person is; after the deadline it is
            asked whether it was met.
    """

    kind: str
    number: int
    deadline: date
    day: date

    @property
    def is_after(self) -> bool:
        """Whether it comes after the deadline."""
        return self.day > self.deadline


def wanted(assessment: Assessment) -> tuple[Wanted, ...]:
    """Return the reminders in time from the day of the assessment on, in order of their days.

    Only what is still open and not late is reminded of; the cautious answer decides. What comes when a
    deadline is over is told by :func:`afterwards`.
    """
    found = (
        Wanted(duty.duty, number, duty.due, day)
        for number, duty in _numbered(assessment, "open")
        for day in _days(duty, _steps(duty, assessment), assessment.on)
    )
    return in_order(found)


def afterwards(assessment: Assessment) -> tuple[Wanted, ...]:
    """Return the reminders after their deadlines, of what is open and of what was missed, in order.

    Of what was missed also those of days that are over, as long as somebody is still asked: each keeps its
    day, so that who has been asked is not asked again. Whether somebody knows of a deadline is not known
    here.
    """
    found = (
        Wanted(duty.duty, number, duty.due, day)
        for state in _NOT_DONE
        for number, duty in _numbered(assessment, state)
        for day in (duty.due + timedelta(days) for days in steps_of(duty.duty).after)
        if assessment.on <= day + STILL_ASKED
    )
    return in_order(found)


def in_order(found: Iterable[Wanted]) -> tuple[Wanted, ...]:
    """Return reminders in order of their days, each day, kind and deadline once."""
    once = {(each.kind, each.deadline, each.day): each for each in reversed(tuple(found))}
    return tuple(sorted(once.values(), key=lambda each: (each.day, each.deadline, each.kind, each.number)))


def opening(assessment: Assessment, later: Assessment) -> tuple[Wanted, ...]:
    """Return the reminders of what can first be done between two days, as of a notice that is given yearly.

    Args:
        assessment: that of the day from which is planned.
        later: that of the same case on a later day, up to which the plan must be good.
    """
    return tuple(
        Wanted(duty.duty, number, duty.due, duty.since)
        for number, duty in _numbered(later, "open")
        if assessment.on < duty.since <= later.on and steps_of(duty.duty).opening
    )


def _numbered(assessment: Assessment, state: DutyState) -> Iterator[tuple[int, Duty]]:
    count: dict[str, int] = {}
    for duty in sorted(assessment.cautious.duties, key=lambda each: (each.due, each.since)):
        if duty.state == state:
            number = count[duty.duty] = count.get(duty.duty, 0) + 1
            yield number, duty


def _steps(duty: Duty, assessment: Assessment) -> Steps:
    if duty.duty != LEAVE:
        return steps_of(duty.duty)
    same_day = (
        each.duty for each in assessment.cautious.duties if each.state == "open" and each.due == duty.due
    )
    return steps_of_leaving(frozenset(same_day))


def _middle(duty: Duty) -> date:
    return duty.since + (duty.due - duty.since) // 2 if duty.since < duty.due else duty.due - WEEK


def _days(duty: Duty, steps: Steps, on: date) -> set[date]:
    """Return the days on which to remind of a duty that is open on a day, never fewer than can be."""
    days = {duty.due - timedelta(before) for before in steps.before}
    if steps.halfway:
        days.add(min(*days, _middle(duty)))
    if steps.opening:
        days.add(duty.since)
    ahead = {day for day in days if day >= on}
    if len(ahead) < _FEWEST:
        ahead.add(duty.due)
    return ahead if len(ahead) >= _FEWEST else ahead | {on}
