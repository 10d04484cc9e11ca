"""What Telegram accepts as text: its length in UTF-16 units, its HTML, its entities."""

import re
from typing import Final

from tests.fake_telegram.refusal import bad_request

LONGEST_TEXT: Final = 4096
LONGEST_CAPTION: Final = 1024
_TAGS: Final = frozenset(
    "a b blockquote code del em i ins pre s span strike strong tg-emoji tg-spoiler u".split(),  # noqa: SIM905
)
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)?([^<>]*)(>?)")
# What Telegram strips from both ends, and what looks like nothing in a chat.
_NOTHING: Final = (
    "\x00\t\n\r\v\f \u00a0\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029"
    "\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
)


def units(text: str) -> int:
    """Return the length of a text as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def seen_text(text: str, parse_mode: str | None) -> str:
    """Return the text as the person sees it.

    Narrower than Telegram: of the parse modes only HTML is known, since the bot sends plain text.

    Raises:
        Refused: the parse mode is unknown, or the HTML is broken.
    """
    if not parse_mode:
        return text.strip(_NOTHING)
    if parse_mode.lower() != "html":
        raise bad_request("unsupported parse_mode")
    return _plain(text).strip(_NOTHING)


def check_text(text: str, *, edited: bool = False) -> None:
    """Refuse a text that is empty or too long.

    Raises:
        Refused: see above.
    """
    if not text:
        raise bad_request("message text is empty")
    if units(text) > LONGEST_TEXT:
        raise bad_request("MESSAGE_TOO_LONG" if edited else "message is too long")


def check_caption(caption: str) -> None:
    """Refuse a caption that is too long.

    Raises:
        Refused: see above.
    """
    if units(caption) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")


def check_entities(text: str, entities: object) -> None:
    """Refuse entities that are none, or that do not lie inside the text.

    Stricter than Telegram, which drops an entity that reaches beyond the end.

    Raises:
        Refused: see above.
    """
    if entities is None:
        return
    if not isinstance(entities, list):
        raise bad_request("can't parse entities JSON object")
    for entity in entities:
        if not isinstance(entity, dict) or not isinstance(entity.get("type"), str):
            raise bad_request("can't parse MessageEntity: Can't find field \"type\"")
        start, length = entity.get("offset"), entity.get("length")
        if not isinstance(start, int) or not isinstance(length, int):
            raise bad_request('can\'t parse MessageEntity: Field "offset" must be of type Number')
        if start < 0 or length <= 0 or start + length > units(text):
            raise bad_request("can't parse entities: entity lies beyond the text")


def _plain(html: str) -> str:
    """Return the text without its tags."""
    pieces: list[str] = []
    opened: list[str] = []
    end = 0
    for tag in _TAG.finditer(html):
        pieces.append(html[end : tag.start()])
        _read_tag(tag, len(html[: tag.start()].encode()), opened)
        end = tag.end()
    if opened:
        raise _entities(f'Can\'t find end tag corresponding to start tag "{opened[-1]}"')
    pieces.append(html[end:])
    text = "".join(pieces)
    for name, sign in (("lt", "<"), ("gt", ">"), ("quot", '"'), ("amp", "&")):
        text = text.replace(f"&{name};", sign)
    return text


def _read_tag(tag: re.Match[str], offset: int, opened: list[str]) -> None:
    """Open or close one tag."""
    closing, name, _, bracket = tag.groups()
    where = f"at byte offset {offset}"
    if not bracket:
        raise _entities(f"Unclosed start tag {where}")
    name = (name or "").lower()
    if closing:
        if not opened:
            raise _entities(f"Unexpected end tag {where}")
        if (expected := opened.pop()) != name:
            raise _entities(f'Unmatched end tag {where}, expected "</{expected}>", found "</{name}>"')
    elif name not in _TAGS:
        raise _entities(f'Unsupported start tag "{name}" {where}')
    else:
        opened.append(name)


def _entities(words: str) -> Exception:
    return bad_request(f"can't parse entities: {words}")
