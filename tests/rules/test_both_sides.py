"""Every duty and every ground for a ban has readable cases on both sides of its boundary day.

The boundary cases of single provisions write themselves (``test_boundaries``); here the cases that a lawyer
reads are looked through: for each duty one that is open on its last day and one missed on the next;
for each ground two people who differ in one day, or one word, one with the ground and one without.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import combinations
from typing import Any, Final, TypeAlias

import pytest

from bot.lawbook import load_law
from rules.level import ACTIONS
from tests.rules.test_cases import CASES

Table: TypeAlias = Mapping[str, Any]

DAY: Final = timedelta(days=1)
ALWAYS_DONE: Final = frozenset({"entry_statement"})
"""Listed only where its day is known, so never open or missed (D-27)."""
GROUNDS: Final = sorted(
    {each.id.removeprefix("ban.") for each in load_law().provisions if each.id.startswith("ban.")}
)
HELD: Final = [case for _, case in CASES if "expect" in case and "waits" not in case]


@pytest.mark.parametrize("duty", sorted(ACTIONS.keys() - ALWAYS_DONE))
def test_a_duty_is_shown_on_its_last_day_and_the_day_after(duty: str) -> None:
    """One case has the duty open on the day it is due, another has it missed a day later."""
    shown = {
        (each.get("state"), (case["on"] - each["due"]).days)
        for case in HELD
        for each in _listed(case["expect"].get("duties", {}).get(duty))
        if "due" in each
    }
    assert ("open", 0) in shown, "no case is asked about on the last day"
    assert ("missed", 1) in shown, "no case is asked about on the day after"


def _listed(duty: object) -> list[Table]:
    match duty:
        case list():
            return duty
        case Mapping():
            return [duty]
        case _:
            return []


@pytest.mark.parametrize("ground", GROUNDS)
def test_a_ground_for_a_ban_is_shown_on_both_sides(ground: str) -> None:
    """Two cases differ in one day, or in one word, and the ground is in one of them alone."""
    sides: dict[bool, list[Table]] = {True: [], False: []}
    for case in HELD:
        if (there := _has(case["expect"], ground)) is not None:
            sides[there].append(case)
    pairs = [
        (one["name"], other["name"]) for one in sides[True] for other in sides[False] if _near(one, other)
    ]
    assert pairs, f"{len(sides[True])} cases with it, {len(sides[False])} without, none a day apart"


def _has(expect: Table, ground: str) -> bool | None:
    """Return whether the case says that the ground is there, or that it is not; None where it is silent."""
    if ground in expect.get("no_bans", ()):
        return False
    named = [ban["ground"] for key in ("bans", "bans_include") for ban in expect.get(key, ())]
    if ground in named:
        return True
    return False if "bans" in expect else None


def _near(one: Table, other: Table) -> bool:
    apart = list(_differences((one["facts"], one["on"]), (other["facts"], other["on"])))
    return len(apart) == 1 and _is_step(*apart[0])


def _is_step(one: object, other: object) -> bool:
    if isinstance(one, date) and isinstance(other, date):
        return abs(one - other) == DAY
    return isinstance(one, (bool, str)) and isinstance(other, (bool, str))


def _differences(one: Any, other: Any) -> Iterator[tuple[object, object]]:  # noqa: ANN401 - any part of a case
    """Yield the values in which two parts of cases differ, themselves where they differ in shape."""
    if isinstance(one, Mapping) and isinstance(other, Mapping) and one.keys() == other.keys():
        for key in one:
            yield from _differences(one[key], other[key])
    elif isinstance(one, (list, tuple)) and isinstance(other, type(one)) and len(one) == len(other):
        for pair in zip(one, other, strict=True):
            yield from _differences(*pair)
    elif one != other:
        yield one, other


def test_the_two_sides_of_something_are_told_apart() -> None:
    """One day and one word are a step; two days, or two differences, are not."""
    day = date(2026, 3, 1)
    assert _near({"facts": {"a": day}, "on": day}, {"facts": {"a": day + DAY}, "on": day})
    assert not _near({"facts": {"a": day}, "on": day}, {"facts": {"a": day + 2 * DAY}, "on": day})
    for one, other in combinations([{"a": day, "b": True}, {"a": day + DAY, "b": False}], 2):
        assert not _near({"facts": one, "on": day}, {"facts": other, "on": day})
