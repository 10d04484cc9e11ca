"""The Uzbek catalogues in Cyrillic script, made from those in Latin script.

Nobody writes a Cyrillic text: what the transliterator gets wrong stands in the tables here. What was made is
committed, so that a change shows in review; a test makes it anew and compares.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

from babel.messages.catalog import Catalog

SOURCE: Final = "uz"
CYRILLIC: Final = "uz_Cyrl"

KEPT: Final = frozenset({"ruID", "Telegram", "Ctrl-D", "PDF", "SVG", "QR"})
"""Latin names that stay as they are, as a person sees them on the screen; with any suffix."""

WORDS: Final[Mapping[str, str]] = {
    # The transliterator takes these for Roman numbers.
    "IIV": "ИИВ",
    "XXR": "ХХР",
    # It knows neither this abbreviation nor words of a single letter.
    "MFC": "МФЦ",
    "U": "У",
    "u": "у",
    # A soft sign goes before a suffix, and does not come from nowhere.
    "kalendar": "календар",
    "Kalendar": "Календар",
    "shular": "шулар",
    "Shular": "Шулар",
}
"""Beginnings of words that the transliterator gets wrong, the case of letters as it stands."""

WHOLE: Final[Mapping[str, str]] = {
    "kalendar": "календарь",
    "Kalendar": "Календарь",
    "rubl": "рубль",
}
"""Words that the transliterator gets wrong only where they stand without a suffix."""

ENDINGS: Final[Mapping[str, str]] = {
    "тсия": "ция",  # registratsiya: it writes ц only in the words that it knows
    "тсион": "цион",
    "ТСИЯ": "ЦИЯ",
}
"""What is put right in what it made, wherever it stands in a word."""

_APOSTROPHES: Final = str.maketrans("ʻʼ‘’", "''''")
_MONTHS: Final = "yanvar|fevral|mart|aprel|may|iyun|iyul|avgust|sentabr|oktabr|noyabr|dekabr"

# In Cyrillic a year and the day of a month are written without the hyphen of the Latin script.
_DATE_HYPHEN: Final = re.compile(rf"(?<=[\d}}])-(?=(?:yil|{_MONTHS})(?![a-z]*-))")
_PIECE: Final = re.compile(
    r"(?P<kept>\{[^}]*\}|(?<![\w/])/\w+|@\w*|\b\w+://\S+|\b(?:[A-Za-z0-9-]+\.)+[a-z]{2,}\b)"
    r"|(?P<word>[A-Za-z](?:[A-Za-z'-]*[A-Za-z'])?)"
)
_NAME: Final = re.compile("|".join(sorted(map(re.escape, KEPT), key=len, reverse=True)))
_BEGINNING: Final = re.compile("|".join(sorted(map(re.escape, WORDS), key=len, reverse=True)))


def cyrillic(text: str) -> str:
    """Return an Uzbek text in Latin script as it is written in Cyrillic.

    What stands in braces, commands, addresses, Russian words and the names in ``KEPT`` stay as they are.
    """
    ascii_only = _DATE_HYPHEN.sub(" ", text.translate(_APOSTROPHES))
    return _PIECE.sub(lambda piece: piece["kept"] or _word(piece["word"]), ascii_only)


def cyrillic_catalogue(latin: Catalog) -> Catalog:
    """Return the Cyrillic twin of a catalogue: the same keys, each text put into the other script."""
    catalogue = Catalog(locale=CYRILLIC, domain=latin.domain)
    for message in latin:
        if message.id:
            catalogue.add(str(message.id), cyrillic(str(message.string)))
    return catalogue


@cache
def _word(word: str) -> str:
    if word in WHOLE:
        return WHOLE[word]
    if kept := _NAME.match(word):
        rest = word[kept.end() :]
        return kept[0] + ("-" + _made(rest[1:]) if rest.startswith("-") else _made(rest))
    if (known := _BEGINNING.match(word)) and _stands_alone(known[0], word[known.end() :]):
        return WORDS[known[0]] + _made(word[known.end() :])
    return _made(word)


def _stands_alone(beginning: str, rest: str) -> bool:
    """Whether a known beginning is the whole word, or an abbreviation with a suffix."""
    return not rest or (len(beginning) > 1 and not rest[0].isupper())


def _made(word: str) -> str:
    if not word:
        return ""
    made = _transliterator()(word)
    for wrong, right in ENDINGS.items():
        made = made.replace(wrong, right)
    return made


@cache
def _transliterator() -> Callable[[str], str]:
    from UzTransliterator.UzTransliterator import (  # noqa: PLC0415 - needed only where texts are made
        UzTransliterator,
    )

    tool = UzTransliterator()
    return lambda word: str(tool.transliterate(word, from_="lat", to="cyr"))
