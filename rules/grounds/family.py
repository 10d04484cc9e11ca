"""Семья: relatives of citizens, residents, workers and patent holders (115-FZ 5(5), 5(9), 5(10))."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from rules.book import Book
from rules.days import FOREVER, same_day_years_later
from rules.facts import Case, Relative
from rules.grounds.span import Span
from rules.view import View
from rules.world import Corner, Visit, World

CHILD: Final = "child"
_NEAREST: Final = frozenset({"spouse", CHILD, "parent"})
_WIDER: Final = _NEAREST | {"grandparent", "grandchild"}


class _Tie(NamedTuple):
    provision: str
    relations: frozenset[str]


TIES: Final[Mapping[str, _Tie]] = {
    "citizen": _Tie("stay.family", _WIDER),
    "permanent_resident": _Tie("stay.family", _WIDER),
    "eaeu_worker": _Tie("stay.family_worker", _NEAREST),
    "highly_qualified": _Tie("stay.permit", _NEAREST),
    "patent_holder": _Tie("stay.patent_children", frozenset({CHILD})),
}


def spans(world: World, visit: Visit, book: Book, view: View) -> Iterator[Span]:  # noqa: ARG001 - one shape
    """Yield the stay extended for each tie, from entry to the day it was extended to (D-13)."""
    for relative in world.case.family:
        tie = TIES[relative.of]
        if relative.relation not in tie.relations or relative.not_extended:
            continue
        last = _extended_to(relative, visit, book, world.corner)
        if last is None or not _is_of(visit, last, world):
            continue
        if relative.relation == CHILD:
            last = min(last, _last_day_as_child(world.case, book, visit, world.corner))
        provision = book.find(tie.provision, min(last, max(visit.entry, world.on)))
        if provision is not None and last >= visit.entry:
            yield Span(visit.entry, last, "family", provision, counts=True, rest=False)


def _is_of(visit: Visit, last: int, world: World) -> bool:
    """Return whether it is this stay that was extended: the last one entered by the day of the extension.

    A stay not entered yet has not been extended.
    """
    if visit.entry > world.on:
        return False
    return not any(visit.entry < other.entry <= min(last, world.on) for other in world.visits)


def _extended_to(relative: Relative, visit: Visit, book: Book, corner: Corner) -> int | None:
    """Return the day of the extension; one that is not known is none on the harsh side."""
    until = relative.until
    day = None if until is None else (until.last if corner.end else until.first)
    if day is not None:
        return day.toordinal()
    provision = book.find("stay.family", visit.entry)
    if not corner.end or provision is None:
        return None
    return same_day_years_later(visit.entry, provision.number("years")) - 1


def _last_day_as_child(case: Case, book: Book, visit: Visit, corner: Corner) -> int:
    """Return the day before the birthday that ends childhood; without a birth date no day."""
    born = None if case.born is None else (case.born.last if corner.end else case.born.first)
    rule = book.find("stay.patent_children", max(visit.entry, book.base))
    if born is None or rule is None:
        return FOREVER
    return same_day_years_later(born.toordinal(), rule.number("under")) - 1
