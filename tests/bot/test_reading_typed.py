"""The tables of what people type in six languages, and what holds of everything that can be typed."""

import time
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading import (
    Period,
    Unclear,
    meant_option,
    read_country,
    read_date,
    read_language,
    read_lines,
    read_period,
    read_slang,
    read_yes_no,
)
from bot.reading.plain import plain
from bot.reading.yes_no import reads_back
from bot.replies.words import LANGUAGES, load_words
from rules.when import When
from tests.bot.typed import Typed, told, typed

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = date(2026, 11, 22)
DATES = typed("typed_dates.tsv")
PURPOSES = ("purpose.work", "purpose.private", "purpose.study", "purpose.tourism", "purpose.other")

every_language = pytest.mark.parametrize("language", LANGUAGES)
days = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def name(row: Typed) -> str:
    """Return the id of a row: its language and its text."""
    return f"{row.language}: {row.text}"


@pytest.mark.parametrize("row", DATES, ids=name)
def test_dates(row: Typed) -> None:
    """What people type for a date is read as it was meant, or asked back for its reason."""
    assert told(read_date(row.text, row.language, TODAY)) == row.expected


def test_the_table_is_large_enough() -> None:
    """No language is neglected: each has dates of its own in the table, all together more than 400."""
    own = Counter(line.split("\t")[0] for line in _lines("typed_dates.tsv"))
    assert sum(own.values()) >= 400
    assert all(own[language] >= 30 for language in LANGUAGES)


def _lines(table: str) -> list[str]:
    return sorted({f"{row.language}\t{row.text}" for row in typed(table)})


@pytest.mark.parametrize("row", typed("typed_trips.tsv"), ids=name)
def test_trips(row: Typed) -> None:
    """Two dates of one message are a trip, where they can be told apart in one way only."""
    found = read_period(row.text, row.language, TODAY)
    if isinstance(found, Period):
        assert f"{found.first} > {found.last}" == row.expected
    else:
        assert ("nothing" if found is None else found.reason) == row.expected


@pytest.mark.parametrize("row", typed("typed_words.tsv"), ids=name)
def test_words(row: Typed) -> None:
    """Countries, yes and no, slang, purposes and names of languages are understood as people type them."""
    kind, _, expected = row.expected.partition(" ")
    readers: dict[str, Callable[[], str | Unclear]] = {
        "country": lambda: read_country(row.text, row.language),
        "yes_no": lambda: read_yes_no(row.text, row.language),
        "back": lambda: "yes" if reads_back(row.text, row.language) else "no",
        "slang": lambda: read_slang(row.text) or "nothing",
        "option": lambda: "".join(meant_option(row.text, row.language, PURPOSES)) or "nothing",
        "language": lambda: read_language(row.text) or "nothing",
    }
    found = readers[kind]()
    assert (found.reason if isinstance(found, Unclear) else found) == expected


SIDE_BY_SIDE = {
    ("ru", "12.03-15.05, 01.06-10.07"): 2,
    ("ru", "12.03.2026 - 15.05.2026, 01.06.2026 - 10.07.2026 и 01.08 - 10.08"): 3,
    ("ru", "с 12 марта по 15 мая и с 1 июня по 10 июля"): 2,
    ("ru", "1-10 марта, 5-15 апреля"): 2,
    ("ru", "въехал 12.03, выехал 15.05 и въехал 01.06, выехал 10.07"): 2,
    ("ru", "12.03 и 15.05, 01.06 и 10.07"): 2,
    ("tg", "аз 12 март то 15 май ва аз 1 июн то 10 июл"): 2,
    ("uz", "12-martdan 15-maygacha va 1-iyundan 10-iyulgacha"): 2,
    ("uz_Cyrl", "12 мартдан 15 майгача ва 1 июндан 10 июлгача"): 2,
    ("ky", "12-марттан 15-майга чейин жана 1-июндан 10-июлга чейин"): 2,
    ("en", "12 March to 15 May and 1 June to 10 July"): 2,
    # One trip, or no telling how many.
    ("ru", "12 марта, 15 мая"): 0,
    ("ru", "12.03 и 15.05"): 0,
    ("tg", "12 март ва 15 май"): 0,
    ("ru", "1-10, 15-20 марта"): 0,
    ("ru", "12.03, 15.05, 01.06, 10.07"): 0,
    ("ru", "12.03-15.05, не помню"): 0,
    ("ru", "в марте - в мае, в июне - в июле"): 0,
    ("ru", "," * 4000): 0,
}


@pytest.mark.parametrize(("asked", "trips"), SIDE_BY_SIDE.items())
def test_trips_of_one_line(asked: tuple[str, str], trips: int) -> None:
    """Trips of one line are parted by a comma or "and" where each part is a whole trip, to the day."""
    language, text = asked
    lines = read_lines(text, language, TODAY)
    assert isinstance(lines, tuple)
    assert [(line.number, isinstance(line.found, Period)) for line in lines] == [
        (number, True) for number in range(1, trips + 1)
    ]


# --- what we write ourselves -----------------------------------------------------------------


@every_language
@given(day=days)
def test_every_date_that_we_write_is_read(language: str, day: date) -> None:
    """A date in the words of the conversation, with its weekday too, can be typed back as it stands."""
    words = load_words(language)
    assert read_date(words.date(day), language, TODAY) == When.on(day)
    assert read_date(words.date_and_weekday(day), language, TODAY) == When.on(day)


@every_language
@given(day=days)
def test_and_without_special_letters(language: str, day: date) -> None:
    """So it can in capitals, without apostrophes and without the letters that a Russian keyboard lacks."""
    text = load_words(language).date(day)
    assert read_date(plain(text), language, TODAY) == When.on(day)
    assert read_date(text.upper(), language, TODAY) == When.on(day)


@every_language
@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_that_we_write_is_read(language: str, month: int) -> None:
    """The name of a month as it stands on a button, with and without a year and a day."""
    name_alone = load_words(language).month(month)
    whole = When.parse(f"2025-{month:02}")
    for text in (name_alone, name_alone.upper(), name_alone.capitalize()):
        assert read_date(f"{text} 2025", language, TODAY) == whole
        assert read_date(f"5 {text} 2025", language, TODAY) == When.on(date(2025, month, 5))
    found = read_date(name_alone, language, TODAY)
    assert isinstance(found, When)
    assert found.first == date(2026 if month <= 11 else 2025, month, 1)


@every_language
@given(first=days, last=days)
def test_every_trip_that_we_write_is_read(language: str, first: date, last: date) -> None:
    """Two dates in words with a dash between them are that trip."""
    words = load_words(language)
    found = read_period(f"{words.date(first)} – {words.date(last)}", language, TODAY)
    assert found == Period(When.on(first), When.on(last))


# --- a year of a birth -----------------------------------------------------------------------


@pytest.mark.parametrize("text", ["85", "15.03.85", "15 марта 85", "01.01.01"])
def test_a_short_year_of_a_birth_is_asked_back(text: str) -> None:
    """Of a birth two figures may be of either century; of everything else they are of this one."""
    found = read_date(text, "ru", TODAY, full_year=True)
    assert isinstance(found, Unclear)
    assert found.reason == "date.short_year"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "1985"),
        ("ru", "1985 года рождения"),
        ("ru", "1985 г.р."),
        ("ru", "я родился в 1985 году"),
        ("uz", "1985-yil"),
        ("uz", "1985 yilda tugʻilganman"),
        ("uz_Cyrl", "1985 йил"),
        ("tg", "соли 1985"),
        ("ky", "1985-жыл"),
    ],
)
def test_a_full_year_of_a_birth(language: str, text: str) -> None:
    """Four figures are read in every language."""
    assert str(read_date(text, language, TODAY, full_year=True)) == "1985"


# --- lines -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "12.03 - 15.05\n01.08.2026-02.09.2026",
        "1) 12.03 - 15.05\n2) 01.08.2026-02.09.2026",
        "1. 12.03 - 15.05\n2. 01.08.2026-02.09.2026",
        "• 12.03 - 15.05\n\n• 01.08.2026-02.09.2026",
        "- 12.03 - 15.05\r\n- 01.08.2026-02.09.2026\r\n",
        "12.03 - 15.05; с 1 августа по 2 сентября",
    ],
)
def test_trips_in_lines(text: str) -> None:
    """Each line is a trip, whatever numbers or bullets stand before it."""
    lines = read_lines(text, "ru", TODAY)
    assert not isinstance(lines, Unclear)
    assert [line.number for line in lines] == [1, 2]
    assert [
        f"{line.found.first} > {line.found.last}" for line in lines if isinstance(line.found, Period)
    ] == [
        "2026-03-12 > 2026-05-15",
        "2026-08-01 > 2026-09-02",
    ]


def test_what_is_wrong_with_a_line() -> None:
    """A line that cannot be read keeps its number and says why; the others lose nothing."""
    lines = read_lines("12.03 - 15.05\nне помню\n31.02 - 05.03\n07.06", "ru", TODAY)
    assert not isinstance(lines, Unclear)
    told_of = [line.found.reason if isinstance(line.found, Unclear) else "trip" for line in lines]
    assert told_of == ["trip", "date.unclear", "date.no_such_day", "trips.one_date"]


# --- whatever else ---------------------------------------------------------------------------

HOSTILE = [
    "",
    " ",
    "\x00" * 100,
    "1" * 200_000,
    "12.03 - " * 25_000,
    "марта " * 33_000,
    "\n" * 200_000,
    "1) 1 - 1\n" * 20_000,
    "\u202e15.03.2026\u202c",
    "📅 15.03.2026 🙏",
    "😀" * 200,
    "᠑᠕.᠐᠓.᠒᠐᠒᠖",
    "१५.०३.२०२६",
    "𝟏𝟓.𝟎𝟑.𝟐𝟎𝟐𝟔",
    "²³¹",
    "Ⅻ",
    "15\u200b.03.2026",
    "ﷺ" * 200,
    "\u0344" * 200,
    "a\u0301" * 100,
    "-" * 200,
    "/".join("1" * 100),
    " ".join("1" * 100),
    "то " * 66,
    "{0}{date}%s<script>",
    "\ud800",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@every_language
def test_hostile_texts_are_answered_fast(language: str, text: str) -> None:
    """Nothing makes a reader raise, and none of it takes longer than a person would notice."""
    read_everything("1", language)  # the words are loaded once
    began = time.process_time()
    read_everything(text, language)
    assert time.process_time() - began < 0.5


@given(text=st.text(max_size=250), language=st.sampled_from([*LANGUAGES, "xx"]))
def test_no_text_makes_a_reader_raise(text: str, language: str) -> None:
    """Nor does anything else."""
    read_everything(text, language)


PIECES = (
    *"0123456789./- ,\n",
    *("2026", "31", "-yil", "жылдын", "соли", "марта", "mart", "oy", "oldin", "пеш", "мурун", "то", "dan"),
    *("gacha", "чейин", "примерно", "oʻtgan", "бисту", "як", "бугун", "куран", "ҳамал", "охири", "ва"),
)


@given(
    text=st.lists(st.sampled_from(PIECES), max_size=14).map("".join), language=st.sampled_from([*LANGUAGES])
)
def test_no_heap_of_pieces_makes_a_reader_raise(text: str, language: str) -> None:
    """Nor does any heap of what dates are made of."""
    read_everything(text, language)


def read_everything(text: str, language: str) -> None:
    """Read a text in every way."""
    assert isinstance(read_date(text, language, TODAY), When | Unclear)
    assert isinstance(read_period(text, language, TODAY), Period | Unclear | None)
    assert isinstance(read_lines(text, language, TODAY), tuple | Unclear)
    assert isinstance(read_country(text, language), str | Unclear)
    assert isinstance(read_yes_no(text, language), str | Unclear)
    assert isinstance(read_slang(text), str | None)
    assert isinstance(read_language(text), str | None)
    assert isinstance(meant_option(text, language, PURPOSES), tuple)
    assert isinstance(reads_back(text, language), bool)
