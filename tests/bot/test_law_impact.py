"""``muhlat law impact``: how many of those who are reminded a law would touch; nobody is told."""

import asyncio
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest
from cryptography.fernet import Fernet

from bot.cli import main
from bot.commands import law_impact
from bot.commands.progress import Progress
from bot.dialog.model import Context
from bot.dialog.state import State
from bot.lawbook import law_files, load_law
from bot.reminders.outlook import mark_of
from bot.settings import Settings
from bot.store import Store, open_store
from rules.law import Law
from tests.bot.reminders.kinds import KINDS
from tests.bot.reminders.laws import CHANGES, FEWER_DAYS, law_with, planned

NOW: Final = datetime(2026, 4, 20, 9, tzinfo=UTC)
GUEST: Final = CHANGES["last day earlier"].case
RESIDENT: Final = KINDS["residence_notice"].case


async def keep(store: Store, chat: int, state: State) -> None:
    """Keep somebody who is reminded."""
    await store.save(chat, state.to_data(), "remember", NOW, loaded=None)
    await store.outbox.look(chat, NOW)


async def fill(store: Store) -> None:
    """Keep three whom fewer days touch, two whom not, one who cannot be compared, one who cannot be read."""
    day = NOW.date()
    for chat in (1, 2, 3):
        await keep(store, chat, planned(GUEST, day))
    for chat in (4, 5):
        await keep(store, chat, planned(RESIDENT, day))
    data = planned(GUEST, day).to_data()
    data["reminders"]["outlook"] = None
    await keep(store, 6, State.from_data(data))
    await store.save(7, {"version": 99}, "remember", NOW, loaded=None)
    await store.outbox.look(7, NOW)


async def counted(store: Store, law: Law) -> dict[str, Any]:
    """Return what is counted of a store."""
    totals = law_impact.Totals(mark_of(law))
    await law_impact.count_in(store, Context(NOW.date(), law), totals, Progress())
    return totals.data()


async def test_counts(kept_in: Store) -> None:
    """How many, and by what differs; on both databases."""
    await fill(kept_in)
    found = await counted(kept_in, law_with(FEWER_DAYS))
    assert found == {
        "fingerprint": mark_of(law_with(FEWER_DAYS)),
        "people": 7,
        "told": 3,
        "planned": 0,
        "same": 2,
        "apart": 1,
        "unreadable": 1,
        "differences": {"last_day earlier": 3},
    }


async def test_the_same_law_touches_nobody(kept_in: Store) -> None:
    """Whoever was planned by it stays as they are."""
    await fill(kept_in)
    found = await counted(kept_in, load_law())
    assert (found["told"], found["planned"], found["same"]) == (0, 0, 5)


async def test_nothing_is_written(kept_in: Store) -> None:
    """Neither a person nor a row."""
    await fill(kept_in)
    before = [await kept_in.load(chat, NOW) for chat in range(1, 8)]
    await counted(kept_in, law_with(FEWER_DAYS))
    assert [await kept_in.load(chat, NOW) for chat in range(1, 8)] == before
    assert await kept_in.outbox.claim("worker", NOW, most=100, lease=NOW - NOW) is not None


# --- from the command line ---------------------------------------------------------------------------


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the settings of an SQLite file with people in it."""
    place, key = tmp_path / "data" / "muhlat.sqlite3", Fernet.generate_key().decode()
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{place}")
    monkeypatch.setenv("DATA_KEY", key)

    async def make() -> None:
        async with await open_store(Settings("1:a", database=place, data_keys=(key,))) as store:
            await fill(store)

    asyncio.run(make())
    monkeypatch.setattr("bot.commands.law_impact.today", NOW.date)
    return place


@pytest.fixture
def draft(tmp_path: Path) -> Callable[[str, str, str], str]:
    """Return a maker of folders with the law of the program, one text of it changed."""

    def make(file: str, old: str, new: str) -> str:
        folder = tmp_path / "draft"
        folder.mkdir()
        for name, text in law_files().items():
            (folder / name).write_text(text.replace(old, new, 1) if name == file else text, "utf-8")
        return str(folder)

    return make


def test_text(
    database: Path, draft: Callable[[str, str, str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Sums alone, and a word about those who cannot be compared."""
    before = database.read_bytes()
    assert main(["law", "impact", draft(*FEWER_DAYS), "--lang", "en"]) == 0
    out, err = capsys.readouterr()
    mark = mark_of(law_with(FEWER_DAYS))
    assert out == (
        f"Fingerprint of the law: {mark}\n"
        "People who are reminded: 7. To be told of a change: 3; only other reminders: 0.\n"
        "Not to be compared: 1; not to be read: 1.\n"
        "    last_day earlier 3\n"
    )
    assert err == ""
    assert database.read_bytes() == before


@pytest.mark.usefixtures("database")
def test_json(draft: Callable[[str, str, str], str], capsys: pytest.CaptureFixture[str]) -> None:
    """The same for programs; by default it is the law of this program."""
    assert main(["law", "impact", draft(*FEWER_DAYS), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["told"] == 3
    assert main(["law", "impact", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["told"], found["fingerprint"]) == (0, mark_of(load_law()))


@pytest.mark.usefixtures("database")
def test_wrong_calls(
    tmp_path: Path,
    draft: Callable[[str, str, str], str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is wrong is named with what to do; the key is never shown."""
    assert main(["law", "impact", str(tmp_path / "nowhere")]) == 2
    assert "there is no folder" in capsys.readouterr().err
    broken = draft("bans.toml", "years = 3,", "years = 'three',")
    assert main(["law", "impact", broken]) == 2
    assert (
        "bans.toml: ban.overstay_30: value.years: is not a whole number above zero" in capsys.readouterr().err
    )
    other = Fernet.generate_key().decode()
    monkeypatch.setenv("DATA_KEY", other)
    assert main(["law", "impact"]) == 2
    assert other not in capsys.readouterr().err
    monkeypatch.setenv("DATA_KEY", "short")
    assert main(["law", "impact"]) == 2
    assert "DATA_KEY: the key is not 32 bytes" in capsys.readouterr().err
    monkeypatch.delenv("DATA_KEY")
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/none.sqlite3")
    assert main(["law", "impact"]) == 2
    assert "is not there yet" in capsys.readouterr().err
    assert not (tmp_path / "none.sqlite3").exists()


@pytest.mark.usefixtures("database")
def test_a_bar_for_whoever_looks_on(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """At a terminal it shows how far it has come, and ends at the whole."""
    monkeypatch.setattr("bot.commands.progress._looked_on", lambda: True)
    monkeypatch.setattr("bot.commands.progress.os.get_terminal_size", lambda _: (80, 24))
    monkeypatch.setattr(sys.stderr, "fileno", lambda: 2, raising=False)
    assert main(["law", "impact", "--format", "json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["people"] == 7
    assert "muhlat law impact" in err
    assert "100%" in err
