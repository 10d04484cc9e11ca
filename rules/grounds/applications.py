"""Заявление: a residence application accepted on a lawful day keeps the stay (115-FZ 5(2))."""

from collections.abc import Iterator
from typing import Final

from rules.book import Book
from rules.days import FOREVER
from rules.grounds.span import Span
from rules.view import View
from rules.world import Visit, World

KEEPING: Final = frozenset({"temporary_residence", "permanent_residence"})

UNSETTLED: Final = frozenset({"citizenship", "asylum"})
"""Applications whose effect on the stay is not settled, also where they have been decided since (D-9)."""


def is_unsettled(world: World, visit: Visit) -> bool:
    """Return whether such an application was filed in the stay, or is still undecided in the present one."""
    for application in world.applications:
        if application.kind in UNSETTLED:
            pending = visit.leave is None and application.ended is None
            last = world.on if visit.leave is None else visit.leave
            if pending or visit.entry <= application.begin <= last:
                return True
    return False


def spans(world: World, visit: Visit, book: Book, view: View) -> Iterator[Span]:  # noqa: ARG001 - one shape
    """Yield the time from the filing to the decision; the line drops what was filed too late (D-14)."""
    for application in world.applications:
        if application.kind not in KEEPING or application.begin < visit.entry:
            continue
        provision = book.find("stay.application", application.begin)
        last = FOREVER if application.ended is None else application.ended
        if provision is not None:
            yield Span(application.begin, last, "application", provision, counts=True, rest=True)
