"""Terms: where the Russian text has one of the glossary, the translation has the glossary's word for it."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

import pytest

from locales.cyrillic import CYRILLIC, SOURCE, cyrillic
from tests.locales.glossary import GLOSSARY, forms
from tests.locales.strings import Miss
from tests.locales.texts import TRANSLATED, WORD, listed, table, texts

LEAST: Final = 5
"""Letters of a stem, unless the word is shorter."""
ENDING: Final = 2
"""Letters at the end of a longer word that a case or a plural may change."""


def missing_terms(language: str) -> Iterator[Miss]:
    """Go through the texts whose Russian has a term that the translation says otherwise."""
    for each in texts(language):
        for term in _terms():
            if _russian(term).search(each.russian) and not any(
                form.search(each.text) for form in _stems(term, language)
            ):
                yield Miss(language, each.key, term)


@cache
def _terms() -> tuple[str, ...]:
    left_out = listed("terms_left_out.txt")
    return tuple(term for term in GLOSSARY if term not in left_out)


@cache
def _russian(term: str) -> re.Pattern[str]:
    """Match the Russian term in any of its forms: its words one after another, in any case."""
    cells = (re.sub(r"«[^»]*»", "", form) for form in forms(term, "ru"))
    each = (r"\W+".join(_stem(word) + r"[а-яё]{0,3}" for word in WORD.findall(cell)) for cell in cells)
    return re.compile("|".join(rf"(?<!\w)(?:{found})(?!\w)" for found in each if found), re.IGNORECASE)


@cache
def _stems(term: str, language: str) -> tuple[re.Pattern[str], ...]:
    """Match a form of the term: the stems of its words, in order, with at most three words between."""
    return tuple(
        re.compile(
            r"(?<!\w)" + r"\w*(?:\W+\w+){0,3}?\W+".join(map(_stem, WORD.findall(form))),
            re.IGNORECASE,
        )
        for form in (*forms(term, language), *_others(term, language))
        if WORD.search(form)
    )


def _others(term: str, language: str) -> tuple[str, ...]:
    """Return the forms that the list adds; the Cyrillic ones are made of the Latin."""
    if language == CYRILLIC:
        return tuple(map(cyrillic, _others(term, SOURCE)))
    added = sorted(table("term_forms.tsv"))
    return tuple(form for of, tongue, form in added if (of, tongue) == (term, language))


def _stem(word: str) -> str:
    return word if word.isupper() else re.escape(word[: max(LEAST, len(word) - ENDING)].removesuffix("ӣ"))


@pytest.mark.parametrize("language", TRANSLATED)
def test_terms_are_those_of_the_glossary(language: str) -> None:
    """One thing has one name, the name under which people know it; a waiver says why another was better."""
    waived = table("terms.tsv")

    assert [
        miss
        for miss in missing_terms(language)
        if tuple(miss) not in waived and ("*", *miss[1:]) not in waived
    ] == []


def test_waivers_are_needed() -> None:
    """A waiver goes when the text says the term after all."""
    found = {miss for language in TRANSLATED for miss in map(tuple, missing_terms(language))}

    assert [
        row
        for row in sorted(table("terms.tsv"))
        if not any(miss[1:] == row[1:] and row[0] in {"*", miss[0]} for miss in found)
    ] == []
