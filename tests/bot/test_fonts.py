"""The letters of what is drawn: both fonts have every one that any text of any language needs."""

import re
from io import BytesIO
from pathlib import Path
from typing import Final

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from bot.replies.calendar import CALENDARS, Calendar
from bot.replies.fonts import FAMILY, font
from bot.replies.words import DOMAINS, LANGUAGES
from locales.catalogues import catalogue_path, read_catalogue

# What only a chat shows: the sign of a level is a shape in what is drawn.
SIGNS: Final = set("✅⛔\ufe0f")
BOTH: Final = pytest.mark.parametrize("bold", [False, True])
EVERY_LANGUAGE: Final = pytest.mark.parametrize("language", LANGUAGES)


def letters(*, bold: bool) -> set[str]:
    """Return the letters that a font draws."""
    with TTFont(BytesIO(font(bold=bold))) as opened:
        return set(map(chr, opened.getBestCmap()))


def texts(table: Calendar) -> str:
    """Return all texts of a calendar table."""
    flat = [each for part in table if isinstance(part, tuple) for each in part]
    counted = [form for forms in table.counted.values() for form in forms]
    return "".join([*flat, *counted, *(part for part in table if isinstance(part, str))])


@BOTH
@EVERY_LANGUAGE
def test_every_text_can_be_drawn(language: str, *, bold: bool) -> None:
    """No text of a catalogue or of a calendar table holds a letter that would be drawn as an empty box."""
    catalogues = "".join(
        str(message.string)
        for domain in DOMAINS
        for message in read_catalogue(catalogue_path(language, domain), language, domain)
        if message.id
    )
    needed = set(catalogues + texts(CALENDARS[language]) + LANGUAGES[language])

    assert {letter for letter in needed if letter.isprintable()} - letters(bold=bold) - SIGNS == set()


@BOTH
def test_letters_of_every_alphabet(*, bold: bool) -> None:
    """Names that people type hold letters that no text of ours does."""
    cyrillic = {chr(code) for code in range(0x0400, 0x0500)}
    latin = {chr(code) for code in range(0x20, 0x7F)}

    assert cyrillic | latin | set("ʻʼ—–«»“”…←→✓●○■□▲△◆★№₽") <= letters(bold=bold)


@BOTH
def test_family_is_the_one_that_is_asked_for(*, bold: bool) -> None:
    """What draws finds the fonts by the name they bear."""
    with TTFont(BytesIO(font(bold=bold))) as opened:
        assert opened["name"].getBestFamilyName() == FAMILY
        assert opened["name"].getBestSubFamilyName() == ("Bold" if bold else "Book")


def test_file_beside_them_tells_how_they_were_made() -> None:
    """The command with all its signs stands in the folder, and the licence too."""
    folder = Path(__file__).parents[2] / "bot" / "replies" / "fonts"

    assert re.search(r"pyftsubset .*--unicodes=U\+0020", (folder / "README.md").read_text("utf-8"))
    assert "Bitstream" in (folder / "LICENSE.txt").read_text("utf-8")
