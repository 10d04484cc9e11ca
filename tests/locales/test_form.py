"""What a text holds beside words is the same in every language: signs, tags, line breaks, its last sign."""

import re
from collections.abc import Iterator
from typing import Final

import pytest

from bot.replies.words import LANGUAGES
from tests.locales.strings import Miss
from tests.locales.texts import placeholders, table, texts

SIGNS: Final = re.compile(r"[⌀-➿⬀-⯿\U0001F000-\U0001FAFF←-⇿…№]")
TAGS: Final = re.compile(r"</?[a-z][^>]*>")
COMMANDS: Final = re.compile(r"(?<![\w/])/[a-z]+")
LAST_SIGNS: Final = ":?…"
"""What a text may end with, beside a full stop or nothing: something follows, or somebody is asked."""


def _parts(text: str) -> dict[str, object]:
    return {
        "placeholders": set(placeholders(text)),
        "signs": sorted(SIGNS.findall(text)),
        "tags": TAGS.findall(text),
        "commands": COMMANDS.findall(text),
        "line breaks": text.count("\n"),
        "last sign": text[-1:] if text[-1:] in LAST_SIGNS else "." if text[-1:] in {".", "!"} else "",
        "edges": text == text.strip(),
    }


def other_form(language: str) -> Iterator[Miss]:
    """Go through the texts that hold other parts than the Russian ones."""
    for each in texts(language):
        wanted = _parts(each.russian)
        for part, found in _parts(each.text).items():
            if found != wanted[part]:
                yield Miss(language, each.key, part)


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_have_the_same_form(language: str) -> None:
    """A sign, a command or a line break that is in one language is in all."""
    allowed = table("form.tsv")

    assert [miss for miss in other_form(language) if tuple(miss) not in allowed] == []


def test_exceptions_are_needed() -> None:
    """An exception goes when the text that needed it goes."""
    found = {tuple(miss) for language in LANGUAGES for miss in other_form(language)}

    assert sorted(table("form.tsv") - found) == []
