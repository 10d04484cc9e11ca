"""Everything told, on one screen, and the way to change each of it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from bot.dialog.asking import back_row
from bot.dialog.known import Known
from bot.dialog.questions import BY_ID, LISTS, TABLE
from bot.dialog.questions.form import Choices, Days, Form, Lands, Question, ended
from bot.dialog.questions.lists import start, without
from bot.dialog.questions.person import concerns
from bot.dialog.questions.troubles import LISTS as TROUBLES
from bot.dialog.say import figures
from bot.dialog.state import Place
from bot.dialog.view import ANSWER, REVIEW, Move, Offer, Rows, Screen, View, upcoming
from rules.when import When

TRIPS: Final = "stays"
TROUBLE: Final = "troubles"
_CHAPTERS: Final[Mapping[str, str]] = {
    "citizenship": "review.citizenship",
    "inside": "review.inside",
    "entry": "review.entry",
    "purpose": "review.purpose",
    "papers": "review.papers",
    "earlier": "review.trips",
    "registered": "review.registered",
    "health": "review.health",
    "trouble": "review.trouble",
}
"""The questions that a person changes something by, and the key of the name of each."""

_ENTRY_NAMES: Final[Mapping[str, str]] = {
    "stays": "entry.trip",
    "offences": "entry.fine",
    "removals": "entry.removal",
    "decisions": "entry.ban",
}


def show_review(view: View) -> Screen:
    """Show what was told."""
    words = view.words
    known = view.known
    asked = [
        each
        for each in TABLE
        if each.id in _CHAPTERS and each.current(known) is not None and concerns(known, each.id)
    ]
    lines = [f"• {words(_CHAPTERS[question.id])}: {_told(view, question)}" for question in asked]
    offers = [Offer(words(_CHAPTERS[question.id]), f"change:{question.id}") for question in asked]
    pairs = tuple(tuple(offers[place : place + 2]) for place in range(0, len(offers), 2))
    text = "\n".join((words("review"), *lines))
    return Screen((text,), ((Offer(words("button.show_answer"), "answer"),), *pairs, *back_row(view)))


def act_review(view: View, action: str) -> Move:
    """Go on to the answer, or to what is to be changed."""
    verb, _, chapter = action.partition(":")
    if verb == "answer":
        return _to_answer(view)
    if chapter == "earlier" and _trips(view.known):
        return view.to(Place("entries", value=TRIPS))
    if chapter == "trouble" and any(view.known.items(of.name) for of in TROUBLES):
        return view.to(Place("entries", value=TROUBLE))
    return view.to(Place(chapter))


def _to_answer(view: View) -> Move:
    """Go on to the answer, unless a question is still open, as after a new year."""
    place = upcoming(view.state, view.context)
    return view.to(ANSWER if place == REVIEW else place)


def _told(view: View, question: Question) -> str:
    known, words = view.known, view.words
    match question.id:
        case "earlier" if _trips(known):
            return str(len(_trips(known)))
        case "trouble" if any(known.items(of.name) for of in TROUBLES):
            count = sum(len(known.items(of.name)) for of in TROUBLES)
            return str(count)
        case "registered" if known.told("registered") == "yes":
            until = BY_ID["registered.until"].current(known)
            return words("review.until", date=words.when(When.parse(until))) if until else words("button.yes")
        case _:
            current = question.current(known)
            return "—" if current is None else _spoken(view, question.form, current)


def _trips(known: Known) -> list[tuple[int, dict[str, Any]]]:
    return [(index, stay) for index, stay in enumerate(known.items(TRIPS)) if ended(stay)]


# --- lists -----------------------------------------------------------------------------------


def show_entries(view: View) -> Screen:
    """Show the trips, or the fines, expulsions and bans, each to be opened."""
    words, known = view.words, view.known
    if view.place.value == TRIPS:
        found = [(TRIPS, index, item) for index, item in _trips(known)]
        found.sort(key=lambda each: str(each[2]["entry"]))
        title, add = "entries.trips" if found else "entries.no_trips", "button.add_trip"
    else:
        found = [(of.name, index, item) for of in TROUBLES for index, item in enumerate(known.items(of.name))]
        title, add = "entries.troubles", "button.add_trouble"
    rows = tuple((Offer(_label(view, name, item), f"open:{name}:{index}"),) for name, index, item in found)
    return Screen((words(title),), (*rows, (Offer(words(add), "add"),), *back_row(view)))


def _label(view: View, name: str, item: Mapping[str, Any]) -> str:
    words = view.words

    def date(key: str) -> str:
        value = item.get(key)
        return figures(None if value is None else When.parse(str(value)), words)

    match name:
        case "stays":
            return f"{date('entry')} – {date('exit')}"
        case "offences":
            return f"{words('entry.fine')}: {date('in_force')}"
        case "removals":
            return f"{words('entry.removal')}: {date('on')}"
        case _:
            return f"{words('entry.ban')}: {date('until')}"


def act_entries(view: View, action: str) -> Move:
    """Open an entry, or ask for a new one."""
    verb, _, where = action.partition(":")
    if verb == "open":
        name, _, index = where.partition(":")
        return view.to(Place("entry_of", int(index), value=name))
    if view.place.value == TRIPS:
        facts = start(view.known, TRIPS)
        return view.onward(facts)
    return view.to(Place("trouble"))


def show_entry(view: View) -> Screen:
    """Show one entry with all that was told of it."""
    words, of = view.words, LISTS[view.place.value]
    items = view.known.items(of.name)
    if view.place.item is None or view.place.item >= len(items):
        return Screen((words("entry.gone"),), back_row(view))
    values = of.read(view.known, items[view.place.item])
    lines = [words(_ENTRY_NAMES[of.name])]
    for field in of.fields:
        value = values.get(field.key)
        if value is not None:
            lines.append(f"• {words(f'field.{field.id}')}: {_spoken(view, field.form, value)}")
    rows: Rows = ((Offer(words("button.change_entry"), "change"), Offer(words("button.remove"), "remove")),)
    return Screen(("\n".join(lines),), (*rows, *back_row(view)))


def _spoken(view: View, form: Form, value: str) -> str:
    """Return an answer in words: the label of a choice, a date, a country."""
    words = view.words
    options = form.options(view.known) if isinstance(form, Choices) else ()
    options = form.more if isinstance(form, Days) else options
    label = next((option.label for option in options if option.code == value), None)
    if label is not None:
        return words(label)
    match form:
        case Choices():
            return "—"
        case Days():
            return words.when(When.parse(value))
        case Lands():
            return words.country(value)


def act_entry(view: View, action: str) -> Move:
    """Change an entry from its first question on, or take it out."""
    name, index = view.place.value, view.place.item or 0
    if action == "remove":
        facts = without(view.known, name, index)
        state = replace(view.state, facts=facts, back=())
        return Move(replace(state, place=upcoming(state, view.context)), view.words("entry.removed"))
    return view.onward(start(view.known, name, index))
