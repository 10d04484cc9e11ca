"""The names of our languages as people type them, in any script."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from bot.reading.plain import LONGEST, plain

_NAMES: Final[Mapping[str, str]] = {
    "tg": "тоҷикӣ|тоҷики|точики|таджикский|таджикча|тоҷик|таджик|tajik|tojiki|tojikcha|tojik|tadjikskiy|"
    "тожикча|тажикче|tg|tj",
    "uz": "oʻzbekcha|oʻzbek|oʻzbek tili|uzbek|uzbekcha|ozbekcha|uzbek latin|lotin|lotincha|uz",
    "uz_Cyrl": "ўзбекча|узбекча|ўзбек|узбек|узбекский|ўзбек тили|ӯзбекӣ|өзбекче|кирилл|кириллча|uz_cyrl|"
    "uz-cyrl",
    "ky": "кыргызча|кыргыз|кыргыз тили|киргизский|кыргызский|киргизча|kyrgyz|kirgiz|kyrgyzcha|"
    "qirgʻizcha|қирғизча|"
    "қирғизӣ|ky|kg",
    "ru": "русский|русский язык|по-русски|русча|орусча|русӣ|rus|ruscha|russian|russkiy|ru",
    "en": "english|англисӣ|английский|inglizcha|инглизча|англисче|по-английски|en|eng",
}


def read_language(text: str) -> str | None:
    """Return the code of the language named, in its own words or in another's; None where it is none.

    Uzbek named in Latin letters is Uzbek in Latin script, in Cyrillic ones Cyrillic.
    """
    return None if len(text) > LONGEST else _by_name().get(plain(text).strip(" .,!?;"))


@cache
def _by_name() -> Mapping[str, str]:
    return {plain(name): code for code, names in _NAMES.items() for name in names.split("|")}
