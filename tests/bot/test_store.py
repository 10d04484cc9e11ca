"""What is saved comes back, nobody overwrites anybody unseen, and time that is over erases."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone

import pytest
from cryptography.fernet import Fernet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.settings import Place
from bot.store import Conflict, Keep, Kept, Store, WrongKey, open_store, store
from tests.bot.databases import settings_for

NOW = datetime(2026, 11, 22, 20, 15, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
CHAT = 7_700_123_456

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def key() -> str:
    """Make a new data key."""
    return Fernet.generate_key().decode()


async def loaded(kept_in: Store, chat_id: int = CHAT, now: datetime = NOW) -> Kept:
    """Load somebody who is there."""
    kept = await kept_in.load(chat_id, now)
    assert kept is not None
    return kept


async def test_nobody_is_known_at_first(kept_in: Store) -> None:
    """An empty store keeps nothing of anybody."""
    assert await kept_in.load(CHAT, NOW) is None
    assert await kept_in.forget(CHAT) is False
    assert await kept_in.purge(NOW) == 0


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    chat_id=st.integers(-(2**52), 2**52),
    data=st.dictionaries(st.text(), JSON, max_size=5),
    keep=st.sampled_from([None, "day", "remember"]),
    update_id=st.none() | st.integers(0, 2**63),
)
async def test_what_is_saved_comes_back(
    kept_in: Store, chat_id: int, data: dict[str, object], keep: Keep | None, update_id: int | None
) -> None:
    """Any state, of anybody, is loaded as it was saved, and as the saving said."""
    await kept_in.forget(chat_id)
    saved = await kept_in.save(chat_id, data, keep, NOW, loaded=None, update_id=update_id)
    kept = await loaded(kept_in, chat_id)
    assert kept == saved
    assert (kept.data, kept.keep) == (data, keep)
    assert update_id is None or kept.has_answered(update_id)


async def test_people_do_not_meet(kept_in: Store) -> None:
    """Each chat has its own row."""
    for chat_id in (1, -1, 11):
        await kept_in.save(chat_id, {"whose": chat_id}, None, NOW, loaded=None)
    await kept_in.forget(-1)
    assert [kept and kept.data for kept in [await kept_in.load(who, NOW) for who in (1, -1, 11)]] == [
        {"whose": 1},
        None,
        {"whose": 11},
    ]


async def test_people_are_found_after_a_restart(place: Place) -> None:
    """What was kept is on the disk, and its key too where it is not given."""
    async with await open_store(settings_for(place)) as first:
        await first.save(CHAT, {"n": 1}, "remember", NOW, loaded=None)
    async with await open_store(settings_for(place)) as second:
        assert (await loaded(second)).data == {"n": 1}


@pytest.mark.parametrize("shift", [timedelta(), timedelta(hours=3), timedelta(hours=-11)])
@pytest.mark.parametrize(
    ("keep", "lifetime"),
    [(None, DAY), ("day", DAY), ("remember", 365 * DAY)],
)
async def test_everything_has_its_time(
    kept_in: Store, keep: Keep | None, lifetime: timedelta, shift: timedelta
) -> None:
    """A person is kept to the minute, whatever the zone of the clock, and erased in the next sweep."""
    now = NOW.astimezone(timezone(shift))
    await kept_in.save(CHAT, {"n": 1}, keep, now, loaded=None)
    assert await kept_in.purge(now + lifetime - MINUTE) == 0
    assert await kept_in.load(CHAT, now + lifetime - MINUTE)
    assert await kept_in.purge(now + lifetime) == 1
    assert await kept_in.purge(now + lifetime) == 0


async def test_what_is_over_is_not_loaded(kept_in: Store) -> None:
    """Also where no sweep has come by, nobody goes on with answers of the day before."""
    await kept_in.save(CHAT, {"n": 1}, "day", NOW, loaded=None)
    assert await kept_in.load(CHAT, NOW + DAY) is None
    assert await kept_in.purge(NOW + DAY) == 0, "it was erased at once"
    await kept_in.save(CHAT, {"n": 2}, "day", NOW + DAY, loaded=None)


async def test_each_message_gives_new_time(kept_in: Store) -> None:
    """The time counts from the last message, and the choice stays without being said again."""
    first = await kept_in.save(CHAT, {}, "remember", NOW, loaded=None)
    second = await kept_in.save(CHAT, {}, None, NOW + 300 * DAY, loaded=first)
    assert second.keep == "remember"
    assert await kept_in.load(CHAT, NOW + 600 * DAY)
    third = await kept_in.save(CHAT, {}, "day", NOW + 600 * DAY, loaded=second)
    assert third.keep == "day"
    assert await kept_in.purge(NOW + 601 * DAY) == 1


async def test_a_sweep_takes_all_and_only_what_is_over(
    kept_in: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also over many batches, and over the end of the day."""
    monkeypatch.setattr(store, "_BATCH", 3)
    for hour in range(-30, 20):
        await kept_in.save(hour, {}, "day", NOW - DAY + timedelta(hours=hour), loaded=None)
    assert await kept_in.purge(NOW) == 31
    assert [bool(await kept_in.load(hour, NOW)) for hour in (-30, 0, 1, 19)] == [False, False, True, True]


async def test_a_sweep_spares_who_has_just_written(kept_in: Store, other: Store) -> None:
    """Between the sweep's look and its stroke another worker may save."""
    old = await kept_in.save(CHAT, {}, "day", NOW - DAY, loaded=None)
    (rows,) = [rows async for rows in kept_in._expiring(NOW.date())]
    await other.save(CHAT, {"n": 2}, "day", NOW, loaded=old)
    assert await kept_in._erase(rows) == 0
    assert (await loaded(kept_in)).data == {"n": 2}


async def test_forgetting_is_at_once_and_for_good(kept_in: Store, other: Store) -> None:
    """A step that began before does not bring a forgotten person back, nor overwrite a new beginning."""
    old = await kept_in.save(CHAT, {"n": 1}, "remember", NOW, loaded=None)
    assert await other.forget(CHAT) is True
    assert await kept_in.load(CHAT, NOW) is None
    with pytest.raises(Conflict):
        await kept_in.save(CHAT, {"n": 2}, None, NOW, loaded=old)
    assert await kept_in.load(CHAT, NOW) is None
    await other.save(CHAT, {"n": 3}, None, NOW, loaded=None)
    with pytest.raises(Conflict):
        await kept_in.save(CHAT, {"n": 2}, None, NOW, loaded=old)
    assert (await loaded(kept_in)).data == {"n": 3}


@pytest.mark.parametrize("known", [False, True])
async def test_two_workers_do_not_overwrite_each_other(kept_in: Store, other: Store, *, known: bool) -> None:
    """The second of two who loaded the same is told, and nothing of it is saved."""
    before = await kept_in.save(CHAT, {"n": 0}, "day", NOW, loaded=None) if known else None
    first = await other.save(CHAT, {"n": 1}, None, NOW, loaded=before, update_id=1)
    with pytest.raises(Conflict):
        await kept_in.save(CHAT, {"n": 2}, "remember", NOW, loaded=before, update_id=2)
    assert await loaded(kept_in) == first


async def test_nothing_is_lost_between_two_workers(kept_in: Store, other: Store) -> None:
    """Steps that load again after a conflict all count."""

    async def step(worker: Store) -> int:
        for conflicts in range(100):
            kept = await worker.load(CHAT, NOW)
            n = kept.data["n"] if kept else 0
            await asyncio.sleep(0)
            try:
                await worker.save(CHAT, {"n": n + 1}, None, NOW, loaded=kept)
            except Conflict:
                continue
            return conflicts
        raise AssertionError("never saved")

    conflicts = await asyncio.gather(*(step(worker) for worker in (kept_in, other) for _ in range(10)))
    assert (await loaded(other)).data == {"n": 20}
    assert sum(conflicts) > 0


async def test_updates_are_known_again(kept_in: Store) -> None:
    """The last sixteen, in whatever order they came: after a quiet week Telegram begins anew, lower."""
    kept = None
    updates = [*range(900, 920), 5, 917]
    for update_id in updates:
        kept = await kept_in.save(CHAT, {}, None, NOW, loaded=kept, update_id=update_id)
    kept = await loaded(kept_in)
    assert kept.answered == tuple(updates[-16:])
    assert [kept.has_answered(update_id) for update_id in (5, 917, 6, 900, 1000)] == [
        True,
        True,
        False,
        False,
        False,
    ]


async def test_a_moment_without_zone_is_refused(kept_in: Store) -> None:
    """Guessing the zone could keep somebody half a day too long."""
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        await kept_in.save(CHAT, {}, None, naive, loaded=None)
    with pytest.raises(ValueError, match="time zone"):
        await kept_in.purge(naive)


async def test_what_json_cannot_hold_is_not_saved(kept_in: Store) -> None:
    """And what was there before stays."""
    before = await kept_in.save(CHAT, {"n": 1}, None, NOW, loaded=None)
    with pytest.raises(ValueError, match="JSON"):
        await kept_in.save(CHAT, {"n": float("nan")}, None, NOW, loaded=before)
    with pytest.raises(TypeError, match="JSON"):
        await kept_in.save(CHAT, {"n": NOW}, None, NOW, loaded=before)
    assert await loaded(kept_in) == before


async def test_a_key_is_changed_without_losing_anybody(place: Place) -> None:
    """New rows and touched ones go over to the new key; the old one is needed until all have."""
    old, new = key(), key()
    async with await open_store(settings_for(place, old)) as before:
        await before.save(1, {"n": 1}, "remember", NOW, loaded=None)
        await before.save(2, {"n": 2}, "remember", NOW, loaded=None)
    async with await open_store(settings_for(place, new, old)) as between:
        first = await loaded(between, 1)
        await between.save(1, {"n": 11}, None, NOW, loaded=first)
        assert (await loaded(between, 1)).data == {"n": 11}
    with pytest.raises(WrongKey, match="1 people"):
        await open_store(settings_for(place, new))
    async with await open_store(settings_for(place, new, old)) as between:
        assert await between.forget(2) is True, "also a person under the old key is found"
    async with await open_store(settings_for(place, new)) as after:
        kept = await loaded(after, 1)
        assert (kept.data, kept.keep) == ({"n": 11}, "remember")
        assert await after.load(2, NOW) is None


async def test_rows_of_workers_with_different_keys(place: Place) -> None:
    """While workers change over, one person may get two rows: the newer key's counts, both are forgotten."""
    old, new = key(), key()
    async with (
        await open_store(settings_for(place, old)) as late,
        await open_store(settings_for(place, new, old)) as early,
    ):
        await early.save(CHAT, {"under": "new"}, None, NOW, loaded=None)
        assert await late.load(CHAT, NOW) is None
        await late.save(CHAT, {"under": "old"}, None, NOW, loaded=None)
        kept = await loaded(early)
        assert kept.data == {"under": "new"}
        await early.save(CHAT, {"under": "new", "n": 2}, None, NOW, loaded=kept)
        assert await early.forget(CHAT) is True
        assert await early.load(CHAT, NOW) is None
        assert await late.load(CHAT, NOW) is None
