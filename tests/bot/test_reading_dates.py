"""Dates as people type them: every usual form is read, nothing else is guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading import Unclear, read_date
from rules.when import When

TODAY = date(2026, 11, 22)

RUSSIAN = {
    # figures, the day first
    "15.03.2026": "2026-03-15",
    "15.3.26": "2026-03-15",
    "5.3.26": "2026-03-05",
    "15/03/2026": "2026-03-15",
    "15-03-2026": "2026-03-15",
    "15–03–2026": "2026-03-15",
    "15 03 2026": "2026-03-15",
    "15, 03, 2026": "2026-03-15",
    "15032026": "2026-03-15",
    "150326": "2026-03-15",
    # the year first
    "2026-03-15": "2026-03-15",
    "2026.03.15": "2026-03-15",
    "20260315": "2026-03-15",
    # words
    "15 марта 2026": "2026-03-15",
    "15 марта 2026 г.": "2026-03-15",
    "15 МАРТА 2026 ГОДА": "2026-03-15",
    "15-го марта 2026 года": "2026-03-15",
    "15марта2026": "2026-03-15",
    "15 мар 26": "2026-03-15",
    "15 феваля 2026": "2026-02-15",
    "15 сентебря 2026": "2026-09-15",
    "1 мая 2026": "2026-05-01",
    "с 15.03.2026 г.": "2026-03-15",
    # without a year: the latest that is past
    "15.03": "2026-03-15",
    "15 марта": "2026-03-15",
    "1 декабря": "2025-12-01",
    "22.11": "2026-11-22",
    "23.11": "2025-11-23",
    "29.02": "2024-02-29",
    # from today
    "сегодня": "2026-11-22",
    "Вчера": "2026-11-21",
    "позавчера": "2026-11-20",
    "завтра": "2026-11-23",
    "3 дня назад": "2026-11-19",
    "три дня назад": "2026-11-19",
    "неделю назад": "2026-11-15",
    "2 недели назад": "2026-11-08",
    "через 5 дней": "2026-11-27",
    # as far as it is known
    "март 2026": "2026-03",
    "в марте": "2026-03",
    "декабрь": "2025-12",
    "03.2026": "2026-03",
    "2026-03": "2026-03",
    "3 месяца назад": "2026-08",
    "2026": "2026",
    "в 2026 году": "2026",
    "год назад": "2025",
    "примерно в марте 2026": "2026-03",
    "примерно 15 марта 2026": "2026-03-08/2026-03-22",
    "начало марта": "2026-03-01/2026-03-10",
    "в середине марта 2026": "2026-03-11/2026-03-20",
    "конец февраля 2024": "2024-02-21/2024-02-29",
    # other digits, invisible characters
    "١٥.٠٣.٢٠٢٦": "2026-03-15",
    "۱۵/۰۳/۲۰۲۶": "2026-03-15",
    "１５．０３．２０２６": "2026-03-15",
    "\u200f15.03.2026\u200f": "2026-03-15",
    "15\u200e.03\u200e.2026": "2026-03-15",
    "\x0015.03.2026\x07": "2026-03-15",
    "15.\t03.\n2026": "2026-03-15",
}

ENGLISH = {
    "15 March 2026": "2026-03-15",
    "March 15, 2026": "2026-03-15",
    "15th of March 2026": "2026-03-15",
    "Mar 15": "2026-03-15",
    "1st may": "2026-05-01",
    "may": "2026-05",
    "yesterday": "2026-11-21",
    "3 days ago": "2026-11-19",
    "a week ago": "2026-11-15",
    "in 5 days": "2026-11-27",
    "in March 2026": "2026-03",
    "in 2026": "2026",
    "about 15 March 2026": "2026-03-08/2026-03-22",
    "early March": "2026-03-01/2026-03-10",
    "15 марта 2026": "2026-03-15",
}

REFUSED = {
    "31.02.2026": "date.no_such_day",
    "31 февраля": "date.no_such_day",
    "29.02.2026": "date.no_such_day",
    "00.03.2026": "date.no_such_day",
    "03/15/2026": "date.order",
    "3.26": "date.order",
    "15.13.2026": "date.unclear",
    "99.99.2026": "date.unclear",
    "15.03.1826": "date.year",
    "3026": "date.year",
    "15.03.2026 и 17.03.2026": "date.two",
    "с 15 марта по 17 марта": "date.two",
    "с 1 по 10 марта": "date.unclear",
    "15 мая 2026 было": "date.unclear",
    "<b>15.03.2026</b>": "date.unclear",
    "12:30": "date.unclear",
    "42": "date.unclear",
    "1": "date.unclear",
    "99999999999999999999 дней назад": "date.unclear",
    "не знаю": "date.unclear",
    "": "date.unclear",
    "1" * 5000: "date.too_long",
    "15.03.2026 " * 500: "date.too_long",
}


@pytest.mark.parametrize(("text", "expected"), RUSSIAN.items())
def test_russian_forms(text: str, expected: str) -> None:
    """Every form in which people write a date in Russian is read."""
    assert read_date(text, "ru", TODAY) == When.parse(expected)


@pytest.mark.parametrize(("text", "expected"), ENGLISH.items())
def test_english_forms(text: str, expected: str) -> None:
    """Every English form is read, and Russian month names beside them."""
    assert read_date(text, "en", TODAY) == When.parse(expected)


@pytest.mark.parametrize(("text", "reason"), REFUSED.items())
def test_refused(text: str, reason: str) -> None:
    """What is no date, or more than one, is refused with its reason."""
    found = read_date(text, "ru", TODAY)
    assert isinstance(found, Unclear)
    assert found.reason == reason


def test_impossible_day_names_the_month() -> None:
    """The refusal of 31.02 can say how many days the month has."""
    found = read_date("31.02.2024", "ru", TODAY)
    assert isinstance(found, Unclear)
    assert dict(found.values) == {"month": 2, "year": 2024, "days": 29}


AHEAD = {"1 декабря": "2026-12-01", "15.03": "2027-03-15", "22.11": "2026-11-22", "март": "2027-03"}


@pytest.mark.parametrize(("text", "expected"), AHEAD.items())
def test_dates_ahead(text: str, expected: str) -> None:
    """Where dates lie ahead a missing year is that of the next such day."""
    assert read_date(text, "ru", TODAY, after=TODAY) == When.parse(expected)


def test_date_that_follows_on_another() -> None:
    """An exit without its year is the first such day after the entry; yesterday stays yesterday."""
    entry = date(2024, 12, 20)
    assert read_date("15.01", "ru", TODAY, after=entry) == When.parse("2025-01-15")
    assert read_date("25 декабря", "ru", TODAY, after=entry) == When.parse("2024-12-25")
    assert read_date("вчера", "ru", TODAY, after=entry) == When.parse("2026-11-21")


@given(st.text(max_size=250), st.sampled_from(["ru", "en", "xx"]), st.none() | st.dates())
def test_never_raises(text: str, language: str, after: date | None) -> None:
    """No text makes the reader raise."""
    assert isinstance(read_date(text, language, TODAY, after=after), When | Unclear)


PIECES = (
    *"0123456789./- ,",
    *("2026", "31", "02", "марта", "may", "назад", "дней", "через", "примерно", "начало", "сегодня", "г."),
)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_never_raises_on_pieces_of_dates(text: str) -> None:
    """Nor does any heap of what dates are made of."""
    assert isinstance(read_date(text, "ru", TODAY), When | Unclear)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_round_trip(day: date) -> None:
    """Every day is read back from each full form."""
    for text in (f"{day:%d.%m.%Y}", f"{day.day}/{day.month}/{day.year}", day.isoformat(), f"{day:%d%m%Y}"):
        assert read_date(text, "ru", TODAY) == When.on(day)


@pytest.mark.parametrize("text", ["15 March 2026", "Mar 15, 2026", "15 марта 2026"])
@pytest.mark.parametrize("language", ["ru", "en", "tg"])
def test_russian_and_english_are_understood_in_every_language(text: str, language: str) -> None:
    """Whatever language somebody chose, months are often written in one of these two."""
    assert str(read_date(text, language, TODAY)) == "2026-03-15"


@pytest.mark.parametrize(
    ("today", "after", "year"),
    [
        (date(2026, 11, 22), None, 2026),
        (date(2026, 1, 22), None, 2025),
        (date(2026, 11, 22), date(2026, 11, 22), 2027),
        (date(2026, 11, 22), date(2026, 2, 10), 2026),
        (date(2026, 11, 22), date(2027, 3, 1), 2028),
    ],
)
@pytest.mark.parametrize("text", ["31.02", "31 февраля"])
def test_no_such_day_in_the_year_that_is_meant(text: str, today: date, after: date | None, year: int) -> None:
    """A day that no year has is refused with the year in which its month was, or will be, the nearest."""
    found = read_date(text, "ru", today, after=after)
    assert isinstance(found, Unclear)
    assert (found.reason, found.values["year"]) == ("date.no_such_day", year)
