"""A reminder arrives by day where the person is, wherever the machine stands and whatever its clock says."""

from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reminders.moments import EVENING, MORNING, decent, moment_of
from bot.reminders.zones import DEFAULT_ZONE, HOME, RUSSIAN

ZONES: Final = (*RUSSIAN, *HOME.values())
anywhere: Final = st.sampled_from(ZONES).map(ZoneInfo)
anytime: Final = st.dates(date(2013, 1, 1), date(2030, 1, 1)).flatmap(
    lambda day: st.times().map(lambda hour: datetime.combine(day, hour, UTC))
)

MOMENTS: Final = [
    # (zone, day, now by the clock there, when it arrives there)
    ("Europe/Moscow", "2026-12-03", "2026-11-21 23:00", "2026-12-03 10:00"),
    ("Asia/Vladivostok", "2026-12-03", "2026-11-21 23:00", "2026-12-03 10:00"),
    ("Asia/Dushanbe", "2026-12-03", "2026-12-03 08:00", "2026-12-03 10:00"),
    ("Asia/Dushanbe", "2026-12-03", "2026-12-03 15:30", "2026-12-03 15:30"),
    ("Asia/Dushanbe", "2026-12-03", "2026-12-03 21:00", "2026-12-04 09:00"),
    ("Asia/Kamchatka", "2026-12-03", "2026-12-05 03:00", "2026-12-05 09:00"),
    ("Europe/Chisinau", "2026-03-29", "2026-03-29 01:00", "2026-03-29 10:00"),  # the clocks go forward
    ("Europe/Chisinau", "2026-10-25", "2026-10-24 22:00", "2026-10-25 10:00"),  # and back
]


@pytest.mark.parametrize(("zone", "day", "now", "expected"), MOMENTS)
def test_moment(zone: str, day: str, now: str, expected: str) -> None:
    """The usual hour of the day; now, or in the morning, where that is over."""
    there = ZoneInfo(zone)
    present = datetime.fromisoformat(now).replace(tzinfo=there)
    arrives = moment_of(date.fromisoformat(day), there, present.astimezone(UTC))
    assert arrives.astimezone(there).strftime("%Y-%m-%d %H:%M") == expected
    assert arrives.tzinfo is UTC


def test_a_moment_without_its_zone_is_refused() -> None:
    """The clock of the machine says nothing by itself."""
    with pytest.raises(ValueError, match="time zone"):
        moment_of(date(2026, 12, 3), ZoneInfo(DEFAULT_ZONE), datetime(2026, 12, 3, 9))  # noqa: DTZ001


@given(anywhere, anytime, st.integers(-30, 400))
def test_nobody_is_woken(zone: ZoneInfo, now: datetime, ahead: int) -> None:
    """Never before now, never at night, and on the day itself where that is still possible."""
    day = now.astimezone(zone).date() + timedelta(ahead)
    arrives = moment_of(day, zone, now)
    local = arrives.astimezone(zone)
    assert arrives >= now
    assert MORNING <= local.time() < EVENING
    if ahead > 0:
        assert local.date() == day
    assert decent(arrives, zone) == arrives


def test_zones_are_known() -> None:
    """Russia has eleven, Moscow among them, and every zone is one that the machine knows."""
    assert len(RUSSIAN) == len(set(RUSSIAN)) == 11
    assert DEFAULT_ZONE in RUSSIAN
    assert set(ZONES) <= available_timezones()
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    offsets = [noon.astimezone(ZoneInfo(zone)).utcoffset() for zone in RUSSIAN]
    assert offsets == [timedelta(hours=hours) for hours in range(2, 13)]
