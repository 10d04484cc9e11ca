"""The duties: one module a chapter, each yielding what is due in a scene, with its article."""

from collections.abc import Iterator

from rules.duties import entry, health, leaving, moscow, patent, registration, residence, rulings, work
from rules.duties.due import Due, Scene


def dues(scene: Scene, *, manual: bool) -> list[Due]:
    """Return all that is due, the earliest first.

    ``manual``: the law of the stay itself is unsettled, so only what holds in any case is due (D-9).
    """
    if manual:
        scene = scene._replace(manual=True)
    found = list[Due]()
    if scene.visit is not None:
        found += registration.duties(scene)
    if scene.world.case.offences:
        found += rulings.duties(scene)
    found += _others(scene)
    return sorted(found, key=_order)


def _others(scene: Scene) -> Iterator[Due]:
    """Yield what is due from the chapters that the facts there are can touch.

    Under unsettled law each yields only what has a firm date of its own: nothing of the experiment of
    Moscow, and no term for a new contract, which hangs on the ground of the stay.
    """
    world, visit = scene.world, scene.visit
    if world.permits:
        yield from residence.duties(scene)
    if visit is None:
        return
    if world.moves and not scene.manual:
        yield from moscow.duties(scene)
    if world.patents or visit.purpose == "work":
        yield from patent.duties(visit, scene)
    yield from health.duties(visit, scene)
    if world.entry_statement is not None or world.card_lost is not None:
        yield from entry.duties(visit, scene)
    if world.contracts and not scene.manual:
        yield from work.duties(scene)
    yield from leaving.duties(visit, scene)


def _order(due: Due) -> tuple[int, bool, str]:
    """Order by the day; what keeps the stay lawful comes before leaving on the same day."""
    return due.due, due.duty == "leave", due.duty
