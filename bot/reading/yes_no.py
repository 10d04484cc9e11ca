"""Reading yes, no and "I do not know" as people type them."""

from collections.abc import Mapping
from functools import cache
from typing import Final, Literal, TypeAlias

from bot.reading.plain import LONGEST, plain
from bot.reading.unclear import Unclear

YesNo: TypeAlias = Literal["yes", "no", "unknown"]

_UZBEK: Final[Mapping[YesNo, str]] = {
    "yes": "ha|xa|haa|albatta|toʻgʻri|shunday|bor|boʻlgan|boʻlganman|edi|boʻldi|oldim|topshirdim|toʻladim|"
    "ҳа|ҳаа|албатта|тўғри|шундай|бор|бўлган|бўлганман|эди|бўлди|олдим|топширдим|тўладим",
    "no": "yoʻq|yuq|yok|yoʻ|notoʻgʻri|hech qachon|boʻlmagan|boʻlmaganman|emas|"
    "йўқ|йуқ|йок|нотўғри|ҳеч қачон|бўлмаган|бўлмаганман|эмас",
    "unknown": "bilmayman|bilmiman|bilmadim|bilmyman|esimda yoʻq|eslolmayman|eslay olmayman|ishonchim "
    "komil emas|"
    "билмайман|билмиман|билмадим|эсимда йўқ|эслолмайман|эслай олмайман|ишончим комил эмас",
}

_ANSWERS: Final[Mapping[str, Mapping[YesNo, str]]] = {
    "ru": {
        "yes": "да|ага|угу|верно|правильно|конечно|так|есть|был|была|+|"
        "менял|меняла|переезжал|переезжала|переехал|переехала|подавал|подавала|подал|подала|оплачен",
        "no": "нет|неа|не|неверно|неправильно|нету|не был|не была|не было|никогда|-|"
        "не менял|не меняла|не переезжал|не переезжала|не подавал|не подавала|не подал|не подала|не оплачен",
        "unknown": "не знаю|совсем не знаю|незнаю|не помню|совсем не помню|непомню|не уверен|не уверена|хз",
    },
    "en": {
        "yes": "yes|y|yeah|yep|right|correct|true|ok|sure|i do|i was|i have|i did|+",
        "no": "no|n|nope|wrong|false|not|never|none|i was not|i do not|i have not|i did not|-",
        "unknown": "i do not know|i dont know|i do not know at all|i dont know at all|dont know|do not know|"
        "not sure|unknown|i do not remember",
    },
    "tg": {
        "yes": "ҳа|ҳаа|бале|оре|албатта|дуруст|рост|ҳаст|будам|дорам|супоридам|гирифтам|ha|bale|ore",
        "no": "не|на|нест|набудам|надорам|нодуруст|ҳеҷ гоҳ|ҳеҷ вақт|не набудам|не надорам|ne|nest",
        "unknown": "намедонам|намедунам|намдонам|дар ёд надорам|дар хотир надорам|дар ёдам нест|аниқ "
        "намедонам|"
        "боварӣ надорам|namedonam|namedunam",
    },
    "uz": _UZBEK,
    "uz_Cyrl": _UZBEK,
    "ky": {
        "yes": "ооба|оба|ова|туура|албетте|бар|болгом|болгон|болдум|тапшырдым|алдым|ооба бар|ooba|ova",
        "no": "жок|жоок|эмес|туура эмес|эч качан|болгон эмесмин|болгон эмес|jok|zhok",
        "unknown": "билбейм|билбейин|эсимде жок|эстебейм|так билбейм|ишенимим жок|bilbeym|bilbeim",
    },
}
"""By language. The same letters can mean different things, so that no language lends its words to another,
but for Russian: everybody here uses that, and the words of the chosen language come first."""

_EVERYWHERE: Final = "ru"

_BACK: Final[Mapping[str, str]] = {
    "ru": "назад|вернуться|обратно",
    "en": "back|go back",
    "tg": "ба қафо|қафо|бозгашт|бозгаштан|ақиб|ба ақиб",
    "uz": "orqaga|ortga|qaytish|орқага|ортга|қайтиш",
    "uz_Cyrl": "orqaga|ortga|qaytish|орқага|ортга|қайтиш",
    "ky": "артка|кайтуу|артка кайтуу",
}


def reads_back(text: str, language: str) -> bool:
    """Return whether somebody asks for the question before."""
    if len(text) > LONGEST:
        return False
    said = plain(text).strip(" .,!;")
    forms = (_BACK.get(code, "") for code in (language, _EVERYWHERE))
    return said in {plain(form) for listed in forms for form in listed.split("|") if form}


def read_yes_no(text: str, language: str) -> YesNo | Unclear:
    """Return what was answered, or that it cannot be told."""
    if len(text) > LONGEST:
        return Unclear("yes_no.unclear")
    return _forms(language).get(plain(text).rstrip(" .,!;"), Unclear("yes_no.unclear"))


@cache
def _forms(language: str) -> Mapping[str, YesNo]:
    """Return what is said for each answer: first in the language, then in Russian."""
    found: dict[str, YesNo] = {}
    for code in (language, _EVERYWHERE) if language in _ANSWERS else ():
        for answer, forms in _ANSWERS[code].items():
            for form in forms.split("|"):
                found.setdefault(plain(form), answer)
    return found
