"""What a reader answers when it did not understand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

NOTHING: Final[Mapping[str, int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Unclear:
    """Why a text was not understood: a key of the catalogues, and the numbers its sentence names.

    Nothing of the text itself is kept.
    """

    reason: str
    values: Mapping[str, int] = field(default_factory=lambda: NOTHING)
