"""The duties: one module a chapter, each yielding what is due in a scene, with its article."""

from collections.abc import Callable, Iterator
from typing import Final

from rules.duties import entry, health, leaving, moscow, patent, registration, residence, rulings, work
from rules.duties.due import Due, Scene

Chapter = Callable[[Scene], Iterator[Due]]

FIRM: Final[tuple[Chapter, ...]] = (registration.duties, rulings.duties)
"""The chapters that also hold where the law of the stay itself is unsettled (D-9)."""

ALL: Final[tuple[Chapter, ...]] = (
    registration.duties,
    moscow.duties,
    patent.duties,
    health.duties,
    entry.duties,
    work.duties,
    residence.duties,
    rulings.duties,
    leaving.duties,
)


def dues(scene: Scene, *, manual: bool) -> list[Due]:
    """Return all that is due, the earliest first."""
    chapters = FIRM if manual else ALL
    return sorted((due for chapter in chapters for due in chapter(scene)), key=_order)


def _order(due: Due) -> tuple[int, bool, str]:
    """Order by the day; what keeps the stay lawful comes before leaving on the same day."""
    return due.due, due.duty == "leave", due.duty
