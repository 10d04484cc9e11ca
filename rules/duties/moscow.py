"""Москва: a new address is told within days in the experiment of Moscow and its region (121-FZ 5)."""

from collections.abc import Iterator
from typing import Final

from rules.duties.due import Due, Scene, first_since, is_minor
from rules.law import Provision
from rules.world import Visit

REGIONS: Final = frozenset({"RU-MOW", "RU-MOS"})


def duties(scene: Scene) -> Iterator[Due]:
    """Yield the notice of each move of somebody who works and lives in the region of the experiment."""
    visit = scene.visit
    if visit is None or not any(each in REGIONS for each in _regions(visit, scene)):
        return
    starts = [registration.start for registration in scene.world.registrations]
    for move, rule in _bound_moves(visit, scene):
        due, provisional = scene.book.working_days(move, rule.number("working_days"))
        yield Due("address_notice", move, due, first_since(starts, move), rule, provisional=provisional)


def is_region_unknown(scene: Scene) -> bool:
    """Return whether there is a move to tell if it was in the region, and nothing tells where it was."""
    visit = scene.visit
    if visit is None or not scene.world.moves or any(_regions(visit, scene)):
        return False
    return any(_bound_moves(visit, scene))


def _regions(visit: Visit, scene: Scene) -> Iterator[str]:
    """Yield the regions told: of the registrations of the stay, and of the patents."""
    world = scene.world
    here = (each.region for each in world.registrations if each.start >= visit.entry)
    patents = (each.region for each in world.patents if each.last >= visit.entry)
    yield from (region for region in (*here, *patents) if region is not None)


def _bound_moves(visit: Visit, scene: Scene) -> Iterator[tuple[int, Provision]]:
    """Yield the moves that are to be told: of labour migrants who are of age and hold no permit then."""
    regime = scene.book.regimes.get(scene.world.case.citizenship)
    if regime is None or visit.entry >= regime.treaty:
        return
    for move in scene.world.moves:
        rule = scene.book.find("duty.address_notice", move)
        if rule is None or move <= visit.entry or is_minor(move, rule, scene):
            continue
        worked = any(each.holds(move) for each in (*scene.world.patents, *scene.world.contracts))
        if (visit.purpose == "work" or worked) and not any(each.holds(move) for each in scene.world.permits):
            yield move, rule
