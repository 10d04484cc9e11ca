"""Replies on their way into a chat: edited where that keeps it short, sent where it would be overlooked."""

import asyncio
import logging
from collections import OrderedDict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from telegram import Bot, InputFile, LinkPreviewOptions
from telegram.constants import MessageLimit
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.channels.telegram.incoming import Tapped
from bot.dialog.model import Button, Document, Reply
from bot.dialog.reminding.arrival import MARK
from bot.logs import place

_log = logging.getLogger(__name__)

NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)
_MOST_CHATS: Final = 20_000
_REMEMBERED: Final = 8
_GONE: Final = ("chat not found", "user is deactivated", "peer_id_invalid")

Rows = tuple[tuple[Button, ...], ...]


@dataclass(slots=True)
class Shown:
    """What is known of a chat's lower end. Only a hint: after a restart nothing is known.

    ``bottom`` is the bot's message at the very bottom, ``content`` a hash of what it shows; ``menu``
    the message with the buttons that count; ``tap`` the last tap and ``album`` the last pictures,
    so that a double tap and an album are answered once; ``hurried`` says that the person was told
    to write slowly; ``bare`` are messages without the buttons that a tap made earlier still shows.
    """

    bottom: int | None = None
    content: int | None = None
    menu: int | None = None
    tap: tuple[int | None, str] | None = None
    album: str | None = None
    hurried: bool = False
    bare: deque[int] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))


class Courier:
    """Delivers replies into chats; knows no person, only what stands at the end of a chat."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._chats: OrderedDict[int, Shown] = OrderedDict()

    def shown(self, chat_id: int) -> Shown:
        """Return what is known of a chat; the chats used longest ago are forgotten."""
        shown = self._chats.setdefault(chat_id, Shown())
        self._chats.move_to_end(chat_id)
        if len(self._chats) > _MOST_CHATS:
            self._chats.popitem(last=False)
        return shown

    def forget(self, chat_id: int) -> None:
        """Forget what is known of a chat."""
        self._chats.pop(chat_id, None)

    def overtaken(self, chat_id: int) -> None:
        """Know that another message now stands below what was shown: nothing is edited above it."""
        if chat_id in self._chats:
            self._chats[chat_id].bottom = None

    async def acknowledge(self, tapped: Tapped) -> None:
        """Tell Telegram that a tap has arrived, so that the button stops waiting."""
        try:
            await self._bot.answer_callback_query(tapped.query_id)
        except TelegramError as fault:
            # Too old after a long outage, or acknowledged before a crash: nobody waits any more.
            _log.info("outcome=unacknowledged %s", type(fault).__name__)

    async def deliver(self, chat_id: int, replies: Sequence[Reply], tapped: Tapped | None = None) -> None:
        """Show replies, the first in place of the tapped message where it allows that and is at the bottom.

        Never raises for a person who cannot be reached: the next thing they do shows the question again.

        Raises:
            BadRequest: Telegram refuses a reply itself.
        """
        shown = self.shown(chat_id)
        old = set() if shown.menu is None else {shown.menu}
        if tapped is not None and tapped.has_buttons and tapped.message_id is not None:
            # A reminder is no question that is over: what its other buttons do can still be wanted.
            old |= set() if tapped.data.startswith(MARK) else {tapped.message_id}
        try:
            for reply in replies:
                await self._show(chat_id, shown, reply, tapped)
                tapped = None
            for message_id in old - {shown.menu, *shown.bare}:
                await self._take_buttons(chat_id, shown, message_id)
        except BadRequest as refusal:
            shown.tap = None
            if not is_gone(refusal):
                raise
            _log.info("outcome=gone")
        except Forbidden:
            _log.info("outcome=blocked")
        except TelegramError as fault:
            shown.tap = None  # another tap on the same button shall show what was not seen
            _log.warning("outcome=undelivered %s", type(fault).__name__)

    async def _show(self, chat_id: int, shown: Shown, reply: Reply, tapped: Tapped | None) -> None:
        """Show one reply."""
        bottom = shown.bottom
        at_bottom = tapped is not None and tapped.message_id == bottom
        editable = reply.replaces and reply.document is None and _fits(reply.text)
        if bottom is not None and at_bottom and editable and await self._edit(chat_id, shown, bottom, reply):
            return
        if reply.document is None:
            await self._send_text(chat_id, shown, reply)
        elif _is_picture(reply.document):
            await self._send_picture(chat_id, shown, reply, reply.document)
        else:
            await self._send_document(chat_id, shown, reply, reply.document)

    async def _send_text(self, chat_id: int, shown: Shown, reply: Reply) -> None:
        """Send the text of a reply, in as many messages as it needs."""
        *pieces, last = _pieces(reply.text)
        for piece in pieces:
            await self._send(chat_id, shown, piece, ())
        await self._send(chat_id, shown, last, reply.rows)

    async def _edit(self, chat_id: int, shown: Shown, message_id: int, reply: Reply) -> bool:
        """Change the message at the bottom into the reply; return whether that went well."""
        content = hash((reply.text, reply.rows))
        if content != shown.content:
            try:
                await self._bot.edit_message_text(
                    reply.text,
                    chat_id=chat_id,
                    message_id=message_id,
                    link_preview_options=NO_PREVIEW,
                    api_kwargs=buttons(reply.rows),
                )
            except BadRequest as refusal:
                # Deleted by the person meanwhile, say; a new message is as good.
                if "not modified" not in refusal.message:
                    return False
        shown.content = content
        _note_buttons(shown, message_id, has_buttons=bool(reply.rows))
        return True

    async def _send(self, chat_id: int, shown: Shown, text: str, rows: Rows) -> None:
        """Send a text as a new message."""
        message = await self._bot.send_message(
            chat_id,
            text,
            link_preview_options=NO_PREVIEW,
            api_kwargs=buttons(rows),
        )
        shown.bottom, shown.content = message.message_id, hash((text, rows))
        if rows:
            shown.menu = message.message_id

    async def _send_document(self, chat_id: int, shown: Shown, reply: Reply, document: Document) -> None:
        """Send a file, with the text as its caption where that fits."""
        content = await asyncio.to_thread(document.make)
        file = InputFile(content, filename=document.name)
        caption: str | None = reply.text
        if _units(reply.text) > MessageLimit.CAPTION_LENGTH:
            await self._send_text(chat_id, shown, replace(reply, rows=()))
            caption = None
        send = self._bot.send_photo if _is_picture(document) else self._bot.send_document
        message = await send(chat_id, file, caption=caption, api_kwargs=buttons(reply.rows))
        shown.bottom = shown.content = None  # a file cannot be edited into a text
        if reply.rows:
            shown.menu = message.message_id

    async def _send_picture(self, chat_id: int, shown: Shown, reply: Reply, document: Document) -> None:
        """Send a picture; where it cannot be drawn or sent, its words, which tell the same."""
        try:
            await self._send_document(chat_id, shown, reply, document)
        except TelegramError as fault:
            _log.warning("outcome=unsent %s", type(fault).__name__)
            await self._send_text(chat_id, shown, reply)
        except Exception as fault:  # noqa: BLE001 - whatever is wrong with a picture, the answer goes on
            _log.error("outcome=undrawn %s", place(fault))
            await self._send_text(chat_id, shown, reply)

    async def _take_buttons(self, chat_id: int, shown: Shown, message_id: int) -> None:
        """Take the buttons from a message whose question is over."""
        shown.bare.append(message_id)
        try:
            await self._bot.edit_message_reply_markup(chat_id=chat_id, message_id=message_id)
        except BadRequest:
            # Deleted by the person, or bare already: what was wanted is the case.
            _log.debug("no buttons to take")


def _note_buttons(shown: Shown, message_id: int, *, has_buttons: bool) -> None:
    """Remember whether an edited message has buttons now."""
    if not has_buttons:
        shown.menu = None
        shown.bare.append(message_id)
        return
    shown.menu = message_id
    while message_id in shown.bare:
        shown.bare.remove(message_id)


def is_gone(refusal: BadRequest) -> bool:
    """Tell whether a refusal means that the chat is there no longer."""
    return any(words in refusal.message.lower() for words in _GONE)


def buttons(rows: Rows) -> dict[str, Any]:
    """Return the buttons as Telegram takes them; the library's objects for them cost as much as a step."""
    if not rows:
        return {}
    keyboard = [[{"text": button.label, "callback_data": button.data} for button in row] for row in rows]
    return {"reply_markup": {"inline_keyboard": keyboard}}


def _is_picture(document: Document) -> bool:
    """Return whether Telegram shows the file by itself."""
    return document.media_type.startswith("image/")


def _units(text: str) -> int:
    """Return the length of a text as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _fits(text: str) -> bool:
    """Return whether a text fits into one message."""
    return _units(text) <= MessageLimit.MAX_TEXT_LENGTH


def _pieces(text: str) -> Iterator[str]:
    """Split a text into pieces that fit into a message each, at the ends of lines where there are any."""
    # Half the limit in characters is within the limit in units, whatever the characters.
    most = MessageLimit.MAX_TEXT_LENGTH // 2
    while not _fits(text):
        cut = text.rfind("\n", 1, most)
        cut = most if cut == -1 else cut
        if text[:cut].strip():
            yield text[:cut]
        text = text[cut:].lstrip("\n")
    yield text
