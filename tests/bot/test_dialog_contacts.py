"""Where to turn, in the conversation: from the answer, by a command, and before anything is told."""

import re
from typing import Final

import pytest

from bot.dialog.model import Command
from bot.replies.words import LANGUAGES, load_words
from tests.bot.dialog_person import PEOPLE, Talker

SENTENCE_END: Final = re.compile(r"[.!?](?=\s|$)")


def test_from_the_answer() -> None:
    """Two steps from the answer, and back again."""
    talker = Talker().start().go(*PEOPLE["planning"], "take", "contacts")
    assert talker.at == "contacts"
    assert "https://мвд.рф" in talker.text
    assert talker.go("back").at == "take"


def test_by_citizenship() -> None:
    """Whoever has told their citizenship gets what is for it, and the embassy of nobody else."""
    talker = Talker().start().go("choose:KG", "/contacts")
    assert "mfa.gov.kg" in talker.text
    assert "mfa.tj" not in talker.text
    assert talker.go("back").at == "inside"


def test_for_a_stranger() -> None:
    """Nobody has to answer a question first, and what is open goes on afterwards."""
    talker = Talker(device="ru")
    talker.do(Command("contacts"))
    assert talker.at == "contacts"
    assert load_words("ru")("contacts.none.embassy") in talker.text
    assert talker.go("back").at == "language"


@pytest.mark.parametrize("citizenship", ["UZ", "TJ", "KG"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_are_short(language: str, citizenship: str) -> None:
    """No message has more than sixty words or more than two sentences, in any language."""
    talker = Talker().start(language).go(f"choose:{citizenship}", "/contacts")
    texts = [reply.text for reply in talker.replies]

    assert [text for text in texts if len(text.split()) > 60] == []
    assert [text for text in texts if len(SENTENCE_END.findall(text)) > 2] == []
    assert load_words(language)("contacts.none.lawyer") in talker.text
