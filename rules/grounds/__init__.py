"""The grounds of a stay: one module each, the same shape in all.

``spans(world, visit, book, view)`` yields the spans of days that the ground makes lawful during a
visit. The visa-free allowance needs the account of all days and is laid by :mod:`rules.line`.
"""

from collections.abc import Iterator

from rules.book import Book
from rules.grounds import applications, contract, family, patent, permits, study, treaty
from rules.grounds.span import Span
from rules.view import View
from rules.world import Visit, World

__all__ = ["spans"]


def spans(world: World, visit: Visit, book: Book, view: View) -> list[Span]:
    """Return the spans of every ground but the visa-free one, cut to the visit."""
    laid = list[Span]()
    case = world.case
    for facts, ground in (
        (world.permits, permits),
        (world.patents, patent),
        (world.contracts, contract),
        (world.studies, study),
        (case.family, family),
        (world.applications, applications),
    ):
        if facts:
            laid.extend(ground.spans(world, visit, book, view))
    laid.extend(treaty.spans(world, visit, book, view))
    return [span for span in _cut(laid, visit) if span.first <= span.last]


def _cut(laid: list[Span], visit: Visit) -> Iterator[Span]:
    for span in laid:
        first = max(span.first, visit.entry)
        last = span.last if visit.leave is None else min(span.last, visit.leave)
        yield span if (first, last) == (span.first, span.last) else span._replace(first=first, last=last)
