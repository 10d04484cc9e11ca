"""Everything told, on one screen, and the way to change each of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final, NamedTuple

from bot.dialog.answer import noted
from bot.dialog.asking import back_row
from bot.dialog.known import Known
from bot.dialog.questions import LISTS, TABLE
from bot.dialog.questions.form import Choices, Days, Form, Lands, Question, ended, is_day
from bot.dialog.questions.lists import ListOf, start, without
from bot.dialog.questions.papers import LISTS as PAPERS
from bot.dialog.questions.person import concerns
from bot.dialog.questions.plans import NOTED, PLANS
from bot.dialog.questions.trouble_lists import LISTS as TROUBLES
from bot.dialog.reminding import listing
from bot.dialog.reminding.planning import coming, switched_on
from bot.dialog.say import figures
from bot.dialog.state import Place
from bot.dialog.view import ANSWER, REVIEW, Move, Offer, Rows, Screen, View, upcoming
from rules.when import When

TRIPS: Final = "stays"
TROUBLE: Final = "troubles"
PAPER: Final = "papers"
PLAN: Final = PLANS.name
_CHAPTERS: Final[Mapping[str, str]] = {
    "citizenship": "review.citizenship",
    "inside": "review.inside",
    "entry": "review.entry",
    "purpose": "review.purpose",
    "papers": "review.papers",
    "born": "review.born",
    "notified": "review.notified",
    "noticed": "review.noticed",
    "earlier": "review.trips",
    "papers.before": "review.papers.before",
    "registered": "review.registered",
    "registered.until": "review.registered.until",
    "moved": "review.moved",
    "moved.on": "review.moved.on",
    "moved.where": "review.moved.where",
    "health": "review.health",
    "examined": "review.examined",
    "trouble": "review.trouble",
}
"""The questions that a person changes something by, and the key of the name of each."""


class _Sight(NamedTuple):
    """How an entry of a list is named, and the parts that stand on its button: dates, or a choice."""

    name: str
    shown: tuple[str, ...]


_SIGHTS: Final[Mapping[str, _Sight]] = {
    "stays": _Sight("entry.trip", ("trip.entry", "trip.exit")),
    "patents": _Sight("entry.patent", ("patent.issued",)),
    "contracts": _Sight("entry.contract", ("contract.signed",)),
    "permits": _Sight("entry.permit", ("permit.issued",)),
    "studies": _Sight("entry.study", ("study.from",)),
    "family": _Sight("entry.family", ("family.relation",)),
    "applications": _Sight("entry.application", ("application.filed",)),
    "entry_statement": _Sight("entry.statement", ("statement.on",)),
    "offences": _Sight("entry.fine", ("fine.when",)),
    "removals": _Sight("entry.removal", ("removal.on",)),
    "decisions": _Sight("entry.ban", ("ban.until",)),
    "convictions": _Sight("entry.conviction", ()),
    "controlled_register": _Sight("entry.register", ("register.since",)),
    "migration_card_lost": _Sight("entry.card", ("card.lost",)),
    "stay_shortened": _Sight("entry.shortened", ("stay.shortened",)),
    PLAN: _Sight("entry.plan", ("plan.entry", "plan.exit")),
}


class _Group(NamedTuple):
    """Lists that are shown together: the texts over them, and the question that adds to them, if any."""

    lists: tuple[ListOf, ...]
    title: str
    none: str
    add: str | None


_GROUPS: Final[Mapping[str, _Group]] = {
    TRIPS: _Group((LISTS[TRIPS],), "entries.trips", "entries.no_trips", "button.add_trip"),
    PAPER: _Group(PAPERS, "entries.papers", "entries.no_papers", "button.add_paper"),
    TROUBLE: _Group(TROUBLES, "entries.troubles", "entries.no_troubles", "button.add_trouble"),
    PLAN: _Group((PLANS,), "entries.plans", "entries.no_plans", None),
}
_OPENED: Final[Mapping[str, str]] = {
    "earlier": TRIPS,
    "papers": PAPER,
    "papers.before": PAPER,
    "trouble": TROUBLE,
}
"""The chapters that open a group of lists, where anything stands in it."""


def show_review(view: View) -> Screen:
    """Show what was told."""
    words = view.words
    known = view.known
    asked = [each for each in TABLE if each.id in _CHAPTERS and _was_told(known, each)]
    lines = [f"• {words(_CHAPTERS[question.id])}: {_told(view, question)}" for question in asked]
    offers = [Offer(words(_CHAPTERS[question.id]), f"change:{question.id}") for question in asked]
    if plans := _entries(known, PLAN):
        lines.append(f"• {words('review.plans')}: {len(plans)}")
        offers.append(Offer(words("review.plans"), f"change:{PLAN}"))
    if (day := _next_reminder(view)) is not None:
        lines.append(f"• {words('review.reminders')}: {words.date(day)}")
        offers.append(Offer(words("review.reminders"), f"change:{listing.PLACE}"))
    pairs = tuple(tuple(offers[place : place + 2]) for place in range(0, len(offers), 2))
    text = "\n".join((words("review"), *lines))
    return Screen((text,), ((Offer(words("button.show_answer"), "answer"),), *pairs, *back_row(view)))


def _next_reminder(view: View) -> date | None:
    """Return the day on which somebody who is reminded hears next; None where nothing is to come."""
    found = switched_on(coming(view) or (), view.state) if view.state.reminders.active else ()
    return found[0].day if found else None


def _was_told(known: Known, question: Question) -> bool:
    """Whether there is an answer to a question that concerns the person as they are."""
    if question.id == "papers.before" and not known.inside and _entries(known, PAPER):
        return True
    return question.current(known) is not None and concerns(known, question.id)


def act_review(view: View, action: str) -> Move:
    """Go on to the answer, or to what is to be changed."""
    verb, _, chapter = action.partition(":")
    if verb == "answer":
        return _to_answer(view)
    group = PLAN if chapter == PLAN else _OPENED.get(chapter)
    if group is not None and _entries(view.known, group):
        return view.to(Place("entries", value=group))
    return view.to(REVIEW if chapter == PLAN else Place(chapter))


def _to_answer(view: View) -> Move:
    """Go on to the answer, unless a question is still open, as after a new year."""
    place = upcoming(view.state, view.context)
    return view.to(ANSWER if place == REVIEW else place)


def _told(view: View, question: Question) -> str:
    group = _OPENED.get(question.id)
    found = () if group is None else _entries(view.known, group)
    if question.id == PAPER and len(found) == 1:
        return view.words(_SIGHTS[found[0].list].name)
    if found:
        return str(len(found))
    current = question.current(view.known)
    return "—" if current is None else _spoken(view, question.form, current)


# --- lists -----------------------------------------------------------------------------------


class _Entry(NamedTuple):
    """An entry of a list, and where it stands in it."""

    list: str
    place: int
    item: dict[str, Any]


def _entries(known: Known, group: str) -> tuple[_Entry, ...]:
    """Return what stands in the lists of a group; of the stays those that are over, the oldest first."""
    found = [
        _Entry(of.name, index, item)
        for of in _GROUPS[group].lists
        for index, item in enumerate(known.items(of.name))
        if group != TRIPS or ended(item)
    ]
    if group == TRIPS:
        found.sort(key=lambda each: str(each.item["entry"]))
    return tuple(found)


def show_entries(view: View) -> Screen:
    """Show the trips, the papers, or the fines, expulsions and bans, each to be opened."""
    words, name = view.words, view.place.value if view.place.value in _GROUPS else TROUBLE
    group, found = _GROUPS[name], _entries(view.known, name)
    rows = tuple((Offer(_label(view, each), f"open:{each.list}:{each.place}"),) for each in found)
    title = words(group.title if found else group.none)
    more = () if group.add is None else ((Offer(words(group.add), "add"),),)
    return Screen((title,), (*rows, *more, *back_row(view)))


def _label(view: View, entry: _Entry) -> str:
    words, sight, of = view.words, _SIGHTS[entry.list], LISTS[entry.list]
    values = of.read(view.known, entry.item)
    parts = [
        _short(view, field.form, values.get(field.key)) for field in of.fields if field.id in sight.shown
    ]
    if entry.list in {TRIPS, PLAN}:
        return " – ".join(parts)
    return f"{words(sight.name)}: {', '.join(parts)}" if parts else words(sight.name)


def _short(view: View, form: Form, value: str | None) -> str:
    """Return an answer short enough for a button."""
    if value is None or not is_day(form, value):
        return "—" if value is None else _spoken(view, form, value)
    return figures(When.parse(value), view.words)


def act_entries(view: View, action: str) -> Move:
    """Open an entry, or ask for a new one."""
    verb, _, where = action.partition(":")
    if verb == "open":
        name, _, index = where.partition(":")
        return view.to(Place("entry_of", int(index), value=name))
    if view.place.value == TRIPS:
        facts = start(view.known, TRIPS)
        return view.onward(facts)
    if view.place.value == PAPER:
        first = "papers.more" if _entries(view.known, PAPER) else "papers"
        return view.to(Place(first if view.known.inside else "papers.before"))
    return view.to(Place("trouble"))


def show_entry(view: View) -> Screen:
    """Show one entry with all that was told of it; a plan is not changed, only taken out."""
    words, of = view.words, LISTS[view.place.value]
    items = view.known.items(of.name)
    if view.place.item is None or view.place.item >= len(items):
        return Screen((words("entry.gone"),), back_row(view))
    values = of.read(view.known, items[view.place.item])
    lines = [words(_SIGHTS[of.name].name)]
    for field in of.fields:
        value = values.get(field.key)
        if value is not None:
            lines.append(f"• {words(f'field.{field.id}')}: {_spoken(view, field.form, value)}")
    change = () if of is PLANS else (Offer(words("button.change_entry"), "change"),)
    rows: Rows = ((*change, Offer(words("button.remove"), "remove")),)
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
        case Days(by_year=years):
            when = When.parse(value)
            return figures(when, words) if years else words.when(when)
        case Lands():
            return words.country(value)


def act_entry(view: View, action: str) -> Move:
    """Change an entry from its first question on, or take it out."""
    name, index = view.place.value, view.place.item or 0
    if action == "remove":
        facts = without(LISTS[name], view.known, index)
        if name == PLAN and index < noted(view):
            facts = facts.tell(**{NOTED: str(noted(view) - 1)})
        state = replace(view.state, facts=facts, back=())
        return Move(replace(state, place=upcoming(state, view.context)), view.words("entry.removed"))
    return view.onward(start(view.known, name, index))
