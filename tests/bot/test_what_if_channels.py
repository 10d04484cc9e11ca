"""What if, at the keyboard and over Telegram: the same answers in every language."""

import io
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from bot.channels.terminal import chat
from bot.lawbook import load_law
from bot.replies.words import LANGUAGES, Words, load_words
from tests.bot.dialog_person import COOK, PLANNING, TODAY
from tests.bot.test_terminal import Person as AtTheKeyboard
from tests.bot.test_terminal import labels
from tests.fake_telegram import FakeTelegram
from tests.fake_telegram.process import BotProcess

NOON: Final = "--now=2026-11-21T12:00+03:00"
every_language = pytest.mark.parametrize("language", LANGUAGES)


@every_language
def test_at_the_keyboard(language: str) -> None:
    """Questions are chosen by numbers, days and lengths typed; a plan is noted."""
    words = load_words(language)
    for person, script, answer in (
        (COOK, ("what_if", "pay", "day:2027-02-24"), words("what_if.paid", until=date(2027, 2, 24))),
        (
            COOK,
            ("what_if", "leave", "=01.02.2027"),
            words("what_if.left.over", day=date(2027, 2, 1), over=words.days(39)),
        ),
        (
            PLANNING,
            ("what_if", "come", "=60", "plan"),
            words("what_if.noted", first=date(2026, 12, 2), last=date(2027, 1, 30)),
        ),
    ):
        wanted, messages = labels((*person, *script), language)
        screen = io.StringIO()
        assert chat(AtTheKeyboard(wanted, screen), screen, language, load_law(), TODAY) == 0
        assert answer in " ".join(messages)
        assert messages[-1] in screen.getvalue()


def at_home(words: Words) -> tuple[str, ...]:
    """Return what somebody at home with no trip behind them taps, by the words on the buttons."""
    no = words("button.no")
    return (
        LANGUAGES[words.language],
        words("consent.day"),
        words.country("TJ"),
        *(no, no),
        words("trouble.none"),
        words("button.show_answer"),
    )


@every_language
def test_over_telegram(tmp_path: Path, language: str) -> None:
    """Four taps from the answer to a plan; the chat stays clean of anything Telegram would refuse."""
    words = load_words(language)
    with FakeTelegram() as telegram, BotProcess(telegram, tmp_path, NOON):
        person = telegram.person(language=language)
        person.writes("/start")
        person.waits()
        for answer in at_home(words):
            person.taps(answer)
            person.waits()
        for answer in ("button.what_if", "button.what_if.come"):
            person.taps(words(answer))
            person.waits()
        person.taps(words.days(90))
        came = words("what_if.came", days=words.days(90), first=TODAY, last=date(2027, 2, 18))
        assert person.waits().text.startswith(came)
        person.taps(words("button.why"))
        assert words.date(date(2027, 2, 18)) in "\n".join((person.waits().text, *person.said()))
        person.taps(words("button.back"))
        person.waits()
        person.taps(words("button.what_if.plan"))
        noted = words("what_if.noted", first=TODAY, last=date(2027, 2, 18))
        assert person.waits().text.startswith(noted)
        assert telegram.world.refusals() == []
