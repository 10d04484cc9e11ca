"""What is done again and again while the bot runs. The clock only ticks here; nothing is kept in it."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]

from bot.delivery.law_change import Reviewer
from bot.delivery.office import Office
from bot.delivery.worker import Worker
from bot.store import StoreError
from bot.watch.lookout import MINUTES, Lookout

_log = logging.getLogger(__name__)

_REVIEW: Final = timedelta(minutes=1)
_PURGE: Final = timedelta(hours=1)
_LAST_WORDS: Final = 2.0
"""Seconds in which what is being sent must end when the program is stopped; the rest is sent again later."""
_JITTER: Final = 2
"""Seconds by which each tick is moved at random, so that several processes do not sweep at once."""


@asynccontextmanager
async def ticking(office: Office) -> AsyncIterator[Callable[[], None]]:
    """Sweep, review after a change of the law, erase whose time is over, look out: again and again.

    At the end what is being sent is finished.

    Gives what is called to have something swept at once.
    """
    worker, reviewer = Worker(office), Reviewer(office)
    scheduler = AsyncIOScheduler(timezone=UTC)
    # That a tick finds the one before still at work is no news: a long queue takes many ticks.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)

    def every(span: timedelta, work: Callable[[], Awaitable[None]], name: str) -> None:
        # However late a tick is noticed it is worth keeping; missed ones are made up for by one.
        scheduler.add_job(
            work,
            "interval",
            seconds=span.total_seconds(),
            jitter=min(_JITTER, span.total_seconds() / 4),
            id=name,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
            next_run_time=datetime.now(UTC),
        )

    every(office.pace.sweep, worker.sweep, "sweep")
    every(_REVIEW, reviewer.run, "review")
    every(_PURGE, partial(purge, office), "purge")
    every(timedelta(minutes=MINUTES), Lookout(office.store, office.clock).look_out, "look out")
    scheduler.start()
    try:
        yield lambda: scheduler.modify_job("sweep", next_run_time=datetime.now(UTC))
    finally:
        reviewer.stop()
        with suppress(TimeoutError):
            await asyncio.wait_for(worker.stop(), _LAST_WORDS)
        scheduler.shutdown(wait=False)


async def purge(office: Office) -> None:
    """Erase everybody whose time is over, and rows that were settled long ago."""
    try:
        erased = await office.store.purge(office.clock())
    except StoreError as fault:
        _log.error("purge failed: %s", type(fault).__name__)
    else:
        _log.info("purge: %d erased", erased)
