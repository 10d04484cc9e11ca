"""After a change of the law: people who are reminded, assessed again a second, beside bare assessments.

The people are of the realistic mix (``cases.py``), kept and sealed as the bot keeps them, each with the row
by which they are found again. Their plans are three days old, so that each is assessed twice: as of that
day and of today. One law touches about half of them, who are kept anew, with a new plan and the news to be
sent; the other has another fingerprint and the same answers: nobody is touched, and nothing is written.
Beside them the same cases are only assessed, as often, with nothing read or written. The aim: at least a
third of that.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlmodel import insert

from bot.delivery.law_change import Reviewer
from bot.delivery.office import Office, Pace
from bot.delivery.outcomes import Outcome, Sent
from bot.dialog.model import Context, Reply
from bot.dialog.remembered import Reminders
from bot.dialog.reminding.planning import replanned
from bot.dialog.state import Facts, Place, State
from bot.lawbook import load_law
from bot.settings import Place as DatabasePlace
from bot.store import Kept, Store, open_store
from bot.store.kept import LIFETIMES, Terms
from bot.store.models import PersonRow, ReminderRow
from bot.store.outbox import Item
from bot.store.review import Progress
from bot.store.statements.outbox import LOOK
from rules.assess import assess
from rules.facts import Case
from rules.law import Law
from rules.read import read_case
from tests.bench.cases import TODAY, lines
from tests.bench.figures import machine, show_table
from tests.bot.databases import running_server, settings_for
from tests.bot.reminders.laws import FEWER_DAYS, Edit, law_with

_AIM: Final = 1 / 3
_PEOPLE: Final = 100_000
_MOST_CASES: Final = 5_000
"""Different cases; more people than that have those of others, each sealed by itself."""
_BEFORE: Final = timedelta(days=3)
_FIRST_CHAT: Final = 5_600_000_001
_BATCH: Final = 1000
_NOW: Final = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC)
_SAME: Final[Edit] = ("bans.toml", "certainty = 'high'", "certainty = 'medium'")
"""Another fingerprint, and no other answer but in its reasons."""


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds, and how far it has come."""

    seconds: float
    progress: Progress


class _Nobody:
    """A channel that nobody listens to: nothing is sent here."""

    async def send(self, chat_id: int, reply: Reply) -> Outcome:  # noqa: ARG002 - of a channel
        """Let it arrive."""
        return Sent()

    async def answers(self) -> bool:
        """Always be there."""
        return True


def main() -> int:
    """Measure and show; the status is 1 where the aim is missed."""
    parser = argparse.ArgumentParser(description="Measure what a change of the law takes.")
    parser.add_argument("--people", type=int, default=_PEOPLE)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL in the place of SQLite")
    call = parser.parse_args()
    if call.postgres:
        return asyncio.run(_on_postgres(call.people, call.seed))
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_measure(Path(folder, "muhlat.sqlite3"), "SQLite", call.people, call.seed))


async def _on_postgres(people: int, seed: int) -> int:
    with running_server() as server:
        async with server.database() as address:
            return await _measure(address, "PostgreSQL", people, seed)


async def _measure(place: DatabasePlace, kind: str, people: int, seed: int) -> int:
    cases = [json.loads(line) for line in lines(min(people, _MOST_CASES), seed, "realistic")]
    async with await open_store(settings_for(place)) as store:
        states = [_planned(case) for case in cases]
        await _fill(store, states, people)
        await _review(store, load_law())  # notes the law as it is: nothing to be done
        same = await _review(store, law_with(_SAME))
        fewer = await _review(store, law_with(FEWER_DAYS))
    alone = _assessed_a_second([read_case(case) for case in cases], law_with(FEWER_DAYS))
    rows = [
        _row("nobody is touched", same, alone, people),
        _row("fewer days a year", fewer, alone, people),
        ["assessed twice, nothing else", "", "", f"{alone:,.0f}", ""],
    ]
    title = (
        f"After a change of the law, {kind}, {people:,} people; aim: a third of bare assessments. {machine()}"
    )
    show_table(title, ["law", "told", "seconds", "people/s", "of bare"], rows)
    return int(min(people / run.seconds for run in (same, fewer)) < _AIM * alone)


def _row(name: str, run: Run, alone: float, people: int) -> list[str]:
    rate = people / run.seconds
    return [name, f"{run.progress.changed:,}", f"{run.seconds:.1f}", f"{rate:,.0f}", f"{rate / alone:.0%}"]


def _planned(case: dict[str, Any]) -> State:
    """Return somebody whose reminders were planned some days ago."""
    told = {"inside": "yes", "trouble": "done"}
    wish = Reminders(on=True, zone="Europe/Moscow", form="open")
    state = State("ru", "remember", 9, Place("answer"), facts=Facts(case, told), reminders=wish)
    return replanned(state, Context(TODAY - _BEFORE, load_law()))[0]


async def _fill(store: Store, states: list[State], people: int) -> None:
    """Keep them all, each with the row of looking at them, as they would be kept, only faster."""
    terms = Terms("remember", _NOW + LIFETIMES["remember"], (), _NOW)
    data = [state.to_data() for state in states]
    for numbers in _batches(people):
        persons, rows = [], []
        for number in numbers:
            kept = Kept(data[number % len(data)], "remember", number + 1, (), _NOW)
            person = store._seal(_FIRST_CHAT + number, kept, terms, TODAY)
            row = store.outbox._row(_FIRST_CHAT + number, Item("look", "", _NOW, {}), _NOW)
            persons.append(person)
            more = {"topic": LOOK, "who": person["who"], "try_at": row["fire_at"], "state": "due"}
            rows.append(row | more | {"attempts": 0})
        async with store._connection() as connection:
            await connection.execute(insert(PersonRow), persons)
            await connection.execute(insert(ReminderRow), rows)


def _batches(people: int) -> Iterator[range]:
    return (range(first, min(first + _BATCH, people)) for first in range(0, people, _BATCH))


async def _review(store: Store, law: Law) -> Run:
    """Let a process with this law go through everybody."""
    office = Office(store, law, _Nobody(), lambda: _NOW, Pace(rate=None))
    start = time.perf_counter()
    await Reviewer(office).run()
    seconds = time.perf_counter() - start
    progress = await store.review.progress()
    if progress is None or progress.finished is None:
        sys.exit("the review has not come to its end")
    return Run(seconds, progress)


def _assessed_a_second(cases: list[Case], law: Law) -> float:
    """Return how many people a second are assessed as of both days, with nothing read or written."""
    start = time.perf_counter()
    for case in cases:
        assess(case, TODAY - _BEFORE, law)
        assess(case, TODAY, law)
    return len(cases) / (time.perf_counter() - start)


if __name__ == "__main__":
    sys.exit(main())
