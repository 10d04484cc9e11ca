"""After a change of the law one worker goes through everybody, and another goes on where it has stopped."""

from datetime import timedelta

import pytest

from bot.store import Store
from bot.store.review import Progress
from tests.bot.outboxes import DAY, HOUR, LEASE, MINUTE, NOW


async def test_the_first_law_is_merely_noted(kept_in: Store) -> None:
    """Nobody was assessed by another one before."""
    assert await kept_in.review.progress() is None
    assert await kept_in.review.claim("ann", NOW, LEASE) is None
    await kept_in.review.begin("law 1", NOW)
    assert await kept_in.review.progress() == Progress("law 1", NOW, NOW, "", 0, 0)
    assert await kept_in.review.claim("ann", NOW, LEASE) is None


async def test_another_law_begins_it_anew(kept_in: Store) -> None:
    """From the start, also where the last one was not done; the same law goes on as it was."""
    await kept_in.review.begin("law 1", NOW)
    for law in ("law 2", "law 3"):
        await kept_in.review.begin(law, NOW + MINUTE)
        assert await kept_in.review.claim("ann", NOW, LEASE) == Progress(law, NOW + MINUTE, None, "", 0, 0)
        assert await kept_in.review.advance("ann", "who", 3, 1, NOW, LEASE) is True
        await kept_in.review.begin(law, NOW + HOUR)
        assert await kept_in.review.progress() == Progress(law, NOW + MINUTE, None, "who", 3, 1)


async def test_one_worker_at_a_time(kept_in: Store, other: Store) -> None:
    """Another one goes on where it has stopped, once the lease is over; then the first has lost it."""
    await kept_in.review.begin("law 1", NOW)
    await kept_in.review.begin("law 2", NOW)
    assert await kept_in.review.claim("ann", NOW, LEASE)
    assert await other.review.claim("bob", NOW + MINUTE, LEASE) is None
    assert await kept_in.review.advance("ann", "b", 2, 1, NOW + 2 * MINUTE, LEASE) is True
    assert await other.review.claim("bob", NOW + LEASE, LEASE) is None, "the lease runs from the last step"
    taken = await other.review.claim("bob", NOW + 2 * MINUTE + LEASE, LEASE)
    assert taken == Progress("law 2", NOW, None, "b", 2, 1)
    assert await kept_in.review.advance("ann", "c", 1, 1, NOW, LEASE) is False
    assert await kept_in.review.finish("ann", NOW) is False
    assert await other.review.advance("bob", "d", 5, 0, NOW, LEASE) is True
    assert await other.review.finish("bob", NOW + HOUR) is True
    assert await other.review.progress() == Progress("law 2", NOW, NOW + HOUR, "d", 7, 1)
    assert await other.review.claim("bob", NOW + HOUR, LEASE) is None
    assert await other.review.advance("bob", "e", 1, 1, NOW, LEASE) is False


async def test_who_has_it_may_claim_it_again(kept_in: Store) -> None:
    """A worker that was only disturbed goes on at once."""
    await kept_in.review.begin("law 1", NOW)
    await kept_in.review.begin("law 2", NOW)
    assert await kept_in.review.claim("ann", NOW, LEASE) == await kept_in.review.claim("ann", NOW, LEASE)


@pytest.mark.parametrize(("jump", "free"), [(-5 * MINUTE, False), (-2 * HOUR, True), (400 * DAY, True)])
async def test_a_clock_that_jumped_keeps_it_from_nobody(
    kept_in: Store, jump: timedelta, *, free: bool
) -> None:
    """A lease of more than an hour was given by such a clock."""
    await kept_in.review.begin("law 1", NOW)
    await kept_in.review.begin("law 2", NOW)
    assert await kept_in.review.claim("ann", NOW, 9 * DAY)
    assert (await kept_in.review.claim("bob", NOW + jump, LEASE) is not None) is free
