"""A small drawing surface: shapes and texts become SVG; a text is measured in the font it is drawn in.

Lengths are in the units of the drawing, which is 360 wide: a phone's narrowest screen, pixel for pixel.
"""

from functools import cache
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Final

from bot.replies.fonts import FAMILY, font

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

PAGE: Final = 360.0
"""How wide the picture is."""
EDGE: Final = 8.0
"""What stays empty on each side of it."""
INK: Final = "#1a1a1a"
SOFT: Final = "#5c5c5c"

_MEASURED_AT: Final = 200
_CUT: Final = "…"


class Canvas:
    """Collects what is drawn, in the order in which it is laid down."""

    __slots__ = ("_elements", "width")

    def __init__(self, width: float) -> None:
        self.width = width
        self._elements: list[str] = []

    def rect(self, x: float, y: float, width: float, height: float, **style: object) -> None:
        """Draw a rectangle; ``style`` are attributes of SVG, ``_`` for ``-``."""
        self._elements.append(
            f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
            f"{_attributes(style)}/>"
        )

    def path(self, data: str, **style: object) -> None:
        """Draw a path; nothing where it is empty."""
        if data:
            self._elements.append(f'<path d="{data}"{_attributes(style)}/>')

    def text(  # noqa: PLR0913 - where and how a text stands
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        bold: bool = False,
        fill: str = "#000",
        anchor: str = "start",
    ) -> None:
        """Write a text on the base line ``y``; ``anchor``: whether ``x`` is its start, middle or end."""
        style = {"font_weight": "bold"} if bold else {}
        place = {} if anchor == "start" else {"text_anchor": anchor}
        self._elements.append(
            f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}" fill="{fill}"'
            f"{_attributes({**style, **place})}>{escape(_harmless(text), quote=False)}</text>"
        )

    def svg(self, height: float, title: str) -> str:
        """Return the drawing as SVG, cut off below ``height``; ``title`` is what a screen reader says."""
        across, down = number(self.width), number(height)
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{across}" height="{down}"'
            f' viewBox="0 0 {across} {down}" font-family="{escape(FAMILY)}" role="img">'
        )
        told = f"<title>{escape(_harmless(title), quote=False)}</title>"
        return "\n".join((head, told, *self._elements, "</svg>", ""))


def number(value: float) -> str:
    """Return a number as short as SVG takes it, to a hundredth."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def measured(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is."""
    return _face(bold=bold).getlength(_harmless(text)) / _MEASURED_AT * size


def wrapped(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Break a text between its words into lines that fit; a word longer than a line is cut."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measured(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(fitted(word, size, width, bold=bold))
    return lines


def fitted(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """Cut a text that does not fit."""
    if measured(text, size, bold=bold) <= width:
        return text
    while text and measured(text + _CUT, size, bold=bold) > width:
        text = text[:-1]
    return text.rstrip() + _CUT


def _attributes(style: dict[str, object]) -> str:
    return "".join(
        f' {name.replace("_", "-")}="{escape(number(value) if isinstance(value, float) else str(value))}"'
        for name, value in style.items()
    )


def _harmless(text: str) -> str:
    """Return the text without signs that XML does not allow."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


@cache
def _face(*, bold: bool) -> "FreeTypeFont":
    from PIL.ImageFont import Layout, truetype  # noqa: PLC0415 - slow to load, needed by pictures only

    return truetype(BytesIO(font(bold=bold)), _MEASURED_AT, layout_engine=Layout.BASIC)
