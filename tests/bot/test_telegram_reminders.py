"""The bot as it runs, and a clock that a test moves: reminders arrive, are answered, and end."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest

from bot.replies.words import load_words
from tests.fake_telegram import FakeTelegram, Person, Trouble
from tests.fake_telegram.process import BotProcess
from tests.fake_telegram.refusal import too_many
from tests.fake_telegram.scene import Scene, wait_until

RU: Final = load_words("ru")
AGREED: Final = datetime(2026, 11, 2, 9, tzinfo=UTC)
FIRST: Final = datetime(2026, 11, 8, 7, 0, 30, tzinfo=UTC)
"""Half-way through the visitor's term to register, at ten in Moscow."""


class Clock:
    """The time of the bot, in a file."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "clock"
        self.to(AGREED)

    def to(self, moment: datetime) -> None:
        """Let it be that moment."""
        draft = self.file.with_suffix(".new")
        draft.write_text(moment.isoformat(), "ascii")
        draft.replace(self.file)


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    """Give the bot's clock."""
    return Clock(tmp_path)


@pytest.fixture
def own(tmp_path: Path, clock: Clock) -> Iterator[Scene]:
    """Give a bot of one's own with that clock."""
    with FakeTelegram() as telegram, BotProcess(telegram, tmp_path, "--clock", str(clock.file)) as bot:
        yield Scene(telegram, bot)


def agrees(own: Scene, form: str) -> Person:
    """Return a visitor who has told their case and agreed to be reminded."""
    person = own.person()
    does(person, "/start", "Русский", RU("consent.day"), "Таджикистан", RU("button.yes"))
    does(person, "01.11.2026", RU("button.confirm"), RU("purpose.private"), RU("papers.none"))
    while not shows(person, RU("button.remind")):
        does(person, next(label for label in LEAST if shows(person, label)))
    does(person, RU("button.remind"), RU("button.remind.remember"), RU("zone.Moscow"), RU(form))
    return person


LEAST: Final = (RU("button.no"), RU("trouble.none"), RU("button.show_answer"))
"""What somebody answers to whom nothing has happened."""


def shows(person: Person, label: str) -> bool:
    """Tell whether the last question has this button."""
    menu = person.menu()
    return menu is not None and label in menu.labels()


def does(person: Person, *script: str) -> None:
    """Tap a button where there is one with this label, else type it; wait for the answer each time."""
    for line in script:
        if shows(person, line):
            person.taps(line)
        else:
            person.writes(line)
        person.waits()


def came(person: Person, before: int) -> list[str]:
    """Return what the bot has said since, as soon as it has said something."""
    wait_until(lambda: len(person.said()) > before)
    return person.said()[before:]


def quiet(own: Scene, person: Person) -> int:
    """Return how much was said to a person, after several sweeps have gone by."""
    time.sleep(0.5)
    assert own.bot.alive
    return len(person.said())


def test_a_reminder_comes_and_is_answered(own: Scene, clock: Clock) -> None:
    """At its hour and not before; what it asks for is done by its buttons; it does not come twice."""
    person = agrees(own, "remind.form.open")
    before = quiet(own, person)
    clock.to(FIRST - timedelta(minutes=1))
    assert quiet(own, person) == before
    clock.to(FIRST)
    (text,) = came(person, before)
    assert "15 ноября 2026" in text
    assert quiet(own, person) == before + 1
    does(person, RU("button.remind.done"), "01.02.2027", RU("button.confirm"))
    before = quiet(own, person)
    clock.to(FIRST + timedelta(days=5))
    assert quiet(own, person) == before
    assert own.telegram.world.refusals() == []
    assert "ERROR" not in own.bot.log


def test_nothing_shows_on_the_lock_screen(own: Scene, clock: Clock) -> None:
    """Who has chosen so gets a line without date and matter; a tap shows both."""
    person = agrees(own, "remind.form.neutral")
    before = quiet(own, person)
    clock.to(FIRST)
    assert came(person, before) == [RU("remind.neutral")]
    does(person, RU("button.remind.open"))
    assert "15 ноября 2026" in person.said()[-1]


def test_one_can_be_sent_at_once(own: Scene) -> None:
    """So that somebody sees what it will look like."""
    person = agrees(own, "remind.form.open")
    before = len(person.said())
    does(person, "/reminders test")
    wait_until(lambda: len(person.said()) >= before + 2)
    assert any("15 ноября 2026" in text for text in person.said()[before:])


def test_the_question_that_is_open_stays_open(own: Scene, clock: Clock) -> None:
    """A reminder comes beside it and takes none of its buttons."""
    person = agrees(own, "remind.form.open")
    does(person, "/reminders")
    question = person.menu()
    assert question is not None
    before = quiet(own, person)
    clock.to(FIRST)
    came(person, before)
    assert question.rows
    person.taps(RU("button.remind.form"), question)
    person.waits()
    assert person.said()[-1].startswith(RU("ask.remind.form")[:20])


def test_whoever_blocks_the_bot_and_comes_back(own: Scene, clock: Clock) -> None:
    """Nothing is sent to a closed door; with the first word all is planned anew."""
    person = agrees(own, "remind.form.open")
    quiet(own, person)
    person.blocks()
    clock.to(FIRST)
    wait_until(lambda: "outcome=blocked" in own.bot.log)
    clock.to(FIRST + timedelta(days=2))
    person.unblocks()
    before = quiet(own, person)
    does(person, "/status")
    said = quiet(own, person)
    assert said > before
    clock.to(FIRST + timedelta(days=5))
    (text,) = came(person, said)
    assert "15 ноября 2026" in text


def test_a_restart_forgets_nothing(own: Scene, clock: Clock) -> None:
    """What fell due while the bot was down comes when it is up."""
    person = agrees(own, "remind.form.open")
    before = quiet(own, person)
    own.bot.kill()
    clock.to(FIRST + timedelta(hours=3))
    own.bot.start()
    assert len(came(person, before)) == 1


def test_all_wait_when_telegram_says_so(own: Scene, clock: Clock) -> None:
    """A refusal with a time to wait: nothing is sent before, and everything after it."""
    people = [agrees(own, "remind.form.open") for _ in range(3)]
    before = [quiet(own, person) for person in people]
    own.telegram.trouble(Trouble("sendMessage", "refuse", refusal=too_many(60)))
    clock.to(FIRST)
    wait_until(lambda: "told to wait 60 s" in own.bot.log)
    said = [quiet(own, person) for person in people]
    clock.to(FIRST + timedelta(seconds=50))
    assert [quiet(own, person) for person in people] == said
    clock.to(FIRST + timedelta(seconds=61))
    wait_until(
        lambda: [len(person.said()) - had for person, had in zip(people, before, strict=True)] == [1] * 3
    )
