"""Two workers at all times, each a real process that is killed at a random moment and replaced by another."""

import asyncio
import random
import signal
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from bot.delivery.office import Pace
from bot.settings import Place
from bot.store import open_store
from tests.bot.databases import KEY, behind, settings_for, url_of
from tests.bot.delivery import crowd
from tests.bot.delivery.nursery import Nursery, Order
from tests.fake_telegram import FakeTelegram

WORKERS: Final = 2
LEASE: Final = 5.0
"""Seconds: much longer than a worker needs from making sure of its claim to noting that it was sent, so that
no lease runs out under a living one however slow the machine is."""
_SWEEP: Final = 0.25
_AGAIN: Final = 1.0
_LONGEST: Final = 100.0
"""Seconds in which all must have arrived after the last kill."""
_PART: Final = 0.6
"""How much of the time that the rest will take by the pace so far is meant for the kills that are left."""
_UNKNOWN: Final = "outcome=undelivered"
"""What a worker logs that got no answer."""
_BEGINNERS: Final = 0.1
"""How many kills may hit a worker that has sent nothing yet, and then does not count among them."""


@dataclass(frozen=True, slots=True)
class Toll:
    """What came of it. A life is a worker from its start to its end."""

    seed: int
    reminders: int
    kills: int
    """Of workers that had sent something in that life."""
    idle_kills: int
    """Of others, which had only begun."""
    seconds: float
    arrived: dict[int, list[str]] = field(repr=False)
    """For each chat the lives that sent to it, in the order of arrival."""
    killed: frozenset[str] = field(repr=False)
    unknown: Counter[str] = field(repr=False)
    """How often a worker that was not killed has got no answer, and so has sent again."""
    texts: frozenset[str] = field(repr=False)
    ends: tuple[int, ...]
    """The exit status of those that were told to stop."""

    @property
    def lost(self) -> int:
        """How many reminders have never arrived."""
        return self.reminders - len(self.arrived)

    @property
    def repeats(self) -> Counter[str]:
        """How many arrivals were followed by another of the same reminder, by the life that sent them."""
        return Counter(life for lives in self.arrived.values() for life in lives[:-1])

    @property
    def unexplained(self) -> int:
        """How many of those came of a worker that lived on and had its answer."""
        of_the_living = Counter({life: n for life, n in self.repeats.items() if life not in self.killed})
        return (of_the_living - self.unknown).total()

    def __str__(self) -> str:
        return (
            f"{self.reminders} reminders, {self.kills} kills of workers that were sending and "
            f"{self.idle_kills} of others, in {self.seconds:.1f} s (seed {self.seed}): {self.lost} lost, "
            f"{self.repeats.total()} repeats of which {self.unexplained} unexplained, at most "
            f"{max(self.repeats.values(), default=0)} of one kill"
        )


@dataclass(slots=True)
class _Lives:
    """The workers that live now, and those that were."""

    start_one: Callable[[str], int]
    living: dict[str, int] = field(default_factory=dict)
    killed: set[str] = field(default_factory=set)
    count: int = 0

    def begin(self) -> None:
        self.count += 1
        life = f"life{self.count}"
        self.living[life] = self.start_one(life)


@dataclass(slots=True)
class _Arrivals:
    """Who has sent what, as Telegram has seen it."""

    telegram: FakeTelegram
    by_chat: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    senders: set[str] = field(default_factory=set)
    _seen: int = 0

    def look(self) -> int:
        """Look what is new; return how many reminders have arrived at least once."""
        with self.telegram.world.lock:
            calls = self.telegram.world.calls[self._seen :]
            self._seen += len(calls)
        for call in calls:
            if call.method == "sendMessage" and call.code == 200:
                assert call.chat_id is not None
                self.by_chat[call.chat_id].append(call.by)
                self.senders.add(call.by)
        return len(self.by_chat)


def ahead() -> float:
    """Return by how many seconds a clock is ahead that now begins at the time of the crowd."""
    return (crowd.DUE - datetime.now(UTC)).total_seconds()


@dataclass(frozen=True, slots=True)
class Town:
    """Where workers work: the store, Telegram, the folder for their logs, and the clock that all live by."""

    place: Place
    telegram: FakeTelegram
    folder: Path
    ahead: float = field(default_factory=ahead)

    def now(self) -> datetime:
        """Return the present moment there."""
        return datetime.now(UTC) + timedelta(seconds=self.ahead)

    def order(self, life: str, rate: float | None = None) -> Order:
        """Return how to start a worker whose calls can be told from others' by the name of its life."""
        environment = {
            "BOT_TOKEN": self.telegram.token,
            "BOT_API_URL": f"{self.telegram.url}/{life}",
            "DATABASE_URL": url_of(self.place),
        }
        if not isinstance(self.place, Path):
            environment["DATA_KEY"] = KEY
        return Order(environment, self.ahead, rate, LEASE, _SWEEP, _AGAIN, str(self._log(life)))

    def log(self, life: str) -> str:
        """Return what a worker has logged."""
        log = self._log(life)
        return log.read_text("utf-8") if log.exists() else ""

    def _log(self, life: str) -> Path:
        return self.folder / f"{life}.log"


async def kill_again_and_again(  # noqa: PLR0913 - how much of it, and where
    place: Place, folder: Path, nursery: Nursery, *, reminders: int, kills: int, seed: int
) -> Toll:
    """Let workers send so many reminders while so many of them are killed, then let the last two finish."""
    await crowd.fill(place, reminders)
    with FakeTelegram() as telegram:
        crowd.meet(telegram, reminders)
        begun, town = time.monotonic(), Town(place, telegram, folder)
        lives = _Lives(lambda life: nursery.start(town.order(life)))
        arrivals = _Arrivals(telegram)
        for _ in range(WORKERS):
            lives.begin()
        chance = random.Random(seed)  # noqa: S311 - no secret
        idle = await _kill(nursery, town, lives, arrivals, reminders, kills, chance)
        last = time.monotonic()
        await _until_all_have_been_told(town, lives)
        seconds = time.monotonic() - begun
        await asyncio.sleep(max(0.0, last + LEASE + 1 - time.monotonic()))
        ends = tuple(nursery.end(process, signal.SIGTERM) for process in lives.living.values())
        await _take_back(place, town.now())
        arrivals.look()
        with telegram.world.lock:
            messages = [each for chat in telegram.world.chats.values() for each in chat.messages.values()]
            assert not telegram.world.faults
    return Toll(
        seed,
        reminders,
        kills,
        idle,
        seconds,
        dict(arrivals.by_chat),
        frozenset(lives.killed),
        Counter({life: town.log(life).count(_UNKNOWN) for life in lives.living}),
        frozenset(message.text for message in messages),
        ends,
    )


async def _kill(  # noqa: PLR0913, PLR0917 - all that is looked at and acted on
    nursery: Nursery,
    town: Town,
    lives: _Lives,
    arrivals: _Arrivals,
    reminders: int,
    kills: int,
    chance: random.Random,
) -> int:
    """Kill workers at random moments; return how many of them had sent nothing yet.

    The moments are spread over the time in which reminders are still due, however fast the machine is.
    """
    idle, left, begun = 0, kills, time.monotonic()
    while left:
        arrived = arrivals.look()
        assert arrived < reminders, f"everything has arrived, and {left} kills are still to be done"
        pace = (arrived + 1) / (time.monotonic() - begun)
        mean = min(1.0, _PART * (reminders - arrived) / pace / left)
        await asyncio.sleep(chance.uniform(0, 2 * mean))
        arrivals.look()
        among = (
            lives.living.keys() if chance.random() < _BEGINNERS else lives.living.keys() & arrivals.senders
        )
        if not among:
            continue
        life = chance.choice(sorted(among))
        status = nursery.end(lives.living.pop(life), signal.SIGKILL)
        assert status == -signal.SIGKILL, f"a worker has ended by itself:\n{town.log(life)}"
        lives.killed.add(life)
        arrivals.look()
        if life in arrivals.senders:
            left -= 1
        else:
            idle += 1
        lives.begin()
    return idle


async def _until_all_have_been_told(town: Town, lives: _Lives) -> None:
    """Wait until no reminder that was due is due still, or claimed."""
    end = time.monotonic() + _LONGEST
    while True:
        ((left,),) = await behind(
            town.place,
            "SELECT COUNT(*) FROM reminder"
            " WHERE task = 'remind' AND state IN ('due', 'claimed') AND fire_at <= ?",
            int(crowd.DUE.timestamp()),
        )
        if not left:
            return
        assert time.monotonic() < end, f"{left} are left:\n" + "\n".join(map(town.log, lives.living))
        await asyncio.sleep(0.2)


async def _take_back(place: Place, now: datetime) -> None:
    """Take back what killed workers have left behind last, as any sweep does; nothing else is claimed."""
    async with await open_store(settings_for(place)) as store:
        claimed = await behind(place, "SELECT lease_until FROM reminder WHERE state = 'claimed'")
        over = [until for (until,) in claimed if int(str(until)) <= now.timestamp()]
        assert len(over) == len(claimed), "a row is claimed by somebody who was told to stop"
        assert await store.outbox.reap(now, tries=Pace().tries) == (len(over), 0)
