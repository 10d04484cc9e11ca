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
from bot.dialog.reminding.arrival import day_replies
from bot.dialog.reminding.planning import deadline_of, replanned
from bot.dialog.state import Facts, Place, State
from bot.lawbook import load_law
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
    """With facts that stay the same, what was planned is true when it comes, if its duty is there still."""
    state, remind = planned(of(asked.data), asked.on)
    assume(remind.wanted)
    each = remind.wanted[place % len(remind.wanted)]
    _, (told,) = day_replies(state, ((each.kind, each.number, each.deadline),), Context(each.day, LAW))
    then = assess(read_case(asked.data), each.day, LAW).cautious.duties
    open_then = any((duty.duty, duty.due, duty.state) == (each.kind, each.deadline, "open") for duty in then)
    assert (told is not None) == open_then


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
