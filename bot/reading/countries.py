"""Reading the country of a passport: its name in any case, its code, a nationality, with a slip or two."""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from typing import Final

from bot.reading.country_names import FILLER, OTHER_NAMES
from bot.reading.languages import read_language
from bot.reading.plain import LONGEST, plain
from bot.reading.unclear import Unclear
from rules.countries import COUNTRY_CODES

UNCLEAR: Final = Unclear("country.unclear")
_CLOSE: Final = 0.8
_SHORTEST_GUESS: Final = 5
_EVERYWHERE: Final = ("en", "ru", "tg", "uz", "uz_Cyrl", "ky")
"""Names of countries do not clash as yes and no do: each is understood, whatever language was chosen."""
_ENDINGS: Final = (
    "дан ден дон тан тен тон нын нин дын дин га ка dan lik danman ning man лик ман данман нинг "
    "и дик дык лык мин мын ам ро ий ский ская"
)
"""What may be written together with a name: "Oʻzbekistondan", "кыргызстандык"."""

_FILLER: Final = frozenset(plain(FILLER).split())


def read_country(text: str, language: str) -> str | Unclear:
    """Return the ISO 3166-1 alpha-2 code of the country meant, or why there is none.

    A misspelt name gives the one country that comes close; show it before using it.
    """
    if len(text) > LONGEST:
        return Unclear("country.too_long")
    words, names = _words(text), _names(language)
    name = "".join(part for part in words if part not in _FILLER)
    found = names.get("".join(words)) or names.get(name)
    if found is not None:
        return found
    if len(name) < _SHORTEST_GUESS or read_language(text) is not None:
        # The name of a language comes close to that of its country, and means the language.
        return UNCLEAR
    found = _without_ending(name, names)
    if found is not None:
        return found
    close = get_close_matches(name, names, n=1, cutoff=_CLOSE)
    return names[close[0]] if close else UNCLEAR


def _without_ending(name: str, names: Mapping[str, str]) -> str | None:
    """Return the country of a name with an ending of its language; short codes have none."""
    stems = (name.removesuffix(ending) for ending in plain(_ENDINGS).split() if name.endswith(ending))
    return next((names[stem] for stem in stems if len(stem) >= _SHORTEST_GUESS and stem in names), None)


def _words(text: str) -> list[str]:
    return "".join(each if each.isalpha() else " " for each in plain(text)).split()


@cache
def _names(language: str) -> Mapping[str, str]:
    # Babel knows every country, but is slow to load.
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415

    names: dict[str, str] = {}
    for code in dict.fromkeys((language, *_EVERYWHERE)):
        try:
            territories = Locale.parse(code).territories
        except (ValueError, UnknownLocaleError):
            continue
        for country in sorted(COUNTRY_CODES & set(territories)):
            names.setdefault("".join(_words(territories[country])), country)
    for country in sorted(COUNTRY_CODES):
        names.setdefault(country.casefold(), country)
    names.update({plain(name): country for country, other in OTHER_NAMES.items() for name in other.split()})
    return names
