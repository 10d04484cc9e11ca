"""What the person can take along: the picture, the calendar file, the card, each one row of a table."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from bot.dialog.answer import assessed
from bot.dialog.asking import back_row
from bot.dialog.model import Document, Reply
from bot.dialog.view import Move, Offer, Screen, View
from rules.assessment import Assessment

PLACE: Final = "take"
"""The place of the conversation where they are offered."""


class Handout(NamedTuple):
    """A file made from an answer: the button that asks for it, and the maker of its message.

    ``make`` is given the view and the assessment of today and returns the file with its twin in words; None
    where this answer has nothing to put into it, and then ``nothing`` says so.
    """

    label: str
    make: Callable[[View, Assessment], tuple[str, Document] | None]
    nothing: str


HANDOUTS: Final[Mapping[str, Handout]] = {}
"""By the name of the command, in the order of the buttons."""


def hand_out(view: View, name: str) -> Move:
    """Send a file and stay where the person is."""
    assessment, handout = assessed(view), HANDOUTS[name]
    made = None if assessment is None else handout.make(view, assessment)
    if made is None:
        return view.move(view.words("answer.none" if assessment is None else handout.nothing))
    text, document = made
    return replace(view.move(), before=(Reply(text, document=document),))


def show_take(view: View) -> Screen:
    """Ask which file the person wants."""
    words = view.words
    rows = tuple((Offer(words(handout.label), name),) for name, handout in HANDOUTS.items())
    return Screen((words("take"),), (*rows, *back_row(view)))


def act_take(view: View, action: str) -> Move:
    """Send the file asked for."""
    return hand_out(view, action)
