"""Договор: equal movement by treaty (Belarus)."""

from collections.abc import Iterator

from rules.book import Book
from rules.days import FOREVER
from rules.grounds.span import Span
from rules.view import View
from rules.world import Visit, World


def spans(world: World, visit: Visit, book: Book, view: View) -> Iterator[Span]:  # noqa: ARG001 - one shape
    """Yield the whole stay of a citizen whose treaty sets no limit.

    That it sets none is unsettled, and the same in both views (belarus_limit): the words warn of it.
    """
    regime = book.regimes.get(world.case.citizenship)
    if regime is None or visit.entry < regime.treaty:
        return
    provision = book.at("stay.treaty", visit.entry)
    yield Span(visit.entry, FOREVER, "treaty", provision, counts=True, rest=True)
