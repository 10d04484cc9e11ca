"""Cyrillic words as people write them in Latin letters on a telephone that has no others."""

from typing import Final

_USUAL: Final = {
    **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)),
    "ё": "yo", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ь": "",
    "ю": "yu", "я": "ya", "ҳ": "h", "қ": "q", "ғ": "gh", "ҷ": "j", "ӣ": "i", "ӯ": "u", "ў": "o",
    "ң": "n", "ө": "o", "ү": "u",
}  # fmt: skip
_WAYS: Final = tuple(
    str.maketrans({**_USUAL, **other})
    for other in (
        {},
        {"ж": "j", "х": "h", "й": "i", "қ": "k", "ғ": "g", "ң": "ng", "ө": "o", "ӯ": "o"},
        {"ж": "j", "х": "x", "ы": "i", "ҳ": "x", "ю": "u", "ё": "e", "ц": "c"},
    )
)


def romanised(word: str) -> frozenset[str]:
    """Return the usual ways to write a Cyrillic word in Latin letters; empty for any other word."""
    small = word.casefold()
    found = frozenset(small.translate(way) for way in _WAYS)
    return frozenset(each for each in found if each != small and each.isascii())
