"""A case, a day and the law in: an assessment out, cautious first and favourable beside it."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Final

from rules.account import ROLLING
from rules.assessment import Answer, Assessment
from rules.bans.rulings import RulingBan, ruling_bans
from rules.book import Book, compiled
from rules.evaluate import Draft, evaluate
from rules.facts import Case
from rules.law import Law
from rules.level import finish
from rules.open_points import asks, not_checked
from rules.suspension import is_settled, settled_suspension, suspensions
from rules.trace import trace
from rules.vague import Place, settled, vague_dates
from rules.view import View
from rules.weigh import weigh
from rules.when import When
from rules.world import Corner, World, corners, harsh_corner, make_world

KEYS: Final = Answer._fields
WEIGHED: Final = tuple(name for name in KEYS if name not in {"level", "actions"})
MOST_VAGUE: Final = 4
"""With more approximate dates than this all of them are named, without trying each."""


def assess(case: Case, on: date, law: Law) -> Assessment:
    """Assess a case on a day under the law of each day: twice, and say where and why the two differ.

    Cautiously the approximate dates and the readings worse for the person are taken, favourably the
    better ones. Facts after ``on`` are not used, save stated ends and plans (D-2).

    Raises:
        LawNotInForce: the law is not recorded as far back as ``on``.
    """
    law.on("stay.visa_free", on)
    return _Court(case, on, compiled(law)).assessment()


class _Court:
    """One case before the law on one day."""

    __slots__ = ("book", "case", "on", "worlds")

    def __init__(self, case: Case, on: date, book: Book) -> None:
        self.case = case
        self.on = on
        self.book = book
        self.worlds: dict[Corner, World] = {}

    def assessment(self) -> Assessment:
        """Weigh both views and name what makes the difference."""
        book, on = self.book, self.on
        cautious, draft, rulings, asked = self._cautious(self.case)
        favourable = self._favourable(cautious, asked)
        differs = tuple(name for name in WEIGHED if getattr(cautious, name) != getattr(favourable, name))
        disputes = self._disputes(cautious, favourable, asked) if differs else ()
        asked_for = asks(draft, disputes)
        unsure = "status" in differs or "last_day" in differs
        final = finish(cautious, on, book, unsure=unsure, asks=asked_for)
        better = finish(favourable, on, book, unsure=False, asks=asked_for) if differs else final
        named = tuple(name for name in KEYS if getattr(final, name) != getattr(better, name))
        return Assessment(
            on=on,
            law_checked=book.checked,
            cautious=final,
            favourable=better,
            differs=named if differs else (),
            disputes=disputes,
            not_checked=not_checked(draft, apart=self._could_be_worse(cautious)),
            trace=trace(draft, rulings, disputes, book),
        )

    # --- the two views --------------------------------------------------------------------------

    def _drafts(
        self, case: Case, taken: frozenset[str], *, blocks: bool, harsh: bool
    ) -> tuple[list[Draft], list[RulingBan]]:
        rulings = list(ruling_bans(case, self.on.toordinal(), self.book, cautious=harsh))
        view = partial(View, taken, blocks=blocks)
        return [self._draft(case, corner, view, rulings) for corner in corners(case)], rulings

    def _draft(self, case: Case, corner: Corner, view: Callable[[], View], rulings: list[RulingBan]) -> Draft:
        world = self._world(case, corner)
        drafts = list[Draft]()
        for choice in suspensions(world, self.book):
            if drafts and choice is not None and is_settled(drafts[0], choice.last):
                break
            drafts.append(evaluate(world, self.book, view(), rulings, choice))
        return settled_suspension(drafts)

    def _world(self, case: Case, corner: Corner) -> World:
        """Return the world of a corner, made once for the case itself."""
        if case is not self.case:
            return make_world(case, self.on.toordinal(), corner, self.book)
        if corner not in self.worlds:
            self.worlds[corner] = make_world(case, self.on.toordinal(), corner, self.book)
        return self.worlds[corner]

    def _cautious(
        self, case: Case, taken: frozenset[str] = frozenset()
    ) -> tuple[Answer, Draft, list[RulingBan], set[str]]:
        drafts, rulings = self._drafts(case, taken, blocks="window_180" in taken, harsh=True)
        answer, draft = weigh(drafts, cautious=True)
        asked = set().union(*(each.view.asked for each in drafts))
        if any(map(_counts_by_a_day, drafts)):
            asked.add("first_day")
        if any(map(_breaks_a_window, drafts)):
            asked.add("window_180")
        return answer, draft, rulings, asked

    def _favourable(self, cautious: Answer, asked: set[str]) -> Answer:
        if not asked and len(corners(self.case)) == 1 and not any(vague_dates(self.case)):
            return cautious
        every = frozenset(self.book.law.readings)
        drafts, _ = self._drafts(self.case, every, blocks=False, harsh=False)
        if any(map(_breaks_a_window, drafts)):
            in_blocks, _ = self._drafts(self.case, every, blocks=True, harsh=False)
            drafts = [
                other if _has_breach(each) and not _has_breach(other) else each
                for each, other in zip(drafts, in_blocks, strict=True)
            ]
        return weigh(drafts, cautious=False)[0]

    def _could_be_worse(self, cautious: Answer) -> bool:
        """Return whether several vague dates together could be worse than all early or all late."""
        corner = harsh_corner(self.case)
        if corner is None:
            return False
        drafts, rulings = self._drafts(self.case, frozenset(), blocks=False, harsh=True)
        drafts.append(self._draft(self.case, corner, partial(View, frozenset()), rulings))
        return weigh(drafts, cautious=True)[0] != cautious

    # --- what makes the difference ----------------------------------------------------------------

    def _disputes(self, cautious: Answer, favourable: Answer, asked: set[str]) -> tuple[str, ...]:
        """Return the readings and approximate dates without which the cautious answer would differ."""
        dates = list(vague_dates(self.case))
        readings = [name for name in sorted(asked) if name in self.book.law.readings]
        if len(readings) > 1 or dates:
            matter = [name for name in readings if self._matters(name, cautious, favourable)]
            readings = matter or ([] if dates else readings)
        if len(dates) > MOST_VAGUE or (len(dates) == 1 and not readings):
            return (*readings, *(place.path for place, _ in dates))
        return (*readings, *(place.path for place, when in dates if self._turns_on(place, when, cautious)))

    def _matters(self, reading: str, cautious: Answer, favourable: Answer) -> bool:
        """Return whether the reading alone changes the cautious answer."""
        by_a_day = favourable.overstay_days == cautious.overstay_days - 1
        if reading == "first_day" and by_a_day:
            return True
        if reading == "window_180" and by_a_day and favourable.bans == cautious.bans:
            return False
        touched = NARROW.get(reading)
        if touched is not None and touched(cautious) == touched(favourable):
            return False
        return self._cautious(self.case, frozenset({reading}))[0] != cautious

    def _turns_on(self, place: Place, when: When, cautious: Answer) -> bool:
        # A late entry is the milder one, so it is tried first.
        ends = [day for day in (when.last or self.on, when.first or when.last) if day is not None]
        return any(self._cautious(settled(self.case, place, When.on(day)))[0] != cautious for day in ends)


def _counts_by_a_day(draft: Draft) -> bool:
    """Return whether leaving out the day of entry can change anything that is past (D-24)."""
    on = draft.world.on
    return _has_breach(draft) or any(
        due.from_entry and due.done is None and due.due + 1 == on for due in draft.dues
    )


def _has_breach(draft: Draft) -> bool:
    """Return whether the answer holds an overstay or a limit exceeded."""
    return bool(draft.stay_bans) or draft.overstay_days > 0


def _breaks_a_window(draft: Draft) -> bool:
    """Return whether there is a breach that began in a stay under rolling windows."""
    if not _has_breach(draft):
        return False
    book = draft.line.book
    entries = [found.entry for found in draft.stay_bans]
    if draft.overstay_days:
        entries.append(draft.line.stretches[-1].visit.entry)
    return any(
        book.eras[0].until < entry and draft.line.account.era(entry).window == ROLLING for entry in entries
    ) or any(
        found.leave <= era.until for found in draft.stay_bans for era in book.eras if era.window == ROLLING
    )


def _registering(answer: Answer) -> object:
    return [duty for duty in answer.duties if duty.duty == "register"]


def _openings(answer: Answer) -> object:
    return answer.may_enter_from, answer.planned


def _standing(answer: Answer) -> object:
    return answer.status, answer.ground, answer.days, answer.last_day, answer.may_enter_from, answer.planned


def _breach(answer: Answer) -> object:
    return answer.status, answer.overstay_days, answer.bans, [duty.state for duty in answer.duties]


NARROW: Final[Mapping[str, Callable[[Answer], object]]] = {
    "register_after_exemption": _registering,
    "discretionary_bans": _openings,
    "permit_expired": _standing,
    "first_day": _breach,
    "window_180": _breach,
}
"""Readings that touch only a part of the answer, with that part."""
