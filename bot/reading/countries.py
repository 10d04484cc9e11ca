"""Reading the country of a passport: its name in any case, its code, a nationality, with a slip or two."""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError

from bot.reading.plain import LONGEST, plain
from bot.reading.unclear import Unclear
from rules.countries import COUNTRY_CODES

UNCLEAR: Final = Unclear("country.unclear")
_CLOSE: Final = 0.8
_SHORTEST_GUESS: Final = 5

OTHER_NAMES: Final[Mapping[str, str]] = {
    "AM": "arm armenian hayastan армянин армянка",
    "AZ": "aze azerbaijani azerbaycan азербайджанец азербайджанка",
    "BY": "blr belarusian byelorussia белоруссия белорус белоруска",
    "GE": "geo georgian sakartvelo грузин грузинка",
    "KG": "kgz kyrgyz kirghizia kirgizia kirgizstan киргизстан кыргызстан киргизия киргиз киргизка кыргыз",
    "KZ": "kaz kazakh qazaqstan казах казашка казакстан",
    "MD": "mda moldovan moldavia молдавия молдова молдаванин молдаванка",
    "RU": "rus russian рф россиянин россиянка русский русская",
    "TJ": "tjk tajik tojikiston tadjikistan tadzhikistan таджик таджичка тоджикистон точикистон",
    "UA": "ukr ukrainian украинец украинка",
    "UZ": "uzb uzbek ozbekiston узбек узбечка узбекистон",
    "CN": "кнр",
    "GB": "england англия великобритания",
    "KR": "korea корея",
    "US": "usa america америка сша",
}
"""What people call a country beside the name it has in the language's own list."""

_FILLER: Final = frozenset(
    plain("гражданин гражданка гражданство паспорт республика citizen passport republic of").split()
)


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
    if len(name) < _SHORTEST_GUESS:
        return UNCLEAR
    close = get_close_matches(name, names, n=1, cutoff=_CLOSE)
    return names[close[0]] if close else UNCLEAR


def _words(text: str) -> list[str]:
    return "".join(each if each.isalpha() else " " for each in plain(text)).split()


@cache
def _names(language: str) -> Mapping[str, str]:
    names: dict[str, str] = {}
    for code in (language, "en", "ru"):
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
