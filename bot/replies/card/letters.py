"""Texts set in a width: where their lines break, and how high they stand."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.replies.fonts import FAMILY, font_path

if TYPE_CHECKING:
    from fpdf import FPDF

POINT: Final = 25.4 / 72
"""Millimetres of a point, in which the size of letters is told."""

_LEADING: Final = 1.22
"""The distance of lines as a multiple of the size of their letters."""

_RISE: Final = 0.95
"""From the top of a line down to what its letters stand on, the same."""

_INSEPARABLE: Final = re.compile(r"(?<=\d) (?=\w)|(?<=\w) (?=\d{4}\b)| (?=[—–])")
_UNBROKEN: Final = "\N{NO-BREAK SPACE}"


class Place(NamedTuple):
    """Where something stands: its left edge and its width, in millimetres."""

    left: float
    width: float


class Letters:
    """The letters of one page; lengths are in millimetres, sizes of letters in points."""

    def __init__(self, page: "FPDF") -> None:
        self._page = page
        self._widths: dict[tuple[str, bool], float] = {}
        page.add_font(FAMILY, "", font_path())
        page.add_font(FAMILY, "B", font_path(bold=True))

    def height(self, text: str, width: float, size: float, *, bold: bool = False) -> float:
        """Return the height of a text set in a width."""
        return len(self._lines(text, width, size, bold=bold)) * size * POINT * _LEADING

    def set(self, text: str, place: Place, top: float, size: float, *, bold: bool = False) -> float:
        """Set a text and return where it ends."""
        lines = self._lines(text, place.width, size, bold=bold)
        self._page.set_font(FAMILY, "B" if bold else "", size)
        for number, line in enumerate(lines):
            base = top + (number * _LEADING + _RISE) * size * POINT
            self._page.text(place.left, base, line)
        return top + len(lines) * size * POINT * _LEADING

    def _lines(self, text: str, width: float, size: float, *, bold: bool) -> list[str]:
        """Break a text between words, never within a date; a word longer than a line where the line ends."""
        room = width / size
        space = self._width(" ", bold=bold)
        lines: list[str] = []
        taken = room
        for word in _INSEPARABLE.sub(_UNBROKEN, text).split(" "):
            for part in self._parts(word, room, bold=bold):
                needed = self._width(part, bold=bold)
                if lines and taken + space + needed <= room and part is word:
                    lines[-1] += f" {part}"
                    taken += space + needed
                else:
                    lines.append(part)
                    taken = needed
        return lines

    def _parts(self, word: str, room: float, *, bold: bool) -> Iterator[str]:
        """Yield a word, in parts where it is longer than a line."""
        while self._width(word, bold=bold) > room and len(word) > 1:
            fitting = (
                end for end in range(len(word) - 1, 0, -1) if self._width(word[:end], bold=bold) <= room
            )
            most = next(fitting, 1)
            end = max(word.rfind("/", 0, most), word.rfind("-", 0, most)) + 1 or most
            yield word[:end]
            word = word[end:]
        yield word

    def _width(self, text: str, *, bold: bool) -> float:
        """Return the width of a text in letters of one point."""
        known = (text, bold)
        if known not in self._widths:
            self._page.set_font(FAMILY, "B" if bold else "", 1)
            self._widths[known] = self._page.get_string_width(text)
        return self._widths[known]
