"""The seasons that were reviewed play through in a real chat: by a token, over HTTP, from a real database.

What the person does is read from the season's file, tap by tap; what must come, and when, stands there too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from sqlmodel import col, func, select

from bot.channels.telegram.client import Client
from bot.channels.telegram.post import TelegramPost
from bot.channels.telegram.talk import House, Talk
from bot.delivery.office import Office, Pace
from bot.delivery.worker import Worker
from bot.dialog.step import step
from bot.lawbook import load_law
from bot.replies.words import load_words
from bot.store import Store
from bot.store.models import ReminderRow
from tests.bot.delivery.people import DAY, Clock
from tests.bot.reminders.season_people import SEASONS
from tests.fake_telegram import FakeTelegram, Person
from tests.fake_telegram.entry import FAST
from tests.fake_telegram.world import FakeMessage

FOLDER: Final = Path(__file__).parents[1] / "reminders"
_DAY: Final = re.compile(r"(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d) ([+-]\d{4}))?  (.*)")
_DID: Final = re.compile(r" +> (.*)")


class Came(NamedTuple):
    """A message that must come at a moment."""

    at: datetime
    text: str


class Did(NamedTuple):
    """What the person does then: a tap, by its label in brackets, or something typed."""

    what: str


class Opens(NamedTuple):
    """A day on which the person comes by themselves."""

    day: date


def read_season(name: str, language: str) -> Iterator[Came | Did | Opens]:
    """Yield what happens in a season, as its file tells; a message without an hour comes at noon."""
    for line in (FOLDER / f"season_{name}.{language}.txt").read_text("utf-8").splitlines()[1:]:
        if did := _DID.fullmatch(line):
            yield Did(did[1])
        elif re.fullmatch(r"\d{4}-\d\d-\d\d", line):
            yield Opens(date.fromisoformat(line))
        elif (came := _DAY.fullmatch(line)) and not came[4].startswith("("):
            day, hour, zone, text = came.groups()
            at = datetime.strptime(f"{day} {hour or '12:00'} {zone or '+0000'}", "%Y-%m-%d %H:%M %z")
            yield Came(at, text.split(" [")[0])


@dataclass
class Chat:
    """The bot with a fake Telegram on the one side, a store on the other, and a clock that a test moves."""

    telegram: FakeTelegram
    client: Client
    store: Store
    clock: Clock
    person: Person
    arrived: list[Came] = field(default_factory=list)
    _next: int = 0

    def __post_init__(self) -> None:
        """Put the bot together as the program does."""
        law = load_law()
        self.talk = Talk(self.client, House(self.store, step, law, self.clock))
        post = TelegramPost(self.client, self.talk.overtaken)
        self.worker = Worker(Office(self.store, law, post, self.clock, Pace(rate=None), self.clock.sleep))

    async def answers(self) -> None:
        """Let the bot answer everything that the person has done."""
        for raw in await self.client.fetch(self._next, 0):
            self._next = int(raw["update_id"]) + 1
            update = self.client.read(raw)
            assert update is not None
            await self.talk.answer(update)

    async def does(self, what: str) -> None:
        """Tap a button, or type something."""
        if what.startswith("["):
            self.person.taps(what[1:-1], self._with_button(what[1:-1]))
        else:
            self.person.writes(what)
        await self.answers()

    def _with_button(self, label: str) -> FakeMessage:
        """Return the lowest message with a button."""
        shown = [each for each in self.person.chat.messages.values() if label in each.labels()]
        assert shown, (self.clock.now, label, self.person.screen()[-6:])
        return shown[-1]

    async def begins(self, language: str, script: tuple[str, ...]) -> None:
        """Walk through the questions to the answer."""
        self.person.writes("/start")
        await self.answers()
        for action in (f"choose:{language}", "choose:day", *script):
            if action.startswith("~"):
                await self.does(action[1:])
                action = "confirm"  # noqa: PLW2901 - the same step of the script goes on
            kept = await self.store.load(self.person.chat.id, self.clock())
            assert kept is not None
            turn, offers = kept.data["turn"], kept.data["offers"]
            self.person.taps_data(f"{turn}.{offers.index(action)}", self.person.menu())
            await self.answers()

    async def until(self, moment: datetime) -> None:
        """Let the time go by, with a sweep whenever something is due."""
        while (due := await self._due()) <= moment:
            self.clock.now = max(due, self.clock.now)
            before = set(self.person.chat.messages)
            await self.worker.sweep()
            new = [each for each in self.person.chat.messages.values() if each.id not in before]
            self.arrived += [Came(self.clock.now, " / ".join(each.text.splitlines())) for each in new]
        self.clock.now = moment.astimezone(UTC)

    async def _due(self) -> datetime:
        """Return when the next row is due."""
        first = select(func.min(col(ReminderRow.try_at))).where(col(ReminderRow.state) == "due")
        async with self.store._engine.connect() as connection:
            seconds = await connection.scalar(first)
        return datetime.max.replace(tzinfo=UTC) if seconds is None else datetime.fromtimestamp(seconds, UTC)


@pytest.mark.parametrize(
    ("name", "language"),
    [("patent", "tg"), ("patent", "ru"), ("contract", "ky"), ("contract", "ru"), ("forgetful", "ru")],
)
async def test_season_plays_through(kept_in: Store, name: str, language: str) -> None:
    """Every message of the season comes at its hour, and no other; what is done about it is done."""
    season = SEASONS[name]
    expected = []
    with FakeTelegram() as telegram:
        client = Client(telegram.token, telegram.url, FAST)
        await client.initialize()
        clock = Clock(datetime(season.begin.year, season.begin.month, season.begin.day, 9, tzinfo=UTC))
        chat = Chat(telegram, client, kept_in, clock, telegram.person(language=language))
        await chat.begins(language, season.script)
        for event in read_season(name, language):
            match event:
                case Came(at):
                    expected.append(event)
                    await chat.until(at)
                case Opens(day):
                    await chat.until(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
                case Did(what):
                    await chat.does(what)
        await chat.until(chat.clock.now + 40 * DAY)
        assert telegram.world.refusals() == []
        await client.shutdown()
    words = load_words(language)
    end = {words("ask.remind.end"), words("ask.remind.end_over"), words("remind.erased")}
    assert [f"{each.at.date()} {each.text}" for each in chat.arrived if each.text not in end] == [
        f"{each.at.date()} {each.text}" for each in expected if each.text not in end
    ]
    for came, planned in zip(chat.arrived, expected, strict=True):
        if planned.text in end:
            assert came.at.date() == planned.at.date()
        else:
            assert came.at == planned.at
    assert await kept_in.load(chat.person.chat.id, clock()) is None
