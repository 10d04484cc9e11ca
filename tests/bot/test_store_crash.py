"""A worker that is killed in the middle of saving leaves the old state or the new one."""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from bot.settings import Place
from bot.store import open_store
from bot.store.migrating import migrate
from bot.store.opening import database_at
from tests.bot.databases import KEY, Server, settings_for, url_of

NOW = datetime(2026, 11, 22, 20, 15, tzinfo=UTC)
CHAT = 7_700_123_456
ROUNDS = 6

WORKER = f"""
import asyncio, os
from datetime import UTC, datetime
from bot.settings import Settings
from bot.store import open_store

async def main():
    now = datetime(2026, 11, 22, tzinfo=UTC)
    store = await open_store(Settings.from_environment(os.environ))
    kept = await store.load({CHAT}, now)
    n = kept.data["n"] if kept else 0
    print("ready", flush=True)
    while True:
        n += 1
        kept = await store.save({CHAT}, {{"n": n, "again": [n] * 500}}, "day", now, loaded=kept)
        print(n, flush=True)
        if n % 7 == 0:
            await store.purge(now)

asyncio.run(main())
"""

MIGRATION = """
import asyncio, os
from bot.settings import read_place
from bot.store.migrating import migrate
from bot.store.opening import database_at

print("ready", flush=True)
asyncio.run(migrate(database_at(read_place(os.environ))))
"""


def start(program: str, place: Place, **keys: str) -> "subprocess.Popen[str]":
    """Start a program of its own, with the settings for this place; its first line says that it is ready."""
    worker = subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"BOT_TOKEN": "1:a", "DATABASE_URL": url_of(place)} | keys,
    )
    assert worker.stdout is not None
    return worker


def kill(worker: "subprocess.Popen[str]") -> list[str]:
    """Kill it, and return what it said since it was ready."""
    worker.send_signal(signal.SIGKILL)
    assert worker.stdout is not None
    with worker.stdout:
        lines = worker.stdout.read().split()
    assert worker.wait() in {-signal.SIGKILL, 0}
    return lines


def is_ready(worker: "subprocess.Popen[str]") -> bool:
    """Wait until it says so."""
    return worker.stdout is not None and worker.stdout.readline() == "ready\n"


async def test_a_killed_worker_leaves_old_or_new(place: Place) -> None:
    """Whatever the moment: the store opens, the state is whole, and nothing told as saved is lost."""
    keys = {} if isinstance(place, Path) else {"DATA_KEY": KEY}
    moments = random.Random(4)  # noqa: S311 - the same moments in every run
    said = 0
    for _ in range(ROUNDS):
        worker = start(WORKER, place, **keys)
        assert is_ready(worker)
        time.sleep(moments.uniform(0.0, 0.25))  # noqa: ASYNC251 - nothing runs beside it here
        lines = kill(worker)
        said = int(lines[-1]) if lines else said
        async with await open_store(settings_for(place)) as store:
            kept = await store.load(CHAT, NOW)
        n = kept.data["n"] if kept else 0
        assert n in {said, said + 1}, "the last state told as saved, or the one after it"
        assert kept is None or kept.data["again"] == [n] * 500
        said = n
    assert said > ROUNDS, "something was saved at all"


async def test_a_worker_killed_while_making_the_store(tmp_path: Path) -> None:
    """Half a store is never in the place of a whole one: the next start simply works."""
    for attempt in range(ROUNDS):
        database = tmp_path / str(attempt) / "muhlat.sqlite3"
        worker = start(WORKER, database)
        while not database.parent.exists():
            time.sleep(0.001)  # noqa: ASYNC251 - as above
        time.sleep(attempt * 0.02)  # noqa: ASYNC251 - as above
        kill(worker)
        async with await open_store(settings_for(database)) as store:
            kept = await store.load(CHAT, NOW)
            await store.save(CHAT, {"n": 1}, None, NOW, loaded=kept)


async def test_a_killed_migration_has_done_all_or_nothing(postgres: Server) -> None:
    """The next one simply works; a server waits for nobody who is dead."""
    for attempt in range(3):
        async with postgres.database(migrated=False) as place:
            worker = start(MIGRATION, place)
            assert is_ready(worker)
            time.sleep(attempt * 0.15)  # noqa: ASYNC251 - as above
            kill(worker)
            await migrate(database_at(place))
            async with await open_store(settings_for(place)) as store:
                await store.save(CHAT, {"n": 1}, None, NOW, loaded=None)
