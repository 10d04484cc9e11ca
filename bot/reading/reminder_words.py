"""What people write to a reminder: that it is done, later, or that no more are wanted."""

from collections.abc import Mapping
from functools import cache
from typing import Final, Literal, TypeAlias

from bot.reading.plain import LONGEST, plain

ToReminder: TypeAlias = Literal["done", "paid", "left", "yes", "later", "tomorrow", "dates", "stop"]

_WORDS: Final[Mapping[ToReminder, str]] = {
    "done": (
        "сделано|сделал|сделала|готово|выполнено|выполнил|выполнила|sdelano|sdelal|sdelala|gotovo|"
        "done|it is done|did it|finished|"
        "иҷро шуд|иҷро кардам|тайёр|тайёр шуд|ijro shud|ijro kardam|"
        "bajarildi|bajardim|qildim|qilib boʻldim|tayyor|бажарилди|бажардим|қилдим|қилиб бўлдим|тайёр|"
        "аткарылды|аткардым|кылдым|жасадым|даяр|atkarildi|atkardym"
    ),
    "paid": (
        "оплатил|оплатила|оплачено|оплачен|заплатил|заплатила|уплатил|уплатила|оплатил патент|"
        "оплатила патент|заплатил за патент|заплатила за патент|оплатил штраф|оплатила штраф|"
        "заплатил штраф|заплатила штраф|oplatil|oplatila|zaplatil|zaplatila|"
        "paid|have paid|paid it|paid the patent|paid the fine|"
        "супоридам|пул супоридам|пулро супоридам|пардохтам|пардохт кардам|suporidam|"
        "toʻladim|toʻlab qoʻydim|toʻlandi|toʻlov qildim|тўладим|тўлаб қўйдим|тўланди|тўлов қилдим|"
        "төлөдүм|төлөп койдум|төлөндү|tolodum"
    ),
    "left": (
        "выехал|выехала|уехал|уехала|выехал из россии|выехала из россии|уехал из россии|уехала из россии|"
        "уехал домой|уехала домой|дома|vyehal|vyehala|viehal|uehal|uehala|"
        "left|have left|left russia|"
        "баромадам|аз русия баромадам|рафтам|baromadam|"
        "chiqdim|chiqib ketdim|ketdim|rossiyadan chiqdim|чиқдим|чиқиб кетдим|кетдим|россиядан чиқдим|"
        "чыктым|чыгып кеттим|кеттим|кетип калдым|россиядан чыктым|chyktym"
    ),
    "yes": "да|da|yes|ҳа|бале|оре|bale|ha|xa|ооба|оба|ooba",
    "later": (
        "позже|попозже|потом|не сейчас|напомни позже|напомните позже|напомни потом|pozzhe|potom|"
        "later|not now|remind me later|"
        "дертар|баъдтар|баъд|ҳоло не|dertar|"
        "keyinroq|keyin|hozir emas|кейинроқ|кейин|ҳозир эмас|"
        "кийинчерээк|кийин|азыр эмес|kiyin"
    ),
    "tomorrow": (
        "завтра|напомни завтра|напомните завтра|zavtra|"
        "tomorrow|remind me tomorrow|"
        "фардо|пагоҳ|fardo|pagoh|"
        "ertaga|эртага|"
        "эртең|эртеңки күнү|erten"
    ),
    "dates": (
        "мои даты|покажи мои даты|покажите мои даты|moi daty|"
        "my dates|show my dates|"
        "санаҳои ман|"
        "sanalarim|саналарим|"
        "күндөрүм"
    ),
    "stop": (
        "стоп|хватит|довольно|прекратите|перестаньте|отстаньте|отстань|не напоминай|не напоминайте|"
        "не напоминать|не напоминать совсем|больше не напоминай|больше не напоминайте|не надо напоминать|"
        "не нужно напоминать|не надо напоминаний|без напоминаний|отписаться|отпишите|отпишите меня|отписка|"
        "отключить|отключи|отключите|отключить напоминания|отключите напоминания|выключить напоминания|"
        "выключите напоминания|не пиши|не пишите|не пиши мне|не пишите мне|больше не пишите|не присылайте|"
        "hvatit|xvatit|khvatit|ne napominay|ne napominayte|otpisatsya|"
        "stop|stop it|stop reminding|stop reminding me|stop reminders|stop the reminders|enough|unsubscribe|"
        "no reminders|no more reminders|no reminders at all|do not remind me|dont remind me|do not remind|"
        "turn off|turn off reminders|switch off reminders|"
        "бас|бас аст|бас кун|бас кунед|қатъ кунед|ёдоварӣ накун|ёдоварӣ накунед|дигар ёдоварӣ накунед|"
        "умуман ёдоварӣ накунед|хомӯш кунед|ёдовариҳоро хомӯш кунед|дигар нанависед|yodovari nakuned|"
        "toʻxta|toʻxtat|toʻxtating|bas|yetar|yetadi|eslatmang|eslatmanglar|boshqa eslatmang|eslatmaslik|"
        "umuman eslatmaslik|eslatmalarni oʻchiring|boshqa yozmang|yozmang|"
        "тўхта|тўхтат|тўхтатинг|етар|етади|эслатманг|бошқа эслатманг|эслатмаслик|умуман эслатмаслик|"
        "эслатмаларни ўчиринг|бошқа ёзманг|ёзманг|"
        "токто|токтот|токтотуңуз|жетет|жетишет|эскертпе|эскертпеңиз|мындан ары эскертпеңиз|эскертпегиле|"
        "такыр эскертпөө|эскертпөө|такыр эскертпө|эскертпө|эскертмелерди токтотуңуз|эскертүүнүн кереги жок|"
        "жазбаңыз|toktot"
    ),
}
"""In Russian, English, Tajik, Uzbek and Kyrgyz, all taken together.

What can mean both "done" and "enough", as Uzbek "boʻldi" and Kyrgyz "болду", is neither; nor is "ok" a yes:
it says only that the reminder was read.
"""

_BEFORE: Final = "я|уже|всё|да|i|already|yes|ман|аллакай|ҳа|men|allaqachon|ha|мен|аллақачон|ооба"
_AFTER: Final = "пожалуйста|спасибо|уже|please|thanks|already|лутфан|раҳмат|iltimos|rahmat|илтимос"
"""What may stand around them."""

_ROUND: Final = ".,!;:…"


def read_to_reminder(text: str) -> ToReminder | None:
    """Return what a text that is nothing else says to a reminder, in any language; None where nothing."""
    if len(text) > LONGEST:
        return None
    words = [bare for each in plain(text).split() if (bare := each.strip(_ROUND))]
    while words:
        found = _forms().get(" ".join(words))
        if found is not None:
            return found
        if words[0] in _split(_BEFORE):
            del words[0]
        elif words[-1] in _split(_AFTER):
            del words[-1]
        else:
            return None
    return None


@cache
def _forms() -> Mapping[str, ToReminder]:
    return {form: said for said, forms in _WORDS.items() for form in _split(forms)}


@cache
def _split(forms: str) -> frozenset[str]:
    return frozenset(map(plain, forms.split("|")))
