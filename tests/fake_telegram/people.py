"""A person with a phone: writes to the bot, taps its buttons, reads the chat."""

import itertools
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Self

from tests.fake_telegram.markup import FakeButton
from tests.fake_telegram.world import FakeChat, FakeMessage, World

_IDS: Final = itertools.count(5_550_000_001)
_FILE: Final = {"file_id": "AgACAgIAAxkB", "file_unique_id": "AQADgL"}
_PHOTO: Final = [_FILE | {"width": 90, "height": 67, "file_size": 1200}]
# What a message of each kind holds.
KINDS: Final[Mapping[str, Mapping[str, object]]] = {
    "photo": {"photo": _PHOTO},
    "contact": {"contact": {"phone_number": "+79990001122", "first_name": "Бахтиёр"}},
    "location": {"location": {"latitude": 55.751244, "longitude": 37.618423}},
    "venue": {
        "venue": {"location": {"latitude": 55.7, "longitude": 37.6}, "title": "Хостел", "address": "Мира, 1"}
    },
    "sticker": {
        "sticker": _FILE
        | {"type": "regular", "width": 9, "height": 9, "is_animated": False, "is_video": False},
    },
    "voice": {"voice": _FILE | {"duration": 3}},
    "audio": {"audio": _FILE | {"duration": 3}},
    "video": {"video": _FILE | {"width": 9, "height": 9, "duration": 3}},
    "video_note": {"video_note": _FILE | {"length": 9, "duration": 3}},
    "animation": {"animation": _FILE | {"width": 9, "height": 9, "duration": 3}, "document": _FILE},
    "document": {"document": _FILE | {"file_name": "Паспорт Рахимов.pdf"}},
    "poll": {
        "poll": {
            "id": "1",
            "question": "?",
            "options": [],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": True,
            "members_only": False,
        },
    },
    # What a later Bot API may bring, with an object that today's library refuses.
    "news": {"poll": {"id": "1"}, "hologram": {"depth": 3}},
    "dice": {"dice": {"emoji": "🎲", "value": 3}},
}


class NotAnswered(AssertionError):
    """The bot did not finish with what a person sent it."""


@dataclass(slots=True)
class Person:
    """One person and their private chat with the bot."""

    world: World
    chat: FakeChat
    sent: list[int] = field(default_factory=list)

    @classmethod
    def meets(cls, world: World, name: str, language: str | None) -> Self:
        """Return a new person who has opened the chat with the bot."""
        number = next(_IDS)
        user: dict[str, object] = {
            "id": number,
            "is_bot": False,
            "first_name": name,
            "last_name": "Рахимов",
            "username": f"person_{number}",
        }
        if language is not None:
            user["language_code"] = language
        with world.lock:
            chat = world.chats[number] = FakeChat(number, "private", user)
        return cls(world, chat)

    # What the person does. Each returns the number of the update; 0 where the bot gets none.

    def writes(self, text: str) -> int:
        """Send a text, or a command where it begins with a slash."""
        return self._send({"text": text, "entities": _entities(text)}, text)

    def sends(self, kind: str, **more: object) -> int:
        """Send something of one of :data:`KINDS`."""
        return self._send({**KINDS[kind], **more}, f"[{kind}]", kind)

    def edits(self, text: str) -> int:
        """Change the last message of their own."""
        with self.world.lock:
            mine = [message for message in self.chat.messages.values() if not message.by_bot][-1]
            mine.text = text
            data = self.world.message_data(self.chat, mine) | {"edit_date": int(time.time())}
            return self._update("edited_message", data)

    def taps(self, label: str, on: FakeMessage | None = None) -> int:
        """Tap the button with this label, or a label that begins so; below the last message with any."""
        message = on or self.menu()
        if message is None:
            raise AssertionError("there are no buttons to tap")
        buttons = [button for row in message.rows for button in row]
        exact = [button for button in buttons if button.label == label]
        found = exact or [button for button in buttons if button.label.startswith(label)]
        if not found:
            raise AssertionError(f"no button {label!r} among {message.labels()}")
        return self.taps_button(found[0], message)

    def taps_button(self, button: FakeButton, on: FakeMessage) -> int:
        """Tap a button, also one that is no longer there."""
        return self.taps_data(button.data, on)

    def taps_data(self, data: str, on: FakeMessage | None = None, *, inaccessible: bool = False) -> int:
        """Send a tap with any data at all, as a forged client can."""
        with self.world.lock:
            message = on or self.last()
            query: dict[str, object] = {
                "id": self.world.query(self.chat),
                "from": self.chat.user,
                "chat_instance": "1",
                "data": data,
            }
            if message is not None:
                shown = self.world.message_data(self.chat, message)
                if inaccessible:
                    shown = {"chat": self.chat.data(), "message_id": message.id, "date": 0}
                query["message"] = shown
            return self._update("callback_query", query)

    def blocks(self) -> int:
        """Block the bot."""
        with self.world.lock:
            self.chat.blocked = True
            return self._membership("member", "kicked")

    def unblocks(self) -> int:
        """Let the bot write again."""
        with self.world.lock:
            self.chat.blocked = False
            return self._membership("kicked", "member")

    def adds_bot(self, kind: str = "group") -> FakeChat:
        """Add the bot to a new group or channel and return that."""
        with self.world.lock:
            number = -next(_IDS)
            group = self.world.chats[number] = FakeChat(number, kind, self.chat.user)
            self._membership("left", "member", group)
            return group

    def writes_in(self, group: FakeChat, text: str) -> int:
        """Send a text in a group."""
        with self.world.lock:
            message = self.world.message(by_bot=False, text=text)
            self.world.post(group, message)
            data = self.world.message_data(group, message) | {"entities": _entities(text)}
            return self._update("message", data)

    def sends_again(self, update_id: int) -> None:
        """Let Telegram deliver the last update once more under the same number."""
        with self.world.lock:
            update = self._delivered[update_id]
            ((kind, content),) = [item for item in update.items() if item[0] != "update_id"]
            assert isinstance(content, dict)
            self.world.enqueue(kind, content, update_id)

    # What the person sees.

    def last(self) -> FakeMessage | None:
        """Return the last message of the bot in the chat."""
        with self.world.lock:
            return next((shown for shown in reversed(self.chat.messages.values()) if shown.by_bot), None)

    def menu(self) -> FakeMessage | None:
        """Return the last message of the bot that has buttons."""
        with self.world.lock:
            return next((shown for shown in reversed(self.chat.messages.values()) if shown.rows), None)

    def screen(self) -> list[str]:
        """Return the texts of the chat, top to bottom."""
        with self.world.lock:
            return [message.text for message in self.chat.messages.values()]

    def said(self) -> list[str]:
        """Return the texts of the bot, top to bottom."""
        with self.world.lock:
            return [message.text for message in self.chat.messages.values() if message.by_bot]

    def waits(self, seconds: float = 15.0) -> FakeMessage:
        """Wait until the bot is done with everything this person sent; return its last message.

        Raises:
            NotAnswered: it is not done in time, or has never said anything.
        """
        with self.world.changed:
            last = max(self.sent, default=0)
            if not self.world.changed.wait_for(lambda: self.world.confirmed >= last, seconds):
                raise NotAnswered(f"nothing came of update {last} in {seconds} s")
        message = self.last()
        if message is None:
            raise NotAnswered("the bot has said nothing")
        return message

    @property
    def _delivered(self) -> dict[int, dict[str, object]]:
        return self.world.delivered

    def _send(self, content: Mapping[str, object], text: str, kind: str = "text") -> int:
        with self.world.lock:
            if self.chat.blocked:
                self.unblocks()
            self.chat.started = True
            message = self.world.message(by_bot=False, text=text, kind=kind)
            self.world.post(self.chat, message)
            return self._update("message", {**self.world.message_data(self.chat, message), **content})

    def _membership(self, before: str, after: str, chat: FakeChat | None = None) -> int:
        """Tell the bot of a change of its own membership."""
        bot = self.world.bot
        data: dict[str, object] = {
            "chat": (chat or self.chat).data(),
            "from": self.chat.user,
            "date": int(time.time()),
            "old_chat_member": _member(bot, before),
            "new_chat_member": _member(bot, after),
        }
        return self._update("my_chat_member", data)

    def _update(self, kind: str, content: dict[str, object]) -> int:
        number = self.world.enqueue(kind, content)
        if number:
            self.sent.append(number)
        return number


def _entities(text: str) -> list[dict[str, object]]:
    """Return the entities that Telegram finds in a text: here only a command at its beginning."""
    if not text.startswith("/") or len(text) == 1 or not text[1].isascii() or not text[1].isalnum():
        return []
    return [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]


def _member(bot: Mapping[str, object], status: str) -> dict[str, object]:
    """Return the bot's membership."""
    return {"user": bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})
