"""People who are reminded, a channel that does as it is told, and a clock that a test moves."""

from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Final

from bot.delivery.effects import after_saving, before_saving
from bot.delivery.office import Office, Pace
from bot.delivery.outcomes import Outcome, Sent
from bot.delivery.worker import Worker
from bot.dialog.model import Effect, Reply
from bot.dialog.state import State
from bot.lawbook import load_law
from bot.store import Store
from tests.bot.dialog_person import Talker

BEGIN: Final = date(2026, 11, 2)
DAY: Final = timedelta(days=1)

CHAT: Final = 7_700_123_456
LATE: Final = timedelta(hours=1)
"""After which a reminder that was not sent is late."""
FIRST: Final = date(2026, 11, 8)
REGISTER: Final = date(2026, 11, 15)
"""The last day to register of the visitor below, who is told on the 8th, 13th, 14th and 15th; then they are
told to leave, from December 30 on, by January 29."""
VISITOR: Final = (
    "choose:TJ", "choose:yes", "~01.11.2026", "choose:private", "choose:none", "choose:no", "choose:no",
    "choose:done", "answer",
)  # fmt: skip
AGREES: Final = ("remind", "keep", "choose:Europe/Moscow", "choose:open")


def agreed(language: str = "ru", script: tuple[str, ...] = VISITOR, form: str = "open") -> Talker:
    """Return somebody who has told their case on the first day and agreed to be reminded."""
    talker = Talker(today=BEGIN)
    talker.start(language).go(*script)
    talker.effects.clear()
    return talker.go(*AGREES[:-1], f"choose:{form}")


@dataclass
class Clock:
    """The time, as a test moves it."""

    now: datetime = datetime(2026, 11, 2, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the present moment."""
        return self.now

    def to(self, day: date, hour: int = 7, minute: int = 30) -> None:
        """Move to a moment of a day, in UTC: half past ten in Moscow."""
        self.now = datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)

    async def sleep(self, seconds: float) -> None:
        """Let the time pass at once."""
        self.now += timedelta(seconds=seconds)


@dataclass
class ScriptedPost:
    """A channel in memory: what comes of a message is what was put into ``outcomes``, else it arrives."""

    outcomes: deque[Outcome] = field(default_factory=deque)
    alive: bool = True
    sent: list[tuple[int, Reply]] = field(default_factory=list)
    tried: Counter[int] = field(default_factory=Counter)

    async def send(self, chat_id: int, reply: Reply) -> Outcome:
        """Do what was told."""
        self.tried[chat_id] += 1
        outcome = self.outcomes.popleft() if self.outcomes else Sent()
        if isinstance(outcome, Sent):
            self.sent.append((chat_id, reply))
        return outcome

    async def answers(self) -> bool:
        """Tell what was told."""
        return self.alive


@dataclass
class Scene:
    """A store with people in it, a worker and a channel."""

    store: Store
    clock: Clock = field(default_factory=Clock)
    post: ScriptedPost = field(default_factory=ScriptedPost)
    pace: Pace = field(default_factory=lambda: Pace(rate=None))

    def office(self, clock: Callable[[], datetime] | None = None) -> Office:
        """Return what another worker works with."""
        return Office(self.store, load_law(), self.post, clock or self.clock, self.pace, self.clock.sleep)

    async def settle(self, chat_id: int, talker: Talker) -> None:
        """Keep somebody and carry out what they have wanted, as the channel does."""
        assert talker.state is not None
        await self.save(chat_id, talker.state, tuple(talker.effects))
        talker.effects.clear()

    async def save(self, chat_id: int, state: State, effects: tuple[Effect, ...] = ()) -> None:
        """Keep a state to which the person has led."""
        now = self.clock()
        kept = await self.store.load(chat_id, now)
        await before_saving(self.store, chat_id, effects, now)
        kept = await self.store.save(
            chat_id, state.to_data(), "remember", now, loaded=kept, update_id=int(now.timestamp())
        )
        await after_saving(self.store, chat_id, kept.revision, effects, now)

    async def state(self, chat_id: int) -> State:
        """Return what is kept of somebody."""
        kept = await self.store.load(chat_id, self.clock())
        assert kept is not None
        return State.from_data(kept.data)

    async def sweep(self) -> list[tuple[int, str]]:
        """Let a new worker deliver what is due; return what has arrived: the chat and the text."""
        before = len(self.post.sent)
        await Worker(self.office()).sweep()
        return [(chat, reply.text) for chat, reply in self.post.sent[before:]]
