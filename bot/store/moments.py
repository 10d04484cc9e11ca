"""Moments as whole numbers: SQLite has no zones, and numbers are compared alike by every database."""

from datetime import UTC, datetime, timedelta
from typing import Final

AHEAD: Final = timedelta(hours=1)
"""What lies further ahead than this, of what is never set so far, was set by a clock that had jumped."""

FARTHEST: Final = AHEAD - timedelta(minutes=5)
"""So far ahead a lease or a pause is set at most: the clocks of two workers need not be quite the same."""
MICROSECOND: Final = timedelta(microseconds=1)

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND: Final = timedelta(seconds=1)


def utc(moment: datetime) -> datetime:
    """Return the same moment in UTC.

    Raises:
        ValueError: it has no zone; guessing one could be half a day wrong.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(UTC)


def seconds(moment: datetime) -> int:
    """Return the whole seconds from 1970 (UTC) to a moment."""
    return (utc(moment) - _EPOCH) // _SECOND


def microseconds(moment: datetime) -> int:
    """Return the microseconds from 1970 (UTC) to a moment."""
    return (utc(moment) - _EPOCH) // MICROSECOND


def moment(after: int) -> datetime:
    """Return the moment so many seconds after 1970 (UTC)."""
    return _EPOCH + after * _SECOND
