"""All that is particular to SQLite: how it is opened, checked, swept clean, and how it says no."""

import logging
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from sqlalchemy import URL, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.store.errors import DamagedStore, StoreBusy, StoreError, UnusablePlace

BUSY_SECONDS = 10
"""How long to wait for another program that writes to the same file."""

_PRAGMAS = (
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten with zeros
    "PRAGMA synchronous = NORMAL",  # whole after any crash; a checkpoint, and so forgetting, is synced
    "PRAGMA temp_store = MEMORY",  # nothing in temporary files
    "PRAGMA cell_size_check = ON",  # damage is found where it is met
    "PRAGMA trusted_schema = OFF",  # a schema put there by somebody else runs no functions
)

_ERRORS: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_BUSY: StoreBusy,
    sqlite3.SQLITE_LOCKED: StoreBusy,
    sqlite3.SQLITE_ERROR: DamagedStore,  # our statements are fixed: the tables are not ours
    sqlite3.SQLITE_CORRUPT: DamagedStore,
    sqlite3.SQLITE_NOTADB: DamagedStore,
    sqlite3.SQLITE_READONLY: UnusablePlace,
    sqlite3.SQLITE_CANTOPEN: UnusablePlace,
    sqlite3.SQLITE_PERM: UnusablePlace,
    sqlite3.SQLITE_AUTH: UnusablePlace,
    sqlite3.SQLITE_IOERR: UnusablePlace,
    sqlite3.SQLITE_FULL: UnusablePlace,
    sqlite3.SQLITE_PROTOCOL: StoreBusy,
}
_PRIMARY_CODE = 0xFF

_log = logging.getLogger(__name__)


def connect(path: Path, mode: Literal["ro", "rw", "rwc"]) -> AsyncEngine:
    """Make an engine for the file: to read, to read and write, or also to create it.

    It has one connection: SQLite has one writer, and waiting for it in a queue is fairer and faster
    than by its own sleeping and trying again. Every statement is a transaction by itself: one that
    reads before it writes could fail half-way, and beginning and ending take as long as the statement.
    """
    url = URL.create(
        "sqlite+aiosqlite", database=f"file:{quote(str(path))}", query={"mode": mode, "uri": "true"}
    )
    engine = create_async_engine(
        url,
        isolation_level="AUTOCOMMIT",
        skip_autocommit_rollback=True,
        connect_args={"timeout": BUSY_SECONDS},
        pool_size=1,
        max_overflow=0,
        hide_parameters=True,
    )
    event.listen(engine.sync_engine, "connect", _prepare)
    # Its debug lines hold every parameter of every statement.
    logging.getLogger("aiosqlite").setLevel(logging.INFO)
    return engine


async def use_log(engine: AsyncEngine) -> None:
    """Let the file have a write-ahead log for good: people are read while others are written."""
    async with engine.connect() as connection:
        await connection.exec_driver_sql("PRAGMA journal_mode = WAL")


async def check(engine: AsyncEngine, path: Path) -> None:
    """Look through the whole file for damage; about a second for each gigabyte.

    Raises:
        DamagedStore: where there is some.
    """
    async with engine.connect() as connection:
        found = (await connection.exec_driver_sql("PRAGMA quick_check(1)")).scalar_one()
    if found != "ok":
        raise DamagedStore(path)


async def scrub(engine: AsyncEngine) -> None:
    """Write the log into the database and empty it: what was deleted or replaced is gone from both."""
    async with engine.connect() as connection:
        row = (await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")).one()
    if row[0]:
        _log.warning("Another program reads the database: deleted data stays, sealed, until the next sweep.")


@asynccontextmanager
async def naming(path: Path) -> AsyncIterator[None]:
    """Turn what SQLite says into errors of the store that say what to do."""
    try:
        yield
    except DBAPIError as error:
        code = getattr(error.orig, "sqlite_errorcode", None)
        kind = _ERRORS.get(code & _PRIMARY_CODE) if isinstance(code, int) else None
        if kind is None:
            raise
        raise kind(path, str(error.orig)) from error


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - SQLAlchemy's adapted connection
    cursor = connection.cursor()
    try:
        for pragma in _PRAGMAS:
            cursor.execute(pragma)
    finally:
        cursor.close()
