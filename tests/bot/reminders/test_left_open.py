"""A question that came to matter since the last answer: it stands in nobody's way to the answer."""

from datetime import date
from typing import Final

import pytest

from bot.dialog.model import Tap
from bot.dialog.reminding.arrival import ACTIONS
from bot.replies.words import LANGUAGES, load_words
from tests.bot.dialog_person import Talker
from tests.bot.reminders.test_agreeing import state_of

RU: Final = load_words("ru")
DATES: Final = f"r0.{ACTIONS.index('dates')}"
OVER: Final = date(2027, 2, 18)
"""The day on which the stay has been too long, and examinations matter."""


def visitor(language: str = "ru") -> Talker:
    """Return a visitor of ninety days, reminded, on the day after the last."""
    talker = Talker(today=date(2026, 11, 20)).start(language, "remember").go(
        "choose:UZ", "choose:yes", "~20.11.2026", "choose:private", "choose:none", "choose:no",
        "choose:yes", "~31.03.2027", "choose:no", "choose:done", "answer",
        "remind", "choose:unknown", "choose:open",
    )  # fmt: skip
    talker.today = OVER
    return talker


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_are_shown_at_once(language: str) -> None:
    """One tap under the message after the deadline shows the answer, with what was not asked."""
    talker = visitor(language)
    talker.do(Tap(DATES))
    words = load_words(language)
    assert talker.at == "answer"
    assert words("note.not_yet") not in talker.text
    assert words("note.unsure.health") in talker.text
    assert words("review.health") in {button.label for row in talker.replies[-1].rows for button in row}


def test_the_command_shows_them_as_well() -> None:
    """The way to the answer is the same for whoever asks for it by themselves."""
    assert visitor().go("/status").at == "answer"


def test_nothing_is_lost() -> None:
    """The question is one tap from the answer, Back leads to it, and what is told goes into the case."""
    talker = visitor()
    talker.do(Tap(DATES))
    assert talker.go("health").at == "health"
    assert talker.go("back").at == "answer"
    talker.go("health", "choose:both")
    assert "fingerprinted" in talker.case
    talker.go("answer")
    assert "health" not in state_of(talker).offers
    assert RU("note.unsure.health") not in talker.text


def test_what_the_answer_hangs_on_is_asked_first() -> None:
    """Whoever is no more where they were, or began anew, is asked as before: no answer is made up."""
    talker = visitor().go("/status", "review", "change:inside", "choose:no")
    assert talker.at not in {"answer", "review"}
    at = talker.at
    talker.do(Tap(DATES))
    assert talker.at == at
    assert talker.text.startswith(RU("note.not_yet"))


def test_whoever_is_not_reminded_is_asked_first() -> None:
    """Who has not had an answer yet answers the last question before it."""
    talker = Talker(today=OVER).start().go(
        "choose:UZ", "choose:yes", "~20.11.2026", "choose:private", "choose:none", "choose:no",
    )  # fmt: skip
    assert talker.go("/status").at not in {"answer", "review"}
