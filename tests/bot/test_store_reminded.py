"""Who is reminded is found by the rows of the outbox, and workers that save are not taken for the person."""

from datetime import UTC, datetime, timedelta
from unittest.mock import Mock

import pytest

from bot.settings import Place
from bot.store import Conflict, DamagedRow, Keep, Store, WrongKey, open_store
from bot.store.kept import LIFETIMES, Terms
from tests.bot.databases import behind, settings_for
from tests.bot.outboxes import CHAT, DAY, MINUTE, NOW, known, one
from tests.bot.test_store import key, loaded


async def test_only_the_person_is_heard(kept_in: Store) -> None:
    """A worker that saves leaves the moment as it is; the time of the person begins anew all the same."""
    kept = await kept_in.save(CHAT, {}, "remember", NOW, loaded=None)
    assert kept.heard == NOW
    kept = await kept_in.save(CHAT, {"n": 1}, None, NOW + 300 * DAY, loaded=kept, heard=False)
    assert kept == await loaded(kept_in, now=NOW + 600 * DAY)
    assert kept.heard == NOW
    kept = await kept_in.save(CHAT, {}, None, NOW + 301 * DAY, loaded=kept, update_id=5)
    assert kept.heard == NOW + 301 * DAY
    assert await kept_in.load(CHAT, NOW + 666 * DAY) is None


@pytest.mark.parametrize("keep", [None, "day", "remember"])
def test_who_was_kept_by_an_older_version_was_heard_when_it_was_saved(keep: Keep | None) -> None:
    """Only people saved then, so that the moment follows from that of the expiry."""
    until = datetime(2027, 11, 22, 20, 15, tzinfo=UTC)
    choice = "null" if keep is None else f'"{keep}"'
    written = f'{{"keep": {choice}, "until": "{until.isoformat()}", "answered": [4]}}'
    read = Terms.read(written.encode())
    assert read == Terms(keep, until, (4,), until - LIFETIMES[keep])
    assert Terms.read(read.written()) == read


async def test_a_row_leads_to_its_person(kept_in: Store) -> None:
    """As long as there is one whose time is not over."""
    await known(kept_in, CHAT, "a")
    who = (await one(kept_in)).who
    assert await kept_in.load_by(who, NOW) == (CHAT, await loaded(kept_in))
    assert await kept_in.load_by("0" * 64, NOW) is None
    assert await kept_in.load_by(who, NOW + 365 * DAY) is None
    assert await kept_in.forget(CHAT) is False, "it was erased"


@pytest.mark.parametrize("part", ["chat", "state", "terms"])
async def test_a_person_who_cannot_be_read(kept_in: Store, place: Place, part: str) -> None:
    """Is said to be so, and does not stop who goes through all of them."""
    for chat_id in (1, CHAT, 2):
        await known(kept_in, chat_id)
        await kept_in.outbox.look(chat_id, NOW)
    who = kept_in._safe.hashes(CHAT)[0]
    await behind(place, f"UPDATE person SET {part} = 'x' WHERE who = ?", who)  # noqa: S608 - our own words
    with pytest.raises(DamagedRow):
        await kept_in.load_by(who, NOW)
    seen, after, unreadable = [], "", Mock()
    while people := await kept_in.reminded(after, 1, unreadable):
        ((after, chat_id, _),) = people
        seen.append(chat_id)
    assert sorted(seen) == [1, 2]
    unreadable.assert_called_once_with()


@pytest.mark.parametrize("most", [1, 3, 100])
async def test_all_who_are_reminded_are_gone_through(kept_in: Store, most: int) -> None:
    """In order and in batches; not who is not looked at, and not whose chat is gone."""
    for chat_id in range(10):
        kept = await known(kept_in, chat_id)
        if chat_id < 8:
            await kept_in.outbox.look(chat_id, NOW)
        if chat_id == 5:
            await kept_in.outbox.cancel(kept_in._safe.hashes(5)[0], "blocked")
        assert kept.heard == NOW
    seen, after = [], ""
    while people := await kept_in.reminded(after, most, pytest.fail):
        seen += people
        after = people[-1][0]
    assert [who for who, _, _ in seen] == sorted(who for who, _, _ in seen)
    assert {chat_id: kept for _, chat_id, kept in seen} == {
        chat_id: await loaded(kept_in, chat_id) for chat_id in (0, 1, 2, 3, 4, 6, 7)
    }


async def test_a_worker_does_not_overwrite_the_person(kept_in: Store, other: Store) -> None:
    """Who has written meanwhile counts; nothing that the worker saw before is saved."""
    before = await known(kept_in)
    await kept_in.save(CHAT, {"n": 1}, None, NOW + MINUTE, loaded=before)
    with pytest.raises(Conflict):
        await other.save(CHAT, {"n": 2}, None, NOW + MINUTE, loaded=before, heard=False)
    assert (await loaded(kept_in)).data == {"n": 1}


async def test_rows_keep_a_key_in_use(place: Place) -> None:
    """The start refuses to go on without a key that any row needs, and says how many there are."""
    old, new = key(), key()
    async with await open_store(settings_for(place, old)) as store:
        kept = await known(store, CHAT, "a", "b")
    async with await open_store(settings_for(place, new, old)) as store:
        await store.save(CHAT, {}, None, NOW, loaded=kept)
    with pytest.raises(WrongKey, match="0 people, 2 reminders"):
        await open_store(settings_for(place, new))
    async with await open_store(settings_for(place, new, old)) as store:
        await store.outbox.cancel(store._safe.hashes(CHAT)[0], "gone")
        await store.outbox.tidy(NOW + timedelta(days=1))
    await (await open_store(settings_for(place, new))).close()
