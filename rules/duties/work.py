"""Новый договор: the term for a new contract after one that ended early (EAEU Treaty 97(9))."""

from collections.abc import Iterator

from rules.days import FOREVER
from rules.duties.due import Due, Scene, first_since
from rules.grounds import contract


def duties(scene: Scene) -> Iterator[Due]:
    """Yield the new contract to be signed, once a contract of the present stay has ended early."""
    visit = scene.visit
    regime = scene.book.regimes.get(scene.world.case.citizenship)
    if visit is None or regime is None or regime.eaeu >= FOREVER:
        return
    signed = [each.begin for each in scene.world.contracts]
    for held in scene.world.contracts:
        if held.ended is None or held.ended < visit.entry:
            continue
        agreed = contract.last_day(held, visit, scene.book)
        term = contract.new_contract_term(held.ended, agreed, visit, scene.book)
        if term is not None:
            rule = scene.book.at("duty.new_contract", term[0])
            yield Due("new_contract", term[0], term[1], first_since(signed, held.ended), rule)
