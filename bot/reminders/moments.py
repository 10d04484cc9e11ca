"""At which moment a reminder of a day may arrive: by the clock of where the person is, and never at night."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

MORNING: Final = time(9)
"""From when on people are disturbed."""
EVENING: Final = time(20)
"""Until when, itself not included."""
USUAL: Final = time(10)
"""When a reminder of a day to come arrives."""

_ONE_DAY: Final = timedelta(days=1)


def moment_of(day: date, zone: ZoneInfo, now: datetime) -> datetime:
    """Return when to remind, not before ``now``.

    Args:
        day: the day on which to remind, by the calendar of ``zone``.
        zone: the time zone of the person.
        now: the present moment, with its time zone.

    Returns:
        The usual hour of the day. Where that is over: now, if it is a decent hour there, else the next
        morning. Always in UTC.

    Raises:
        ValueError: ``now`` has no time zone.
    """
    if now.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    usual = _at(day, USUAL, zone)
    return usual if usual >= now else decent(now, zone)


def decent(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment itself if it is a decent hour in the zone, else the next morning there; in UTC."""
    local = moment.astimezone(zone)
    if local.time() < MORNING:
        return _at(local.date(), MORNING, zone)
    if local.time() >= EVENING:
        return _at(local.date() + _ONE_DAY, MORNING, zone)
    return moment.astimezone(UTC)


def _at(day: date, hour: time, zone: ZoneInfo) -> datetime:
    # Clocks change at night, so that these hours are there once on every day.
    return datetime.combine(day, hour, zone).astimezone(UTC)
