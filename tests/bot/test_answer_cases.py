"""Every case that the engine is tested with is also said: in words of its own, short, in every language."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from bot.lawbook import load_law
from bot.replies import reasons, vocabulary
from bot.replies.answer import answer_text
from bot.replies.chat import chat_messages, more_messages
from bot.replies.why import reasons as reasons_of
from bot.replies.words import LANGUAGES, load_words
from rules.assess import assess
from rules.assessment import Assessment
from rules.read import read_case

FOLDER: Final = Path(__file__).parents[1] / "cases"
MOST_WORDS: Final = 60
MOST_MESSAGES: Final = 5
SENTENCE_END: Final = re.compile(r"[.!?](?=\s|$)")
GENERAL: Final = (
    vocabulary.OTHER_GROUND,
    vocabulary.OTHER_DUTY.name,
    vocabulary.OTHER_ACTION,
    vocabulary.OTHER_BAN,
    vocabulary.OTHER_UNCHECKED,
    reasons.OTHER_RULE,
    reasons.OTHER_READING,
    reasons.OTHER_FACT.name,
)


def plain(value: object) -> Any:  # noqa: ANN401 - the plain data of a case
    """Bring a TOML value to the plain data of the case format."""
    match value:
        case date():
            return value.isoformat()
        case dict():
            return {key: plain(part) for key, part in value.items()}
        case list():
            return [plain(part) for part in value]
        case _:
            return value


@cache
def assessed() -> tuple[tuple[str, Assessment], ...]:
    """Return the assessments of all cases that are not refused."""

    def every() -> Iterator[tuple[str, Assessment]]:
        for path in sorted(FOLDER.glob("*.toml")):
            for case in tomllib.loads(path.read_text("utf-8"))["case"]:
                if "faults" not in case:
                    yield case["name"], assess(read_case(plain(case["facts"])), case["on"], load_law())

    return tuple(every())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_case_has_words_of_its_own(language: str) -> None:
    """Nothing that the engine really says falls back to a general word."""
    words = load_words(language)
    general = {words(key) for key in GENERAL}

    for name, assessment in assessed():
        text = " ".join(answer_text(assessment, words, why=True).split())
        assert {each for each in general if each in text} == set(), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_case_is_told_in_few_short_messages(language: str) -> None:
    """A chat stays short for real cases: few messages, at most two sentences and 60 words each."""
    words = load_words(language)

    for name, assessment in assessed():
        *messages, closing = chat_messages(assessment, words)
        more, why = more_messages(assessment, words), reasons_of(assessment, words)
        assert len(messages) < MOST_MESSAGES, name
        assert len(SENTENCE_END.findall(closing)) <= 3, name
        for message in (*messages, *more):
            assert len(SENTENCE_END.findall(message)) <= 2, (name, message)
        for message in (*messages, closing, *more, *why):
            assert len(message.split()) <= MOST_WORDS, (name, message)
