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
"""Applications whose effect on the stay is not settled while they are being decided (D-9)."""

ASYLUM: Final = "asylum"


def is_unsettled(world: World, visit: Visit) -> bool:
    """Return whether an application sends the present stay to a person.

    One that is undecided does, and one for asylum that was filed and decided in this stay: how the days
    between stand is not settled. A stay that is over is looked at like any other (D-16).
    """
    return any(
        application.kind in UNSETTLED
        and (
            application.ended is None
            or (application.kind == ASYLUM and visit.entry <= application.begin <= world.on)
        )
        for application in world.applications
    )


def spans(world: World, visit: Visit, book: Book, view: View) -> Iterator[Span]:  # noqa: ARG001 - one shape
    """Yield the time from the filing to the decision; the line drops what was filed too late (D-14)."""
    for application in world.applications:
        if application.kind not in KEEPING or application.begin < visit.entry:
            continue
        provision = book.at("stay.application", application.begin)
        last = FOREVER if application.ended is None else application.ended
        yield Span(application.begin, last, "application", provision, counts=True, rest=True)
