"""Учёба: full-time study (115-FZ 5(7))."""

from collections.abc import Iterator

from rules.book import Book
from rules.days import FOREVER
from rules.grounds.span import Span
from rules.view import View
from rules.world import Visit, World


def spans(world: World, visit: Visit, book: Book, view: View) -> Iterator[Span]:  # noqa: ARG001 - one shape
    """Yield the time of each course of study; nothing is left after it (D-11)."""
    for study in world.studies:
        provision = book.at("stay.study", study.begin)
        ends = [end for end in (study.until, study.ended) if end is not None]
        last = min(ends, default=FOREVER)
        if last >= visit.entry:
            yield Span(study.begin, last, "study", provision, counts=True, rest=False)
