"""The store opens what is its own, says what is wrong with the rest, and overwrites nothing, ever."""

import asyncio
import logging
import os
import shutil
import sqlite3
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.settings import Settings
from bot.store import (
    BrokenKey,
    DamagedStore,
    MissingKey,
    StoreError,
    UnusablePlace,
    WrongKey,
    open_store,
)

NOW = datetime(2026, 11, 22, 20, 15, tzinfo=UTC)
NAME = "muhlat.sqlite3"
CHAT = 7_700_123_456


def at(database: Path, *keys: str) -> Settings:
    """Settings for the store in this file."""
    return Settings("1:a", database=database, data_keys=keys)


@pytest.fixture
async def database(tmp_path: Path) -> Path:
    """Give a store of twenty people, with its key beside it."""
    path = tmp_path / "data" / NAME
    async with await open_store(at(path)) as opened:
        for chat_id in range(20):
            await opened.save(chat_id, {"n": chat_id}, "remember", NOW, loaded=None)
    return path


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below the folder; the index of the log is rebuilt by every reader and says nothing."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith("-shm")
    }


async def refused(settings: Settings, kind: type[StoreError]) -> str:
    """Open a store that must be refused, and see that no file has changed; the message."""
    assert isinstance(settings.database, Path)
    folder = settings.database.parent
    before = contents(folder)
    with pytest.raises(StoreError) as refusal:
        await open_store(settings)
    assert type(refusal.value) is kind
    after = {name: held for name, held in contents(folder).items() if held or name in before}
    assert after == before
    assert kind.remedy
    assert kind.remedy in str(refusal.value)
    return str(refusal.value)


async def test_a_new_store_is_private(tmp_path: Path) -> None:
    """Its folder for the owner only, its files too, also beside a careless umask."""
    path = tmp_path / "some" / "where?#%20 else" / NAME
    before = os.umask(0)
    try:
        async with await open_store(at(path)) as opened:
            await opened.save(CHAT, {}, None, NOW, loaded=None)
            modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    finally:
        os.umask(before)
    assert modes == dict.fromkeys((NAME, f"{NAME}.key", f"{NAME}-wal", f"{NAME}-shm"), 0o600)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert sorted(contents(path.parent)) == [NAME, f"{NAME}.key"], "closing leaves no log and no draft"


async def test_a_new_store_is_told_of(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Whoever has mistyped the place of an old one reads it in the log; of an old one nothing is said."""
    caplog.set_level(logging.INFO, "bot.store")
    await (await open_store(at(tmp_path / NAME))).close()
    assert caplog.messages == ["a new database was made: nobody is known in it"]
    caplog.clear()
    await (await open_store(at(tmp_path / NAME))).close()
    assert caplog.messages == []


async def test_files_that_others_could_read_are_closed_to_them(database: Path) -> None:
    """A copied or restored file may have lost its mode."""
    files = [database, database.with_name(f"{NAME}.key")]
    for file in files:
        file.chmod(0o644)
    await (await open_store(at(database))).close()
    assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600, 0o600]


async def test_a_given_key_is_not_written_down(tmp_path: Path) -> None:
    """With DATA_KEY set no key lies beside the database."""
    await (await open_store(at(tmp_path / NAME, Fernet.generate_key().decode()))).close()
    assert list(contents(tmp_path)) == [NAME]


async def test_many_may_open_a_new_store_at_once(tmp_path: Path) -> None:
    """One of them makes it; all of them have the same one, and the same key."""
    path = tmp_path / "data" / NAME
    stores = await asyncio.gather(*(open_store(at(path)) for _ in range(8)))
    await stores[0].save(CHAT, {"n": 1}, None, NOW, loaded=None)
    kept = [await each.load(CHAT, NOW) for each in stores]
    for each in stores:
        await each.close()
    assert [each and each.data for each in kept] == [{"n": 1}] * 8
    assert sorted(contents(path.parent)) == [NAME, f"{NAME}.key"]


async def test_another_key_changes_nothing_after_a_crash(database: Path) -> None:
    """A log that a crash left behind is still there for the right key."""
    crashed = database.parent.with_name("crashed")
    async with await open_store(at(database)) as opened:
        await opened.save(CHAT, {"n": 1}, None, NOW, loaded=None)
        shutil.copytree(database.parent, crashed)
    assert (crashed / f"{NAME}-wal").stat().st_size
    await refused(at(crashed / NAME, Fernet.generate_key().decode()), WrongKey)
    async with await open_store(at(crashed / NAME)) as opened:
        assert await opened.load(CHAT, NOW)


async def test_a_lost_key_is_not_replaced(database: Path) -> None:
    """A new key would make the loss final without a word."""
    database.with_name(f"{NAME}.key").unlink()
    assert f"{NAME}.key" in await refused(at(database), MissingKey)


@pytest.mark.parametrize("held", [b"", b"no key", b"\xff\xfe\x00", b"short,short"])
async def test_a_broken_key_file_is_refused(database: Path, held: bytes) -> None:
    """And left as it is."""
    database.with_name(f"{NAME}.key").write_bytes(held)
    await refused(at(database), BrokenKey)


async def test_a_key_file_outlives_its_database(database: Path) -> None:
    """Who moved the database away to begin anew keeps the key that backups need."""
    key = f"{NAME}.key"
    before = contents(database.parent)[key]
    gone(database)
    await (await open_store(at(database))).close()
    assert contents(database.parent)[key] == before


def gone(path: Path) -> None:
    """Somebody moved it away."""
    path.unlink()


def emptied(path: Path) -> None:
    """Nothing is left of it."""
    path.write_bytes(b"")


def another_file(path: Path) -> None:
    """A text stands there."""
    path.write_text("these are not the bytes of a database\n" * 100)


def cut(path: Path) -> None:
    """A copy that was broken off."""
    path.write_bytes(path.read_bytes()[:20_000])


def overwritten(path: Path) -> None:
    """Noise over all but the first page."""
    held = path.read_bytes()
    path.write_bytes(held[:4096] + b"\xaa" * (len(held) - 4096))


def first_page_lost(path: Path) -> None:
    """The header stands, the rest of the page is noise."""
    held = path.read_bytes()
    path.write_bytes(held[:100] + b"\x5a" * 3996 + held[4096:])


def another_program(path: Path) -> None:
    """A database, but not ours."""
    gone(path)
    sqlite3_run(path, "CREATE TABLE bookmarks (id INTEGER)")


def sqlite3_run(path: Path, statement: str, *values: object) -> None:
    """Change the database behind the store's back."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(statement, values)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


@pytest.mark.parametrize(
    "damage",
    [
        emptied,
        another_file,
        cut,
        overwritten,
        first_page_lost,
        another_program,
    ],
)
async def test_a_damaged_database_is_refused(database: Path, damage: Callable[[Path], None]) -> None:
    """However it was damaged, the message names the file and not one byte of it changes."""
    damage(database)
    assert str(database) in await refused(at(database), DamagedStore)


async def test_a_log_without_its_database_is_refused(database: Path) -> None:
    """SQLite would write the log of a lost database into a new one."""
    gone(database)
    another_file(database.with_name(f"{NAME}-wal"))
    assert f"{NAME}-wal" in await refused(at(database), DamagedStore)


async def test_a_folder_in_the_place_of_the_database_is_refused(tmp_path: Path) -> None:
    """Also a wrong path is no reason for a traceback."""
    (tmp_path / NAME).mkdir()
    assert "not a file" in await refused(at(tmp_path / NAME), DamagedStore)


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """With the system's reason."""
    (tmp_path / "taken").write_text("a file")
    message = await refused(at(tmp_path / "taken" / NAME), UnusablePlace)
    assert str(tmp_path / "taken" / NAME) in message


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that even root cannot write to")
async def test_a_folder_that_cannot_be_written_is_named() -> None:
    """The key is not even tried elsewhere."""
    with pytest.raises(UnusablePlace, match="/proc/self"):
        await open_store(at(Path("/proc/self") / NAME))
