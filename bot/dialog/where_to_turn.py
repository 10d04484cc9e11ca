"""Where the person can turn, by what they have told so far; nobody has to answer a question for it."""

from typing import Final

from bot.contacts.choose import contacts_for
from bot.contacts.lines import contact_lines
from bot.dialog.asking import back_row
from bot.dialog.known import Known
from bot.dialog.view import Move, Screen, View
from bot.replies.answer import dashed
from bot.replies.packing import packed

PLACE: Final = "contacts"
"""The place of the conversation where it is told."""


def show_contacts(view: View) -> Screen:
    """Show the contacts with their days of check, and what has none, in short messages."""
    words, known = view.words, view.known
    citizenship = known.case.get("citizenship")
    chosen = contacts_for(citizenship, region(known), view.today)
    title = f"{words('contacts.title')}:"
    lines = dashed(contact_lines(chosen, words, view.today))
    return Screen(tuple(packed(title, lines, title)), back_row(view))


def act_contacts(view: View, _action: str) -> Move:
    """Stay: the only button leads back."""
    return view.move()


def region(known: Known) -> str | None:
    """Return the region in which somebody in Russia was registered last; None where it is not known."""
    told = known.items("registrations") if known.inside else ()
    return next((str(each["region"]) for each in reversed(told) if each.get("region")), None)
