"""Решение: decisions by which a person inside must leave (114-FZ 25.10, 115-FZ 31, 32).

They change neither the ground of the stay nor its last day, which nothing settles; but no duty
that only keeps the stay going is listed beside them.
"""

from rules.bans.rulings import bounds, removals, told_decision
from rules.duties.due import Due, Scene


def leaving(scene: Scene) -> Due | None:
    """Return the day to leave by after a told decision: the term of a shortened stay, counted from it (D-25).

    For one taken before the entry the term runs from the entry. Provisional: no text says that the
    term written for a stay that was shortened is that of every such decision.
    """
    visit = scene.visit
    days = _decided(scene)
    if visit is None or not days:
        return None
    since = max(min(days), visit.entry)
    rule = scene.book.at("stay.shortened", since)
    return Due("leave", since, since + rule.number("days"), None, rule, provisional=True)


def shortening(scene: Scene) -> int | None:
    """Return the day of the decision that shortened the present stay, None where there is none."""
    visit, day = scene.visit, scene.world.shortened
    return None if visit is None or day is None or day < visit.entry else day


def must_leave(scene: Scene) -> bool:
    """Return whether a decision in force obliges somebody who is inside to leave."""
    case = scene.world.case
    if scene.visit is None or not (case.decisions or case.removals or case.offences):
        return False
    return bool(_decided(scene)) or is_removal_ordered(scene)


def is_removal_ordered(scene: Scene) -> bool:
    """Return whether an expulsion, a deportation or a readmission was ordered and not carried out (D-21)."""
    case = scene.world.case
    if scene.visit is None or not (case.removals or case.offences):
        return False
    _, ordered = removals(case, scene.on, scene.book, cautious=not scene.view.mild)
    return bool(ordered)


def is_pointless(begun: int, scene: Scene) -> bool:
    """Return whether what was begun on a day need not be kept up: a decision has ended it (D-11)."""
    day = shortening(scene)
    return (day is not None and begun <= day) or must_leave(scene)


def _decided(scene: Scene) -> list[int]:
    """Return the days of the decisions in force on the day; of a vague one the latest favourably (D-15)."""
    days = list[int]()
    for decision in scene.world.case.decisions:
        told = told_decision(decision, scene.on, scene.book, cautious=not scene.view.mild)
        known = bounds(decision.on, scene.on, scene.book.base)
        if told is not None and known is not None and (told[1] is None or told[1].toordinal() >= scene.on):
            days.append(known.last if scene.view.mild else known.first)
    return days
