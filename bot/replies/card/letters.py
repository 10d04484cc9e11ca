"""Texts set in a width: where their lines break, and how high they stand."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.replies.fonts import FAMILY, font_path

if TYPE_CHECKING:
    from fpdf import FPDF
    from fpdf.fonts import TTFFont

POINT: Final = 25.4 / 72
"""Millimetres of a point, in which the size of letters is told."""

LEADING: Final = 1.22
"""The distance of lines as a multiple of the size of their letters."""

_THOUSAND: Final = 1000
"""The width of a letter is told in thousandths of the size of letters."""

_MOST_WORDS: Final = 10_000
"""Words of which the width is kept: those of a language and some dates."""

_INSEPARABLE: Final = re.compile(
    r"(?<=\d) (?=\w)"  # 9 марта, 5 дней
    r"|(?<=\w) (?=\d{4}\b(?!-| йил))"  # марта 2027
    r"|(?<=yil) (?=\d)|(?<=йил) (?=\d)|(?<=жылдын) (?=\d)"  # 2027-yil 9-mart
    r"|(?<=\b\w) (?=\d)|(?<=\b\w\w) (?=\d)"  # с 9, до 9
    r"| (?=[—–])"
)
"""Spaces at which no line breaks: within a date, before a dash, between a short word and a number."""

_UNBROKEN: Final = "\N{NO-BREAK SPACE}"


_NARROWER: Final = (1.0, 0.95, 0.9, 0.85)
"""Parts of the width to try for lines that end more evenly."""


class Place(NamedTuple):
    """Where something stands: its left edge and its width, in millimetres."""

    left: float
    width: float


class Text(NamedTuple):
    """A text broken into lines: its left edge and top in millimetres, the size of its letters in points."""

    lines: tuple[str, ...]
    left: float
    top: float
    size: float
    bold: bool

    @property
    def end(self) -> float:
        """Where it ends, in millimetres from the top of the page."""
        return self.top + len(self.lines) * self.size * POINT * LEADING


def set_text(text: str, place: Place, top: float, size: float, *, bold: bool = False) -> Text:
    """Break a text between words, never within a date; a word that is longer than a line is broken too."""
    room = place.width / (size * POINT) * _THOUSAND
    space = _width(" ", bold=bold)
    lines: list[str] = []
    taken = room
    for word in _INSEPARABLE.sub(_UNBROKEN, text).split(" "):
        for part in _parts(word, room, bold=bold):
            needed = _width(part, bold=bold)
            if lines and taken + space + needed <= room and part is word:
                lines[-1] += f" {part}"
                taken += space + needed
            else:
                lines.append(part)
                taken = needed
    return Text(tuple(lines), place.left, top, size, bold)


def set_evenly(text: str, place: Place, top: float, size: float, *, bold: bool) -> Text:
    """Set a text so that no word stands alone on its last line, where as many lines can do without."""
    widest = set_text(text, place, top, size, bold=bold)
    for part in _NARROWER:
        narrow = set_text(text, Place(place.left, place.width * part), top, size, bold=bold)
        if len(narrow.lines) > len(widest.lines):
            break
        if " " in narrow.lines[-1]:
            return narrow
    return widest


def height_of(text: str, width: float, size: float, *, bold: bool = False) -> float:
    """Return the height in millimetres of a text set in a width."""
    return set_text(text, Place(0, width), 0, size, bold=bold).end


def _parts(word: str, room: float, *, bold: bool) -> Iterator[str]:
    """Yield a word, in parts where it is longer than a line."""
    while len(word) > 1 and _width(word, bold=bold) > room:
        fitting = (end for end in range(len(word) - 1, 0, -1) if _width(word[:end], bold=bold) <= room)
        most = next(fitting, 1)
        end = max(word.rfind("/", 0, most), word.rfind("-", 0, most)) + 1 or most
        yield word[:end]
        word = word[end:]
    yield word


@lru_cache(_MOST_WORDS)
def _width(text: str, *, bold: bool) -> float:
    widths = _widths()[bold]
    return sum(widths[ord(sign)] for sign in text)


@cache
def _widths() -> Mapping[bool, Mapping[int, float]]:
    """Return the width of every letter, of both fonts."""
    from fpdf import FPDF  # noqa: PLC0415 - only who wants a card needs it

    regular, bold = load_fonts(FPDF())
    for each in (regular, bold):
        each.close()
    return {False: regular.cw, True: bold.cw}


def load_fonts(page: "FPDF") -> "tuple[TTFFont, ...]":
    """Give a page its fonts, regular and bold; they are to be closed when it is written."""
    from fpdf.fonts import TTFFont  # noqa: PLC0415 - only who wants a card needs it

    for style in ("", "B"):
        page.add_font(FAMILY, style, font_path(bold=bool(style)))
    return tuple(each for each in page.fonts.values() if isinstance(each, TTFFont))
