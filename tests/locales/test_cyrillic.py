"""Uzbek in Cyrillic script: made from the Latin script, and what was made is what is committed."""

import re
from typing import Final

import pytest

from locales.catalogues import (
    catalogue_path,
    cyrillic_twin,
    domains,
    read_catalogue,
)
from locales.cyrillic import CYRILLIC, KEPT, SOURCE, cyrillic
from tests.locales.glossary import GLOSSARY
from tests.locales.texts import listed, texts

OUTSIDE_WORDS: Final = re.compile(r"\{[^}]*\}|(?<!\w)/\w+|@\S+|\w+://\S+")


@pytest.mark.parametrize("domain", domains())
def test_committed_texts_are_those_that_are_made(domain: str) -> None:
    """A change of a Latin text is made in Cyrillic too; mended with ``make messages``."""
    made = {str(message.id): message.string for message in cyrillic_twin(domain)}
    stored = {
        str(message.id): message.string
        for message in read_catalogue(catalogue_path(CYRILLIC, domain), CYRILLIC, domain)
    }

    assert {key: text for key, text in stored.items() if made.get(key) != text} == {}
    assert stored.keys() == made.keys()


@pytest.mark.parametrize(
    ("latin", "written"),
    [
        ("Oʻzingizni IIV saytidan tekshiring.", "Ўзингизни ИИВ сайтидан текширинг."),
        ("IIVga, RVP, VNJ va MFC", "ИИВга, РВП, ВНЖ ва МФЦ"),
        ("oʻqish («учёба»)", "ўқиш («учёба»)"),
        ("{year}-yil {day}-mart, 1-qadam", "{year} йил {day} март, 1-қадам"),
        ("{days} qoldi; {date}gacha", "{days} қолди; {date}гача"),
        ("ruID ilovasi, Telegramda", "ruID иловаси, Telegramда"),
        ("/export — javoblar faylda", "/export — жавоблар файлда"),
        ("@{name} va https://mvd.example/uz/", "@{name} ва https://mvd.example/uz/"),
        ("sentabr, oktabr, iyul", "сентябрь, октябрь, июль"),
        ("deportatsiya, registratsiyaning, Apellyatsiya", "депортация, регистрациянинг, Апелляция"),
        ("ketsa, muddatsiz, hujjatsiz", "кетса, муддатсиз, ҳужжатсиз"),
        ("emas, elchixona, yerda, qayerda", "эмас, элчихона, ерда, қаерда"),
        ("eʼlon, maʼmuriy, sanʼat", "эълон, маъмурий, санъат"),
        ("kalendar, Kalendarga, rubl, rublga", "календарь, Календарга, рубль, рублга"),
        ("U yerda ham\nbir-ikki ✅", "У ерда ҳам\nбир-икки ✅"),
    ],
)
def test_how_a_text_is_put_into_cyrillic(latin: str, written: str) -> None:
    """Abbreviations, Russian words, placeholders, commands and dates come out as people write them."""
    assert cyrillic(latin) == written


@pytest.mark.parametrize("term", GLOSSARY.values(), ids=GLOSSARY)
def test_terms_are_those_of_the_glossary(term: dict[str, str]) -> None:
    """Each Uzbek term comes out as the glossary writes it, but for those in the list of exceptions."""
    made = cyrillic(term[SOURCE])

    assert (made == term[CYRILLIC]) != (term["term_id"] in listed("glossary_cyrillic.txt")), made


def test_no_latin_letters_are_left() -> None:
    """Nothing of the Latin script stays but the names that are written so on every screen."""
    names = re.compile("|".join(map(re.escape, KEPT)))
    found = {
        each.key: each.text
        for each in texts(CYRILLIC)
        if re.search("[A-Za-z]", names.sub("", OUTSIDE_WORDS.sub("", each.text)))
    }

    assert found == {}
