"""Planned again: the same where nothing has changed, and nothing of the old where something has."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.dialog.model import Context, Remind
from bot.dialog.remembered import Deadline, Later, Reminders
from bot.dialog.reminding.arrival import day_reply
from bot.dialog.reminding.planning import after_step, deadline_of, replanned
from bot.dialog.state import Facts, Place, State
from bot.lawbook import load_law
from bot.reminders.steps import STILL_ASKED
from rules.assess import assess
from rules.read import read_case
from tests.rules.lived import Asked, persons

LAW: Final = load_law()
TOLD: Final = {"inside": "yes", "trouble": "done"}
AGREED: Final = Reminders(on=True, zone="Asia/Omsk", form="open")
DAY: Final = timedelta(days=1)


def as_kept(case: Mapping[str, Any]) -> dict[str, Any]:
    """Return a case as a conversation keeps it: its dates written out."""
    kept: dict[str, Any] = json.loads(json.dumps(case, default=str))
    return kept


def of(case: Mapping[str, Any]) -> State:
    """Return the conversation of somebody who is reminded of a case."""
    facts = Facts(as_kept(case), TOLD)
    return State(language="en", consent="remember", place=Place("answer"), facts=facts, reminders=AGREED)


def planned(state: State, on: date) -> tuple[State, Remind]:
    """Return what is kept and what is wanted after planning on a day."""
    after, remind = replanned(state, Context(on, LAW))
    assume(remind is not None)
    assert remind is not None
    return after, remind


@settings(max_examples=40, deadline=None)
@given(persons(), persons())
def test_changed_facts_leave_nothing_of_the_old(one: Asked, other: Asked) -> None:
    """Whoever tells other facts has the plan of those facts, as if nothing had been told before."""
    before, _ = planned(of(one.data), other.on)
    _, after = planned(replace(before, facts=Facts(as_kept(other.data), TOLD)), other.on)
    _, fresh = planned(of(other.data), other.on)
    assert after == fresh


@settings(max_examples=40, deadline=None)
@given(persons())
def test_planned_twice(asked: Asked) -> None:
    """The second plan is the first, the state with it."""
    state, remind = planned(of(asked.data), asked.on)
    assert planned(state, asked.on) == (state, remind)
    keys = [(each.kind, each.deadline, each.day) for each in remind.wanted]
    assert len(set(keys)) == len(keys)


@settings(max_examples=40, deadline=None)
@given(persons(), st.integers(0, 12))
def test_all_that_is_wanted_is_told_on_its_day(asked: Asked, place: int) -> None:
    """With facts that stay the same, what was planned is true when it comes, if its duty is there still.

    In time that is a duty that is open, after the deadline one that was missed.
    """
    state, remind = planned(of(asked.data), asked.on)
    assume(remind.wanted)
    each = remind.wanted[place % len(remind.wanted)]
    _, (told,) = day_reply(state, (each,), Context(each.day, LAW))
    then = assess(read_case(asked.data), each.day, LAW).cautious.duties
    state_then = "missed" if each.is_after else "open"
    assert told == (
        (each.kind, each.deadline, state_then) in {(duty.duty, duty.due, duty.state) for duty in then}
    )


@settings(max_examples=40, deadline=None)
@given(persons(), st.integers(0, 12), st.lists(st.integers(1, 5), max_size=6))
def test_what_comes_after_a_deadline_stays_planned(asked: Asked, place: int, steps: list[int]) -> None:
    """However often is planned meanwhile, before and after the deadline, while it is missed it is one row."""
    state, remind = planned(of(asked.data), asked.on)
    after = [each for each in remind.wanted if each.is_after]
    assume(after)
    each = after[place % len(after)]
    on = max(asked.on, each.deadline - 3 * DAY)
    for step in (0, *steps):
        on += step * DAY
        state, remind = planned(state, on)
        there = [row for row in remind.wanted if (deadline_of(row), row.day) == (deadline_of(each), each.day)]
        then = assess(read_case(asked.data), on, LAW).cautious.duties
        states = {duty.state for duty in then if (duty.duty, duty.due) == deadline_of(each)}
        assert len(there) == bool(states & {"open", "missed"} and on <= each.day + STILL_ASKED)


@settings(max_examples=40, deadline=None)
@given(persons(), st.integers(1, 40))
def test_nobody_is_asked_about_what_was_never_reminded_of(asked: Asked, later: int) -> None:
    """Whoever agrees when something is missed is not asked about it; nor who switches reminders on again."""
    begun, remind = planned(of(asked.data), asked.on)
    for each in remind.wanted:
        assert not each.is_after or each.deadline >= asked.on
    context = Context(asked.on + later * DAY, LAW)
    stopped = replace(begun, reminders=replace(begun.reminders, on=False))
    after, (again,) = after_step(stopped, begun, context)
    assert not [each for each in again.wanted if each.is_after and each.deadline < context.today]
    assert after is not None
    _, twice = planned(after, context.today)
    assert twice == again


@settings(max_examples=40, deadline=None)
@given(persons(), st.integers(0, 12), st.sampled_from(["quiet", "done", "later"]))
def test_one_deadline_changes_no_other(asked: Asked, place: int, wish: str) -> None:
    """Switching off, doing or putting off one deadline leaves the reminders of all others as they were."""
    state, remind = planned(of(asked.data), asked.on)
    assume(remind.wanted)
    due = deadline_of(remind.wanted[place % len(remind.wanted)])
    kept = state.reminders
    match wish:
        case "quiet":
            kept = kept.silenced(due, on=False)
        case "done":
            kept = kept.said_done(due)
        case _:
            kept = kept.put_off(Later(due, min(due.day, asked.on + DAY)))
    _, after = planned(replace(state, reminders=kept), asked.on)
    assert _without(after, due) == _without(remind, due)
    mine = [each.day for each in after.wanted if deadline_of(each) == due]
    assert mine == [] if wish != "later" else mine[0] == min(due.day, asked.on + DAY)


def _without(remind: Remind, due: Deadline) -> list[tuple[str, date, date]]:
    return [(each.kind, each.deadline, each.day) for each in remind.wanted if deadline_of(each) != due]
