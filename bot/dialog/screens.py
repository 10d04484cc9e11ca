"""Every place of the conversation: how it is shown, what its buttons do, what can be said there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from bot.dialog import (
    answer,
    aside,
    asking,
    beginning,
    commands,
    handouts,
    leading,
    review,
    typed_trips,
    what_if,
    where_to_turn,
    why,
)
from bot.dialog.model import LABEL_LIMIT
from bot.dialog.questions import BY_ID
from bot.dialog.reminding import agree, arrival, hearing, listing, news
from bot.dialog.state import Place
from bot.dialog.view import Move, Screen, View


def _choose_please(view: View, _text: str) -> Move:
    return view.move(view.words("note.choose"))


@dataclass(frozen=True, slots=True)
class Site:
    """One kind of place."""

    show: Callable[[View], Screen]
    act: Callable[[View, str], Move]
    hear: Callable[[View, str], Move] = _choose_please


def _act_privacy(view: View, action: str) -> Move:
    return view.to(Place("forget")) if action == "forget" else beginning.act_consent(view, action)


def _act_answer(view: View, action: str) -> Move:
    return agree.begin(view) if action == answer.REMIND else answer.act_answer(view, action)


_QUESTION: Final = Site(asking.screen, asking.act, asking.hear)
_TRIP_QUESTION: Final = Site(typed_trips.show, typed_trips.act, typed_trips.hear)

SITES: Final[Mapping[str, Site]] = {
    "language": Site(beginning.show_language, beginning.act_language, beginning.hear_language),
    "consent": Site(beginning.show_consent, beginning.act_consent, beginning.hear_consent),
    "privacy": Site(beginning.show_privacy, _act_privacy),
    **dict.fromkeys(BY_ID, _QUESTION),
    **dict.fromkeys(typed_trips.QUESTIONS, _TRIP_QUESTION),
    aside.SLANG: Site(aside.show_slang, aside.act_slang, aside.hear_slang),
    "review": Site(review.show_review, review.act_review),
    "entries": Site(review.show_entries, review.act_entries),
    "entry_of": Site(review.show_entry, review.act_entry),
    "answer": Site(answer.show_answer, _act_answer),
    "why": Site(why.show_why, why.act_why),
    "why_all": Site(why.show_whole, why.act_why),
    handouts.PLACE: Site(handouts.show_take, handouts.act_take),
    where_to_turn.PLACE: Site(where_to_turn.show_contacts, where_to_turn.act_contacts),
    "details": Site(answer.show_details, answer.act_answer),
    "register": Site(answer.show_register, leading.act_register),
    what_if.MENU: Site(what_if.show_menu, what_if.act_menu),
    what_if.ASK: Site(what_if.show_ask, what_if.act_ask, what_if.hear),
    what_if.TOLD: Site(what_if.show_told, what_if.act_told, what_if.hear),
    what_if.WHY: Site(what_if.show_why, what_if.act_why),
    agree.KEEP.at: Site(agree.show_keep, agree.act_keep, agree.hear_keep),
    agree.ZONE.at: Site(agree.show_zone, agree.act_zone, agree.hear_zone),
    agree.FORM.at: Site(agree.show_form, agree.act_form, agree.hear_form),
    listing.PLACE: Site(listing.show, listing.act, hearing.hear_list),
    arrival.PLACE: Site(arrival.show, arrival.act, hearing.hear_reminder),
    arrival.NEWS: Site(news.show, news.act),
    "planned": Site(answer.show_planned, answer.act_planned),
    "resume": Site(commands.show_resume, commands.act_resume),
    "again": Site(commands.show_again, commands.act_again),
    "forget": Site(commands.show_forget, commands.act_forget),
}
"""By the name of the place."""


def label(text: str) -> str:
    """Return a label that fits on a button of a small phone."""
    return text if len(text) <= LABEL_LIMIT else text[: LABEL_LIMIT - 1].rstrip() + "…"
