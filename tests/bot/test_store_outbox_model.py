"""Whatever order of plans, claims, crashes and late workers, nothing is lost or held twice.

Clocks jump, too. The outbox is worked beside a plain model: a table in memory, in which every rule stands
in a line.
"""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.settings import Place
from bot.store import Kept, Store, open_store
from tests.bot.databases import settings_for
from tests.bot.outboxes import CHAT, HOUR, LEASE, MINUTE, NOW, item, rows

if TYPE_CHECKING:
    from bot.store.outbox import Claim

TRIES = 3
KEYS = st.sets(st.sampled_from("abcd"))
WORKERS = st.sampled_from(["ann", "bob"])


@dataclass(frozen=True)
class Wanted:
    """A row of the model."""

    state: str
    fire_at: datetime
    try_at: datetime
    attempts: int = 0
    by: str = ""
    until: datetime = NOW


class Sending(RuleBasedStateMachine):
    """Two workers, one person, an outbox on a database, and what ought to be in it."""

    runner: ClassVar[asyncio.Runner]
    stores: ClassVar[dict[str, Store]]

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.rows: dict[str, Wanted] = {}
        self.old: list[tuple[str, Claim]] = []
        """Every claim that was ever given, by whom: workers come back late."""
        self._do(self.stores["ann"].forget(CHAT))
        self.kept: Kept = self._do(self.stores["ann"].save(CHAT, {}, "remember", NOW, loaded=None))
        self.stale = replace(self.kept, revision=self.kept.revision + 1)

    def _do(self, work: Any) -> Any:  # noqa: ANN401 - whatever it gives
        return self.runner.run(work)

    @rule(keys=KEYS, minutes=st.integers(-3, 9), worker=WORKERS, late=st.booleans())
    def plan(self, keys: set[str], minutes: int, worker: str, *, late: bool) -> None:
        """Somebody plans, by what is kept now or by what was kept before."""
        at = self.now + minutes * MINUTE
        kept = self.stale if late else self.kept
        items = [replace(item(key), fire_at=at) for key in sorted(keys)]
        self._do(self.stores[worker].outbox.replace(kept.revision, CHAT, items, self.now))
        if late:
            return
        overdue = {key for key, row in self.rows.items() if row.state == "due" and row.fire_at <= self.now}
        for key in keys - overdue:
            there = self.rows.get(key)
            if there is None or there.state not in {"sent", "claimed"}:
                self.rows[key] = Wanted("due", at, at)
        gone = {"due", "claimed", "cancelled"}
        stays = keys | overdue
        self.rows = {key: row for key, row in self.rows.items() if key in stays or row.state not in gone}

    @rule(worker=WORKERS)
    def save(self, worker: str) -> None:
        """The person writes something: older plans are worth nothing from now on."""
        self.stale = self.kept
        self.kept = self._do(self.stores[worker].save(CHAT, {}, None, NOW, loaded=self.kept))

    @rule(worker=WORKERS, most=st.integers(1, 3))
    def claim(self, worker: str, most: int) -> None:
        """A worker takes what waits longest."""
        claims = self._do(self.stores[worker].outbox.claim(worker, self.now, most=most, lease=LEASE))
        due = {key: row for key, row in self.rows.items() if row.state == "due" and row.try_at <= self.now}
        assert len(claims) == min(most, len(due))
        taken = {claim.content["key"]: claim for claim in claims}
        assert len(taken) == len(claims)
        assert set(taken) <= set(due), "nothing is claimed twice, nor before its moment"
        left = [row.try_at for key, row in due.items() if key not in taken]
        assert all(due[key].try_at <= moment for key in taken for moment in left)
        for key, claim in taken.items():
            assert (claim.fire_at, claim.attempts) == (due[key].fire_at, due[key].attempts)
            self.rows[key] = replace(due[key], state="claimed", by=worker, until=self.now + LEASE)
            self.old.append((worker, claim))

    @precondition(lambda self: self.old)
    @rule(data=st.data(), how=st.sampled_from(["sent", "skipped", "failed", "renew", "back", "later"]))
    def work(self, data: st.DataObject, how: str) -> None:
        """A worker goes on with something that it has, or had, claimed."""
        worker, claim = data.draw(st.sampled_from(self.old))
        assert claim.content is not None
        key = claim.content["key"]
        outbox = self.stores[worker].outbox
        row = self.rows.get(key)
        numbers = {each.number for each in self._do(rows(self.stores[worker]))}
        ours = row is not None and (row.state, row.by) == ("claimed", worker) and claim.id in numbers
        later = self.now + 2 * LEASE
        match how:
            case "renew":
                found = self._do(outbox.renew(worker, [claim.id], later)) == {claim.id}
                change: dict[str, Any] = {"until": later}
                change["attempts"] = row.attempts + 1 if row else 0
            case "back" | "later":
                at = self.now if how == "back" else later
                counted = how == "later"
                found = self._do(outbox.put_back(worker, claim.id, at, counted=counted))
                attempts = max(row.attempts - (not counted), 0) if row else 0
                change = {"state": "due", "try_at": at, "by": "", "attempts": attempts}
            case _:
                found = self._do(outbox.finish(worker, claim.id, how, self.now))  # type: ignore[arg-type]
                change = {"state": how, "by": ""}
        assert found is ours
        if row and ours:
            self.rows[key] = replace(row, **change)

    @rule(worker=WORKERS)
    def reap(self, worker: str) -> None:
        """Somebody looks for claims that nobody has finished."""
        over = {
            key: row
            for key, row in self.rows.items()
            if row.state == "claimed" and not self.now < row.until <= self.now + HOUR
        }
        for key, row in over.items():
            state = "failed" if row.attempts >= TRIES else "due"
            self.rows[key] = replace(row, state=state, by="")
        failed = sum(self.rows[key].state == "failed" for key in over)
        returned = self._do(self.stores[worker].outbox.reap(self.now, tries=TRIES))
        assert returned == (len(over) - failed, failed)

    @rule(worker=WORKERS)
    def cancel(self, worker: str) -> None:
        """The person has blocked the bot."""
        store = self.stores[worker]
        open_rows = {key for key, row in self.rows.items() if row.state in {"due", "claimed"}}
        assert self._do(store.outbox.cancel(store._safe.hashes(CHAT)[0], "blocked")) == len(open_rows)
        for key in open_rows:
            self.rows[key] = replace(self.rows[key], state="cancelled", by="")

    @rule(step=st.sampled_from([MINUTE, LEASE, -2 * MINUTE, -3 * HOUR, timedelta(days=300)]))
    def clock(self, step: timedelta) -> None:
        """Time passes, or the clock jumps."""
        self.now += step

    @invariant()
    def all_is_there(self) -> None:
        """The table holds what the model does, and no more."""
        found = {
            row.key: (row.state, NOW + row.fire_at * MINUTE, NOW + row.try_at * MINUTE, row.attempts)
            for row in self._do(rows(self.stores["ann"]))
        }
        assert found == {
            key: (row.state, row.fire_at, row.try_at, row.attempts) for key, row in self.rows.items()
        }

    def teardown(self) -> None:
        """In the end nothing stays claimed: whoever waits for the leases finds all that was not finished."""
        if self.rows:
            self.now = max([self.now, *(row.until for row in self.rows.values())]) + LEASE
        self.reap("bob")
        assert all(row.state != "claimed" for row in self.rows.values())
        self.all_is_there()


@pytest.fixture
def machine(request: pytest.FixtureRequest, place_of: Place) -> Iterator[type[Sending]]:
    """Give the machine, with a store for each worker."""
    del request
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()

        async def opened() -> Store:
            return await stack.enter_async_context(await open_store(settings_for(place_of)))

        Sending.runner = runner
        Sending.stores = {name: runner.run(opened()) for name in ("ann", "bob")}
        try:
            yield Sending
        finally:
            runner.run(stack.aclose())


@pytest.fixture(params=["sqlite", "postgres"])
def place_of(request: pytest.FixtureRequest, tmp_path: Any) -> Iterator[Place]:  # noqa: ANN401
    """Say where the store is; for a test that runs no loop of its own."""
    if request.param == "sqlite":
        yield tmp_path / "muhlat.sqlite3"
        return
    with asyncio.Runner() as runner:
        database = request.getfixturevalue("postgres").database()
        yield runner.run(database.__aenter__())
        runner.run(database.__aexit__(None, None, None))


def test_nothing_is_lost_or_held_twice(machine: type[Sending]) -> None:
    """On both databases, beside the model."""
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=25,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
