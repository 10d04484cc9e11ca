"""A case, a day and the law in: an assessment out, cautious first and favourable beside it."""

from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from typing import Final

from rules.assessment import Answer, Assessment
from rules.bans.rulings import RulingBan, ruling_bans
from rules.book import Book, compiled
from rules.evaluate import Draft, evaluate
from rules.facts import Case
from rules.law import Law
from rules.level import finish
from rules.open_points import asks, not_checked
from rules.suspension import settled_suspension, suspensions
from rules.trace import trace
from rules.vague import settled, vague_dates
from rules.view import View
from rules.weigh import weigh
from rules.when import When
from rules.world import CORNERS, EARLIEST, is_vague, make_world

WEIGHED: Final = tuple(
    field.name for field in fields(Answer) if field.name not in {"level", "actions"}
)
MOST_VAGUE: Final = 12
"""With more approximate dates than this all of them are named, without trying each."""


def assess(case: Case, on: date, law: Law) -> Assessment:
    """Assess a case on a day under the law of each day: twice, and say where and why the two differ.

    Cautiously the approximate dates and the readings worse for the person are taken, favourably the
    better ones. Facts after ``on`` are not used, save stated ends and plans (D-2).
    """
    return _Court(case, on, compiled(law)).assessment()


@dataclass(slots=True)
class _Court:
    """One case before the law on one day."""

    case: Case
    on: date
    book: Book

    def assessment(self) -> Assessment:
        """Weigh both views and name what makes the difference."""
        book, on = self.book, self.on
        cautious, draft, rulings, asked = self._cautious(self.case)
        favourable = self._favourable(cautious, draft, asked)
        differs = tuple(name for name in WEIGHED if getattr(cautious, name) != getattr(favourable, name))
        disputes = self._disputes(cautious, asked) if differs else ()
        asked_for = asks(draft, disputes)
        unsure = "status" in differs or "last_day" in differs
        final = finish(cautious, on, book, unsure=unsure, asks=asked_for)
        better = finish(favourable, on, book, unsure=False, asks=asked_for) if differs else final
        named = tuple(
            field.name for field in fields(Answer) if getattr(final, field.name) != getattr(better, field.name)
        )
        return Assessment(
            on=on,
            law_checked=book.checked,
            cautious=final,
            favourable=better,
            differs=named if differs else (),
            disputes=disputes,
            not_checked=not_checked(draft),
            trace=trace(draft, rulings, disputes, book),
        )

    # --- the two views --------------------------------------------------------------------------

    def _drafts(self, case: Case, taken: frozenset[str], *, blocks: bool, harsh: bool) -> tuple[list[Draft], list[RulingBan]]:
        day = self.on.toordinal()
        rulings = list(ruling_bans(case, day, self.book, cautious=harsh))
        corners = CORNERS if is_vague(case) else (EARLIEST,)
        drafts = []
        for corner in corners:
            world = make_world(case, day, corner, self.book.base)
            choices = suspensions(world, self.book)
            each = [
                evaluate(world, self.book, View(taken, blocks=blocks), rulings, choice) for choice in choices
            ]
            drafts.append(settled_suspension(each))
        return drafts, rulings

    def _cautious(self, case: Case, taken: frozenset[str] = frozenset()) -> tuple[Answer, Draft, list[RulingBan], set[str]]:
        blocks = "window_180" in taken
        drafts, rulings = self._drafts(case, taken, blocks=blocks, harsh=True)
        answer, draft = weigh(drafts, cautious=True)
        asked = set().union(*(each.view.asked for each in drafts))
        if any(_has_breach(each) for each in drafts):
            asked |= {"first_day", "window_180"}
        return answer, draft, rulings, asked

    def _favourable(self, cautious: Answer, draft: Draft, asked: set[str]) -> Answer:
        if not asked and draft.world.corner is EARLIEST and not any(vague_dates(self.case)):
            return cautious
        every = frozenset(self.book.law.readings)
        rolling, _ = self._drafts(self.case, every, blocks=False, harsh=False)
        if any(_has_breach(each) for each in rolling):
            blocks, _ = self._drafts(self.case, every, blocks=True, harsh=False)
            rolling = [
                other if _has_breach(each) and not _has_breach(other) else each
                for each, other in zip(rolling, blocks, strict=True)
            ]
        return weigh(rolling, cautious=False)[0]

    # --- what makes the difference ----------------------------------------------------------------

    def _disputes(self, cautious: Answer, asked: set[str]) -> tuple[str, ...]:
        """Return the readings and the approximate dates without which the cautious answer would be another."""
        readings = [name for name in sorted(asked) if name in self.book.law.readings]
        if len(readings) > 1:
            matter = [name for name in readings if self._cautious(self.case, frozenset({name}))[0] != cautious]
            readings = matter or readings
        dates = list(vague_dates(self.case))
        if len(dates) > MOST_VAGUE:
            return (*readings, *(place.path for place, _ in dates))
        return (*readings, *(place.path for place, when in dates if self._turns_on(place, when, cautious)))

    def _turns_on(self, place, when: When, cautious: Answer) -> bool:  # noqa: ANN001
        ends = [day for day in (when.first or when.last, when.last or self.on) if day is not None]
        return any(self._cautious(settled(self.case, place, When.on(day)))[0] != cautious for day in ends)


def _has_breach(draft: Draft) -> bool:
    """Return whether counting matters: a day without a ground, a limit exceeded, a term missed."""
    on = draft.world.on
    return (
        bool(draft.stay_bans)
        or any(piece.ground is None and piece.first <= on for each in draft.line.stretches for piece in each.pieces)
        or any(due.from_entry and due.done is None and due.due < on for due in draft.dues)
    )
