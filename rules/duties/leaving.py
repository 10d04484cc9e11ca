"""Выезд: leaving on the last lawful day (115-FZ 5(2))."""

from collections.abc import Iterator

from rules.days import FOREVER
from rules.duties.due import Due, Scene
from rules.grounds.span import VISA_FREE


def duties(scene: Scene) -> Iterator[Due]:
    """Yield the day to leave by: the last lawful day, or the one that is over."""
    visit = scene.visit
    if visit is None:
        return
    stretch = scene.line.stretches[-1]
    over = stretch.overstay(scene.on)
    due = scene.on - over if over else stretch.last_lawful(scene.on)
    before = stretch.pieces[stretch.at(due)].ground if due >= visit.entry else None
    # The day spared by leaving the entry day out is no day to act on: the term stays inclusive (D-24).
    spared = stretch.spared if before == VISA_FREE and (over or due == scene.on) else 0
    if due < FOREVER:
        rule = scene.book.at("duty.leave", scene.on)
        yield Due("leave", visit.entry, due - spared, None, rule, from_entry=bool(spared))
