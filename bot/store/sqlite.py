"""All that is particular to SQLite: how it is opened, checked, swept clean, and how it says no."""

import logging
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import URL, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.store import files
from bot.store.database import Database, Mode
from bot.store.errors import DamagedStore, StoreBusy, StoreError, UnusablePlace

BUSY_SECONDS = 10
"""How long to wait for another program that writes to the same file."""

_PRAGMAS = (
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten with zeros
    "PRAGMA synchronous = NORMAL",  # whole after any crash; a checkpoint, and so forgetting, is synced
    "PRAGMA temp_store = MEMORY",  # nothing in temporary files
    "PRAGMA cell_size_check = ON",  # damage is found where it is met
    "PRAGMA foreign_keys = ON",  # whoever is forgotten is forgotten with every reminder
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

_READ_BY_OTHERS = "Another program reads the database: deleted data stays, sealed, until the next sweep."

_log = logging.getLogger(__name__)


class Sqlite:
    """A file of our own; it is made, with its folder and key, where there is none."""

    begins_empty: Final = False

    def __init__(self, path: Path) -> None:
        self.place: Final = path

    async def prepare(
        self, keys: tuple[str, ...], fill: Callable[[Database], Awaitable[None]]
    ) -> tuple[str, ...]:
        """Return the keys, those given or those beside the file; make the file where there is none."""
        # First the database, then the key: who makes both makes the key first, so none is missed.
        there = files.has_database(self.place)
        known = keys or files.keys_beside(self.place, make=not there)
        if there:
            files.make_private(self.place)
        else:
            with files.new_file(self.place) as draft:
                new = Sqlite(draft)
                await new._use_log()
                await fill(new)
        return known

    def connect(self, mode: Mode) -> AsyncEngine:
        """Make an engine for the file.

        It has one connection: SQLite has one writer, and waiting for it in a queue is fairer and faster
        than by its own sleeping and trying again. Every statement is a transaction by itself: one that
        reads before it writes could fail half-way, and beginning and ending take as long as the statement.
        """
        return self._engine("ro" if mode == "read" else "rw")

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection in a transaction beside which nobody writes."""
        engine = self.connect("write")
        try:
            async with engine.connect() as connection:
                # A table that is made anew with another shape is dropped in between; nothing follows it.
                await connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
                await connection.exec_driver_sql("BEGIN EXCLUSIVE")
                yield connection
                await connection.exec_driver_sql("COMMIT")
        finally:
            await engine.dispose()  # a transaction that was not committed is rolled back

    async def check(self, engine: AsyncEngine) -> None:
        """Look through the whole file for damage; about a second for each gigabyte.

        Raises:
            DamagedStore: where there is some.
        """
        async with engine.connect() as connection:
            found = (await connection.exec_driver_sql("PRAGMA quick_check(1)")).scalar_one()
        if found != "ok":
            raise DamagedStore(self.place)

    async def time(self, _engine: AsyncEngine) -> None:
        """Return nothing: whoever opens the file has the clock of the same machine."""

    async def scrub(self, engine: AsyncEngine) -> None:
        """Write the log into the database and empty it: what was deleted or replaced is gone from both."""
        async with engine.connect() as connection:
            row = (await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")).one()
        if row[0]:
            _log.warning(_READ_BY_OTHERS)

    async def tidy(self, engine: AsyncEngine) -> None:
        """Do the same: there is nothing left to tidy after it."""
        await self.scrub(engine)

    @asynccontextmanager
    async def naming(self) -> AsyncIterator[None]:
        """Turn what SQLite says into errors of the store that say what to do."""
        try:
            yield
        except DBAPIError as error:
            code = getattr(error.orig, "sqlite_errorcode", None)
            kind = _ERRORS.get(code & _PRIMARY_CODE) if isinstance(code, int) else None
            if kind is None:
                raise
            raise kind(self.place, str(error.orig)) from error

    async def _use_log(self) -> None:
        """Make the file, with a write-ahead log for good: people are read while others are written."""
        engine = self._engine("rwc")
        try:
            async with engine.connect() as connection:
                await connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        finally:
            await engine.dispose()

    def _engine(self, mode: str) -> AsyncEngine:
        url = URL.create(
            "sqlite+aiosqlite", database=f"file:{quote(str(self.place))}", query={"mode": mode, "uri": "true"}
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


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - SQLAlchemy's adapted connection
    cursor = connection.cursor()
    try:
        for pragma in _PRAGMAS:
            cursor.execute(pragma)
    finally:
        cursor.close()
