"""A case as one short text that a QR code holds; what makes and reads it is loaded where one is met."""

from typing import Final

MARK: Final = "MUHLAT"
"""How a code begins, and no case in JSON or YAML does: there is no such key."""


def is_code(text: str) -> bool:
    """Whether a text begins as a code does, be it a whole one or not.

    >>> is_code("MUHLAT1:AB"), is_code(" muhlat2: AB"), is_code("citizenship: UZ")
    (True, True, False)
    """
    return text.lstrip()[: len(MARK)].upper() == MARK
