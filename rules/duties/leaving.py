"""Выезд: leaving on the last lawful day (115-FZ 5(2)), or by the term of a decision (31(1))."""

from collections.abc import Iterator

from rules.days import FOREVER
from rules.duties.decided import is_removal_ordered, leaving, shortening
from rules.duties.due import Due, Scene
from rules.grounds.span import VISA_FREE
from rules.world import Visit


def duties(visit: Visit, scene: Scene) -> Iterator[Due]:
    """Yield the day to leave by: the last lawful day, or the one that is over; of a decision, if earlier.

    Beside a removal that is only ordered the last lawful day is none to wait for, and no other is known.
    """
    decided = leaving(scene)
    of_stay = _shortened(scene) if scene.manual else _last_lawful(visit, scene)
    found = [each for each in (decided, of_stay) if each is not None]
    if found:
        yield min(found, key=_due)


def _due(each: Due) -> int:
    return each.due


def _last_lawful(visit: Visit, scene: Scene) -> Due | None:
    stretch = scene.line.stretches[-1]
    over = stretch.overstay(scene.on)
    due = scene.on - over if over else stretch.last_lawful(scene.on)
    before = stretch.pieces[stretch.at(due)].ground if due >= visit.entry else None
    # The day spared by leaving the entry day out is no day to act on: the term stays inclusive (D-24).
    spared = stretch.spared if before == VISA_FREE and (over or due == scene.on) else 0
    if due >= FOREVER or (not over and is_removal_ordered(scene)):
        return None
    rule = scene.book.at("duty.leave", scene.on)
    return Due("leave", visit.entry, due - spared, None, rule, from_entry=bool(spared))


def _shortened(scene: Scene) -> Due | None:
    """Return the term after a shortened stay, the only one that is firm under unsettled law (D-9)."""
    since = shortening(scene)
    if since is None:
        return None
    rule = scene.book.at("stay.shortened", since)
    return Due("leave", since, since + rule.number("days"), None, rule)
