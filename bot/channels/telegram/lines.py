"""Who is answered when: each person's updates in order, different people's side by side."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

Work = Callable[[], Awaitable[None]]

CROWD: Final = 30
"""Updates of one person that may wait at a time. Nobody types so fast: it is a flood, or a broken client."""


class Lines:
    """One line of work for each chat. The work sees to its own errors."""

    def __init__(self) -> None:
        self._last: dict[int, asyncio.Task[None]] = {}
        self._waiting: dict[int, int] = {}

    def start(self, chat_id: int, work: Work, crowded: Work) -> asyncio.Task[None]:
        """Put work at the end of a chat's line, ``crowded`` if that is too long; return it as a task."""
        waiting = self._waiting.get(chat_id, 0)
        before = self._last.get(chat_id)
        task = asyncio.create_task(_after(before, work if waiting < CROWD else crowded))
        self._waiting[chat_id] = waiting + 1
        self._last[chat_id] = task
        task.add_done_callback(lambda _: self._leave(chat_id, task))
        return task

    def _leave(self, chat_id: int, task: asyncio.Task[None]) -> None:
        """Take finished work out of the line."""
        self._waiting[chat_id] -= 1
        if self._last[chat_id] is task:
            del self._last[chat_id], self._waiting[chat_id]


async def _after(before: asyncio.Task[None] | None, work: Work) -> None:
    """Do the work when the work before it is over, however that ended."""
    if before is not None:
        await asyncio.wait([before])
    await work()
