"""What is to be sent to whom and when; workers claim it, and note what became of it.

Moments are kept in whole seconds. A claim ends with its lease: whoever works on it then must not send.
A call that was broken off may have been done; all of them may be repeated.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from sqlalchemy import Executable
from sqlalchemy.engine import Row

from bot.store import figures
from bot.store.crypto import Safe, Unreadable, padded
from bot.store.database import Connecting
from bot.store.figures import Figures
from bot.store.moments import AHEAD, FARTHEST, moment, seconds, utc
from bot.store.statements import outbox as statements

__all__ = ["Claim", "Figures", "Item", "Outbox", "Task"]

Task = Literal["remind", "once", "look"]
End = Literal["sent", "skipped", "failed"]

_PADDING: Final = 256
"""Sealed contents have a multiple of this many bytes: their length does not tell what they are about."""
_BATCH: Final = 500
_FARTHEST_TRY: Final = timedelta(days=1)
"""Nothing overdue is put back for longer than until the next morning."""
_FARTHEST_LOOK: Final = timedelta(days=40)
"""Looks are a week apart, or a month where an answer is waited for."""
_REASON: Final = 64
"""The most letters of a reason."""


@dataclass(frozen=True, slots=True)
class Item:
    """A row that is wanted; it shows nothing of itself."""

    task: Task
    key: str = field(repr=False)
    """Names it within the person and the task: the same key is the same row."""
    fire_at: datetime = field(repr=False)
    content: Mapping[str, Any] = field(repr=False)
    """Of JSON's types."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A row that this worker may now work on; it shows nothing of the person."""

    id: int
    who: str = field(repr=False)
    task: Task
    fire_at: datetime = field(repr=False)
    attempts: int
    """How often it was tried."""
    content: Mapping[str, Any] | None = field(repr=False)
    """None: it cannot be read."""
    chat_id: int | None = field(default=None, repr=False)
    """For whom it was made; where that is not the chat of ``who``, somebody has moved the row."""


class Outbox:
    """All rows that are to be sent. Reached as ``store.outbox``."""

    def __init__(self, connecting: Connecting, safe: Safe) -> None:
        self._connection = connecting
        self._safe = safe

    async def replace(
        self,
        kept_revision: int,
        chat_id: int,
        items: Sequence[Item],
        now: datetime,
        *,
        same_facts: bool = False,
    ) -> None:
        """Let ``items``, all of the task ``remind``, be all that a person is to be reminded of.

        What is there under the same key becomes due at its new moment, but where it was sent or is being
        sent; what is not among them is dropped, but where it was sent, skipped or given up already. What is
        overdue stays as it is: whoever sends it sees whether it is still true. With ``same_facts`` what is
        being sent goes on too: nothing has made it untrue.
        Nothing is done where the person has another revision by now: an older list never wins.
        """
        if any(item.task != "remind" for item in items):
            raise ValueError("a plan is made of reminders")
        rows = self._rows(chat_id, items, now)
        whose = {"hashes": self._safe.hashes(chat_id), "loaded": kept_revision}
        whose |= {"now": seconds(now), "ahead": seconds(now + _FARTHEST_TRY)}
        await self._rename(chat_id, items)
        async with self._connection() as connection:
            if rows:
                await connection.execute(statements.PLAN, whose | {"rows": rows})
            topics = [row["topic"] for row in rows.values()]
            await connection.execute(
                statements.DROP, whose | {"topics": topics, "claimed_too": not same_facts}
            )

    async def put(self, chat_id: int, item: Item, now: datetime) -> None:
        """Add one row for a person who is there; one that is there becomes due as in :meth:`replace`."""
        if item.task != "once":
            raise ValueError("only what is sent once is put in by itself")
        await self._rename(chat_id, [item])
        await self._put(statements.PUT, chat_id, self._rows(chat_id, [item], now))

    async def look(self, chat_id: int, at: datetime, *, sooner_only: bool = False) -> None:
        """Have a person who is there looked at, at that moment; ``sooner_only``: where none sooner is set.

        While a worker looks, the moment is that of the next look.
        """
        row = self._row(chat_id, Item("look", "", at, {}), at) | {"topic": statements.LOOK}
        await self._put(statements.LOOK_AT, chat_id, {"0": row}, always=not sooner_only)

    async def claim(self, worker: str, now: datetime, *, most: int, lease: timedelta) -> list[Claim]:
        """Take what is due, what waits longest first; for so long (55 minutes at most) nobody else gets it.

        ``worker`` is a random name of at most 32 letters.
        """
        values: dict[str, Any] = {"now": seconds(now), "most": most}
        values |= {"worker": worker, "until": _until(now, lease)}
        async with self._connection() as connection:
            rows = (await connection.execute(statements.CLAIM, values)).all()
        return [self._claimed(row) for row in sorted(rows, key=lambda row: (row.try_at, row.who, row.id))]

    async def reap(self, now: datetime, *, tries: int) -> tuple[int, int]:
        """Make due again what was claimed and not finished in time; return how many, and how many failed.

        What was tried ``tries`` times or more has failed, for the reason ``lease``; but no look. A lease of
        more than an hour was given by a clock that had jumped, and is over.
        """
        values = {"now": seconds(now), "ahead": seconds(now + AHEAD), "tries": tries}
        async with self._connection() as connection:
            states = (await connection.execute(statements.REAP, values)).scalars().all()
        return states.count("due"), states.count("failed")

    async def unstick(self, now: datetime) -> int:
        """Put right what a clock that had jumped has put back for days; return how many rows.

        Nothing is put back for longer than until the next morning, and nobody is looked at less often than
        after a month. It reads all that is due some day: to be called now and then.
        """
        values = {"now": seconds(now), "ahead": seconds(now + _FARTHEST_TRY)}
        values["look_ahead"] = seconds(now + _FARTHEST_LOOK)
        async with self._connection() as connection:
            return (await connection.execute(statements.UNSTICK, values)).rowcount

    async def renew(self, worker: str, ids: Sequence[int], until: datetime) -> frozenset[int]:
        """Keep claims until that moment and count a try of each; return those that are this worker's still.

        To be called right before sending: whoever has lost a claim must not send.
        """
        if not ids:
            return frozenset()
        values = {"worker": worker, "ids": list(ids), "until": seconds(until)}
        async with self._connection() as connection:
            return frozenset((await connection.execute(statements.RENEW, values)).scalars())

    async def finish(
        self,
        worker: str,
        id: int,  # noqa: A002 - as the column
        state: End,
        now: datetime,
        reason: str | None = None,
    ) -> bool:
        """Note how a claimed row has ended; False where it is not this worker's any more.

        ``reason`` is the name of an error, never its text.
        """
        values = {"end": state, "at": None if state == "skipped" else seconds(now), "why": _short(reason)}
        return await self._mark(statements.FINISH, worker, id, values)

    async def put_back(
        self,
        worker: str,
        id: int,  # noqa: A002 - as the column
        try_at: datetime,
        *,
        counted: bool,
        reason: str | None = None,
    ) -> bool:
        """Let a claimed row be tried again at that moment; False where it is not this worker's any more.

        Where it is not ``counted``, the try that :meth:`renew` has counted is taken back.
        """
        values = {"at": seconds(try_at), "uncounted": int(not counted), "why": _short(reason)}
        return await self._mark(statements.PUT_BACK, worker, id, values)

    async def done_looking(self, worker: str, claim: Claim, at: datetime) -> bool:
        """Set the next look at a person; False where the claim is not this worker's any more.

        A moment that was asked for during the look stays.
        """
        values: dict[str, Any] = {
            "seen": seconds(claim.fire_at),
            "at": seconds(at),
            "key": self._safe.names[0],
        }
        values["sealed"] = self._seal(claim.id, claim.chat_id, {}, at)
        return await self._mark(statements.DONE_LOOKING, worker, claim.id, values)

    async def cancel(self, who: str, reason: str, *, loaded: int | None = None) -> int:
        """Cancel all that is still to be sent to a person; return how many rows.

        With ``loaded`` only where the person still has that revision: whoever has written since then has had
        all planned anew.
        """
        values = {"person": who, "why": _short(reason), "loaded": loaded or 0, "whatever": loaded is None}
        async with self._connection() as connection:
            return (await connection.execute(statements.CANCEL, values)).rowcount

    async def tidy(self, before: datetime) -> int:
        """Delete what has ended and was wanted before that moment; return how many rows."""
        deleted = 0
        for statement in statements.TIDY:
            batch = _BATCH
            while batch == _BATCH:  # in batches: no statement takes long
                async with self._connection() as connection:
                    bounds = {"before": seconds(before), "most": _BATCH}
                    batch = (await connection.execute(statement, bounds)).rowcount
                deleted += batch
        return deleted

    async def figures(
        self, now: datetime, *, late_after: timedelta, look_late_after: timedelta | None = None
    ) -> Figures:
        """Count, for the operator; late is what was wanted so long ago, or longer.

        ``look_late_after`` is the same for looks; None: as for all.
        """
        return await figures.count(self._connection, now, late_after, look_late_after)

    def _rows(self, chat_id: int, items: Sequence[Item], now: datetime) -> dict[str, dict[str, Any]]:
        """Return the rows of items as the statements want them; of several with one key the last counts."""
        rows = {}
        for item in items:
            topic = self._topics(chat_id, item)[0]
            rows[topic] = self._row(chat_id, item, now) | {"topic": topic}
        return rows

    def _row(self, chat_id: int, item: Item, now: datetime) -> dict[str, Any]:
        number = secrets.randbits(62) + 1
        return {
            "id": number,
            "task": item.task,
            "fire_at": seconds(item.fire_at),
            "sealed_by": self._safe.names[0],
            "content": self._seal(number, chat_id, item.content, now),
        }

    def _seal(self, number: int, chat_id: int | None, content: Mapping[str, Any], now: datetime) -> str:
        plain = padded([chat_id, dict(content)], _PADDING)
        return self._safe.seal("reminder", str(number), plain, utc(now).date())

    def _topics(self, chat_id: int, item: Item) -> tuple[str, ...]:
        return self._safe.topics(chat_id, f"{item.task}:{item.key}")

    async def _rename(self, chat_id: int, items: Sequence[Item]) -> None:
        """Let rows that were named with an older key be found by the newest: a changed key forgets nothing.

        A key must be given as long as a row is sealed by it, and each is made anew by planning.
        """
        newest = {
            older: {"topic": topics[0]}
            for item in items
            for topics in [self._topics(chat_id, item)]
            for older in topics[1:]
        }
        if newest:
            async with self._connection() as connection:
                values = {"hashes": self._safe.hashes(chat_id), "rows": newest}
                await connection.execute(statements.RENAME, values)

    async def _put(
        self,
        statement: Executable,
        chat_id: int,
        rows: Mapping[str, Mapping[str, Any]],
        **more: bool,
    ) -> None:
        hashes = self._safe.hashes(chat_id)
        values = {"hashes": hashes, "newest": hashes[0], "rows": rows}
        async with self._connection() as connection:
            await connection.execute(statement, values | more)

    async def _mark(self, statement: Executable, worker: str, number: int, values: Mapping[str, Any]) -> bool:
        async with self._connection() as connection:
            result = await connection.execute(statement, {"worker": worker, "number": number, **values})
        return result.rowcount > 0

    def _claimed(self, row: Row[int, str, str, int, int, int, str]) -> Claim:
        chat_id, content = None, None
        with suppress(Unreadable):
            chat_id, content = json.loads(self._safe.unseal("reminder", str(row.id), row.content))
        return Claim(row.id, row.who, row.task, moment(row.fire_at), row.attempts, content, chat_id)


def _until(now: datetime, lease: timedelta) -> int:
    return seconds(now + min(lease, FARTHEST))


def _short(reason: str | None) -> str | None:
    return reason if reason is None else reason[:_REASON]
