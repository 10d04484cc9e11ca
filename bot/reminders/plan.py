"""From an assessment to the reminders that are wanted: pure, and the same for the same facts on the same day.

Planning twice changes nothing, since a reminder is what it is for and its day. Facts that change lead to
other reminders: whoever keeps them drops what is no longer wanted.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from bot.reminders.steps import LEAVE, WEEK, Steps, steps_of, steps_of_leaving
from rules.assessment import Assessment, Duty

_FEWEST: Final = 2
"""Reminders that are still to come of a deadline that is still to come: a single one could be lost."""


class Wanted(NamedTuple):
    """A reminder that is wanted.

    Attributes:
        kind: the name of the duty that is due; ``leave`` for the last lawful day.
        number: its place among the duties of its kind in the order of their deadlines, from 1 on.
        deadline: the last day in time.
        day: the day on which to remind, by the calendar of where the person is.
    """

    kind: str
    number: int
    deadline: date
    day: date


def wanted(assessment: Assessment) -> tuple[Wanted, ...]:
    """Return the reminders from the day of the assessment on, in order of their days.

    Only what is still open and not late is reminded of: what the answer says of a missed deadline depends on
    the day, and its way out is not another date. The cautious answer decides.
    """
    found = (
        Wanted(duty.duty, number, duty.due, day)
        for number, duty in _open(assessment)
        for day in _days(duty, _steps(duty, assessment), assessment.on)
    )
    return tuple(sorted(found, key=lambda each: (each.day, each.deadline, each.kind, each.number)))


def opening(assessment: Assessment, later: Assessment) -> tuple[Wanted, ...]:
    """Return the reminders of what can first be done between two days, as of a notice that is given yearly.

    Args:
        assessment: that of the day from which is planned.
        later: that of the same case on a later day, up to which the plan must be good.
    """
    return tuple(
        Wanted(duty.duty, number, duty.due, duty.since)
        for number, duty in _open(later)
        if assessment.on < duty.since <= later.on and steps_of(duty.duty).opening
    )


def _open(assessment: Assessment) -> Iterator[tuple[int, Duty]]:
    count: dict[str, int] = {}
    for duty in sorted(assessment.cautious.duties, key=lambda each: (each.due, each.since)):
        if duty.state == "open":
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
