"""What the marks of a picture mean, in words: only those that occur in it."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from bot.replies.picture import marks
from bot.replies.picture.canvas import EDGE, INK, PAGE, Canvas, fitted, measured
from bot.replies.picture.strips import Strips
from bot.replies.words import N_, Words

_SIZE: Final = 12.0
_ROW: Final = 22.0
_BESIDE: Final = 5.0
_APART: Final = 14.0
_SIGNS: Final = {
    "today": N_("picture.mark.today"),
    "last": N_("picture.mark.last"),
    "enter": N_("picture.mark.enter"),
}


class _Entry(NamedTuple):
    """One mark and what it means: a look, filled, hollow, half filled or only its shape; or a sign."""

    name: str
    look: marks.Look | None = None
    manner: str = "filled"
    sign: str = ""


def legend(canvas: Canvas, strips: Strips, top: float, words: Words) -> float:
    """Draw each mark with its meaning, as many in a row as there is room for; return where they end."""
    x, y = EDGE, top
    for entry in _entries(strips):
        text = words(entry.name)
        width = marks.WIDTH + _BESIDE + measured(text, _SIZE)
        if x > EDGE and x + width > PAGE - EDGE:
            x, y = EDGE, y + _ROW
        _draw(canvas, entry, x, y)
        room = PAGE - EDGE - x - marks.WIDTH - _BESIDE
        canvas.text(x + marks.WIDTH + _BESIDE, y + 11.5, fitted(text, _SIZE, room), _SIZE, fill=INK)
        x += width + _APART
    return y + _ROW


def _entries(strips: Strips) -> Iterator[_Entry]:
    for sign, name in _SIGNS.items():
        if sign in strips.used:
            yield _Entry(name, sign=sign)
    for look in marks.IN_ORDER:
        if look in strips.looks:
            yield _Entry(look.name, look, "shape" if look in marks.TRIPS else "filled")
    if "unsure" in strips.used:
        yield _Entry(marks.UNSURE.name, marks.UNSURE, "half")
    if "ahead" in strips.used:
        yield _Entry(marks.AHEAD.name, marks.AHEAD, "hollow")


def _draw(canvas: Canvas, entry: _Entry, x: float, y: float) -> None:
    if entry.look is None:
        marks.frame(canvas, x, y)
        marks.sign(canvas, entry.sign, x, y)
    else:
        look = entry.look
        if entry.manner == "filled":
            canvas.path(marks.cell(x, y), fill=look.fill)
        elif entry.manner != "shape":
            canvas.path(marks.hollow(x, y), fill="none", stroke=look.fill, stroke_width=marks.LINE)
        if entry.manner == "half":
            canvas.path(marks.half(x, y), fill=look.fill)
        canvas.path(marks.shape(look.shape, x, y), fill="none", stroke=look.ink, stroke_width=marks.STROKE)
