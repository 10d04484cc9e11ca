"""Finding a person without knowing who it is, and sealing everything else that is kept.

Each data key (a Fernet key) is used for sealing itself and gives, by HKDF, a key for the hash of chat
ids, one for the hash of subjects, and a public name. The first of several keys seals; every one opens
and finds.
"""

import hmac
import json
from base64 import urlsafe_b64decode
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NAME_BYTES = 8
_HASH_KEY_BYTES = 32


class Unreadable(Exception):
    """A sealed value was altered, moved from another place, or sealed with an unknown key."""


class Safe:
    """The data keys at work; it shows nothing of them."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Take the keys, each 32 bytes in URL-safe base64, the sealing one first."""
        self._fernet = MultiFernet([Fernet(key) for key in keys])
        secrets = [urlsafe_b64decode(key) for key in keys]
        self._hash_keys = [_derive(secret, b"muhlat chat hash", _HASH_KEY_BYTES) for secret in secrets]
        self._topic_keys = [_derive(secret, b"muhlat topic hash", _HASH_KEY_BYTES) for secret in secrets]
        self.names = tuple(_derive(secret, b"muhlat key name", _NAME_BYTES).hex() for secret in secrets)
        """The public names of the keys, the sealing one first."""

    def hashes(self, chat_id: int) -> tuple[str, ...]:
        """Return the names under which a person may be found: one a key, the sealing key's first."""
        message = str(chat_id).encode()
        return tuple(hmac.digest(key, message, "sha256").hex() for key in self._hash_keys)

    def topics(self, chat_id: int, subject: str) -> tuple[str, ...]:
        """Return the names that a subject has with a person: one a key, the sealing key's first.

        Two people with the same subject have nothing in common in them.
        """
        message = f"{chat_id}:{subject}".encode()
        return tuple(hmac.digest(key, message, "sha256").hex() for key in self._topic_keys)

    def seal(self, place: str, who: str, plain: bytes, day: date) -> str:
        """Seal ``plain`` for the column ``place`` of the row ``who``; only there will it open.

        A sealed value shows when it was made; it shows midnight (UTC) of ``day`` and not the hour.
        """
        midnight = datetime.combine(day, time(), UTC)
        return self._fernet.encrypt_at_time(_label(place, who) + plain, int(midnight.timestamp())).decode()

    def unseal(self, place: str, who: str, sealed: str) -> bytes:
        """Open what :meth:`seal` made for the same place and row.

        Raises:
            Unreadable: where it cannot be opened, or was made for another place.
        """
        try:
            plain = self._fernet.decrypt(sealed)
        except InvalidToken:
            raise Unreadable from None
        label = _label(place, who)
        if not plain.startswith(label):
            raise Unreadable
        return plain[len(label) :]


def padded(data: Any, multiple: int) -> bytes:  # noqa: ANN401 - whatever JSON can hold
    """Write ``data`` as JSON of a multiple of so many bytes: the length does not tell how much it is."""
    written = json.dumps(data, separators=(",", ":"), allow_nan=False).encode()
    return written.ljust(-(-len(written) // multiple) * multiple)


def _label(place: str, who: str) -> bytes:
    """Tie a value to its place: who can write to the database could else swap two people's answers."""
    return f"{place}:{who}:".encode()


def _derive(secret: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=purpose).derive(secret)
