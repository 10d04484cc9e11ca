"""The line of days as it is shown to a person: which days, on which ground, and how surely.

Nothing is decided here. The line is the one the cautious answer was read off; where an approximate
date leaves open whether a day is one of them, the day is there and marked as not sure.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from rules.assess import cautiously
from rules.days import FOREVER, day_of
from rules.evaluate import Draft
from rules.facts import Case
from rules.law import Law
from rules.line import UNJUDGED
from rules.weigh import weigh

__all__ = ["UNJUDGED", "Days", "strip"]


class Days(NamedTuple):
    """Days in Russia from ``first`` to ``last``, both included, that all stand alike.

    ``last`` is None where no end is known. ``ground`` is None where there is none: days over the term.
    ``sure`` is False where an approximate date leaves open whether the person was there, or on what ground.
    """

    first: date
    last: date | None
    ground: str | None
    sure: bool


class _Part(NamedTuple):
    """Days of one draft, as numbers; no two parts of a draft share a day."""

    first: int
    last: int
    ground: str | None


def strip(case: Case, on: date, law: Law) -> tuple[Days, ...]:
    """Return the days of a case as the cautious answer of the day ``on`` counts them, in order.

    Up to ``on`` they are the days of presence, after it those on which the present stay may still last.
    Stays so long over that they weigh on nothing any more are left out.

    Raises:
        LawNotInForce: the law is not recorded as far back as ``on``.
    """
    drafts, longest = cautiously(case, on, law)
    chosen = _chosen(drafts)
    others = [draft for draft in (*drafts, longest) if draft is not None and draft is not chosen]
    rows = [_parts(draft) for draft in (chosen, *others)]
    return tuple(_joined(_merged(rows, on.toordinal(), goes_on=chosen.status == "lawful")))


def _chosen(drafts: list[Draft]) -> Draft:
    """Return the draft that the answer was read off; of several with an overstay it tells the longest."""
    _, chosen = weigh(drafts, cautious=True)
    return max(
        (draft for draft in drafts if draft.status == chosen.status),
        key=lambda draft: (draft.overstay_days, draft is chosen),
    )


def _parts(draft: Draft) -> list[_Part]:
    """Return the pieces of a draft; a day that ends one stay and begins another is of the second."""
    parts = list[_Part]()
    for stretch in draft.line.stretches:
        entry = stretch.visit.entry
        while parts and parts[-1].last >= entry:
            before = parts.pop()
            if before.first < entry:
                parts.append(before._replace(last=entry - 1))
        parts.extend(_Part(piece.first, piece.last, piece.ground) for piece in stretch.pieces)
    return parts


def _merged(rows: Sequence[Sequence[_Part]], on: int, *, goes_on: bool) -> Iterator[Days]:
    """Lay the drafts over each other, the one that was chosen first; ``goes_on``: the stay may still last."""
    cuts = {on + 1}
    for row in rows:
        for part in row:
            cuts |= {part.first, part.last + 1}
    edges = sorted(cuts)
    for first, end in pairwise(edges):
        found = [_at(row, first) for row in rows]
        mine = found[0]
        if first > on:
            if mine is not None and goes_on:  # what is ahead is what the answer tells
                yield _days(first, end - 1, mine.ground, sure=True)
            continue
        there = [part for part in found if part is not None]
        if there:
            shown = there[0]
            sure = len(there) == len(found) and all(part.ground == shown.ground for part in there)
            yield _days(first, end - 1, shown.ground, sure=sure)


def _at(row: Sequence[_Part], day: int) -> _Part | None:
    index = bisect_right(row, day, key=_first) - 1
    return row[index] if index >= 0 and day <= row[index].last else None


def _first(part: _Part) -> int:
    return part.first


def _days(first: int, last: int, ground: str | None, *, sure: bool) -> Days:
    return Days(day_of(first), None if last >= FOREVER else day_of(last), ground, sure)


def _joined(days: Iterator[Days]) -> Iterator[Days]:
    """Put together what stands alike and has no day between."""
    held: Days | None = None
    for each in days:
        if held is None:
            held = each
        elif _follows(held, each):
            held = held._replace(last=each.last)
        else:
            yield held
            held = each
    if held is not None:
        yield held


def _follows(one: Days, other: Days) -> bool:
    return (
        one.last is not None
        and (other.first - one.last).days == 1
        and (one.ground, one.sure) == (other.ground, other.sure)
    )
