"""A database belongs to the bot that people have written to; another one does not start with it."""

import asyncio
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import main
from bot.settings import Place
from bot.store import OtherBot, Store, open_store
from tests.bot.databases import KEY, behind, settings_for, url_of
from tests.bot.outboxes import CHAT, NOW, known, rows
from tests.fake_telegram import FakeTelegram
from tests.fake_telegram.process import BotProcess

OURS, OTHER = 7_000_000_001, 7_000_000_002
Call = Callable[..., tuple[int, str, str]]


async def test_the_first_bot_is_noted_and_no_other_comes_after_it(kept_in: Store, other: Store) -> None:
    """Before that any may come; of several who come at once one is noted, and the message names both."""
    await kept_in.owner.check(OTHER)
    await asyncio.gather(kept_in.owner.take(OURS), other.owner.take(OURS))
    await kept_in.owner.take(OURS)
    await kept_in.owner.check(OURS)
    for refuse in (other.owner.check, other.owner.take):
        with pytest.raises(OtherBot, match=rf"bot {OURS}, and BOT_TOKEN is of bot {OTHER}.*bot replace"):
            await refuse(OTHER)
    await kept_in.owner.check(OURS)


async def test_another_bot_in_its_place_changes_nothing_else(kept_in: Store, other: Store) -> None:
    """People and reminders stay as they are; going back is as easy."""
    await kept_in.owner.take(OURS)
    kept = await known(kept_in, CHAT, "a", "b")
    planned = await rows(kept_in)
    assert await kept_in.owner.replace(OTHER) == OURS
    await other.owner.take(OTHER)
    with pytest.raises(OtherBot):
        await other.owner.check(OURS)
    assert await other.load(CHAT, NOW) == kept
    assert await rows(other) == planned
    assert await other.owner.replace(OURS) == OTHER
    await other.owner.check(OURS)


@pytest.fixture
async def muhlat(place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Call the program for a database with somebody's reminders, and a token of the bot with this number."""
    async with await open_store(settings_for(place)) as store:
        await known(store, CHAT, "a")
    with socket.create_server(("127.0.0.1", 0)) as found:
        monkeypatch.setenv("LISTEN", f"127.0.0.1:{found.getsockname()[1]}")
    monkeypatch.setenv("DATABASE_URL", url_of(place))
    if not isinstance(place, Path):
        monkeypatch.setenv("DATA_KEY", KEY)
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setattr("bot.app.start_log", lambda: None)  # the log of this process is the tests' own

    def call(words: str, bot: int | None = None, api: str = "http://127.0.0.1:9") -> tuple[int, str, str]:
        monkeypatch.setenv("BOT_API_URL", api)
        monkeypatch.setenv("BOT_TOKEN", f"{bot}:letters" if bot else "")
        status = main(words.split())
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


async def noted(place: Place) -> object:
    """Return the bot that is noted."""
    ((number,),) = await behind(place, "SELECT bot FROM store")
    return number


def in_a_loop_of_its_own(place: Place, statement: str, *values: object) -> object:
    """Do something behind the store's back in a test that is no coroutine."""
    return asyncio.run(behind(place, statement, *values))


def test_the_program_keeps_to_its_bot(muhlat: Call, place: Place) -> None:
    """Another bot's token is refused with both numbers and what to do, before Telegram is asked anything."""
    in_a_loop_of_its_own(place, "UPDATE store SET bot = ?", OURS)
    for words in ("run", "reminders send"):
        status, said, wrong = muhlat(words, OTHER)
        assert (status, said) == (2, "")
        assert wrong.splitlines()[-1].startswith(str(place))
        for part in (f"bot {OURS}", f"of bot {OTHER}", "DATABASE_URL", "muhlat bot replace"):
            assert part in wrong
    assert asyncio.run(noted(place)) == OURS


def test_what_only_reads_needs_no_token(muhlat: Call, place: Place) -> None:
    """Whoever looks at the figures, or at what a law would change, need not have it."""
    in_a_loop_of_its_own(place, "UPDATE store SET bot = ?", OURS)
    in_a_loop_of_its_own(place, "UPDATE reminder SET fire_at = 9999999999, try_at = 9999999999")
    for words in ("reminders status", "law impact", "migrate --check"):
        assert muhlat(words)[0] == 0


def test_the_command_that_replaces_the_bot(muhlat: Call, place: Place) -> None:
    """It says which came in the place of which and what that means; twice is as good as once."""
    status, said, _ = muhlat("bot replace", OURS)
    assert (status, said.count(str(OURS)), "none was noted before" in said) == (0, 1, True)
    status, said, _ = muhlat("bot replace", OTHER)
    assert (status, f"no longer of bot {OURS}" in said) == (0, True)
    assert "press Start" in said
    assert "silent for a year" in said
    assert muhlat("bot replace", OTHER)[1].endswith("already. Nothing to do\n")
    assert asyncio.run(noted(place)) == OTHER
    status, _, wrong = muhlat("bot replace")
    assert (status, "BOT_TOKEN: is not set" in wrong) == (2, True)


def test_a_token_that_telegram_refuses_lays_claim_to_nothing(muhlat: Call, place: Place) -> None:
    """A digit that was mistyped would else shut out the right bot."""
    with FakeTelegram() as telegram:
        status, _, wrong = muhlat("run", OTHER, telegram.url)
    assert (status, "BOT_TOKEN: is refused" in wrong) == (2, True)
    assert asyncio.run(noted(place)) is None


def test_nothing_is_made_for_a_bot_that_never_ran(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where there is no file yet there is nothing to replace."""
    monkeypatch.setenv("BOT_TOKEN", "1:a")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/none.sqlite3")
    assert main(["bot", "replace"]) == 2
    assert "is not there yet" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_bot_that_runs_is_noted(tmp_path: Path) -> None:
    """As soon as Telegram has taken its token."""
    with FakeTelegram() as telegram, BotProcess(telegram, tmp_path, "--parrot") as bot:
        assert bot.stop() == 0
        number = int(telegram.token.partition(":")[0])
    assert asyncio.run(noted(tmp_path / "muhlat.sqlite3")) == number


def test_a_new_token_of_the_same_bot_just_works(muhlat: Call, place: Place) -> None:
    """BotFather changes what stands after the colon: here it is Telegram that is asked next."""
    in_a_loop_of_its_own(place, "UPDATE store SET bot = ?", OURS)
    with FakeTelegram() as telegram:
        telegram.token = f"{OURS}:of before"
        assert "is refused by" in muhlat("run", OURS, telegram.url)[2]
