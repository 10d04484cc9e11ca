"""Letters: each language has its alphabet, one apostrophe a purpose, and one script a word."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

import pytest

from bot.replies.words import LANGUAGES
from tests.locales.strings import Miss, own, words
from tests.locales.texts import WORD, texts

_RUSSIAN: Final = "абвгдежзийклмнопрстуфхцчшщъыьэюяё"
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"


def _without(letters: str, taken: str) -> str:
    return "".join(letter for letter in letters if letter not in taken)


ALPHABETS: Final[Mapping[str, str]] = {
    "ru": _RUSSIAN,
    "en": _LATIN,
    "tg": _without(_RUSSIAN, "цщыь") + "ғӣқӯҳҷ",
    "uz": _without(_LATIN, "w") + "ʻʼ",
    "uz_Cyrl": _without(_RUSSIAN, "щы") + "ўқғҳ",
    "ky": _RUSSIAN + "ңөү",
}
UZBEK: Final = re.compile(r"(?<![og])ʻ|c(?!h)|(?<![a-z])ʼ", re.IGNORECASE)
"""ʻ stands after o and g only, c before h only, and no word begins with ʼ."""
APOSTROPHES: Final = re.compile(r"['’‘`´]")
CYRILLIC: Final = re.compile(r"[Ѐ-ӿ]")
LATIN: Final = re.compile(r"[A-Za-z]")


def strange_letters(language: str) -> Iterator[Miss]:
    """Go through words with a letter that their language does not have."""
    for each, word in words(language):
        strange = set(word.lower()) - set(ALPHABETS[language]) - {"-", "'"}
        if strange or (language == "uz" and UZBEK.search(word)):
            yield Miss(language, each.key, word)


def strange_apostrophes(language: str) -> Iterator[Miss]:
    """Go through texts with a sign that looks like the Uzbek ones but is another; English has its own."""
    for each in texts(language):
        if language != "en" and APOSTROPHES.search(each.text):
            yield Miss(language, each.key, each.text)


def mixed_scripts(language: str) -> Iterator[Miss]:
    """Go through words that are written partly in Latin and partly in Cyrillic letters."""
    for each in texts(language):
        for word in WORD.findall(own(each)):
            if CYRILLIC.search(word) and LATIN.search(word):
                yield Miss(language, each.key, word)


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_are_those_of_the_language(language: str) -> None:
    """A look-alike letter would be drawn otherwise, and never found by who looks for the word."""
    assert list(strange_letters(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_apostrophes(language: str) -> None:
    """Uzbek has ʻ in oʻ and gʻ and ʼ elsewhere; the signs of a typewriter are for input only."""
    assert list(strange_apostrophes(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_script_a_word(language: str) -> None:
    """No word is written in two scripts."""
    assert list(mixed_scripts(language)) == []
