"""The settings of the bot, read once from the environment; every wrong one is named at once.

No value is ever repeated in a message or a repr: a token or a key may stand anywhere in it.
"""

import ipaddress
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Self, TypeAlias, TypeVar
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from platformdirs import user_data_path

T = TypeVar("T")

_KEY = re.compile(r"[A-Za-z0-9_-]{43}=")
_TOKEN = re.compile(r"[0-9]{1,18}:[A-Za-z0-9_-]+")
_NUMBER = re.compile(r"[0-9]{1,4}(\.[0-9]{1,3})?")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_NEW_KEY = 'python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"'

EXAMPLES = {
    "BOT_TOKEN": "123456789:the-letters-that-BotFather-gave",
    "BOT_API_URL": "https://api.telegram.org",
    "DATABASE_URL": "sqlite+aiosqlite:////var/lib/muhlat/muhlat.sqlite3 "
    "or postgresql+asyncpg://muhlat:password@localhost/muhlat",
    "DATA_KEY": f"what this prints: {_NEW_KEY}",
    "WEBHOOK_URL": "https://bot.example.org/telegram",
    "WEBHOOK_SECRET": "letters-digits-and-hyphens",
    "LISTEN": "127.0.0.1:8080",
    "SEND_RATE": "25",
}
"""Every setting, with a right value for its message."""


class Address(NamedTuple):
    """Where to listen: a host name or address (IPv6 without brackets) and a port."""

    host: str
    port: int


_POSTGRES = "postgresql+asyncpg"
_POSTGRES_PORT = 5432


@dataclass(frozen=True, slots=True)
class PostgresAddress:
    """A database of a PostgreSQL server. Its text, for messages, is without user and password."""

    host: str
    """A name, an address, or the folder that holds the server's socket."""
    database: str
    user: str | None = field(default=None, repr=False)
    """Who to log in as; None: as the user who runs this program."""
    password: str | None = field(default=None, repr=False)
    port: int = _POSTGRES_PORT
    ssl: str | None = None
    """How the connection is protected, in the words of PostgreSQL; None: where the server offers it."""

    def __str__(self) -> str:
        return f"PostgreSQL database {self.database} on {self.host}"


Place: TypeAlias = Path | PostgresAddress
"""Where people are kept: an SQLite file, or a database of a PostgreSQL server."""

_PROTECTIONS = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
_TELEGRAM = "https://api.telegram.org"
_LISTEN = Address("127.0.0.1", 8080)
_SEND_RATE = 25.0
"""Telegram lets a bot send about thirty messages a second; the answers to those who write need some."""
_FASTEST = 1000


@dataclass(frozen=True, slots=True)
class SettingFault:
    """One wrong setting: its name and what is wrong with it."""

    name: str
    message: str

    def __str__(self) -> str:
        return f"{self.name}: {self.message}. Example: {EXAMPLES[self.name]}"


class WrongSettings(Exception):
    """The environment holds wrong settings; ``faults`` has all of them, the text one a line."""

    def __init__(self, faults: tuple[SettingFault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def default_database() -> Path:
    """Where the SQLite file stands when DATABASE_URL does not say: in the user's data folder."""
    return user_data_path("muhlat", appauthor=False) / "muhlat.sqlite3"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the operator decides; ``data_keys`` is empty where the key is kept beside the database."""

    bot_token: str = field(repr=False)
    api_url: str = _TELEGRAM
    database: Place = field(default_factory=default_database)
    data_keys: tuple[str, ...] = field(default=(), repr=False)
    listen: Address = _LISTEN
    send_rate: float = _SEND_RATE
    """Messages a second that are sent unasked at most, by all processes together."""

    @property
    def bot_id(self) -> int:
        """The public number of the bot: it stays the same when BotFather gives it another token."""
        return int(self.bot_token.partition(":")[0])

    @classmethod
    def from_environment(cls, env: Mapping[str, str]) -> Self:
        """Read the settings from ``env``; an empty variable counts as not set.

        Raises:
            WrongSettings: with every fault, in the order of the published list of settings.
        """
        source = _Source(env)
        token = source.take("BOT_TOKEN", _read_token, "")
        if not source.has("BOT_TOKEN"):
            source.fault("BOT_TOKEN", "is not set; BotFather gives one")
        api_url = source.take("BOT_API_URL", _read_api_url, _TELEGRAM)
        database = _take_database(source)
        data_keys = _take_keys(source, database)
        source.take("WEBHOOK_URL", _refuse_webhook, None)
        source.take("WEBHOOK_SECRET", _read_secret, None)
        if source.has("WEBHOOK_SECRET") and not source.has("WEBHOOK_URL"):
            source.fault("WEBHOOK_SECRET", "is set, but WEBHOOK_URL is not; unset both to poll")
        listen = source.take("LISTEN", _read_address, _LISTEN)
        send_rate = source.take("SEND_RATE", _read_rate, _SEND_RATE)
        if source.faults:
            raise WrongSettings(tuple(source.faults))
        return cls(token, api_url, database, data_keys, listen, send_rate)


def read_place(env: Mapping[str, str]) -> Place:
    """Read from ``env`` only where people are kept.

    Raises:
        WrongSettings: DATABASE_URL is wrong.
    """
    source = _Source(env)
    place = _take_database(source)
    if source.faults:
        raise WrongSettings(tuple(source.faults))
    return place


def read_store(env: Mapping[str, str]) -> tuple[Place, tuple[str, ...]]:
    """Read from ``env`` where people are kept, and the keys; none where they stand beside an SQLite file.

    Raises:
        WrongSettings: DATABASE_URL or DATA_KEY is wrong.
    """
    source = _Source(env)
    place = _take_database(source)
    keys = _take_keys(source, place)
    if source.faults:
        raise WrongSettings(tuple(source.faults))
    return place, keys


def read_keys(text: str) -> tuple[str, ...]:
    """Read one or more comma-separated data keys, each 32 bytes in URL-safe base64.

    Raises:
        ValueError: with which key is wrong, never with the key.
    """
    keys = tuple(key.strip() for key in text.split(","))
    for place, key in enumerate(keys, 1):
        which = f"key {place} of {len(keys)}" if len(keys) > 1 else "the key"
        if not _KEY.fullmatch(key):
            raise ValueError(f"{which} is not 32 bytes in URL-safe base64")
        if key in keys[: place - 1]:
            raise ValueError(f"{which} stands there twice")
    return keys


class _Source:
    """An environment being read, and the faults found so far."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self._values = {name: env.get(name, "").strip() for name in EXAMPLES}
        self.faults: list[SettingFault] = []

    def has(self, name: str) -> bool:
        return bool(self._values[name])

    def fault(self, name: str, message: str) -> None:
        self.faults.append(SettingFault(name, message))

    def take(self, name: str, read: Callable[[str], T], default: T) -> T:
        if not self.has(name):
            return default
        try:
            return read(self._values[name])
        except ValueError as wrong:
            self.fault(name, str(wrong))
            return default


def _read_token(text: str) -> str:
    if not _TOKEN.fullmatch(text):
        raise ValueError("is no bot token: digits, a colon, then letters, digits, _ and -")
    return text


def _read_secret(text: str) -> str:
    if not _SECRET.fullmatch(text):
        raise ValueError("must be 1 to 256 letters, digits, _ and -")
    return text


def _read_api_url(text: str) -> str:
    url = _split(text)
    if url.scheme == "http" and not _is_loopback(url.hostname or ""):
        raise ValueError("must begin with https://; http:// is only for this machine itself")
    if url.path.rstrip("/").endswith("/bot"):
        raise ValueError("must end before /bot, which is added by itself")
    return text.rstrip("/")


def _refuse_webhook(text: str) -> None:
    if _split(text).scheme != "https":
        raise ValueError("must begin with https://")
    raise ValueError("webhooks are not supported yet: this version polls; unset it")


def _take_database(source: _Source) -> Place:
    return source.take("DATABASE_URL", _read_database, None) or default_database()


def _take_keys(source: _Source, database: Place) -> tuple[str, ...]:
    if isinstance(database, PostgresAddress) and not source.has("DATA_KEY"):
        source.fault("DATA_KEY", "is not set; with PostgreSQL there is no file to keep one beside")
    return source.take("DATA_KEY", read_keys, ())


def _read_database(text: str) -> Place | None:
    scheme, separator, rest = text.partition("://")
    if separator and scheme.partition("+")[0] in {"postgresql", "postgres"}:
        return _read_postgres(text)
    if not separator or scheme not in {"sqlite", "sqlite+aiosqlite"}:
        raise ValueError(
            f"is no address of a database; it must begin with sqlite+aiosqlite:/// or {_POSTGRES}://"
        )
    if not rest.startswith("/"):
        raise ValueError("needs three slashes before a relative path and four before an absolute one")
    path = rest.removeprefix("/")
    if "?" in path or "\0" in path:
        raise ValueError("takes a path only, without options")
    if path in {"", ":memory:"} or path.endswith("/"):
        raise ValueError("needs the path of a file, since people must be found again after a restart")
    return Path(path).expanduser().absolute()


def _read_postgres(text: str) -> PostgresAddress:
    if not text.startswith(f"{_POSTGRES}://"):
        raise ValueError(f"names PostgreSQL without the driver; it must begin with {_POSTGRES}://")
    try:
        url = urlsplit(text)
        port = url.port
        options = dict(parse_qsl(url.query, keep_blank_values=True, strict_parsing=bool(url.query)))
    except ValueError:  # brackets that do not match, a port that is no number, options without =
        raise ValueError(_UNCLEAR) from None
    if url.fragment or port == 0 or re.search(r"\s", text) or "\0" in unquote(text):
        raise ValueError(_UNCLEAR)
    if "sslmode" in options:
        raise ValueError("takes ssl= in the place of sslmode=")
    if strange := options.keys() - {"host", "ssl"}:
        raise ValueError(f"takes no options but host= and ssl=; there are {len(strange)} others")
    if (protection := options.get("ssl")) is not None and protection not in _PROTECTIONS:
        raise ValueError(f"needs one of these after ssl=: {' '.join(_PROTECTIONS)}")
    host = options.get("host") or url.hostname
    name = unquote(url.path.removeprefix("/"))
    if not host:
        raise ValueError("needs a host; for a socket: ?host= and its folder at the end")
    if not name or "/" in name:
        raise ValueError("needs the name of a database after the host and a slash")
    user, password = (unquote(part) if part else None for part in (url.username, url.password))
    return PostgresAddress(host, name, user, password, port or _POSTGRES_PORT, protection)


_UNCLEAR = (
    "cannot be taken apart; in a user name or password the signs @ : / ? # % [ ] must be written "
    "as %40 %3A %2F %3F %23 %25 %5B %5D"
)


def _read_address(text: str) -> Address:
    host, colon, port = text.rpartition(":")
    if host.startswith("[") and host.endswith("]"):
        host = host[1:-1]
    elif ":" in host:
        raise ValueError("needs brackets around an IPv6 address: [::1]:8080")
    if not (host and colon):
        raise ValueError("must be a host and a port with a colon between")
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 2**16):
        raise ValueError("needs a port from 1 to 65535 after the colon")
    return Address(host, int(port))


def _read_rate(text: str) -> float:
    if not (_NUMBER.fullmatch(text) and 0 < float(text) <= _FASTEST):
        raise ValueError(f"must be a number of messages a second, more than 0 and at most {_FASTEST}")
    return float(text)


def _split(text: str) -> SplitResult:
    """Take a web address apart; the checks that every one of ours needs."""
    try:
        url = urlsplit(text)
        named = bool(url.hostname) and url.port != 0
    except ValueError:  # brackets that do not match, a port that is no number
        raise ValueError("is no web address") from None
    if url.scheme not in {"http", "https"} or not named or re.search(r"\s", text):
        raise ValueError("is no web address")
    if url.username is not None or url.query or url.fragment:
        raise ValueError("must be a plain address, without user name, ? and #")
    return url


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
