"""The words of a language: texts by key, dates, counted days, lists, countries."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from bot.replies import words as module
from bot.replies.calendar import CALENDARS, Calendar
from bot.replies.countries import COUNTRIES
from bot.replies.words import LANGUAGES, MissingCatalogue, UnknownLanguage, WordsMissing, load_words
from rules.when import UNKNOWN, When

RU, EN = load_words("ru"), load_words("en")

MONTHS_RU = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
LONG_MONTHS = {1, 3, 5, 7, 8, 10, 12}


@pytest.mark.parametrize(
    ("number", "days", "left", "late"),
    [
        (0, "0 дней", "осталось 0 дней", "просрочено 0 дел"),
        (1, "1 день", "остался 1 день", "просрочено 1 дело"),
        (2, "2 дня", "осталось 2 дня", "просрочено 2 дела"),
        (4, "4 дня", "осталось 4 дня", "просрочено 4 дела"),
        (5, "5 дней", "осталось 5 дней", "просрочено 5 дел"),
        (11, "11 дней", "осталось 11 дней", "просрочено 11 дел"),
        (12, "12 дней", "осталось 12 дней", "просрочено 12 дел"),
        (14, "14 дней", "осталось 14 дней", "просрочено 14 дел"),
        (15, "15 дней", "осталось 15 дней", "просрочено 15 дел"),
        (21, "21 день", "остался 21 день", "просрочено 21 дело"),
        (22, "22 дня", "осталось 22 дня", "просрочено 22 дела"),
        (90, "90 дней", "осталось 90 дней", "просрочено 90 дел"),
        (101, "101 день", "остался 101 день", "просрочено 101 дело"),
        (111, "111 дней", "осталось 111 дней", "просрочено 111 дел"),
        (112, "112 дней", "осталось 112 дней", "просрочено 112 дел"),
        (1002, "1002 дня", "осталось 1002 дня", "просрочено 1002 дела"),
    ],
)
def test_counted_in_russian(number: int, days: str, left: str, late: str) -> None:
    """Noun and verb agree with the number."""
    assert RU.days(number) == days
    assert RU.count("day_left", number) == left
    assert RU.count("late", number) == late


@pytest.mark.parametrize(
    ("number", "days", "left"),
    [
        (0, "0 days", "0 days are left"),
        (1, "1 day", "1 day is left"),
        (2, "2 days", "2 days are left"),
        (21, "21 days", "21 days are left"),
    ],
)
def test_counted_in_english(number: int, days: str, left: str) -> None:
    """One is one, all else many."""
    assert EN.days(number) == days
    assert EN.count("day_left", number) == left


@pytest.mark.parametrize("number", [1, 2, 5, 11, 21, 90])
def test_years_months_and_trips_are_counted_too(number: int) -> None:
    """Every unit of the tables has a form for every number, in every language."""
    for code in LANGUAGES:
        for unit in CALENDARS[code].counted:
            assert str(number) in load_words(code).count(unit, number)


@pytest.mark.parametrize(
    ("day", "month"),
    [(day, month) for month in range(1, 13) for day in (1, 2, 15, 31) if day < 31 or month in LONG_MONTHS],
)
def test_golden_dates(day: int, month: int) -> None:
    """A date in full, and as the last day allowed, for the days that differ in some language."""
    when = date(2026, month, day)

    assert RU.date(when) == f"{day} {MONTHS_RU[month - 1]} 2026 года"
    assert EN.date(when) == f"{day} {MONTHS_EN[month - 1]} 2026"
    assert RU.last_day(when) == f"последний день — {day} {MONTHS_RU[month - 1]} 2026 года"
    assert EN.last_day(when) == f"the last day is {day} {MONTHS_EN[month - 1]} 2026"


def test_weekday() -> None:
    """The weekday follows the date."""
    assert RU.date_and_weekday(date(2026, 3, 15)) == "15 марта 2026 года, воскресенье"
    assert EN.date_and_weekday(date(2026, 11, 23)) == "23 November 2026, Monday"
    assert RU.weekdays_short()[0] == "пн"


def test_months_alone() -> None:
    """A month that stands alone is in its first form."""
    assert [RU.month(number) for number in (3, 8)] == ["март", "август"]
    assert EN.month(12) == "December"


@pytest.mark.parametrize(
    ("text", "russian", "english"),
    [
        ("2026-08-05", "5 августа 2026 года", "5 August 2026"),
        ("2026-08", "какой-то день августа 2026 года", "some day of August 2026"),
        ("2026", "какой-то день 2026 года", "some day of 2026"),
        (
            "2026-03-01/2026-03-10",
            "какой-то день с 1 марта 2026 года по 10 марта 2026 года",
            "some day from 1 March 2026 to 10 March 2026",
        ),
        ("2026-02-01/2026-02-28", "какой-то день февраля 2026 года", "some day of February 2026"),
        ("unknown", "дата неизвестна", "date not known"),
    ],
)
def test_approximate_dates(text: str, russian: str, english: str) -> None:
    """A date is told as exactly as it is known, and not more."""
    assert RU.when(When.parse(text)) == russian
    assert EN.when(When.parse(text)) == english


def test_dates_bounded_on_one_side() -> None:
    """What is known of one side only is told of that side."""
    day = date(2026, 3, 1)

    assert RU.when(When(day, None)) == "не раньше 1 марта 2026 года"
    assert EN.when(When(None, day)) == "not after 1 March 2026"
    assert RU.when(UNKNOWN) == "дата неизвестна"


@pytest.mark.parametrize(
    ("items", "russian", "english"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a и b", "a and b"),
        (["a", "b", "c"], "a, b и c", "a, b and c"),
    ],
)
def test_listing(items: list[str], russian: str, english: str) -> None:
    """A list ends in the word of the language."""
    assert RU.listing(items) == russian
    assert EN.listing(items) == english


def test_listing_of_alternatives() -> None:
    """Alternatives end in "or"."""
    assert RU.listing(["a", "b"], alternative=True) == "a или b"
    assert EN.listing(["a", "b", "c"], alternative=True) == "a, b or c"


def test_countries() -> None:
    """The countries that ask most have the names their people use; all others have some name."""
    assert RU.country("KG") == "Кыргызстан"
    assert EN.country("UZ") == "Uzbekistan"
    assert RU.country("VN") == "Вьетнам"
    assert EN.country("QZ") == "QZ"
    for words in (RU, EN):
        assert all(words.country(code) != code for code in COUNTRIES)


def test_values_are_filled_in_and_dates_said() -> None:
    """A date given to a text is put into words."""
    assert RU("step.due", act="Пройдите медосмотр", date=date(2026, 11, 4)) == (
        "Пройдите медосмотр: последний день — 4 ноября 2026 года"
    )


def test_missing_key_raises() -> None:
    """A key that nobody wrote is a fault, never shown to a person as a text."""
    with pytest.raises(WordsMissing, match=r"ru: no\.such_key"):
        RU("no.such_key")


def test_missing_value_raises() -> None:
    """A placeholder without a value is a fault."""
    with pytest.raises(KeyError, match="date"):
        RU("step.due", act="")


def test_unknown_language() -> None:
    """A language that is not complete cannot be loaded."""
    with pytest.raises(UnknownLanguage, match="xx"):
        load_words("xx")


def test_catalogue_that_is_not_built(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its compiled catalogue a language says what to run."""
    monkeypatch.setattr(module, "DOMAINS", ("replies", "nowhere"))

    assert RU("level.red")
    with pytest.raises(
        MissingCatalogue, match="'nowhere' of language 'ru' is not built: run `make messages`"
    ):
        RU("no.such_key")


def test_every_language_has_its_calendar() -> None:
    """The table of languages and the tables of dates name the same ones."""
    assert set(CALENDARS) == set(LANGUAGES)


@pytest.mark.parametrize("code", LANGUAGES)
def test_calendar_is_whole(code: str) -> None:
    """A calendar table holds every month and weekday, and the same counted units as the others."""
    calendar: Calendar = CALENDARS[code]

    assert len(set(calendar.months)) == len(set(calendar.months_in_date)) == 12
    assert len(set(calendar.weekdays)) == len(set(calendar.weekdays_short)) == 7
    assert calendar.counted.keys() == CALENDARS["ru"].counted.keys()
    forms = {calendar.form(number) for number in range(1000)}
    assert {len(each) for each in calendar.counted.values()} == {len(forms)}


def test_words_are_light() -> None:
    """A cold start loads neither Babel nor anything of the bot's channels for the words."""
    heavy = {"babel", "importlib.resources", "telegram", "sqlmodel", "asyncio", "bot.dialog"}
    code = "import bot.replies.answer, sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )

    assert heavy & set(loaded.stdout.split()) == set()
