"""Which of two answers is the worse one for the person, key by key.

The properties hold answers against each other with it: it knows the shape of an answer and the order
in which its values are bad, and nothing of how they are made.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

from rules.assessment import Answer, Ban, DutyState, Level, Status

STATUSES: Final[Mapping[Status, int]] = {"outside": 0, "lawful": 1, "manual": 2, "overstay": 3}
STATES: Final[Mapping[DutyState, int]] = {"done": 0, "open": 1, "missed": 2}
LEVELS: Final[Mapping[Level, int]] = {"green": 0, "amber": 1, "red": 2}


def _status(one: Answer, other: Answer) -> Iterator[str]:
    if STATUSES[one.status] > STATUSES[other.status]:
        yield f"status {one.status}, not {other.status}"


def _overstay_days(one: Answer, other: Answer) -> Iterator[str]:
    if one.status == other.status and one.overstay_days > other.overstay_days:
        yield f"overstay of {one.overstay_days} days, not {other.overstay_days}"


def _used(one: Answer, other: Answer) -> Iterator[str]:
    if one.status == other.status and one.days and other.days and one.days.used > other.days.used:
        yield f"{one.days.used} days used, not {other.days.used}"


def _last_day(one: Answer, other: Answer) -> Iterator[str]:
    """No last day of a lawful stay means that it has no end."""
    if one.status == other.status == "lawful" and _end(one.last_day) < _end(other.last_day):
        yield f"last day {one.last_day}, not {other.last_day}"


def _may_enter_from(one: Answer, other: Answer) -> Iterator[str]:
    """No day of entry means that nobody knows when the way is open."""
    if one.status == other.status == "outside" and _end(one.may_enter_from) > _end(other.may_enter_from):
        yield f"entry from {one.may_enter_from}, not {other.may_enter_from}"


def _bans(one: Answer, other: Answer) -> Iterator[str]:
    """For every ban stands one of its kind that ends no sooner."""
    if "manual" in {one.status, other.status}:
        return  # bans from stays are not given there (D-9)
    ends, against = _ends_by_ground(one), _ends_by_ground(other)
    for ground, days in ends.items():
        for place, until in enumerate(days):
            matching = against.get(ground, [])
            if place >= len(matching) or until > matching[place]:
                yield f"ban {ground} until {until}, not {matching[place:]}"


def _ends_by_ground(answer: Answer) -> dict[str, list[date]]:
    ends: dict[str, list[date]] = defaultdict(list)
    for ban in answer.bans:
        ends[_family(ban)].append(_end(ban.until))
    return {ground: sorted(days, reverse=True) for ground, days in ends.items()}


def _family(ban: Ban) -> str:
    """Return the ground, the bands of overstay being one (D-18), and removals, once or again (D-21)."""
    return next((name for name in ("overstay", "removal") if name in ban.ground), ban.ground)


def _duties(one: Answer, other: Answer) -> Iterator[str]:
    """Nothing is missed, nor due on an earlier day, of what stands in both."""
    if one.status != other.status:
        return  # what is due hangs on being inside (D-29)
    for name, (state, due) in _most_pressing(one).items():
        worst = _most_pressing(other).get(name)
        if worst is None:
            if state == "missed":
                yield f"duty {name} missed, not listed"
        elif state != "done" and (STATES[state], worst[1]) > (STATES[worst[0]], due):
            yield f"duty {name} {state} by {due}, not {worst[0]} by {worst[1]}"


def _most_pressing(answer: Answer) -> dict[str, tuple[DutyState, date]]:
    """Return of each duty the one in the worst state, of those the earliest."""
    found: dict[str, tuple[DutyState, date]] = {}
    for duty in sorted(answer.duties, key=lambda each: (-STATES[each.state], each.due)):
        found.setdefault(duty.duty, (duty.state, duty.due))
    return found


def _level(one: Answer, other: Answer) -> Iterator[str]:
    if one.status == other.status and LEVELS[one.level] > LEVELS[other.level]:
        yield f"level {one.level}, not {other.level}"


def _end(day: date | None) -> date:
    return date.max if day is None else day


KEYS: Final[Mapping[str, Callable[[Answer, Answer], Iterator[str]]]] = {
    "status": _status,
    "overstay_days": _overstay_days,
    "days": _used,
    "last_day": _last_day,
    "may_enter_from": _may_enter_from,
    "bans": _bans,
    "duties": _duties,
    "level": _level,
}
EVERY_KEY: Final = tuple(KEYS)


def worse(one: Answer, other: Answer, keys: tuple[str, ...] = EVERY_KEY) -> list[str]:
    """Return in which of the keys ``one`` is worse for the person than ``other``, one sentence each."""
    return [found for key in keys for found in KEYS[key](one, other)]
