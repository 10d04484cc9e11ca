"""How fast all workers together may send."""

from datetime import datetime, timedelta

from bot.store.database import Connecting
from bot.store.moments import AHEAD, FARTHEST, MICROSECOND, microseconds
from bot.store.statements import budget as statements

_NOTHING = timedelta(0)
_FULLNESS = 0.9
"""How much of the pace is used. At 25 a second turns are 44 ms apart, and it takes one message 110 ms late
before another on time to make 26 of them arrive in one second."""


class Budget:
    """The turns of all messages, one after the other. Reached as ``store.budget``.

    What was noted more than an hour ahead was noted by a clock that had jumped, and counts as now.
    """

    def __init__(self, connecting: Connecting) -> None:
        self._connection = connecting

    async def take(self, now: datetime, rate: float) -> timedelta:
        """Take the turn of one message among those of all workers; return how long to wait for it.

        ``rate`` is how many a second all may send, more than 0; infinite for no limit. Turns lie a tenth
        further apart than that, so that no second sees more even where one message is quicker on its way
        than the one before it. A pause is not waited for: whoever sends unasked asks for :meth:`paused` when
        the turn has come, and an answer to somebody who writes finds out by itself whether it can be sent.
        """
        if not rate > 0:
            raise ValueError("at this pace nothing is ever sent")
        space = round(1 / (rate * _FULLNESS) / MICROSECOND.total_seconds())
        async with self._connection() as connection:
            turn = await connection.execute(statements.TAKE, _around(now) | {"space": space})
            free_from: int = turn.scalar_one()
        return max((free_from - space - microseconds(now)) * MICROSECOND, _NOTHING)

    async def pause(self, now: datetime, for_: timedelta) -> None:
        """Let nobody send unasked for so long, or for longer where that was said before.

        At most for 55 minutes: whoever is to wait longer is told so again then.
        """
        until = microseconds(now + min(for_, FARTHEST))
        async with self._connection() as connection:
            await connection.execute(statements.PAUSE, _around(now) | {"until": until})

    async def paused(self, now: datetime) -> timedelta:
        """Return for how long nobody may send unasked; 0 where everybody may."""
        async with self._connection() as connection:
            until: int = (await connection.execute(statements.PAUSED)).scalar_one()
        left = (until - microseconds(now)) * MICROSECOND
        return left if _NOTHING < left <= AHEAD else _NOTHING

    async def try_writing(self) -> None:
        """Move the next turn on by a microsecond: whether a disk has room is seen by writing alone.

        Raises:
            StoreError: nothing can be written now, though it may be that everything can be read.
        """
        async with self._connection() as connection:
            await connection.execute(statements.NUDGE)


def _around(now: datetime) -> dict[str, int]:
    return {"now": microseconds(now), "ahead": microseconds(now + AHEAD)}
