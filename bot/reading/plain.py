"""What people type, made plain: one form for every way to write the same letters and digits."""

import unicodedata
from typing import Final

LONGEST: Final = 200
"""Characters; no date, country or yes is longer, and longer texts are not looked at."""

_WHOLE: Final = str.maketrans({
    # Letters of one sound that the Latin alphabets of our languages write with one sign or with two,
    # and Tajik ӣ as old fonts have it: what stripping their marks would lose.
    "ş": "sh",
    "ç": "ch",
    "ı": "i",
    "ї": "и",
})  # fmt: skip
_LETTERS: Final = str.maketrans(
    # Letters that phones without a Tajik, Uzbek or Kyrgyz keyboard replace, and those of old fonts.
    "ҳқғҷңөүњќљѓі",
    "хкгчноухкчги",
)
_BLANKS: Final = frozenset({"Cc", "Zs", "Zl", "Zp"})
_DASHES: Final = "Pd"


def plain(text: str) -> str:
    """Return the text in small letters, plain digits and single spaces.

    Digits of every script become 0-9, full-width letters normal ones, ё е, every dash "-", control
    characters a space; marks of direction, accents and apostrophes go. Special letters of Tajik, Uzbek and
    Kyrgyz become those that a Russian keyboard has, the newest Latin ones those of the usual alphabet.
    """
    whole = unicodedata.normalize("NFKC", text).casefold().translate(_WHOLE)
    folded = unicodedata.normalize("NFD", whole)
    return " ".join("".join(_character(each) for each in folded).translate(_LETTERS).split())


def _character(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    category = unicodedata.category(character)
    if category in _BLANKS:
        return " "
    if category == _DASHES or character == "\N{MINUS SIGN}":
        return "-"
    if category in {"Cf", "Mn", "Lm", "Sk"} or character in "'’‘`´":
        return ""
    return character
