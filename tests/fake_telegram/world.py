"""The state of the fake: chats as people see them, updates waiting for the bot, its menus."""

import itertools
import json
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tests.fake_telegram.markup import Rows, markup_data
from tests.fake_telegram.refusal import Refused, bad_request, forbidden
from tests.fake_telegram.trouble import Flood, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

BOT_ID: Final = 7_000_000_001
BOT: Final = {"id": BOT_ID, "is_bot": True, "first_name": "Muhlat", "username": "muhlat_test_bot"}


@dataclass(slots=True)
class FakeFile:
    """A file that the bot sent."""

    name: str
    media_type: str
    content: bytes


@dataclass(slots=True)
class FakeMessage:
    """A message as it stands in a chat now."""

    id: int
    sent_at: int
    by_bot: bool
    text: str
    rows: Rows = ()
    file: FakeFile | None = None
    kind: str = "text"
    edits: int = 0

    def labels(self) -> list[str]:
        """Return the labels of its buttons, row by row."""
        return [button.label for row in self.rows for button in row]


@dataclass(slots=True)
class FakeChat:
    """A chat with everything in it that is not deleted."""

    id: int
    kind: str
    user: dict[str, object]
    messages: dict[int, FakeMessage] = field(default_factory=dict)
    blocked: bool = False
    deactivated: bool = False
    left: bool = False
    started: bool = False

    def data(self) -> dict[str, object]:
        """Return the chat as it stands in an update."""
        if self.kind == "private":
            return {"id": self.id, "type": "private", "first_name": self.user["first_name"]}
        return {"id": self.id, "type": self.kind, "title": f"Chat {self.id}"}


@dataclass(slots=True)
class Query:
    """A tap that the bot has yet to acknowledge."""

    chat_id: int
    asked_at: float
    answered: bool = False


@dataclass(slots=True)
class Call:
    """One call of the bot and what became of it; ``about`` is the tap or the message that it names.

    ``by`` is what stands in the address before the token: several processes may have one each. ``at`` is when
    it was done, by the clock that only goes forward.
    """

    method: str
    chat_id: int | None
    code: int
    words: str
    about: str = ""
    by: str = ""
    at: float = field(default_factory=time.monotonic)


class World:
    """Everything that Telegram knows; every access from another thread holds ``lock``."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.lock = threading.RLock()
        self.changed = threading.Condition(self.lock)
        self.chats: dict[int, FakeChat] = {}
        self.queries: dict[str, Query] = {}
        self.bot = BOT
        self.updates: deque[dict[str, object]] = deque()
        self.delivered: dict[int, dict[str, object]] = {}
        self.confirmed = 0
        self.allowed: list[str] | None = None
        self.webhook = ""
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        self.descriptions: dict[tuple[str, str], str] = {}
        self.calls: list[Call] = []
        self.cut_off: list[str] = []
        """The methods of requests whose client was gone before their end; nothing came of them."""
        self.faults: list[str] = []
        self.news: set[int] = set()
        self.troubles: list[Trouble] = []
        self.flood: Flood | None = None
        self.query_life = 30.0
        self.wake: Callable[[], None] = lambda: None
        self._messages = itertools.count(101)
        self._updates = itertools.count(800_001)
        self._queries = itertools.count(4_000_000_000_001)

    def chat(self, chat_id: object, *, writing: bool = True) -> FakeChat:
        """Return the chat that a call names.

        Raises:
            Refused: there is none, or the bot may not write to it.
        """
        if chat_id in (None, ""):
            raise bad_request("chat_id is empty")
        try:
            found = self.chats.get(int(str(chat_id)))
        except ValueError:
            found = None
        if found is None:
            raise bad_request("chat not found")
        if not writing:
            return found
        self._may_write(found)
        return found

    def _may_write(self, chat: FakeChat) -> None:
        """Refuse a call to a chat that is closed to the bot."""
        if chat.deactivated:
            raise forbidden("user is deactivated")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        if chat.left:
            raise forbidden(f"bot was kicked from the {chat.kind} chat")
        if chat.kind == "private" and not chat.started:
            raise forbidden("bot can't initiate conversation with a user")

    def post(self, chat: FakeChat, message: FakeMessage) -> FakeMessage:
        """Put a message into a chat."""
        chat.messages[message.id] = message
        self.tell(chat)
        return message

    def tell(self, chat: FakeChat) -> None:
        """Wake whoever waits for something to change; ``news`` says in which chats it has."""
        self.news.add(chat.id)
        self.changed.notify_all()

    def message(self, *, by_bot: bool, text: str, kind: str = "text") -> FakeMessage:
        """Return a new message with the next number."""
        return FakeMessage(next(self._messages), int(time.time()), by_bot, text, kind=kind)

    def query(self, chat: FakeChat) -> str:
        """Return the number of a new tap in this chat."""
        number = str(next(self._queries))
        self.queries[number] = Query(chat.id, time.monotonic())
        return number

    def enqueue(self, kind: str, content: dict[str, object], update_id: int | None = None) -> int:
        """Let an update wait for the bot; return its number (0: the bot does not want the kind)."""
        if self.allowed is not None and kind not in self.allowed:
            return 0
        number = next(self._updates) if update_id is None else update_id
        update = {"update_id": number, kind: content}
        self.updates.append(update)
        self.delivered[number] = update
        self.wake()
        self.changed.notify_all()
        return number

    def confirm(self, offset: int) -> None:
        """Forget every update below this number: the bot is done with them."""
        if offset < 0:
            while len(self.updates) > -offset:
                self._forget_first()
            return
        while self.updates and _number(self.updates[0]) < offset:
            self._forget_first()
        self.changed.notify_all()

    def _forget_first(self) -> None:
        self.confirmed = max(self.confirmed, _number(self.updates.popleft()))

    def trouble(self, method: str, chat_id: int | None) -> Trouble | None:
        """Return the scripted mishap for this call, and count it as happened."""
        for trouble in self.troubles:
            if trouble.fits(method, chat_id):
                trouble.times -= 1
                return trouble
        return None

    def refusals(self) -> list[Call]:
        """Return every call of the bot that was refused as wrong (4xx but for 429)."""
        return [call for call in self.calls if 400 <= call.code < 500 and call.code != 429]

    def message_data(self, chat: FakeChat, message: FakeMessage) -> dict[str, object]:
        """Return a message as it stands in an update or an answer."""
        sender = BOT if message.by_bot else chat.user
        data: dict[str, object] = {
            "message_id": message.id,
            "date": message.sent_at,
            "chat": chat.data(),
            "from": sender,
        }
        if message.kind == "text":
            data["text"] = message.text
        if message.file is not None:
            file = {"file_id": f"F{message.id}", "file_unique_id": f"U{message.id}"}
            data[message.kind] = [file | {"width": 90, "height": 67}] if message.kind == "photo" else file
        if message.rows:
            data["reply_markup"] = markup_data(message.rows)
        if message.edits:
            data["edit_date"] = int(time.time())
        return data


def _number(update: dict[str, object]) -> int:
    """Return the number of an update."""
    return int(str(update["update_id"]))


def parse_json(text: str | None, words: str) -> object:
    """Return the value of a parameter that is JSON, or None.

    Raises:
        Refused: it is no JSON; ``words`` says of what.
    """
    if text is None:
        return None
    try:
        value: object = json.loads(text)
    except ValueError as fault:
        raise bad_request(words) from fault
    return value


__all__ = ["BOT", "BOT_ID", "Call", "FakeChat", "FakeFile", "FakeMessage", "Refused", "World", "parse_json"]
