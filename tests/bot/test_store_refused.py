"""What is wrong with a store is told alike by every database, and nothing in it is changed."""

import asyncio
from datetime import UTC, datetime

import pytest
from cryptography.fernet import Fernet

from bot.settings import Place
from bot.store import (
    DamagedRow,
    DamagedStore,
    Store,
    StoreBusy,
    StoreError,
    UnknownSchema,
    WrongKey,
    open_store,
)
from tests.bot.databases import behind, holding, settings_for

NOW = datetime(2026, 11, 22, 20, 15, tzinfo=UTC)
CHAT = 7_700_123_456
PEOPLE = 6


@pytest.fixture
async def filled(place: Place) -> Place:
    """Give a store of six people."""
    async with await open_store(settings_for(place)) as opened:
        for chat_id in range(PEOPLE):
            await opened.save(chat_id, {"n": chat_id}, "remember", NOW, loaded=None)
    return place


async def rows(place: Place) -> list[list[tuple[object, ...]] | str]:
    """Everything that is in the tables; the name of those that are not there."""
    held: list[list[tuple[object, ...]] | str] = []
    for table in ("alembic_version", "store", "person", "reminder", "send_budget", "law_review"):
        try:
            held.append(sorted(await behind(place, f"SELECT * FROM {table}"), key=str))  # noqa: S608 - our own
        except Exception:  # noqa: BLE001 - each database has an error of its own for this
            held.append(table)
    return held


async def refused(place: Place, kind: type[StoreError], *keys: str) -> str:
    """Open a store that must be refused, and see that nothing has changed; the message."""
    before = await rows(place)
    with pytest.raises(StoreError) as refusal:
        await open_store(settings_for(place, *keys))
    assert type(refusal.value) is kind
    assert await rows(place) == before
    assert str(refusal.value).startswith(str(place))
    assert kind.remedy
    assert kind.remedy in str(refusal.value)
    return str(refusal.value)


async def test_another_key_is_refused(filled: Place) -> None:
    """The message counts the people, and nothing is touched."""
    assert f"{PEOPLE} people" in await refused(filled, WrongKey, Fernet.generate_key().decode())
    async with await open_store(settings_for(filled)) as opened:
        assert await opened.load(5, NOW)


async def test_another_key_is_refused_by_an_empty_store(place: Place) -> None:
    """Also where nobody would be lost: the operator is about to make a mistake."""
    await (await open_store(settings_for(place))).close()
    await refused(place, WrongKey, Fernet.generate_key().decode())


@pytest.mark.parametrize(
    "damage",
    [
        "DROP TABLE store",
        "DROP TABLE send_budget",
        "DROP TABLE law_review",
        "ALTER TABLE person RENAME TO gone",
        "DELETE FROM store",
        "ALTER TABLE person RENAME COLUMN sealed_by TO another",
        "ALTER TABLE store DROP COLUMN sealed_by",
    ],
)
async def test_tables_that_are_not_whole_are_refused(filled: Place, damage: str) -> None:
    """However they were damaged, the message says where, and nothing is made up in their place."""
    await behind(filled, damage)
    await refused(filled, DamagedStore)


async def test_a_newer_version_is_refused(filled: Place) -> None:
    """An older program must not write into newer tables; those it cannot know are refused too."""
    await behind(filled, "UPDATE alembic_version SET version_num = ?", "9999")
    message = await refused(filled, UnknownSchema)
    assert "tables of revision 9999" in message
    assert "Start the version that wrote it" in message


@pytest.mark.parametrize("version", [0, 2, 99])
async def test_unknown_tables_from_before_revisions_are_refused(filled: Place, version: int) -> None:
    """Before there were revisions a number told the tables apart; only those of number 1 are known."""
    await behind(filled, "DROP TABLE alembic_version")
    await behind(filled, "UPDATE store SET schema_version = ?", version)
    assert f"tables {version}, here 1" in await refused(filled, UnknownSchema)


async def test_a_store_without_people_gets_its_mark_at_the_first_start(place: Place) -> None:
    """A migrated database has none until somebody comes with a key; two who come at once are welcome."""
    await (await open_store(settings_for(place))).close()
    await behind(place, "DELETE FROM store")
    for store in await asyncio.gather(*(open_store(settings_for(place)) for _ in range(3))):
        await store.close()
    assert len(await behind(place, "SELECT * FROM store")) == 1


async def test_a_database_held_by_another_program(filled: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a while of waiting the message says so; later it works again."""
    monkeypatch.setattr("bot.store.sqlite.BUSY_SECONDS", 0.05)
    monkeypatch.setattr("bot.store.postgres.LOCK_SECONDS", 0.05)
    async with await open_store(settings_for(filled)) as opened:
        async with holding(filled):
            with pytest.raises(StoreBusy):
                await opened.save(CHAT, {}, None, NOW, loaded=None)
            await refused(filled, StoreBusy)
        await opened.save(CHAT, {}, None, NOW, loaded=None)


async def test_damage_found_later_is_named(filled: Place) -> None:
    """A database that breaks while the bot runs gives the same words as at the start."""
    async with await open_store(settings_for(filled)) as opened:
        await behind(filled, "ALTER TABLE person RENAME TO gone")
        with pytest.raises(DamagedStore):
            await opened.load(1, NOW)
        with pytest.raises(DamagedStore):
            await opened.purge(NOW)


async def swapped(place: Place, column: str) -> Store:
    """Open a store where person 1 has one sealed value of person 2."""
    opened = await open_store(settings_for(place))
    first, second = (opened._safe.hashes(chat_id)[0] for chat_id in (1, 2))
    theirs = f"(SELECT {column} FROM person WHERE who = ?)"  # noqa: S608 - our own words
    await behind(place, f"UPDATE person SET {column} = {theirs} WHERE who = ?", second, first)  # noqa: S608
    return opened


@pytest.mark.parametrize("held", ["", "not sealed", "gAAAAA" + "A" * 200])
async def test_an_altered_value_is_refused(filled: Place, held: str) -> None:
    """Whoever can write to the database cannot make up anybody's answers."""
    async with await open_store(settings_for(filled)) as opened:
        who = opened._safe.hashes(1)[0]
        await behind(filled, "UPDATE person SET state = ? WHERE who = ?", held, who)
        with pytest.raises(DamagedRow):
            await opened.load(1, NOW)


@pytest.mark.parametrize("column", ["state", "terms"])
async def test_nobody_gets_the_answers_of_somebody_else(filled: Place, column: str) -> None:
    """A sealed value opens only in its own row; the person can still be forgotten and begin again."""
    async with await swapped(filled, column) as opened:
        with pytest.raises(DamagedRow):
            await opened.load(1, NOW)
        assert await opened.load(2, NOW)
        assert await opened.forget(1) is True
        assert await opened.load(1, NOW) is None


async def test_a_row_that_cannot_be_read_is_erased_a_day_late_at_most(filled: Place) -> None:
    """The hour of its expiry is lost with the rest, the day is not."""
    year = 365
    async with await swapped(filled, "terms") as opened:
        over = NOW.replace(year=NOW.year + 1)
        assert (over - NOW).days == year
        assert await opened.purge(over) == PEOPLE - 1
        assert await opened.purge(over.replace(day=over.day + 1)) == 1
