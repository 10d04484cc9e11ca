"""How a day looks: a colour and a shape for each ground, so that neither alone has to be told apart.

The colours keep apart for the colour-blind and in grey print as far as so many can; the shapes always do.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from bot.replies import vocabulary
from bot.replies.picture.canvas import INK, Canvas, number
from bot.replies.words import N_
from rules.strip import UNJUDGED

WIDTH: Final = 8.2
HEIGHT: Final = 15.0
"""Of the cell of one day."""

LINE: Final = 1.5
STROKE: Final = 1.7
"""How thick the outline of a hollow cell and a shape are."""
_WHITE: Final = "#fff"

_SHAPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "": "",
        "bar": "m-2.6 0h5.2",
        "bars": "m-2.6 -2.6h5.2m-5.2 5.2h5.2",
        "upright": "m0 -4.4v8.8",
        "uprights": "m-1.6 -4.4v8.8m3.2 -8.8v8.8",
        "slash": "m-2.3 3.8l4.6 -7.6",
        "backslash": "m-2.3 -3.8l4.6 7.6",
        "cross": "m-2.4 -3.4l4.8 6.8m0 -6.8l-4.8 6.8",
        "plus": "m-2.7 0h5.4m-2.7 -2.9v5.8",
        "dots": "m-.3 -3.4h.6m-.6 6.8h.6",
        "peak": "m-2.5 2.5l2.5 -5 2.5 5",
        "valley": "m-2.5 -2.5l2.5 5 2.5 -5",
        "diamond": "m0 -3.8l2.5 3.8 -2.5 3.8 -2.5 -3.8z",
        "arrow": "m-1.5 -3.2l3 3.2 -3 3.2",
        "square": "m-2.2 -2.4h4.4v4.8h-4.4z",
        "tee": "m-2.6 -2.6h5.2m-2.6 0v5.6",
        "ring": "m-2.4 0a2.4 2.4 0 1 0 4.8 0a2.4 2.4 0 1 0 -4.8 0z",
        "circle": "m-3.2 0a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0 -6.4 0z",
        "zigzag": "m-2.4 -3.6l4.8 2.4 -4.8 2.4 4.8 2.4",
    }
)


class Look(NamedTuple):
    """The colour of a day, the shape in it with its colour, and the key of its name."""

    fill: str
    shape: str
    ink: str
    name: str


_G: Final = vocabulary.GROUNDS
GROUNDS: Final[Mapping[str | None, Look]] = MappingProxyType(
    {
        None: Look("#b3001b", "cross", _WHITE, N_("picture.mark.over")),
        UNJUDGED: Look("#a8a8a8", "dots", INK, N_("picture.mark.unjudged")),
        "visa_free": Look("#0072b2", "", _WHITE, _G["visa_free"]),
        "patent": Look("#007a5a", "bar", _WHITE, _G["patent"]),
        "contract": Look("#e69f00", "plus", INK, _G["contract"]),
        "family": Look("#d98bb5", "diamond", INK, _G["family"]),
        "temporary_residence": Look("#7b4ea3", "upright", _WHITE, _G["temporary_residence"]),
        "education_residence": Look("#a98cc9", "square", INK, _G["education_residence"]),
        "permanent_residence": Look("#5a2d82", "uprights", _WHITE, _G["permanent_residence"]),
        "work_permit": Look("#4d8f6a", "backslash", _WHITE, _G["work_permit"]),
        "highly_qualified": Look("#3d6b52", "zigzag", _WHITE, _G["highly_qualified"]),
        "study": Look("#56b4e9", "peak", INK, _G["study"]),
        "treaty": Look("#8a9a3b", "ring", _WHITE, _G["treaty"]),
        "application": Look("#d9c58a", "slash", INK, _G["application"]),
        "suspension": Look("#b8c4cc", "bars", INK, _G["suspension"]),
        "new_contract_term": Look("#f0b95a", "arrow", INK, _G["new_contract_term"]),
        "departure_term": Look("#d55e00", "valley", _WHITE, _G["departure_term"]),
    }
)
OTHER: Final = Look("#8c8c8c", "tee", _WHITE, vocabulary.OTHER_GROUND)
TRIP: Final = Look(INK, "circle", INK, N_("picture.mark.trip"))
TRIP_NO: Final = Look("#b3001b", "cross", "#b3001b", N_("picture.mark.trip_no"))
TRIPS: Final = frozenset({TRIP, TRIP_NO})
"""Looks without a cell: what is only planned is a shape on white."""
AHEAD: Final = Look("#555", "", "#555", N_("picture.mark.ahead"))
UNSURE: Final = Look("#555", "", "#555", N_("picture.mark.unsure"))
IN_ORDER: Final = (*GROUNDS.values(), OTHER, TRIP, TRIP_NO)
"""In the order in which they are explained."""


def look(ground: str | None) -> Look:
    """Return how days on a ground look; one that is not known here looks like some ground."""
    return GROUNDS.get(ground, OTHER)


def ink_on_white(look: Look) -> str:
    """Return the colour of the shape of a look where nothing is filled."""
    return look.fill if look.ink == _WHITE else look.ink


def cell(x: float, y: float) -> str:
    """Return the outline of the cell whose upper left corner is given."""
    return f"M{number(x)} {number(y)}h{number(WIDTH)}v{number(HEIGHT)}h-{number(WIDTH)}z"


def hollow(x: float, y: float) -> str:
    """Return the outline of a cell drawn as a line that stays within the cell."""
    inset = LINE / 2
    width, height = number(WIDTH - LINE), number(HEIGHT - LINE)
    return f"M{number(x + inset)} {number(y + inset)}h{width}v{height}h-{width}z"


def half(x: float, y: float) -> str:
    """Return the lower left half of a cell."""
    return f"M{number(x)} {number(y)}l{number(WIDTH)} {number(HEIGHT)}h-{number(WIDTH)}z"


def shape(name: str, x: float, y: float) -> str:
    """Return a shape in the middle of a cell, as lines; empty where there is none."""
    data = _SHAPES[name]
    return data and f"M{number(x + WIDTH / 2)} {number(y + HEIGHT / 2)}{data}"


def frame(canvas: Canvas, x: float, y: float) -> None:
    """Draw an empty cell within a thick frame: a day that is pointed at."""
    canvas.rect(x - 1.2, y - 1.2, WIDTH + 2.4, HEIGHT + 2.4, fill=INK)
    canvas.rect(x, y, WIDTH, HEIGHT, fill=_WHITE)


_SIGNS: Final = {
    # What points at the day: the side of the cell it stands on, and its outline from the middle of that side.
    "today": (-1.2, "l-4.4 -5h8.8z"),
    "last": (HEIGHT + 1.2, "l-4.4 5h8.8z"),
    "enter": (HEIGHT + 1.2, "m-4.4 0h8.8v5h-8.8z"),
}


def sign(canvas: Canvas, name: str, x: float, y: float) -> None:
    """Draw what points at a day, above or below its cell."""
    beside, outline = _SIGNS[name]
    canvas.path(f"M{number(x + WIDTH / 2)} {number(y + beside)}{outline}", fill=INK)
