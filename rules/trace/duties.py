"""Where the last day of a duty comes from: what starts its term, how long that is, what was done."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from rules.assessment import Finding, Value
from rules.days import MONTHS_OF_YEAR, last_of_months, last_of_term
from rules.duties.due import Due, state
from rules.evaluate import Draft
from rules.law import Provision
from rules.trace.stays import Stays
from rules.trace.step import Steps, day, step

_EVENTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "address_notice": "event.move",
        "contract_notice": "event.patent",
        "migration_card": "event.card_lost",
        "expulsion_appeal": "event.received",
        "fine_payment": "event.ruling",
        "new_contract": "event.contract_ended",
    }
)
"""What starts the term of a duty; of those that are not here, the entry."""


def due_step(due: Due, draft: Draft, stays: Stays, *, lenient: bool) -> Finding:
    """Return a duty with what its day was counted from."""
    because = _SPECIAL.get(due.duty, _plain)(due, draft, stays)
    if due.done is not None:
        because = (*because, _done(due))
    return step(
        f"duty.{due.duty}",
        due.provision,
        {
            "since": day(due.since),
            "due": day(due.due),
            "done": None if due.done is None else day(due.done),
            "state": state(due, draft.world.on, lenient=lenient),
            "late": due.late,
            "provisional": due.provisional,
        },
        because,
    )


def _done(due: Due) -> Finding:
    rule = "done.proved" if due.proved else "done.on"
    return step(rule, due.provision, {"done": day(due.done or 0)})


def _event(rule: str, due: Due, on: int | None = None) -> Finding:
    return step(rule, due.provision, {"on": day(due.since if on is None else on)})


def _term(due: Due, law: Provision) -> Finding:
    """Return the term of a provision, in the unit its record has; days off are those skipped."""
    value = law.value
    if "working_days" in value:
        working = law.number("working_days")
        found: dict[str, Value] = {"working_days": working, "off": due.due - due.since + 1 - working}
        if due.provisional:
            found["provisional"] = True
        return step("term.working_days", law, found)
    if "months" in value:
        return step("term.months", law, {"months": law.number("months")})
    return _days(due, law, due.due - due.since)


def _days(due: Due, law: Provision, apart: int) -> Finding:
    """Return a term in days: its first is the day that starts it, or the day after that (D-25)."""
    if law.value.get("days") == apart or due.duty in {"fine_payment", "expulsion_appeal"}:
        return step("term.days_after", law, {"days": apart})
    return step("term.days", law, {"days": apart + 1})


def _plain(due: Due, _draft: Draft, _stays: Stays) -> Steps:
    return _event(_EVENTS.get(due.duty, "event.entry"), due), _term(due, due.provision)


def _register(due: Due, draft: Draft, _stays: Stays) -> Steps:
    if due.from_entry:
        return _event("event.entry", due), _term(due, due.provision)
    if due.since in draft.world.moves:
        return _event("event.move", due), _term(due, due.provision)
    return (_event("event.registration_ended", due),)


def _health(due: Due, draft: Draft, _stays: Stays) -> Steps:
    """Return the entry, or the contract, from which an examination is due (D-28)."""
    visit, law = draft.world.present, due.provision
    entered = _event("event.entry", due)
    if visit is None or visit.purpose == "work":
        return entered, _days(due, law, due.due - due.since)
    for contract in draft.world.contracts:
        if contract.begin >= visit.entry and due.due == last_of_term(contract.begin, law.number("contract")):
            return (
                _event("event.contract", due, contract.begin),
                step("term.days", law, {"days": law.number("contract")}),
            )
    return entered, _days(due, law, due.due - due.since)


def _medical_renewal(due: Due, draft: Draft, _stays: Stays) -> Steps:
    world, law = draft.world, due.provision
    years = law.number("after_years")
    exams = (*world.medical, *(each.begin for each in (*world.patents, *world.permits)))
    last = next(
        (each for each in exams if last_of_months(each, MONTHS_OF_YEAR * years) + 1 == due.since), None
    )
    return (
        _event("event.examined", due, last),
        step("term.years", law, {"years": years}),
        step("term.days", law, {"days": law.number("days")}),
    )


def _statement(due: Due, draft: Draft, _stays: Stays) -> Steps:
    visit, law = draft.world.present, due.provision
    entry = due.due if visit is None else visit.entry
    return _event("event.entry", due, entry), step("term.hours", law, {"hours": law.number("hours")})


def _payment(due: Due, _draft: Draft, _stays: Stays) -> Steps:
    return _event("event.patent", due), step("event.paid", due.provision, {"until": day(due.due)})


def _patent_renewal(due: Due, draft: Draft, _stays: Stays) -> Steps:
    book, law = draft.line.book, due.provision
    term = book.at("stay.patent", due.since)
    whole = last_of_months(due.since, term.number("months"))
    back = law.number("working_days_before")
    found: dict[str, Value] = {"working_days": back, "off": whole - due.due - back}
    if due.provisional:
        found["provisional"] = True
    term_of: dict[str, Value] = {"months": term.number("months"), "last": day(whole)}
    issued = step("event.patent", term, {"on": day(due.since)})
    return (
        step("term.patent", term, term_of, (issued,)),
        step("term.working_days_before", law, found),
    )


def _residence_notice(due: Due, draft: Draft, _stays: Stays) -> Steps:
    law, over = due.provision, due.since - 1
    most = day(over).year
    begins = (
        (each.begin, years)
        for each in draft.world.permits
        for years in range(1, most - day(each.begin).year + 2)
        if last_of_months(each.begin, MONTHS_OF_YEAR * years) == over
    )
    whole = [
        step(
            "term.permit_years",
            law,
            {"years": years, "last": day(over)},
            (_event("event.permit", due, begin),),
        )
        for begin, years in begins
    ]
    return (*whole[:1], step("term.months_after", law, {"months": law.number("months")}))


def _permit_renewal(due: Due, draft: Draft, _stays: Stays) -> Steps:
    law = due.provision
    untils = [
        each.until for each in draft.world.permits if each.begin == due.since and each.until is not None
    ]
    ends = tuple(step("event.permit_until", law, {"until": day(until)}) for until in untils[:1])
    if due.due in untils[:1]:
        return ends
    return (*ends, step("term.months_before", law, {"months": law.number("months_before")}))


def _new_contract(due: Due, draft: Draft, _stays: Stays) -> Steps:
    law = draft.line.book.find("stay.new_contract", due.since) or due.provision
    return _event("event.contract_ended", due), _days(due, law, due.due - due.since)


def _leave(due: Due, draft: Draft, stays: Stays) -> Steps:
    """Return what ends the stay, or the decision from which the term to leave runs."""
    if due.provision.id == "duty.leave":
        return stays.end()
    visit = draft.world.present
    name = "event.entry" if visit is not None and due.since == visit.entry else "event.decision"
    return _event(name, due), step("term.days_after", due.provision, {"days": due.due - due.since})


_SPECIAL: Final[Mapping[str, Callable[[Due, Draft, Stays], Steps]]] = MappingProxyType(
    {
        "register": _register,
        "medical": _health,
        "fingerprints": _health,
        "medical_renewal": _medical_renewal,
        "entry_statement": _statement,
        "patent_payment": _payment,
        "patent_renewal": _patent_renewal,
        "residence_notice": _residence_notice,
        "permit_renewal": _permit_renewal,
        "new_contract": _new_contract,
        "leave": _leave,
    }
)
