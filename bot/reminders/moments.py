"""At which moment a reminder of a day may arrive: by the clock of where the person is, and never at night."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.reminders.plan import Wanted

MORNING: Final = time(9)
"""From when on people are disturbed."""
EVENING: Final = time(20)
"""Until when, itself not included."""
USUAL: Final = time(10)
"""When a reminder arrives; that of the last day itself comes in the morning, to leave the whole day."""

_ONE_DAY: Final = timedelta(days=1)


def moment_of(day: date, deadline: date, zone: ZoneInfo, now: datetime) -> datetime:
    """Return when to remind, not before ``now``.

    Args:
        day: the day on which to remind, by the calendar of ``zone``.
        deadline: the last day in time of what is reminded of.
        zone: the time zone of the person.
        now: the present moment, with its time zone.

    Returns:
        The morning of the day where it is the deadline, else its usual hour. Where that is over: now, if it
        is a decent hour there, else the next morning; so what is planned in the evening of the deadline comes
        when the deadline is over, and whoever sends it finds it not true any more. Always in UTC.

    Raises:
        ValueError: ``now`` has no time zone.
    """
    if now.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    planned = _at(day, MORNING if day == deadline else USUAL, zone)
    return planned if planned >= now else decent(now, zone)


def moments_of(wanted: Sequence[Wanted], zone: ZoneInfo, now: datetime) -> tuple[datetime, ...]:
    """Return when each of a person's reminders arrives, in their order: all of one day together.

    Where one of them is of its last day they come in the morning. One whose day is over waits for that of
    today of the same deadline: both say the same. The rest is as in :func:`moment_of`.
    """
    urgent = {each.day for each in wanted if each.day == each.deadline}
    today = now.astimezone(zone).date()
    again = {(each.kind, each.deadline) for each in wanted if each.day == today}
    waits = (each.day < today and (each.kind, each.deadline) in again for each in wanted)
    days = [today if is_waiting else each.day for each, is_waiting in zip(wanted, waits, strict=True)]
    return tuple(
        moment_of(day, day if day in urgent else each.deadline, zone, now)
        for each, day in zip(wanted, days, strict=True)
    )


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
