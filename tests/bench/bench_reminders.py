"""Reminders: planned a second, sent a second, and what is lost or repeated where workers are killed.

Planning stands beside the assessment that it goes by, and beside planning into a store. Sending stands beside
a bare client that sends as many messages to the same fake Bot API, eight at a time, with no store, no law
and no claims. Workers are real processes that only deliver. The aims: with a budget no second, wherever it
begins, sees more messages than that; and whoever is killed, no reminder is lost, and repeated are only those
whose outcome nobody could know.
"""

import argparse
import asyncio
import signal
import sys
import tempfile
import time
from bisect import bisect_left
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import aiohttp

from bot.delivery.effects import after_saving
from bot.dialog.answer import assessed
from bot.dialog.model import Context, Remind
from bot.dialog.view import View
from bot.lawbook import load_law
from bot.reminders.moments import moments_of
from bot.reminders.plan import wanted
from bot.settings import Place
from bot.store import open_store
from tests.bench.figures import machine, show_table
from tests.bot.databases import running_server, settings_for
from tests.bot.delivery import crowd
from tests.bot.delivery.killing import Toll, Town, kill_again_and_again
from tests.bot.delivery.nursery import Nursery
from tests.bot.delivery.people import BEGIN, Clock, agreed
from tests.fake_telegram import FakeTelegram

_RATE: Final = 25.0
_AT_ONCE: Final = 8
_SEED: Final = 5
_LONGEST: Final = 600.0
_SLICE: Final = 0.2

Places = Callable[[], AbstractAsyncContextManager[Place]]
"""Gives places for new stores, one after the other, on one kind of database."""


@contextmanager
def _kinds() -> Iterator[dict[str, Places]]:
    """Give both kinds of database."""
    with tempfile.TemporaryDirectory() as folder, running_server() as server:

        @asynccontextmanager
        async def files() -> AsyncIterator[Place]:
            yield Path(tempfile.mkdtemp(dir=folder)) / "muhlat.sqlite3"

        yield {"SQLite": files, "PostgreSQL": server.database}


def _planned(seconds: float) -> tuple[float, float]:
    """Return how many reminders a second are planned from an assessment, and assessments a second."""
    talked = agreed().state
    assert talked is not None
    zone, now = ZoneInfo("Europe/Moscow"), Clock().now
    assessment = assessed(View(talked, Context(BEGIN, load_law())))
    assert assessment is not None
    reminders, took = 0, time.perf_counter()
    while time.perf_counter() - took < seconds:
        reminders += len(moments_of(wanted(assessment), zone, now))
    took = time.perf_counter() - took
    assessments, also = 0, time.perf_counter()
    while time.perf_counter() - also < seconds:
        assessed(View(talked, Context(BEGIN, load_law())))
        assessments += 1
    return reminders / took, assessments / (time.perf_counter() - also)


async def _planned_into(places: Places, people: int) -> float:
    """Return how many reminders a second come from what a conversation wants into a store."""
    talker = agreed()
    assert talker.state is not None
    now, data = Clock().now, talker.state.to_data()
    effects = [effect for effect in talker.effects if isinstance(effect, Remind)]
    async with places() as place, await open_store(settings_for(place)) as store:
        kept = [await store.save(chat, data, "remember", now, loaded=None) for chat in range(1, people + 1)]
        begun = time.perf_counter()
        for chat, each in enumerate(kept, 1):
            await after_saving(store, chat, each.revision, effects, now)
        took = time.perf_counter() - begun
    return people * sum(len(effect.wanted) for effect in effects) / took


async def _sent(
    places: Places, nursery: Nursery, messages: int, workers: int, rate: float | None
) -> list[float]:
    """Let workers send; return when each message has arrived."""
    with tempfile.TemporaryDirectory() as folder, FakeTelegram() as telegram:
        async with places() as place:
            await crowd.fill(place, messages)
            crowd.meet(telegram, messages)
            town = Town(place, telegram, Path(folder))
            living = [nursery.start(town.order(f"life{number}", rate)) for number in range(workers)]
            times = await _arrivals(telegram, messages)
            for process in living:
                nursery.end(process, signal.SIGTERM)
    return times


async def _sent_bare(messages: int) -> list[float]:
    """Let a client that does nothing else send as many; return when each has arrived."""
    with FakeTelegram() as telegram, ProcessPoolExecutor(1, get_context("spawn")) as pool:
        crowd.meet(telegram, messages)
        address = f"{telegram.url}/bot{telegram.token}/sendMessage"
        sending = pool.submit(_send_bare, address, messages, crowd.text_of_all())
        times = await _arrivals(telegram, messages)
        sending.result()
    return times


def _send_bare(address: str, messages: int, text: str) -> None:
    """Be that client."""

    async def some(session: aiohttp.ClientSession, chats: Iterator[int]) -> None:
        for chat in chats:
            async with session.post(address, data={"chat_id": chat, "text": text}) as answer:
                await answer.read()

    async def all_of_them() -> None:
        chats = iter(crowd.chats(messages))
        async with aiohttp.ClientSession() as session:
            await asyncio.gather(*(some(session, chats) for _ in range(_AT_ONCE)))

    asyncio.run(all_of_them())


async def _arrivals(telegram: FakeTelegram, messages: int) -> list[float]:
    """Wait for so many messages; return when each has arrived."""
    end = time.monotonic() + _LONGEST
    while True:
        with telegram.world.lock:
            times = [call.at for call in telegram.world.calls if call.method == "sendMessage"]
        if len(times) >= messages:
            return times
        if time.monotonic() > end:
            raise TimeoutError(f"{len(times)} of {messages} messages have come")
        await asyncio.sleep(_SLICE)


def _a_second(times: list[float]) -> float:
    return (len(times) - 1) / (times[-1] - times[0])


def _most_in_a_second(times: list[float]) -> int:
    """Return the greatest number in any second, wherever it begins."""
    return max(bisect_left(times, start + 1) - number for number, start in enumerate(times))


async def _killed(places: Places, nursery: Nursery, reminders: int, kills: int) -> Toll:
    with tempfile.TemporaryDirectory() as folder:
        async with places() as place:
            return await kill_again_and_again(
                place, Path(folder), nursery, reminders=reminders, kills=kills, seed=_SEED
            )


def main() -> int:
    """Measure and show; the status is 1 where a promise is broken."""
    parser = argparse.ArgumentParser(description="Measure planning, sending, and what killed workers lose.")
    parser.add_argument("--seconds", type=float, default=2.0, help="for planning (default 2)")
    parser.add_argument("--people", type=int, default=500, help="planned into a store (default 500)")
    parser.add_argument("--messages", type=int, default=1000, help="sent without a budget (default 1000)")
    parser.add_argument("--paced", type=int, default=250, help="sent with a budget (default 250)")
    parser.add_argument("--reminders", type=int, default=5000, help="where workers are killed (default 5000)")
    parser.add_argument("--kills", type=int, default=50, help="how often (default 50; 0: not at all)")
    call = parser.parse_args()
    kept = True
    with _kinds() as kinds, Nursery() as nursery:
        _show_planning(
            call.seconds, {kind: asyncio.run(_planned_into(kinds[kind], call.people)) for kind in kinds}
        )
        kept &= _show_sending(kinds, nursery, call.messages, call.paced)
        for kind, places in kinds.items() if call.kills else ():
            toll = asyncio.run(_killed(places, nursery, call.reminders, call.kills))
            kept &= toll.lost == 0 and toll.unexplained == 0
            sys.stdout.write(f"Killed workers, {kind}: {toll}\n")
    return int(not kept)


def _show_planning(seconds: float, stored: dict[str, float]) -> None:
    pure, assessments = _planned(seconds)
    rows = [["from an assessment, with their moments", f"{pure:.0f}", "1"]]
    rows += [[f"into {kind}", f"{rate:.0f}", f"{rate / pure:.3f}"] for kind, rate in stored.items()]
    rows.append(["beside it: assessments", f"{assessments:.0f}", f"{assessments / pure:.3f}"])
    show_table(f"Reminders planned a second ({machine()})", ["", "a second", "ratio"], rows)


def _show_sending(kinds: dict[str, Places], nursery: Nursery, messages: int, paced: int) -> bool:
    """Measure and show; tell whether the budget was kept."""
    bare = _a_second(asyncio.run(_sent_bare(messages)))
    rows, kept = [["a bare client", f"{bare:.0f}", "1", ""]], True
    for kind, places in kinds.items():
        for workers in (1, 2):
            for rate, number in ((None, messages), (_RATE, paced)):
                times = asyncio.run(_sent(places, nursery, number, workers, rate))
                most, pace = _most_in_a_second(times), _a_second(times)
                kept &= rate is None or most <= rate
                told = "no budget" if rate is None else f"{rate:.0f} a second"
                workers_told = "1 worker" if workers == 1 else f"{workers} workers"
                rows.append(
                    [f"{kind}, {workers_told}, {told}", f"{pace:.1f}", f"{pace / bare:.2f}", str(most)]
                )
    heads = ["", "a second", "ratio", "most in any second"]
    show_table(f"Messages sent, {messages} without a budget and {paced} with one", heads, rows)
    sys.stdout.write(f"Never more than {_RATE:.0f} in any second: {'met' if kept else 'MISSED'}\n\n")
    return kept


if __name__ == "__main__":
    sys.exit(main())
