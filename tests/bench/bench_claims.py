"""The outbox: rows claimed and finished a second among a million, turns taken, reminders planned.

Rows are in the database as the bot writes them; what is due can be opened, and a claim opens it. Workers are
processes, each with a store of its own; nothing may be claimed twice. Beside each kind of work stands a
plain loop in the same run, on the same table: one row at a time, by the bare driver, nothing sealed. The
server writes as durably as any does; SQLite as the bot sets it.
"""

import argparse
import asyncio
import secrets
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final, NamedTuple

import asyncpg  # type: ignore[import-untyped]

from bot.settings import Place, PostgresAddress
from bot.store import Store, migrating, open_store
from bot.store.crypto import Safe, padded
from bot.store.moments import seconds
from bot.store.opening import database_at
from bot.store.outbox import Item
from tests.bench.figures import HEADS, machine, show_table, spread
from tests.bot.databases import KEY, running_server, settings_for

NOW: Final = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
_A_PERSON: Final = 20
"""Rows of one person, and reminders in a plan."""
_AT_ONCE: Final = 8
"""Rows that a worker finishes side by side."""
_LEASE: Final = timedelta(minutes=30)
_RESET: Final = (
    "UPDATE reminder SET state = 'due', claimed_by = NULL, lease_until = NULL, sent_at = NULL, attempts = 0"
    " WHERE state IN ('claimed', 'sent')"
)
_DUE: Final = "SELECT id FROM reminder WHERE state = 'due' AND try_at <= {now} ORDER BY try_at, who LIMIT 1"
_PERSON: Final = ("who", "revision", "expires_on", "sealed_by", "chat", "state", "terms")
_REMINDER: Final = (
    *("id", "who", "task", "topic", "fire_at", "try_at", "state", "attempts", "sealed_by", "content"),
)


class Work(NamedTuple):
    """What one worker did: how many, in how many seconds, and which rows."""

    number: int
    seconds: float
    claimed: frozenset[int] = frozenset()


class Task(NamedTuple):
    """One kind of work: its words, what a worker does, how many workers, and the plain loop beside it."""

    says: str
    what: Callable[..., Awaitable[Work]]
    values: tuple[object, ...]
    workers: int
    beside: str


async def claim(store: Store, until: float, batch: int, finish: object) -> Work:
    """Claim as fast as can be, and finish each row where that is asked for."""
    worker, start, ids = secrets.token_hex(8), time.perf_counter(), set[int]()
    number, turns = 0, asyncio.Semaphore(_AT_ONCE)

    async def sent(which: int) -> None:
        async with turns:
            if not await store.outbox.finish(worker, which, "sent", NOW):
                raise RuntimeError("a claim was lost")

    while time.perf_counter() < until:
        claims = await store.outbox.claim(worker, NOW, most=batch, lease=_LEASE)
        if not claims:
            break
        if finish:
            await asyncio.gather(*(sent(each.id) for each in claims))
        ids.update(each.id for each in claims)
        number += len(claims)
    return Work(number, time.perf_counter() - start, frozenset(ids))


async def take(store: Store, until: float) -> Work:
    """Take turns at a rate that never makes anybody wait long."""
    start, number = time.perf_counter(), 0
    while time.perf_counter() < until:
        await store.budget.take(datetime.now(UTC), 100_000)
        number += 1
    return Work(number, time.perf_counter() - start)


async def plan(store: Store, until: float) -> Work:
    """Plan for people, each for the first time and then again, as after most answers."""
    start, number = time.perf_counter(), 0
    items = [
        Item("remind", f"patent {day}", NOW + timedelta(days=day + 30), {"kind": "patent", "step": day})
        for day in range(_A_PERSON)
    ]
    while time.perf_counter() < until:
        chat_id = secrets.randbits(50)
        kept = await store.save(chat_id, {}, "remember", NOW, loaded=None)
        for _ in range(2):
            await store.outbox.replace(kept.revision, chat_id, items, NOW)
            number += len(items)
    return Work(number, time.perf_counter() - start)


def _worker(
    place: Place,
    what: Callable[..., Awaitable[Work]],
    values: tuple[object, ...],
    ready: Any,  # noqa: ANN401 - a proxy
) -> Work:
    """Do a kind of work for some seconds, beginning when all others do; in a process of its own."""

    async def work() -> Work:
        async with await open_store(settings_for(place, KEY)) as store:
            ready.wait()
            length, *others = values
            return await what(store, time.perf_counter() + float(str(length)), *others)

    return asyncio.run(work())


class Bare:
    """The database without the bot: for filling it, setting it back, and for the plain loops."""

    def __init__(self, place: Place, runner: asyncio.Runner) -> None:
        self._place, self._runner = place, runner
        self._key = Safe([KEY]).names[0]
        if isinstance(place, PostgresAddress):
            there = asyncpg.connect(host=place.host, database=place.database, user=place.user)
            self._server = runner.run(_awaited(there))
        else:
            self._file = sqlite3.connect(place, isolation_level=None)
            self._file.execute("PRAGMA synchronous = NORMAL")

    def run(self, statement: str) -> list[tuple[Any, ...]]:
        """Run a statement."""
        if isinstance(self._place, PostgresAddress):
            return [tuple(row) for row in self._runner.run(self._server.fetch(statement))]
        return self._file.execute(statement).fetchall()

    def fill(self, table: str, columns: tuple[str, ...], rows: Iterator[tuple[object, ...]]) -> None:
        """Put many rows into a table."""
        if isinstance(self._place, PostgresAddress):
            copy = self._server.copy_records_to_table(table, records=rows, columns=columns)
            self._runner.run(copy)
            return
        marks = ", ".join("?" * len(columns))
        self._file.execute("BEGIN")
        words = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - our own words
        self._file.executemany(words, rows)
        self._file.execute("COMMIT")

    def settle(self) -> None:
        """Make everything due again, and clear up after it as the bot's own sweep does."""
        self.run(_RESET)
        self._clear("VACUUM reminder, send_budget")

    def begin(self) -> None:
        """Let the database look at its tables."""
        self._clear("VACUUM ANALYZE")

    def _clear(self, statement: str) -> None:
        is_server = isinstance(self._place, PostgresAddress)
        for each in (statement, "CHECKPOINT") if is_server else ("PRAGMA wal_checkpoint(TRUNCATE)",):
            self.run(each)

    def loop(self, beside: str, length: float) -> float:
        """Return how many rows a second a plain loop does: one at a time, of the same kind."""
        who = self.run("SELECT who FROM person LIMIT 1")[0][0]
        number, start = 0, time.perf_counter()
        while time.perf_counter() - start < length:
            match beside:
                case "turns":
                    self.run("UPDATE send_budget SET free_from = free_from + 10")
                case "plans":
                    what = f"{secrets.randbits(62)}, '{who}', 'remind', '{secrets.token_hex(32)}'"
                    columns = f"INSERT INTO reminder ({', '.join(_REMINDER)})"
                    self.run(f"{columns} VALUES ({what}, 9, 9, 'skipped', 0, '{self._key}', 'c')")
                case _:
                    due = self.run(_DUE.format(now=seconds(NOW)))
                    if not due:
                        break
                    which = due[0][0]
                    self.run(f"UPDATE reminder SET state = 'claimed' WHERE id = {which}")  # noqa: S608
                    if beside == "finished":
                        self.run(f"UPDATE reminder SET state = 'sent' WHERE id = {which}")  # noqa: S608
            number += 1
        return number / (time.perf_counter() - start)

    def close(self) -> None:
        """Close it."""
        if isinstance(self._place, PostgresAddress):
            self._runner.run(self._server.close())
        else:
            self._file.close()


async def _awaited(what: Awaitable[Any]) -> Any:  # noqa: ANN401 - whatever it gives
    return await what


def _fill(bare: Bare, rows: int, due: int) -> None:
    """Fill the tables: so many rows, so many of them due, spread among the others."""
    safe = Safe([KEY])
    people = [safe.hashes(number)[0] for number in range(rows // _A_PERSON + 1)]
    key, day = safe.names[0], NOW.date()
    sealed = safe.seal("state", "", b" " * 512, day)
    everybody = ((who, number, day.replace(year=2027), key, sealed[:200], sealed, sealed[:350])
                 for number, who in enumerate(people))  # fmt: skip
    bare.fill("person", _PERSON, everybody)
    content = padded([1, {"kind": "patent", "deadline": "2026-12-01", "step": 3}], 256)
    unread = safe.seal("reminder", "0", content, day)

    def reminders() -> Iterator[tuple[object, ...]]:
        is_due = rows / max(due, 1)
        for number in range(rows):
            which = secrets.randbits(62)
            now = number % is_due < 1
            at = seconds(NOW) + (-1 - number % 3600 if now else 3600 + (number * 7919) % 20_000_000)
            said = safe.seal("reminder", str(which), content, day) if now else unread
            who = people[number // _A_PERSON]
            yield which, who, "remind", secrets.token_hex(32), at, at, "due", 0, key, said

    bare.fill("reminder", _REMINDER, reminders())
    bare.begin()


def _tasks(length: float) -> Iterator[Task]:
    for batch in (100, 500):
        for workers in (1, 2):
            yield Task(f"claimed, {batch} at a time", claim, (length, batch, False), workers, "claimed")
    for batch in (100, 500):
        for workers in (1, 2):
            yield Task(
                f"claimed {batch} at a time, each finished", claim, (length, batch, True), workers, "finished"
            )
    for workers in (1, 2):
        yield Task("turns taken", take, (length,), workers, "turns")
        yield Task(f"reminders planned, {_A_PERSON} a person", plan, (length,), workers, "plans")


def _measure(name: str, place: Place, call: argparse.Namespace) -> None:
    """Measure one database, and show it."""
    context = get_context("spawn")
    with asyncio.Runner() as runner, context.Manager() as manager, ProcessPoolExecutor(2, context) as workers:
        runner.run(_made(place))
        bare = Bare(place, runner)
        _fill(bare, call.rows, call.due)
        rows = []
        plain: dict[str, list[float]] = {}
        tasks = list(_tasks(call.seconds))
        for beside in dict.fromkeys(task.beside for task in tasks):
            plain[beside] = [bare.loop(beside, call.seconds) for _ in range(call.rounds)]
            bare.settle()
            rows.append([f"plain loop: {beside}", "1", *spread(plain[beside], ",.0f"), ""])
        for task in tasks:
            rates = []
            for _ in range(call.rounds):
                ready = manager.Barrier(task.workers)
                done = [
                    workers.submit(_worker, place, task.what, task.values, ready) for _ in range(task.workers)
                ]
                works = [each.result() for each in done]
                if len(frozenset().union(*(work.claimed for work in works))) != sum(
                    len(work.claimed) for work in works
                ):
                    raise RuntimeError("a row was claimed twice")
                rates.append(sum(work.number for work in works) / max(work.seconds for work in works))
                bare.settle()
            ratio = statistics.median(rates) / statistics.median(plain[task.beside])
            rows.append([task.says, str(task.workers), *spread(rates, ",.0f"), f"{ratio:.1f}"])
        bare.close()
    title = f"{name}: {call.rows:,} rows, {call.due:,} due; a second, {call.rounds} rounds ({machine()})"
    show_table(title, ["", "workers", *HEADS, "of the loop"], rows)


def main() -> int:
    """Measure and show; there is no aim, so the status is 0."""
    parser = argparse.ArgumentParser(description="Measure the outbox on both databases.")
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows in the table (default 1,000,000)")
    parser.add_argument("--due", type=int, default=100_000, help="of them due (default 100,000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of each kind (default 3)")
    parser.add_argument("--seconds", type=float, default=3.0, help="length of each (default 3)")
    parser.add_argument("--only", choices=("sqlite", "postgres"), help="one database")
    call = parser.parse_args()
    if call.only != "postgres":
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "muhlat.sqlite3"
            _measure("SQLite", place, call)
    if call.only != "sqlite":
        with running_server() as server:
            # Its databases for tests are quick, since nothing in them must last.
            address = PostgresAddress(server.host, "postgres", "postgres")
            asyncio.run(_awaited(migrating.migrate(database_at(address))))
            _measure("PostgreSQL", address, call)
    return 0


async def _made(place: Place) -> None:
    await (await open_store(settings_for(place, KEY))).close()


if __name__ == "__main__":
    sys.exit(main())
