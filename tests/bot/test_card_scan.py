"""The code of a card read from paper: as printed, and as a poor printer and a shaky hand leave it."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Final

import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageFilter
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

from bot.case_files import case_from
from bot.replies.card import card
from bot.replies.card.code import code_squares
from bot.replies.words import LANGUAGES, load_words
from rules.facts import Case
from rules.read import read_case
from tests.bot.card_people import PEOPLE, people

PRINTER: Final = 300
CLOSE_PHOTO: Final = 200
POOR_PHOTO: Final = 150
"""Dots an inch; whoever has a large code goes nearer."""


@cache
def printed(name: str, language: str = "ru", dots: int = PRINTER) -> Image.Image:
    """Return the page of one of the ten as a printer prints it."""
    person = people()[name]
    return page_of(card(person.assessment, person.case, load_words(language)), dots)


def page_of(pdf: bytes, dots: int = PRINTER) -> Image.Image:
    """Return a page in grey."""
    page: Image.Image = PdfDocument(pdf)[0].render(scale=dots / 72).to_pil()
    return page.convert("L")


def scanned(page: Image.Image) -> Case:
    """Return the case in the code on a page: what a scanner reads, handed to what reads files."""
    (found,) = zxingcpp.read_barcodes(page)
    return case_from(found.text.encode(), None)


def in_bad_light(page: Image.Image) -> Image.Image:
    """Return a page with grey paper, grey ink, and grain, the same each time."""
    noise = Image.frombytes("L", page.size, Random(1).randbytes(page.width * page.height))  # noqa: S311 - no secret
    grain = noise.point(lambda value: 128 + (value - 128) * 26 // 128)
    return ImageChops.add(page.point(lambda value: 30 + value * 190 // 255), grain, offset=-128)


def photographed(page: Image.Image, dots: int = POOR_PHOTO) -> Image.Image:
    """Return a page as a cheap phone sees it: small, not quite sharp, askew, grainy."""
    small = page.resize((page.width * dots // PRINTER, page.height * dots // PRINTER))
    blurred = small.filter(ImageFilter.GaussianBlur(0.8))
    return in_bad_light(blurred.rotate(3, Image.Resampling.BICUBIC, expand=True, fillcolor=255))


def copied(page: Image.Image) -> Image.Image:
    """Return a page that was faxed: black or white, nothing between, and upside down."""
    return page.resize((page.width // 2, page.height // 2)).point(lambda v: 255 * (v > 110)).rotate(180)


def soiled(page: Image.Image) -> Image.Image:
    """Return a page with a drop of coffee on its code."""
    page = page.copy()
    drop = page.width // 60
    centre = (page.width * 5 // 6, page.height * 7 // 8)
    page.paste(0, (centre[0], centre[1], centre[0] + drop, centre[1] + drop))
    return page


@pytest.mark.parametrize("worn", [Image.Image.copy, photographed, copied, soiled])
@pytest.mark.parametrize("name", PEOPLE)
def test_the_code_gives_back_the_case(name: str, worn: Callable[[Image.Image], Image.Image]) -> None:
    """The case of each of the ten comes back from paper, from a bad photo, a fax, and with a stain."""
    assert scanned(worn(printed(name))) == people()[name].case


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_code_is_the_same_in_every_language(language: str) -> None:
    """Whatever stands around it."""
    assert scanned(printed("builder", language)) == people()["builder"].case


@pytest.mark.parametrize(("trips", "largest"), [(5, 25), (20, 25), (60, 25), (150, 40)])
def test_a_long_life_of_trips_is_read_too(trips: int, largest: int) -> None:
    """The more a code holds, the larger it is printed, so that its squares can still be told apart."""
    case = travelled(trips)
    person = people()["builder"]
    pdf = card(person.assessment, case, load_words("tg"))

    assert scanned(photographed(page_of(pdf), CLOSE_PHOTO)) == case
    assert len(pdf) <= 200_000
    assert version_of(pdf) <= largest


def version_of(pdf: bytes) -> int:
    """Return the version of the code on a page, as the standard of the codes counts their sizes."""
    (found,) = zxingcpp.read_barcodes(page_of(pdf))
    return (len(code_squares(found.text).squares) - 17) // 4


def travelled(trips: int) -> Case:
    """Return the case of somebody with so many trips, none like another."""
    day, stays = date(2000, 1, 3), []
    for number in range(trips):
        leave = day + timedelta(days=3 + number * number % 61)
        stays.append({"entry": day.isoformat(), "exit": leave.isoformat(), "purpose": "work"})
        day = leave + timedelta(days=1 + number * 7 % 29)
    return read_case({"citizenship": "TJ", "stays": stays})


def test_a_code_is_never_smaller_than_an_old_phone_can_read() -> None:
    """It is at least 35 mm wide, and a square of it at least half a millimetre."""
    for letters in (10, 200, 500, 1000, 2000, 3000, 4288):
        code = code_squares("MUHLAT1:" + "A" * letters)

        assert code.side >= 35
        assert code.square >= 0.5
        assert code.quiet == pytest.approx(4 * code.square)
