"""The line of days: every day of every stay on a ground, or on none.

The other grounds lay their spans; what they leave open is visa-free as far as the account has
room, day by day under the law of each day. The last lawful day is found by walking on from the
day asked about to the first day without a ground.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from rules import grounds
from rules.account import Account, block_starts
from rules.book import Book
from rules.days import FOREVER, year_of
from rules.grounds.applications import is_unsettled
from rules.grounds.span import RANK, VISA_FREE, VISA_FREE_RANK, Span
from rules.law import Provision
from rules.stretch import Stretch
from rules.view import View
from rules.world import YEAR_AND_DAY, Visit, World

UNJUDGED: Final = "unjudged"
"""Stands on days that other law decides (a visa, a country before its waiver): neither lawful nor not."""

SUSPENSION: Final = "suspension"

REACH: Final = YEAR_AND_DAY
"""No window of any day holds a day further back than this."""


class Suspension(NamedTuple):
    """The days that count for nothing and keep a stay lawful (D-10)."""

    first: int
    last: int
    provision: Provision


class Line:
    """The whole line of one world in one view, and the accounts that came of it.

    ``account`` holds the days that count towards the stay, ``over`` those that count towards the
    ban for exceeding the limit (D-17: visa-free days and days without a ground). ``chain`` is the day
    on which the unbroken stay drawn last began.
    """

    __slots__ = (
        "_apart_to",
        "_before_present",
        "_regime",
        "_spans",
        "account",
        "book",
        "chain",
        "lenient",
        "over",
        "stretches",
        "suspension",
        "view",
        "world",
    )

    def __init__(  # noqa: PLR0913, PLR0917 - what a line is drawn from
        self,
        world: World,
        book: Book,
        view: View,
        suspension: Suspension | None,
        like: "Line | None" = None,
        drawn: bool = True,  # noqa: FBT001, FBT002 - False only for a twin
    ) -> None:
        """Draw the line; ``suspension`` as it applies to the person, None where it does not.

        ``like`` is the cautious line of the same world: what is the same in this view is taken over.
        """
        self.world = world
        self.book = book
        self.view = view
        self.suspension = suspension
        self.lenient = view.lenient
        self._regime = book.regimes.get(world.case.citizenship)
        self.stretches: list[Stretch] = []
        self.chain = 0
        self._apart_to = 0
        self._before_present: Line | None = None
        self._spans: dict[tuple[Visit, bool], list[Span]] = {} if like is None else like._spans  # noqa: SLF001
        if drawn:
            blocks = list(block_starts(world.entries, book.longest_window)) if view.blocks else []
            self.account = Account(book, view, blocks)
            self.over = Account(book, view, blocks)
            self._draw_all(like)

    def _draw_all(self, like: "Line | None") -> None:
        left: int | None = None
        visits = self.world.visits
        if like is not None and like.suspension == self.suspension:
            for stretch in like.stretches:
                leave = stretch.visit.leave
                if not stretch.free or leave is None:
                    break
                self._take_over(stretch, left, leave)
                left = leave
        planned = bool(self.world.case.planned)
        for number in range(len(self.stretches), len(visits)):
            visit = visits[number]
            if visit.leave is None and planned:
                self._before_present = self.twin()
            self.stretches.append(self.draw(visit, left))
            left = visit.leave

    def _take_over(self, stretch: Stretch, left: int | None, leave: int) -> None:
        """Lay a stay that was found visa-free from its first day to its last in the cautious view.

        No reading makes such a stay shorter: each leaves days out of the counts before it, or asks less.
        """
        entry = stretch.visit.entry
        self._enter(entry, left)
        self.account.count(entry, leave)
        self.over.count(entry, leave)
        self.stretches.append(stretch)

    def _enter(self, entry: int, left: int | None) -> None:
        if left is None or entry > left + 1 or not self.view.chains:
            self.chain = entry
        self.account.enter(entry)
        self.over.enter(entry)

    def draw(self, visit: Visit, left: int | None) -> Stretch:
        """Lay one more stay after an exit on ``left``; one without exit is walked to its first bare day."""
        self._enter(visit.entry, left)
        stretch = Stretch(visit)
        if self._unjudged(visit):
            end = max(visit.entry, self.world.on) if visit.leave is None else visit.leave
            stretch.add(visit.entry, end, UNJUDGED, None)
            self.account.count(visit.entry, end)
        else:
            self._walk(stretch, visit)
        return stretch

    def twin(self) -> "Line":
        """Return a line that goes on apart from this one."""
        twin = Line(self.world, self.book, self.view, self.suspension, self, drawn=False)
        twin.account, twin.over = self.account.copy(), self.over.copy()
        twin.stretches = self.stretches
        twin.chain = self.chain
        twin._apart_to = self._apart_to
        twin._before_present = self._before_present
        return twin

    def left_on(self, leave: int | None) -> "Line":
        """Return the line as it goes on after the present stay, if any, has ended on ``leave``."""
        if self._before_present is None:
            return self.twin()
        line = self._before_present.twin()
        *past, present = self.world.visits
        line.draw(present._replace(leave=leave), past[-1].leave if past else None)
        return line

    def mark(self) -> tuple[Account, Account, int]:
        """Return what :meth:`back_to` needs to undo the stays drawn after now."""
        return self.account.copy(), self.over.copy(), self.chain

    def back_to(self, mark: tuple[Account, Account, int]) -> None:
        """Undo the stays drawn since the mark."""
        self.account, self.over, self.chain = mark

    def _unjudged(self, visit: Visit) -> bool:
        regime = self._regime
        if visit.visa or regime is None or regime.unjudged(visit.entry, work=visit.purpose == "work"):
            return True
        return visit.leave is None and bool(self.world.applications) and is_unsettled(self.world, visit)

    def _walk(self, stretch: Stretch, visit: Visit) -> None:  # noqa: C901, PLR0912 - one walk, told in one place
        spans = self._spans_of(visit)
        shortened = self._shortened(visit, spans)
        end = FOREVER if visit.leave is None else visit.leave
        # What is ahead is counted without leniency, so a stay that goes on is of two kinds then (D-24).
        of_one_kind = visit.leave is not None or not (self.lenient or self.world.shortened)
        if not spans and of_one_kind and not self._is_suspended(visit):
            self._walk_visa_free(stretch, visit, end)
            stretch.free = not stretch.bare
            return
        other_ground = False
        allowed = True  # whether the account may be used: a break ends it for this stay (D-7)
        suspended: bool | None = None if self.suspension and visit.entry < self.suspension.first else True
        for first, last in self._steps(visit.entry, end, spans, shortened):
            covering = [span for span in spans if span.first <= first <= span.last] if spans else spans
            if shortened is not None and first > shortened:
                allowed = False
            # What is left after another ground is not made longer by leaving the entry day out (D-24).
            lenient = self.lenient and not other_ground and first <= self.world.on
            room = self._room(first, visit, last - first + 1, lenient=lenient) if allowed else 0
            inside = self.suspension is not None and self.suspension.first <= first <= self.suspension.last
            if room <= 0 and not (inside and suspended):
                covering = self._filed_in_time(covering, spans, first)
            top = min(covering, key=_rank, default=None)
            if inside and suspended is None:
                suspended = top is not None or room > 0
            frozen = inside and bool(suspended)
            if top is not None and RANK[top.ground] < VISA_FREE_RANK:
                self._lay(stretch, first, last, top.ground, top.provision, counts=top.counts and not frozen)
                if top.apart:
                    self._apart_to = last
                if last == top.last:
                    allowed = top.rest
                    self._ask_apart(last if top.apart and last < end else 0)
                other_ground = True
                continue
            if room > 0:
                stretch.spared = int(lenient and stretch.visit.entry == first)
                free = last if frozen else min(last, first + room - 1)
                self._lay_free(stretch, first, free, counts=not frozen)
                first = free + 1  # noqa: PLW2901 - what the account has no room for
            if first > last:
                continue
            if (
                frozen
                and self.suspension is not None
                and (top is None or RANK[top.ground] > RANK[SUSPENSION])
            ):
                self._lay(stretch, first, last, SUSPENSION, self.suspension.provision, counts=False)
            elif top is not None:
                self._lay(stretch, first, last, top.ground, top.provision, counts=top.counts and not frozen)
            else:
                allowed = False
                if visit.leave is None:
                    if first > self.world.on:
                        return
                    last = min(last, self.world.on)  # noqa: PLW2901 - no one overstays ahead of time
                self._ask_apart(first)
                self._lay(stretch, first, last, None, None, counts=True)

    def _spans_of(self, visit: Visit) -> list[Span]:
        """Return the spans of the other grounds; only what follows a permit hangs on more readings."""
        if self.world.permits:
            return grounds.spans(self.world, visit, self.book, self.view)
        name = visit, self.view.apart
        spans = self._spans.get(name)
        if spans is None:
            spans = self._spans[name] = grounds.spans(self.world, visit, self.book, self.view)
        return list(spans)

    def _ask_apart(self, day: int) -> None:
        """Ask how days on a patent, a contract or a permit count where any lie in a window of the day."""
        if day and self._apart_to and day - self._apart_to < REACH:
            self.view.takes("patent_days")

    def ask_account(self) -> None:
        """Ask the readings on which the account of the day asked about may hang."""
        self._ask_apart(self.world.on)

    def _is_suspended(self, visit: Visit) -> bool:
        """Return whether the suspension touches the stay."""
        rule = self.suspension
        if rule is None:
            return False
        return visit.entry <= rule.last and (visit.leave is None or visit.leave >= rule.first)

    def _walk_visa_free(self, stretch: Stretch, visit: Visit, end: int) -> None:
        """Lay a stay without another ground: the account first, then nothing, up to the day asked about."""
        wanted = end - visit.entry + 1
        if self.chain == visit.entry and wanted <= self.book.unbroken_limit:
            era = self.account.surely_fits(visit.entry, wanted)
            if era is not None:
                stretch.spared = int(self.lenient)
                self._lay(stretch, visit.entry, end, VISA_FREE, era.provision, counts=True)
                return
        room = self._room(visit.entry, visit, wanted, lenient=self.lenient)
        stretch.spared = int(self.lenient and room > 0)
        free = min(end, visit.entry + room - 1)
        self._lay_free(stretch, visit.entry, free, counts=True)
        last = self.world.on if visit.leave is None else end  # no one overstays ahead of time
        if free < last:
            self._ask_apart(free + 1)
            self._lay(stretch, free + 1, last, None, None, counts=True)

    def _steps(
        self, entry: int, end: int, spans: list[Span], shortened: int | None
    ) -> Iterator[tuple[int, int]]:
        """Cut the stay where anything begins or ends, so that each step is of one kind."""
        cuts = {end + 1}
        for span in spans:
            cuts.add(span.first)
            cuts.add(span.last + 1)
        if shortened is not None:
            cuts.add(shortened + 1)
        if self.suspension is not None:
            cuts.add(self.suspension.first)
            cuts.add(self.suspension.last + 1)
        if any(RANK[span.ground] > VISA_FREE_RANK for span in spans) or self.suspension is not None:
            cuts.update(self._new_accounts(entry, end))
        if self.lenient and end > self.world.on:
            cuts.add(self.world.on + 1)  # what is ahead is counted without leniency (D-24)
        first = entry
        for cut in sorted(cuts):
            if entry < cut <= end + 1:
                yield first, cut - 1
                first = cut

    def _new_accounts(self, entry: int, end: int) -> Iterator[int]:
        """Yield the days on which the account begins with nothing: each 1 January of the years' account."""
        day = self.book.eras[-1].since
        while day <= min(end, self.world.on + YEAR_AND_DAY):
            if day > entry:
                yield day
            day = year_of(day)[1] + 1

    def _room(self, day: int, visit: Visit, wanted: int, *, lenient: bool) -> int:
        used = self.account.used(self.chain, day - 1, lenient=lenient)
        room = self.account.room(day, visit.entry, used, wanted, lenient=lenient)
        if room < wanted and self.chain < visit.entry:
            apart = self.account.used(visit.entry, day - 1, lenient=lenient)
            if self.account.room(day, visit.entry, apart, wanted, lenient=lenient) > room:
                self.view.takes("unbroken_reentry")
        return room

    def entry_room(self, day: int, left: int | None) -> int:
        """Return 1 if the account lets a stay be entered on the day, 0 if not."""
        chained = left is not None and day <= left + 1 and self.view.chains
        used = self.account.used(self.chain, day - 1, lenient=False) if chained else 0
        room = self.account.room(day, day, used, 1, lenient=False)
        if chained and not room and self.account.room(day, day, 0, 1, lenient=False):
            self.view.takes("unbroken_reentry")
        return room

    def stands_beside(self, day: int) -> bool:
        """Return whether a stay entered on the day would stand on a permit, a paid patent or a contract.

        Studies and family are none of these: for them a stay is extended only once it has begun (115-FZ 5).
        """
        spans = self._spans_of(Visit(day, None, None, None, visa=False))
        return any(span.first <= day <= span.last and RANK[span.ground] < RANK["study"] for span in spans)

    def _filed_in_time(self, covering: list[Span], spans: list[Span], day: int) -> list[Span]:
        """Drop an application filed on a day without another ground: it keeps nothing (D-14)."""
        late = [span for span in covering if span.ground == "application" and span.first == day]
        others = [span for span in covering if span not in late]
        if not late or others:
            return covering
        for span in late:
            spans.remove(span)
        return others

    def _shortened(self, visit: Visit, spans: list[Span]) -> int | None:
        """Cut every ground at the decision that shortened this stay and add its term to leave (D-11).

        A ground issued after the decision stands by itself (D-7).
        """
        day = self.world.shortened
        if day is None or day < visit.entry or (visit.leave is not None and day > visit.leave):
            return None
        spans[:] = [span if span.first > day else span._replace(last=min(span.last, day)) for span in spans]
        rule = self.book.at("stay.shortened", day)
        last = day + rule.number("days")
        if visit.leave is not None:
            last = min(last, visit.leave)
        if last > day:
            spans.append(Span(day + 1, last, "departure_term", rule, counts=True, rest=False))
        return day

    def _lay_free(self, stretch: Stretch, first: int, last: int, *, counts: bool) -> None:
        """Lay visa-free days, each under the version of the limit in force on it."""
        while first <= last:
            era = self.account.era(first)
            until = min(last, era.until)
            self._lay(stretch, first, until, VISA_FREE, era.provision, counts=counts)
            first = until + 1

    def _lay(  # noqa: PLR0913 - one day's whole standing
        self,
        stretch: Stretch,
        first: int,
        last: int,
        ground: str | None,
        provision: Provision | None,
        *,
        counts: bool,
    ) -> None:
        stretch.add(first, last, ground, provision)
        if counts:
            self.account.count(first, last)
            if ground is None or ground == VISA_FREE:
                self.over.count(first, min(last, self.world.on))


def _rank(span: Span) -> int:
    return RANK[span.ground]
