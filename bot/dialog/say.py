"""A sentence still to be put into words: its key and the person's own values in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final, TypeAlias

from bot.replies.words import Words
from rules.when import When


@dataclass(frozen=True, slots=True)
class Land:
    """A country to be named, by its code."""

    code: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month to be named, 1 to 12."""

    number: int


@dataclass(frozen=True, slots=True)
class Text:
    """Another text to be put in, by its key."""

    key: str


Value: TypeAlias = str | int | date | When | Land | Month | Text

_NOTHING: Final[Mapping[str, Value]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Say:
    """A text of the catalogues with its values."""

    key: str
    values: Mapping[str, Value] = field(default_factory=lambda: _NOTHING)

    def text(self, words: Words) -> str:
        """Return the sentence in a language."""
        return words(self.key, **{name: spoken(value, words) for name, value in self.values.items()})


def spoken(value: Value, words: Words) -> str:
    """Return a value in words."""
    match value:
        case When():
            return words.when(value)
        case date():
            return words.date(value)
        case Land(code):
            return words.country(code)
        case Month(number):
            return words.month(number)
        case Text(key):
            return words(key)
        case _:
            return str(value)


def figures(when: When | None, words: Words) -> str:
    """Return a date short enough for a button: 15.03.2026, 03.2026, 2026, a question mark where unknown."""
    if when is None:
        return words("button.no_end")
    first, last = when.first, when.last
    if first is None or last is None:
        return "?"
    if first == last:
        return f"{first:%d.%m.%Y}"
    if "/" in str(when):
        return f"~{first:%m.%Y}"
    return f"{first:%m.%Y}" if "-" in str(when) else f"{first:%Y}"
