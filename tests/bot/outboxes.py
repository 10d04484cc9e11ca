"""Reading and filling the outbox of a store: what the tests of sending have in common."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlmodel import SQLModel

from bot.store import Kept, Store
from bot.store.outbox import Claim, Item

NOW: Final = datetime(2026, 11, 22, 20, 15, tzinfo=UTC)
MINUTE: Final = timedelta(minutes=1)
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)
LEASE: Final = 5 * MINUTE
CHAT: Final = 7_700_123_456
SOME: Final = 500
"""More than there is."""


class Row(NamedTuple):
    """A row as it stands, its content opened; moments count from :data:`NOW`, in minutes."""

    key: str
    task: str
    state: str
    fire_at: float
    try_at: float
    attempts: int
    reason: str | None
    number: int


def item(key: str, minutes: float = 0, task: Any = "remind") -> Item:  # noqa: ANN401 - also wrong ones
    """Make an item that is wanted some minutes after :data:`NOW`."""
    return Item(task, key, NOW + minutes * MINUTE, {"key": key})


async def known(store: Store, chat_id: int = CHAT, *keys: str) -> Kept:
    """Keep a person, with a plan of what is to be sent now."""
    kept = await store.save(chat_id, {}, "remember", NOW, loaded=None)
    if keys:
        await store.outbox.replace(kept.revision, chat_id, [item(key) for key in keys], NOW)
    return kept


async def claimed(store: Store, worker: str = "ann", now: datetime = NOW, most: int = SOME) -> list[Claim]:
    """Claim what is due."""
    return await store.outbox.claim(worker, now, most=most, lease=LEASE)


async def one(store: Store, worker: str = "ann", now: datetime = NOW) -> Claim:
    """Claim the only thing that is due."""
    (claim,) = await claimed(store, worker, now)
    return claim


async def tried(store: Store, worker: str = "ann", now: datetime = NOW) -> Claim:
    """Claim the only thing that is due, and begin to send it."""
    claim = await one(store, worker, now)
    assert await store.outbox.renew(worker, [claim.id], now + LEASE) == {claim.id}
    return claim


async def raw(store: Store) -> Sequence[Any]:
    """Return all rows of the outbox as they stand."""
    async with store._engine.connect() as connection:
        return (await connection.execute(SQLModel.metadata.tables["reminder"].select())).all()


async def rows(store: Store) -> list[Row]:
    """Return all rows, in the order of their keys; a look has none."""
    opened = []
    for row in await raw(store):
        _, content = json.loads(store._safe.unseal("reminder", str(row.id), row.content))
        fire_at, try_at = ((moment - NOW.timestamp()) / 60 for moment in (row.fire_at, row.try_at))
        how = (row.task, row.state, fire_at, try_at, row.attempts, row.reason, row.id)
        opened.append(Row(content.get("key", ""), *how))
    return sorted(opened)


async def states(store: Store) -> dict[str, str]:
    """Return the states by the keys."""
    return {row.key: row.state for row in await rows(store)}
