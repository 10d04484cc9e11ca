"""The tables of reminders: a reminder goes with its person, and says nothing to who reads the database."""

import logging
import traceback
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel, insert

from bot.settings import Place
from bot.store import DamagedStore, Store, open_store
from bot.store.models import ReminderRow
from bot.store.outbox import Item
from tests.bot.databases import behind, settings_for
from tests.bot.test_store import key

NOW = datetime(2026, 11, 22, 20, 15, tzinfo=UTC)
CHAT = 7_700_123_456
FIRE_AT = int(NOW.timestamp()) + 86_400


def reminder(store: Store, number: int, chat_id: int = CHAT, state: str = "due") -> dict[str, object]:
    """Return the row of a reminder, about something of its own."""
    return {
        "id": number,
        "who": store._safe.hashes(chat_id)[0],
        "task": "remind",
        "topic": f"{number:064}",
        "fire_at": FIRE_AT,
        "try_at": FIRE_AT,
        "state": state,
        "attempts": 0,
        "sealed_by": store._safe.names[0],
        "content": store._safe.seal("reminder", str(number), b"patent until 2026-12-01", NOW.date()),
    }


async def put(store: Store, *rows: dict[str, object]) -> None:
    """Put reminders into the table."""
    async with store._engine.connect() as connection:
        await connection.execute(insert(ReminderRow), rows)


async def read(store: Store) -> list[dict[str, object]]:
    """Return all reminders."""
    async with store._engine.connect() as connection:
        rows = await connection.execute(SQLModel.metadata.tables["reminder"].select())
        return [dict(row._mapping) for row in rows]


@pytest.mark.parametrize("way", ["forget", "purge", "purge later", "load"])
async def test_whoever_is_forgotten_is_forgotten_with_every_reminder(kept_in: Store, way: str) -> None:
    """At once, however it comes about; those of others stay."""
    await kept_in.save(CHAT, {}, "day", NOW, loaded=None)
    await kept_in.save(1, {}, "remember", NOW, loaded=None)
    states = ("due", "claimed", "sent", "failed", "due")
    await put(kept_in, *(reminder(kept_in, number, state=state) for number, state in enumerate(states)))
    await put(kept_in, reminder(kept_in, 9, chat_id=1))
    match way:
        case "forget":
            await kept_in.forget(CHAT)
        case "load":
            await kept_in.load(CHAT, NOW + timedelta(days=1))
        case _:
            await kept_in.purge(NOW + timedelta(days=3 if way == "purge later" else 1))
    assert [row["id"] for row in await read(kept_in)] == [9]


async def test_a_change_of_key_keeps_reminders(place: Place) -> None:
    """The person gets another hash, and the reminders with it; they open, being sealed for their number."""
    old, new = key(), key()
    async with await open_store(settings_for(place, old)) as store:
        kept = await store.save(CHAT, {}, "remember", NOW, loaded=None)
        await put(store, reminder(store, 5))
    async with await open_store(settings_for(place, new, old)) as store:
        await store.save(CHAT, {}, None, NOW, loaded=kept)
        (row,) = await read(store)
        assert row["who"] == store._safe.hashes(CHAT)[0]
        assert store._safe.unseal("reminder", "5", str(row["content"])) == b"patent until 2026-12-01"


async def test_the_same_reminder_is_there_once(kept_in: Store) -> None:
    """Whoever plans twice, or beside another, cannot make two of it."""
    await kept_in.save(CHAT, {}, "remember", NOW, loaded=None)
    first = reminder(kept_in, 1)
    await put(kept_in, first)
    with pytest.raises(IntegrityError):
        await put(kept_in, first | {"id": 2})


async def test_the_budget_is_there(kept_in: Store, place: Place) -> None:
    """One row from the start, which nobody has to make."""
    assert await kept_in.load(CHAT, NOW) is None
    assert await behind(place, "SELECT * FROM send_budget") == [(1, 0, 0)]


async def test_a_reminder_shows_nothing_of_itself(kept_in: Store) -> None:
    """Neither its row in a log, nor its columns to who reads the database."""
    await kept_in.save(CHAT, {}, "remember", NOW, loaded=None)
    await put(kept_in, reminder(kept_in, 1))
    (row,) = await read(kept_in)
    shown = repr(ReminderRow(**row))  # type: ignore[arg-type]
    assert [told for told in (row["who"], row["topic"], row["content"]) if str(told) in shown] == []
    assert "patent" not in str(row)
    assert "2026-12-01" not in str(row)


async def test_what_it_is_about_is_sealed(kept_in: Store) -> None:
    """In the clear stands when, and how it goes; two people with the same plan have nothing in common.

    Sealed contents are of one length: a patent looks like a ban.
    """
    for chat_id in (CHAT, 1):
        kept = await kept_in.save(chat_id, {}, "remember", NOW, loaded=None)
        items = [Item("remind", about, NOW, {"about": about}) for about in ("patent", "leave before the ban")]
        await kept_in.outbox.replace(kept.revision, chat_id, items, NOW)
    rows = await read(kept_in)
    assert [told for told in ("patent", "ban", "about", str(CHAT)) if told in str(rows)] == []
    assert len({row["topic"] for row in rows}) == len({row["id"] for row in rows}) == 4
    assert len({len(str(row["content"])) for row in rows}) == 1
    assert {row["state"] for row in rows} == {"due"}


async def test_a_row_put_under_another_person_shows_it(kept_in: Store, place: Place) -> None:
    """Who can write to the database, and has no key, could else send one what is meant for another."""
    for chat_id in (CHAT, 1):
        await kept_in.save(chat_id, {}, "remember", NOW, loaded=None)
    await kept_in.outbox.put(CHAT, Item("once", "a", NOW, {}), NOW)
    who = kept_in._safe.hashes(1)[0]
    await behind(place, "UPDATE reminder SET who = ?", who)
    (claim,) = await kept_in.outbox.claim("ann", NOW, most=1, lease=timedelta(minutes=5))
    loaded = await kept_in.load_by(claim.who, NOW)
    assert loaded is not None
    assert (loaded[0], claim.chat_id) == (1, CHAT)


async def test_errors_and_logs_tell_nothing_of_what_is_sent(
    kept_in: Store, place: Place, request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither messages with all their causes, nor the log of the program or of the server."""
    nobody_else = 7_700_765_433
    caplog.set_level(logging.DEBUG)
    kept = await kept_in.save(nobody_else, {}, "remember", NOW, loaded=None)
    item = Item("remind", "patent", NOW, {"kind": "patent"})
    await kept_in.outbox.replace(kept.revision, nobody_else, [item], NOW)
    (row,) = await read(kept_in)
    await behind(place, "ALTER TABLE reminder RENAME TO gone")
    text = caplog.text
    for work in (
        kept_in.outbox.replace(kept.revision, nobody_else, [item], NOW),
        kept_in.outbox.look(nobody_else, NOW),
        kept_in.outbox.cancel(str(row["who"]), "gone"),
    ):
        with pytest.raises(DamagedStore) as told:
            await work
        text += "".join(traceback.format_exception(told.value))
    if not isinstance(place, Path):
        text += (request.getfixturevalue("postgres").folder / "log").read_text()
    hidden = (row["who"], row["topic"], str(row["content"])[:40], kept.revision, nobody_else)
    assert [part for part in hidden if str(part) in text] == []
    assert "'patent'" not in text
