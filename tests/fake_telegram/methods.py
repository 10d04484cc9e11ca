"""The methods of the Bot API that send, change and delete messages."""

import time
from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image

from tests.fake_telegram.markup import read_markup
from tests.fake_telegram.refusal import bad_request
from tests.fake_telegram.text import check_caption, check_entities, check_text, seen_text, units
from tests.fake_telegram.world import FakeChat, FakeFile, FakeMessage, World, parse_json

_ACTIONS = frozenset({"typing", "upload_photo", "upload_document", "upload_voice", "record_voice"})
_LONGEST_TOAST = 200
_LARGEST_PHOTO = 10 * 1024 * 1024
_LONGEST_SIDES = 10_000  # width and height together
_SLIMMEST = 20  # times as long as wide
_SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)


@dataclass(slots=True)
class Args:
    """The parameters of one call: texts, and files by the name of their part; and whose call it is."""

    values: dict[str, str] = field(default_factory=dict)
    files: dict[str, FakeFile] = field(default_factory=dict)
    by: str = ""

    def get(self, name: str) -> str | None:
        """Return a parameter, or None."""
        return self.values.get(name)

    def number(self, name: str, otherwise: int) -> int:
        """Return a parameter that is a whole number.

        Raises:
            Refused: it is not one.
        """
        value = self.values.get(name)
        if value is None:
            return otherwise
        try:
            return int(value)
        except ValueError as fault:
            raise bad_request(f"can't parse {name}: must be a Number") from fault


def send_message(world: World, args: Args) -> object:
    """Send a text."""
    chat = world.chat(args.get("chat_id"))
    text = seen_text(args.get("text") or "", args.get("parse_mode"))
    check_text(text)
    check_entities(text, parse_json(args.get("entities"), "can't parse entities JSON object"))
    rows = read_markup(args.get("reply_markup"))
    _count(world, chat)
    message = world.message(by_bot=True, text=text)
    message.rows = rows
    return world.message_data(chat, world.post(chat, message))


def send_document(world: World, args: Args) -> object:
    """Send a file."""
    return _send_file(world, args, "document")


def send_photo(world: World, args: Args) -> object:
    """Send a picture, which Telegram opens and looks at."""
    _check_photo(_file(args, "photo"))
    return _send_file(world, args, "photo")


def _check_photo(file: FakeFile) -> None:
    """Refuse what is no picture that Telegram shows."""
    size = len(file.content)
    if size > _LARGEST_PHOTO:
        told = f"file of size {size} bytes is too big for a photo; the maximum size is {_LARGEST_PHOTO} bytes"
        raise bad_request(told)
    try:
        with Image.open(BytesIO(file.content)) as image:
            image.load()
            short, long = sorted(image.size)
    except OSError as fault:
        raise bad_request("IMAGE_PROCESS_FAILED") from fault
    if short + long > _LONGEST_SIDES or long > _SLIMMEST * short:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def _send_file(world: World, args: Args, kind: str) -> object:
    chat = world.chat(args.get("chat_id"))
    caption = seen_text(args.get("caption") or "", args.get("parse_mode"))
    check_caption(caption)
    file = _file(args, kind)
    rows = read_markup(args.get("reply_markup"))
    _count(world, chat)
    message = world.message(by_bot=True, text=caption, kind=kind)
    message.rows, message.file = rows, file
    return world.message_data(chat, world.post(chat, message))


def _file(args: Args, kind: str) -> FakeFile:
    """Return the uploaded file that a call names."""
    named = args.get(kind)
    if named is None and kind not in args.files:
        raise bad_request(f"there is no {kind} in the request")
    part = named.removeprefix("attach://") if named else kind
    if part not in args.files:
        raise bad_request("wrong remote file identifier specified: can't unserialize it. Wrong last symbol")
    file = args.files[part]
    if not file.content:
        raise bad_request("file must be non-empty")
    return file


def edit_message_text(world: World, args: Args) -> object:
    """Change the text of a message of the bot, and its buttons."""
    chat, message = _own_message(world, args, "edit")
    text = seen_text(args.get("text") or "", args.get("parse_mode"))
    check_text(text, edited=True)
    rows = read_markup(args.get("reply_markup"))
    if message.kind != "text":
        raise bad_request("there is no text in the message to edit")
    if (text, rows) == (message.text, message.rows):
        raise bad_request(_SAME)
    _count(world, chat)
    message.text, message.rows = text, rows
    message.edits += 1
    world.tell(chat)
    return world.message_data(chat, message)


def edit_message_reply_markup(world: World, args: Args) -> object:
    """Change the buttons under a message of the bot."""
    chat, message = _own_message(world, args, "edit")
    rows = read_markup(args.get("reply_markup"))
    if rows == message.rows:
        raise bad_request(_SAME)
    message.rows = rows
    message.edits += 1
    world.tell(chat)
    return world.message_data(chat, message)


def delete_message(world: World, args: Args) -> object:
    """Delete a message; in a private chat the person's too."""
    chat = world.chat(args.get("chat_id"))
    message = chat.messages.get(args.number("message_id", 0))
    if message is None:
        raise bad_request("message to delete not found")
    if not message.by_bot and chat.kind != "private":
        raise bad_request("message can't be deleted")
    del chat.messages[message.id]
    world.changed.notify_all()
    return True


def _own_message(world: World, args: Args, doing: str) -> tuple[FakeChat, FakeMessage]:
    """Return the message of the bot that a call names."""
    chat = world.chat(args.get("chat_id"))
    if args.get("message_id") is None:
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(args.number("message_id", 0))
    if message is None:
        raise bad_request(f"message to {doing} not found")
    if not message.by_bot:
        raise bad_request("message can't be edited")
    return chat, message


def answer_callback_query(world: World, args: Args) -> object:
    """Acknowledge a tap, once and in time."""
    query = world.queries.get(args.get("callback_query_id") or "")
    late = query is not None and time.monotonic() - query.asked_at > world.query_life
    if query is None or query.answered or late:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if units(args.get("text") or "") > _LONGEST_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    query.answered = True
    world.changed.notify_all()
    return True


def send_chat_action(world: World, args: Args) -> object:
    """Show that the bot is busy."""
    world.chat(args.get("chat_id"))
    if args.get("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True


def leave_chat(world: World, args: Args) -> object:
    """Leave a group or channel."""
    chat = world.chat(args.get("chat_id"))
    if chat.kind == "private":
        raise bad_request("chat member status can't be changed in private chats")
    chat.left = True
    world.changed.notify_all()
    return True


def _count(world: World, chat: FakeChat) -> None:
    """Count a message against Telegram's limits, where the test wants them."""
    if world.flood is not None:
        world.flood.count(chat.id)
