"""Nobody is spoken to as to a child, and nothing is called by a name that only machines use."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

import pytest

from bot.replies.words import LANGUAGES
from tests.locales.strings import Miss
from tests.locales.texts import TRANSLATED, texts

FAMILIAR: Final[Mapping[str, str]] = {
    "ru": r"\b(?:ты|тебя|тебе|тобой|твой|твоя|твоё|твои)\b",
    "tg": r"\b(?:ту|туро|тӯро|кун|навис|бин|санҷ|интихоб кун)\b",
    "uz": r"\b(?:sen(?:ing|i|ga|da|dan|lar)?|yoz|tanla|tekshir|toʻla|koʻrsat|qil|bos|chiq)\b",
    "uz_Cyrl": r"\b(?:сен(?:инг|и|га|да|дан|лар)?|ёз|танла|текшир|тўла|кўрсат|қил|бос|чиқ)\b",
    "ky": r"\b(?:сен(?:ин|и|де|ден|дер)?|сага|жаз|танда|текшер|төлө|көрсөт|кыл|бас)\b",
}
ONE_OF_US: Final[Mapping[str, str]] = {
    "ru": r"\b(?:мы|нас|нам|нами|наш(?:а|е|и|у|его|ей|ему|ими?|их)?|бот\w{0,2})\b",
    "en": r"\b(?:we|us|our|ours|bots?)\b",
    "tg": r"\b(?:мо|моро|бот\w{0,3}|\w*(?:кунем|диҳем|гӯем|равем|ҳастем))\b",
    "uz": r"\b(?:biz(?:ga|ni|da|dan|ning)?|bot\w{0,3}|\w{3,}(?:amiz|ymiz))\b",
    "uz_Cyrl": r"\b(?:биз(?:га|ни|да|дан|нинг)?|бот\w{0,3}|\w{3,}(?:амиз|ймиз))\b",
    "ky": r"\b(?:биз|бизди\w*|бизге|бизден|бот\w{0,3}|\w{3,}(?:[аеоөйэ]б[ыиуү]з))\b",
}
"""The program says "I" of itself where it must, and never pretends to be an office."""
CALQUES: Final[Mapping[str, str]] = {
    "tg": r"ҳисоби муҳоҷират|\bИМВ\b|\bИДИ\b|\bзист\b|мӯҳлат",
    "uz": r"migratsiya hisobi|\bVYR\b|\bYOR\b|migratsion hisob",
    "uz_Cyrl": r"миграция ҳисоби|\bВЙР\b|\bЙОР\b",
    "ky": r"миграциялык эсеп|\bУЖР\b|\bУЖУ\b|\bЖТУ\b|Орусия",
}


def _found(language: str, forbidden: Mapping[str, str]) -> Iterator[Miss]:
    pattern = re.compile(forbidden[language], re.IGNORECASE)
    for each in texts(language):
        if found := pattern.search(each.text):
            yield Miss(language, each.key, found[0])


def familiar(language: str) -> Iterator[Miss]:
    """Go through texts that say "thou"."""
    return _found(language, FAMILIAR) if language in FAMILIAR else iter(())


def one_of_us(language: str) -> Iterator[Miss]:
    """Go through texts that speak as "we", or of a bot."""
    return _found(language, ONE_OF_US)


def calques(language: str) -> Iterator[Miss]:
    """Go through texts with a word-for-word rendering or an abbreviation that no migrant knows."""
    return _found(language, CALQUES) if language in CALQUES else iter(())


@pytest.mark.parametrize("language", FAMILIAR)
def test_everyone_is_addressed_politely(language: str) -> None:
    """The polite plural throughout."""
    assert list(familiar(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_speaks_as_we(language: str) -> None:
    """There is no "we" behind the answers, and no "bot" to be blamed for them."""
    assert list(one_of_us(language)) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_calques(language: str) -> None:
    """Documents and offices have the names under which people know them."""
    assert list(calques(language)) == []
