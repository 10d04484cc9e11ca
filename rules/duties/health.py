"""Медицинское освидетельствование, дактилоскопия: examination and fingerprints (115-FZ 5(13)-(20))."""

from collections.abc import Iterator

from rules.days import MONTHS_OF_YEAR, last_of_months, last_of_term, same_day_years_later
from rules.duties.due import Due, Scene, is_minor
from rules.grounds.permits import HOME
from rules.law import Provision
from rules.world import Visit


def duties(visit: Visit, scene: Scene) -> Iterator[Due]:
    """Yield the examination, the fingerprints, and the examination to be repeated (D-27, D-28)."""
    regime = scene.book.regimes.get(scene.world.case.citizenship)
    if (regime is not None and visit.entry >= regime.treaty) or _resident_before(visit, scene):
        return
    rule = scene.book.find("duty.medical", visit.entry)
    prints = scene.book.find("duty.fingerprints", visit.entry)
    if rule is None or prints is None:
        if scene.world.medical and not scene.manual:
            yield from _renewal(max(scene.world.medical), scene)
        return
    proofs = [each.begin for each in (*scene.world.patents, *scene.world.permits)]
    due = _due(visit, rule, scene)
    if due is not None and not is_minor(due, rule, scene):
        before = _year_before(visit.entry, rule)
        examined = [*scene.world.medical, *proofs]
        if not any(before <= day < visit.entry for day in examined):
            done, proved = _done([day for day in scene.world.medical if day >= visit.entry], proofs, visit)
            yield Due("medical", visit.entry, due, done, rule, from_entry=True, proved=proved)
        # A patent proves an examination before it, not on its day: a day that was told goes first.
        told = [day for day in scene.world.medical if day >= before]
        last = max(told or [day for day in proofs if day >= before], default=None)
        if last is not None:
            yield from _renewal(last, scene)
    due = _due(visit, prints, scene)
    if due is not None and not is_minor(due, prints, scene):
        taken = scene.world.fingerprinted
        done, proved = _done([] if taken is None else [taken], proofs, None)
        yield Due("fingerprints", visit.entry, due, done, prints, from_entry=True, proved=proved)


def is_unasked(scene: Scene) -> bool:
    """Return whether the stay began before the duty, whose first rules for those inside are not settled.

    A patent or a permit tells that both were done.
    """
    visit = scene.visit
    if visit is None or scene.book.find("duty.medical", visit.entry) is not None:
        return False
    regime = scene.book.regimes.get(scene.world.case.citizenship)
    if regime is None or visit.entry >= regime.treaty or scene.book.find("duty.medical", scene.on) is None:
        return False
    return not (scene.world.patents or scene.world.permits)


def _done(told: list[int], proofs: list[int], visit: Visit | None) -> tuple[int | None, bool]:
    """Return the day by which it was done, and whether that is only the day of what proves it (D-27).

    ``visit``: only what was issued since its entry proves anything for it.
    """
    proved = [day for day in proofs if visit is None or day >= visit.entry]
    day = min([*told, *proved], default=None)
    return day, day is not None and day not in told


def _due(visit: Visit, rule: Provision, scene: Scene) -> int | None:
    """Return the last day of the term, None where the purpose is not known or the stay is short (D-28)."""
    if visit.purpose is None:
        return None
    if visit.purpose == "work":
        return last_of_term(visit.entry, rule.number("work"))
    signed = min((each.begin for each in scene.world.contracts if each.begin >= visit.entry), default=None)
    if signed is not None and not scene.world.patents:
        most = last_of_term(visit.entry, rule.number("contract_most"))
        return min(last_of_term(signed, rule.number("contract")), most)
    longest = last_of_term(visit.entry, rule.number("other"))
    return longest if _stays_beyond(longest, scene) else None


def _stays_beyond(day: int, scene: Scene) -> bool:
    """Return whether the stay goes on past the day: it has already, or its grounds carry it there.

    Under unsettled law no term that hangs on the length of the stay is firm (D-9).
    """
    if scene.manual:
        return False
    if scene.on > day:
        return True
    stretch = scene.line.stretches[-1]
    return stretch.overstay(scene.on) == 0 and stretch.last_lawful(scene.on) > day


def _renewal(last: int, scene: Scene) -> Iterator[Due]:
    """Yield the examination to be repeated; not of a resident, since the term is one of temporary stays."""
    rule = scene.book.find("duty.medical_renewal", scene.on)
    if rule is None or any(permit.kind in HOME and permit.holds(scene.on) for permit in scene.world.permits):
        return
    over = last_of_months(last, MONTHS_OF_YEAR * rule.number("after_years"))
    if over < scene.on:
        yield Due("medical_renewal", over + 1, over + rule.number("days"), None, rule)


def _year_before(entry: int, rule: Provision) -> int:
    return same_day_years_later(entry, -rule.number("examined_within_years"))


def _resident_before(visit: Visit, scene: Scene) -> bool:
    return any(permit.kind in HOME and permit.holds(visit.entry) for permit in scene.world.permits)
