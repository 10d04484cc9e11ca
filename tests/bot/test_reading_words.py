"""Countries, and yes and no, as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading import Unclear, read_country, read_yes_no
from bot.reading.yes_no import reads_back
from bot.replies.words import LANGUAGES, load_words
from rules.countries import COUNTRY_CODES

COUNTRIES = {
    ("ru", "Таджикистан"): "TJ",
    ("ru", "таджикистана"): "TJ",
    ("ru", "Тоҷикистон"): "TJ",
    ("ru", "таджик"): "TJ",
    ("ru", "Узбекистон"): "UZ",
    ("ru", "узбекистна"): "UZ",
    ("ru", "O'zbekiston"): "UZ",
    ("ru", "Oʻzbekiston"): "UZ",
    ("ru", "UZ"): "UZ",
    ("ru", "кыргызстан"): "KG",
    ("ru", "гражданин Киргизии"): "KG",
    ("ru", "Республика Молдова"): "MD",
    ("ru", "белорусь"): "BY",
    ("ru", "азербайжан"): "AZ",
    ("ru", "  УКРАИНА!  "): "UA",
    ("ru", "Россия"): "RU",
    ("ru", "Нигер"): "NE",
    ("ru", "Нигерия"): "NG",
    ("ru", "США"): "US",
    ("en", "Tajikistan"): "TJ",
    ("en", "Uzbekistn"): "UZ",
    ("en", "Republic of Moldova"): "MD",
    ("en", "Serbia"): "RS",
    ("en", "Таджикистан"): "TJ",
}


@pytest.mark.parametrize(("asked", "code"), COUNTRIES.items())
def test_countries(asked: tuple[str, str], code: str) -> None:
    """Names in any case, codes, nationalities and small slips are understood."""
    language, text = asked
    assert read_country(text, language) == code


@pytest.mark.parametrize("text", ["", "foo", "123", "страна", "UK", "х" * 5000])
def test_no_country(text: str) -> None:
    """What is no country is not guessed; UK least of all, since many mean Ukraine by it."""
    assert isinstance(read_country(text, "ru"), Unclear)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_is_read_by_the_name_we_give_it(language: str) -> None:
    """A name that the bot writes can be typed back."""
    words = load_words(language)
    assert {code: read_country(words.country(code), language) for code in sorted(COUNTRY_CODES)} == {
        code: code for code in sorted(COUNTRY_CODES)
    }


ANSWERS = {
    ("ru", "Да"): "yes",
    ("ru", "да!"): "yes",
    ("ru", "ага"): "yes",
    ("ru", "Нет."): "no",
    ("ru", "не был"): "no",
    ("ru", "не менял"): "no",
    ("ru", "Не переезжала."): "no",
    ("ru", "переехал"): "yes",
    ("ru", "подала"): "yes",
    ("en", "I have not"): "no",
    ("en", "I did"): "yes",
    ("ru", "не знаю"): "unknown",
    ("ru", "Не помню"): "unknown",
    ("en", "Yes"): "yes",
    ("en", "nope"): "no",
    ("en", "I don't know"): "unknown",
}


@pytest.mark.parametrize(("asked", "answer"), ANSWERS.items())
def test_yes_and_no(asked: tuple[str, str], answer: str) -> None:
    """The usual ways to say yes, no and "I do not know" are understood."""
    language, text = asked
    assert read_yes_no(text, language) == answer


@pytest.mark.parametrize(
    "asked",
    [
        ("ru", "yes"),
        ("ru", "ha"),
        ("ru", "ооба"),
        ("en", "ha"),
        ("ky", "yoʻq"),
        ("uz", "жок"),
        ("tg", "ооба"),
        ("ru", "может быть"),
        ("ru", ""),
        ("xx", "yes"),
        ("xx", "да"),
    ],
)
def test_neither_yes_nor_no(asked: tuple[str, str]) -> None:
    """Nothing but Russian is understood across languages: the same letters can mean different things."""
    language, text = asked
    assert isinstance(read_yes_no(text, language), Unclear)


@given(st.text(max_size=250), st.sampled_from(["ru", "en", "xx"]))
def test_never_raise(text: str, language: str) -> None:
    """No text makes the readers raise."""
    assert isinstance(read_country(text, language), str | Unclear)
    assert isinstance(read_yes_no(text, language), str | Unclear)


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("назад", "ru", True),
        ("Назад.", "ru", True),
        ("вернуться", "ru", True),
        ("Back", "en", True),
        ("back", "ru", False),  # never across languages
        ("5 дней назад", "ru", False),  # a date, not a wish
        ("", "en", False),
    ],
)
def test_asking_to_go_back(text: str, language: str, *, wanted: bool) -> None:
    """The word on the button, typed, is the button; a date that holds the word is a date."""
    assert reads_back(text, language) is wanted
