"""A worker that is killed in the middle of saving leaves the old state or the new one."""

import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from bot.settings import Settings
from bot.store import open_store

NOW = datetime(2026, 11, 22, 20, 15, tzinfo=UTC)
CHAT = 7_700_123_456
ROUNDS = 6

WORKER = f"""
import asyncio, sys
from datetime import UTC, datetime
from pathlib import Path
from bot.settings import Settings
from bot.store import open_store

async def main():
    now = datetime(2026, 11, 22, tzinfo=UTC)
    store = await open_store(Settings("1:a", database=Path(sys.argv[1])))
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


async def test_a_killed_worker_leaves_old_or_new(tmp_path: Path) -> None:
    """Whatever the moment: the store opens, the state is whole, and nothing told as saved is lost."""
    database = tmp_path / "data" / "muhlat.sqlite3"
    moments = random.Random(4)  # noqa: S311 - the same moments in every run
    said = 0
    for _ in range(ROUNDS):
        worker = subprocess.Popen(  # noqa: ASYNC220 - our own interpreter; nothing runs beside it here
            [sys.executable, "-c", WORKER, str(database)], stdout=subprocess.PIPE, text=True
        )
        assert worker.stdout is not None
        with worker.stdout:
            assert worker.stdout.readline() == "ready\n"
            time.sleep(moments.uniform(0.0, 0.25))  # noqa: ASYNC251 - as above
            worker.send_signal(signal.SIGKILL)
            lines = worker.stdout.read().split()
        assert worker.wait() == -signal.SIGKILL
        said = int(lines[-1]) if lines else said
        async with await open_store(Settings("1:a", database=database)) as store:
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
        worker = subprocess.Popen(  # noqa: ASYNC220 - as above
            [sys.executable, "-c", WORKER, str(database)], stdout=subprocess.DEVNULL
        )
        while not database.parent.exists():
            time.sleep(0.001)  # noqa: ASYNC251 - as above
        time.sleep(attempt * 0.01)  # noqa: ASYNC251 - as above
        worker.kill()
        worker.wait()
        async with await open_store(Settings("1:a", database=database)) as store:
            kept = await store.load(CHAT, NOW)
            await store.save(CHAT, {"n": 1}, None, NOW, loaded=kept)
