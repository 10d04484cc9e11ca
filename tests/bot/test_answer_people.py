"""What the ten people read: the first line by heart, the whole answer against a file that can be reviewed.

After a wanted change write the files anew with ``REWRITE_ANSWERS=1`` and read what has changed.
"""

import os
from pathlib import Path
from typing import Final

import pytest

from bot.replies.answer import answer_text
from bot.replies.chat import chat_messages, more_messages
from bot.replies.headline import headline
from bot.replies.words import LANGUAGES, load_words
from tests.bot.answer_people import PEOPLE

ANSWERS: Final = Path(__file__).parent / "answers"
REWRITE: Final = "REWRITE_ANSWERS" in os.environ

every_person = pytest.mark.parametrize("person", PEOPLE)
every_language = pytest.mark.parametrize("language", LANGUAGES)


@every_person
def test_first_line_is_the_answer(person: str) -> None:
    """The first line tells each of the ten people what they came for."""
    told = PEOPLE[person]

    assert headline(told.assessment, load_words("ru")) == told.ru
    assert headline(told.assessment, load_words("en")) == told.en


@every_language
@every_person
def test_whole_answer_is_as_reviewed(person: str, language: str) -> None:
    """Nothing that a person reads changes unseen: neither in the terminal nor in a chat."""
    assessment, words = PEOPLE[person].assessment, load_words(language)
    parts = (
        answer_text(assessment, words, why=True),
        "=" * 76,
        "\n---\n".join(chat_messages(assessment, words)),
        "=" * 76,
        "\n---\n".join(more_messages(assessment, words)),
    )
    told = "\n".join(parts) + "\n"
    file = ANSWERS / f"{person}.{language}.txt"
    if REWRITE:
        file.write_text(told, "utf-8")

    assert told == file.read_text("utf-8")
