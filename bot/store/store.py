"""What is kept about people between two messages: as little and as long as they chose, and sealed."""

import json
import secrets
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from types import TracebackType
from typing import Any, Self

from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.budget import Budget
from bot.store.crypto import Safe, Unreadable, padded
from bot.store.database import Database
from bot.store.errors import Conflict, DamagedRow
from bot.store.kept import LIFETIMES, Keep, Kept, Terms
from bot.store.moments import utc
from bot.store.outbox import Outbox
from bot.store.owner import Owner
from bot.store.review import Review
from bot.store.statements import people as statements

ANSWERED_KEPT = 16
"""How many of the last updates of a person are known again when Telegram repeats them.

They are compared one by one: numbers need not rise, since Telegram begins anew after a quiet week.
"""

_PADDING = 512
"""Sealed states have a multiple of this many bytes: their length does not tell how many trips they hold."""
_BATCH = 500
ENDED_KEPT = timedelta(days=30)
"""For how long after their moment reminders are kept that were sent, or ended otherwise."""


class Store:
    """The people of one database. Made by :func:`bot.store.open_store`.

    Every moment is an aware datetime. Any call may raise StoreBusy, DamagedStore, UnusablePlace or
    Unreachable. A save that was broken off may have been done: repeated, it is a Conflict.
    """

    def __init__(self, engine: AsyncEngine, database: Database, safe: Safe) -> None:
        self._engine = engine
        self._database = database
        self._safe = safe
        self.outbox = Outbox(self._connection, safe)
        """What is to be sent to these people."""
        self.budget = Budget(self._connection)
        """How fast all workers together may send."""
        self.review = Review(self._connection)
        """How far everybody was assessed again after a change of the law."""
        self.owner = Owner(self._connection, database.place)
        """Which bot these people have written to."""

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
        return await self._unless_over(min(rows, key=lambda row: hashes.index(row.who)), now)

    async def load_by(self, who: str, now: datetime) -> tuple[int, Kept] | None:
        """Return the chat and what is kept of the person that a row of the outbox names; else as load.

        Raises:
            DamagedRow: as for :meth:`load`.
        """
        async with self._connection() as connection:
            row = (await connection.execute(statements.FIND, {"hashes": [who]})).one_or_none()
        if row is None or (kept := await self._unless_over(row, now)) is None:
            return None
        return self._chat_of(row), kept

    def name_of(self, chat_id: int) -> str:
        """Return the name under which a person who is saved now stands, as rows of the outbox give it."""
        return self._safe.hashes(chat_id)[0]

    async def reminded(
        self, after: str, most: int, unreadable: Callable[[], object]
    ) -> list[tuple[str, int, Kept]]:
        """Return some of the people who are looked at, in order: hash, chat, and what is kept.

        Those behind ``after``, the hash of the last one before (or nothing), to go through all in batches;
        the last batch is empty. Left out is who cannot be reached, and who cannot be read: for each of those
        ``unreadable`` is called.
        """
        people: list[tuple[str, int, Kept]] = []
        while not people:
            async with self._connection() as connection:
                rows = (await connection.execute(statements.REMINDED, {"after": after, "most": most})).all()
            if not rows:
                break
            for row in rows:
                try:
                    people.append((row.who, self._chat_of(row), self._open(row)[0]))
                except DamagedRow:
                    unreadable()
            after = rows[-1].who
        return people

    async def save(  # noqa: PLR0913 - one row at once: who, what, until when, instead of what, after what
        self,
        chat_id: int,
        data: Mapping[str, Any],
        keep: Keep | None,
        now: datetime,
        *,
        loaded: Kept | None,
        update_id: int | None = None,
        heard: bool = True,
        lasting: bool = True,
    ) -> Kept:
        """Keep ``data`` (of JSON's types) in place of what was ``loaded``, and return it as if loaded.

        ``keep`` None leaves the choice as it was. ``update_id`` is remembered as answered, in the same
        transaction: an update is done once, also where a worker dies half-way. Whether it was the person who
        did something says ``heard``; their time begins anew, or where it is not ``lasting``, with the last
        time that they did.

        Raises:
            Conflict: where something else was saved, or the person was forgotten, since the loading.
        """
        moment = utc(now)
        choice = keep or (loaded.keep if loaded else None)
        answered = loaded.answered if loaded else ()
        if update_id is not None:
            answered = (*answered, update_id)[-ANSWERED_KEPT:]
        last = moment if heard or loaded is None else loaded.heard
        terms = Terms(choice, (moment if lasting else last) + LIFETIMES[choice], answered, last)
        kept = Kept(dict(data), choice, secrets.randbits(62) + 1, answered, last)
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
        """Erase everybody whose time is over at ``now``; return how many. Safe to run anywhere, any time.

        Reminders that have long ended go too, those of people who stay; and what a clock that had jumped has
        put off for long is due again.
        """
        moment = utc(now)
        erased = await self._forget_before(moment.date())
        async for rows in self._expiring(moment.date()):
            erased += await self._erase([row for row in rows if self._is_over(row, moment)])
        await self.outbox.tidy(moment - ENDED_KEPT)
        await self.outbox.unstick(moment)
        async with self._database.naming():
            await self._database.tidy(self._engine)
        return erased

    async def time(self) -> datetime | None:
        """Return the time by the clock of the server; None where the store is a file of this machine."""
        async with self._database.naming():
            return await self._database.time(self._engine)

    async def close(self) -> None:
        """Close the database; the log is written into it."""
        await self._engine.dispose()

    async def _unless_over(self, row: Row[Any], now: datetime) -> Kept | None:
        """Open a row; where its time is over, erase it instead.

        Raises:
            DamagedRow: where it cannot be read.
        """
        kept, terms = self._open(row)
        if terms.until > utc(now):
            return kept
        await self._erase([row])
        await self._scrub()
        return None

    def _open(self, row: Row[Any]) -> tuple[Kept, Terms]:
        try:
            data = json.loads(self._safe.unseal("state", row.who, row.state))
            terms = Terms.read(self._safe.unseal("terms", row.who, row.terms))
        except Unreadable:
            raise DamagedRow(self._database.place) from None
        return Kept(data, terms.keep, row.revision, terms.answered, terms.heard), terms

    def _chat_of(self, row: Row[Any]) -> int:
        try:
            return int(self._safe.unseal("chat", row.who, row.chat))
        except Unreadable:
            raise DamagedRow(self._database.place) from None

    def _seal(self, chat_id: int, kept: Kept, terms: "Terms", day: date) -> dict[str, Any]:
        who = self._safe.hashes(chat_id)[0]
        plain = {
            "chat": str(chat_id).encode(),
            "state": padded(kept.data, _PADDING),
            "terms": terms.written(),
        }
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
            return Terms.read(self._safe.unseal("terms", row.who, row.terms)).until <= moment
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
