"""The library's client for the Bot API, set up for this bot."""

import logging
from typing import Any, Final

from telegram import Update
from telegram.ext import ExtBot

from bot.channels.telegram.incoming import WANTED
from bot.channels.telegram.pace import Limits, Pace, Turn
from bot.channels.telegram.requests import Requests
from bot.logs import place

_log = logging.getLogger(__name__)

_TIMEOUT: Final = 20.0
"""Seconds for a single request; the long poll has its own time on top of that."""
_MESSAGES: Final = frozenset({"message", "edited_message"})
_BARE: Final = frozenset({"message_id", "date", "chat", "from", "text"})
_WHICH: Final = frozenset({"message_id", "date", "chat"})
"""What tells a message from all others."""

Raw = dict[str, Any]
"""An update as Telegram gives it; ``update_id`` is its number."""


class Client(ExtBot[int]):
    """A client that keeps to the limits and survives updates that the library cannot read."""

    def __init__(self, token: str, api_url: str, limits: Limits, turn: Turn | None = None) -> None:
        super().__init__(
            token,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            request=Requests(api_url, 2 * limits.connections + 1, _TIMEOUT),
            get_updates_request=Requests(api_url, 1, _TIMEOUT),
            rate_limiter=Pace(limits, turn=turn),
        )

    async def fetch(self, offset: int, timeout: int) -> list[Raw]:  # noqa: ASYNC109
        """Return the updates from ``offset`` on as they came, to be read one by one.

        The library's own method raises for a whole batch where Telegram has added something to one
        update that it does not know: that one would then come back for ever.

        Raises:
            TelegramError: the poll failed.
        """
        asked = {"offset": offset, "timeout": timeout, "allowed_updates": WANTED}
        found = await self._post("getUpdates", asked, read_timeout=_TIMEOUT + timeout)
        assert isinstance(found, list)  # noqa: S101 - what this method gives
        return found

    def read(self, raw: Raw) -> Update | None:
        """Read an update as a whole, else without what is special about it, else not at all."""
        for form in (_of_use, _bare):
            try:
                return Update.de_json(form(raw), self)
            except Exception as fault:  # noqa: BLE001 - whatever the library cannot read
                _log.warning("outcome=unreadable %s", place(fault))
        return None

    async def _post(self, endpoint: str, data: Raw | None = None, **options: Any) -> Any:  # noqa: ANN401
        """Make a call; of a message in the answer, only which one it is.

        Telegram repeats what was sent with all its buttons, and the library would make objects of it.
        """
        answer = await super()._post(endpoint, data, **options)
        if isinstance(answer, dict) and "message_id" in answer:
            return {key: part for key, part in answer.items() if key in _WHICH}
        return answer


def _of_use(raw: Raw) -> Raw:
    """Return an update without what a tapped message says: where it is counts, and that it has buttons."""
    tap = raw.get("callback_query", {})
    message = tap.get("message")
    if message is None:
        return raw
    which = {key: part for key, part in message.items() if key in _WHICH}
    if "reply_markup" in message:
        which["reply_markup"] = {"inline_keyboard": []}
    return raw | {"callback_query": tap | {"message": which}}


def _bare(raw: Raw) -> Raw:
    """Return an update without what is special about its message."""
    return {
        kind: {key: part for key, part in content.items() if key in _BARE} if kind in _MESSAGES else content
        for kind, content in raw.items()
    }
