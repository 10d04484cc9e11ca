"""Медицинское освидетельствование, дактилоскопия: examination and fingerprints (115-FZ 5(13)-(20))."""

from collections.abc import Iterator
from typing import Final

from rules.days import last_of_months, last_of_term, same_day_years_later
from rules.duties.due import Due, Scene
from rules.grounds.permits import HOME
from rules.law import Provision
from rules.world import Visit

MONTHS_OF_YEAR: Final = 12


def duties(scene: Scene) -> Iterator[Due]:
    """Yield the examination, the fingerprints, and the examination to be repeated (D-27, D-28)."""
    visit = scene.visit
    if visit is None:
        return
    regime = scene.book.regimes.get(scene.world.case.citizenship)
    if regime is not None and visit.entry >= regime.treaty:
        return
    rule = scene.book.find("duty.medical", visit.entry)
    prints = scene.book.find("duty.fingerprints", visit.entry)
    if rule is None or prints is None or _resident_before(visit, scene):
        return
    proofs = [each.begin for each in (*scene.world.patents, *scene.world.permits)]
    examined = sorted([*scene.world.medical, *proofs])
    due = _due(visit, rule, scene)
    if due is not None and not _is_infant(due, rule, scene):
        before = _year_before(visit.entry, rule)
        last_before = max((day for day in examined if before <= day < visit.entry), default=None)
        if last_before is None:
            done = min((day for day in examined if day >= visit.entry), default=None)
            yield Due("medical", visit.entry, due, done, rule, from_entry=True)
        taken = [*proofs, *([] if scene.world.fingerprinted is None else [scene.world.fingerprinted])]
        yield Due("fingerprints", visit.entry, due, min(taken, default=None), prints, from_entry=True)
        # A patent proves an examination before it, not on its day: a day that was told goes first.
        told = [day for day in scene.world.medical if day >= before]
        last = max(told or [day for day in proofs if day >= before], default=None)
        if last is not None:
            yield from _renewal(last, scene)


def _due(visit: Visit, rule: Provision, scene: Scene) -> int | None:
    """Return the last day of the term, None where the purpose is not known or the stay is short (D-28)."""
    if visit.purpose is None:
        return None
    if visit.purpose == "work":
        return last_of_term(visit.entry, rule.number("work"))
    longest = last_of_term(visit.entry, rule.number("other"))
    signed = min((each.begin for each in scene.world.contracts if each.begin >= visit.entry), default=None)
    if signed is not None and not scene.world.patents:
        most = last_of_term(visit.entry, rule.number("contract_most"))
        return min(last_of_term(signed, rule.number("contract")), most)
    return longest if _stays_beyond(longest, scene) else None


def _stays_beyond(day: int, scene: Scene) -> bool:
    """Return whether the stay goes on past the day: it has already, or its grounds carry it there."""
    if scene.on > day:
        return True
    stretch = scene.line.stretches[-1]
    return stretch.overstay(scene.on) == 0 and stretch.last_lawful(scene.on) > day


def _renewal(last: int, scene: Scene) -> Iterator[Due]:
    rule = scene.book.find("duty.medical_renewal", scene.on)
    if rule is None:
        return
    over = last_of_months(last, MONTHS_OF_YEAR * rule.number("after_years"))
    if over < scene.on:
        yield Due("medical_renewal", over + 1, over + rule.number("days"), None, rule)


def _year_before(entry: int, rule: Provision) -> int:
    return same_day_years_later(entry, -rule.number("examined_within_years"))


def _resident_before(visit: Visit, scene: Scene) -> bool:
    return any(permit.kind in HOME and permit.holds(visit.entry) for permit in scene.world.permits)


def _is_infant(due: int, rule: Provision, scene: Scene) -> bool:
    born = scene.world.case.born
    if born is None or born.last is None:
        return False
    return same_day_years_later(born.last.toordinal(), rule.number("from_age")) > due
