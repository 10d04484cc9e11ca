"""Штраф, выдворение: paying a fine, appealing an expulsion (114-FZ 27(10), KoAP)."""

from collections.abc import Iterator

from rules.bans.rulings import bounds, fine_due, in_force, is_paid
from rules.duties.due import Due, Scene


def duties(scene: Scene) -> Iterator[Due]:
    """Yield the fines and the appeals; both also outside Russia (D-20, D-29)."""
    cautious = not scene.view.mild
    for offence in scene.world.case.offences:
        known = in_force(offence, scene.on, scene.book)
        due = fine_due(offence, scene.on, scene.book, cautious=cautious)
        if known is None or due is None:
            continue
        rule = scene.book.at("duty.fine_payment", scene.on)
        done = None
        if is_paid(offence, scene.on, cautious=cautious) and offence.paid is not None:
            paid = offence.paid.last if cautious else offence.paid.first
            done = due if paid is None else paid.toordinal()
        yield Due("fine_payment", known.first if cautious else known.last, due, done, rule)
    yield from _appeals(scene, cautious=cautious)


def _appeals(scene: Scene, *, cautious: bool) -> Iterator[Due]:
    """Yield the appeal against an expulsion not yet carried out; without the receipt it is only asked.

    Favourably the ruling was handed over on the last day it can have been.
    """
    carried = [
        known.last
        for removal in scene.world.case.removals
        if removal.on is not None and (known := bounds(removal.on, scene.on, scene.book.base)) is not None
    ]
    for offence in scene.world.case.offences:
        if not offence.with_expulsion or offence.received is None or offence.received.first is None:
            continue
        handed = bounds(offence.received, scene.on, scene.book.base)
        if handed is None or any(day >= handed.first for day in carried):
            continue
        received = handed.first if cautious else handed.last
        rule = scene.book.at("duty.expulsion_appeal", scene.on)
        yield Due("expulsion_appeal", received, received + rule.number("days"), None, rule)
