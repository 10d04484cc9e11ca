"""The picture: what it shows is what the answer says, and all of it can be read on a small phone."""

import os
import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from PIL import Image

from bot.replies.fonts import font
from bot.replies.packing import MOST_WORDS
from bot.replies.picture import png
from bot.replies.picture.canvas import Canvas, fitted, measured, number, wrapped
from bot.replies.picture.marks import AHEAD, GROUNDS, IN_ORDER, look
from bot.replies.words import LANGUAGES, load_words
from rules.grounds.span import ORDER
from rules.strip import UNJUDGED
from tests.bot.picture_people import PEOPLE, answered, drawn, told
from tests.rules.test_cases import CASES

SVG: Final = "{http://www.w3.org/2000/svg}"
PICTURES: Final = Path(__file__).parent / "pictures"
REWRITE: Final = "REWRITE_PICTURES" in os.environ
MOST_BYTES: Final = 60_000
WIDE: Final = 360
SMALLEST_LETTERS: Final = 9
LOOKED_AT: Final = [
    ("builder", "tg"),
    ("mother", "uz"),
    ("cook", "uz_Cyrl"),
    ("lost", "ky"),
    ("planning", "ru"),
    ("student", "en"),
]

every_language = pytest.mark.parametrize("language", LANGUAGES)
every_person = pytest.mark.parametrize("person", PEOPLE)


def advances(*, bold: bool) -> tuple[dict[int, str], dict[str, tuple[int, int]], int]:
    """Return what a font itself says of how wide its letters are."""
    with TTFont(BytesIO(font(bold=bold))) as opened:
        return opened.getBestCmap(), dict(opened["hmtx"].metrics), opened["head"].unitsPerEm


WIDTHS: Final = {bold: advances(bold=bold) for bold in (False, True)}


def wide(text: str, size: float, *, bold: bool) -> float:
    """Return how wide a text is by the font's own table."""
    glyphs, widths, em = WIDTHS[bold]
    return sum(widths[glyphs[ord(letter)]][0] for letter in text) * size / em


def texts(svg: str) -> Iterator[tuple[str, float, float, float]]:
    """Yield each text of a picture with its left and right end and its size."""
    for element in ET.fromstring(svg).iter(f"{SVG}text"):  # noqa: S314 - our own
        text, size, x = element.text or "", float(element.attrib["font-size"]), float(element.attrib["x"])
        width = wide(text, size, bold=element.get("font-weight") == "bold")
        left = x - width / 2 if element.get("text-anchor") == "middle" else x
        yield text, left, left + width, size


def cells(svg: str, colour: str, *, hollow: bool = False) -> int:
    """Return how many cells of a colour the strips hold: all in one path."""
    style = f'fill="none" stroke="{colour}"' if hollow else f'fill="{colour}"'
    return max((path.count("M") for path in re.findall(f'<path d="([^"]*)" {style}', svg)), default=0)


# --- what it shows ----------------------------------------------------------------------------


@pytest.mark.parametrize(("person", "language"), LOOKED_AT)
def test_picture_is_as_it_was_looked_at(person: str, language: str) -> None:
    """No picture changes unseen. After a wanted change: REWRITE_PICTURES=1, and look at what has changed."""
    svg, file = drawn(PEOPLE[person], language), PICTURES / f"{person}.{language}.svg"
    if REWRITE:
        file.write_text(svg, "utf-8")

    assert svg == file.read_text("utf-8")


def test_days_used_and_days_left_can_be_counted() -> None:
    """The builder has used 47 days and has 43 left: so many cells are filled, and so many are not."""
    svg, blue = drawn(PEOPLE["builder"]), look("visa_free").fill

    assert cells(svg, blue) == 47
    assert cells(svg, blue, hollow=True) == 43


def test_days_over_the_term_are_crossed_out() -> None:
    """The mother's 23 days without a ground are there, each with its cross."""
    svg, over = drawn(PEOPLE["mother"]), look(None)

    assert cells(svg, look("visa_free").fill) == 90
    assert cells(svg, over.fill) == 23
    assert cells(svg, over.ink, hollow=True) == 23
    assert ">+23<" in svg


def test_marks_are_explained_only_where_they_occur() -> None:
    """The legend of somebody at home speaks of no last day, and that of somebody over of no days ahead."""
    words = load_words("ru")
    shown = {person: {text for text, *_ in texts(drawn(PEOPLE[person]))} for person in PEOPLE}

    assert all(words("picture.mark.today") in shown[person] for person in PEOPLE)
    for person, key in [
        ("planning", "picture.mark.trip"),
        ("lost", "picture.mark.unsure"),
        ("expelled", "picture.mark.enter"),
        ("mother", "picture.mark.over"),
        ("builder", "picture.mark.ahead"),
        ("visa", "picture.mark.unjudged"),
    ]:
        assert words(key) in shown[person]
    assert words("picture.mark.last") not in shown["planning"]
    assert words(AHEAD.name) not in shown["mother"]
    assert words("picture.mark.over") not in shown["builder"]


def test_nobody_is_frightened_by_an_unknown_date() -> None:
    """Where no known date bears an overstay out, no day is shown as one, and no days are counted."""
    svg = drawn(PEOPLE["unknown entry"])
    looks = f'fill="{look(None).fill}"'

    assert cells(svg, look(UNJUDGED).fill) > 300
    assert all("M26 26" in line or "<text" in line for line in svg.splitlines() if looks in line)
    assert "+" not in "".join(text for text, *_ in texts(svg))
    assert "2002" not in svg


# --- looks ------------------------------------------------------------------------------------


def test_every_ground_has_a_look() -> None:
    """No ground of the law is drawn as some other one."""
    assert GROUNDS.keys() == {*ORDER, None, UNJUDGED}


def test_looks_differ_in_shape_and_in_colour() -> None:
    """Two kinds of days can be told apart by whoever sees no colours, and by whoever sees no shapes."""
    assert len({each.shape for each in GROUNDS.values()}) == len(GROUNDS)
    assert len({each.fill for each in GROUNDS.values()}) == len(GROUNDS)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG defines it, 1 to 21."""
    lights = []
    for colour in (one, other):
        pairs = [colour[1:][i] * 2 for i in range(3)] if len(colour) == 4 else re.findall("..", colour[1:])
        parts = [int(pair, 16) / 255 for pair in pairs]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        lights.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
    return (max(lights) + 0.05) / (min(lights) + 0.05)


@pytest.mark.parametrize("each", IN_ORDER)
def test_shapes_can_be_seen(each: Any) -> None:  # noqa: ANN401 - a row of a table
    """A shape stands out from its cell, and a day from the paper, as far as WCAG asks for."""
    if each.shape and each.fill != each.ink:
        assert contrast(each.ink, each.fill) >= 3
    assert max(contrast(each.fill, "#fff"), contrast(each.ink, "#fff")) >= 3


# --- a small phone ----------------------------------------------------------------------------


@every_language
@every_person
def test_everything_fits_and_can_be_read(person: str, language: str) -> None:
    """At 360 pixels no text leaves the picture, is cut or too small, and every letter is the font's."""
    svg = drawn(PEOPLE[person], language)

    assert ET.fromstring(svg).attrib["width"] == str(WIDE)  # noqa: S314 - our own
    for text, left, right, size in texts(svg):
        assert left >= 0, text
        assert right <= WIDE, text
        assert size >= SMALLEST_LETTERS, text
        assert "…" not in text
    assert re.search(r"nan|inf\b", svg, re.IGNORECASE) is None


def chapters() -> dict[str, list[tuple[Any, date]]]:
    """Return the cases that lawyers read, and their days, by their files."""
    found: dict[str, list[tuple[Any, date]]] = {}
    for chapter, case in CASES:
        if "faults" not in case:
            found.setdefault(chapter, []).append((case["facts"], case["on"]))
    return found


@pytest.mark.parametrize("chapter", chapters())
def test_every_case_can_be_drawn_and_sent(chapter: str) -> None:
    """Whatever the case, the PNG is 720 pixels wide, small enough for a slow line, and nothing leaves it."""
    for facts, on in chapters()[chapter]:
        svg = drawn(facts, "tg", on)
        content = png(svg)
        assert len(content) <= MOST_BYTES
        with Image.open(BytesIO(content)) as image:
            image.load()
            assert (image.format, image.width, image.mode) == ("PNG", 2 * WIDE, "P")
            assert image.height <= 2 * 2 * WIDE * 2
        assert all(left >= 0 and right <= WIDE for _, left, right, _ in texts(svg))


def test_png_is_the_same_each_time() -> None:
    """The same days give the same bytes, so that nothing but the days is in them."""
    svg = drawn(PEOPLE["builder"])

    assert png(svg) == png(svg)


def test_letters_are_drawn_with_our_own_font() -> None:
    """A text changes the picture: it is not left out for want of a font on the system."""

    def dark(text: str) -> int:
        canvas = Canvas(100)
        canvas.rect(0, 0, 100, 40, fill="#fff")
        canvas.text(5, 25, text, 20)
        with Image.open(BytesIO(png(canvas.svg(40, "")))) as image:
            return sum(image.convert("L").histogram()[:128])

    assert dark("") == 0
    assert all(dark(letter) > 10 for letter in "ӣӯҳҷқғўңөүʻЖ7")


# --- in words ---------------------------------------------------------------------------------


@every_language
@every_person
def test_words_are_few(person: str, language: str) -> None:
    """What a picture shows is told in two sentences and 60 words, with nothing left to be filled in."""
    words = told(PEOPLE[person], language)

    assert len(words.split()) <= MOST_WORDS
    assert words.endswith(".")
    assert not re.search(r"[{}]|\.\.|None", words)


WORDS: Final = {
    "seamstress": """
        Your days in Russia: 15 July 2026 — 19 July 2026, days without a visa; 20 July 2026 — 12
        November 2026, employment contract; 13 November 2026 — 21 November 2026, time for a new
        employment contract. The last day is 26 November 2026.
    """,
    "lost": """
        Your days in Russia: 1 August 2026 — 29 October 2026, days without a visa (exact day not known);
        30 October 2026 — 21 November 2026, days after the time ended (exact day not known). Used
        without a visa: 113 of 90, in reserve: 0; the last day was 29 October 2026.
    """,
    "planning": """
        Your days in Russia: 1 March 2026 — 29 April 2026, days without a visa; 10 December 2026 — 7
        February 2027, trip ahead. Used without a visa: 60 of 90, in reserve: 30; your dates allow the
        trip; the last day is 9 March 2027.
    """,
    "driver": """
        The picture shows no days in Russia. An entry ban is possible; up to and including 15 February
        2029.
    """,
    "unknown entry": """
        Your days in Russia: … — 21 November 2026, days that cannot be counted (exact day
        not known). The time may be over.
    """,
}


@pytest.mark.parametrize("person", WORDS)
def test_words_tell_what_the_picture_shows(person: str) -> None:
    """The days, their grounds, the account and the last day: the same as in the picture."""
    assert told(PEOPLE[person], "en") == " ".join(WORDS[person].split())


def test_last_day_is_that_of_the_answer() -> None:
    """Words and picture never name another last day than the answer does."""
    for person in PEOPLE.values():
        last = answered(person)[0].cautious.last_day
        if last is not None:
            assert load_words("en").date(last) in told(person, "en")


# --- the drawing surface ----------------------------------------------------------------------


def test_hostile_text_stays_text() -> None:
    """Whatever a text holds, it becomes letters, never markup."""
    canvas = Canvas(100)
    canvas.text(1, 1, '</text><script a="&amp;">\x00\x1b\ud800', 10)
    svg = canvas.svg(10, "</title><b>&")
    root = ET.fromstring(svg)  # noqa: S314 - our own

    assert [element.tag for element in root.iter()] == [f"{SVG}svg", f"{SVG}title", f"{SVG}text"]
    assert root[1].text == '</text><script a="&amp;">   '
    assert png(svg)


def test_measures_are_those_of_the_font() -> None:
    """What is measured is what the font's own table says."""
    for text in ("Осталось 43 дня", "рӯзҳои", "Oʻzbekiston"):
        assert measured(text, 14) == pytest.approx(wide(text, 14, bold=False), rel=0.02)
        assert measured(text, 14, bold=True) == pytest.approx(wide(text, 14, bold=True), rel=0.02)


def test_text_is_broken_between_words() -> None:
    """Lines hold as many words as fit; a word that fits nowhere is cut, and a cut is shown."""
    assert wrapped("один два три", 10, 1000) == ["один два три"]
    assert wrapped("один два три", 10, 45) == ["один два", "три"]
    assert wrapped("", 10, 45) == []
    assert fitted("разрешение", 10, 30).endswith("…")
    assert measured(fitted("разрешение", 10, 30), 10) <= 30


@pytest.mark.parametrize(
    ("value", "text"), [(1.0, "1"), (0.5, "0.5"), (-0.001, "0"), (12.345, "12.35"), (0, "0")]
)
def test_numbers_are_short(value: float, text: str) -> None:
    """A hundredth of a pixel is enough."""
    assert number(value) == text
