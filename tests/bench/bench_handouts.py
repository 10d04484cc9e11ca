"""What a person can take along: bytes and milliseconds of each file, beside something simpler of its kind.

Each row makes one kind of file for the ten people and some harder cases, in every language, and is measured
beside a plain thing made in the same run: for the picture, an empty sheet of that size, drawn the same way;
for the card, a page with one word in each of its fonts. The aim is the most bytes that it may have.
"""

import argparse
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final, NamedTuple

from fpdf import FPDF

from bot.replies.card import card
from bot.replies.card.letters import load_fonts
from bot.replies.fonts import FAMILY
from bot.replies.picture import png, sheet
from bot.replies.words import LANGUAGES, load_words
from rules.read import read_case
from tests.bench.figures import HEADS, machine, show_table, spread
from tests.bot.picture_people import PEOPLE, answered, told

Case = Mapping[str, Any]


class Row(NamedTuple):
    """A kind of file: what makes one of a case in a language, what is made beside it, the most bytes."""

    name: str
    make: Callable[[Case, str], bytes]
    beside: Callable[[bytes], object]
    what_beside: str
    most_bytes: int


class Measured(NamedTuple):
    """The bytes of each file of a row, the milliseconds of each and of what is beside it."""

    bytes: list[float]
    ours: list[float]
    theirs: list[float]
    met: bool


def _picture(case: Case, language: str) -> bytes:
    return png(_svg(case, language))


def _svg(case: Case, language: str) -> str:
    assessment, days = answered(case)
    return sheet(assessment, days, load_words(language), told(case, language))


def _empty_sheet(content: bytes) -> bytes:
    """Return an empty picture as high as the one given."""
    height = int.from_bytes(content[20:24], "big") // 2
    return png(f'<svg xmlns="http://www.w3.org/2000/svg" width="360" height="{height}"/>')


def _card(case: Case, language: str) -> bytes:
    assessment, _ = answered(case)
    return card(assessment, read_case(case), load_words(language))


def _two_words(_: bytes) -> bytes:
    """Return a page with a word in each of the fonts of the card."""
    page = FPDF("P", "mm", "A4")
    fonts = load_fonts(page)
    page.add_page()
    for style, at in (("", 20), ("B", 40)):
        page.set_font(FAMILY, style, 12)
        page.text(20, at, "Ёддошт")
    content = bytes(page.output())
    for each in fonts:
        each.close()
    return content


ROWS: Final = (
    Row("picture, PNG", _picture, _empty_sheet, "an empty sheet", 60_000),
    Row("card, PDF", _card, _two_words, "a page of two words", 200_000),
)


def main() -> int:
    """Measure each row and show the tables; return 1 where a file is larger than it may be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=len(PEOPLE), help="how many of the cases")
    parser.add_argument("--rounds", type=int, default=3, help="times that each file is made; the best counts")
    call = parser.parse_args()
    cases = list(PEOPLE.values())[: call.people]
    measured = [_measured(row, cases, call.rounds) for row in ROWS]
    sys.stdout.write(f"{len(cases)} people in {len(LANGUAGES)} languages, {machine()}\n\n")
    show_table(
        "Bytes",
        ("", *HEADS, "at most", "aim"),
        [
            [row.name, *spread(each.bytes, ".0f"), str(row.most_bytes), "met" if each.met else "MISSED"]
            for row, each in zip(ROWS, measured, strict=True)
        ],
    )
    show_table(
        "Milliseconds of processor time",
        ("", *HEADS, "beside it", *HEADS, "ratio"),
        [
            [
                row.name,
                *spread(each.ours, ".1f"),
                row.what_beside,
                *spread(each.theirs, ".1f"),
                f"{sum(each.ours) / sum(each.theirs):.1f}",
            ]
            for row, each in zip(ROWS, measured, strict=True)
        ],
    )
    return 0 if all(each.met for each in measured) else 1


def _measured(row: Row, cases: list[Case], rounds: int) -> Measured:
    """Make a file of every case in every language, and the plain thing beside it."""
    row.make(cases[0], "en")  # what is loaded with the first is not of the file
    bytes_, ours, theirs = list[float](), list[float](), list[float]()
    for case in cases:
        for language in LANGUAGES:
            content = row.make(case, language)
            bytes_.append(len(content))
            ours.append(_best(partial(row.make, case, language), rounds))
            theirs.append(_best(partial(row.beside, content), rounds))
    return Measured(bytes_, ours, theirs, met=max(bytes_) <= row.most_bytes)


def _best(make: Callable[[], object], rounds: int) -> float:
    """Return the milliseconds of processor time that making something takes at best."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        make()
        taken.append(time.process_time() - start)
    return min(taken) * 1000


if __name__ == "__main__":
    sys.exit(main())
