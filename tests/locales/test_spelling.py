"""Spelling: every word is known to the list of its language, or somebody has read and allowed it.

The lists are those that were measured as usable without a net: hunspell's Russian dictionary, an analyser of
Uzbek, a Tajik list of headwords, and the case endings of Kyrgyz for the words of the glossary. The Cyrillic
Uzbek is made from the Latin and needs no list of its own.
"""

import gc
import json
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import pytest

from tests.locales.glossary import GLOSSARY, forms
from tests.locales.strings import Miss, words
from tests.locales.texts import WORD, listed

CHECKED: Final = ("ru", "tg", "uz", "ky")
TAJIK_ENDINGS: Final = re.compile(
    r"(?:ҳои|ҳоро|ҳо|они|онро|он|ро|и|е|ам|ат|аш|амон|атон|ашон|ед|ем|анд|ад|ӣ|ву|гон|тар|тарин|ию|ю)$"
)
TAJIK_BEGINNINGS: Final = re.compile(r"^(?:наме|мебу|ме|на|би|бар|дар|но|бе|ҳам)")
KYRGYZ_LEAST: Final = 5
"""Letters of a glossary word from which it is looked for at the beginning of longer ones."""


def unknown_words(language: str) -> Iterator[Miss]:
    """Go through the words that the list of the language does not know, the allowed ones among them."""
    knows = {"ru": _russian, "tg": _tajik, "uz": _uzbek, "ky": _kyrgyz}[language]
    for each, word in words(language):
        if len(word) > 1 and not word.isupper() and not knows(word.strip("-ʼ")):
            yield Miss(language, each.key, word.lower())


@cache
def _russian(word: str) -> bool:
    return all(_hunspell().lookup(part) for part in word.split("-")) or bool(_hunspell().lookup(word))


@cache
def _hunspell() -> Any:  # noqa: ANN401 - a library without types
    from spylls.hunspell import Dictionary  # noqa: PLC0415 - takes seconds

    with _files_left_open():
        return Dictionary.from_files(str(files("spylls.hunspell") / "data" / "ru" / "ru"))


@contextmanager
def _files_left_open() -> Iterator[None]:
    """Keep a library from being warned for the files that it has read and not closed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()


@cache
def _uzbek(word: str) -> bool:
    return all(_analyser().analyze(part)[0].known for part in word.lower().removesuffix("-chi").split("-"))


@cache
def _analyser() -> Any:  # noqa: ANN401 - a library without types
    from zirhuzmorph import Analyzer  # noqa: PLC0415 - takes a second

    with _files_left_open():
        return Analyzer()


@cache
def _tajik(word: str) -> bool:
    return all(_tajik_headword(part) for part in word.lower().split("-"))


def _tajik_headword(word: str) -> bool:
    """Whether a word is in the list, as it stands or without at most three endings and a beginning."""
    tried = {word}
    for _ in range(3):
        tried |= {TAJIK_ENDINGS.sub("", each) for each in tried}
    tried |= {TAJIK_BEGINNINGS.sub("", each) for each in tried}
    known = _tajik_list()
    return any(each in known or each + "ан" in known or each + "дан" in known for each in tried if each)


@cache
def _tajik_list() -> frozenset[str]:
    import tajiknlp  # noqa: PLC0415 - takes a second

    lines = (Path(tajiknlp.__file__).parent / "data/tajik_pos.jsonl").read_text("utf-8").splitlines()
    of_glossary = " ".join(form.lower() for term in GLOSSARY for form in forms(term, "tg"))
    return frozenset(json.loads(line)["tajik"].lower() for line in lines) | {*WORD.findall(of_glossary)}


@cache
def _kyrgyz(word: str) -> bool:
    """Whether a word is no form of the glossary, or a regular one: no list of Kyrgyz words is to be had."""
    lowered = word.lower()
    begun = [stem for stem in _kyrgyz_stems() if lowered.startswith(stem)]
    return not begun or any(lowered in _kyrgyz_cases(stem) for stem in begun)


@cache
def _kyrgyz_stems() -> frozenset[str]:
    return frozenset(
        word.lower()
        for term in GLOSSARY
        for form in forms(term, "ky")
        for word in WORD.findall(form)
        if len(word) >= KYRGYZ_LEAST and not word.isupper()
    )


@cache
def _kyrgyz_cases(stem: str) -> frozenset[str]:
    from kyrgyz import inflect  # noqa: PLC0415 - needed only here
    from kyrgyz.cases import Case  # noqa: PLC0415

    plural = stem + _kyrgyz_plural(stem)
    return frozenset(str(inflect(each, case=case)) for each in (stem, plural) for case in Case)


def _kyrgyz_plural(stem: str) -> str:
    from kyrgyz import inflect  # noqa: PLC0415 - needed only here
    from kyrgyz.cases import Case  # noqa: PLC0415

    # The plural begins and sounds as the ending of the ablative does: дан - дар, дон - дор, лар after vowels.
    ending = str(inflect(stem, case=Case.ABLATIVE))[len(stem) :]
    plural = ending[:-1] + "р"
    return "л" + plural[1:] if stem[-1] in "аеёиоуыэюяөү" + "йр" else plural


@pytest.mark.parametrize("language", CHECKED)
def test_every_word_is_known(language: str) -> None:
    """A word that no list knows is right only if somebody has read it: then it stands in the list beside."""
    allowed = listed(f"words.{language}.txt")

    assert sorted({word for _, _, word in unknown_words(language)} - allowed) == []


@pytest.mark.parametrize("language", CHECKED)
def test_allowed_words_are_needed(language: str) -> None:
    """A word leaves the list with the last text that had it."""
    said = {word for _, _, word in unknown_words(language)}

    assert sorted(listed(f"words.{language}.txt") - said) == []
