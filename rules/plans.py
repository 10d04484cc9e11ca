"""Trips not made yet, set against all that is known: how long each can last, and whether it can be made."""

from rules.assessment import Ban, Trip
from rules.days import FOREVER, day_of
from rules.line import UNJUDGED, Line
from rules.when import When
from rules.world import Visit, World


def trips(line: Line, closing: list[Ban]) -> list[Trip]:
    """Return each plan in the order of entry; an earlier plan weighs on the later ones (D-30).

    ``closing`` are the bans that close entry in this view. A plan for a day that is past is none.
    """
    world = line.world
    corner = world.corner
    planned = []
    for plan in world.case.planned:
        entry = _end(plan.entry, late=corner.entry)
        if entry is not None and entry >= world.on:
            leave = None if plan.exit is None else _end(plan.exit, late=corner.leave)
            planned.append((entry, leave if leave is None else max(leave, entry)))
    planned.sort(key=lambda each: each[0])
    if not planned:
        return []
    left = _left_before(world, line, planned[0][0])
    ahead = line.left_on(left)
    made = []
    for entry, leave in planned:
        made.append(_trip(ahead, entry, leave, left, closing))
        left = made[-1].exit.toordinal() if made[-1].exit else entry
    return made


def _trip(ahead: Line, entry: int, leave: int | None, left: int | None, closing: list[Ban]) -> Trip:
    visit = Visit(entry, None, None, None, visa=False)
    saved = ahead.mark()
    stretch = ahead.draw(visit, left)
    # An open stay is laid only as far as it is lawful; one that other law decides is not promised.
    opened = bool(stretch.pieces) and stretch.pieces[0].ground != UNJUDGED
    last = stretch.last_lawful(entry) if opened else None
    ahead.back_to(saved)
    until = leave if leave is not None else entry if last is None or last >= FOREVER else last
    ahead.draw(visit._replace(leave=until), left)
    banned = any(
        (ban.first is None or ban.first.toordinal() <= entry)
        and (ban.until is None or entry <= ban.until.toordinal())
        for ban in closing
    )
    fits = opened and (leave is None or last is None or leave <= last)
    last_day = None if last is None or last >= FOREVER else day_of(last)
    return Trip(day_of(entry), None if leave is None else day_of(leave), last_day, ok=fits and not banned)


def _left_before(world: World, line: Line, entry: int) -> int | None:
    """Return the last exit; the present stay is taken to end as stated, or on its last lawful day.

    Without a stated exit the person is taken to be away for a full day before the first plan.
    """
    visit = world.present
    if visit is None:
        return world.visits[-1].leave if world.visits else None
    stretch = line.stretches[-1]
    last = world.on if stretch.overstay(world.on) else stretch.last_lawful(world.on)
    leave = min(last, entry - 2) if visit.stated is None else min(visit.stated, entry)
    return max(leave, visit.entry, min(world.on, entry))


def _end(when: When, *, late: bool) -> int | None:
    day = when.last if late else when.first
    return None if day is None else day.toordinal()
