"""Москва: a new address is told within days in the experiment of Moscow and its region (121-FZ 5)."""

from collections.abc import Iterator
from typing import Final

from rules.duties.due import Due, Scene, first_since

REGIONS: Final = frozenset({"RU-MOW", "RU-MOS"})


def duties(scene: Scene) -> Iterator[Due]:
    """Yield the notice of each move of somebody who came to work and is registered in the region."""
    visit = scene.visit
    regime = scene.book.regimes.get(scene.world.case.citizenship)
    if visit is None or visit.purpose != "work" or regime is None or visit.entry >= regime.treaty:
        return
    here = [each for each in scene.world.registrations if each.start >= visit.entry]
    if not any(registration.region in REGIONS for registration in here):
        return
    starts = [registration.start for registration in here]
    for move in scene.world.moves:
        rule = scene.book.find("duty.address_notice", move)
        if rule is not None and move > visit.entry:
            due, provisional = scene.book.working_days(move, rule.number("working_days"))
            done = first_since(starts, move)
            yield Due("address_notice", move, due, done, rule, provisional=provisional)
