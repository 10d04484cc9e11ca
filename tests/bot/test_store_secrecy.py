"""Nobody without the key learns anything, and what is forgotten is gone from the disk."""

import base64
import logging
import re
import struct
import traceback
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.engine import Row
from sqlmodel import select

from bot.settings import Place
from bot.store import Conflict, DamagedStore, Store, open_store
from bot.store.crypto import Safe
from bot.store.models import MarkRow, PersonRow
from tests.bot.databases import Server, behind, settings_for

NOW = datetime(2026, 11, 22, 20, 15, tzinfo=UTC)
CHAT = 7_700_123_456
WORD = "Khujand"
DATA = {"language": "tg", "case": {"citizenship": "Tajikistan", "told": WORD}}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Say where a store is of which every byte must go."""
    return tmp_path / "muhlat.sqlite3"


@pytest.fixture
async def in_file(database: Path) -> AsyncIterator[Store]:
    """Give a new store in that file."""
    async with await open_store(settings_for(database)) as opened:
        yield opened


def on_disk(database: Path) -> bytes:
    """All bytes beside the database, but for the key."""
    files = [path for path in database.parent.rglob("*") if path.is_file() and path.suffix != ".key"]
    return b"".join(path.read_bytes() for path in files)


async def row_of(kept_in: Store, chat_id: int) -> Row[PersonRow]:
    """Read the row as it stands."""
    who = kept_in._safe.hashes(chat_id)[0]
    async with kept_in._connection() as connection:
        rows = (await connection.execute(select(PersonRow))).all()
    return next(row for row in rows if row.who == who)


def pieces(row: Row[PersonRow]) -> set[bytes]:
    """Short pieces of all that is stored of a person: most of them lie within one page of the file."""
    # The first letters of a sealed value are the same for all of a day.
    texts = (row.who, row.chat[20:], row.state[20:], row.terms[20:])
    return {text[start : start + 24].encode() for text in texts for start in range(0, len(text) - 24, 150)}


def found(parts: set[bytes], database: Path) -> set[bytes]:
    """Those that are on the disk."""
    held = on_disk(database)
    return {part for part in parts if part in held}


async def test_only_the_day_is_in_the_clear(
    kept_in: Store, place: Place, request: pytest.FixtureRequest
) -> None:
    """A stolen database says how many people there are and on which day each expires; no more."""
    await kept_in.save(CHAT, DATA, "remember", NOW, loaded=None, update_id=987_654_321)
    if isinstance(place, Path):
        held = on_disk(place)
    else:
        held = await request.getfixturevalue("postgres").bytes_of(place)
    assert (await row_of(kept_in, CHAT)).who.encode() in held, "the test looks in the right place"
    for told in (WORD, "Tajikistan", "citizenship", '"language"', "remember", str(CHAT), "987654321"):
        assert told.encode() not in held
    assert CHAT.to_bytes(8, "big") not in held
    row = await row_of(kept_in, CHAT)
    assert re.fullmatch("[0-9a-f]{64}", row.who)
    assert row.expires_on.isoformat() == "2027-11-22"
    for sealed in (row.chat, row.state, row.terms):
        (made,) = struct.unpack(">xQ", base64.urlsafe_b64decode(sealed)[:9])
        assert datetime.fromtimestamp(made, UTC) == NOW.replace(hour=0, minute=0)


async def test_the_chat_is_kept_for_sending(kept_in: Store) -> None:
    """With the key the chat id is there: a reminder has to be sent somewhere."""
    await kept_in.save(CHAT, DATA, "remember", NOW, loaded=None)
    row = await row_of(kept_in, CHAT)
    assert kept_in._safe.unseal("chat", row.who, row.chat) == str(CHAT).encode()


async def test_the_length_does_not_tell_how_many_trips(kept_in: Store) -> None:
    """Sealed states come in few lengths."""
    kept = None
    lengths = set()
    for trips in range(40):
        kept = await kept_in.save(CHAT, {"t": ["2026-01-01"] * trips}, None, NOW, loaded=kept)
        lengths.add(len((await row_of(kept_in, CHAT)).state))
    assert len(lengths) == 2


def test_the_hash_needs_the_key() -> None:
    """Chat ids are few enough to try them all; without the key that leads nowhere."""
    key, other = (base64.urlsafe_b64encode(bytes([n]) * 32).decode() for n in (1, 2))
    assert Safe([key]).hashes(CHAT) == Safe([key]).hashes(CHAT)
    assert Safe([key]).hashes(CHAT) != Safe([other]).hashes(CHAT)
    assert Safe([key, other]).hashes(CHAT) == (*Safe([key]).hashes(CHAT), *Safe([other]).hashes(CHAT))
    assert key not in repr(Safe([key]))


@pytest.mark.parametrize("way", ["forget", "purge", "load"])
async def test_what_is_forgotten_is_gone_from_the_disk(in_file: Store, database: Path, way: str) -> None:
    """Not even the sealed bytes stay, neither of the last state nor of earlier ones, and others do."""
    big = DATA | {"trips": ["2026-01-01"] * 900}  # over several pages
    for neighbour in range(50):
        await in_file.save(neighbour, big, "remember", NOW, loaded=None)
    kept, gone = None, set()
    for n in range(20):
        kept = await in_file.save(CHAT, big | {"n": n}, "day", NOW, loaded=kept)
        gone |= pieces(await row_of(in_file, CHAT))
    assert len(found(gone, database)) > len(gone) / 2, "the test looks in the right place"

    later = NOW + timedelta(days=1)
    match way:
        case "forget":
            await in_file.forget(CHAT)
        case "purge":
            await in_file.purge(later)
        case _:
            await in_file.load(CHAT, later)

    assert found(gone, database) == set()
    stayed = pieces(await row_of(in_file, 7))
    assert len(found(stayed, database)) > len(stayed) / 2
    assert database.with_name(f"{database.name}-wal").stat().st_size == 0


async def test_a_crash_after_forgetting_is_swept_at_the_start(in_file: Store, database: Path) -> None:
    """A log that still holds erased bytes is emptied by the next start."""
    await in_file.save(CHAT, DATA, "day", NOW, loaded=None)
    state = (await row_of(in_file, CHAT)).state.encode()
    assert state in on_disk(database)
    async with in_file._connection() as connection:
        await connection.exec_driver_sql("DELETE FROM person")
    assert state in on_disk(database), "the log has it still"
    async with await open_store(settings_for(database)):
        assert state not in on_disk(database)


async def test_a_reader_does_not_keep_the_forgotten_for_ever(
    in_file: Store, database: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A backup that reads meanwhile delays the sweep; that is said, and the next sweep does it."""
    monkeypatch.setattr("bot.store.sqlite.BUSY_SECONDS", 0.05)
    async with await open_store(settings_for(database)) as impatient:
        await impatient.save(CHAT, DATA, "day", NOW, loaded=None)
        state = (await row_of(impatient, CHAT)).state.encode()
        async with in_file._connection() as reader:
            await reader.exec_driver_sql("BEGIN")
            await reader.exec_driver_sql("SELECT count(*) FROM person")
            assert await impatient.forget(CHAT) is True
            assert "deleted data stays, sealed, until the next sweep" in caplog.text
            await reader.exec_driver_sql("ROLLBACK")
        assert state in on_disk(database)
        await impatient.purge(NOW)
        assert state not in on_disk(database)


async def test_what_is_forgotten_cannot_be_read_from_a_server(postgres: Server) -> None:
    """It is gone for every statement at once; after a sweep its place is free for somebody else's row.

    What the server's disk, and its log of changes, hold of it until then is sealed.
    """
    async with postgres.database() as place, await open_store(settings_for(place)) as store:
        for chat_id in range(4):
            await store.save(chat_id, DATA, "remember", NOW, loaded=None)
        who = store._safe.hashes(1)[0]
        freed = await behind(place, "SELECT ctid::text FROM person WHERE who = ?", who)
        await store.forget(1)
        assert await behind(place, "SELECT count(*) FROM person") == [(3,)]
        await store.purge(NOW)
        await store.save(CHAT, DATA, "remember", NOW, loaded=None)
        taken = "SELECT ctid::text FROM person WHERE who = ?"
        assert await behind(place, taken, store._safe.hashes(CHAT)[0]) == freed
        held = await postgres.bytes_of(place)
    assert [told for told in (WORD, "Tajikistan", "citizenship", str(CHAT)) if told.encode() in held] == []


async def test_the_log_of_a_server_tells_nothing_of_people(postgres: Server) -> None:
    """Neither of two who begin at once, nor of a row that is refused, is there a word in it."""
    nobody_else = 7_700_765_432
    async with postgres.database() as place, await open_store(settings_for(place)) as store:
        kept = await store.save(nobody_else, DATA, "remember", NOW, loaded=None)
        row = await row_of(store, nobody_else)
        for loaded in (None, replace(kept, revision=5)):
            with pytest.raises(Conflict):
                await store.save(nobody_else, DATA, None, NOW, loaded=loaded)
        await behind(place, "ALTER TABLE person RENAME TO gone")
        with pytest.raises(DamagedStore):
            await store.save(nobody_else, DATA, None, NOW, loaded=None)
    said = (postgres.folder / "log").read_text()
    assert "does not exist" in said, "the test looks in the right place"
    assert [
        part for part in (str(nobody_else), WORD, row.who, row.state[:40], str(kept.revision)) if part in said
    ] == []


async def test_nothing_shows_itself(kept_in: Store, caplog: pytest.LogCaptureFixture) -> None:
    """Reprs end up in logs and reports; these are safe there."""
    caplog.set_level(logging.DEBUG)
    kept = await kept_in.save(CHAT, DATA, "remember", NOW, loaded=None, update_id=987_654_321)
    row = await row_of(kept_in, CHAT)
    person = PersonRow(**row._mapping)
    mark = MarkRow(id=1, schema_version=1, sealed_by=row.sealed_by)
    shown = f"{kept!r}{kept}{person!r}{person}{mark!r}{kept_in!r}{kept_in._safe!r}{caplog.text}"
    hidden = [str(CHAT), WORD, "Tajikistan", "remember", "987654321", str(kept.revision)]
    hidden += [row.who, row.chat, row.state, row.terms, row.sealed_by]
    assert [part for part in hidden if part in shown] == []


async def test_errors_tell_nothing_of_people(kept_in: Store) -> None:
    """Neither the messages nor the tracebacks with all their causes."""
    kept = await kept_in.save(CHAT, DATA, "remember", NOW, loaded=None)
    row = await row_of(kept_in, CHAT)
    told: list[Exception] = []
    with pytest.raises(Conflict) as conflict:
        await kept_in.save(CHAT, DATA, None, NOW, loaded=None)
    told.append(conflict.value)
    await kept_in.forget(CHAT)
    with pytest.raises(Conflict) as gone:
        await kept_in.save(CHAT, DATA, None, NOW, loaded=kept)
    told.append(gone.value)
    async with kept_in._connection() as connection:
        await connection.exec_driver_sql("ALTER TABLE person RENAME TO gone")
    with pytest.raises(DamagedStore) as damaged:
        await kept_in.save(CHAT, DATA, None, NOW, loaded=None)
    told.append(damaged.value)
    with pytest.raises(DamagedStore) as again:
        await kept_in.load(CHAT, NOW)
    told.append(again.value)
    text = "".join("".join(traceback.format_exception(error)) for error in told)
    assert [part for part in (str(CHAT), WORD, row.who, row.state[:40]) if part in text] == []
