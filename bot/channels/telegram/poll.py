"""Long polling that loses nothing: an update counts as received only when it has been answered.

The library's own poller confirms updates when it has merely queued them, so that a crash loses
those; therefore this loop. What is repeated after a crash is known again by its number, which is
saved together with the conversation.
"""

import asyncio
import logging
from collections.abc import Callable, Collection
from functools import partial
from typing import Final

from telegram import Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.channels.telegram.client import Client, Raw
from bot.logs import place

_log = logging.getLogger(__name__)

Start = Callable[[Update], asyncio.Task[None]]

_LONG: Final = 25
"""Seconds that a poll waits for news while nothing is in hand."""
_GLANCE: Final = 0.1
"""Seconds between polls while something is in hand."""
_BREATH: Final = 1.0
"""Seconds between polls while much is in hand."""
_MUCH: Final = 25
_PATIENCE: Final = 5.0
"""Seconds for which unfinished work holds back the confirmation of what came after it."""
_LAST_WORDS: Final = 7.0
"""Seconds in which work in hand must end when the bot is stopped; containers are killed after ten."""
_WAITS: Final = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds to wait after failed polls, one after the other."""
_REFUSALS: Final = 4
"""Refusals of the token, one after the other, after which the poller gives up."""


class TokenRefused(Exception):
    """Telegram has refused the token while the bot was running."""


class Poller:
    """Fetches updates and gives them to ``start``, until :meth:`stop`."""

    def __init__(self, client: Client, start: Start) -> None:
        self._client = client
        self._start = start
        self._in_hand: dict[int, tuple[asyncio.Task[None], float]] = {}
        self._known: set[int] = set()
        self._next = 0
        self._stopping = asyncio.Event()
        self._calm = asyncio.Event()

    def stop(self) -> None:
        """Let :meth:`run` end when the work in hand is done."""
        self._stopping.set()

    async def run(self) -> None:
        """Poll until stopped; then finish what is in hand and confirm it. Nothing is left at work.

        Raises:
            TokenRefused: the token is no longer accepted.
        """
        try:
            await self._fetch_and_start()
            await self._finish()
        finally:
            await self._drop()

    async def _fetch_and_start(self) -> None:
        """Poll until stopped.

        Raises:
            TokenRefused: the token is no longer accepted.
        """
        faults = 0
        while not self._stopping.is_set():
            first = self._offset()
            try:
                updates = await self._poll(first)
            except Exception as fault:  # noqa: BLE001 - whatever it is, the bot polls on
                await self._report(fault, faults)
                faults += 1
                continue
            if faults:
                _log.info("updates again after %d failed polls", faults)
            faults = 0
            self._take(updates, first)
            if self._held():
                await self._breathe()

    async def _poll(self, first: int) -> Collection[Raw]:
        """Ask for updates; a stop ends the wait."""
        poll = asyncio.create_task(
            self._client.fetch(first, timeout=0 if self._held() else _LONG),
        )
        stop = asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait((poll, stop), return_when=asyncio.FIRST_COMPLETED)
            return poll.result() if poll.done() else ()
        finally:
            poll.cancel()
            stop.cancel()

    def _take(self, updates: Collection[Raw], first: int) -> None:
        """Begin work on what is new among the updates from ``first`` on."""
        now = asyncio.get_running_loop().time()
        self._known = {number for number in self._known if number >= first}
        for raw in updates:
            number = int(raw["update_id"])
            self._next = number + 1
            if number in self._known:
                continue
            self._known.add(number)
            update = self._client.read(raw)
            if update is not None:
                task = self._start(update)
                self._in_hand[number] = (task, now)
                task.add_done_callback(partial(self._done, number))

    def _done(self, number: int, _task: asyncio.Task[None]) -> None:
        """Note that an update has been answered."""
        del self._in_hand[number]
        if len(self._in_hand) <= _MUCH:
            self._calm.set()

    def _offset(self) -> int:
        """Return the first update that is not to be confirmed yet."""
        return min(self._held(), default=self._next)

    def _held(self) -> list[int]:
        """Return the updates in hand that are not yet confirmed; slow ones are, so as to hold up nobody."""
        patient = asyncio.get_running_loop().time() - _PATIENCE
        return [number for number, (_, since) in self._in_hand.items() if since > patient]

    async def _breathe(self) -> None:
        """Let the work in hand go on before the next poll."""
        await self._wait_for_work(_GLANCE)
        if len(self._in_hand) > _MUCH:
            self._calm.clear()
            try:
                await asyncio.wait_for(self._calm.wait(), _BREATH)
            except TimeoutError:
                return

    async def _wait_for_work(self, seconds: float) -> None:
        tasks = [task for task, _ in self._in_hand.values()]
        if tasks:
            await asyncio.wait(tasks, timeout=seconds)

    async def _report(self, fault: Exception, faults: int) -> None:
        """Say why a poll failed, and wait before the next.

        Raises:
            TokenRefused: the token was refused once too often.
        """
        if isinstance(fault, InvalidToken) and faults + 1 >= _REFUSALS:
            raise TokenRefused from None
        if isinstance(fault, Conflict):
            _log.error("another program polls with the same token")
        elif not faults:
            _log.warning("no updates: %s", place(fault))
        wait = _WAITS[min(faults, len(_WAITS) - 1)]
        if isinstance(fault, RetryAfter):
            wait = max(wait, _WAITS[-1])
        try:
            await asyncio.wait_for(self._stopping.wait(), wait)
        except TimeoutError:
            return

    async def _finish(self) -> None:
        """Let the work in hand end, and confirm it."""
        await self._wait_for_work(_LAST_WORDS)
        # Unfinished work is not confirmed: Telegram repeats it after the next start.
        first = min(self._in_hand, default=self._next)
        await self._drop()
        if not first:
            return
        try:
            await self._client.fetch(first, timeout=0)
        except TelegramError as fault:
            _log.warning("the last updates could not be confirmed: %s", type(fault).__name__)

    async def _drop(self) -> None:
        """Break off the work in hand, and see it end while the store and the client are still there."""
        tasks = [task for task, _ in self._in_hand.values()]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=_BREATH)


__all__ = ["Poller", "TokenRefused"]
