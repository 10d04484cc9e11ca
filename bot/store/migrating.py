"""Bringing the tables of a database to those of this program: whole or not at all, and by one at a time."""

import asyncio
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.errors import DamagedStore
from bot.store.revisions import NEWEST, Standing, look

SCRIPTS: Final = "bot.store:migrations"
"""Where the revisions are: in this package, wherever it is installed."""
_ONE_AT_A_TIME: Final = asyncio.Lock()
"""Alembic tells its scripts what to work on through variables of its modules."""


async def standing(database: Database) -> Standing:
    """Look at a database without writing to it.

    Raises:
        StoreError: it is damaged, somebody else's, written by a newer program, or cannot be read.
    """
    async with database.naming():
        engine = database.connect("read")
        try:
            await database.check(engine)
            async with engine.connect() as connection:
                return _ours(database, await connection.run_sync(look, database.place))
        finally:
            await engine.dispose()


async def migrate(database: Database) -> Standing:
    """Bring the tables to the newest revision; return how they stood before.

    Any number of processes may do so at once: one does it, the others wait, and then find nothing to do.
    Where one is stopped half-way, nothing was done.

    Raises:
        StoreError: as for :func:`standing`, or it cannot be written; nothing was changed.
    """
    async with database.naming(), database.alone() as connection:
        before = _ours(database, await connection.run_sync(look, database.place))
        if not before.needs_nothing:
            await _upgrade(connection, before)
    return before


async def fill(database: Database) -> None:
    """Make the tables in a new database."""
    async with database.alone() as connection:
        await _upgrade(connection, Standing(None))


def _ours(database: Database, found: Standing) -> Standing:
    """Let a database pass that has our tables, or waits for them.

    Raises:
        DamagedStore: it is somebody else's.
    """
    if found.revision is None and not database.begins_empty:
        raise DamagedStore(database.place, "its tables are missing")
    return found


async def _upgrade(connection: AsyncConnection, before: Standing) -> None:
    async with _ONE_AT_A_TIME:
        await connection.run_sync(_run, before)


def _run(connection: Connection, before: Standing) -> None:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", SCRIPTS)
    if before.revision is not None and not before.says_so:
        command.stamp(config, before.revision)
    command.upgrade(config, NEWEST)
