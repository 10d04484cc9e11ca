"""What a ground for a ban rests on: days added up, or rulings and removals with their days."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from rules.assessment import Finding, Value
from rules.bans.rulings import RulingBan
from rules.bans.stays import StayBan
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
        "ban.unpaid_fine": "event.unpaid",
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
            "until": found.ban.until,
            "hypothetical": found.ban.hypothetical,
        },
        (*_days(found, stays), *_terms(found.provision)),
    )


def _days(found: StayBan, stays: Stays) -> Iterator[Finding]:
    if found.window is None:
        stay = stays.of_entry(found.entry, found.leave)
        if stay is not None:
            yield stay
        return
    over = stays.line.over
    yield window("count.days", stays.line, over.era(found.window[1]), found.window, over=True)


def ruling_ban(found: RulingBan) -> Finding:
    """Return a ban that hangs on no stay with the events it follows from."""
    days: dict[str, Value] = {}
    if found.days:
        days = {"first": day(found.days[0]), "last": day(found.days[-1])}
    event = _EVENTS.get(found.provision.id, "event.other")
    events = (step(event, found.provision, {"on": day(each)}) for each in found.days)
    return step(
        found.provision.id,
        found.provision,
        {**days, "until": found.ban.until},
        (*events, *_terms(found.provision)),
    )


def _terms(provision: Provision) -> Iterator[Finding]:
    """Yield what the provision asks for a ban, and how long it lasts."""
    value = provision.value
    for name in ("over", "count", "within_years", "years"):
        if name in value:
            rule = "term.ban" if name == "years" else f"term.{name}"
            yield step(rule, provision, {name: provision.number(name)})
