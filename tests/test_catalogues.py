"""The words: every language says everything, and no text promises anything or holds a number of the law."""

import re
from collections import Counter
from string import Formatter
from typing import Final

import pytest
from babel.messages.catalog import Catalog, Message

from bot.replies.words import DOMAINS, LANGUAGES
from locales.catalogues import (
    REFERENCE,
    catalogue_path,
    domains,
    keys,
    languages,
    read_catalogue,
    uses,
    wanted,
    written,
)

# Texts that hold a digit: the number is an example of writing, never a number of the law.
DIGITS_ALLOWED: Final[dict[str, str]] = {
    "help.zone": "an hour's difference, as it stands on the buttons",
    "zone.unclear": "an hour's difference, as it can be typed",
}
PLACEHOLDER: Final = re.compile(r"\{[^}]*\}")


def catalogue(language: str, domain: str) -> Catalog:
    """Return the texts of a domain in a language."""
    return read_catalogue(catalogue_path(language, domain), language, domain)


def messages(language: str, domain: str) -> list[Message]:
    """Return the texts of a domain in a language, without the heading of the file."""
    return [message for message in catalogue(language, domain) if message.id]


def placeholders(text: str) -> set[str]:
    """Return the names of what is filled into a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


every_catalogue = pytest.mark.parametrize(
    ("language", "domain"), [(language, domain) for language in LANGUAGES for domain in domains()]
)
every_domain = pytest.mark.parametrize("domain", domains())


def test_domains_are_those_that_are_read() -> None:
    """What is extracted is what the words are looked up in."""
    assert set(DOMAINS) == set(domains())


def test_every_language_has_a_folder() -> None:
    """A language in the table has catalogues; one in the making may have some before it is in the table."""
    assert set(LANGUAGES) <= set(languages())


@every_catalogue
def test_catalogue_is_complete(language: str, domain: str) -> None:
    """Every language says every key, and nothing is guessed, left over or empty."""
    texts = catalogue(language, domain)

    assert keys(texts) == keys(catalogue(REFERENCE, domain))
    assert {key for key in keys(texts) if not texts[key].string} == set()
    assert [message.id for message in texts if message.fuzzy and message.id] == []
    assert list(texts.obsolete) == []


@every_catalogue
def test_catalogue_is_in_the_common_form(language: str, domain: str) -> None:
    """A file is as ``make messages`` writes it, so that a change of one text shows as one change."""
    path = catalogue_path(language, domain)

    assert path.read_bytes() == written(read_catalogue(path, language, domain))


@every_catalogue
def test_placeholders_are_the_same(language: str, domain: str) -> None:
    """What one language fills into a text, every language does."""
    reference = catalogue(REFERENCE, domain)
    differing = {
        message.id: placeholders(str(message.string)) ^ placeholders(str(reference[message.id].string))
        for message in messages(language, domain)
        if message.id in reference
        and placeholders(str(message.string)) != placeholders(str(reference[message.id].string))
    }

    assert differing == {}


@every_domain
def test_keys_are_those_of_the_code(domain: str) -> None:
    """No key is missing and none is unused; mended with ``make messages``."""
    existing = {each: keys(catalogue(REFERENCE, each)) for each in domains()}

    assert existing[domain] == wanted(domain, existing)


@every_domain
def test_called_keys_exist(domain: str) -> None:
    """No call asks for a text that nobody wrote, and no family of keys is without a member."""
    everything = frozenset[str]().union(*(keys(catalogue(REFERENCE, each)) for each in domains()))
    asked = uses(domain)

    assert asked.called - everything == set()
    assert [each.pattern for each in asked.families if not any(map(each.fullmatch, everything))] == []


def test_a_key_stands_in_one_domain() -> None:
    """The order in which the catalogues are asked never decides what is said."""
    every = [key for domain in domains() for key in keys(catalogue(REFERENCE, domain))]

    assert [key for key, times in Counter(every).items() if times > 1] == []


@every_catalogue
def test_no_number_of_the_law(language: str, domain: str) -> None:
    """Numbers come from the law and from the person's own dates, so no text holds one."""
    found = {
        str(message.id): str(message.string)
        for message in messages(language, domain)
        if re.search(r"\d", PLACEHOLDER.sub("", str(message.string))) and message.id not in DIGITS_ALLOWED
    }

    assert found == {}


@pytest.mark.parametrize("key", DIGITS_ALLOWED)
def test_allowed_digits_are_needed(key: str) -> None:
    """An exception goes when the text that needed it goes."""
    texts = [
        str(message.string)
        for language in LANGUAGES
        for domain in domains()
        for message in messages(language, domain)
        if message.id == key
    ]

    assert any(re.search(r"\d", PLACEHOLDER.sub("", text)) for text in texts)
