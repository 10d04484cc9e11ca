"""When an event rings: so many days before it, by its kind."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_LEAVING: Final = (30, 14, 7, 3, 1, 0)
_PAYMENT: Final = (10, 5, 3, 1, 0)
_REGISTRATION: Final = (2, 1, 0)
_OTHER: Final = (30, 7, 1)

HOUR: Final = 9
"""The hour at which an event rings, by the clock of wherever the phone is."""

_OF_KIND: Final[Mapping[str, tuple[int, ...]]] = MappingProxyType(
    {
        "last_day": _LEAVING,
        "trip_last": _LEAVING,
        "patent_payment": _PAYMENT,
        "fine_payment": _PAYMENT,
        "register": _REGISTRATION,
        "address_notice": _REGISTRATION,
    }
)


def days_before(kind: str, ahead: int) -> tuple[int, ...]:
    """Return how many days before its day an event rings, the earliest first.

    Args:
        kind: the kind of event: the name of a duty, or one of those of :mod:`.events`.
        ahead: the days from the day of the file to that of the event; nothing rings before the file is
            made, and what is for the same day rings on it.
    """
    if ahead == 0:
        return (0,)
    return tuple(days for days in _OF_KIND.get(kind, _OTHER) if days <= ahead)
