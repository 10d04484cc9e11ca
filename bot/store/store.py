"""What is kept about people between two messages: as little and as long as they chose, and sealed."""

import json
import secrets
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from types import TracebackType
from typing import Any, Literal, Self

from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store import statements
from bot.store.crypto import Safe, Unreadable
from bot.store.database import Database
from bot.store.errors import Conflict, DamagedRow

Keep = Literal["day", "remember"]

LIFETIMES: Mapping[Keep | None, timedelta] = {
    # Before the choice, and for who chose that nothing be kept: long enough to go on tomorrow morning.
    None: timedelta(days=1),
    "day": timedelta(days=1),
    # The longest round of duties that a person is reminded of comes once a year: forgotten earlier,
    # somebody who needs nothing in between would not hear of the next one.
    "remember": timedelta(days=365),
}
"""How long a person is kept after the last message, by their choice."""

ANSWERED_KEPT = 16
"""How many of the last updates of a person are known again when Telegram repeats them.

They are compared one by one: numbers need not rise, since Telegram begins anew after a quiet week.
"""

_PADDING = 512
"""Sealed states have a multiple of this many bytes: their length does not tell how many trips they hold."""
_BATCH = 500
_NEW = 0
"""The revision of what is not there."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was loaded of one person; hand it back when saving. It shows nothing of itself."""

    data: dict[str, Any] = field(repr=False)
    keep: Keep | None = field(repr=False)
    revision: int = field(repr=False)
    answered: tuple[int, ...] = field(repr=False)

    def has_answered(self, update_id: int) -> bool:
        """Tell whether this update led to what is kept, so that its repetition needs no answer."""
        return update_id in self.answered


class Store:
    """The people of one database. Made by :func:`bot.store.open_store`.

    Every moment is an aware datetime. Any call may raise StoreBusy, DamagedStore, UnusablePlace or
    Unreachable. A save that was broken off may have been done: repeated, it is a Conflict.
    """

    def __init__(self, engine: AsyncEngine, database: Database, safe: Safe) -> None:
        self._engine = engine
        self._database = database
        self._safe = safe

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def load(self, chat_id: int, now: datetime) -> Kept | None:
        """Return what is kept of a person; None where nothing is, or where its time is over at ``now``.

        Raises:
            DamagedRow: where it cannot be read; nothing but forgetting helps.
        """
        hashes = self._safe.hashes(chat_id)
        async with self._connection() as connection:
            rows = (await connection.execute(statements.FIND, {"hashes": hashes})).all()
        if not rows:
            return None
        # Two rows can only come from workers with different keys; the one under the newest key counts.
        row = min(rows, key=lambda row: hashes.index(row.who))
        try:
            data = json.loads(self._safe.unseal("state", row.who, row.state))
            terms = _Terms.read(self._safe.unseal("terms", row.who, row.terms))
        except Unreadable:
            raise DamagedRow(self._database.place) from None
        if terms.until <= _utc(now):
            await self._erase([row])
            await self._scrub()
            return None
        return Kept(data, terms.keep, row.revision, terms.answered)

    async def save(  # noqa: PLR0913 - one row at once: who, what, until when, instead of what, after what
        self,
        chat_id: int,
        data: Mapping[str, Any],
        keep: Keep | None,
        now: datetime,
        *,
        loaded: Kept | None,
        update_id: int | None = None,
    ) -> Kept:
        """Keep ``data`` (of JSON's types) in place of what was ``loaded``, and return it as if loaded.

        ``keep`` None leaves the choice as it was. ``update_id`` is remembered as answered, in the same
        transaction: an update is done once, also where a worker dies half-way.

        Raises:
            Conflict: where something else was saved, or the person was forgotten, since the loading.
        """
        moment = _utc(now)
        choice = keep or (loaded.keep if loaded else None)
        answered = loaded.answered if loaded else ()
        if update_id is not None:
            answered = (*answered, update_id)[-ANSWERED_KEPT:]
        terms = _Terms(choice, moment + LIFETIMES[choice], answered)
        kept = Kept(dict(data), choice, secrets.randbits(62) + 1, answered)
        values = self._seal(chat_id, kept, terms, moment.date())
        async with self._connection() as connection:
            if loaded is None:
                result = await connection.execute(statements.ADD, values)
            else:
                before = {"hashes": self._safe.hashes(chat_id), "loaded": loaded.revision}
                result = await connection.execute(statements.REPLACE, before | statements.replacing(values))
        if not result.rowcount:
            raise Conflict(self._database.place)
        return kept

    async def forget(self, chat_id: int) -> bool:
        """Erase a person at once; tell whether anything was kept.

        From an SQLite file and its log the sealed bytes are gone too; a PostgreSQL server keeps them
        on its disk, where no statement reads them, until the space is used again.
        """
        async with self._connection() as connection:
            result = await connection.execute(statements.FORGET, {"hashes": self._safe.hashes(chat_id)})
        await self._scrub()
        return result.rowcount > 0

    async def purge(self, now: datetime) -> int:
        """Erase everybody whose time is over at ``now``; return how many. Safe to run anywhere, any time."""
        moment = _utc(now)
        erased = await self._forget_before(moment.date())
        async for rows in self._expiring(moment.date()):
            erased += await self._erase([row for row in rows if self._is_over(row, moment)])
        async with self._database.naming():
            await self._database.tidy(self._engine)
        return erased

    async def close(self) -> None:
        """Close the database; the log is written into it."""
        await self._engine.dispose()

    def _seal(self, chat_id: int, kept: Kept, terms: "_Terms", day: date) -> dict[str, Any]:
        who = self._safe.hashes(chat_id)[0]
        plain = {"chat": str(chat_id).encode(), "state": _padded(kept.data), "terms": terms.written()}
        return {
            "who": who,
            "revision": kept.revision,
            "expires_on": terms.until.date(),
            "sealed_by": self._safe.names[0],
        } | {place: self._safe.seal(place, who, value, day) for place, value in plain.items()}

    async def _forget_before(self, day: date) -> int:
        """Delete the rows that expired before a day, in batches: no statement takes long."""
        erased = 0
        while True:
            bounds = {"day": day, "most": _BATCH}
            async with self._connection() as connection:
                batch = (await connection.execute(statements.FORGET_BEFORE, bounds)).rowcount
            if not batch:
                return erased
            erased += batch

    async def _expiring(self, day: date) -> AsyncIterator[Sequence[Row[Any]]]:
        """Give the rows that expire in the course of a day, in batches."""
        last = ""
        while True:
            bounds = {"day": day, "after": last, "most": _BATCH}
            async with self._connection() as connection:
                rows = (await connection.execute(statements.EXPIRING, bounds)).all()
            if not rows:
                return
            yield rows
            last = rows[-1].who

    def _is_over(self, row: Row[Any], moment: datetime) -> bool:
        """Look into the row for the hour; one that cannot be read waits for the end of its day."""
        try:
            return _Terms.read(self._safe.unseal("terms", row.who, row.terms)).until <= moment
        except Unreadable:
            return False

    async def _erase(self, rows: Sequence[Row[Any]]) -> int:
        """Delete these rows as they were read; a person who has written since then stays."""
        if not rows:
            return 0
        which = {"hashes": [row.who for row in rows], "revisions": [row.revision for row in rows]}
        async with self._connection() as connection:
            return (await connection.execute(statements.ERASE, which)).rowcount

    async def _scrub(self) -> None:
        async with self._database.naming():
            await self._database.scrub(self._engine)

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[AsyncConnection]:
        async with self._database.naming(), self._engine.connect() as connection:
            yield connection


@dataclass(frozen=True, slots=True)
class _Terms:
    """The choice about keeping, the moment of expiry, the updates last answered."""

    keep: Keep | None
    until: datetime
    answered: tuple[int, ...]

    @classmethod
    def read(cls, written: bytes) -> Self:
        data = json.loads(written)
        return cls(data["keep"], datetime.fromisoformat(data["until"]), tuple(data["answered"]))

    def written(self) -> bytes:
        data = {"keep": self.keep, "until": self.until.isoformat(), "answered": self.answered}
        return json.dumps(data).encode()


def _padded(data: Mapping[str, Any]) -> bytes:
    written = json.dumps(data, separators=(",", ":"), allow_nan=False).encode()
    return written.ljust(-(-len(written) // _PADDING) * _PADDING)


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(UTC)
