"""Weighing worlds: of several drafts of one view, each key takes the worse or the better (D-15)."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from typing import Final, TypeVar

from rules.assessment import Account, Answer, Ban, Duty, DutyState, Status, Trip
from rules.bans.stays import BANDS
from rules.evaluate import Draft

STATUSES: Final[Mapping[Status, int]] = {"outside": 0, "lawful": 1, "manual": 2, "overstay": 3}
STATES: Final[Mapping[DutyState, int]] = {"done": 0, "open": 1, "missed": 2}

_Part = TypeVar("_Part")


def weigh(drafts: list[Draft], *, cautious: bool) -> tuple[Answer, Draft]:
    """Return the worst answer of the drafts, or the best, and the draft that its status comes from."""
    if len(drafts) == 1:
        return _answer(drafts[0]), drafts[0]
    chosen = (max if cautious else min)(drafts, key=_severity)
    pick = _worst if cautious else _best
    alike = [draft for draft in drafts if draft.status == chosen.status]
    entries = [draft.may_enter_from for draft in alike]
    answer = Answer(
        status=chosen.status,
        ground=chosen.ground,
        days=_account(chosen, drafts, cautious=cautious),
        last_day=chosen.last_day,
        overstay_days=(max if cautious else min)(draft.overstay_days for draft in alike),
        may_enter_from=pick(entries, _openness) if chosen.status == "outside" else None,
        duties=tuple(
            _paired(
                [draft.duties for draft in drafts],
                _duty_key,
                _worse_duty if cautious else _better_duty,
                every=not cautious,
            )
        ),
        bans=tuple(
            _paired(
                [draft.bans for draft in drafts],
                _ban_key,
                _later if cautious else _sooner,
                every=not cautious,
            )
        ),
        level="green",
        actions=(),
        planned=tuple(
            _paired(
                [draft.planned for draft in drafts], _any_trip, _harder if cautious else _easier, every=True
            )
        ),
    )
    return answer, chosen


def _answer(draft: Draft) -> Answer:
    """Return the answer of the only draft."""
    return Answer(
        status=draft.status,
        ground=draft.ground,
        days=draft.account,
        last_day=draft.last_day,
        overstay_days=draft.overstay_days,
        may_enter_from=draft.may_enter_from,
        duties=tuple(draft.duties),
        bans=tuple(draft.bans),
        level="green",
        actions=(),
        planned=tuple(draft.planned),
    )


def _severity(draft: Draft) -> tuple[int, int]:
    ahead = date.max if draft.last_day is None else draft.last_day
    return STATUSES[draft.status], -ahead.toordinal()


def _account(chosen: Draft, drafts: list[Draft], *, cautious: bool) -> Account | None:
    if chosen.account is None:
        return None
    known = [draft.account for draft in drafts if draft.account is not None]
    return (max if cautious else min)(known, key=lambda account: account.used)


def _worst(values: list[date | None], key: Callable[[date | None], date]) -> date | None:
    return max(values, key=key)


def _best(values: list[date | None], key: Callable[[date | None], date]) -> date | None:
    return min(values, key=key)


def _openness(day: date | None) -> date:
    return date.max if day is None else day


def _paired(
    lists: list[list[_Part]],
    key: Callable[[_Part], Hashable],
    choose: Callable[[_Part, _Part], _Part],
    *,
    every: bool,
) -> Iterable[_Part]:
    """Return one part for all that answer to each other in the lists: the same key, the same turn.

    ``every``: only what stands in every list.
    """
    if all(parts == lists[0] for parts in lists):
        return lists[0]
    found: dict[Hashable, _Part] = {}
    seen: dict[Hashable, int] = defaultdict(int)
    for parts in lists:
        turns: dict[Hashable, int] = defaultdict(int)
        for part in parts:
            kind = key(part)
            name = kind, turns[kind]
            turns[kind] += 1
            found[name] = choose(found[name], part) if name in found else part
            seen[name] += 1
    return [part for name, part in found.items() if not every or seen[name] == len(lists)]


def _duty_key(part: Duty) -> str:
    return part.duty


def _worse_duty(one: Duty, other: Duty) -> Duty:
    return one if one == other else max(one, other, key=_pressing)


def _better_duty(one: Duty, other: Duty) -> Duty:
    return one if one == other else min(one, other, key=_pressing)


def _pressing(part: Duty) -> tuple[int, int]:
    return STATES[part.state], -part.due.toordinal()


def _ban_key(part: Ban) -> str:
    """Return what bans answer to each other by: their ground, the bands of overstay being one (D-18)."""
    return "overstay" if f"ban.{part.ground}" in BANDS else part.ground


def _later(one: Ban, other: Ban) -> Ban:
    return max(one, other, key=lambda part: _openness(part.until))


def _sooner(one: Ban, other: Ban) -> Ban:
    return min(one, other, key=lambda part: _openness(part.until))


def _any_trip(part: Trip) -> None:  # noqa: ARG001 - plans answer to each other by their turn
    return None


def _harder(one: Trip, other: Trip) -> Trip:
    worse = min(one, other, key=lambda part: (part.ok, _openness(part.last_day)))
    breaks = tuple(sorted({*one.breaks, *other.breaks}))
    return worse._replace(latest_exit=_bounded(min(_latest(one), _latest(other))), breaks=breaks)


def _easier(one: Trip, other: Trip) -> Trip:
    better = max(one, other, key=lambda part: (part.ok, _openness(part.last_day)))
    breaks = tuple(number for number in one.breaks if number in other.breaks)
    return better._replace(latest_exit=_bounded(max(_latest(one), _latest(other))), breaks=breaks)


def _latest(part: Trip) -> date:
    """Return the latest exit; one that nothing bounds as the last day there is, none at all as the first."""
    if part.latest_exit is not None:
        return part.latest_exit
    return date.max if part.ok and part.last_day is None else date.min


def _bounded(day: date) -> date | None:
    return None if day in {date.min, date.max} else day
