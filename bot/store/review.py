"""How far everybody who is reminded was assessed again after a change of the law; one worker does it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.engine import Row

from bot.store.database import Connecting
from bot.store.models import ReviewRow
from bot.store.moments import AHEAD, FARTHEST, moment, seconds
from bot.store.statements import review as statements


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it has come: nobody can be recognised by it."""

    fingerprint: str
    """Of the law by which people are assessed."""
    started: datetime
    finished: datetime | None
    cursor: str
    """The last person who is done, for ``store.reminded``; empty before the first."""
    seen: int
    changed: int
    """For how many of them something differs."""


class Review:
    """The one review there is. Reached as ``store.review``."""

    def __init__(self, connecting: Connecting) -> None:
        self._connection = connecting

    async def begin(self, fingerprint: str, now: datetime) -> None:
        """Begin from the start where this law is another than the one noted; else go on as it was.

        In a store where no law is noted yet, this one is noted and nothing is to be done.
        """
        async with self._connection() as connection:
            await connection.execute(statements.BEGIN, {"law": fingerprint, "now": seconds(now)})

    async def claim(self, worker: str, now: datetime, lease: timedelta) -> Progress | None:
        """Take the review for so long (55 minutes at most), or go on with it; return where to go on.

        None where there is nothing to do, or another worker is at it.
        """
        values = {"worker": worker, "now": seconds(now), "ahead": seconds(now + AHEAD)}
        async with self._connection() as connection:
            rows = await connection.execute(
                statements.CLAIM, values | {"until": seconds(now + min(lease, FARTHEST))}
            )
            row = rows.one_or_none()
        return None if row is None else _read(row)

    async def advance(  # noqa: PLR0913, PLR0917 - one batch: whose, up to whom, how many, and until when it is ours
        self, worker: str, cursor: str, seen: int, changed: int, now: datetime, lease: timedelta
    ) -> bool:
        """Note a batch that is done: up to whom, and how many *more* were seen and have changed.

        False where it is not this worker's any more: another one, or another law, has taken it over.
        """
        values = {"worker": worker, "after": cursor, "more_seen": seen, "more_changed": changed}
        async with self._connection() as connection:
            result = await connection.execute(
                statements.ADVANCE, values | {"until": seconds(now + min(lease, FARTHEST))}
            )
        return result.rowcount > 0

    async def finish(self, worker: str, now: datetime) -> bool:
        """Note that everybody is done. False where it is not this worker's any more."""
        async with self._connection() as connection:
            result = await connection.execute(statements.FINISH, {"worker": worker, "now": seconds(now)})
        return result.rowcount > 0

    async def progress(self) -> Progress | None:
        """Return how far it has come, None where no law was noted yet."""
        async with self._connection() as connection:
            row = (await connection.execute(statements.PROGRESS)).one_or_none()
        return None if row is None else _read(row)


def _read(row: Row[ReviewRow]) -> Progress:
    finished = None if row.finished is None else moment(row.finished)
    return Progress(row.fingerprint, moment(row.started), finished, row.cursor, row.seen, row.changed)
