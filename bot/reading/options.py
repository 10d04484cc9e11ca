"""What people say for an answer that stands on a button, in other words than the button's."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from bot.reading.plain import LONGEST, plain

_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "ru": {
        "purpose.work": "работать|рабочая|на работу|для работы|по работе|заработки|на заработки|"
        "rabota|rabotat",
        "purpose.private": "в гости|гости|к родственникам|к родным|к мужу|к жене|к сыну|к дочери|к семье|"
        "семья|личная|v gosti",
        "purpose.study": "учиться|на учёбу|в университет|студент|студентка",
        "purpose.tourism": "отдыхать|на отдых|турист|путешествие",
        "purpose.business": "бизнес|по делам|командировка",
        "purpose.transit": "проездом|транзитом",
        "purpose.driver": "водитель|дальнобойщик|рейс",
        "papers.patent": "патент",
        "papers.contract": "договор|трудовой договор|контракт",
        "papers.permit": "рвп|внж|вид на жительство|разрешение",
        "papers.study": "учусь|студент|справка с учёбы",
        "papers.family": "муж|жена|семья|брак|родственники",
        "papers.none": "ничего|ничего нет|никаких|нет документов",
        "papers.visa": "виза",
        "trouble.fine": "штраф|штрафы|были штрафы",
        "trouble.removal": "выдворение|депортация|выдворили|депортировали",
        "trouble.ban": "запрет|запрет на въезд|запрет въезда",
        "trouble.overstay": "просрочка|просрочил|просрочила|перестой",
        "trouble.register": "ркл|реестр|в реестре",
        "trouble.conviction": "судимость|судим|судима",
        "trouble.card": "потерял карту|потеряла карту|потеря карты",
        "trouble.none": "ничего|ничего не было|не было",
        "application.temporary_residence": "рвп",
        "application.permanent_residence": "внж|вид на жительство",
        "application.citizenship": "гражданство|паспорт",
        "family.spouse": "муж|жена|супруг|супруга",
        "family.child": "сын|дочь|ребёнок",
        "family.parent": "мать|отец|мама|папа|родитель",
        "region.moscow": "москва|в москве",
        "region.moscow_region": "подмосковье|мо",
    },
    "en": {
        "purpose.work": "to work|working|job",
        "purpose.private": "visit|to visit|guest|family|relatives",
        "purpose.study": "to study|student|university",
        "purpose.tourism": "tourist|holiday",
        "purpose.business": "business trip",
        "purpose.driver": "driver|truck driver",
        "papers.patent": "patent",
        "papers.contract": "contract",
        "papers.permit": "residence permit|permit",
        "papers.none": "nothing|none",
        "trouble.fine": "fine|fines",
        "trouble.removal": "expelled|deported|deportation|expulsion",
        "trouble.ban": "ban|entry ban",
        "trouble.register": "register",
        "trouble.none": "nothing|none",
        "region.moscow": "moscow",
    },
    "tg": {
        "purpose.work": "кор|барои кор|кор кардан|кор кунам|ба кор|коргар|kor|baroi kor",
        "purpose.private": "ба меҳмонӣ|меҳмонӣ|меҳмон|меҳмондорӣ|хешу табор|ба назди хешон|ba mehmoni|"
        "mehmoni",
        "purpose.study": "таҳсил|хондан|барои хондан|донишҷӯ|хониш",
        "purpose.tourism": "сайёҳат|сайёҳӣ|сайёҳ|саёҳат|истироҳат",
        "purpose.business": "корӣ|тиҷорат|сафари хизматӣ",
        "purpose.transit": "транзит|гузар",
        "purpose.driver": "ронанда|шофёр",
        "papers.patent": "патент",
        "papers.contract": "шартнома|шартномаи меҳнатӣ|договор|қарордод",
        "papers.permit": "рвп|внж|иҷозатнома",
        "papers.family": "оила|шавҳар|зан|занам|шавҳарам",
        "papers.none": "ҳеҷ чиз|ҳеҷ кадом|нест",
        "trouble.fine": "ҷарима|штраф|ҷарима шудам",
        "trouble.removal": "ихроҷ|депортатсия|выдворение",
        "trouble.ban": "манъи вуруд|манъ|запрет",
        "trouble.register": "реестр|зери назорат|таҳти назорат",
        "trouble.conviction": "суд шудаам|доғи судӣ",
        "trouble.none": "ҳеҷ чиз|набуд|ҳеҷ чиз набуд|нест",
        "region.moscow": "маскав|москва",
    },
    "uz": {
        "purpose.work": "ish|ishlash|ishlashga|ishga|ish uchun|ishlash uchun|mardikor|"
        "иш|ишлаш|ишлашга|ишга|иш учун|ишлаш учун",
        "purpose.private": "mehmon|mehmonga|mehmondorchilik|qarindoshlarga|qarindosh|"
        "меҳмон|меҳмонга|меҳмондорчилик|қариндошларга",
        "purpose.study": "oʻqish|oʻqishga|talaba|ўқиш|ўқишга|талаба",
        "purpose.tourism": "sayohat|dam olish|turist|саёҳат|дам олиш|турист",
        "purpose.business": "biznes|xizmat safari|бизнес|хизмат сафари",
        "purpose.transit": "tranzit|транзит",
        "purpose.driver": "haydovchi|shofyor|ҳайдовчи|шофёр|шофер",
        "papers.patent": "patent|патент",
        "papers.contract": "shartnoma|mehnat shartnomasi|шартнома|меҳнат шартномаси|договор",
        "papers.permit": "rvp|vnj|ruxsatnoma|рвп|внж|рухсатнома",
        "papers.family": "oila|er|xotin|erim|xotinim|оила|эр|хотин|эрим|хотиним",
        "papers.none": "hech narsa|hech biri|ҳеч нарса|ҳеч бири",
        "trouble.fine": "jarima|shtraf|жарима|штраф",
        "trouble.removal": "deportatsiya|chiqarib yuborish|депортация|чиқариб юбориш|выдворение",
        "trouble.ban": "kirish taqiqi|taqiq|zapret|кириш тақиқи|тақиқ|запрет",
        "trouble.register": "reestr|reyestr|rkl|реестр|ркл",
        "trouble.conviction": "sudlangan|sudlanganman|судланган|судланганман",
        "trouble.none": "hech narsa|hech narsa yoʻq|boʻlmagan|ҳеч нарса|ҳеч нарса йўқ|бўлмаган",
        "region.moscow": "moskva|москва",
    },
    "ky": {
        "purpose.work": "жумуш|жумушка|иш|иштөө|иштөөгө|иштегени|иштегени келдим|jumush",
        "purpose.private": "конок|конокко|коноктоп|туугандарга|тууган|туугандар|мейман",
        "purpose.study": "окуу|окууга|студент|окуганы",
        "purpose.tourism": "саякат|эс алуу|турист",
        "purpose.business": "бизнес|иш сапар",
        "purpose.transit": "транзит",
        "purpose.driver": "айдоочу|шофёр|шофер",
        "papers.patent": "патент",
        "papers.contract": "келишим|эмгек келишими|договор|контракт",
        "papers.permit": "рвп|внж|уруксат",
        "papers.family": "үй-бүлө|күйөө|аял|күйөөм|аялым",
        "papers.none": "эч нерсе|эч кайсы|эчтеке",
        "trouble.fine": "айып|айып пул|штраф",
        "trouble.removal": "депортация|чыгарып жиберүү|выдворение",
        "trouble.ban": "кирүүгө тыюу|тыюу|запрет",
        "trouble.register": "реестр|ркл",
        "trouble.conviction": "соттолгон|соттолгом",
        "trouble.none": "эч нерсе|эч нерсе болгон эмес|эчтеке|болгон эмес",
        "region.moscow": "москва",
    },
}
"""By language and the key of the button's label. Russian words are understood in every language."""

_SAME: Final = {"uz_Cyrl": "uz"}
_EVERYWHERE: Final = "ru"


def meant_option(text: str, language: str, labels: Iterable[str]) -> tuple[str, ...]:
    """Return which of the labels, by their keys, a text means in other words; several where that is open."""
    if len(text) > LONGEST:
        return ()
    said = plain(text).strip(" .,!?;")
    for code in dict.fromkeys((_SAME.get(language, language), _EVERYWHERE)):
        found = tuple(label for label in labels if said in _forms(code).get(label, ()))
        if found:
            return found
    return ()


@cache
def _forms(language: str) -> Mapping[str, frozenset[str]]:
    table = _WORDS.get(language, {})
    return {label: frozenset(map(plain, forms.split("|"))) for label, forms in table.items()}
