"""The signs of the three levels, told apart by their shape alone."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from rules.assessment import Level

if TYPE_CHECKING:
    from fpdf import FPDF

_STROKE: Final = 0.08
"""The breadth of a line as a part of the side."""


def draw_sign(page: "FPDF", level: Level, left: float, top: float, side: float) -> None:
    """Draw the sign of a level: a tick in a circle, a mark in a triangle, a bar in an octagon."""
    page.set_draw_color(0)
    page.set_fill_color(0)
    page.set_line_width(side * _STROKE)
    _SIGNS[level](page, left, top, side)


def _calm(page: "FPDF", left: float, top: float, side: float) -> None:
    edge = side * _STROKE / 2
    page.ellipse(left + edge, top + edge, side - 2 * edge, side - 2 * edge)
    page.polyline([(left + side * x, top + side * y) for x, y in ((0.27, 0.53), (0.44, 0.7), (0.74, 0.33))])


def _care(page: "FPDF", left: float, top: float, side: float) -> None:
    page.polygon([(left + side * x, top + side * y) for x, y in ((0.5, 0.08), (0.96, 0.92), (0.04, 0.92))])
    page.line(left + side / 2, top + side * 0.38, left + side / 2, top + side * 0.64)
    page.ellipse(left + side * 0.45, top + side * 0.72, side * 0.1, side * 0.1, style="F")


def _danger(page: "FPDF", left: float, top: float, side: float) -> None:
    corners = ((0.3, 0), (0.7, 0), (1, 0.3), (1, 0.7), (0.7, 1), (0.3, 1), (0, 0.7), (0, 0.3))
    page.polygon([(left + side * x, top + side * y) for x, y in corners], style="F")
    page.set_fill_color(255)
    page.rect(left + side * 0.2, top + side * 0.41, side * 0.6, side * 0.18, style="F")
    page.set_fill_color(0)


_SIGNS: Final[Mapping[Level, Callable[["FPDF", float, float, float], None]]] = MappingProxyType(
    {"green": _calm, "amber": _care, "red": _danger}
)
