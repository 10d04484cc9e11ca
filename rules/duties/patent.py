"""Патент: applying, paying, showing the contract, applying again (115-FZ 13.3)."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from rules.days import last_of_months, last_of_term, same_day_years_later
from rules.duties.decided import is_pointless
from rules.duties.due import Due, Scene, is_minor
from rules.grounds.patent import last_day
from rules.grounds.permits import RESIDENCE
from rules.law import Provision
from rules.world import Period, Visit

EXEMPT: Final = RESIDENCE | {"highly_qualified", "work_permit"}


def duties(visit: Visit, scene: Scene) -> Iterator[Due]:
    """Yield what the present stay asks of somebody who works with a patent.

    For a patent that a decision ended only what was done is told; nothing once a residence permit makes
    the patent needless.
    """
    held = [
        patent
        for patent in scene.world.patents
        if min(_last(patent, scene), patent.last) >= visit.entry
        and scene.book.find("stay.patent", patent.begin)
    ]
    yield from _application(visit, held, scene)
    if not held or _holds(RESIDENCE, scene.on, scene):
        return
    for patent in _worked_with(held, scene):
        over = patent.ended is not None or is_pointless(patent.begin, scene)
        notice = scene.book.find("duty.contract_notice", patent.begin)
        if notice is not None:
            due = last_of_months(patent.begin, notice.number("months"))
            done = min(patent.noted, default=None)
            # It is of the stay of the issue (D-29); after another entry only a term still running matters.
            present = patent.begin >= visit.entry or (done is None and scene.on <= due)
            if present and (done is not None or not over):
                yield Due("contract_notice", patent.begin, due, done, notice)
        if not over:
            yield from _payments(patent, scene)


def _worked_with(held: list[Period], scene: Scene) -> list[Period]:
    """Return the newest patent, and those for other regions that are held beside it (13.3(16))."""
    newest = held[-1]
    return [each for each in held if each is newest or _is_beside(each, newest, scene)]


def _is_beside(patent: Period, newest: Period, scene: Scene) -> bool:
    regions = {patent.region, newest.region}
    return _is_held(patent, scene) and None not in regions and len(regions) > 1


def _is_held(patent: Period, scene: Scene) -> bool:
    """Return whether the patent holds on the day: paid for, and neither cancelled."""
    return scene.on <= min(_last(patent, scene), patent.last)


def _holds(kinds: frozenset[str], first: int, scene: Scene) -> bool:
    return any(permit.kind in kinds and permit.holds(first, scene.on) for permit in scene.world.permits)


def _application(visit: Visit, held: list[Period], scene: Scene) -> Iterator[Due]:
    regime = scene.book.regimes.get(scene.world.case.citizenship)
    rule = scene.book.find("duty.patent_application", visit.entry)
    if visit.purpose != "work" or regime is None or rule is None or visit.entry < regime.patent:
        return
    if visit.visa or regime.unjudged(visit.entry, work=True):
        return
    if _holds(EXEMPT, visit.entry, scene):
        return
    first = min((patent.begin for patent in held), default=None)
    if (first is not None and first < visit.entry) or (first is None and is_pointless(visit.entry, scene)):
        return
    due = last_of_term(visit.entry, rule.number("days"))
    if first is None and (_works_without(scene) or is_minor(due, rule, scene)):
        return
    # The issue comes some working days after the application: only a later one tells that it was late.
    deciding = scene.book.at("patent.decision", due).number("working_days")
    in_time = first is not None and first <= scene.book.working_days(due + 1, deciding)[0]
    yield Due("patent_application", visit.entry, due, first, rule, from_entry=True, proved=in_time)


def is_waived(scene: Scene) -> bool:
    """Return whether the entry lies in a time whose arrivals may work without a patent for a while."""
    return _waiver(scene) is not None


def _works_without(scene: Scene) -> bool:
    """Return whether the time to work without a patent still runs; on its last day no more, to be safe."""
    rule = _waiver(scene)
    until = None if rule is None else rule.value["works_until"]
    return isinstance(until, date) and scene.on < until.toordinal()


def _waiver(scene: Scene) -> Provision | None:
    name = f"patent.waiver.{scene.world.case.citizenship}"
    if scene.visit is None or not scene.book.has(name):
        return None
    return scene.book.find(name, scene.visit.entry)


def refused_until(scene: Scene) -> int | None:
    """Return the last day on which a new patent is refused, None where none is (13.3(3), 13.3(24)).

    A patent that was cancelled bars another for a time; one that only lapsed does not.
    """
    patents = scene.world.patents
    ends = [(each.ended, _last(each, scene)) for each in patents]
    cancelled = [ended for ended, last in ends if ended is not None and ended <= last]
    if not cancelled or any(_is_held(each, scene) for each in patents):
        return None
    rule = scene.book.find("patent.refused", max(cancelled))
    if rule is None:
        return None
    last = same_day_years_later(max(cancelled), rule.number("years"))
    return last if scene.on <= last else None


def _payments(patent: Period, scene: Scene) -> Iterator[Due]:
    """Yield the payment and the renewal of a patent; none once the whole term is paid (D-29)."""
    paid = _last(patent, scene)
    whole = last_of_months(patent.begin, scene.book.at("stay.patent", patent.begin).number("months"))
    payment = scene.book.find("duty.patent_payment", patent.begin)
    if paid < whole and payment is not None:
        yield Due("patent_payment", patent.begin, paid, None, payment)
    renewal = scene.book.find("duty.patent_renewal", patent.begin)
    if paid >= scene.on and renewal is not None:
        back = renewal.number("working_days_before")
        due, provisional = scene.book.working_days_before(whole, back)
        if scene.book.find("patent.renewal_once", due) is None or not _is_reissued(patent, scene):
            yield Due("patent_renewal", patent.begin, due, None, renewal, provisional=provisional)


def _is_reissued(patent: Period, scene: Scene) -> bool:
    """Return whether the patent follows on another one without a day between them."""
    return any(
        each.begin < patent.begin <= min(_last(each, scene), each.last) + 1 for each in scene.world.patents
    )


def _last(patent: Period, scene: Scene) -> int:
    return last_day(patent.begin, patent.until or patent.begin, scene.book)
