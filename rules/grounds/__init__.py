"""The grounds of a stay: one module each, the same shape in all.

``spans(world, visit, book, view)`` yields the spans of days that the ground makes lawful during a
visit. The visa-free allowance needs the account of all days and is laid by :mod:`rules.line`.
"""

from collections.abc import Iterator
from typing import Final

from rules.book import Book
from rules.grounds import applications, contract, family, patent, permits, study, treaty
from rules.grounds.span import Span
from rules.view import View
from rules.world import Visit, World

__all__ = ["spans"]

OTHERS: Final = (permits, patent, contract, study, family, applications)
"""The grounds that rest on facts of their own, which a case may be without."""


def spans(world: World, visit: Visit, book: Book, view: View) -> list[Span]:
    """Return the spans of every ground but the visa-free one, cut to the visit."""
    laid = list[Span]()
    others = (
        world.permits,
        world.patents,
        world.contracts,
        world.studies,
        world.case.family,
        world.applications,
    )
    if any(others):
        for facts, ground in zip(others, OTHERS, strict=True):
            if facts:
                laid.extend(ground.spans(world, visit, book, view))
    laid.extend(treaty.spans(world, visit, book, view))
    return [span for span in _cut(laid, visit) if span.first <= span.last] if laid else laid


def _cut(laid: list[Span], visit: Visit) -> Iterator[Span]:
    for span in laid:
        first = max(span.first, visit.entry)
        last = span.last if visit.leave is None else min(span.last, visit.leave)
        yield span if first == span.first and last == span.last else Span(first, last, *span[2:])
