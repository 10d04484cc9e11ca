"""The list of what will come: each deadline can be switched off and on, all be stopped, the ways changed.

A deadline that is over stands in it as long as a day of asking about it lies ahead.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from bot.dialog.answer import assessed
from bot.dialog.asking import back_row
from bot.dialog.calendar_keyboard import in_rows
from bot.dialog.model import RemindNow
from bot.dialog.ready import ready, settled
from bot.dialog.remembered import Deadline, Reminders
from bot.dialog.reminding import agree, clocks
from bot.dialog.reminding.planning import after_deadlines, coming, deadline_of, switched_on
from bot.dialog.state import Place
from bot.dialog.view import Move, Offer, Rows, Screen, View
from bot.reminders.plan import Wanted
from bot.reminders.steps import LEAVE
from bot.reminders.zones import DEFAULT_ZONE
from bot.replies.answer import numbered
from bot.replies.reminder import done_line, line, stopped_line

PLACE: Final = "reminders"
"""The place of the list, and the name of the command that leads to it."""

_A_ROW: Final = 2
_TEST: Final = "test"
"""What is written after the command to see one now."""


def command(view: View, rest: str) -> Move:
    """Show the list, or have one sent; whoever is reminded can stop it whatever question is open."""
    go = test if rest.strip().casefold() == _TEST else opened
    return go(view) if view.state.reminders.active else ready(view, go)


def opened(view: View) -> Move:
    """Show the list; whoever is not reminded yet is asked whether to be, where there is anything to come."""
    if view.state.consent == "session":
        return agree.begin(view)
    kept = view.state.reminders
    if kept.zone is not None and kept.form is not None:
        return settled(view, Place(PLACE))
    return agree.begin(view) if coming(view) else view.move(_nothing(view))


def _nothing(view: View) -> str:
    """Return that there is nothing to remind of; whose time is over is not left to read that all is well."""
    assessment = assessed(view)
    over = assessment is not None and assessment.cautious.status == "overstay"
    return view.words("remind.nothing_over" if over else "remind.nothing")


def test(view: View) -> Move:
    """Have the next reminder in time sent now: what comes after a deadline is no example of one."""
    if not view.state.reminders.active:
        return opened(view)
    found = _next(view)
    if found is None:
        return view.move(_nothing(view))
    return replace(view.move(view.words("remind.test")), effects=(RemindNow(found),))


def _next(view: View) -> Wanted | None:
    """Return the next reminder in time; None where none is to come."""
    return next(iter(switched_on(coming(view) or (), view.state)), None)


def show(view: View) -> Screen:
    """Show what will come by the order of its days, what was said to be done, and what can be changed."""
    words, kept = view.words, view.state.reminders
    if not kept.active:
        return Screen((words("remind.off"),), ((Offer(words("button.remind.on"), "on"),), *back_row(view)))
    found, said = _deadlines(view), _said_done(view)
    stopped = _stopped(view, found)
    lines = list(_lines(view, found))
    lines += [done_line(each.kind, words) for each in said]
    lines += [stopped_line(each.kind, words) for each in stopped]
    text = "\n".join((words("remind.list"), *numbered(lines))) if lines else _nothing(view)
    place = words(clocks.city(kept.zone or DEFAULT_ZONE))
    switches = list(_switches(view, (*map(deadline_of, found), *said, *stopped)))
    rows: Rows = (
        *in_rows(switches, _A_ROW),
        (Offer(words("button.remind.zone", city=place), "zone"),),
        (Offer(words("button.remind.form"), "form"),),
        *(((Offer(words("button.remind.test"), "test"),),) if _next(view) else ()),
        (Offer(words("button.remind.stop"), "stop"),),
    )
    return Screen((text,), (*rows, *back_row(view)))


def _lines(view: View, found: Iterable[Wanted]) -> Iterator[str]:
    """Yield a line for each deadline."""
    wanted = _listed(view)
    for each in found:
        due = deadline_of(each)
        after = (other.day for other in wanted if deadline_of(other) == due and other.day > each.day)
        on = not view.state.reminders.is_off(due)
        yield line(each, view.words, on=on, today=view.today, then=min(after, default=None))


def _deadlines(view: View) -> tuple[Wanted, ...]:
    """Return the next reminder of each deadline, the nearest first; to leave after what prevents it."""
    first: dict[Deadline, Wanted] = {}
    for each in _listed(view):
        first.setdefault(deadline_of(each), each)
    return tuple(sorted(first.values(), key=lambda each: (each.deadline, each.kind == LEAVE, each.kind)))


def _listed(view: View) -> tuple[Wanted, ...]:
    """Return the reminders of what is open, and those of what is over that are of today or later.

    Of what is open those after its deadline are left out: nobody is to wait for them.
    """
    assessment = assessed(view)
    over = () if assessment is None else after_deadlines(assessment, view)
    return (*(coming(view) or ()), *(each for each in over if each.deadline < view.today <= each.day))


def _stopped(view: View, found: Iterable[Wanted]) -> tuple[Deadline, ...]:
    """Return the last known deadline of each kind that is switched off and has nothing in the list."""
    kept, listed = view.state.reminders, {each.kind for each in found}
    last = {each.kind: each for each in sorted(kept.deadlines, key=lambda each: each.day)}
    return tuple(last[kind] for kind in kept.off if kind in last and kind not in listed)


def _said_done(view: View) -> tuple[Deadline, ...]:
    """Return the deadlines ahead that were said to be done, which whoever tapped by mistake can take back."""
    assessment = assessed(view)
    duties = () if assessment is None else assessment.cautious.duties
    there = {Deadline(duty.duty, duty.due) for duty in duties if duty.due >= view.today}
    return tuple(each for each in view.state.reminders.done if each in there)


def _switches(view: View, found: Iterable[Deadline]) -> Iterator[Offer]:
    """Yield a button for each deadline, named by its number in the list."""
    words, kept = view.words, view.state.reminders
    for number, due in enumerate(found, 1):
        what = f"{due.kind}:{due.day}"
        if kept.is_off(due) or due in kept.done:
            yield Offer(words("button.remind.switch_on", number=number), f"switch_on:{what}")
        else:
            yield Offer(words("button.remind.switch_off", number=number), f"switch_off:{what}")


def act(view: View, action: str) -> Move:
    """Switch a deadline, or all; change the zone or the form; send one now."""
    kept = view.state.reminders
    verb, _, rest = action.partition(":")
    match verb:
        case "switch_on" | "switch_off":
            kind, _, day = rest.partition(":")
            due = Deadline(kind, date.fromisoformat(day))
            switched = kept.silenced(due, on=verb == "switch_on")
            return _changed(view, replace(switched, done=tuple(each for each in kept.done if each != due)))
        case "zone":
            return view.to(agree.ZONE)
        case "form":
            return view.to(agree.FORM)
        case "test":
            return test(view)
        case "on":
            return _turned_on(view)
        case _:
            return replace(_changed(view, replace(kept, on=False)), note=view.words("remind.stopped"))


def _turned_on(view: View) -> Move:
    """Remind again; of whoever has had their answers erased meanwhile they must be kept first."""
    if view.state.consent != "remember":
        return agree.begin(view)
    return _changed(view, replace(view.state.reminders, on=True))


def _changed(view: View, reminders: Reminders) -> Move:
    return view.move(reminders=reminders)
