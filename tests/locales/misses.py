"""The figures of the catalogues: size, coverage, and what each check finds in each language.

``python -m tests.locales.misses`` prints a table; ``--list`` names each miss that is not allowed;
``--words tg`` prints the words that no list knows and nobody has allowed yet.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from bot.replies.words import LANGUAGES
from locales.catalogues import REFERENCE, catalogue_path, domains
from tests.locales.strings import Miss
from tests.locales.test_form import other_form
from tests.locales.test_letters import mixed_scripts, strange_apostrophes, strange_letters
from tests.locales.test_manners import calques, familiar, one_of_us
from tests.locales.test_spelling import CHECKED, unknown_words
from tests.locales.test_terms import missing_terms
from tests.locales.test_tongue import other_tongues, same_as_russian
from tests.locales.texts import TRANSLATED, catalogue, listed, table

CHECKS: Final[Mapping[str, tuple[Callable[[str], Iterator[Miss]], Iterable[str], str | None]]] = {
    "letter not of the alphabet": (strange_letters, LANGUAGES, None),
    "wrong apostrophe": (strange_apostrophes, LANGUAGES, None),
    "two scripts in a word": (mixed_scripts, LANGUAGES, None),
    "taken for another language": (other_tongues, LANGUAGES, "tongue.tsv"),
    "the same as in Russian": (same_as_russian, TRANSLATED, "same_as_russian.tsv"),
    "familiar form": (familiar, LANGUAGES, None),
    "we, bot": (one_of_us, LANGUAGES, None),
    "calque": (calques, LANGUAGES, None),
    "other signs, breaks, commands": (other_form, LANGUAGES, "form.tsv"),
    "glossary term missing": (missing_terms, TRANSLATED, "terms.tsv"),
    "unknown word": (unknown_words, CHECKED, "words.{}.txt"),
}
"""By its title: the check, the languages that it is made for, the list of what is allowed."""


def allowed(miss: Miss, name: str | None) -> bool:
    """Whether a list allows what was found."""
    if name is None:
        return False
    language, key, problem = miss
    if "{}" in name:
        return problem in listed(name.format(language))
    rows = table(name)
    return not {(language, key), (language, key, problem), ("*", key, problem)}.isdisjoint(rows)


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; returns 1 where a miss is not allowed."""
    parser = argparse.ArgumentParser(prog="python -m tests.locales.misses", description=__doc__)
    parser.add_argument("--list", action="store_true", help="name each miss that is not allowed")
    parser.add_argument("--words", metavar="LANGUAGE", choices=CHECKED, help="print words not allowed yet")
    chosen = parser.parse_args(arguments)
    if chosen.words:
        new = {word for _, _, word in unknown_words(chosen.words)} - listed(f"words.{chosen.words}.txt")
        sys.stdout.writelines(f"{word}\n" for word in sorted(new))
        return 0
    return _figures(name_each=chosen.list)


def _figures(*, name_each: bool) -> int:
    wanted = len(catalogue(REFERENCE))
    _row("", LANGUAGES)
    _row("texts", (len(catalogue(language)) for language in LANGUAGES))
    _row("said, %", (_coverage(language, wanted) for language in LANGUAGES))
    _row("kilobytes", (_size(language) for language in LANGUAGES))
    open_misses: list[tuple[str, Miss]] = []
    for title, (check, languages, name) in CHECKS.items():
        cells = []
        for language in LANGUAGES:
            found = list(dict.fromkeys(check(language))) if language in languages else None
            left = [miss for miss in found or () if not allowed(miss, name)]
            cells.append("–" if found is None else f"{len(left)} ({len(found)})")
            open_misses += [(title, miss) for miss in left]
        _row(title, cells)
    sys.stdout.write("Each cell: misses that are not allowed (all that the check names).\n")
    if name_each:
        sys.stdout.writelines("\t".join((*miss[:2], title, miss[2])) + "\n" for title, miss in open_misses)
    return int(bool(open_misses))


def _coverage(language: str, wanted: int) -> str:
    said = sum(bool(text) for key, text in catalogue(language).items() if key in catalogue(REFERENCE))
    return f"{100 * said / wanted:.1f}"


def _size(language: str) -> str:
    return f"{sum(catalogue_path(language, domain).stat().st_size for domain in domains()) / 1000:.0f}"


def _row(title: str, cells: Iterable[object]) -> None:
    sys.stdout.write(f"{title:31}" + "".join(f"{cell!s:>11}" for cell in cells) + "\n")


if __name__ == "__main__":
    sys.exit(main())
