"""``muhlat reminders status``: the operator sees what is late or failed, and nobody's dates."""

import asyncio
import inspect
import json
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest

from bot.cli import main
from bot.commands import reminders_status
from bot.delivery import sending
from bot.settings import Place, PostgresAddress
from bot.store import Store
from bot.store.outbox import Item
from bot.watch.figures import MEANINGS
from tests.bot.databases import Server, url_of

CHAT = 7_700_123_456
HOUR = timedelta(hours=1)
LEASE = timedelta(minutes=5)

Told = tuple[int, str, str]
"""Exit status, standard output, standard error."""
Ask = Callable[..., Awaitable[Told]]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Call the command for a place, with nothing but DATABASE_URL set."""

    async def called(place: Place | str, *words: str) -> Told:
        monkeypatch.setenv("DATABASE_URL", place if isinstance(place, str) else url_of(place))
        capsys.readouterr()
        status = await asyncio.to_thread(main, ["reminders", "status", *words])
        return status, *capsys.readouterr()

    return called


async def want(store: Store, *moments: datetime) -> None:
    """Let somebody be told something at each of these moments."""
    now = datetime.now(UTC)
    await store.save(CHAT, {"n": 1}, "remember", now, loaded=None)
    for number, moment in enumerate(moments):
        await store.outbox.put(CHAT, Item("once", f"test {number}", moment, {}), now)


async def end(
    store: Store,
    state: Literal["sent", "skipped", "failed"],
    reason: str | None = None,
    *,
    ago: timedelta = timedelta(0),
) -> None:
    """Claim all that is due, and end it so."""
    now = datetime.now(UTC) - ago
    for claim in await store.outbox.claim("w", now, most=10, lease=LEASE):
        assert await store.outbox.finish("w", claim.id, state, now, reason)


async def test_a_new_store(kept_in: Store, place: Place, ask: Ask) -> None:
    """Each figure has its line, and all is well."""
    del kept_in
    status, out, err = await ask(place)
    assert (status, err) == (0, "")
    assert "Nothing is late, and nothing has failed in the last 24 hours." in out
    assert [line.split("  ", 1) for line in out.splitlines() if line.startswith("      0  ")] == [
        ["", f"    0  {each.says}"] for each in MEANINGS
    ]


async def test_what_is_sent_and_waits(kept_in: Store, place: Place, ask: Ask) -> None:
    """Less than an hour late is no alarm."""
    now = datetime.now(UTC)
    await want(kept_in, now - 2 * HOUR, now + HOUR, now + 2 * HOUR)
    await end(kept_in, "sent")
    await kept_in.outbox.put(CHAT, Item("once", "due", now - HOUR / 2, {}), now)
    status, out, _ = await ask(place, "--format", "json")
    told = json.loads(out)
    assert status == 0
    assert told["alarm"] is False
    assert [told[name] for name in ("waiting", "due", "claimed", "sent_hour", "sent_day", "late")] == [
        *(2, 1, 0, 1, 1, 0)
    ]


async def test_late_reminders(kept_in: Store, place: Place, ask: Ask) -> None:
    """How many, how late, and what to do; also those that a worker has claimed and not sent."""
    now = datetime.now(UTC)
    await want(kept_in, now - 2 * HOUR - timedelta(minutes=5), now - 2 * HOUR, now - HOUR / 2)
    await kept_in.outbox.claim("w", now, most=1, lease=LEASE)
    status, out, _ = await ask(place)
    assert status == 1
    assert "ALARM: 2 late, the oldest by 2 h 5 min." in out
    assert "See that 'muhlat run' runs" in out
    status, out, _ = await ask(place, "--format", "json")
    told = json.loads(out)
    assert (status, told["alarm"], told["late"], told["claimed"]) == (1, True, 2, 1)
    assert 7500 <= told["oldest_late_seconds"] < 7600


async def test_failed_reminders(kept_in: Store, place: Place, ask: Ask) -> None:
    """How many and why, by names of errors; after a day the operator has been told long enough."""
    now = datetime.now(UTC)
    await want(kept_in, now - 40 * HOUR)
    await end(kept_in, "failed", "Forbidden", ago=25 * HOUR)
    assert (await ask(place))[0] == 0
    await kept_in.outbox.put(CHAT, Item("once", "another", now - 40 * HOUR, {}), now)
    await end(kept_in, "failed", "TimedOut", ago=23 * HOUR)
    status, out, _ = await ask(place)
    assert status == 1
    assert (
        "ALARM: 1 failed in the last 24 hours. Of all that failed and are kept: Forbidden 1, TimedOut 1."
        in out
    )
    told = json.loads((await ask(place, "--format", "json"))[1])
    assert (told["failed_day"], told["failed"], told["failures"]) == (1, 2, {"Forbidden": 1, "TimedOut": 1})


async def test_workers_that_never_came_back(kept_in: Store, place: Place, ask: Ask) -> None:
    """What was given up since workers died of it counts from the moment when that was noticed."""
    now = datetime.now(UTC)
    await want(kept_in, now - 40 * HOUR)
    (claim,) = await kept_in.outbox.claim("w", now - 39 * HOUR, most=1, lease=LEASE)
    await kept_in.outbox.renew("w", [claim.id], now - 38 * HOUR)
    assert await kept_in.outbox.reap(now, tries=1) == (0, 1)
    status, out, _ = await ask(place, "--format", "json")
    told = json.loads(out)
    assert (status, told["failed_day"], told["failures"]) == (1, 1, {"lease": 1})


async def test_people_who_cannot_be_reached(kept_in: Store, place: Place, ask: Ask) -> None:
    """They are counted, and no alarm: it is their choice."""
    now = datetime.now(UTC)
    await want(kept_in, now - HOUR / 2, now + HOUR)
    (claim,) = await kept_in.outbox.claim("w", now, most=10, lease=LEASE)
    await kept_in.outbox.cancel(claim.who, "blocked")
    status, out, _ = await ask(place, "--format", "json")
    told = json.loads(out)
    assert (status, told["unreachable"], told["cancelled"]) == (0, 1, 2)


@pytest.mark.parametrize(("late", "status"), [(23 * HOUR, 0), (25 * HOUR, 1)])
async def test_late_looks(late: timedelta, status: int, kept_in: Store, place: Place, ask: Ask) -> None:
    """A look at somebody's dates may come a day late."""
    now = datetime.now(UTC)
    await want(kept_in)
    await kept_in.outbox.look(CHAT, now - late)
    told = await ask(place)
    assert told[0] == status
    assert ("ALARM: more than a day late with looking at dates: 1." in told[1]) == bool(status)


async def test_a_change_of_the_law(kept_in: Store, place: Place, ask: Ask) -> None:
    """How far everybody was assessed again stands there, from the beginning to the end."""
    now = datetime.now(UTC)
    await kept_in.review.begin("a" * 16, now)
    assert f"Law {'a' * 16}, noted" in (await ask(place))[1]
    await kept_in.review.begin("b" * 16, now + HOUR)
    await kept_in.review.claim("w", now + HOUR, LEASE)
    await kept_in.review.advance("w", "c", 20, 3, now + HOUR, LEASE)
    _, out, _ = await ask(place)
    assert f"change of the law to {'b' * 16}: 20 people assessed again, 3 of them with other dates" in out
    assert "not finished yet" in out
    await kept_in.review.finish("w", now + HOUR)
    assert "3 of them" in (await ask(place))[1]  # also where all was done within a second
    told = json.loads((await ask(place, "--format", "json"))[1])["law_review"]
    assert (told["fingerprint"], told["seen"], told["changed"]) == ("b" * 16, 20, 3)
    assert told["finished"] is not None


async def test_nothing_is_changed_and_nobody_shown(kept_in: Store, place: Place, ask: Ask) -> None:
    """It reads while the bot runs, without its key, and what it prints may be shown to anybody."""
    await want(kept_in, datetime.now(UTC) - 2 * HOUR)
    files = {path: path.read_bytes() for path in _files(place)}
    told = [await ask(place), await ask(place, "--format", "json")]
    assert {path: path.read_bytes() for path in _files(place)} == files
    assert not re.search(rf"{CHAT}|[0-9a-f]{{64}}", "".join(out + err for _, out, err in told))


def _files(place: Place) -> list[Path]:
    """Return the files that hold what is kept; the index of the log is shared memory of its readers."""
    if isinstance(place, PostgresAddress):
        return []
    return [path for path in place.parent.iterdir() if not path.name.endswith("-shm")]


async def test_a_store_that_is_not_there(tmp_path: Path, ask: Ask) -> None:
    """It is not made."""
    status, out, err = await ask(tmp_path / "muhlat.sqlite3")
    assert (status, out) == (2, "")
    assert "is not there yet; it is made by the first start of: muhlat run" in err
    assert not _files(tmp_path / "muhlat.sqlite3")


async def test_a_database_without_tables(postgres: Server, ask: Ask) -> None:
    """What is missing and how to make it is said."""
    async with postgres.database(migrated=False) as address:
        status, _, err = await ask(address)
    assert status == 2
    assert "Make a backup, then run: muhlat migrate" in err


@pytest.mark.parametrize(
    ("url", "part"),
    [
        ("mysql://host/db", "DATABASE_URL: is no address of a database"),
        ("postgresql+asyncpg://u@/db?host=/nowhere", "does not answer, or does not let this program in"),
    ],
)
async def test_what_cannot_be_read(url: str, part: str, ask: Ask) -> None:
    """A wrong setting and a server that is not there end with 2, never with 1."""
    status, out, err = await ask(url)
    assert (status, out) == (2, "")
    assert part in err


async def test_a_damaged_file(tmp_path: Path, ask: Ask) -> None:
    """So does a file that is no database."""
    (tmp_path / "muhlat.sqlite3").write_bytes(b"no database" * 1000)
    status, _, err = await ask(tmp_path / "muhlat.sqlite3")
    assert status == 2
    assert "is damaged, or is no database of this program" in err


def test_it_is_one_command_of_two_words(capsys: pytest.CaptureFixture[str]) -> None:
    """The first word alone is none, and the help shows both."""
    assert main(["reminders"]) == 2
    assert "reminders status" in capsys.readouterr().err
    assert main(["reminders", "status", "--help"]) == 0
    assert "muhlat reminders status --format json" in capsys.readouterr().out


def test_every_figure_is_explained() -> None:
    """What the pages and the command show stands in the guide, by both of its names."""
    guide = (Path(__file__).parents[2] / "docs" / "operating.md").read_text("utf-8")
    names = {f"`{name}`" for each in MEANINGS for name in (each.figure, each.metric)}
    assert {name for name in names if name not in guide} == set()


def test_what_is_to_be_looked_for_is_in_the_log() -> None:
    """What the alarms name as a line of the log is what the one who sends writes there."""
    named = set(re.findall(r"outcome=\w+", reminders_status._LATE + reminders_status._FAILED))
    assert named
    assert named <= set(re.findall(r"outcome=\w+", inspect.getsource(sending)))
