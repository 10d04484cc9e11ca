"""Патент: applying, paying, showing the contract, applying again (115-FZ 13.3)."""

from collections.abc import Iterator
from typing import Final

from rules.days import day_of, last_of_months, last_of_term
from rules.duties.due import Due, Scene
from rules.grounds.patent import last_day
from rules.grounds.permits import RESIDENCE
from rules.world import Period, Visit

EXEMPT: Final = RESIDENCE | {"highly_qualified"}


def duties(scene: Scene) -> Iterator[Due]:
    """Yield what the present stay asks of somebody who works with a patent."""
    visit = scene.visit
    if visit is None:
        return
    held = [
        patent
        for patent in scene.world.patents
        if min(_last(patent, scene), patent.last) >= visit.entry
        and scene.book.find("stay.patent", patent.begin)
    ]
    yield from _application(visit, held, scene)
    if not held:
        return
    patent = held[-1]
    notice = scene.book.find("duty.contract_notice", patent.begin)
    if notice is not None and patent.begin >= visit.entry:
        due = last_of_months(patent.begin, notice.number("months"))
        yield Due("contract_notice", patent.begin, due, min(patent.noted, default=None), notice)
    if patent.ended is None:
        yield from _payments(patent, scene)


def _application(visit: Visit, held: list[Period], scene: Scene) -> Iterator[Due]:
    regime = scene.book.regimes.get(scene.world.case.citizenship)
    rule = scene.book.find("duty.patent_application", visit.entry)
    if visit.purpose != "work" or regime is None or rule is None or visit.entry < regime.patent:
        return
    if any(permit.kind in EXEMPT and permit.holds(visit.entry, scene.on) for permit in scene.world.permits):
        return
    first = min((patent.begin for patent in held), default=None)
    if first is not None and first < visit.entry:
        return
    due = last_of_term(visit.entry, rule.number("days"))
    yield Due("patent_application", visit.entry, due, first, rule, from_entry=True)


def _payments(patent: Period, scene: Scene) -> Iterator[Due]:
    """Yield the payment and the renewal of the patent held last; none once the whole term is paid (D-29)."""
    paid = _last(patent, scene)
    whole = last_of_months(patent.begin, scene.book.at("stay.patent", patent.begin).number("months"))
    payment = scene.book.find("duty.patent_payment", patent.begin)
    if paid < whole and payment is not None:
        yield Due("patent_payment", patent.begin, paid, None, payment)
    renewal = scene.book.find("duty.patent_renewal", patent.begin)
    if paid >= scene.on and renewal is not None:
        back = renewal.number("working_days_before")
        due, provisional = scene.book.law.workdays.before(day_of(whole), back)
        yield Due("patent_renewal", patent.begin, due.toordinal(), None, renewal, provisional=provisional)


def _last(patent: Period, scene: Scene) -> int:
    return last_day(patent.begin, patent.until or patent.begin, scene.book)
