"""Workers that die, or stand still for hours, between any two things that they do; and a channel that fails.

What everybody knows of an arrival is counted: a reminder may come again only where its sender could not know
that it had arrived, or could not know that somebody else had taken it up.
"""

from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.delivery.office import Office, Pace
from bot.delivery.outcomes import Later, Outcome, Refused, Sent, Unknown
from bot.delivery.worker import Worker
from bot.dialog.model import Reply
from bot.lawbook import load_law
from bot.reminders.moments import decent
from bot.store import Store
from bot.store.outbox import Claim
from tests.bot.delivery.people import Clock

PACE: Final = Pace(rate=None, batch=3, at_once=2)
ENOUGH: Final = PACE.tries - 1
"""How often each person's message may go wrong so that it counts; once more, and it would be given up."""

Fault = Literal["later", "unknown", "arrived", "refused", "down", "down, arrived"]
FAULTS: Final[tuple[Fault, ...]] = ("later", "unknown", "arrived", "refused", "down", "down, arrived")


class Killed(BaseException):
    """This worker is dead."""


@dataclass
class Arrival:
    """A message that has arrived.

    Attributes:
        chat: where.
        doubtful: its sender did not come to know, or had stood still meanwhile.
        at_night: though its sender had not stood still.
    """

    chat: int
    doubtful: bool
    at_night: bool


@dataclass
class Post:
    """Telegram, as all workers share it. What is in ``faults`` comes next, as far as it may."""

    clock: Clock
    zones: Mapping[int, ZoneInfo]
    faults: deque[tuple[Fault, int]] = field(default_factory=deque)
    arrivals: list[Arrival] = field(default_factory=list)
    tries: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    """How many tries have been counted of each chat's messages."""
    reachable: bool = True

    def outcome(self, chat: int, arrive: Callable[..., None]) -> Outcome:
        """Let a message arrive or not, and tell the sender or not."""
        fault, seconds = self.faults.popleft() if self.faults else (None, 0)
        if fault in {"unknown", "arrived", "refused"} and self.tries[chat] > ENOUGH:
            fault = None
        self.reachable = fault not in {"down", "down, arrived"}
        if fault in {None, "arrived", "down, arrived"}:
            arrive(unanswered=fault is not None)
        match fault:
            case None:
                return Sent()
            case "later":
                return Later(timedelta(seconds=seconds))
            case "refused":
                return Refused("BadRequest")
            case _:
                return Unknown("TimedOut")


@dataclass
class Fuse:
    """What happens to a worker at one of its steps: ``act`` is called at the step with this number."""

    at: int
    act: Callable[["Frail"], Awaitable[None]]


class Frail:
    """A worker whose every step (a statement, a message) is counted, before it and after it."""

    def __init__(self, store: Store, post: Post, fuse: Fuse | None = None) -> None:
        self._post = post
        self._fuse = fuse
        self._steps = 0
        self.dead = False
        self.sending: dict[int, int] = {}
        """The chat of each row from when its claim was made sure of until its end was noted."""
        self._late: set[int] = set()
        self._stood = False
        self._mine: dict[int, list[Arrival]] = defaultdict(list)
        kept = _Counted(store, self.step)
        self._watch(kept)
        channel = _Channel(self)
        office = Office(kept, load_law(), channel, post.clock, PACE, post.clock.sleep)
        self.sweep = Worker(office).sweep

    async def step(self) -> None:
        """Come to the next step, if alive."""
        if self.dead:
            raise Killed
        self._steps += 1
        if self._fuse is not None and self._steps >= self._fuse.at:
            fuse, self._fuse = self._fuse, None
            await fuse.act(self)

    def die(self) -> bool:
        """Be killed, unless that could be one time too many for somebody; tell whether it is so."""
        if any(self._post.tries[chat] > ENOUGH for chat in self.sending.values()):
            return False
        self._doubt()
        self.dead = True
        return True

    def stand_still(self) -> None:
        """Note that others have taken up everything while this worker stood still."""
        self._doubt()
        self._stood = True
        self._late |= set(self.sending.values())

    def _doubt(self) -> None:
        for chat in self.sending.values():
            for arrival in self._mine[chat]:
                arrival.doubtful = True

    def _watch(self, kept: Store) -> None:
        """Follow each row from the last look at its claim to its end."""
        outbox: Any = kept.outbox
        chats: dict[int, int] = {}
        claim, renew, finish, put_back = outbox.claim, outbox.renew, outbox.finish, outbox.put_back

        async def claiming(*args: Any, **more: Any) -> list[Claim]:  # noqa: ANN401 - as it is called
            claims: list[Claim] = await claim(*args, **more)
            chats.update({each.id: each.chat_id for each in claims if each.chat_id is not None})
            return claims

        async def renewing(worker: str, ids: Sequence[int], until: object) -> frozenset[int]:
            self.sending.update({number: chats[number] for number in ids})
            ours: frozenset[int] = await renew(worker, ids, until)
            for number in set(ids) - ours:
                self._over(number)
            for number in ours:
                self._post.tries[chats[number]] += 1
            return ours

        async def finishing(worker: str, number: int, *args: Any) -> bool:  # noqa: ANN401 - as it is called
            done: bool = await finish(worker, number, *args)
            self._over(number)
            return done

        async def putting_back(worker: str, number: int, *args: Any, counted: bool, **more: Any) -> bool:  # noqa: ANN401
            done: bool = await put_back(worker, number, *args, counted=counted, **more)
            if number in self.sending and done and not counted:
                self._post.tries[chats[number]] -= 1
            self._over(number)
            return done

        outbox.claim, outbox.renew = claiming, renewing
        outbox.finish, outbox.put_back = finishing, putting_back

    def _over(self, number: int) -> None:
        chat = self.sending.pop(number, None)
        if chat is not None and chat not in self.sending.values():
            self._late.discard(chat)
            self._mine.pop(chat, None)

    def arrived(self, chat: int, *, unanswered: bool) -> None:
        """Note that a message of this worker has arrived."""
        now = self._post.clock.now
        at_night = decent(now, self._post.zones[chat]) != now and not self._stood
        arrival = Arrival(chat, unanswered or chat in self._late, at_night)
        self._mine[chat].append(arrival)
        self._post.arrivals.append(arrival)

    def outcome(self, chat: int) -> Outcome:
        """Send a message."""
        return self._post.outcome(chat, partial(self.arrived, chat))

    @property
    def reachable(self) -> bool:
        """Whether the channel answers."""
        return self._post.reachable


class _Channel:
    """The channel of one worker."""

    def __init__(self, worker: Frail) -> None:
        self._worker = worker

    async def send(self, chat_id: int, reply: Reply) -> Outcome:
        """Send a message, with a step before it and one after it."""
        del reply
        await self._worker.step()
        outcome = self._worker.outcome(chat_id)
        await self._worker.step()
        return outcome

    async def answers(self) -> bool:
        """Tell whether it can be reached."""
        await self._worker.step()
        return self._worker.reachable


class _Counted(Store):
    """The same store, with a step before each statement and one after it."""

    def __init__(self, store: Store, step: Callable[[], Awaitable[None]]) -> None:
        super().__init__(store._engine, store._database, store._safe)
        self._step = step

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[AsyncConnection]:
        await self._step()
        async with super()._connection() as connection:
            yield connection
        await self._step()
