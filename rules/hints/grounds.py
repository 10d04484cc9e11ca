"""Hints on grounds: law that may keep a stay lawful, but that the facts or the sources do not settle.

None of them decides an answer; each is a name among what was not checked.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from rules.days import FOREVER
from rules.evaluate import Draft
from rules.grounds.applications import KEEPING
from rules.grounds.family import CHILD, TIES
from rules.stretch import Stretch
from rules.when import When
from rules.world import Visit


def ground_hints(draft: Draft) -> Iterator[str]:
    """Yield the names of the hints that a stay without a ground, or one with bans, gives rise to.

    A lawful person without grounds for a ban needs none of them.
    """
    bare = [stretch for stretch in draft.line.stretches if stretch.bare]
    if bare:
        yield from (name for name, may_hold in HINTS.items() if any(may_hold(draft, each) for each in bare))


def _contract_extension(draft: Draft, stretch: Stretch) -> bool:
    """Whether an open-ended contract went on past its year: the stay can be extended again (115-FZ 5(9))."""
    return any(
        contract.until is None and (contract.ended is None or contract.ended > piece.first)
        for contract in draft.world.contracts
        for piece in stretch.pieces
        if piece.ground is None and contract.begin <= piece.last
    )


def _family_extension(draft: Draft, stretch: Stretch) -> bool:
    """Whether the day of the extension may belong to this stay and not to a later one (D-13)."""
    entry = stretch.visit.entry
    return any(
        relative.relation in TIES[relative.of].relations
        and _reaches(relative.until, stretch.visit)
        and any(other.visit.entry > entry for other in draft.line.stretches)
        for relative in draft.world.case.family
    )


def _reaches(until: When | None, visit: Visit) -> bool:
    last = None if until is None else until.last
    return last is not None and visit.leave is not None and last.toordinal() >= visit.leave


def _adult_child(draft: Draft, stretch: Stretch) -> bool:
    """Whether a stay extended for a child is cut at the age that only the law on patents names (5(5))."""
    return any(
        relative.relation == CHILD
        and relative.of != "patent_holder"
        and _extended_past(relative.until, stretch)
        for relative in draft.world.case.family
    )


def _extended_past(until: When | None, stretch: Stretch) -> bool:
    last = None if until is None else until.last
    return last is not None and any(
        piece.ground is None and piece.first <= last.toordinal() for piece in stretch.pieces
    )


def _application_reentry(draft: Draft, stretch: Stretch) -> bool:
    """Whether an application filed in an earlier stay is still undecided (115-FZ 5(2), D-14)."""
    return any(
        application.kind in KEEPING
        and application.begin < stretch.visit.entry
        and (FOREVER if application.ended is None else application.ended) >= stretch.visit.entry
        for application in draft.world.applications
    )


def _old_residence_card(draft: Draft, stretch: Stretch) -> bool:
    """Whether a permanent residence permit with an end has run out: newer ones have no end."""
    return any(
        permit.kind == "permanent_residence"
        and permit.ended is None
        and permit.until is not None
        and permit.begin <= stretch.pieces[-1].last
        and permit.until < draft.world.on
        and draft.line.book.find("stay.permanent_without_end", permit.until) is not None
        for permit in draft.world.permits
    )


def _patent_annulled(draft: Draft, stretch: Stretch) -> bool:
    """Whether days of the account were left when a patent was annulled (115-FZ 5(5), last paragraph)."""
    line, visit = draft.line, stretch.visit
    return any(
        patent.ended is not None
        and visit.entry <= patent.ended
        and any(piece.ground is None and piece.first == patent.ended + 1 for piece in stretch.pieces)
        and line.over.used(*line.over.window(patent.ended, visit.entry), lenient=False)
        < line.over.era(patent.ended).limit
        for patent in draft.world.patents
    )


HINTS: Final[Mapping[str, Callable[[Draft, Stretch], bool]]] = {
    "contract_extension": _contract_extension,
    "family_extension": _family_extension,
    "adult_child": _adult_child,
    "application_reentry": _application_reentry,
    "old_residence_card": _old_residence_card,
    "patent_annulled": _patent_annulled,
}
"""Each hint with the question whether it touches a stay that has days without a ground."""
