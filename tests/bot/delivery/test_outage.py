"""The database goes away and comes back in the middle of it all: nothing is lost, and nothing comes again."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial

import pytest

from bot.delivery.outcomes import Outcome
from bot.delivery.worker import Worker
from bot.dialog.model import Reply
from bot.settings import Place
from bot.store import StoreBusy, Unreachable, open_store
from bot.watch.figures import see
from tests.bot.databases import Server, behind, holding, settings_for
from tests.bot.delivery.people import CHAT, FIRST, LATE, Scene, ScriptedPost, agreed
from tests.bot.outboxes import NOW, claimed, known

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def scene(place: Place, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Scene]:
    """Somebody whose reminder is due, in a store that does not wait long for a database that is held."""
    monkeypatch.setattr("bot.store.sqlite.BUSY_SECONDS", 0.02)
    monkeypatch.setattr("bot.store.postgres.LOCK_SECONDS", 0.02)
    async with await open_store(settings_for(place)) as store:
        made = Scene(store)
        await made.settle(CHAT, agreed())
        made.clock.to(FIRST)
        yield made


@dataclass
class Breaking(ScriptedPost):
    """A channel in which a message has hardly arrived when the next of the ``outages`` begins."""

    outages: list[Callable[[], AbstractAsyncContextManager[None]]] = field(default_factory=list)
    _lasting: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def send(self, chat_id: int, reply: Reply) -> Outcome:
        """Let it arrive."""
        if self.outages:
            await self._lasting.enter_async_context(self.outages.pop()())
        return await super().send(chat_id, reply)

    async def end(self) -> None:
        """End the outage."""
        await self._lasting.aclose()


@pytest.mark.parametrize("minutes", [1, 30])
async def test_what_has_arrived_does_not_come_again(scene: Scene, place: Place, minutes: int) -> None:
    """That it has is noted as soon as that is possible, before anything is sent; the lease may be over."""
    scene.post = post = Breaking(outages=[partial(holding, place)])
    worker = Worker(scene.office())
    for _ in range(3):
        await worker.sweep()
        scene.clock.now += minutes * MINUTE
    await post.end()
    for _ in range(3):
        await worker.sweep()
        scene.clock.now += minutes * MINUTE
    assert len(post.sent) == 1
    figures = await scene.store.outbox.figures(scene.clock(), late_after=LATE)
    assert (figures.sent_day, figures.claimed, figures.due, figures.failed) == (1, 0, 0, 0)


async def test_nothing_is_sent_while_nothing_can_be_noted(scene: Scene, place: Place) -> None:
    """A disk that is full can still be read: who would send then would send again and again."""
    async with holding(place):
        for _ in range(5):
            assert await scene.sweep() == []
            scene.clock.now += 10 * MINUTE
    assert len(await scene.sweep()) == 1
    assert await scene.sweep() == []


async def test_what_can_never_be_noted_does_not_come_for_ever(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where each time it is another process that claims and sends: five times, and it has failed."""

    async def fails(*_: object) -> bool:
        raise Unreachable

    monkeypatch.setattr(scene.store.outbox, "finish", fails)
    for _ in range(60):
        await scene.sweep()
        scene.clock.now += 5 * MINUTE
    assert len(scene.post.sent) == scene.pace.tries
    figures = await scene.store.outbox.figures(scene.clock(), late_after=LATE)
    assert dict(figures.failures) == {"lease": 1}


async def test_a_database_that_can_only_be_read_is_told(scene: Scene, place: Place) -> None:
    """Health and alarms would else say that all is well, while nobody is answered and nothing sent."""
    async with holding(place):
        assert await scene.store.load(CHAT, scene.clock())
        with pytest.raises(StoreBusy):
            await see(scene.store, scene.clock())
    assert (await see(scene.store, scene.clock())).figures.due == 1


async def test_a_connection_that_is_cut_in_the_middle_of_a_claim(postgres: Server) -> None:
    """Whoever claimed is told; the rows are there for the next one, at once where nothing was done yet."""
    waiting = (
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    async with postgres.database() as place, await open_store(settings_for(place)) as store:
        await known(store, CHAT, "a", "b")
        async with holding(place):
            claiming = asyncio.create_task(claimed(store, "ann"))
            while not (found := await behind(place, waiting)):  # noqa: ASYNC110 - it is the server that is asked
                await asyncio.sleep(0.01)
            await behind(place, "SELECT pg_terminate_backend(?)", *found[0])
            with pytest.raises(Unreachable):
                await claiming
        assert len(await claimed(store, "bob", NOW)) == 2


async def test_a_server_that_is_restarted(postgres: Server) -> None:
    """What had arrived is noted then, and the rest is sent, without anybody starting the worker anew."""
    async with postgres.database() as place, await open_store(settings_for(place)) as store:
        scene = Scene(store)
        for chat in (CHAT, CHAT + 1):
            await scene.settle(chat, agreed())
        scene.clock.to(FIRST)
        scene.pace = replace(scene.pace, at_once=1)
        scene.post = post = Breaking(outages=[postgres.stopped])
        worker = Worker(scene.office())
        await worker.sweep()
        await worker.sweep()
        await post.end()
        await worker.sweep()
        scene.clock.now += scene.pace.lease
        await worker.sweep()
        assert sorted(chat for chat, _ in post.sent) == [CHAT, CHAT + 1]
        assert (await store.outbox.figures(scene.clock(), late_after=LATE)).sent_day == 2
