"""All workers together keep the pace, wait when told to, and are not stopped by a clock that jumps."""

import asyncio
from datetime import datetime, timedelta
from itertools import pairwise
from math import inf

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.settings import Place
from bot.store import Store
from tests.bot.databases import behind
from tests.bot.outboxes import DAY, HOUR, MINUTE, NOW

SECOND = timedelta(seconds=1)
NOTHING = timedelta(0)


async def test_the_first_turn_is_now(kept_in: Store) -> None:
    """Who has sent nothing for a while waits for nothing."""
    assert await kept_in.budget.take(NOW, 25) == NOTHING
    assert await kept_in.budget.take(NOW + MINUTE, 25) == NOTHING


@pytest.mark.parametrize(
    ("rate", "space"), [(22.5, 1 / 20.25), (2, 1 / 1.8), (1, 1 / 0.9), (900, 1 / 810), (inf, 0)]
)
async def test_turns_lie_a_tenth_further_apart_than_the_pace(
    kept_in: Store, rate: float, space: float
) -> None:
    """One message may be quicker on its way than the one before: no second sees more all the same."""
    waits = [await kept_in.budget.take(NOW, rate) for _ in range(4)]
    steps = [(later - earlier).total_seconds() for earlier, later in pairwise(waits)]
    assert steps == pytest.approx([space] * 3, abs=2e-6)


@pytest.mark.parametrize("rate", [0, -1])
async def test_a_pace_at_which_nothing_is_sent_is_refused(kept_in: Store, rate: float) -> None:
    """It would be waited for without end."""
    with pytest.raises(ValueError, match="ever sent"):
        await kept_in.budget.take(NOW, rate)


async def test_nobody_gets_the_turn_of_another(kept_in: Store, other: Store) -> None:
    """However many take at once, from two stores: no second sees more than the pace."""
    taken = await asyncio.gather(
        *(store.budget.take(NOW, 25) for store in (kept_in, other) for _ in range(40))
    )
    at = sorted(wait.total_seconds() for wait in taken)
    assert len(set(at)) == 80
    assert max(sum(start <= one < start + 1 for one in at) for start in at) <= 25


async def test_everybody_waits_when_told_to(kept_in: Store, other: Store) -> None:
    """As long as the longest that was said."""
    for seconds in (30, 10):
        await other.budget.pause(NOW, seconds * SECOND)
    assert await kept_in.budget.paused(NOW + SECOND) == 29 * SECOND
    assert await kept_in.budget.paused(NOW + 30 * SECOND) == NOTHING


async def test_a_pause_moves_no_turn(kept_in: Store) -> None:
    """Who answers somebody does not wait for it, also where a worker was just taking a turn as it began."""
    await kept_in.budget.pause(NOW, MINUTE)
    assert [await kept_in.budget.take(NOW, 1 / 0.9) for _ in range(2)] == [NOTHING, SECOND]


async def test_a_long_pause_is_asked_about_again(kept_in: Store) -> None:
    """Within an hour, since what is further ahead counts as a clock that had jumped.

    Nor does a clock that is some minutes behind take it for one.
    """
    await kept_in.budget.pause(NOW, 5 * HOUR)
    assert await kept_in.budget.paused(NOW) == 55 * MINUTE
    assert await kept_in.budget.paused(NOW - 5 * MINUTE) == HOUR


@pytest.mark.parametrize(
    ("now", "waits"),
    [
        (NOW - 30 * MINUTE, 40 * MINUTE),
        (NOW - 2 * HOUR, NOTHING),
        (NOW - 400 * DAY, NOTHING),
        (NOW + 400 * DAY, NOTHING),
    ],
)
async def test_a_clock_that_jumped_stops_nobody(kept_in: Store, now: datetime, waits: timedelta) -> None:
    """What it had noted more than an hour ahead of the right time counts as now."""
    await kept_in.budget.pause(NOW, 10 * MINUTE)
    await kept_in.budget.take(NOW, 25)
    assert await kept_in.budget.paused(now) == waits
    assert (await kept_in.budget.take(now, 25)) - waits < SECOND
    await kept_in.budget.pause(now, MINUTE)
    assert await kept_in.budget.paused(now) == max(waits, MINUTE)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rate=st.sampled_from([1.0, 3.0, 25.0, 30.0]),
    steps=st.lists(st.integers(0, 1_500_000), min_size=1, max_size=40),
)
async def test_no_second_sees_more_than_the_pace(
    kept_in: Store, place: Place, rate: float, steps: list[int]
) -> None:
    """Whenever turns are taken, in no second that one chooses are there more than so many."""
    await behind(place, "UPDATE send_budget SET free_from = 0, paused_until = 0")
    now, sent = NOW, []
    for step in steps:
        now += timedelta(microseconds=step)
        sent.append(now + await kept_in.budget.take(now, rate))
    assert sent == sorted(sent)
    assert max(sum(start <= one < start + SECOND for one in sent) for start in sent) <= rate
