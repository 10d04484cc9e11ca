"""Выезд: leaving on the last lawful day (115-FZ 5(2))."""

from collections.abc import Iterator

from rules.days import FOREVER
from rules.duties.due import Due, Scene


def duties(scene: Scene) -> Iterator[Due]:
    """Yield the day to leave by: the last lawful day, or the one that is over."""
    visit = scene.visit
    if visit is None:
        return
    stretch = scene.line.stretches[-1]
    over = stretch.overstay(scene.on)
    due = scene.on - over if over else stretch.last_lawful(scene.on)
    if due < FOREVER:
        yield Due("leave", visit.entry, due, None, scene.book.at("duty.leave", scene.on))
