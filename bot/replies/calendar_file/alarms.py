"""When an event rings: on the days on which a reminder of it would come."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.reminders.steps import LEAVE, steps_of

HOUR: Final = 9
"""The hour at which an event rings, by the clock of wherever the phone is."""

_STANDS_FOR: Final[Mapping[str, str]] = MappingProxyType({"last_day": LEAVE, "trip_last": LEAVE})
"""Events that are no duty, by the duty that they are reminded of like."""


def days_before(kind: str, ahead: int) -> tuple[int, ...]:
    """Return how many days before its day an event rings, the earliest first.

    Args:
        kind: the kind of event: the name of a duty, or one of those of :mod:`.events`.
        ahead: the days from the day of the file to that of the event; nothing rings before the file is
            made, and what is for the same day rings on it.
    """
    if ahead == 0:
        return (0,)
    return tuple(days for days in steps_of(_STANDS_FOR.get(kind, kind)).before if days <= ahead)
