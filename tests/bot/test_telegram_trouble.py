"""Crashes, restarts, bad networks and other pollers: the bot goes on, and loses nothing."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fake_telegram import FakeTelegram, Trouble
from tests.fake_telegram.process import BotProcess
from tests.fake_telegram.refusal import Refused
from tests.fake_telegram.scene import Scene, wait_until


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Scene]:
    """A bot of one's own."""
    with FakeTelegram() as telegram, BotProcess(telegram, tmp_path, "--parrot") as bot:
        yield Scene(telegram, bot)


def test_a_crash_loses_nothing(own: Scene) -> None:
    """Killed with work in hand, the bot answers it after the next start, and remembers everybody."""
    people = [own.person() for _ in range(4)]
    for person in people:
        person.writes("раз")
    for person in people:
        assert person.waits().text == "1: раз"
    hurried = people[0]
    own.telegram.trouble(Trouble("sendMessage", "slow", seconds=20, chat_id=hurried.chat.id))
    for person in people:
        person.writes("два")
    wait_until(lambda: all(person.said()[-1] == "2: два" for person in people[1:]))
    own.bot.kill()
    own.bot.start()
    for person in people:
        person.waits()
        person.taps_data("2.0", person.menu())
        person.waits()
    # Saved before the crash but not shown: the present question is shown in its place.
    assert "old button" in hurried.said()
    for person in people[1:]:
        assert person.said()[-1] in ("tap 2.0", "old button")
    assert own.telegram.world.refusals() == []


def test_a_stop_finishes_what_is_in_hand(own: Scene) -> None:
    """Told to stop, the bot answers what it has begun, confirms it and ends with 0."""
    person = own.person()
    own.telegram.trouble(Trouble("sendMessage", "slow", seconds=1, chat_id=person.chat.id))
    last = person.writes("успеть")
    wait_until(lambda: not own.telegram.world.troubles[0].times)
    assert own.bot.stop(signal.SIGINT) == 0
    assert person.said() == ["1: успеть"]
    assert own.telegram.world.confirmed == last
    assert "Traceback" not in own.bot.log


def test_a_stop_does_not_wait_for_ever(own: Scene) -> None:
    """What cannot be finished is broken off in time, and answered after the next start."""
    person = own.person()
    own.telegram.trouble(Trouble("sendMessage", "slow", seconds=60, chat_id=person.chat.id))
    last = person.writes("застряло")
    wait_until(lambda: not own.telegram.world.troubles[0].times)
    began = time.monotonic()
    assert own.bot.stop() == 0
    assert time.monotonic() - began < 10
    assert own.telegram.world.confirmed < last
    own.bot.start()
    assert person.waits().text == "old button"  # saved, but not shown: the present question is
    assert "Traceback" not in own.bot.log


def test_repeated_updates_are_answered_once(own: Scene) -> None:
    """An update that Telegram delivers again is not taken for a new one, also after a restart."""
    person = own.person()
    number = person.writes("раз")
    person.waits()
    own.bot.stop()
    person.sends_again(number)
    own.bot.start()
    wait_until(lambda: not own.telegram.world.updates)
    person.writes("два")
    assert person.waits().text in ("2: два", "3: два")
    assert person.said().count("1: раз") == 1


def test_two_bots_with_one_token(own: Scene) -> None:
    """When another program polls with the same token, the bot says so and goes on."""
    conflict = Refused(409, "Conflict: terminated by other getUpdates request")
    own.telegram.trouble(Trouble("getUpdates", "refuse", times=2, refusal=conflict))
    person = own.person()
    person.writes("раз")
    assert person.waits().text == "1: раз"
    wait_until(lambda: "another program polls with the same token" in own.bot.log)


def test_polls_survive_a_bad_network(own: Scene) -> None:
    """Polls that are refused, cut short or answered with nonsense are tried again."""
    person = own.person()
    for manner in ("garbage", "half", "drop", "refuse"):
        own.telegram.trouble(Trouble("getUpdates", manner))
        person.writes(manner)
        assert person.waits().text.endswith(manner)
    assert own.bot.alive


def test_a_tap_that_cannot_be_acknowledged_is_answered(own: Scene) -> None:
    """Where no acknowledgement comes through, the answer does, and the person's next words are read."""
    person = own.person()
    person.writes("раз")
    person.waits()
    own.telegram.trouble(Trouble("answerCallbackQuery", "drop", times=99))
    person.taps("Дальше")
    person.writes("два")
    assert person.waits().text == "3: два"
    assert "tap 1.0" in person.said()
    assert "outcome=unacknowledged NetworkError" in own.bot.log


def test_a_withdrawn_token_ends_the_bot(own: Scene) -> None:
    """When Telegram does not take the token any more, the bot ends and says why."""
    own.telegram.trouble(Trouble("getUpdates", "refuse", times=99, refusal=Refused(401, "Unauthorized")))
    own.person().writes("раз")
    wait_until(lambda: not own.bot.alive, 20)
    assert own.bot.stop() == 2
    assert "BOT_TOKEN: is no longer accepted" in own.bot.log


@pytest.mark.parametrize(
    ("said", "trouble"),
    [
        pytest.param("wrong picture", None, id="Telegram finds it is no picture"),
        pytest.param("picture", Trouble("sendPhoto", "drop", times=9), id="the line goes down each time"),
        pytest.param(
            "picture",
            Trouble("sendPhoto", "refuse", times=9, refusal=Refused(413, "Request Entity Too Large")),
            id="it is too large on the way",
        ),
    ],
)
def test_words_stand_in_for_a_picture_that_cannot_be_sent(
    own: Scene, said: str, trouble: Trouble | None
) -> None:
    """The words come in the place of the picture, and soon, and the buttons come after them."""
    person = own.person()
    if trouble is not None:
        own.telegram.trouble(trouble)
    person.writes(said)
    person.waits()
    assert person.said() == ["before", "in words", "after"]
    assert person.menu() is person.last()
    assert "outcome=unsent" in own.bot.log
