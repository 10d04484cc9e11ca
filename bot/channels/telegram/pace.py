"""Sending at Telegram's pace: its limits kept, its "not so fast" obeyed, lost connections tried again."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, TypeAlias

from telegram.error import BadRequest, NetworkError, RetryAfter
from telegram.ext import BaseRateLimiter

_log = logging.getLogger(__name__)

Answer: TypeAlias = bool | dict[str, Any] | list[dict[str, Any]]

_MESSAGES: Final = frozenset({"sendMessage", "sendDocument", "sendPhoto", "editMessageText"})
"""What Telegram's limits are about: new messages and new texts of old ones."""
_ATTEMPTS: Final = {"getMe": 1, "answerCallbackQuery": 5, "sendPhoto": 2}
"""How often to try at most: the start has a patience of its own, a tap is forgotten in half a minute, and
nobody shall wait for a picture, since what it tells is told in words too."""
_MOST_CHATS: Final = 10_000
ONCE: Final = 1
"""Asks for a single attempt without waiting: whoever asks so has waited for a turn, and tries again later."""

Turn: TypeAlias = Callable[[], Awaitable[float]]
"""Takes the turn of one message among those of all processes; returns the seconds until it comes."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be sent: ``burst`` messages at once, then ``rate`` a second; and how to try again.

    Telegram's own limits are about 30 messages a second in all, and one a second in a chat with
    short bursts allowed; a burst and a second's rate together stay within that. ``waits`` are the
    seconds before each new attempt after a lost connection, three minutes in all: who has asked before
    a line goes down shall find the answer when it is back; ``longest_pause`` is the longest wait,
    in seconds, that Telegram may ask for.
    """

    overall_rate: float = 25.0
    overall_burst: float = 5.0
    chat_rate: float = 1.0
    chat_burst: float = 10.0
    connections: int = 8
    waits: tuple[float, ...] = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 60.0, 60.0)
    longest_pause: float = 300.0


class Bucket:
    """Permits that refill steadily: ``burst`` of them at most, ``rate`` a second."""

    __slots__ = ("_at", "_burst", "_left", "_rate")

    def __init__(self, rate: float, burst: float, now: float) -> None:
        self._rate, self._burst = rate, burst
        self._left, self._at = burst, now

    def take(self, now: float) -> float:
        """Take a permit, in advance if there is none; return the seconds to wait for it."""
        self._left = min(self._burst, self._left + (now - self._at) * self._rate) - 1
        self._at = now
        return max(0.0, -self._left / self._rate)

    def is_full(self, now: float) -> bool:
        """Return whether nothing was taken for so long that the bucket can be forgotten."""
        return self._left + (now - self._at) * self._rate >= self._burst


class Pace(BaseRateLimiter[int]):
    """Lets requests through one permit at a time. A wait in one chat holds up no other chat."""

    def __init__(
        self,
        limits: Limits | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        turn: Turn | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._turn = turn
        self._sleep = sleep
        self._overall: Bucket | None = None
        self._chats: dict[object, Bucket] = {}
        # Each update takes about two calls: eight at a time are all that may be sent in a second even
        # where a call takes 150 ms. With more, the client's own work grows, by the square of their number.
        self._connections = asyncio.Semaphore(self._limits.connections)

    async def initialize(self) -> None:
        """Do nothing: there is nothing to set up."""

    async def shutdown(self) -> None:
        """Do nothing: there is nothing to take down."""

    async def process_request(  # noqa: PLR0913, PLR0917 - as the library calls it
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,  # noqa: ANN401 - as the library declares it
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Answer:
        """Make a request as soon as the limits allow, and again where trying again helps.

        Raises:
            TelegramError: Telegram refuses, or cannot be reached after the last attempt.
        """
        if rate_limit_args == ONCE:
            return await callback(*args, **kwargs)
        await self._permit(endpoint, data.get("chat_id"))
        most = _ATTEMPTS.get(endpoint, len(self._limits.waits) + 1)
        waits = iter(self._limits.waits[: most - 1])
        while True:
            try:
                async with self._connections:
                    return await callback(*args, **kwargs)
            except RetryAfter as refusal:
                wait = _seconds(refusal.retry_after)
                if wait > self._limits.longest_pause:
                    raise
                _log.info("told to wait %.0f s before %s", wait, endpoint)
            except BadRequest:  # to the library this is a kind of network error
                raise
            except NetworkError as fault:
                again = next(waits, None)
                if again is None:
                    raise
                wait = again
                _log.info("%s of %s, again in %.1f s", type(fault).__name__, endpoint, wait)
            await self._sleep(wait)

    async def _permit(self, endpoint: str, chat_id: object) -> None:
        """Wait until one more message may be sent."""
        if endpoint not in _MESSAGES:
            return
        now = asyncio.get_running_loop().time()
        limits = self._limits
        if self._overall is None:
            self._overall = Bucket(limits.overall_rate, limits.overall_burst, now)
        wait = max(self._overall.take(now), self._bucket(chat_id, now).take(now))
        if self._turn is not None:
            wait = max(wait, await self._turn())
        if wait:
            await self._sleep(wait)

    def _bucket(self, chat_id: object, now: float) -> Bucket:
        """Return the permits of one chat; those of quiet chats are forgotten."""
        if len(self._chats) >= _MOST_CHATS:
            self._chats = {key: bucket for key, bucket in self._chats.items() if not bucket.is_full(now)}
        if chat_id not in self._chats:
            self._chats[chat_id] = Bucket(self._limits.chat_rate, self._limits.chat_burst, now)
        return self._chats[chat_id]


def _seconds(span: float | timedelta) -> float:
    """Return a span as seconds; the library gives either form."""
    return span.total_seconds() if isinstance(span, timedelta) else float(span)
