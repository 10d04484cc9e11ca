"""Each text of four words or more is recognised as one of its language."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Final

import pytest

from bot.replies.words import LANGUAGES
from tests.locales.strings import Miss, own
from tests.locales.texts import TRANSLATED, WORD, table, texts

LEAST_WORDS: Final = 4
ONLY_ONE_HAS: Final[Mapping[str, re.Pattern[str]]] = {
    "tg": re.compile("[ӣӯҷ]"),
    "uz": re.compile("[ўʻ]"),
    "ky": re.compile("[ңөү]"),
}
"""Letters that decide alone."""
KNOWN: Final = frozenset({"tg", "uz", "ky", "ru", "en"})


def tongue(text: str) -> str:
    """Return the language of a text: by its letters, else as pycld2 says, else as py3langid does.

    This order was measured: 147 of 149 texts in five languages, short ones and such without special letters.
    """
    lowered = text.lower()
    for language, letters in ONLY_ONE_HAS.items():
        if letters.search(lowered):
            return language
    return _by_pycld2(text) or _by_py3langid(text)


def _by_pycld2(text: str) -> str | None:
    import pycld2  # noqa: PLC0415 - only where texts are told apart

    code = str(pycld2.detect(text)[2][0][1])
    return code if code in KNOWN else None


def _by_py3langid(text: str) -> str:
    return str(_identifier().classify(text)[0])


@cache
def _identifier() -> Any:  # noqa: ANN401 - a module without types
    from py3langid import langid  # noqa: PLC0415 - takes a second

    langid.set_languages(sorted(KNOWN))
    return langid


def other_tongues(language: str) -> Iterator[Miss]:
    """Go through the longer texts that are taken for another language."""
    for each in texts(language):
        said = own(each)
        if len(WORD.findall(said)) < LEAST_WORDS:
            continue
        if (found := tongue(said)) != language.removesuffix("_Cyrl"):
            yield Miss(language, each.key, found)


def same_as_russian(language: str) -> Iterator[Miss]:
    """Go through the texts that are the Russian ones, letter by letter, and say something."""
    for each in texts(language):
        if each.text == each.russian and WORD.search(re.sub(r"\{[^}]*\}", "", each.text)):
            yield Miss(language, each.key, each.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_in_their_language(language: str) -> None:
    """Nothing was left in another language."""
    allowed = table("tongue.tsv")

    assert [miss for miss in other_tongues(language) if miss[:2] not in allowed] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_the_same_in_russian_is_known(language: str) -> None:
    """A text that is the Russian one is a word that both languages have, not one that was forgotten."""
    allowed = table("same_as_russian.tsv")

    assert [miss for miss in same_as_russian(language) if miss[:2] not in allowed] == []


@pytest.mark.parametrize(
    ("name", "check"), [("tongue.tsv", other_tongues), ("same_as_russian.tsv", same_as_russian)]
)
def test_exceptions_are_needed(name: str, check: Callable[[str], Iterator[Miss]]) -> None:
    """An exception goes when the text that needed it goes."""
    languages = LANGUAGES if check is other_tongues else TRANSLATED
    found = {miss[:2] for language in languages for miss in check(language)}

    assert sorted(table(name) - found) == []
