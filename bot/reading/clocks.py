"""Reading whose clock is meant: a town or region in any case and script, or how far it is from Moscow's.

Nothing of the place is in what comes out, only time zones.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Final, Literal

from bot.reading.city_names import CITIES, FILLER, OTHER_NAMES, REGIONS
from bot.reading.plain import LONGEST, plain
from bot.reading.romanised import romanised
from bot.reading.unclear import Unclear

UNCLEAR: Final = Unclear("zone.unclear")

_CLOSE: Final = 0.8
_AS_CLOSE: Final = 0.04
_SHORTEST_GUESS: Final = 4
_SHORTEST_STEM: Final = 2
_OFFSET: Final = re.compile(
    r"(?P<of>[^\d+-]*?)\s*(?P<sign>[+-])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>00|30))?"
)
_SIGNS: Final = {"плюс": "+", "plus": "+", "минус": "-", "minus": "-"}
_UTC: Final = frozenset({"utc", "gmt", "utcgmt", "гмт", "utc0", "гринвич", "гринвичу", "zulu"})
_SHORT_MOSCOW: Final = frozenset({"мск", "msk"})
_HOURS: Final = frozenset(plain("час часа часов ч hour hours h соат soat саат").split())
_VOWELS: Final = plain("аеёиоуыэюяьйaeiouy")
_ENDINGS: Final = (
    "да де до дан дин дан га ка ро нинг нын нин та те то тан лик ликман ликда данман даман демин дамын "
    "ом ому ой ском ская ский ского ское da dan ga ka ning lik danman daman"
)
"""What may be written together with a name: "Маскавда", "Toshkentdan", "Пермской"."""

_FILLER: Final = frozenset(plain(FILLER).split())
_AFTER: Final = tuple(sorted(plain(_ENDINGS).split(), key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Places:
    """The time zones of the places that may be meant; ``guessed``: nothing is called just so."""

    zones: tuple[str, ...]
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Hours:
    """How many minutes a clock is before that of Moscow, Greenwich, or one not named; behind is negative."""

    minutes: int
    of: Literal["moscow", "utc", "either"]


def read_clock(text: str) -> Places | Hours | Unclear:
    """Read a place or a difference of hours, in any of our languages and scripts.

    Towns of one name in several zones give all of those zones. A misspelt name gives the zones of what comes
    closest, as a guess: show it before using it.
    """
    if len(text) > LONGEST:
        return UNCLEAR
    said = plain(text)
    offset = _offset(said)
    if offset is not None:
        return offset
    words = _words(said)
    bare = [word for word in words if word not in _FILLER]
    if len(bare) > 1:
        # As it stands on a button: the town, and its difference from Moscow.
        bare = [word for word in bare if word not in _SHORT_MOSCOW]
    return _names_exactly("".join(words)) or _place("".join(bare)) or UNCLEAR


def _words(text: str) -> list[str]:
    return "".join(each if each.isalpha() else " " for each in text).split()


# --- a difference ----------------------------------------------------------------------------


def _offset(said: str) -> Hours | None:
    """Return a difference with its sign: "+2", "мск+2", "Москва плюс 2 часа", "UTC+5"; None where none is."""
    for word, sign in _SIGNS.items():
        said = re.sub(rf"\b{word}\b", sign, said)
    found = _OFFSET.match(said)
    if found is None:
        return None
    rest = said[found.end() :]
    if any(each.isdigit() for each in rest):
        return None
    after = [word for word in _words(rest) if word not in _FILLER | _HOURS]
    before = [word for word in _words(found["of"]) if word not in _FILLER]
    minutes = int(found["hours"]) * 60 + int(found["minutes"] or 0)
    of = "".join(before) or "".join(after)
    if of in _UTC:
        return Hours(int(f"{found['sign']}{minutes}"), "utc")
    if of and not _is_moscow(of):
        return None
    return Hours(int(f"{found['sign']}{minutes}"), "moscow" if of else "either")


def _is_moscow(name: str) -> bool:
    """Whether a name is that of Moscow or of its time."""
    return name[:_SHORTEST_GUESS] in {"моск", "mosk", "mosc", "маск"} or name in _SHORT_MOSCOW


# --- a place ---------------------------------------------------------------------------------


def _names_exactly(name: str) -> Places | None:
    zones = _names().get(name)
    return None if zones is None else Places(zones)


def _place(name: str) -> Places | None:
    exact = _names_exactly(name)
    if exact is not None:
        return exact
    # What is left without an ending is no name for certain: "в Северской" is no town of another stem alone.
    for form in _forms(name):
        stem = form.rstrip(_VOWELS)
        if len(stem) >= _SHORTEST_STEM and stem in _stems():
            return Places(_stems()[stem])
    return _guessed(name) if len(name) >= _SHORTEST_GUESS else None


def _forms(name: str) -> Iterator[str]:
    """Yield the name as it stands, then without what may be written together with it."""
    yield name
    for ending in _AFTER:
        if name.endswith(ending) and len(name) - len(ending) > _SHORTEST_STEM:
            yield name.removesuffix(ending)


def _guessed(name: str) -> Places | None:
    """Return the zones of the names that come closest, all of those that come as close."""
    near = [(_likeness(name, each), each) for each in _names() if each[0] == name[0]]
    best = max((likeness for likeness, _ in near), default=0.0)
    if best < _CLOSE:
        return None
    zones = (_names()[each] for likeness, each in near if likeness >= best - _AS_CLOSE)
    return Places(tuple(dict.fromkeys(zone for found in zones for zone in found)), guessed=True)


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other)
    if matcher.real_quick_ratio() < _CLOSE or matcher.quick_ratio() < _CLOSE:
        return 0.0
    return matcher.ratio()


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """Return the zones by name, in the letters of a Russian keyboard and in Latin ones."""
    found: dict[str, dict[str, None]] = {}
    for table in (CITIES, OTHER_NAMES, REGIONS):
        for zone, names in table.items():
            for form in _written(names):
                found.setdefault(form, {})[zone] = None
    return {form: tuple(zones) for form, zones in found.items()}


def _written(names: str) -> Iterator[str]:
    for name in names.split():
        spaced = name.replace("_", " ")
        for form in (spaced, *romanised(spaced)):
            yield "".join(_words(plain(form)))


@cache
def _stems() -> Mapping[str, tuple[str, ...]]:
    """Return the zones by the name without its last vowels, which the cases of Russian change."""
    found: dict[str, dict[str, None]] = {}
    for name, zones in _names().items():
        stem = name.rstrip(_VOWELS)
        if len(stem) >= _SHORTEST_STEM:
            found.setdefault(stem, {}).update(dict.fromkeys(zones))
    return {stem: tuple(zones) for stem, zones in found.items()}
