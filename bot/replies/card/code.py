"""The text of a code as the squares of a QR code, and how large it is to be printed."""

from typing import Final, NamedTuple

_SMALLEST: Final = 36.0
"""Millimetres that even a short code takes, so that a poor printer and an old phone manage."""

_LEAST_SQUARE: Final = 0.5
"""Millimetres of one square at the least: six dots of a printer, three of a poor photo."""

_QUIET: Final = 4
"""Squares of white that must surround a code."""


class Code(NamedTuple):
    """The squares of a QR code, a row of truth values each, and the length of its side in millimetres."""

    squares: tuple[tuple[bool, ...], ...]
    side: float

    @property
    def square(self) -> float:
        """The length of a square in millimetres."""
        return self.side / len(self.squares)

    @property
    def quiet(self) -> float:
        """The white that must surround the code, in millimetres."""
        return _QUIET * self.square

    def runs(self) -> tuple[tuple[int, int, int], ...]:
        """Return the dark squares that touch in a row: the row, the first and how many."""
        found = []
        for number, row in enumerate(self.squares):
            start = None
            for place, dark in enumerate((*row, False)):
                if dark and start is None:
                    start = place
                elif not dark and start is not None:
                    found.append((number, start, place - start))
                    start = None
        return tuple(found)


def code_squares(text: str) -> Code:
    """Return the QR code of a text of :func:`bot.case_code.coding.code_of`.

    A seventh of it may be soiled and it is read all the same; of the longest, a fourteenth.
    """
    import segno  # noqa: PLC0415 - only who wants a card needs it

    try:
        made = segno.make_qr(text, error="m", mode="alphanumeric", boost_error=False)
    except segno.DataOverflowError:
        made = segno.make_qr(text, error="l", mode="alphanumeric", boost_error=False)
    squares = tuple(tuple(map(bool, row)) for row in made.matrix)
    return Code(squares, max(_SMALLEST, _LEAST_SQUARE * len(squares)))
