"""The card drawn on one page A4: black on white, so that any printer does."""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from functools import partial
from typing import Final, NamedTuple

from fpdf import FPDF

from bot.replies.card.code import Code, code_squares
from bot.replies.card.content import Content, Line
from bot.replies.card.letters import POINT, Letters, Place
from bot.replies.card.rows import Row, fitting, whole
from bot.replies.card.signs import draw_sign

_WIDTH: Final = 210.0
_HEIGHT: Final = 297.0
_MARGIN: Final = 13.0
_GUTTER: Final = 6.0

_SIZES: Final = (11.5, 11.0, 10.5, 10.0, 9.5, 9.0)
"""Points, the largest that fits; only then are lines left out."""

_EMERGENCY: Final = (8.0, 7.0, 6.0, 5.0)
"""Points for what may not be left out and does not fit: small letters are better than none."""

_SMALL: Final = 9.0
_SIGN: Final = 17.0
_INDENT: Final = 1.15
"""The room before a text for its number or dot, as a multiple of the size of its letters."""

_WHITE: Final = 2.0
"""The least white above the line that the foot begins with."""

_NOTE_LINE: Final = 8.0
_MOST_NOTE_LINES: Final = 6
_THIN: Final = 0.2
_OVERLAP: Final = 1.02
"""Squares of the code reach into the next row, so that no white shows between them on a screen."""

_PAGE: Final = Place(_MARGIN, _WIDTH - 2 * _MARGIN)


class Arranged(NamedTuple):
    """A page with everything on it: the size of its letters, where its body ends, where its foot begins."""

    pdf: FPDF
    size: float
    end: float
    foot: float


def draw(content: Content) -> bytes:
    """Return the card as a PDF of one page."""
    return bytes(arrange(content).pdf.output())


def arrange(content: Content) -> Arranged:
    """Set everything on one page: in the largest letters that fit, and only in small ones with less of it."""
    sheet = _Sheet(content)
    foot = sheet.foot(content, None if content.code is None else code_squares(content.code))
    top = sheet.title(content)
    rows, size = whole(content), _SIZES[0]
    for size in (*_SIZES, *_EMERGENCY):
        room = foot - _WHITE - top - sheet.head_height(content, size)
        fits = partial(sheet.fits, size=size, room=room)
        rows = fitting(content, fits) if size <= _SIZES[-1] else whole(content)
        if fits(rows):
            break
    end = sheet.body(rows, sheet.head(content, top, size), size)
    sheet.notes(content.notes, end, foot)
    return Arranged(sheet.pdf, size, end, foot)


class _Sheet:
    """One page and how texts are set on it; all lengths in millimetres, sizes of letters in points."""

    def __init__(self, content: Content) -> None:
        self.pdf = FPDF("P", "mm", "A4")
        self.pdf.set_auto_page_break(auto=False)
        self.pdf.set_margin(0)
        self.pdf.set_creation_date(datetime.combine(content.on, time(), UTC))
        self.pdf.set_title("Muhlat")
        self.pdf.set_lang(content.languages[0].replace("_", "-"))
        self._letters = Letters(self.pdf)
        self.pdf.add_page()
        width = (_PAGE.width - _GUTTER * (len(content.languages) - 1)) / len(content.languages)
        self._columns = tuple(
            Place(_MARGIN + number * (width + _GUTTER), width) for number in range(len(content.languages))
        )

    def title(self, content: Content) -> float:
        """Draw what the page is at its top; return where it ends."""
        texts = [(text, place) for text, place in zip(content.title, self._columns, strict=True)]
        lowest = max(self._letters.set(text, place, _MARGIN, _SMALL) for text, place in texts)
        self._rule(lowest + 1)
        return lowest + 3

    def head_height(self, content: Content, size: float) -> float:
        """Return the height of the headlines beside the sign."""
        place = self._beside_sign()
        heights = (
            self._letters.height(text, place.width, size * scale, bold=bold)
            for text, scale, bold in _heads(content)
        )
        return max(_SIGN, sum(heights) + len(content.headline) * 1.5) + 2

    def head(self, content: Content, top: float, size: float) -> float:
        """Draw the sign and the headlines; return where they end."""
        draw_sign(self.pdf, content.level, _MARGIN, top, _SIGN - 2)
        place, at = self._beside_sign(), top
        for number, (text, scale, bold) in enumerate(_heads(content)):
            if number and number % 2 == 0:
                at += 1.5
            at = self._letters.set(text, place, at, size * scale, bold=bold)
        return top + self.head_height(content, size)

    def fits(self, rows: Iterable[Row], *, size: float, room: float) -> bool:
        """Whether rows in letters of a size are no higher than the room."""
        return sum(self._row_height(row, size) for row in rows) <= room

    def body(self, rows: Iterable[Row], top: float, size: float) -> float:
        """Draw rows one under the other; return where they end."""
        at = top
        for row in rows:
            start = at + row.gap * size * POINT
            if row.rule:
                self._rule(at + row.gap * size * POINT / 2)
            letters = size * row.scale
            indent = _indent(row, letters)
            for text, place in zip(row.texts, self._columns, strict=True):
                if row.mark and text:
                    self._letters.set(row.mark, place, start, letters, bold=row.bold)
                self._letters.set(
                    text, Place(place.left + indent, place.width - indent), start, letters, bold=row.bold
                )
            at += self._row_height(row, size)
        return at

    def notes(self, label: Line, top: float, bottom: float) -> None:
        """Draw lines to write on where there is room left."""
        count = min(_MOST_NOTE_LINES, int((bottom - top - 6) / _NOTE_LINE))
        if count < 1:
            return
        at = bottom - 4 - count * _NOTE_LINE
        self._letters.set(" / ".join(label), _PAGE, at - 2, _SMALL)
        self.pdf.set_draw_color(0)
        self.pdf.set_dash_pattern(0.3, 1)
        for number in range(1, count + 1):
            self._rule(at + number * _NOTE_LINE)
        self.pdf.set_dash_pattern()

    def foot(self, content: Content, code: Code | None) -> float:
        """Draw the code at the foot with what it holds, and the days of the answer; return its top."""
        room = 0.0 if code is None else code.side + max(code.quiet, _GUTTER)
        count = len(content.languages)
        width = (_PAGE.width - room - _GUTTER * (count - 1)) / count
        places = [Place(_MARGIN + number * (width + _GUTTER), width) for number in range(count)]
        lines = (*content.about_code, content.footing)
        heights = [
            max(self._letters.height(text, width, _SMALL, bold=False) for text in line) for line in lines
        ]
        texts = sum(heights) + len(lines) - 1
        height = max(texts, 0.0 if code is None else code.side + code.quiet) + 2
        top = _HEIGHT - _MARGIN - height
        self._rule(top)
        at = top + 2
        for line, each in zip(lines, heights, strict=True):
            for text, place in zip(line, places, strict=True):
                self._letters.set(text, place, at, _SMALL)
            at += each + 1
        if code is not None:
            self._code(code)
        return top

    def _code(self, code: Code) -> None:
        left, top = _WIDTH - _MARGIN - code.side, _HEIGHT - _MARGIN - code.side
        self.pdf.set_fill_color(0)
        for row, start, count in code.runs():
            self.pdf.rect(
                left + start * code.square,
                top + row * code.square,
                count * code.square,
                code.square * _OVERLAP,
                style="F",
            )

    def _beside_sign(self) -> Place:
        return Place(_MARGIN + _SIGN + 2, _PAGE.width - _SIGN - 2)

    def _row_height(self, row: Row, size: float) -> float:
        letters = size * row.scale
        indent = _indent(row, letters)
        tallest = max(
            self._letters.height(text, place.width - indent, letters, bold=row.bold)
            for text, place in zip(row.texts, self._columns, strict=True)
        )
        return tallest + row.gap * size * POINT

    def _rule(self, at: float) -> None:
        self.pdf.set_line_width(_THIN)
        self.pdf.line(_MARGIN, at, _WIDTH - _MARGIN, at)


def _heads(content: Content) -> Iterable[tuple[str, float, bool]]:
    """Return the word of the level and the headline in each language, with the size of their letters."""
    for number, (word, headline) in enumerate(zip(content.word, content.headline, strict=True)):
        yield word, 1.1 if number == 0 else 1.0, True
        yield headline, 1.5 if number == 0 else 1.1, number == 0


def _indent(row: Row, letters: float) -> float:
    return letters * _INDENT * POINT if row.mark else 0.0
