"""Which unknown matters most: what a vague date or a missing fact changes in the cautious answer.

Only facts on which the answer hangs are asked for, and the one that decides most before the others:
first whether the stay is lawful, then a ban, then the last day by the days it moves, then a duty.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from typing import Final, NamedTuple

from rules.assessment import Answer, Ask, Settles
from rules.book import Book
from rules.days import FOREVER, day_of, same_day_years_later
from rules.duties import dues
from rules.duties.due import Scene, duty
from rules.evaluate import Draft
from rules.facts import Case, Stay
from rules.grounds.family import CHILD
from rules.vague import Place
from rules.when import When

APPEAL: Final = "expulsion_appeal"
PURPOSES: Final = ("work", "private")
"""The purposes that ask most and least of a person."""

AHEAD: Final = frozenset({"until", "paid_until", "exit", "planned", "born"})
"""Dates that may lie after the day asked about; all others are of what has happened by then (D-2)."""

BEGINNINGS: Final = ("entry", "issued", "signed", "start", "filed", "in_force", "on", "since")
"""How an item begins: its other dates, where nothing else is known of them, lie on that day or later."""


class Weight(NamedTuple):
    """How far two answers lie apart; the greater differs in what matters more to the person.

    ``days`` are those by which the last day, the overstay or the opening of entry differ, ``states`` the
    duties in another state, ``due`` the days by which the others differ.
    """

    status: bool = False
    bans: bool = False
    days: int = 0
    states: int = 0
    due: int = 0
    rest: bool = False


NOTHING: Final = Weight()

_SETTLES: Final[tuple[Settles, ...]] = ("status", "ban", "last_day", "duty", "duty", "rest")


class Unknown(NamedTuple):
    """A reading by its name or a fact by its path, with what it changes."""

    name: str
    weight: Weight
    is_fact: bool


def weight(one: Answer, other: Answer) -> Weight:
    """Return how far two answers to one case lie apart."""
    if one == other:
        return NOTHING
    states = due = 0
    if one.duties != other.duties:
        first, second = _duties(one), _duties(other)
        states = sum(
            first.get(key, ("", 0))[0] != second.get(key, ("", 0))[0] for key in first.keys() | second
        )
        due = sum(abs(first[key][1] - second[key][1]) for key in first.keys() & second)
    days = (
        _apart(one.last_day, other.last_day)
        if one.status == other.status == "lawful"
        else abs(one.overstay_days - other.overstay_days)
    )
    if one.status == other.status == "outside":
        days = max(days, _apart(one.may_enter_from, other.may_enter_from))
    rest = (one.ground, one.days, one.planned) != (other.ground, other.days, other.planned)
    return Weight(one.status != other.status, one.bans != other.bans, days, states, due, rest)


def _duties(answer: Answer) -> dict[tuple[str, int], tuple[str, int]]:
    """Return the state and the day of each duty by its name and its turn."""
    found: dict[tuple[str, int], tuple[str, int]] = {}
    for each in answer.duties:
        turn = 0
        while (each.duty, turn) in found:
            turn += 1
        found[each.duty, turn] = each.state, each.due.toordinal()
    return found


def _apart(one: date | None, other: date | None) -> int:
    return abs(_number(one) - _number(other))


def _number(day: date | None) -> int:
    return FOREVER if day is None else day.toordinal()


def spread(answers: Iterable[Answer]) -> Weight:
    """Return how far the two of the answers that lie furthest apart do so."""
    return max((weight(one, other) for one, other in combinations(answers, 2)), default=NOTHING)


def in_order(unknowns: Iterable[Unknown]) -> list[Unknown]:
    """Return what matters most first; what a person can find comes before a reading of the same weight."""
    return sorted(unknowns, key=lambda each: (each.weight, each.is_fact), reverse=True)


def ask_first(unknowns: Iterable[Unknown]) -> Ask | None:
    """Return the fact that matters most with what it would settle; None where none matters."""
    facts = [each for each in unknowns if each.is_fact and each.weight != NOTHING]
    if not facts:
        return None
    most = max(facts, key=lambda each: each.weight)
    settles = next(kind for kind, size in zip(_SETTLES, most.weight, strict=True) if size)
    return Ask(most.name, settles)


# --- vague dates -----------------------------------------------------------------------------------


def ends(case: Case, place: Place, when: When, draft: Draft) -> tuple[date, ...]:
    """Return the latest and the earliest day that a vague date can be taken for, the latest first.

    An entry that came late is usually the milder end, so what differs is found sooner.
    """
    on, base = draft.world.on, draft.line.book.base
    if place.key == "family" and not when.known:
        return _extensions(draft)
    first = when.first
    if first is None:
        lowest = on if place.key == "planned" else _beginning(case, place, base)
        first = day_of(lowest)
    last = when.last or max(day_of(on), first)
    if place.name not in AHEAD and place.key not in AHEAD:
        last = min(last, day_of(on))
    return (last,) if last == first else (last, min(first, last))


def _beginning(case: Case, place: Place, base: int) -> int:
    """Return the first day that a date of which nothing is known can be: its item has begun by then."""
    if place.number is None or place.name is None:
        return base
    if place.name in BEGINNINGS:
        return base
    item = getattr(case, place.key)[place.number]
    begun = next((getattr(item, name) for name in BEGINNINGS if hasattr(item, name)), None)
    return base if begun is None or begun.first is None else begun.first.toordinal()


def _extensions(draft: Draft) -> tuple[date, ...]:
    """Return the longest extension of the present stay for a tie, and none: it ended before the entry."""
    visit = draft.world.present
    rule = None if visit is None else draft.line.book.find("stay.family", visit.entry)
    if visit is None or rule is None:
        return ()
    longest = same_day_years_later(visit.entry, rule.number("years")) - 1
    return day_of(longest), day_of(visit.entry - 1)


# --- missing facts ---------------------------------------------------------------------------------


class Missing(NamedTuple):
    """A fact that was not told, with the cases in which it is told one way and the other."""

    path: str
    tries: tuple[Case, ...]


def missing_facts(draft: Draft, book: Book) -> Iterator[Missing]:
    """Yield the facts not told that can change the answer, beside the purpose of the stay.

    Not told is not done (D-27), so a registration or an examination is no missing fact; nor is the end of
    something that goes on.
    """
    case, on = draft.world.case, draft.world.on
    if case.born is None and any(relative.relation == CHILD for relative in case.family):
        rule = book.find("stay.patent_children", on)
        if rule is not None:
            grown = same_day_years_later(on, -rule.number("under"))
            yield Missing("born", tuple(case._replace(born=When.on(day_of(day))) for day in (grown, on)))
    for number, offence in enumerate(case.offences):
        if offence.with_expulsion and offence.received is None:
            last = min(on, offence.in_force.last.toordinal() if offence.in_force.last else on)
            told = offence._replace(received=When.on(day_of(last)))
            tried = (*case.offences[:number], told, *case.offences[number + 1 :])
            yield Missing(f"offences[{number}].received", (case._replace(offences=tried),))


def still_helps(path: str, answer: Answer) -> bool:
    """Return whether the fact can still be acted on: an appeal only while its term is open."""
    if not path.endswith(".received"):
        return True
    return any(each.duty == APPEAL and each.state == "open" for each in answer.duties)


def purpose(draft: Draft, answer: Answer, best: Weight, *, asked: bool) -> Iterator[Unknown]:
    """Yield the purpose of the present stay with what it changes, where the answer asks for it.

    It decides over duties, and over the stay itself only where the waiver of visas leaves work out.
    ``best`` is the weight of what was found: where that is more than duties can be, nothing is tried.
    """
    world, line = draft.world, draft.line
    visit, regime = world.present, line.book.regimes.get(world.case.citizenship)
    if not asked or visit is None or regime is None:
        return
    stays = world.case.stays
    untold = (number for number, stay in enumerate(stays) if stay.purpose is None)
    path = f"stays[{max(untold, key=lambda number: (_goes_on(stays[number], world.on), number))}].purpose"
    if regime.unjudged(visit.entry, work=True) != regime.unjudged(visit.entry, work=False):
        yield Unknown(path, Weight(status=True), is_fact=True)
    elif not (best.status or best.bans or best.days):
        told = [visit._replace(purpose=each) for each in PURPOSES]
        scenes = (
            Scene(world._replace(visits=[*world.visits[:-1], each]), line, each, line.book, draft.view)
            for each in told
        )
        lists = (
            tuple(duty(due, world.on, lenient=False) for due in dues(each, manual=False)) for each in scenes
        )
        yield Unknown(path, spread(answer._replace(duties=duties) for duties in lists), is_fact=True)


def _goes_on(stay: Stay, on: int) -> bool:
    """Return whether the stay can hold the day."""
    begun = stay.entry.first is None or stay.entry.first.toordinal() <= on
    return begun and (stay.exit is None or stay.exit.last is None or stay.exit.last.toordinal() >= on)
