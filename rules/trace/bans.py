"""What a ground for a ban rests on: days added up, or rulings and removals with their days."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from rules.assessment import Finding, Value
from rules.bans.rulings import RulingBan, bounds
from rules.bans.stays import StayBan
from rules.evaluate import Draft
from rules.law import Provision
from rules.trace.counted import window
from rules.trace.stays import Stays
from rules.trace.step import day, step

_EVENTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ban.offences_3y": "event.ruling",
        "ban.offences_1y": "event.ruling",
        "ban.removal": "event.removal",
        "ban.repeat_removal": "event.removal",
        "ban.decision": "event.decision",
        "ban.undesirable": "event.decision",
    }
)


def stay_ban(found: StayBan, stays: Stays) -> Finding:
    """Return the ban of a stay: the days over the limit by their stays, or those without a ground."""
    return step(
        found.provision.id,
        found.provision,
        {
            "entry": day(found.entry),
            "exit": day(found.leave),
            "days": found.days,
            "hypothetical": found.ban.hypothetical,
            "until": found.ban.until,
        },
        (*_days(found, stays), *_terms(found.provision)),
    )


def _days(found: StayBan, stays: Stays) -> Iterator[Finding]:
    if found.window is None:
        yield from stays.of_entry(found.entry, found.leave)
        return
    over = stays.line.over
    yield window("count.days", stays.line, over.era(found.window[1]), found.window, over=True)


def ruling_ban(found: RulingBan, draft: Draft) -> Finding:
    """Return a ban that hangs on no stay with the events it follows from."""
    days: dict[str, Value] = {}
    if found.days:
        days = {"first": day(found.days[0]), "last": day(found.days[-1])}
    return step(
        found.provision.id,
        found.provision,
        {**days, "until": found.ban.until},
        (*_events(found, draft), *_terms(found.provision, endless=found.ban.until is None)),
    )


def _events(found: RulingBan, draft: Draft) -> Iterator[Finding]:
    law, rule = found.provision, _EVENTS.get(found.provision.id, "event.other")
    if law.id == "ban.unpaid_fine":
        yield from _unpaid(found, draft)
        return
    days = found.days
    if law.id == "ban.repeat_removal":
        days = _removals(draft)
    elif law.id == "ban.removal" and found.ban.until is None:
        rule = "event.removal_ordered"
    yield from (step(rule, law, {"on": day(each)}) for each in days)


def _unpaid(found: RulingBan, draft: Draft) -> Iterator[Finding]:
    """Yield the ruling of the fine whose term to pay ran out first, and that term."""
    fines = (each for each in draft.dues if each.duty == "fine_payment" and each.done is None)
    for due in [each for each in fines if each.due in found.days][:1]:
        yield step("event.ruling", found.provision, {"on": day(due.since)})
        yield step("term.days_after", due.provision, {"days": due.due - due.since})


def _removals(draft: Draft) -> tuple[int, ...]:
    """Return the days of all removals that were carried out, the latest end of those known roughly."""
    world, base = draft.world, draft.line.book.base
    known = (bounds(each.on, world.on, base) for each in world.case.removals if each.on is not None)
    return tuple(sorted(each.last for each in known if each is not None))


def _terms(provision: Provision, *, endless: bool = False) -> Iterator[Finding]:
    """Yield what the provision asks for a ban, and how long it lasts; ``endless``: its term has not begun."""
    value = provision.value
    for name in ("over", "count", "within_years", "years"):
        if name in value and not (endless and name == "years"):
            rule = "term.ban" if name == "years" else f"term.{name}"
            yield step(rule, provision, {name: provision.number(name)})
