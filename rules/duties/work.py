"""Новый договор: the term for a new contract after one that ended early (EAEU Treaty 97(9))."""

from collections.abc import Iterator

from rules.days import FOREVER
from rules.duties.due import Due, Scene, first_since
from rules.grounds import contract
from rules.world import Visit


def duties(scene: Scene) -> Iterator[Due]:
    """Yield the new contract to be signed, once a contract of the present stay has ended early.

    Not where the stay hangs on no contract, nor where another one goes on.
    """
    visit = scene.visit
    regime = scene.book.regimes.get(scene.world.case.citizenship)
    if visit is None or regime is None or regime.eaeu >= FOREVER or visit.entry >= regime.treaty:
        return
    signed = [each.begin for each in scene.world.contracts]
    for held in scene.world.contracts:
        if held.ended is None or held.ended < visit.entry or _goes_on(held.ended, visit, scene):
            continue
        agreed = contract.last_day(held, visit, scene.book)
        term = contract.new_contract_term(held.ended, agreed, visit, scene.book)
        if term is not None:
            rule = scene.book.at("duty.new_contract", term[0])
            yield Due("new_contract", term[0], term[1], first_since(signed, held.ended), rule)


def _goes_on(ended: int, visit: Visit, scene: Scene) -> bool:
    """Return whether another contract, signed before that day, carries the stay past it."""
    return any(
        each.begin <= ended < min(each.last, contract.last_day(each, visit, scene.book))
        for each in scene.world.contracts
    )
