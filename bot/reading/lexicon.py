"""The words of dates of one or more languages, made plain, ready to be looked up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from itertools import takewhile
from typing import Final, NamedTuple

from bot.reading.date_words import DATE_WORDS, DateWords
from bot.reading.plain import plain
from bot.reading.romanised import romanised

ALWAYS: Final = ("ru", "en")
"""The languages understood beside the one chosen: many write the months of these."""

_WEEK: Final = 7
_HALF_YEAR: Final = 6
_SHORTEST_MONTH: Final = 3
_LONG_WORD: Final = 5
_SHORTEST_STEM: Final = 2
_LONGEST_WORD: Final = 30


class Kind(Enum):
    """What a word of a date does in it."""

    FIGURE = auto()
    NUMBER = auto()
    MONTH = auto()
    EITHER = auto()
    DAY_AWAY = auto()
    YEAR_AWAY = auto()
    DAYS = auto()
    MONTHS = auto()
    YEARS = auto()
    AGO = auto()
    AHEAD = auto()
    AHEAD_OR_AT = auto()
    BESIDE = auto()
    ABOUT = auto()
    THIRD = auto()
    NOTHING = auto()
    UNKNOWN = auto()


class Meaning(NamedTuple):
    """A word's part in a date and its number there: of a month, a count, a distance, a third.

    Of ``EITHER`` it is the first of the two months, of ``BESIDE`` ("last", "this", "next") -1, 0 or 1, of
    ``DAYS`` and ``MONTHS`` how many the unit has.
    """

    kind: Kind
    value: int = 0


UNKNOWN: Final = Meaning(Kind.UNKNOWN)
NOTHING: Final = Meaning(Kind.NOTHING)


class _Inflected(NamedTuple):
    """The words of one language with its own endings: those of another make other words of them."""

    meanings: Mapping[str, Meaning]
    endings: frozenset[str]

    def meaning(self, word: str) -> Meaning | None:
        """Return what a word with an ending means; of a number of two letters most such are other words."""
        for cut in range(len(word) - 1, _SHORTEST_STEM - 1, -1):
            found = self.meanings.get(word[:cut]) if word[cut:] in self.endings else None
            if found is not None and not (found.kind is Kind.NUMBER and _easily_another(word[:cut], found)):
                return found
        return None


def _easily_another(stem: str, number: Meaning) -> bool:
    """Whether a number with an ending may be another word: "унда" is no ten, "birga" no one."""
    return len(stem) <= _SHORTEST_STEM or number.value == 1


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What words mean, and what may be written together with them."""

    meanings: Mapping[str, Meaning]
    inflected: tuple["_Inflected", ...]
    endings: frozenset[str]
    """What may stand behind figures."""
    joints: frozenset[str]
    months: Mapping[str, int]
    longest: int
    """Words in the longest phrase."""

    def meaning(self, word: str) -> Meaning:
        """Return what a word means: as it stands, without an ending, begun, or with one slip in a month."""
        found = self.meanings.get(word)
        if found is not None or len(word) > _LONGEST_WORD:
            return found or UNKNOWN
        for language in self.inflected:
            found = language.meaning(word)
            if found is not None:
                return found
        month = self._month(word)
        return Meaning(Kind.MONTH, month) if month else UNKNOWN

    def _month(self, word: str) -> int:
        """Return the month of which this is the beginning, or a slip away from it; 0 where none is."""
        if len(word) < _SHORTEST_MONTH:
            return 0
        begun = {number for name, number in self.months.items() if name.startswith(word)}
        if not begun and len(word) >= _LONG_WORD:
            long = ((name, number) for name, number in self.months.items() if len(name) >= _LONG_WORD)
            begun = {number for name, number in long if _one_slip(word, name)}
        return begun.pop() if len(begun) == 1 else 0


@cache
def lexicon_for(language: str) -> Lexicon:
    """Return the words to understand for somebody who chose this language.

    Where words of two languages clash, those of the chosen one win, then Russian, then English; Russian,
    Tajik and Kyrgyz ones in Latin letters come last.
    """
    codes = tuple(dict.fromkeys(code for code in (language, *ALWAYS) if code in DATE_WORDS))
    rows = [DATE_WORDS[code] for code in codes]
    meanings: dict[str, Meaning] = {}
    for row in rows:
        for form, meaning in _forms(row):
            meanings.setdefault(plain(form), meaning)
    for row in rows:
        for form, meaning in _forms(row):
            for latin in romanised(form):
                meanings.setdefault(plain(latin), meaning)
    return Lexicon(
        meanings,
        tuple(map(_inflected, rows)),
        _endings([f"{row.endings} {row.after_figures}" for row in rows]),
        frozenset(plain(joint) for row in rows for joint in row.joints.split()),
        {form: each.value for form, each in meanings.items() if each.kind is Kind.MONTH and " " not in form},
        max(form.count(" ") for form in meanings) + 1,
    )


def _inflected(row: DateWords) -> _Inflected:
    meanings: dict[str, Meaning] = {}
    for form, meaning in _forms(row):
        meanings.setdefault(plain(form), meaning)
    for form, meaning in _forms(row):
        for latin in romanised(form):
            meanings.setdefault(plain(latin), meaning)
    return _Inflected(meanings, _endings([row.endings]))


def _endings(lists: list[str]) -> frozenset[str]:
    """Return endings in both scripts."""
    given = [ending for listed in lists for ending in listed.split()]
    return frozenset(map(plain, [*given, *(latin for ending in given for latin in romanised(ending))]))


def _forms(row: DateWords) -> Iterator[tuple[str, Meaning]]:
    """Yield every form of a row with what it means; of two meanings of a form the first yielded counts."""
    table: list[tuple[str, Meaning]] = [
        *((forms, Meaning(Kind.EITHER, months[0])) for forms, months in row.either.items()),
        *((forms, Meaning(Kind.MONTH, number)) for number, forms in enumerate(row.months, start=1)),
        *((forms, Meaning(Kind.DAY_AWAY, days)) for days, forms in row.days_away.items()),
        *((forms, Meaning(Kind.YEAR_AWAY, years)) for years, forms in row.years_away.items()),
        (row.half_year, Meaning(Kind.MONTHS, _HALF_YEAR)),
        (row.day, Meaning(Kind.DAYS, 1)),
        (row.week, Meaning(Kind.DAYS, _WEEK)),
        (row.month, Meaning(Kind.MONTHS, 1)),
        (row.year, Meaning(Kind.YEARS, 1)),
        (row.ago, Meaning(Kind.AGO, -1)),
        (row.ahead, Meaning(Kind.AHEAD, 1)),
        (row.ahead_or_at, Meaning(Kind.AHEAD_OR_AT, 1)),
        *((forms, Meaning(Kind.NUMBER, number)) for number, forms in row.numbers.items()),
        (row.last, Meaning(Kind.BESIDE, -1)),
        (row.this, Meaning(Kind.BESIDE, 0)),
        (row.following, Meaning(Kind.BESIDE, 1)),
        (row.about, Meaning(Kind.ABOUT)),
        *((forms, Meaning(Kind.THIRD, third)) for third, forms in enumerate(row.thirds)),
        (row.weekdays, NOTHING),
        (row.filler, NOTHING),
    ]
    for forms, meaning in table:
        for form in forms.split():
            yield form.replace("_", " ").replace("-", " ").strip(), meaning


def _one_slip(typed: str, name: str) -> bool:
    """Whether one letter after the first is wrong, missing, too many, or two neighbours are swapped."""
    if typed[0] != name[0] or abs(len(typed) - len(name)) > 1:
        return False
    head = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(typed, name, strict=False))))
    one, other = typed[head:], name[head:]
    return (
        one[1:] == other[1:]
        or one[1:] == other
        or one == other[1:]
        or (one[:2] == other[1::-1] and one[2:] == other[2:])
    )
