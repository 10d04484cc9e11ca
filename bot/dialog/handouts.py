"""What the person can take along: the picture, the calendar file, the card, each one row of a table."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final, NamedTuple

from bot.dialog import where_to_turn
from bot.dialog.answer import as_sure_as_told, assessed, picture, tidy, unsure_of
from bot.dialog.asking import back_row
from bot.dialog.model import Document, Reply
from bot.dialog.state import Place
from bot.dialog.view import Move, Offer, Screen, View
from bot.replies.calendar_file.file import MEDIA_TYPE as CALENDAR_TYPE
from bot.replies.calendar_file.file import NAME as CALENDAR_NAME
from bot.replies.calendar_file.file import calendar_file, calendar_text
from bot.replies.card import MEDIA_TYPE as CARD_TYPE
from bot.replies.card import NAME as CARD_NAME
from bot.replies.card import card
from rules.assessment import Assessment
from rules.read import read_case

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


def _calendar(view: View, assessment: Assessment) -> tuple[str, Document] | None:
    """Make the calendar file; of two that are made on one day the later turn of the conversation wins."""
    text = calendar_text(assessment, view.words)
    content = partial(calendar_file, assessment, view.words, view.state.turn)
    return None if text is None else (text, Document(CALENDAR_NAME, CALENDAR_TYPE, content))


def _card(view: View, assessment: Assessment) -> tuple[str, Document]:
    """Make the card, with the case itself in its code; it is the same for whoever asks again on the day."""
    case, unsure = read_case(tidy(view)), unsure_of(view)
    content = partial(card, assessment, case, view.words, unsure)
    return view.words("card.text"), Document(CARD_NAME, CARD_TYPE, content)


HANDOUTS: Final[Mapping[str, Handout]] = {
    "picture": Handout("button.picture", picture, "answer.none"),
    "calendar": Handout("button.calendar", _calendar, "calendar.nothing"),
    "card": Handout("card.button", _card, "answer.none"),
}
"""By the name of the command, in the order of the buttons."""


def hand_out(view: View, name: str) -> Move:
    """Send a file and stay where the person is."""
    assessment, handout = assessed(view), HANDOUTS[name]
    made = None if assessment is None else handout.make(view, as_sure_as_told(view, assessment))
    if made is None:
        return view.move(view.words("answer.none" if assessment is None else handout.nothing))
    text, document = made
    return replace(view.move(), before=(Reply(text, document=document),))


def show_take(view: View) -> Screen:
    """Ask which file the person wants; where to turn is one step from here too."""
    words = view.words
    rows = tuple((Offer(words(handout.label), name),) for name, handout in HANDOUTS.items())
    where = (Offer(words("button.contacts"), where_to_turn.PLACE),)
    return Screen((words("take"),), (*rows, where, *back_row(view)))


def act_take(view: View, action: str) -> Move:
    """Send the file asked for, or show where to turn."""
    return hand_out(view, action) if action in HANDOUTS else view.to(Place(action))
