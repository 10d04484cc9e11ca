"""The texts of the catalogues as the checks read them, and the data files that stand beside the checks."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Final, NamedTuple

from locales.catalogues import catalogue_path, domains, read_catalogue

DATA: Final = Path(__file__).parent / "data"
TRANSLATED: Final = ("tg", "uz", "uz_Cyrl", "ky")
"""The languages that are checked against the Russian, which is written first."""


class Text(NamedTuple):
    """One text of one language; ``russian`` is what it says in Russian."""

    language: str
    domain: str
    key: str
    text: str
    russian: str


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Return all texts of a language by key."""
    return {
        str(message.id): str(message.string)
        for domain in domains()
        for message in read_catalogue(catalogue_path(language, domain), language, domain)
        if message.id
    }


@cache
def texts(language: str) -> tuple[Text, ...]:
    """Return all texts of a language beside their Russian, in the order of the files."""
    russian = catalogue("ru")
    return tuple(
        Text(language, domain, str(message.id), str(message.string), russian.get(str(message.id), ""))
        for domain in domains()
        for message in read_catalogue(catalogue_path(language, domain), language, domain)
        if message.id
    )


def placeholders(text: str) -> tuple[str, ...]:
    """Return the names of what is filled into a text, sorted, each as often as it stands."""
    return tuple(sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None))


def listed(name: str) -> frozenset[str]:
    """Return the entries of a list: one a line, what follows ``#`` is the reason."""
    return frozenset(line for line, _ in _lines(name))


def table(name: str) -> frozenset[tuple[str, ...]]:
    """Return the rows of a list whose lines have several columns, parted by tabs."""
    return frozenset(tuple(line.split("\t")) for line, _ in _lines(name))


def reasons(name: str) -> Mapping[str, str]:
    """Return the reason of each entry; a heading (``# ...`` alone) is the reason of what follows."""
    return dict(_lines(name))


def _lines(name: str) -> Iterator[tuple[str, str]]:
    heading = ""
    for line in (DATA / name).read_text("utf-8").splitlines():
        entry, _, reason = line.partition("#")
        if entry.strip():
            yield entry.strip(), reason.strip() or heading
        elif reason.strip():
            heading = reason.strip()


WORD: Final = re.compile(r"[^\W\d_]+(?:[-ʻʼ'’][^\W\d_]+)*[ʻʼ]?")
"""A word with its inner hyphens and Uzbek apostrophes."""
