"""A case, a day and the law in: an assessment out, cautious first and favourable beside it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Final

from rules.account import ROLLING
from rules.assessment import Answer, Ask, Assessment
from rules.bans.rulings import RulingBan, ruling_bans
from rules.book import Book, compiled
from rules.duties.due import BORN
from rules.evaluate import Draft, evaluate
from rules.facts import Case
from rules.hints.absence import READING as ABSENCE
from rules.hints.absence import absence
from rules.hints.ahead import ahead
from rules.hints.amnesties import amnesties
from rules.hints.controlled import controlled
from rules.hints.open_points import asks, not_checked, pointless
from rules.law import Law
from rules.level import finish
from rules.line import Line
from rules.suspension import is_settled, settled_suspension, suspensions
from rules.trace import trace
from rules.unknowns import (
    NOTHING,
    Unknown,
    Weight,
    ask_first,
    ends,
    in_order,
    missing_facts,
    purpose,
    spread,
    still_helps,
    weight,
)
from rules.vague import Place, is_exact, settled, vague_dates
from rules.view import View
from rules.weigh import weigh
from rules.when import When
from rules.world import EARLIEST, World, corners, harsh_corner, make_world

KEYS: Final = Answer._fields


def assess(case: Case, on: date, law: Law) -> Assessment:
    """Assess a case on a day under the law of each day: twice, and say where and why the two differ.

    Cautiously the approximate dates and the readings worse for the person are taken, favourably the
    better ones. Facts after ``on`` are not used, save stated ends and plans (D-2).

    Raises:
        LawNotInForce: the law is not recorded as far back as ``on``.
    """
    law.on("stay.visa_free", on)
    return _Court(case, on, compiled(law)).assessment()


def views(case: Case, on: date, law: Law) -> tuple[list[Draft], list[Draft]]:
    """Return the drafts weighed for the cautious answer and those for the favourable one.

    What must be lawful cautiously must be so in each of the first, favourably in one of the second.

    Raises:
        LawNotInForce: the law is not recorded as far back as ``on``.
    """
    law.on("stay.visa_free", on)
    return _Court(case, on, compiled(law)).views()


def cautiously(case: Case, on: date, law: Law) -> tuple[list[Draft], Draft | None]:
    """Return the drafts weighed for the cautious answer, and the one of the longest presences.

    The latter is None where those weighed hold it.

    Raises:
        LawNotInForce: the law is not recorded as far back as ``on``.
    """
    law.on("stay.visa_free", on)
    matter = _Matter(case, on, compiled(law))
    return matter.drafts(), matter.longest()


class _Matter:
    """One case on one day, with what is the same in every view made once."""

    __slots__ = ("_first", "_rulings", "book", "case", "corners", "day", "exact", "known", "worlds")

    def __init__(self, case: Case, on: date, book: Book, known: list[Draft] | None = None) -> None:
        """Make the worlds; ``known`` are cautious drafts of which some may be of the same worlds.

        They are of cases that differ from this one in dates of stays only.
        """
        self.case = case
        self.book = book
        self.known = known or []
        self.day = on.toordinal()
        self.exact = is_exact(case)
        self.corners = (EARLIEST,) if self.exact else corners(case)
        self.worlds = [make_world(case, self.day, corner, book) for corner in self.corners]
        self._rulings: dict[bool, list[RulingBan]] = {}
        self._first: list[Draft] | None = None

    def rulings(self, *, harsh: bool) -> list[RulingBan]:
        """Return the bans that hang on no stay: all that are possible, or only those that are certain."""
        if harsh not in self._rulings:
            self._rulings[harsh] = list(ruling_bans(self.case, self.day, self.book, cautious=harsh))
        return self._rulings[harsh]

    def drafts(
        self, taken: frozenset[str] = frozenset(), *, harsh: bool = True, drawn: list[Draft] | None = None
    ) -> list[Draft]:
        """Return a draft of each world in the view that takes the readings favourably.

        ``drawn`` are drafts of another view whose lines hold in this one as well.
        """
        rulings = self.rulings(harsh=harsh)
        if drawn is not None:
            return [evaluate(draft.line, View(taken, mild=not harsh), rulings) for draft in drawn]
        blocks = "window_180" in taken
        if self._first is None:
            self._first = [
                self.alike(world) or self.draft(world, View(taken, blocks=blocks, mild=not harsh), rulings)
                for world in self.worlds
            ]
            return self._first
        view = partial(View, taken, blocks=blocks, mild=not harsh)
        return [self.draft(draft.world, view(), rulings, draft.line) for draft in self._first]

    def line(self, world: World) -> Line | None:
        """Return the line of a world as the first view drew it."""
        return next((draft.line for draft in self._first or () if draft.world is world), None)

    def alike(self, world: World) -> Draft | None:
        """Return the draft known of a world with the same days as this one.

        Family and plans are read off the case itself: with them no world is taken for another.
        """
        if self.case.family or self.case.planned:
            return None
        days = world[3:]
        return next((draft for draft in self.known if draft.world[3:] == days), None)

    def longest(self) -> Draft | None:
        """Return the draft of the longest presences and shortest grounds; None where a world is theirs."""
        corner = harsh_corner(self.corners)
        if corner is None:
            return None
        world = make_world(self.case, self.day, corner, self.book)
        return self.alike(world) or self.draft(world, View(frozenset()), self.rulings(harsh=True))

    def draft(self, world: World, view: View, rulings: list[RulingBan], like: Line | None = None) -> Draft:
        """Return the draft of one world, its suspension settled; ``like`` is its cautious line."""
        drafts = list[Draft]()
        for choice in suspensions(world, self.book):
            if drafts and choice is not None and is_settled(drafts[0], choice.last):
                break
            drafts.append(evaluate(Line(world, self.book, view, choice, like), view, rulings))
        return settled_suspension(drafts)


class _Court:
    """Both views of one matter, weighed against each other."""

    __slots__ = ("book", "matter", "on")

    def __init__(self, case: Case, on: date, book: Book) -> None:
        self.on = on
        self.book = book
        self.matter = _Matter(case, on, book)

    def assessment(self) -> Assessment:
        """Weigh both views and name what makes the difference."""
        book, on = self.book, self.on
        drafts = self.matter.drafts()
        self.matter.known += drafts
        cautious, draft = weigh(drafts, cautious=True)
        asked = _asked(drafts)
        dates = [] if self.matter.exact else list(vague_dates(self.matter.case, born=BORN in asked))
        favourable = self._favourable(cautious, drafts, asked) if asked or dates else cautious
        differs = cautious != favourable  # neither has its light and its actions yet
        unknowns = self._disputes(cautious, favourable, drafts, asked, dates) if differs else []
        disputes = tuple(each.name for each in unknowns)
        if absence(draft.world, book) == "disputed":
            disputes += (ABSENCE,)
        asked_for = asks(draft, disputes)
        unsure = (cautious.status, cautious.last_day) != (favourable.status, favourable.last_day)
        finished = partial(finish, on=on, book=book, asks=asked_for, pointless=pointless(draft))
        final = finished(cautious, unsure=unsure)
        better = finished(favourable, unsure=False) if differs else final
        case = self.matter.case
        hints = amnesties(final, case.citizenship, on, book)
        return Assessment(
            on=on,
            law_checked=book.checked,
            cautious=final,
            favourable=better,
            differs=tuple(_differing(final, better)) if differs else (),
            disputes=disputes,
            not_checked=not_checked(
                draft, apart=self._could_be_worse(cautious, drafts), amnestied=bool(hints)
            ),
            trace=(*trace(draft, self.matter.rulings(harsh=True), disputes, book, (final, better)), *hints),
            ask_first=self._ask_first(unknowns, final, cautious, draft),
            ahead=ahead(final, draft, book),
            controlled_register=controlled(final, case, on, book),
        )

    def views(self) -> tuple[list[Draft], list[Draft]]:
        """Return the drafts that make the cautious answer, and those that make the favourable one."""
        drafts = self.matter.drafts()
        cautious, _ = weigh(drafts, cautious=True)
        return drafts, self._milder(cautious, drafts, _asked(drafts))

    def _favourable(self, cautious: Answer, drafts: list[Draft], asked: set[str]) -> Answer:
        return weigh(self._milder(cautious, drafts, asked), cautious=False)[0]

    def _milder(self, cautious: Answer, drafts: list[Draft], asked: set[str]) -> list[Draft]:
        """Return the drafts of all readings taken favourably, counted rolling or in blocks (D-4).

        A reading meant to be milder can count days that the other leaves out, so the cautious drafts
        stand among them: the favourable answer is never the worse one.
        """
        every = frozenset(self.book.law.readings)
        if asked <= BESIDE_THE_LINE and cautious.status != "manual":
            return self.matter.drafts(every, harsh=False, drawn=drafts)
        rolling = self.matter.drafts(every - {"window_180"}, harsh=False)
        if any(map(_breaks_a_window, rolling)):
            rolling = [self._in_blocks(each, every) if _has_breach(each) else each for each in rolling]
        return [*rolling, *drafts]

    def _in_blocks(self, rolling: Draft, taken: frozenset[str]) -> Draft:
        """Return the draft of the same world counted in blocks of 180 days, if that finds no breach."""
        view = View(taken, blocks=True, mild=True)
        matter = self.matter
        blocks = matter.draft(rolling.world, view, matter.rulings(harsh=False), matter.line(rolling.world))
        return rolling if _has_breach(blocks) else blocks

    def _could_be_worse(self, cautious: Answer, drafts: list[Draft]) -> bool:
        """Return whether several vague dates together could be worse than all early or all late."""
        longest = self.matter.longest()
        return longest is not None and weigh([*drafts, longest], cautious=True)[0] != cautious

    # --- what makes the difference ----------------------------------------------------------------

    def _disputes(
        self,
        cautious: Answer,
        favourable: Answer,
        drafts: list[Draft],
        asked: set[str],
        dates: list[tuple[Place, When]],
    ) -> list[Unknown]:
        """Return the readings and approximate dates without which the cautious answer would differ.

        The weightiest come first. Where several dates only together make the difference, all are named.
        """
        whole = weight(cautious, favourable)
        readings = [name for name in sorted(asked) if name in self.book.law.readings]
        found = [Unknown(name, whole, is_fact=False) for name in readings]
        if len(readings) > 1 or dates:
            weighed = ((name, self._weight_of(name, cautious, favourable, drafts)) for name in readings)
            matter = [Unknown(name, size, is_fact=False) for name, size in weighed if size != NOTHING]
            found = matter or ([] if dates else found)
        if len(dates) == 1 and not found:
            return [Unknown(dates[0][0].path, whole, is_fact=True)]
        tried = [
            Unknown(place.path, self._hangs_on(place, when, cautious, drafts), is_fact=True)
            for place, when in dates
        ]
        found += [each for each in tried if each.weight != NOTHING]
        return in_order(found) or [each._replace(weight=whole) for each in tried]

    def _weight_of(self, reading: str, cautious: Answer, favourable: Answer, drafts: list[Draft]) -> Weight:
        """Return what the reading alone changes in the cautious answer."""
        by_a_day = favourable.overstay_days == cautious.overstay_days - 1
        if reading == "first_day" and by_a_day:
            alone = cautious._replace(status=favourable.status, overstay_days=favourable.overstay_days)
            return weight(cautious, alone)
        if reading == "window_180" and by_a_day and favourable.bans == cautious.bans:
            return NOTHING
        if reading == "register_after_exemption":
            # Nothing else moves the day by which to register.
            moved = _registering(cautious) != _registering(favourable)
            return weight(cautious, cautious._replace(duties=favourable.duties)) if moved else NOTHING
        touched = NARROW.get(reading)
        if touched is not None and touched(cautious) == touched(favourable):
            return NOTHING
        beside = reading in BESIDE_THE_LINE and cautious.status != "manual"
        trial = self.matter.drafts(frozenset({reading}), drawn=drafts if beside else None)
        return weight(weigh(trial, cautious=True)[0], cautious)

    def _hangs_on(self, place: Place, when: When, cautious: Answer, drafts: list[Draft]) -> Weight:
        """Return how far the answers at the ends of a vague date lie apart.

        The cautious answer is that of one end, unless more hangs on what lies between: so the first end
        that differs from it tells.
        """
        days = ends(self.matter.case, place, when, drafts[0])
        sizes = (weight(self._settled(place, When.on(day)), cautious) for day in days)
        return next((size for size in sizes if size != NOTHING), NOTHING)

    def _settled(self, place: Place, when: When) -> Answer:
        case = self.matter.case
        # Beside the stays themselves only plans and relatives ask which end of their dates is taken.
        if place.key != "stays" or case.planned or case.family:
            return self._answer_to(settled(case, place, when))
        known = self.matter.known
        drafts = _Matter(settled(case, place, when), self.on, self.book, known).drafts()
        known += drafts
        return weigh(drafts, cautious=True)[0]

    def _answer_to(self, case: Case) -> Answer:
        return weigh(_Matter(case, self.on, self.book).drafts(), cautious=True)[0]

    def _ask_first(self, found: list[Unknown], final: Answer, cautious: Answer, draft: Draft) -> Ask | None:
        """Return the fact to find first, of the vague ones and of those not told."""
        best = max((each.weight for each in found if each.is_fact), default=NOTHING)
        found = [*found, *purpose(draft, cautious, best, asked="ask_purpose" in final.actions)]
        for path, tries in missing_facts(draft, self.book):
            answers = map(self._answer_to, tries)
            useful = [answer for answer in answers if still_helps(path, answer)]
            found = [*found, Unknown(path, spread([cautious, *useful]), is_fact=True)]
        return ask_first(found)


def _differing(one: Answer, other: Answer) -> Iterator[str]:
    """Yield the keys in which two answers differ."""
    yield from (name for name, mine, its in zip(KEYS, one, other, strict=True) if mine != its)


def _asked(drafts: list[Draft]) -> set[str]:
    """Return the readings that the drafts came to, those of every count only where they can matter."""
    asked = set().union(*(draft.view.asked for draft in drafts))
    if any(map(_counts_by_a_day, drafts)):
        asked.add("first_day")
    if any(map(_breaks_a_window, drafts)):
        asked.add("window_180")
    return asked


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
    return [duty.due for duty in answer.duties if duty.duty == "register"]


def _openings(answer: Answer) -> object:
    return answer.may_enter_from, answer.planned


def _standing(answer: Answer) -> object:
    return answer.status, answer.ground, answer.days, answer.last_day, answer.may_enter_from, answer.planned


def _breach(answer: Answer) -> object:
    return answer.status, answer.overstay_days, answer.bans, [duty.state for duty in answer.duties]


NARROW: Final[Mapping[str, Callable[[Answer], object]]] = {
    "discretionary_bans": _openings,
    "permit_expired": _standing,
    "first_day": _breach,
    "window_180": _breach,
}
"""Readings that touch only a part of the answer, with that part."""

BESIDE_THE_LINE: Final = frozenset({"register_after_exemption", "discretionary_bans", "statement_scope"})
"""Readings that leave the line of days as it is."""
