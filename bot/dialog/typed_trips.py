"""Trips typed whole: both dates in one message, or several trips in lines; confirmed in words at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from bot.dialog import asking
from bot.dialog.asking import accept, fitting, problem, refused, sound
from bot.dialog.questions import BY_ID
from bot.dialog.questions.form import Days
from bot.dialog.questions.lists import ListOf
from bot.dialog.questions.plans import NOTED, PLANS
from bot.dialog.questions.trips import ANOTHER, TRIPS
from bot.dialog.say import Say
from bot.dialog.state import Draft, Facts, Place
from bot.dialog.view import Move, Offer, Screen, View
from bot.reading import Line, Period, Unclear, read_lines, read_period
from bot.reading.periods import ONE_DATE
from rules.when import When

TYPED: Final = "typed"
"""The part of a question about a trip in which whole trips wait to be confirmed; its value holds them."""

_LISTS: Final[Mapping[str, ListOf]] = {each.id: of for of in (TRIPS, PLANS) for each in of.fields}
_GATES: Final[Mapping[str, str]] = {"earlier": "yes", "more": ANOTHER}
"""The questions whether there was a trip: whoever writes one there has said that there was."""
_BETWEEN_TRIPS: Final = ";"
_PAIR: Final = 2


class _Wrong(NamedTuple):
    """A line that cannot be taken, and why."""

    number: int
    why: Say


@dataclass(frozen=True, slots=True)
class _Taken:
    """The facts with the trips that could be taken, those trips, and what was wrong with the others."""

    facts: Facts
    trips: tuple[Period, ...] = ()
    wrong: tuple[_Wrong, ...] = field(default=())


def hear_trips(view: View, text: str) -> Move | None:
    """Return the move on with whole trips that were typed; None where the text or the question has none."""
    if view.place.at not in _LISTS and view.place.at not in _GATES:
        return None
    at = view.place.at if view.place.at in _LISTS else TRIPS.fields[0].id
    lines = _lines(view, at, text)
    if isinstance(lines, Unclear):
        return refused(view, problem(view, lines))
    if not lines:
        return None
    if view.place.at in _GATES:
        view = _entered(view)
    return _heard(view, _LISTS[at], lines)


def _lines(view: View, at: str, text: str) -> tuple[Line, ...] | Unclear:
    """Return the trips of a text, one or more; empty where it holds no whole trip."""
    form = BY_ID[at].form
    after = view.today if isinstance(form, Days) and form.ahead else None
    lines = read_lines(text, view.language, view.today, after=after)
    if isinstance(lines, Unclear):
        return () if view.place.at in _GATES else lines
    if len(lines) == _PAIR and all(line.found == ONE_DATE for line in lines):
        # Entry and exit, each in a line of its own.
        text, lines = " - ".join(text.replace(_BETWEEN_TRIPS, "\n").split("\n")), ()
    if lines:
        return (
            lines if any(line.found == ONE_DATE or isinstance(line.found, Period) for line in lines) else ()
        )
    found = read_period(text, view.language, view.today, after=after)
    if found is None or isinstance(found, Unclear):
        return () if found is None else found
    return (Line(1, found),)


def _entered(view: View) -> View:
    """Return the view at the first question about a new trip, the question whether there was one answered."""
    gate = BY_ID[view.place.at]
    taken = gate.take(view.known, _GATES[view.place.at])
    facts = (view.known.facts if isinstance(taken, Say) else taken).opening(Draft(TRIPS.name))
    move = View(replace(view.state, facts=facts), view.context).to(Place(TRIPS.fields[0].id))
    return view if move.state is None else View(move.state, view.context)


def _heard(view: View, of: ListOf, lines: tuple[Line, ...]) -> Move:
    if len(lines) > 1 and view.known.changing and of is TRIPS:
        return refused(view, Say("trips.one_here"))
    taken = _take(view, of, lines)
    if not taken.trips:
        whys = taken.wrong if len(lines) > 1 else ()
        note = _unread(view, whys)
        return view.move(note, place=view.place.whole()) if whys else refused(view, taken.wrong[0].why)
    value = _BETWEEN_TRIPS.join(f"{trip.first} {trip.last}" for trip in taken.trips)
    return replace(view.part(TYPED, value), note=_unread(view, taken.wrong))


def _unread(view: View, wrong: tuple[_Wrong, ...]) -> str:
    """Return in words which lines could not be taken, and why."""
    words = view.words
    if not wrong:
        return ""
    lines = [
        words("trips.line", number=str(each.number), wrong=refused(view, each.why).note) for each in wrong
    ]
    return "\n".join((words("trips.unread"), *lines))


# --- taken -----------------------------------------------------------------------------------


def _take(view: View, of: ListOf, lines: tuple[Line, ...]) -> _Taken:
    """Take each trip as if its dates had been answered one by one, beside those before it."""
    taken = _Taken(view.known.facts)
    for line in lines:
        facts = _take_one(view, of, line, taken)
        if isinstance(facts, Say):
            taken = replace(taken, wrong=(*taken.wrong, _Wrong(line.number, facts)))
        elif isinstance(line.found, Period):
            taken = replace(taken, facts=facts, trips=(*taken.trips, line.found))
    return taken


def _take_one(view: View, of: ListOf, line: Line, taken: _Taken) -> Facts | Say:
    """Return the facts with one more trip, or what is wrong with it."""
    if isinstance(line.found, Unclear):
        return problem(view, line.found)
    begun = view.known.draft
    # The first takes the place of the one being asked for, the others come after it.
    draft = Draft(of.name, begun.index if begun is not None and not taken.trips else None)
    facts = replace(taken.facts, draft=draft)
    for question, when in zip((each.id for each in of.fields), line.found, strict=True):
        there = View(replace(view.state, facts=facts, place=Place(question)), view.context)
        inside = fitting(there, BY_ID[question], when)
        made = inside if isinstance(inside, Say) else BY_ID[question].take(there.known, str(inside))
        if isinstance(made, Say):
            return made
        facts = made
    return facts if sound(facts) else Say("list.contradiction")


# --- shown and confirmed ---------------------------------------------------------------------


def _trips(value: str) -> tuple[Period, ...]:
    """Return the trips that a place holds."""
    pairs = (each.split(" ") for each in value.split(_BETWEEN_TRIPS))
    return tuple(Period(When.parse(first), When.parse(last)) for first, last in pairs)


def confirm_trips(view: View) -> Screen:
    """Show the trips in words, to be confirmed all at once."""
    words, trips = view.words, _trips(view.place.value)
    spoken = [{"entry": words.when(trip.first), "exit": words.when(trip.last)} for trip in trips]
    if len(spoken) == 1:
        text = words("confirm.trip", **spoken[0])
    else:
        lines = [
            words("confirm.trips.line", number=str(number), **trip)
            for number, trip in enumerate(spoken, start=1)
        ]
        text = "\n".join((words("confirm.trips"), *lines))
    rows = ((Offer(words("button.confirm"), "confirm"), Offer(words("button.change"), "back")),)
    return Screen((text,), rows)


def take_trips(view: View) -> Move:
    """Take the trips confirmed; of several plans each is kept, and what each leads to is shown."""
    of = _LISTS[view.place.at]
    lines = tuple(Line(number, trip) for number, trip in enumerate(_trips(view.place.value), start=1))
    taken = _take(view, of, lines)
    if taken.wrong:
        return refused(view, taken.wrong[0].why)
    if of is TRIPS:
        return accept(view, taken.facts)
    more_plans = len(lines) - 1
    before = int(taken.facts.told.get(NOTED) or "0")
    facts = taken.facts.tell(**{NOTED: str(before + more_plans)}) if more_plans else taken.facts
    move = accept(view, facts)
    if move.state is None or not more_plans:
        return move
    return replace(move, state=replace(move.state, place=replace(move.state.place, value=str(len(lines)))))


# --- the questions about trips, with this beside them ----------------------------------------


def show(view: View) -> Screen:
    """Show the question, or the whole trips to be confirmed."""
    return confirm_trips(view) if view.place.part == TYPED else asking.screen(view)


def act(view: View, action: str) -> Move:
    """Take the trips, or do what a button of the question does."""
    confirmed = view.place.part == TYPED and action == "confirm"
    return take_trips(view) if confirmed else asking.act(view, action)


def hear(view: View, text: str) -> Move:
    """Take whole trips, or an answer to the question."""
    if view.place.part == TYPED:
        answer = asking.said_option(view, asking.RIGHT, text)
        if answer is not None:
            return take_trips(view) if answer == "yes" else view.back()
    return hear_trips(view, text) or asking.hear(view, text)


QUESTIONS: Final = frozenset({*_LISTS, *_GATES})
"""The questions at which whole trips can be typed."""
