"""A message that nobody waits for, sent into a chat: once, with a clear word of what became of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.channels.telegram.client import Client
from bot.channels.telegram.outgoing import NO_PREVIEW, buttons, is_gone
from bot.channels.telegram.pace import ONCE
from bot.channels.telegram.requests import NoConnection
from bot.delivery.outcomes import Down, Gone, Later, Outcome, Refused, Sent, Unknown
from bot.dialog.model import Reply

_PATIENCE: Final = timedelta(hours=1)
"""The longest wait that is believed; Telegram names seconds, at times minutes."""


class TelegramPost:
    """Sends beside the conversation: the question that is open there keeps its buttons.

    ``overtaken`` is told each chat in which a message now stands below the conversation's last.
    """

    def __init__(self, bot: Client, overtaken: Callable[[int], None] = lambda _: None) -> None:
        self._bot = bot
        self._overtaken = overtaken

    async def send(self, chat_id: int, reply: Reply) -> Outcome:
        """Send one message, once."""
        try:
            await self._bot.send_message(
                chat_id,
                reply.text,
                link_preview_options=NO_PREVIEW,
                api_kwargs=buttons(reply.rows),
                rate_limit_args=ONCE,
            )
        except TelegramError as fault:
            return _outcome(fault)
        self._overtaken(chat_id)
        return Sent()

    async def answers(self) -> bool:
        """Tell whether Telegram answers at all."""
        try:
            await self._bot.get_me(rate_limit_args=ONCE)
        except TelegramError:
            return False
        return True


def _outcome(fault: TelegramError) -> Outcome:
    """Return what a fault of the library says of the message."""
    name = type(fault).__name__
    # Of a page that is no answer of Telegram, say of a proxy that blocks, the library reads the status alone.
    of_telegram = fault.__cause__ is None
    match fault:
        case RetryAfter():
            wait = fault.retry_after
            span = wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
            return Later(min(span, _PATIENCE))
        case Forbidden() if of_telegram:
            return Gone("blocked")
        case BadRequest() if of_telegram:
            return Gone("gone") if is_gone(fault) else Refused(name)
        case InvalidToken() | NoConnection() | Forbidden() | BadRequest():
            return Down(name)
        case TimedOut() | NetworkError():
            return Unknown(name)
        case _:
            # Without a kind of its own it is an answer that cannot be read.
            return Unknown(name) if type(fault) is TelegramError else Refused(name)
