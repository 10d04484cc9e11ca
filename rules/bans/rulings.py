"""Bans from rulings, removals, convictions and decisions (114-FZ 25.10, 26(4), 27(2)-(3), (7), (10), (11)).

The dates of these facts are taken as intervals: cautiously whatever is possible counts,
favourably only what is certain (D-15).
"""

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Final, NamedTuple

from rules.assessment import Ban
from rules.bans.ground import ban, kind
from rules.book import Book
from rules.days import day_of, same_day_years_later
from rules.facts import Case, Decision, Offence
from rules.law import Provision
from rules.when import When

OFFENCES: Final = ("ban.offences_3y", "ban.offences_1y")
DECISIONS: Final = {"entry_ban": "ban.decision", "undesirable": "ban.undesirable"}


class RulingBan(NamedTuple):
    """A ban with the days it rests on."""

    ban: Ban
    provision: Provision
    days: tuple[int, ...]


class Bounds(NamedTuple):
    """The days something can have happened on, not after the day asked about."""

    first: int
    last: int


def bounds(when: When, on: int, base: int) -> Bounds | None:
    """Return the bounds of something past; None for what lies after ``on`` (D-2)."""
    first = base if when.first is None else when.first.toordinal()
    last = on if when.last is None else when.last.toordinal()
    return None if first > on else Bounds(max(first, base), max(min(last, on), base))


def in_force(offence: Offence, on: int, book: Book) -> Bounds | None:
    """Return when the ruling took force; one of which only the receipt is known, not before that."""
    floor = book.base
    if offence.received is not None and offence.received.first is not None:
        floor = max(floor, min(offence.received.first.toordinal(), on))
    known = bounds(offence.in_force, on, book.base)
    if known is None or offence.in_force.first is not None:
        return known
    return Bounds(floor, max(floor, known.last))


def ruling_bans(case: Case, on: int, book: Book, *, cautious: bool) -> Iterator[RulingBan]:
    """Yield every ban that does not come from the stays themselves."""
    if case.offences:
        yield from _repeated_offences(case, on, book, cautious=cautious)
        yield from _unpaid_fines(case, on, book, cautious=cautious)
    if case.removals or case.offences:
        yield from _removals(case, on, book, cautious=cautious)
    if case.convictions and any(not conviction.spent for conviction in case.convictions):
        provision = book.at("ban.conviction", on)
        yield RulingBan(_endless(provision, None), provision, ())
    for decision in case.decisions:
        yield from _decision(decision, on, book, cautious=cautious)


def _repeated_offences(case: Case, on: int, book: Book, *, cautious: bool) -> Iterator[RulingBan]:
    """Two rulings close enough, any pair; the ban runs from the latest ruling of a pair (D-19)."""
    for name in OFFENCES:
        latest: tuple[int, int, Provision] | None = None
        current = book.find(name, on)
        if current is None:
            continue
        kinds = current.value.get("kinds")
        dated = [
            (known.first, known.last)
            for offence in case.offences
            if not isinstance(kinds, tuple) or offence.kind in kinds
            if (known := in_force(offence, on, book)) is not None
        ]
        for (first_a, last_a), (first_b, last_b) in combinations(sorted(dated), 2):
            years = current.number("within_years")
            if cautious:
                reach = same_day_years_later(last_a, years)
                fits, start = first_b <= reach, max(last_a, min(last_b, reach))
            else:
                reach = same_day_years_later(first_a, years)
                fits, start = max(last_a, last_b) <= reach, max(first_a, first_b)
            provision = book.find(name, start) if fits else None
            if provision is not None and (latest is None or start > latest[0]):
                latest = (start, first_a, provision)
        if latest is not None:
            yield RulingBan(ban(latest[2], latest[0]), latest[2], (latest[1], latest[0]))


def fine_due(offence: Offence, on: int, book: Book, *, cautious: bool) -> int | None:
    """Return the last day to pay the fine; the day after the ruling took force is the first (D-20)."""
    known = in_force(offence, on, book)
    if known is None:
        return None
    provision = book.at("duty.fine_payment", on)
    days = provision.number("with_expulsion" if offence.with_expulsion else "days")
    return (known.first if cautious else known.last) + days


def is_paid(offence: Offence, on: int, *, cautious: bool) -> bool:
    """Return whether the fine was paid by the day asked about; a vague day is none cautiously."""
    if offence.paid is None:
        return False
    day = offence.paid.last if cautious else offence.paid.first
    return (not cautious) if day is None else day.toordinal() <= on


def _unpaid_fines(case: Case, on: int, book: Book, *, cautious: bool) -> Iterator[RulingBan]:
    overdue = [
        due
        for offence in case.offences
        if not is_paid(offence, on, cautious=cautious)
        if (due := fine_due(offence, on, book, cautious=cautious)) is not None and due < on
    ]
    if overdue:
        provision = book.at("ban.unpaid_fine", on)
        yield RulingBan(_endless(provision, min(overdue) + 1), provision, (min(overdue),))


def removals(case: Case, on: int, book: Book, *, cautious: bool) -> tuple[list[int], list[int | None]]:
    """Return the days of removals carried out, and of those only ordered; None where not known (D-21)."""
    carried = sorted(
        known.last if cautious else known.first
        for removal in case.removals
        if removal.on is not None and (known := bounds(removal.on, on, book.base)) is not None
    )
    ordered: list[int | None] = [None for removal in case.removals if removal.on is None]
    left = list(carried)
    for offence in case.offences:
        known = in_force(offence, on, book) if offence.with_expulsion else None
        if known is None:
            continue
        done = next((day for day in left if day >= known.first), None)
        if done is None:
            ordered.append(known.first)
        else:
            left.remove(done)
    return carried, ordered


def _removals(case: Case, on: int, book: Book, *, cautious: bool) -> Iterator[RulingBan]:
    """Removals run from the day carried out; ordered and not carried out, without an end (D-21)."""
    carried, ordered = removals(case, on, book, cautious=cautious)
    repeat = book.find("ban.repeat_removal", carried[-1]) if carried else None
    for number, day in enumerate(carried):
        last_of_many = repeat is not None and number == len(carried) - 1
        if last_of_many and repeat is not None and len(carried) + len(ordered) >= repeat.number("count"):
            provision = repeat
        else:
            provision = book.at("ban.removal", day)
        yield RulingBan(ban(provision, day), provision, (day,))
    for start in ordered:
        provision = book.at("ban.removal", on)
        yield RulingBan(_endless(provision, start), provision, () if start is None else (start,))


def told_decision(
    decision: Decision, on: int, book: Book, *, cautious: bool
) -> tuple[int, date | None] | None:
    """Return the day of a decision and the last closed one, None where it has no end; None before it."""
    known = bounds(decision.on, on, book.base)
    if known is None:
        return None
    ends = decision.until
    last = None if ends is None else (ends.last if cautious else ends.first)
    if ends is not None and last is None and not cautious:
        last = day_of(known.first)
    return known.first, last


def _decision(decision: Decision, on: int, book: Book, *, cautious: bool) -> Iterator[RulingBan]:
    told = told_decision(decision, on, book, cautious=cautious)
    if told is None:
        return
    provision = book.at(DECISIONS[decision.kind], on)
    first, last = told
    ground = provision.id.removeprefix("ban.")
    yield RulingBan(
        Ban(ground, kind(provision), day_of(first), last, hypothetical=False, law=provision.article),
        provision,
        (first,),
    )


def _endless(provision: Provision, first: int | None) -> Ban:
    ground = provision.id.removeprefix("ban.")
    start = None if first is None else day_of(first)
    return Ban(ground, kind(provision), start, None, hypothetical=False, law=provision.article)
