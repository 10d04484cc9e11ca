"""What of a text is its own: without placeholders, addresses, names, Russian words in quotes."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from tests.locales.texts import WORD, Text, listed, texts

PLACED: Final = re.compile(
    r"\{[^}]*\}[^\W\d_]*|(?<![\w/])/\w+|@\S*|\b\w+://\S+|\b(?:[\w-]+\.)+(?:ru|рф|int|org|uz|tj|kg)\b"
)
"""What is filled in (with a suffix), commands, addresses of people and of sites."""
QUOTED: Final = re.compile(r"(?:«[^»]*»|“[^”]*”|„[^“]*“)[^\W\d_]*")
CYRILLIC_IN_BRACKETS: Final = re.compile(r"\([А-Яа-яЁё][^()A-Za-z]*\)")


class Miss(NamedTuple):
    """Something that is wrong in a text."""

    language: str
    key: str
    problem: str


def own(each: Text) -> str:
    """Return what is said in the language itself; a Russian word that stays Russian is no part of it."""
    text = QUOTED.sub(" ", PLACED.sub(" ", each.text))
    if each.language in {"uz", "en"}:
        text = CYRILLIC_IN_BRACKETS.sub(" ", text)
    return WORD.sub(lambda word: " " if _foreign(word[0]) else word[0], text)


def words(language: str) -> Iterator[tuple[Text, str]]:
    """Go through the words of a language, each with the text that it stands in."""
    for each in texts(language):
        for word in WORD.findall(own(each)):
            yield each, word


@cache
def _foreign(word: str) -> bool:
    return word.lower() in listed("foreign_words.txt")
