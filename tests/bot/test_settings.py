"""The settings are read whole or refused whole, and never shown."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import (
    EXAMPLES,
    Address,
    PostgresAddress,
    Settings,
    WrongSettings,
    default_database,
    read_place,
)

TOKEN = "12345:a-token_that-nobody-may-see"  # noqa: S105 - made up
KEY = "3rHJ8tQ1m5vKq0a2b4c6d8e0f2g4h6i8j0k2l4m6n8o="
OTHER_KEY = "zzzz8tQ1m5vKq0a2b4c6d8e0f2g4h6i8j0k2l4m6n8o="
HIDDEN = "s3cr3t-that-must-not-be-shown"


def read(**settings: str) -> Settings:
    """Read settings with a right token."""
    return Settings.from_environment({"BOT_TOKEN": TOKEN, **settings})


def faults(**settings: str) -> list[tuple[str, str]]:
    """Read wrong settings; the faults as names and messages."""
    with pytest.raises(WrongSettings) as wrong:
        Settings.from_environment(settings)
    return [(fault.name, fault.message) for fault in wrong.value.faults]


def test_a_token_is_enough() -> None:
    """Everything else has a default that works on a newcomer's machine."""
    settings = read()
    assert settings.bot_token == TOKEN
    assert settings.api_url == "https://api.telegram.org"
    assert settings.database == default_database()
    assert default_database().is_absolute()
    assert settings.data_keys == ()
    assert settings.listen == Address("127.0.0.1", 8080)
    assert settings.send_rate == 25


def test_what_is_empty_is_not_set() -> None:
    """Container files often name a variable and leave it empty."""
    assert read(BOT_API_URL="", DATABASE_URL=" ", DATA_KEY="", WEBHOOK_URL="", LISTEN="\n") == read()


@pytest.mark.parametrize(
    ("name", "value", "attribute", "expected"),
    [
        ("BOT_TOKEN", f" {TOKEN}\n", "bot_token", TOKEN),
        ("BOT_API_URL", "https://api.example.org/", "api_url", "https://api.example.org"),
        ("BOT_API_URL", "https://example.org:8443/api", "api_url", "https://example.org:8443/api"),
        ("BOT_API_URL", "http://127.0.0.1:8081", "api_url", "http://127.0.0.1:8081"),
        ("BOT_API_URL", "http://127.9.9.9", "api_url", "http://127.9.9.9"),
        ("BOT_API_URL", "http://localhost:8081", "api_url", "http://localhost:8081"),
        ("BOT_API_URL", "http://[::1]:8081", "api_url", "http://[::1]:8081"),
        ("DATABASE_URL", "sqlite+aiosqlite:////var/lib/m.db", "database", Path("/var/lib/m.db")),
        ("DATABASE_URL", "sqlite:////var/lib/with space#.db", "database", Path("/var/lib/with space#.db")),
        ("DATABASE_URL", "sqlite:///here.db", "database", Path("here.db").absolute()),
        ("DATABASE_URL", "sqlite:///~/m.db", "database", Path.home() / "m.db"),
        ("DATA_KEY", KEY, "data_keys", (KEY,)),
        ("DATA_KEY", f"{OTHER_KEY}, {KEY}", "data_keys", (OTHER_KEY, KEY)),
        ("LISTEN", "0.0.0.0:80", "listen", Address("0.0.0.0", 80)),  # noqa: S104 - read, not listened on
        ("LISTEN", "[::1]:8080", "listen", Address("::1", 8080)),
        ("LISTEN", "desk.example.org:65535", "listen", Address("desk.example.org", 65535)),
        ("SEND_RATE", "1", "send_rate", 1),
        ("SEND_RATE", "1000", "send_rate", 1000),
        ("SEND_RATE", "0.5", "send_rate", 0.5),
    ],
)
def test_right_settings(name: str, value: str, attribute: str, expected: object) -> None:
    """Each form that operators write."""
    assert getattr(read(**{name: value}), attribute) == expected


@pytest.mark.parametrize(
    ("name", "value", "part"),
    [
        ("BOT_TOKEN", "no-colon", "no bot token"),
        ("BOT_TOKEN", "123:", "no bot token"),
        ("BOT_TOKEN", "abc:def", "no bot token"),
        ("BOT_TOKEN", "١٢٣:def", "no bot token"),  # digits, but not Telegram's
        ("BOT_TOKEN", "123:with space", "no bot token"),
        ("BOT_API_URL", "api.telegram.org", "no web address"),
        ("BOT_API_URL", "ftp://api.telegram.org", "no web address"),
        ("BOT_API_URL", "https://", "no web address"),
        ("BOT_API_URL", "https://[::1", "no web address"),
        ("BOT_API_URL", "https://host:port", "no web address"),
        ("BOT_API_URL", "https://host:99999", "no web address"),
        ("BOT_API_URL", "https://a host", "no web address"),
        ("BOT_API_URL", "http://api.telegram.org", "https://"),
        ("BOT_API_URL", "http://localhost.example.org", "https://"),
        ("BOT_API_URL", "https://api.telegram.org/bot", "before /bot"),
        ("BOT_API_URL", "https://api.telegram.org/bot/", "before /bot"),
        ("BOT_API_URL", "https://user:word@host", "plain address"),
        ("BOT_API_URL", "https://host?x=1", "plain address"),
        ("BOT_API_URL", "https://host#x", "plain address"),
        ("DATABASE_URL", "/var/lib/m.db", "sqlite+aiosqlite:///"),
        ("DATABASE_URL", "mysql://host/db", "sqlite+aiosqlite:///"),
        ("DATABASE_URL", "sqlite+pysqlite:///m.db", "sqlite+aiosqlite:///"),
        ("DATABASE_URL", "sqlite://m.db", "three slashes"),
        ("DATABASE_URL", "sqlite://", "three slashes"),
        ("DATABASE_URL", "sqlite:///", "path of a file"),
        ("DATABASE_URL", "sqlite:///:memory:", "path of a file"),
        ("DATABASE_URL", "sqlite:////var/lib/", "path of a file"),
        ("DATABASE_URL", "sqlite:///m.db?mode=ro", "without options"),
        ("DATABASE_URL", "sqlite:///m\0.db", "without options"),
        (
            "DATABASE_URL",
            "postgresql://u:p@host/db",
            "without the driver; it must begin with postgresql+asyncpg://",
        ),
        (
            "DATABASE_URL",
            "postgres://host/db",
            "without the driver; it must begin with postgresql+asyncpg://",
        ),
        ("DATABASE_URL", "postgresql+psycopg://host/db", "it must begin with postgresql+asyncpg://"),
        ("DATABASE_URL", "postgresql+asyncpg:///db", "needs a host"),
        ("DATABASE_URL", "postgresql+asyncpg://host", "needs the name of a database"),
        ("DATABASE_URL", "postgresql+asyncpg://host/", "needs the name of a database"),
        ("DATABASE_URL", "postgresql+asyncpg://host/a/b", "needs the name of a database"),
        ("DATABASE_URL", "postgresql+asyncpg://u:p#x@host/db", "%23"),
        ("DATABASE_URL", "postgresql+asyncpg://u:p/x@host/db", "%2F"),
        ("DATABASE_URL", "postgresql+asyncpg://u:p[x@host/db", "%5B"),
        ("DATABASE_URL", "postgresql+asyncpg://u:p x@host/db", "cannot be taken apart"),
        ("DATABASE_URL", "postgresql+asyncpg://host:0/db", "cannot be taken apart"),
        ("DATABASE_URL", "postgresql+asyncpg://host:port/db", "cannot be taken apart"),
        ("DATABASE_URL", "postgresql+asyncpg://host/d%00b", "cannot be taken apart"),
        ("DATABASE_URL", "postgresql+asyncpg://host/db?ssl", "cannot be taken apart"),
        ("DATABASE_URL", "postgresql+asyncpg://host/db?sslmode=require", "ssl= in the place of sslmode="),
        ("DATABASE_URL", "postgresql+asyncpg://host/db?ssl=yes", "disable allow prefer require"),
        ("DATABASE_URL", "postgresql+asyncpg://host/db?timeout=5", "no options but host= and ssl="),
        ("DATA_KEY", "short", "the key is not 32 bytes"),
        ("DATA_KEY", KEY[:-1], "the key is not 32 bytes"),
        ("DATA_KEY", KEY[:-2] + "+=", "the key is not 32 bytes"),
        ("DATA_KEY", f"{KEY},{HIDDEN}", "key 2 of 2 is not 32 bytes"),
        ("DATA_KEY", f"{KEY},,{OTHER_KEY}", "key 2 of 3 is not 32 bytes"),
        ("DATA_KEY", f"{KEY},{KEY}", "key 2 of 2 stands there twice"),
        ("WEBHOOK_URL", "http://bot.example.org", "https://"),
        ("WEBHOOK_URL", "bot.example.org", "no web address"),
        ("WEBHOOK_URL", "https://bot.example.org/telegram", "not supported yet"),
        ("LISTEN", "8080", "host and a port"),
        ("LISTEN", ":8080", "host and a port"),
        ("LISTEN", "::1:8080", "brackets"),
        ("LISTEN", "127.0.0.1:", "port from 1 to 65535"),
        ("LISTEN", "127.0.0.1:0", "port from 1 to 65535"),
        ("LISTEN", "127.0.0.1:65536", "port from 1 to 65535"),
        ("LISTEN", "127.0.0.1:٨٠", "port from 1 to 65535"),
        ("LISTEN", "127.0.0.1:-1", "port from 1 to 65535"),
        ("SEND_RATE", "0", "more than 0 and at most 1000"),
        ("SEND_RATE", "0.0", "more than 0 and at most 1000"),
        ("SEND_RATE", "-1", "more than 0"),
        ("SEND_RATE", "1000.1", "at most 1000"),
        ("SEND_RATE", "1001", "at most 1000"),
        ("SEND_RATE", "1e3", "number of messages a second"),
        ("SEND_RATE", "nan", "number of messages a second"),
        ("SEND_RATE", "٢٥", "number of messages a second"),  # digits, but not those of a program
        ("SEND_RATE", "25/s", "number of messages a second"),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str, part: str) -> None:
    """The message says which one and what is wrong, and shows a right one, without the value."""
    with pytest.raises(WrongSettings) as wrong:
        read(**{name: value})
    (fault,) = wrong.value.faults
    assert (fault.name, part in fault.message) == (name, True)
    assert str(wrong.value) == f"{name}: {fault.message}. Example: {EXAMPLES[name]}"


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("postgresql+asyncpg://host/db", PostgresAddress("host", "db")),
        ("postgresql+asyncpg://u@host:6432/db", PostgresAddress("host", "db", "u", None, 6432)),
        ("postgresql+asyncpg://u:p%40%2F%23%20@host/my%20db", PostgresAddress("host", "my db", "u", "p@/# ")),
        ("postgresql+asyncpg://u@[::1]/db?ssl=disable", PostgresAddress("::1", "db", "u", ssl="disable")),
        ("postgresql+asyncpg://u@/db?host=/run/postgresql", PostgresAddress("/run/postgresql", "db", "u")),
        ("postgresql+asyncpg://host/db?ssl=verify-full", PostgresAddress("host", "db", ssl="verify-full")),
    ],
)
def test_addresses_of_postgresql(url: str, address: PostgresAddress) -> None:
    """Host, port, database, user, password, protection; a socket's folder stands in the place of a host."""
    assert read(DATABASE_URL=url, DATA_KEY=KEY).database == address
    assert read_place({"DATABASE_URL": url}) == address
    assert str(address) == f"PostgreSQL database {address.database} on {address.host}"


def test_postgresql_needs_a_key() -> None:
    """There is no file to keep one beside, and a key in the database would protect nothing."""
    url = "postgresql+asyncpg://host/db"
    assert [name for name, _ in faults(BOT_TOKEN=TOKEN, DATABASE_URL=url)] == ["DATA_KEY"]


def test_the_place_is_read_alone() -> None:
    """Whoever migrates needs neither token nor key, and is told what is wrong with the place only."""
    assert read_place({"BOT_TOKEN": "wrong", "DATA_KEY": "wrong"}) == default_database()
    with pytest.raises(WrongSettings, match="DATABASE_URL"):
        read_place({"DATABASE_URL": f"postgresql://muhlat:{HIDDEN}@host/db"})


def test_a_missing_token_is_named() -> None:
    """Nothing works without a token."""
    assert faults() == [("BOT_TOKEN", "is not set; BotFather gives one")]


def test_a_secret_without_a_webhook_is_named() -> None:
    """Half a webhook is a mistake, also when the other half is misspelt."""
    assert faults(BOT_TOKEN=TOKEN, WEBHOOK_SECRET="s")[0][0] == "WEBHOOK_SECRET"  # noqa: S106 - made up
    assert len(faults(BOT_TOKEN=TOKEN, WEBHOOK_SECRET="a b")) == 2  # noqa: S106 - made up


def test_every_wrong_setting_is_named_at_once() -> None:
    """Nobody should have to start the bot eight times."""
    found = faults(
        BOT_TOKEN=HIDDEN,
        BOT_API_URL=f"http://{HIDDEN}.example.org",
        DATABASE_URL=f"postgresql://muhlat:{HIDDEN}@host/db",
        DATA_KEY=HIDDEN,
        WEBHOOK_URL=f"https://{HIDDEN}.example.org",
        WEBHOOK_SECRET=f"{HIDDEN}!",
        LISTEN=HIDDEN,
        SEND_RATE=HIDDEN,
    )
    assert [name for name, _ in found] == list(EXAMPLES)


@given(st.dictionaries(st.sampled_from(sorted(EXAMPLES)), st.text(min_size=1).map(HIDDEN.__add__)))
def test_no_value_is_ever_shown(environment: dict[str, str]) -> None:
    """Whatever stands in the environment, messages and reprs are safe to paste into a report."""
    with pytest.raises(WrongSettings) as wrong:
        Settings.from_environment(environment)
    assert HIDDEN not in f"{wrong.value}{wrong.value!r}{wrong.value.faults!r}"


def test_the_settings_do_not_show_their_secrets() -> None:
    """A repr ends up in logs."""
    settings = read(DATA_KEY=KEY, DATABASE_URL=f"postgresql+asyncpg://someone:{HIDDEN}@host/db")
    shown = f"{settings!r}{settings}{settings.database!r}{settings.database}"
    assert [part for part in (TOKEN, KEY, HIDDEN, "someone") if part in shown] == []
