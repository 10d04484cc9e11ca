"""РВП, РВПО, ВНЖ, work permits: the stay lasts as long as the permit (115-FZ 6, 6.2, 8, 13, 13.2, 31)."""

from collections.abc import Iterator
from typing import Final

from rules.book import Book
from rules.days import FOREVER
from rules.grounds.span import Span
from rules.law import Provision
from rules.view import View
from rules.world import Visit, World

HOME: Final = frozenset({"temporary_residence", "permanent_residence"})
"""The permits by which a person lives in Russia."""

RESIDENCE: Final = HOME | {"education_residence"}
"""The permits whose holder has a term to leave once they are cancelled (115-FZ 31(2))."""


def spans(world: World, visit: Visit, book: Book, view: View) -> Iterator[Span]:
    """Yield the time of each permit, and the days to leave after its end (D-11)."""
    for permit in world.permits:
        last = FOREVER if permit.until is None else permit.until
        provision = book.at("stay.permit", permit.begin)
        if permit.ended is not None and permit.ended <= last:
            yield Span(permit.begin, permit.ended, permit.kind, provision, counts=True, rest=False)
            leaves = permit.kind in RESIDENCE and visit.entry <= permit.ended
            term = book.find("stay.permit_cancelled", permit.ended) if leaves else None
            first = permit.ended + 1
        else:
            yield Span(
                permit.begin, last, permit.kind, provision, not view.apart, rest=view.apart, apart=True
            )
            term, first = _after_expiry(permit.kind, last, visit, book, view), last + 1
        if term is not None:
            yield Span(
                first, first + term.number("days") - 1, "departure_term", term, counts=True, rest=False
            )


def _after_expiry(kind: str, last: int, visit: Visit, book: Book, view: View) -> Provision | None:
    if kind != "temporary_residence" or last < visit.entry or (visit.leave or last) < last:
        return None
    return book.find("stay.permit_expired", last) if view.takes("permit_expired") else None
