"""Reading yes, no and "I do not know" as people type them."""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from bot.reading.plain import LONGEST, plain
from bot.reading.unclear import Unclear

YesNo: TypeAlias = Literal["yes", "no", "unknown"]

_ANSWERS: Final[Mapping[str, Mapping[YesNo, str]]] = {
    "ru": {
        "yes": "да|ага|угу|верно|правильно|конечно|так|есть|был|была|+|"
        "менял|меняла|переезжал|переезжала|переехал|переехала|подавал|подавала|подал|подала|оплачен",
        "no": "нет|неа|не|неверно|неправильно|нету|не был|не была|не было|никогда|-|"
        "не менял|не меняла|не переезжал|не переезжала|не подавал|не подавала|не подал|не подала|не оплачен",
        "unknown": "не знаю|совсем не знаю|незнаю|не помню|совсем не помню|непомню|не уверен|не уверена|хз|?",
    },
    "en": {
        "yes": "yes|y|yeah|yep|right|correct|true|ok|sure|i do|i was|i have|i did|+",
        "no": "no|n|nope|wrong|false|not|never|none|i was not|i do not|i have not|i did not|-",
        "unknown": "i do not know|i dont know|i do not know at all|i dont know at all|dont know|do not know|"
        "not sure|unknown|i do not remember|?",
    },
}
"""By language, and never across languages: the same letters can mean different things."""


_BACK: Final[Mapping[str, str]] = {"ru": "назад|вернуться|обратно", "en": "back|go back"}


def reads_back(text: str, language: str) -> bool:
    """Return whether somebody asks for the question before."""
    forms = _BACK.get(language, "").split("|")
    return len(text) <= LONGEST and plain(text).strip(" .,!;") in {plain(form) for form in forms if form}


def read_yes_no(text: str, language: str) -> YesNo | Unclear:
    """Return what was answered, or that it cannot be told."""
    if len(text) > LONGEST:
        return Unclear("yes_no.unclear")
    said = plain(text).rstrip(" .,!;")
    for answer, forms in _ANSWERS.get(language, {}).items():
        if said in {plain(form) for form in forms.split("|")}:
            return answer
    return Unclear("yes_no.unclear")
