"""A case as one short text that a QR code holds: what a counsellor scans is the case itself, without a net.

``MUHLAT1:`` and then, in the letters and digits of base 32, four bytes that check the rest and the case as
compact JSON, deflated. These letters are what a QR code packs closely, and the only ones that no scanner,
form or messenger changes; base 45 would be a fifteenth shorter, but has spaces, ``*`` and ``-`` in it.
Nothing here needs a table of this program's, so that any other program can read a code too (docs/card.md).
"""

import json
import re
import zlib
from base64 import b32decode, b32encode
from binascii import Error as NotBase32
from typing import Final

from bot.case_code import MARK
from rules.facts import Case
from rules.write import case_data

LONGEST_CODE: Final = 4296
"""Letters. No QR code holds more."""

LARGEST_INSIDE: Final = 100_000
"""Bytes of the JSON in a code. What a code can hold of honest cases unpacks to a third of that at most."""

_VERSION: Final = "1"
_OPENING: Final = re.compile(rf"\s*{MARK}\s*([0-9]*)\s*:", re.IGNORECASE)
_SPACE: Final = re.compile(r"\s+")
_CHECK_BYTES: Final = 4
_GROUP: Final = 8
"""Letters of base 32 that belong together; what is missing at the end is no letter of the code."""

_RAW: Final = -zlib.MAX_WBITS
_INSTEAD: Final = "scan it again, or take the file of /export"


class WrongCode(ValueError):
    """The text is no whole code; the text of the error says why."""


def code_of(case: Case) -> str | None:
    """Return the case as the text of a code; None where it is too long for any."""
    inside = json.dumps(case_data(case), ensure_ascii=False, separators=(",", ":")).encode()
    packer = zlib.compressobj(zlib.Z_BEST_COMPRESSION, zlib.DEFLATED, _RAW, zlib.DEF_MEM_LEVEL + 1)
    packed = packer.compress(inside) + packer.flush()
    letters = b32encode(_check(inside) + packed).decode().rstrip("=")
    code = f"{MARK}{_VERSION}:{letters}"
    return code if len(code) <= LONGEST_CODE and len(inside) <= LARGEST_INSIDE else None


def inside_code(text: str) -> str:
    """Return the case in a code, as JSON; spaces, line ends and small letters in the code do no harm.

    Raises:
        WrongCode: the code is of another version, cut off, changed, or holds no text.
    """
    opening = _OPENING.match(text)
    if opening is None:
        raise WrongCode(f"is no code: a code begins with {MARK}{_VERSION}:")
    if opening[1] != _VERSION:
        raise WrongCode(f"is a code of version {opening[1] or '?'}; this program reads version {_VERSION}")
    letters = _SPACE.sub("", text[opening.end() :])
    if len(letters) > LONGEST_CODE:
        raise WrongCode(f"is longer than any code: {len(letters)} letters, and {LONGEST_CODE} are the most")
    raw = _bytes(letters)
    check, packed = raw[:_CHECK_BYTES], raw[_CHECK_BYTES:]
    inside = _unpacked(packed)
    if _check(inside) != check:
        raise WrongCode(f"is a code with changed letters: {_INSTEAD}")
    try:
        return inside.decode()
    except UnicodeDecodeError:
        raise WrongCode("is a code that holds no text") from None


def _check(inside: bytes) -> bytes:
    return zlib.crc32(inside).to_bytes(_CHECK_BYTES, "big")


def _bytes(letters: str) -> bytes:
    try:
        return b32decode(letters + "=" * (-len(letters) % _GROUP), casefold=True)
    except (NotBase32, ValueError):  # the latter: letters beyond ASCII
        raise WrongCode(f"is a damaged code: {_INSTEAD}") from None


def _unpacked(packed: bytes) -> bytes:
    """Unpack no more than a case can be, whatever the code claims."""
    unpacker = zlib.decompressobj(_RAW)
    try:
        inside = unpacker.decompress(packed, LARGEST_INSIDE + 1)
    except zlib.error:
        raise WrongCode(f"is a damaged code: {_INSTEAD}") from None
    if len(inside) > LARGEST_INSIDE:
        raise WrongCode(f"is a code with more than {LARGEST_INSIDE} bytes in it: no case of one person has")
    if not unpacker.eof:
        raise WrongCode(f"is a code without its end: {_INSTEAD}")
    if unpacker.unused_data:
        raise WrongCode(f"is a code with something after its end: {_INSTEAD}")
    return inside
