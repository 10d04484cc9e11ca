"""When somebody may come for so many days: the engine is asked of a trip on one day after another."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from rules.assess import BESIDE_THE_LINE, assess, views
from rules.assessment import Assessment
from rules.book import compiled
from rules.days import FOREVER, day_of, ordinal
from rules.evaluate import Draft
from rules.facts import Case, Plan
from rules.law import Law
from rules.plans.not_possible import NotPossible
from rules.plans.trips import BAN, MANUAL, Obstacle, Prospect, Wish
from rules.when import When
from rules.world import YEAR_AND_DAY

MOST_DAYS: Final = 36_525
"""A hundred years: a longer stay is asked about as one of so many days."""
BESIDE_ENTRY: Final = BESIDE_THE_LINE - {"discretionary_bans"}
"""Readings that neither close nor open a day of entry."""
TOO_LONG: Final = "too_long"
"""No single stay may last so long."""

_FREE: Final = 2 * YEAR_AND_DAY
"""So many days after everything known, nothing of it lies in the window of a stay that begins then."""
_DAY: Final = timedelta(days=1)


class Closed(NamedTuple):
    """Days of entry on which no such stay can begin, both included; ``last`` is None without an end.

    ``by`` is one of the words of :mod:`rules.plans.trips`.
    """

    by: str
    first: date
    last: date | None


class Opening(NamedTuple):
    """When a stay of some length can begin, in one view.

    ``first`` is its first possible day of entry, ``last_day`` the last lawful one after that entry,
    which may lie later than the stay wished for and is None where there is no end. ``closed`` tells
    what closes the days before. Where no day is possible ``never`` says why: ``ban:`` and the ground
    of a ban without an end, ``manual``, or ``too_long``.
    """

    first: date | None
    last_day: date | None
    closed: tuple[Closed, ...]
    never: str | None


class IfCame(NamedTuple):
    """When a stay of ``days`` days, entry and exit included, can begin from ``since`` on.

    ``longest`` is what one visa-free stay can last at the most. ``answer`` is the assessment with that
    trip planned (or the one that cannot be made), and the reasons.
    """

    days: int
    since: date
    longest: int
    cautious: Opening
    favourable: Opening
    answer: Assessment


def lengths(on: date, law: Law) -> tuple[int, ...]:
    """Return the stays worth asking about, in days: a third, two thirds and all of the longest visa-free one.

    Raises:
        LawNotInForce: the law is not recorded as far back as ``on``.
    """
    limit = law.on("stay.visa_free", on).number("limit")
    unbroken = compiled(law).find("stay.unbroken", ordinal(on))
    longest = limit if unbroken is None else min(limit, unbroken.number("limit"))
    return longest // 3, longest * 2 // 3, longest


def come_for(case: Case, on: date, days: int, law: Law, since: date | None = None) -> IfCame:
    """Return the first day of entry, from ``since`` on, of a stay of ``days`` days that is lawful throughout.

    Both the day of entry and that of exit are of the stay. The trips planned that are possible are
    made as planned, and none may become impossible. Somebody who is inside has left as stated, or on
    the last lawful day, and is abroad for a full day before.

    Raises:
        NotPossible: ``days`` is not a number of days; ``since`` lies before ``on``.
        LawNotInForce: the law is not recorded as far back as ``on``.
    """
    since = on if since is None else since
    if days < 1:
        raise NotPossible("no_days")
    if since < on:
        raise NotPossible("past", on)
    length = min(days, MOST_DAYS)
    careful, mild = views(_planning(case, since, length), on, law)
    cautious = _opening(careful, case, since, length, every=True)
    favourable = _opening(mild, case, since, length, every=False)
    # The reasoning is that of the trip itself, or of the one that cannot be made.
    answer = assess(_planning(case, cautious.first or since, length), on, law)
    disputes = tuple[str, ...]()
    if cautious.first != favourable.first:
        disputed = assess(_planning(case, favourable.first or since, length), on, law).disputes
        disputes = tuple(name for name in disputed if name not in BESIDE_ENTRY)
    steps = tuple(step for step in answer.trace if not step.rule.startswith("duty."))
    answer = answer._replace(disputes=disputes, trace=steps)
    return IfCame(days, since, lengths(on, law)[-1], cautious, favourable, answer)


def _planning(case: Case, entry: date, days: int) -> Case:
    trip = Plan(When.on(entry), When.on(entry + (days - 1) * _DAY))
    return case._replace(planned=(*case.planned, trip))


def _opening(drafts: Sequence[Draft], case: Case, since: date, days: int, *, every: bool) -> Opening:
    """Return the first day that is open in every one of the drafts, or in one of them."""
    judged = [draft for draft in drafts if draft.status != MANUAL]
    if not judged or (every and len(judged) < len(drafts)):
        return Opening(None, None, (Closed(MANUAL, since, None),), MANUAL)
    prospects = [Prospect(draft.line, draft.view, draft.bans, case.planned) for draft in judged]
    for each in prospects:
        each.keep_possible()
    eras = [era.since for era in judged[0].line.book.eras]
    day, far = ordinal(since), max(ordinal(since), *map(_busy_until, judged)) + _FREE
    closed = list[Closed]()
    while True:
        if day > far:
            # Everything known is out of every window: only other law could still open a day.
            later = next((first for first in eras if first > far), None)
            if later is None:
                by = closed[-1].by if closed[-1].by == MANUAL else TOO_LONG
                return Opening(None, None, (*closed[:-1], closed[-1]._replace(last=None)), by)
            far = later + _FREE
        wish = Wish.sure(day, day + days - 1)
        obstacles = [each.obstacle(wish) for each in prospects]
        found = [obstacle for obstacle in obstacles if obstacle is not None]
        if not (found if every else len(found) == len(obstacles)):
            free = [each for each, obstacle in zip(prospects, obstacles, strict=True) if obstacle is None]
            last = (min if every else max)(each.last_day(wish) or day for each in free)
            return Opening(day_of(day), None if last >= FOREVER else day_of(last), tuple(closed), None)
        stop = (max if every else min)(found, key=_until)
        endless, banned = stop.until >= FOREVER, stop.by.startswith(BAN)
        if endless and banned:
            return Opening(None, None, (*closed, Closed(stop.by, day_of(day), None)), stop.by)
        far = day if endless else max(far, stop.until + _FREE) if banned else far
        # What closes a day closes those after it only as long as the law stays what it is.
        other_law = next((first - days - 1 for first in eras if first > day), FOREVER)
        until = max(day, min(day if endless and other_law >= FOREVER else stop.until, other_law))
        _close(closed, stop.by, day, until)
        day = until + 1


def _until(obstacle: Obstacle) -> int:
    return obstacle.until


def _busy_until(draft: Draft) -> int:
    """Return a day after which nothing known of the person is still to come."""
    world, line = draft.world, draft.line
    ends = [trip.latest_exit or trip.exit or trip.entry for trip in draft.planned]
    last = line.stretches[-1].last_lawful(world.on) if world.present is not None else 0
    stated = 0 if world.present is None else world.present.stated or 0
    return max(world.on, stated, 0 if last >= FOREVER else last, *map(ordinal, ends))


def _close(closed: list[Closed], by: str, first: int, last: int) -> None:
    """Note that days of entry are closed; days closed by the same join."""
    if closed and closed[-1].by == by and closed[-1].last == day_of(first - 1):
        closed[-1] = closed[-1]._replace(last=day_of(last))
    else:
        closed.append(Closed(by, day_of(first), day_of(last)))
