"""What Telegram delivers, read as events of the conversation. Names, numbers and files are not read."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from telegram import CallbackQuery, Chat, ChatMemberUpdated, Message, Update, User
from telegram.ext.filters import StatusUpdate

from bot.dialog.model import Command, Event, Kind, Said, Tap, Unsupported

WANTED: Final = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of updates asked for; Telegram delivers no others."""

_COMMAND: Final = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@[A-Za-z0-9_]+)?(?:\s(.*))?", re.DOTALL)
# In this order: a moving picture is a document too, a place with a name is a location too.
_KINDS: Final[tuple[tuple[str, Kind], ...]] = (
    ("photo", "photo"),
    ("contact", "contact"),
    ("venue", "location"),
    ("location", "location"),
    ("sticker", "sticker"),
    ("voice", "voice"),
    ("audio", "voice"),
    ("video", "video"),
    ("video_note", "video"),
    ("animation", "video"),
    ("document", "document"),
    ("poll", "poll"),
)
_PRESENT: Final = frozenset({"member", "administrator", "restricted"})


class Notice(Enum):
    """What is answered by the channel itself, without the conversation."""

    EDITED = auto()
    """The person changed an old message of theirs."""
    ELSEWHERE = auto()
    """Somebody wrote in a group, or added the bot to one."""
    STRANGE_TAP = auto()
    """A tap outside the private chat: nothing but an acknowledgement is due."""


@dataclass(frozen=True, slots=True)
class Tapped:
    """The button behind a tap: the query to acknowledge, the message it stands under."""

    query_id: str
    message_id: int | None
    data: str
    has_buttons: bool


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update that is to be answered; ``album`` is the same for pictures sent together."""

    update_id: int
    chat_id: int
    event: Event | Notice
    device_language: str | None
    tapped: Tapped | None = None
    album: str | None = None


def chat_of(update: Update) -> int:
    """Return the number that says whose turn an update belongs to; 0 where it is nobody's."""
    chat = update.effective_chat
    if chat is not None:
        return chat.id
    user = update.effective_user
    return 0 if user is None else user.id


def read_update(update: Update) -> Incoming | None:
    """Return what is to be answered, or None where the update asks for nothing."""
    if update.callback_query is not None:
        return _tap(update, update.callback_query)
    if update.my_chat_member is not None:
        return _membership(update, update.my_chat_member)
    message = update.message or update.edited_message
    if message is None:
        return None
    event = _event(message, edited=update.message is None)
    if event is None:
        return None
    language = _language(message.from_user)
    return Incoming(update.update_id, message.chat.id, event, language, album=message.media_group_id)


def _event(message: Message, *, edited: bool) -> Event | Notice | None:
    """Read a message; None for what Telegram itself writes into a chat (a pinned message, a timer)."""
    if StatusUpdate.ALL.check_update(Update(0, message=message)):
        return None
    if message.chat.type != Chat.PRIVATE:
        return None if edited else Notice.ELSEWHERE
    if edited:
        return Notice.EDITED
    if message.text is not None:
        command = _COMMAND.fullmatch(message.text)
        return _command(*command.groups("")) if command else Said(message.text)
    kinds = (kind for name, kind in _KINDS if getattr(message, name))
    return Unsupported(next(kinds, "other"))


def _command(name: str, rest: str) -> Command:
    return Command(name.lower(), rest.strip())


def _tap(update: Update, query: CallbackQuery) -> Incoming:
    """Read a tap; the message may be too old for Telegram to show it, or missing."""
    message = query.message
    buttons = isinstance(message, Message) and message.reply_markup is not None
    tapped = Tapped(query.id, message.message_id if message else None, query.data or "", buttons)
    chat_id = message.chat.id if message else query.from_user.id
    private = message is None or message.chat.type == Chat.PRIVATE
    event = Tap(tapped.data) if private else Notice.STRANGE_TAP
    return Incoming(update.update_id, chat_id, event, _language(query.from_user), tapped)


def _membership(update: Update, change: ChatMemberUpdated) -> Incoming | None:
    """Read a change of the bot's own membership: only being added to a group asks for an answer.

    Who blocks the bot gets nothing any more; what is kept of them stays until its time is over,
    since many unblock it again, and erasing is one command away.
    """
    added = change.new_chat_member.status in _PRESENT and change.old_chat_member.status not in _PRESENT
    if change.chat.type == Chat.PRIVATE or not added:
        return None
    return Incoming(update.update_id, change.chat.id, Notice.ELSEWHERE, _language(change.from_user))


def _language(user: User | None) -> str | None:
    """Return the language of the person's device."""
    return None if user is None else user.language_code
