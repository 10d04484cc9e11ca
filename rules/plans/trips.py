"""Trips not made yet, set against all that is known: how long each can last, and whether it can be made."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from rules.account import YEAR
from rules.assessment import Ban, Trip
from rules.bans.ground import closes
from rules.bans.stays import stay_bans
from rules.days import FOREVER, day_of
from rules.facts import Plan
from rules.grounds.span import VISA_FREE
from rules.line import UNJUDGED, Line
from rules.stretch import Stretch
from rules.view import View
from rules.when import When
from rules.world import Visit, World

OVERLAP: Final = "overlap"
"""The trip begins before the stay or trip before it certainly ends."""
BAN: Final = "ban:"
"""A ban closes the entry: followed by its ground."""
MANUAL: Final = "manual"
"""Other law decides the entry (D-9)."""
LIMIT: Final = "limit"
"""The visa-free account, of the year or the window, has no room for it."""
UNBROKEN: Final = "unbroken"
"""The limit on one unbroken stay ends it earlier."""
GROUND: Final = "ground"
"""The paper or tie that makes the stay lawful ends earlier."""


class Wish(NamedTuple):
    """A trip wished for, both days included; ``leave`` is None where its exit is open.

    ``begins`` is the last day on which it can begin, ``ends`` the first on which it can end: they
    differ from the others where dates are vague. ``ends`` is None where nothing is known.
    """

    entry: int
    leave: int | None
    begins: int
    ends: int | None

    @classmethod
    def sure(cls, entry: int, leave: int | None) -> "Wish":
        """Return a trip whose dates are certain."""
        return cls(entry, leave, entry, leave)


class _Before(NamedTuple):
    """What goes before a trip: the last exit, the day to which a presence certainly lasts, the stays."""

    left: int | None
    busy: int
    visits: tuple[Visit, ...]

    def then(self, wish: Wish, until: int) -> "_Before":
        """Return what goes before the next trip once this one has lasted ``until`` a day."""
        busy = max(self.busy, until if wish.leave is None else wish.ends or 0)
        return _Before(until, busy, (*self.visits, _visit(wish.entry, until)))


class Obstacle(NamedTuple):
    """Why a trip cannot be made: ``by`` what.

    No trip of the same length or longer that is entered up to ``until`` can be made either; FOREVER
    where none ever can under the same law.
    """

    by: str
    until: int


class _Look(NamedTuple):
    """A trip held against what goes before it.

    ``last`` is its last lawful day, ``bans`` close entry after an exit as planned.
    """

    last: int | None
    obstacle: Obstacle | None
    bans: list[Ban]

    @property
    def broken_by(self) -> str | None:
        """Why the trip cannot be made, None where it can."""
        return None if self.obstacle is None else self.obstacle.by


def trips(line: Line, view: View, bans: list[Ban]) -> list[Trip]:
    """Return each plan in the order of entry; an earlier plan weighs on the later ones (D-30).

    ``view`` tells which of the ``bans`` close entry. A plan for a day that is past is none.
    """
    return Prospect(line, view, bans).trips()


class Prospect:
    """What lies ahead of one line: the trips planned, and others that might be."""

    __slots__ = ("_bans", "_begun", "_line", "_view", "plans")

    def __init__(
        self, line: Line, view: View, bans: list[Ban], planned: tuple[Plan, ...] | None = None
    ) -> None:
        """Read the plans of the case off the world of the line; ``planned`` are others in their stead.

        The case of a line with a present stay must have plans: only then its stays are kept apart.
        """
        self._line = line
        self._view = view
        self._bans = [ban for ban in bans if closes(ban, view)]
        self.plans = sorted(_plans(line.world, planned), key=lambda wish: wish.entry)
        self._begun: tuple[Line, _Before, list[Ban]] | None = None

    def trips(self) -> list[Trip]:
        """Return what becomes of each plan."""
        if not self.plans:
            return []
        ahead, before, bans = self._begin(self.plans[0].entry)
        made = list[Trip]()
        for number, wish in enumerate(self.plans):
            look = self._look(ahead, wish, before, bans)
            later = self.plans[number + 1 :]
            latest, breaks = look.last, tuple[int, ...]()
            if later:
                latest, until, broken = self._consequences(ahead, wish, look, before, later, bans)
                breaks = tuple(number + 1 + index for index in broken)
                ahead.draw(_visit(wish.entry, until), before.left)
                before, bans = before.then(wish, until), [*bans, *look.bans]
            made.append(_trip(wish, look, latest, breaks))
        return made

    def keep_possible(self) -> None:
        """Leave out the plans that cannot be made: nobody makes them."""
        looks = self._all(self.plans)
        self.plans = [plan for plan, look in zip(self.plans, looks, strict=True) if look.obstacle is None]

    def obstacle(self, wish: Wish) -> Obstacle | None:
        """Return why a trip beside the plans, all of them possible, cannot be made; None where it can.

        One that shares a day with a plan or makes it impossible is closed by :data:`OVERLAP`.
        """
        world = self._line.world
        if world.present is not None and world.present.stated is None and wish.entry < world.on + 2:
            return Obstacle(OVERLAP, world.on + 1)  # whoever is here leaves first, and is away for a day
        if any(_meet(wish, plan) for plan in self.plans):
            return Obstacle(OVERLAP, wish.entry)
        number = self._place(wish)
        looks = self._all([*self.plans[:number], wish, *self.plans[number:]])
        obstacle = looks.pop(number).obstacle
        if obstacle is None and any(look.obstacle is not None for look in looks):
            return Obstacle(OVERLAP, wish.entry)
        return obstacle

    def last_day(self, wish: Wish) -> int | None:
        """Return the last lawful day of a further trip, FOREVER where it has no end."""
        number = self._place(wish)
        return self._all([*self.plans[:number], wish])[number].last

    def _place(self, wish: Wish) -> int:
        return next((at for at, plan in enumerate(self.plans) if plan.entry > wish.entry), len(self.plans))

    # --- laying trips in a row ----------------------------------------------------------------

    def _begin(self, entry: int) -> tuple[Line, _Before, list[Ban]]:
        """Return the line as it goes on before a first trip, what goes before it, and what closes entry."""
        before = _before(self._line, entry)
        if self._begun is None or self._begun[1] != before:
            bans = self._bans
            present = self._line.world.present
            if present is not None and present.stated is not None:
                bans = [*bans, *self._bans_after(before.visits)]
            self._begun = self._line.left_on(before.left), before, bans
        line, before, bans = self._begun
        return line.twin(), before, bans

    def _all(self, wishes: Sequence[Wish]) -> list[_Look]:
        if not wishes:
            return []
        return list(self._row(*self._begin(wishes[0].entry), wishes))

    def _row(self, ahead: Line, before: _Before, bans: list[Ban], wishes: Sequence[Wish]) -> Iterator[_Look]:
        """Yield how each of the trips stands after those before it; an open one takes its first day only."""
        for wish in wishes:
            look = self._look(ahead, wish, before, bans)
            yield look
            if wish is not wishes[-1]:
                until = wish.entry if wish.leave is None else wish.leave
                ahead.draw(_visit(wish.entry, until), before.left)
                before, bans = before.then(wish, until), [*bans, *look.bans]

    def _look(self, ahead: Line, wish: Wish, before: _Before, bans: list[Ban]) -> _Look:
        """Return how a trip stands on the line as it is; the line is left as it was."""
        saved = ahead.mark()
        stretch = ahead.draw(_visit(wish.entry, None), before.left)
        first = stretch.pieces[0].ground if stretch.pieces else None
        last = None if first in {None, UNJUDGED} else stretch.last_lawful(wish.entry)
        over = last is None or (wish.leave is not None and wish.leave > last)
        obstacle = _end_of(ahead, stretch, last) if over else None
        ahead.back_to(saved)
        fresh = list[Ban]()
        if over and wish.leave is not None:
            fresh = list(self._bans_after((*before.visits, _visit(wish.entry, wish.leave))))
        ban = _closing(bans, wish.entry)
        if wish.begins < before.busy:
            obstacle = Obstacle(OVERLAP, wish.entry)
        elif ban is not None:
            obstacle = Obstacle(BAN + ban.ground, FOREVER if ban.until is None else ban.until.toordinal())
        return _Look(last, obstacle, fresh)

    def _consequences(  # noqa: PLR0913, PLR0917 - a trip, what goes before it and what comes after
        self,
        ahead: Line,
        wish: Wish,
        look: _Look,
        before: _Before,
        later: list[Wish],
        bans: list[Ban],
    ) -> tuple[int | None, int, list[int]]:
        """Return the latest exit that leaves the later trips possible, the exit taken, and which it breaks.

        A later trip that is not possible without this one either does not depend on it.
        """
        without = [other.obstacle is None for other in self._row(ahead.twin(), before, bans, later)]

        def broken(leave: int, closing: list[Ban]) -> list[int]:
            line = ahead.twin()
            line.draw(_visit(wish.entry, leave), before.left)
            taken = wish if leave == wish.leave else Wish.sure(wish.entry, leave)
            row = self._row(line, before.then(taken, leave), closing, later)
            return [
                number
                for number, (other, free) in enumerate(zip(row, without, strict=True))
                if free and other.obstacle is not None
            ]

        latest = look.last
        if latest is not None and any(without):
            latest = min(latest, max(wish.entry, later[without.index(True)].entry))
            if broken(latest, bans):
                # Each day more takes room away and gives none, so the last good exit is found by halving.
                good, bad = wish.entry - 1, latest
                while bad - good > 1:
                    middle = (good + bad) // 2
                    good, bad = (good, middle) if broken(middle, bans) else (middle, bad)
                latest = good if good >= wish.entry else None
        if wish.leave is not None:
            return latest, wish.leave, broken(wish.leave, [*bans, *look.bans])
        until = wish.entry if latest is None or latest >= FOREVER else latest
        return latest, until, broken(until, bans)

    def _bans_after(self, visits: tuple[Visit, ...]) -> Iterator[Ban]:
        """Yield the bans that close entry because of the last of the visits, which is over."""
        line, last = self._line, visits[-1]
        on = last.entry if last.leave is None else last.leave + 1
        drawn = Line(line.world._replace(on=on, visits=list(visits)), line.book, line.view, line.suspension)
        for found in stay_bans(drawn):
            if found.entry == last.entry and closes(found.ban, self._view):
                yield found.ban


def _trip(wish: Wish, look: _Look, latest: int | None, breaks: tuple[int, ...]) -> Trip:
    return Trip(
        entry=day_of(wish.entry),
        exit=None if wish.leave is None else day_of(wish.leave),
        last_day=_day(look.last),
        ok=look.obstacle is None,
        latest_exit=_day(latest),
        broken_by=look.broken_by,
        breaks=breaks,
    )


def _meet(one: Wish, other: Wish) -> bool:
    """Return whether two trips share a day; one with an open exit has its first day only."""
    first, second = sorted((one, other), key=lambda wish: wish.entry)
    return second.entry <= (first.entry if first.leave is None else first.leave)


def _day(day: int | None) -> date | None:
    return None if day is None or day >= FOREVER else day_of(day)


def _visit(entry: int, leave: int | None) -> Visit:
    return Visit(entry, leave, leave, None, visa=False)


def _end_of(line: Line, stretch: Stretch, last: int | None) -> Obstacle:
    """Return what does not let the stay just drawn begin, or go on after its last lawful day."""
    entry = stretch.visit.entry
    if last is None and stretch.pieces and stretch.pieces[0].ground == UNJUDGED:
        return Obstacle(MANUAL, entry)
    if last is not None and stretch.pieces[stretch.at(last)].ground != VISA_FREE:
        return Obstacle(GROUND, last)  # it began before today, so it covers every entry up to its end
    day = entry if last is None else last + 1
    era = line.account.era(day)
    first, end = line.account.window(day, entry)
    by = LIMIT if line.account.used(first, day - 1, lenient=False) >= era.limit else UNBROKEN
    spent = line.account.used(line.chain, day - 1, lenient=False)
    if line.chain == entry and day >= line.book.unbroken_since and spent >= line.book.unbroken_limit:
        return Obstacle(by, FOREVER)  # it has all that one stay may last
    if by == LIMIT and era.window == YEAR and first <= entry:
        # A later entry finds no more room in the year, and must so leave less of it.
        return Obstacle(by, max(entry, end - (day - entry)))
    return Obstacle(by, entry)


def _closing(bans: list[Ban], entry: int) -> Ban | None:
    """Return the ban that closes entry on the day, of several the one that lasts longest."""
    day = day_of(entry)
    closing = [
        ban
        for ban in bans
        if (ban.first is None or ban.first <= day) and (ban.until is None or day <= ban.until)
    ]
    return max(closing, key=lambda ban: date.max if ban.until is None else ban.until, default=None)


def _plans(world: World, planned: tuple[Plan, ...] | None) -> Iterator[Wish]:
    """Yield the plans as the corner of the world has them, those without any entry date left out."""
    corner = world.corner
    for plan in world.case.planned if planned is None else planned:
        entry = _end(plan.entry, late=corner.entry)
        if entry is None or entry < world.on:
            continue
        leave = None if plan.exit is None else _end(plan.exit, late=corner.leave)
        yield Wish(
            entry,
            None if leave is None else max(leave, entry),
            _end(plan.entry, late=True) or FOREVER,
            None if plan.exit is None else _end(plan.exit, late=False),
        )


def left_before(line: Line, entry: int) -> int | None:
    """Return the last exit before a first trip that is entered on a day, as planned or taken to be."""
    return _before(line, entry).left


def _before(line: Line, entry: int) -> _Before:
    """Return what goes before a first trip; the present stay ends as stated, or on its last lawful day.

    Without a stated exit the person is taken to be away for a full day before the trip.
    """
    world = line.world
    visit = world.present
    if visit is None:
        return _Before(world.visits[-1].leave if world.visits else None, 0, tuple(world.visits))
    stretch = line.stretches[-1]
    last = world.on if stretch.overstay(world.on) else stretch.last_lawful(world.on)
    leave = min(last, entry - 2) if visit.stated is None else min(visit.stated, entry)
    left = max(leave, visit.entry, min(world.on, entry))
    stated = [stay.exit.first.toordinal() for stay in world.case.stays if stay.exit and stay.exit.first]
    return _Before(left, max(stated, default=0), (*world.visits[:-1], visit._replace(leave=left)))


def _end(when: When, *, late: bool) -> int | None:
    day = when.last if late else when.first
    return None if day is None else day.toordinal()
