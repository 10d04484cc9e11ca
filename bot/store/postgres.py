"""All that is particular to PostgreSQL: how it is reached, migrated alone, swept, and how it says no.

What the server says is never repeated: its messages and details hold the values of rows. Its name for the
error and the SQLSTATE are enough to look it up.
"""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Final

from sqlalchemy import URL, DateTime, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.settings import PostgresAddress
from bot.store.database import Database, Mode
from bot.store.errors import (
    DamagedStore,
    MissingKey,
    StoreBusy,
    StoreError,
    Unreachable,
    UnusablePlace,
)

_SECOND = 1000
STATEMENT_SECONDS = 30
"""How long a statement may take; ours take milliseconds, a sweep goes in batches."""
LOCK_SECONDS = 10
"""How long to wait for a row, or a table, that somebody else has locked."""
MIGRATION_SECONDS = 120
"""How long to wait for another process that migrates, or for its own turn at a table."""
_IDLE_SECONDS = 60
"""How long a transaction may hold its locks and do nothing, before the server breaks it off."""
_CONNECT_SECONDS = 10
_FORGET_AFTER = 1800
"""Seconds after which a connection is made anew: firewalls drop old ones without a word."""
_CONNECTIONS = 4
"""Kept open, by each process: a bot answers in bursts, and each statement takes about a millisecond."""
_MORE_CONNECTIONS = 4
_MIGRATION_LOCK = int.from_bytes(b"muhlat")
"""The number of the advisory lock; another program in the same database will have chosen another."""

SWEEP = "VACUUM (SKIP_LOCKED) person, reminder"

_BY_STATE: Final[dict[str, type[StoreError]]] = {
    "25006": UnusablePlace,  # a server that only repeats another
    "42501": Unreachable,  # the user may not
    "53100": UnusablePlace,  # the disk is full
    "55P03": StoreBusy,  # a lock is not given in time
    "57014": StoreBusy,  # a statement took too long
}
_BY_CLASS: Final[dict[str, type[StoreError]]] = {
    "08": Unreachable,  # the connection broke
    "28": Unreachable,  # the user or the password is wrong
    "3D": Unreachable,  # there is no such database
    "40": StoreBusy,  # it was rolled back for the sake of others
    "42": DamagedStore,  # our statements are fixed: the tables are not ours
    "53": StoreBusy,  # too many connections, no memory
    "57": Unreachable,  # the server stops or starts
    "58": UnusablePlace,  # its disk fails
    "XX": DamagedStore,
}
"""By the first two signs of an SQLSTATE."""

_log = logging.getLogger(__name__)


class Postgres:
    """A database that its operator made; tables come into it by ``muhlat migrate``."""

    begins_empty: Final = True

    def __init__(self, address: PostgresAddress) -> None:
        self.place: Final = address

    async def prepare(
        self, keys: tuple[str, ...], _fill: Callable[[Database], Awaitable[None]]
    ) -> tuple[str, ...]:
        """Return the keys that were given; nothing is made here, and no key is kept beside the data.

        Raises:
            MissingKey: where none was given.
        """
        if not keys:
            raise MissingKey(self.place)
        return keys

    def connect(self, mode: Mode) -> AsyncEngine:
        """Make an engine with a small pool, which notices a connection that broke while nobody used it."""
        return self._engine(mode, "AUTOCOMMIT", STATEMENT_SECONDS, LOCK_SECONDS)

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection in a transaction, as soon as nobody else has one to migrate."""
        engine = self._engine("write", "READ COMMITTED", 0, MIGRATION_SECONDS)
        try:
            async with engine.begin() as connection:
                await connection.execute(select(func.pg_advisory_xact_lock(_MIGRATION_LOCK)))
                yield connection
        finally:
            await engine.dispose()

    async def check(self, _engine: AsyncEngine) -> None:
        """Do nothing: the server checks the pages that it reads by itself."""

    async def time(self, engine: AsyncEngine) -> datetime | None:
        """Return the time of the server."""
        async with engine.connect() as connection:
            return await connection.scalar(select(func.clock_timestamp(type_=DateTime(timezone=True))))

    async def scrub(self, _engine: AsyncEngine) -> None:
        """Do nothing: what was deleted can no longer be read, and sweeping for each would take too long.

        The sealed bytes stay on the server's disk until :meth:`tidy` and later rows use the space again,
        and in its write-ahead log until that is recycled.
        """

    async def tidy(self, engine: AsyncEngine) -> None:
        """Give the space of deleted and replaced rows free to be written over.

        By itself PostgreSQL waits for a fifth of the table to be dead. Only pages with changes are read;
        it waits for nobody, and where another worker is at it, that is enough.
        """
        try:
            async with engine.connect() as connection:
                await connection.exec_driver_sql(SWEEP)
        except DBAPIError as error:
            _log.warning("the space of deleted rows is not free yet: %s", self._named(error))

    @asynccontextmanager
    async def naming(self) -> AsyncIterator[None]:
        """Turn what PostgreSQL and the way to it say into errors of the store, without their words."""
        try:
            yield
        except DBAPIError as error:
            raise self._named(error) from None
        except NoConnectionFree:
            raise StoreBusy(self.place, "all connections of this process are in use") from None
        except OSError as error:
            raise Unreachable(self.place, error.strerror or type(error).__name__) from None

    def _named(self, error: DBAPIError) -> StoreError:
        cause = error.orig.__cause__ if error.orig is not None else None
        state = getattr(error.orig, "sqlstate", None) or ""
        detail = " ".join(filter(None, (type(cause or error.orig).__name__, state)))
        kind = _BY_STATE.get(state) or _BY_CLASS.get(state[:2])
        if kind is None:
            kind = Unreachable if error.connection_invalidated or not state else StoreError
        return kind(self.place, detail)

    def _engine(self, mode: Mode, isolation: str, statement_seconds: int, lock_seconds: int) -> AsyncEngine:
        at = self.place
        return create_async_engine(
            URL.create("postgresql+asyncpg", at.user, at.password, None, None, at.database),
            isolation_level=isolation,
            skip_autocommit_rollback=isolation == "AUTOCOMMIT",
            pool_size=_CONNECTIONS,
            max_overflow=_MORE_CONNECTIONS,
            pool_timeout=LOCK_SECONDS,
            pool_pre_ping=True,
            pool_recycle=_FORGET_AFTER,
            pool_use_lifo=True,  # what a burst needed is closed by the server's firewall, not kept awake
            hide_parameters=True,
            connect_args={
                "host": at.host,
                "port": at.port,
                "ssl": at.ssl,
                "timeout": _CONNECT_SECONDS,
                "server_settings": {
                    "application_name": "muhlat",
                    "statement_timeout": str(round(statement_seconds * _SECOND)),
                    "lock_timeout": str(round(lock_seconds * _SECOND)),
                    "idle_in_transaction_session_timeout": str(_IDLE_SECONDS * _SECOND),
                    "default_transaction_read_only": "on" if mode == "read" else "off",
                },
            }
            # A server that has gone without a word says nothing of its own time limits.
            | ({"command_timeout": statement_seconds + LOCK_SECONDS} if statement_seconds else {}),
        )
