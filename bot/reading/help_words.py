"""Asking what is meant, or how to answer: a question mark, or words for it."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from bot.reading.plain import LONGEST, plain

_WORDS: Final[Mapping[str, str]] = {
    "ru": "помощь|помоги|помогите|помоги мне|помогите мне|подскажи|подскажите|хелп|справка|"
    "не понимаю|непонимаю|я не понимаю|не понял|не поняла|я не понял|я не поняла|не понятно|непонятно|"
    "что|чего|че|чё|а что|что это|это что|что это значит|что это такое|что значит|что писать|что тут писать|"
    "что делать|что нажать|что нажимать|что надо|что нужно|в смысле|"
    "как|как ответить|как отвечать|как писать|как написать|как это|какую дату|какой ответ|"
    "объясни|объясните|ne ponimayu|ne ponyal|chto|pomogite|pomosh",
    "en": "help|help me|please help|what|what is this|what is it|whats this|what does it mean|"
    "what does this mean|what do i do|what to do|what to write|how|how to answer|how to write|"
    "i do not understand|i dont understand|do not understand|dont understand|i dont get it|not clear|explain",
    "tg": "нафаҳмидам|нафаҳмидам ман|намефаҳмам|ман намефаҳмам|нофаҳмо|ёрӣ|ёрӣ деҳед|ёрдам|кумак|кӯмак|"
    "кумак кунед|кӯмак кунед|чӣ|ин чӣ|ин чист|чист|чӣ хел|чӣ тавр|чӣ кор кунам|чӣ нависам|фаҳмонед|"
    "nafahmidam|namefahmam|chi|chi khel|yori",
    "uz": "tushunmadim|tushunmayapman|tushunmayman|men tushunmadim|tushunarsiz|tushunarli emas|yordam|"
    "yordam bering|nima|bu nima|nima bu|nima degani|nima qilay|nima qilish kerak|nima yozay|qanday|qanaqa|"
    "qanday yozay|tushuntiring|"
    "тушунмадим|тушунмаяпман|тушунмайман|мен тушунмадим|тушунарсиз|тушунарли эмас|ёрдам беринг|нима|"
    "бу нима|нима бу|нима дегани|нима қилай|нима қилиш керак|нима ёзай|қандай|қанақа|қандай ёзай|тушунтиринг",
    "ky": "түшүнбөдүм|мен түшүнбөдүм|түшүнбөйм|түшүнбөй жатам|түшүнгөн жокмун|түшүнүксүз|жардам|жардам бер|"
    "жардам бериңиз|эмне|бул эмне|эмне бул|эмне дегени|эмне кылайын|эмне кылыш керек|эмне жазайын|кандай|"
    "кантип|кантип жазам|түшүндүр|түшүндүрүңүз|түшүндүрүп бериңиз",
}
"""All languages together: nobody answers a question with any of these."""

_MARKS: Final = frozenset("?\N{BLACK QUESTION MARK ORNAMENT}\N{WHITE QUESTION MARK ORNAMENT}")
_ROUND: Final = " .,!;:…?" + "".join(sorted(_MARKS))


def asks_help(text: str) -> bool:
    """Return whether somebody asks what is meant, instead of answering."""
    if len(text) > LONGEST:
        return False
    said = plain(text)
    bare = said.strip(_ROUND)
    return bare in _forms() if bare else bool(_MARKS & set(said))


@cache
def _forms() -> frozenset[str]:
    return frozenset(plain(form) for forms in _WORDS.values() for form in forms.split("|"))
