"""The list of what will come: each kind can be switched off and on, all of it stopped, the ways changed."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bot.dialog.asking import back_row
from bot.dialog.calendar_keyboard import in_rows
from bot.dialog.model import RemindNow
from bot.dialog.ready import ready, settled
from bot.dialog.remembered import Deadline, Reminders
from bot.dialog.reminding import agree
from bot.dialog.reminding.planning import coming, deadline_of, switched_on
from bot.dialog.state import Place
from bot.dialog.view import Move, Offer, Rows, Screen, View
from bot.reminders.plan import Wanted
from bot.reminders.zones import DEFAULT_ZONE
from bot.replies.answer import numbered
from bot.replies.reminder import line

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
    return agree.begin(view) if coming(view) else view.move(view.words("remind.nothing"))


def test(view: View) -> Move:
    """Have the next reminder sent now."""
    if not view.state.reminders.active:
        return opened(view)
    found = switched_on(coming(view) or (), view.state)
    if not found:
        return view.move(view.words("remind.nothing"))
    return replace(view.move(view.words("remind.test")), effects=(RemindNow(found[0]),))


def show(view: View) -> Screen:
    """Show what will come by the order of its days, and what can be changed."""
    words, kept = view.words, view.state.reminders
    if not kept.active:
        return Screen((words("remind.off"),), ((Offer(words("button.remind.on"), "on"),), *back_row(view)))
    found = _deadlines(view)
    lines = [line(each, words, on=each.kind not in kept.off) for each in found]
    text = "\n".join((words("remind.list"), *numbered(lines))) if found else words("remind.nothing")
    place = words(agree.city(kept.zone or DEFAULT_ZONE))
    rows: Rows = (
        *in_rows(list(_switches(view, found)), _A_ROW),
        (Offer(words("button.remind.zone", city=place), "zone"),),
        (Offer(words("button.remind.form"), "form"),),
        *(((Offer(words("button.remind.test"), "test"),),) if switched_on(found, view.state) else ()),
        (Offer(words("button.remind.stop"), "stop"),),
    )
    return Screen((text,), (*rows, *back_row(view)))


def _deadlines(view: View) -> tuple[Wanted, ...]:
    """Return the next reminder of each deadline, in order of the deadlines."""
    first: dict[Deadline, Wanted] = {}
    for each in coming(view) or ():
        first.setdefault(deadline_of(each), each)
    return tuple(sorted(first.values(), key=lambda each: (each.deadline, each.kind)))


def _switches(view: View, found: tuple[Wanted, ...]) -> Iterator[Offer]:
    """Yield a button for each kind, named by the number of its first deadline in the list."""
    seen: set[str] = set()
    for number, each in enumerate(found, 1):
        if each.kind in seen:
            continue
        seen.add(each.kind)
        if each.kind in view.state.reminders.off:
            yield Offer(view.words("button.remind.kind_on", number=number), f"kind_on:{each.kind}")
        else:
            yield Offer(view.words("button.remind.kind_off", number=number), f"kind_off:{each.kind}")


def act(view: View, action: str) -> Move:
    """Switch a kind, or all; change the zone or the form; send one now."""
    kept = view.state.reminders
    verb, _, kind = action.partition(":")
    match verb:
        case "kind_on" | "kind_off":
            return _changed(view, kept.switched(kind, on=verb == "kind_on"))
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
