"""What is read in two ways or not known to the day, and what either side leads to."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from rules.assessment import Answer, Ban, Duty, Finding, Trip, Value
from rules.evaluate import Draft
from rules.law import Law, Provision, Reading
from rules.trace.step import Steps, step
from rules.vague import vague_dates
from rules.when import When

_LAW_OF: Final[Mapping[str, str]] = MappingProxyType(
    {
        "stays": "stay.visa_free",
        "planned": "stay.visa_free",
        "registrations": "duty.register",
        "moves": "duty.register",
        "patents": "stay.patent",
        "contracts": "stay.contract",
        "permits": "stay.permit",
        "studies": "stay.study",
        "applications": "stay.application",
        "family": "stay.family",
        "born": "stay.patent_children",
        "medical": "duty.medical",
        "fingerprinted": "duty.fingerprints",
        "entry_statement": "duty.entry_statement",
        "migration_card_lost": "duty.migration_card",
        "offences": "duty.fine_payment",
        "removals": "ban.removal",
        "stay_shortened": "stay.shortened",
        "decisions": "ban.decision",
    }
)
"""The rule that a date of each key of a case is first of all for."""


def doubts(
    disputes: tuple[str, ...], draft: Draft, law: Law, sides: tuple[Answer, Answer]
) -> Iterator[Finding]:
    """Yield each reading and vague date that matters, with both outcomes.

    A reading stands by the article that the answer rests on where one of its own does. Of several
    doubts each alone was not weighed: the outcomes are those of all together, and stand once.
    """
    found = _doubts(disputes, draft, law)
    if len(found) > 1:
        yield from found
        found = [found[0]._replace(rule="doubt.all", found={}, reading=None)]
    yield from (each._replace(because=_outcomes(each, sides)) for each in found)


def _doubts(disputes: tuple[str, ...], draft: Draft, law: Law) -> list[Finding]:
    found = {
        place.path: _date(place.path, when, draft, law)
        for place, when in vague_dates(draft.world.case, born=True)
        if place.path in disputes
    }
    found |= {name: _reading(name, draft, law) for name in disputes if name in law.readings}
    return [found[name] for name in disputes if name in found]


def _date(path: str, when: When, draft: Draft, law: Law) -> Finding:
    return step(
        "doubt.date", _law_of(path, draft, law), {"path": path, "first": when.first, "last": when.last}
    )


def _reading(name: str, draft: Draft, law: Law) -> Finding:
    reading = law.readings[name]
    article = _article(reading, draft, law)
    return Finding(f"reading.{name}", article, reading.checked, reading.certainty, {}, name)


def _article(reading: Reading, draft: Draft, law: Law) -> str:
    """Return the article of the first provision of a reading, one that the answer rests on before others."""
    for due in draft.dues:
        if due.provision.id in reading.provisions:
            return due.provision.article
    for stretch in draft.line.stretches:
        for piece in stretch.pieces:
            if piece.provision is not None and piece.provision.id in reading.provisions:
                return piece.provision.article
    return next(each.article for each in law.provisions if each.id in reading.provisions)


def _law_of(path: str, draft: Draft, law: Law) -> Provision:
    name = _LAW_OF.get(path.partition("[")[0].partition(".")[0], "stay.visa_free")
    found = draft.line.book.find(name, draft.world.on)
    return found or next(each for each in reversed(law.provisions) if each.id == name)


def _outcomes(doubt: Finding, sides: tuple[Answer, Answer]) -> Steps:
    strict, mild = sides
    return (
        doubt._replace(rule="outcome.strict", found=_outcome(strict, mild), reading=None, because=()),
        doubt._replace(rule="outcome.mild", found=_outcome(mild, strict), reading=None, because=()),
    )


def _outcome(answer: Answer, other: Answer) -> dict[str, Value]:
    """Return what an answer says where it differs from the other: the stay, bans, then a duty or a trip."""
    found: dict[str, Value] = {}
    for name in ("status", "ground", "last_day", "overstay_days", "may_enter_from"):
        if getattr(answer, name) != getattr(other, name):
            found[name] = getattr(answer, name)
    if answer.days is not None and answer.days != other.days:
        found["used"] = answer.days.used
    if answer.bans != other.bans:
        found |= _ban(answer.bans, other.bans)
    if not any(value is not None for value in found.values()):
        found |= _duty(answer.duties, other.duties)
        found |= _trip(answer.planned, other.planned)
    return found


def _ban(bans: tuple[Ban, ...], others: tuple[Ban, ...]) -> dict[str, Value]:
    """Return the first ground for a ban that the other side has not, or has otherwise."""
    ban = next((each for each in bans if each not in others), None)
    if ban is None:
        return {"no_ban": True} if not bans else {"ban": bans[0].ground, "until": bans[0].until}
    return {"ban": ban.ground, "until": ban.until}


def _duty(duties: tuple[Duty, ...], others: tuple[Duty, ...]) -> dict[str, Value]:
    """Return the first duty that the other side has otherwise, or that only the other has."""
    duty = next((each for each in duties if each not in others), None)
    if duty is not None:
        return {"duty": duty.duty, "due": duty.due, "state": duty.state}
    missing = next((each for each in others if each not in duties), None)
    return {} if missing is None else {"duty": missing.duty, "not_due": True}


def _trip(trips: tuple[Trip, ...], others: tuple[Trip, ...]) -> dict[str, Value]:
    trip = next((each for each in trips if each not in others), None)
    return {} if trip is None else {"entry": trip.entry, "last_day": trip.last_day, "ok": trip.ok}
