"""The letters that pictures and pages are drawn with: one family, regular and bold, the same everywhere."""

from functools import cache
from pkgutil import get_data
from typing import Final

FAMILY: Final = "DejaVu Sans Condensed"
"""The name that both files bear."""


def font_path(*, bold: bool = False) -> str:
    """Return where the font file lies, for libraries that read it themselves."""
    return f"{__path__[0]}/{_name(bold=bold)}"


@cache
def font(*, bold: bool = False) -> bytes:
    """Return the font file (TrueType), regular or bold.

    Raises:
        FileNotFoundError: the file is not installed.
    """
    data = get_data(__name__, _name(bold=bold))
    if data is None:
        raise FileNotFoundError(_name(bold=bold))
    return data


def _name(*, bold: bool) -> str:
    return "bold.ttf" if bold else "regular.ttf"
