"""What is written instead of tapped: to a reminder that was opened, to the list, and to have no more."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bot.dialog.remembered import Deadline
from bot.dialog.reminding import arrival, done, listing
from bot.dialog.state import Place
from bot.dialog.view import Move, Screen, View
from bot.reading.plain import LONGEST, plain
from bot.reading.reminder_words import ToReminder, read_to_reminder
from bot.reminders.steps import LEAVE

_PAYMENTS: Final = frozenset({"patent_payment", "fine_payment"})
_DONE: Final = "done"
_LATER: Final = "later"
_ACTIONS: Final[dict[ToReminder, str]] = {"later": _LATER, "tomorrow": "in:1", "dates": "dates"}
"""What is done at a reminder, by what was written, whatever the reminder is of."""


def wants_none(view: View, text: str) -> bool:
    """Whether somebody who is reminded writes that they want no more reminders, and nothing else."""
    return view.state.reminders.active and read_to_reminder(text) == "stop"


def hear_reminder(view: View, text: str) -> Move:
    """Take what stands on a button of the reminder, or of the days to put it off to, and what means the same.

    Whoever writes that they have left, to a reminder of something else, is asked whether they are in Russia.
    """
    whole = View(replace(view.state, place=view.place.whole()), view.context)
    offers = _offers(arrival.show(whole))
    if _LATER in offers:
        state = arrival.act(whole, _LATER).state
        offers |= {} if state is None else _offers(arrival.show(View(state, view.context)))
    due = view.state.reminders.deadline(view.place.item or 0)
    action = _labelled(offers, text)
    if action is None and due is not None:
        said = read_to_reminder(text)
        if said == "left" and due.kind != LEAVE and view.known.inside and _DONE in offers:
            return whole.to(Place("inside"))
        action = None if said is None else _ACTIONS.get(said)
        if said is not None and _is_done(whole, due, said):
            action = _DONE
    if action not in offers:
        return view.move(view.words("note.choose"))
    return arrival.act(whole, action)


def hear_list(view: View, text: str) -> Move:
    """Take what stands on a button of the list."""
    action = _labelled(_offers(listing.show(view)), text)
    return view.move(view.words("note.choose")) if action is None else listing.act(view, action)


def _is_done(view: View, due: Deadline, said: ToReminder) -> bool:
    """Whether a text tells that the deadline is met.

    A mere yes may say "I will" as long as there is time: it is taken where more is asked before it counts.
    """
    match said:
        case "done":
            return True
        case "paid":
            return due.kind in _PAYMENTS
        case "left":
            return due.kind == LEAVE
        case "yes":
            found = None if due.day < view.today else done.told(view, due)
            return due.day < view.today or (found is not None and found.ask is not None)
        case _:
            return False


def _offers(screen: Screen) -> dict[str, str]:
    """Return the labels of a screen's buttons by what they do."""
    return {offer.action: offer.label for row in screen.rows for offer in row if offer.action != "back"}


def _labelled(offers: Mapping[str, str], text: str) -> str | None:
    """Return what the button does whose label was written, whole: a part of it may mean the opposite."""
    said = _letters(text[:LONGEST])
    return next((action for action, label in offers.items() if said and _letters(label) == said), None)


def _letters(text: str) -> str:
    return "".join(character for character in plain(text) if character.isalnum())
