"""What delivery works with, and what it knows of the person whose rows are due."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.delivery.outcomes import Post
from bot.dialog.model import Context
from bot.dialog.state import State, WrongState
from bot.reminders.zones import DEFAULT_ZONE
from bot.store import DamagedRow, Kept, Store
from rules.law import Law

_log = logging.getLogger(__name__)

MOSCOW: Final = ZoneInfo(DEFAULT_ZONE)
"""The clock by which the days of the law are counted, wherever the person is."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How a worker goes about it.

    Attributes:
        rate: messages a second of all workers together; None: as fast as they can, for tests.
        batch: rows that are claimed at a time.
        at_once: people who are sent to side by side.
        lease: how long a claim holds. A worker that dies leaves its rows to others after that.
        tries: how often a message is tried before it counts as failed.
        again: how long to wait after the first try, the second, and so on.
        down: how long a worker waits that cannot reach the channel.
        sweep: how often to look for what is due.
    """

    rate: float | None = 25.0
    batch: int = 100
    at_once: int = 8
    lease: timedelta = timedelta(minutes=5)
    tries: int = 5
    again: tuple[timedelta, ...] = (
        timedelta(minutes=1),
        timedelta(minutes=5),
        timedelta(minutes=30),
        timedelta(hours=2),
    )
    down: timedelta = timedelta(seconds=30)
    sweep: timedelta = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class Office:
    """The store, the law, the channel, the time, and the random name of this worker."""

    store: Store
    law: Law
    post: Post
    clock: Callable[[], datetime]
    pace: Pace = Pace()
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    worker: str = field(default_factory=lambda: secrets.token_hex(8))
    arrived: set[int] = field(default_factory=set)
    """The rows whose message has arrived and of which that could not be noted yet."""

    def context(self) -> Context:
        """Return what the conversation may know now."""
        return Context(self.today(), self.law)

    def today(self) -> date:
        """Return the day by which the law is applied now."""
        return self.clock().astimezone(MOSCOW).date()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whose rows are due. It shows nothing of itself."""

    chat_id: int = field(repr=False)
    kept: Kept = field(repr=False)
    state: State = field(repr=False)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone by which they are reminded."""
        return ZoneInfo(self.state.reminders.zone or DEFAULT_ZONE)


async def find(office: Office, who: str) -> Person | str | None:
    """Return the person; None where there is nobody of that name, the reason where they cannot be read."""
    try:
        found = await office.store.load_by(who, office.clock())
    except DamagedRow:
        return "damaged"
    if found is None:
        return None
    chat_id, kept = found
    try:
        return Person(chat_id, kept, State.from_data(kept.data))
    except WrongState:
        return "outdated"
