"""The card drawn on one page A4: black on white, so that any printer does."""

from datetime import UTC, datetime, time
from typing import Final

from fpdf import FPDF

from bot.replies.card.code import Code
from bot.replies.card.content import Content
from bot.replies.card.layout import HEIGHT, MARGIN, WIDTH, Arranged, Rule, arrange
from bot.replies.card.letters import LEADING, POINT, Text, load_fonts
from bot.replies.card.signs import draw_sign
from bot.replies.fonts import FAMILY

_RISE: Final = 0.95
"""From the top of a line down to what its letters stand on, as a multiple of their size."""

_THIN: Final = 0.2
_OVERLAP: Final = 1.02
"""Squares of the code reach into the next row, so that no white shows between them on a screen."""


def draw(content: Content) -> bytes:
    """Return the card as a PDF of one page."""
    page = FPDF("P", "mm", "A4")
    page.set_auto_page_break(auto=False)
    page.set_creation_date(datetime.combine(content.on, time(), UTC))
    page.set_title("Muhlat")
    page.set_lang(content.languages[0].replace("_", "-"))
    fonts = load_fonts(page)
    try:
        page.add_page()
        _draw(page, content, arrange(content))
        return bytes(page.output())
    finally:
        for each in fonts:
            each.close()


def _draw(page: FPDF, content: Content, arranged: Arranged) -> None:
    page.set_draw_color(0)
    page.set_fill_color(0)
    draw_sign(page, content.level, arranged.sign.left, arranged.sign_top, arranged.sign.width)
    for rule in arranged.rules:
        _rule(page, rule)
    for text in arranged.texts:
        _text(page, text)
    if arranged.code is not None:
        _code(page, arranged.code)


def _text(page: FPDF, text: Text) -> None:
    page.set_font(FAMILY, "B" if text.bold else "", text.size)
    for number, line in enumerate(text.lines):
        page.text(text.left, text.top + (number * LEADING + _RISE) * text.size * POINT, line)


def _rule(page: FPDF, rule: Rule) -> None:
    page.set_line_width(_THIN)
    if rule.dotted:
        page.set_dash_pattern(0.3, 1)
    page.line(MARGIN, rule.at, WIDTH - MARGIN, rule.at)
    page.set_dash_pattern()


def _code(page: FPDF, code: Code) -> None:
    left, top, square = WIDTH - MARGIN - code.side, HEIGHT - MARGIN - code.side, code.square
    for row, start, count in code.runs():
        page.rect(left + start * square, top + row * square, count * square, square * _OVERLAP, style="F")
