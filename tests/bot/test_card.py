"""The card: one page that any printer prints, the answer in both languages, nothing cut that matters."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from io import BytesIO
from itertools import cycle
from typing import Any, Final

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

from bot.lawbook import load_law
from bot.replies.answer import unchecked
from bot.replies.card import card
from bot.replies.card.content import content
from bot.replies.card.layout import HEIGHT, MARGIN, WIDTH, arrange
from bot.replies.card.letters import LEADING, POINT, Text
from bot.replies.card.page import draw
from bot.replies.card.rows import fitting, whole
from bot.replies.fonts import font
from bot.replies.headline import headline
from bot.replies.lines import duty_line, duty_step
from bot.replies.numbers import numbers
from bot.replies.words import LANGUAGES, Words, load_words
from rules.assess import assess
from rules.facts import Case
from rules.law import LawNotInForce
from rules.read import WrongCase, read_case
from tests.bot.card_people import PEOPLE, everybody, people
from tests.rules.strategies import case_data

LARGEST = 200_000
SMALLEST_LETTERS = 9.0

MANY_GROUNDS: Final = {
    "citizenship": "TJ",
    "stays": [{"entry": "2026-03-02", "purpose": "work"}],
    "decisions": [{"kind": "entry_ban", "on": "2026-02-01"}, {"kind": "undesirable", "on": "2026-03-01"}],
    "convictions": [{}],
    "offences": [
        {"in_force": "2026-06-01", "kind": "stay", "with_expulsion": True, "received": "2026-06-02"},
        {"in_force": "2026-07-01", "kind": "stay"},
    ],
    "removals": [{"kind": "expulsion", "on": "2020-01-01"}],
}
"""Somebody with eight grounds for a ban already and two more on leaving."""

every_person = pytest.mark.parametrize("name", PEOPLE)
every_language = pytest.mark.parametrize("language", LANGUAGES)


@cache
def drawn(name: str, language: str) -> bytes:
    """Return the card of one of the ten."""
    person = people()[name]
    return card(person.assessment, person.case, load_words(language))


def plain(text: str) -> str:
    """Return a text as it is read: how its lines break is no part of it."""
    return re.sub(r"\s+", " ", text)


def text_of(pdf: bytes) -> str:
    """Return the text of a page."""
    return plain(PdfReader(BytesIO(pdf)).pages[0].extract_text())


def tongues(language: str) -> tuple[Words, ...]:
    """Return the languages of a card."""
    return tuple(map(load_words, dict.fromkeys((language, "ru"))))


def text_of_column(pdf: bytes, language: str) -> str:
    """Return what stands in the column of a language: that of Russian is the right one of two."""
    page = PdfDocument(pdf)[0]
    width, height = page.get_size()
    left, right = (width / 2, width) if language == "ru" else (0, width / 2)
    return plain(page.get_textpage().get_text_bounded(left, 0, right, height))


# --- what stands on it ------------------------------------------------------------------------------


@every_language
@every_person
def test_a_card_is_one_small_page_with_the_answer_in_both_languages(name: str, language: str) -> None:
    """One page A4 of at most 200 kB; its headline stands there in the person's language and in Russian."""
    pdf = drawn(name, language)
    reader = PdfReader(BytesIO(pdf))

    assert len(pdf) <= LARGEST
    assert len(reader.pages) == 1
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]
    for words in tongues(language):
        assert plain(headline(people()[name].assessment, words)) in text_of(pdf)


@every_language
@every_person
def test_nothing_that_matters_is_left_out(name: str, language: str) -> None:
    """The numbers, what is late and what was not checked stand on every card, whatever else had to go."""
    person = people()[name]
    made = content(person.assessment, person.case, load_words(language))
    rows = fitting(made, lambda _: False)  # no room at all
    page = {text for row in rows for text in row.texts}

    for words in tongues(language):
        assert set(numbers(person.assessment, words)) <= page
        things = words.listing(unchecked(person.assessment, words))
        assert any(things.casefold() in text.casefold() for text in page)
        for duty in person.assessment.cautious.duties:
            if duty.state == "missed":
                assert page & {duty_step(duty, person.assessment, words), duty_line(duty, words)}


@every_person
def test_a_card_in_russian_stands_in_one_wide_column(name: str) -> None:
    """Whoever chose Russian does not read everything twice."""
    person = people()[name]

    assert content(person.assessment, person.case, load_words("ru")).languages == ("ru",)
    assert content(person.assessment, person.case, load_words("en")).languages == ("en", "ru")


def test_what_the_person_did_not_know_stands_on_the_card() -> None:
    """An answer that hangs on something unknown does not look surer on paper than in the chat."""
    person = people()["cook"]
    pdf = card(person.assessment, person.case, load_words("en"), ("doubt.trips", "doubt.health"))

    for words in tongues("en"):
        things = words.listing((words("doubt.trips"), words("doubt.health")))
        assert plain(words("card.unsure", things=things)) in text_of_column(pdf, words.language)


@every_language
def test_the_one_ground_with_room_is_not_taken_for_the_only_one(language: str) -> None:
    """Where grounds for a ban found no room, their number stands below those that did."""
    case = read_case(MANY_GROUNDS)
    answer = assess(case, date(2026, 11, 21), load_law())
    made = content(answer, case, load_words(language))
    shown = [row.texts for row in fitting(made, lambda _: False)]

    for number, words in enumerate(tongues(language)):
        assert words("card.more_grounds", number=7) in [texts[number] for texts in shown]
        assert words("card.more_grounds", number=7) not in [row.texts[number] for row in whole(made)]


@every_person
def test_a_card_names_nobody_and_no_place(name: str) -> None:
    """Neither its words nor its properties tell more of the person than the answer does."""
    reader = PdfReader(BytesIO(drawn(name, "ru")))
    case = people()[name].case
    regions = {each.region for each in case.registrations} | {each.region for each in case.patents}

    assert reader.metadata is not None
    assert reader.metadata.title == "Muhlat"
    assert not reader.metadata.author
    assert not any(region and region in text_of(drawn(name, "ru")) for region in regions)


def test_the_same_answer_makes_the_same_bytes() -> None:
    """A card does not tell when it was made, only for which day it is."""
    person = people()["builder"]
    first, second = (card(person.assessment, person.case, load_words("tg")) for _ in range(2))

    assert first == second
    assert PdfReader(BytesIO(first)).metadata.creation_date.date() == person.assessment.on  # type: ignore[union-attr]


def test_a_case_too_long_for_a_code_says_so_on_its_card() -> None:
    """Instead of a code there is a sentence on the file to take, across the page."""
    person = people()["planner"]
    made = content(person.assessment, a_life_of_trips(), load_words("en"))
    page = draw(made)

    assert made.code is None
    assert plain(load_words("ru")("card.no_code")) in text_of_column(page, "ru")
    assert plain(load_words("en")("card.no_code")) in text_of_column(page, "en")
    assert load_words("en")("card.code_use") not in text_of(page)


def a_life_of_trips() -> Case:
    """Return the case of somebody who came every month of thirty-seven years, each time for other days."""
    stays = [
        {
            "entry": date(year, month, 1 + (year * month) % 7),
            "exit": date(year, month, 11 + (year * month) % 17),
        }
        for year in range(1990, 2027)
        for month in range(1, 13)
    ]
    return read_case({"citizenship": "UZ", "stays": stays})


# --- how it looks -----------------------------------------------------------------------------------


@every_language
@every_person
def test_every_letter_is_in_the_font(name: str, language: str) -> None:
    """No letter is drawn as an empty box."""
    known = set(fonts()[False].getBestCmap()) & set(fonts()[True].getBestCmap())
    person = people()[name]
    made = content(person.assessment, person.case, load_words(language))
    texts = {text for row in whole(made) for text in (row.mark, *row.texts)}
    lines = (made.title, made.word, made.headline, made.notes, *made.about_code, made.footing, made.more(3))
    texts |= {text for line in lines for text in line}

    assert {sign for text in texts for sign in text if ord(sign) not in known} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_fonts_are_embedded_in_part(language: str) -> None:
    """The letters travel with the page, and only those that it needs."""
    fonts = PdfReader(BytesIO(drawn("builder", language))).pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    found = [each.get_object() for each in fonts.values()]

    assert found
    for each in found:
        inner = each["/DescendantFonts"][0].get_object()
        data = inner["/FontDescriptor"]["/FontFile2"].get_data()
        assert "+DejaVuSansCondensed" in inner["/BaseFont"]
        assert len(data) < len(font()) * 0.8


@every_person
def test_a_card_is_black_on_white(name: str) -> None:
    """No colour is used, so none can be missed on a printer without it."""
    page = PdfDocument(drawn(name, "uz"))[0].render(scale=1).to_pil()
    red, green, blue = page.convert("RGB").split()

    assert red.tobytes() == green.tobytes() == blue.tobytes()


def test_the_signs_of_the_levels_differ_in_shape() -> None:
    """The three signs, drawn in one black, are three pictures; and each has its word beside it."""
    person = people()["builder"]
    signs = {}
    for level in ("green", "amber", "red"):
        answer = person.assessment.cautious._replace(level=level)
        made = content(person.assessment._replace(cautious=answer), person.case, load_words("en"))
        page = PdfDocument(draw(made))[0].render(scale=2).to_pil()
        signs[made.word] = page.convert("1").crop((70, 90, 180, 200)).tobytes()

    assert len(signs) == len(set(signs.values())) == 3
    assert all(word[:1].isalpha() for words in signs for word in words)


def test_every_case_fits_in_letters_that_can_be_read() -> None:
    """Every case of tests/cases, each in one of the six languages by turns, ends above the foot."""
    for person, language in zip(everybody(), cycle(LANGUAGES), strict=False):
        made = content(person.assessment, person.case, load_words(language))
        page = arrange(made)

        assert page.end <= page.foot, language
        assert page.size >= SMALLEST_LETTERS, language


@given(
    data=case_data(),
    on=st.dates(date(2014, 1, 1), date(2030, 12, 31)),
    language=st.sampled_from(sorted(LANGUAGES)),
)
def test_anybody_fits_on_one_page(data: dict[str, Any], on: date, language: str) -> None:
    """Whatever somebody has lived through, the page ends above its foot, its letters small at the worst."""
    try:
        case = read_case(data)
        assessment = assess(case, on, load_law())
    except (WrongCase, LawNotInForce):
        return
    page = arrange(content(assessment, case, load_words(language)))

    assert page.end <= page.foot
    assert max(text.end for text in page.texts) <= HEIGHT - MARGIN + 1


@every_language
@every_person
def test_nothing_stands_on_anything_else(name: str, language: str) -> None:
    """No two texts overlap, none leaves the paper, and none reaches into the code."""
    person = people()[name]
    page = arrange(content(person.assessment, person.case, load_words(language)))
    boxes = [box for text in page.texts for box in line_boxes(text)]
    if page.code is not None:
        side = page.code.side + page.code.quiet
        boxes.append((WIDTH - MARGIN - side, HEIGHT - MARGIN - side, WIDTH - MARGIN, HEIGHT - MARGIN))

    for number, one in enumerate(boxes):
        assert one[0] >= MARGIN - 0.1
        assert one[2] <= WIDTH - MARGIN + 0.1
        assert one[3] <= HEIGHT - MARGIN + 1
        for other in boxes[:number]:
            apart = one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
            assert apart, (one, other)


def line_boxes(text: Text) -> Iterator[tuple[float, float, float, float]]:
    """Yield the left, top, right and bottom of each line of a text, a hair smaller than it is."""
    height = text.size * POINT * LEADING
    for number, line in enumerate(text.lines):
        top = text.top + number * height
        yield text.left, top + 0.1, text.left + width_of(line, text) - 0.1, top + height - 0.1


def width_of(line: str, text: Text) -> float:
    """Return the width of a line, measured with the font itself."""
    font_file = fonts()[text.bold]
    letters, widths = font_file.getBestCmap(), font_file["hmtx"]
    total = sum(widths[letters[ord(sign)]][0] for sign in line)
    return float(total / font_file["head"].unitsPerEm * text.size * POINT)


@cache
def fonts() -> dict[bool, TTFont]:
    """Return both fonts, opened."""
    return {bold: TTFont(BytesIO(font(bold=bold))) for bold in (False, True)}


def test_lines_in_every_language_stand_beside_each_other() -> None:
    """What is one line in the one language is one in the other, in the same order."""
    for person in everybody():
        for language in LANGUAGES:
            made = content(person.assessment, person.case, load_words(language))
            for section in made.sections:
                assert all(all(line) for line in section.lines), (language, section.title)
