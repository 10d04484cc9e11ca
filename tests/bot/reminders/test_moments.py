"""A reminder arrives by day where the person is, wherever the machine stands and whatever its clock says."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.model import Remind
from bot.reminders.moments import EVENING, MORNING, decent, moment_of, moments_of
from bot.reminders.plan import Wanted
from bot.reminders.zones import DEFAULT_ZONE, HOME, RUSSIAN
from tests.bot.reminders.test_agreeing import reminded, told

DAY: Final = date(2026, 12, 3)
ZONES: Final = (*RUSSIAN, *HOME.values())
anywhere: Final = st.sampled_from(ZONES).map(ZoneInfo)
anytime: Final = st.dates(date(2013, 1, 1), date(2030, 1, 1)).flatmap(
    lambda day: st.times().map(lambda hour: datetime.combine(day, hour, UTC))
)

MOMENTS: Final = [
    # (zone, day, deadline, now by the clock there, when it arrives there)
    ("Europe/Moscow", "2026-12-03", "2026-12-04", "2026-11-21 23:00", "2026-12-03 10:00"),
    ("Europe/Moscow", "2026-12-04", "2026-12-04", "2026-11-21 23:00", "2026-12-04 09:00"),
    ("Asia/Vladivostok", "2026-12-03", "2026-12-10", "2026-11-21 23:00", "2026-12-03 10:00"),
    ("Asia/Vladivostok", "2026-12-10", "2026-12-10", "2026-12-09 19:59", "2026-12-10 09:00"),
    ("Asia/Dushanbe", "2026-12-03", "2026-12-10", "2026-12-03 08:00", "2026-12-03 10:00"),
    ("Asia/Dushanbe", "2026-12-03", "2026-12-03", "2026-12-03 08:00", "2026-12-03 09:00"),
    ("Asia/Dushanbe", "2026-12-03", "2026-12-03", "2026-12-03 09:01", "2026-12-03 09:01"),
    ("Asia/Dushanbe", "2026-12-03", "2026-12-10", "2026-12-03 15:30", "2026-12-03 15:30"),
    ("Asia/Dushanbe", "2026-12-03", "2026-12-10", "2026-12-03 21:00", "2026-12-04 09:00"),
    ("Asia/Kamchatka", "2026-12-03", "2026-12-10", "2026-12-05 03:00", "2026-12-05 09:00"),
    # The clocks go forward and back in the night before.
    ("Europe/Chisinau", "2026-03-29", "2026-04-01", "2026-03-29 01:00", "2026-03-29 10:00"),
    ("Europe/Chisinau", "2026-03-29", "2026-03-29", "2026-03-01 12:00", "2026-03-29 09:00"),
    ("Europe/Chisinau", "2026-10-25", "2026-10-28", "2026-10-24 22:00", "2026-10-25 10:00"),
    ("Europe/Kyiv", "2026-10-25", "2026-10-25", "2026-10-24 22:00", "2026-10-25 09:00"),
    # Russia went over to winter time for good, and Samara to another zone and back.
    ("Europe/Moscow", "2014-10-26", "2014-10-26", "2014-10-25 12:00", "2014-10-26 09:00"),
    ("Europe/Samara", "2010-03-28", "2010-04-28", "2010-03-20 12:00", "2010-03-28 10:00"),
    ("Asia/Almaty", "2024-03-01", "2024-03-01", "2024-02-20 12:00", "2024-03-01 09:00"),
]


@pytest.mark.parametrize(("zone", "day", "deadline", "now", "expected"), MOMENTS)
def test_moment(zone: str, day: str, deadline: str, now: str, expected: str) -> None:
    """The usual hour, the morning of the last day itself; now, or the next morning, where that is over."""
    there = ZoneInfo(zone)
    present = datetime.fromisoformat(now).replace(tzinfo=there)
    arrives = moment_of(date.fromisoformat(day), date.fromisoformat(deadline), there, present.astimezone(UTC))
    assert arrives.astimezone(there).strftime("%Y-%m-%d %H:%M") == expected
    assert arrives.tzinfo is UTC


def test_a_moment_without_its_zone_is_refused() -> None:
    """The clock of the machine says nothing by itself."""
    with pytest.raises(ValueError, match="time zone"):
        moment_of(DAY, DAY, ZoneInfo(DEFAULT_ZONE), datetime(2026, 12, 3, 9))  # noqa: DTZ001


def test_all_of_one_day_together() -> None:
    """Nobody is disturbed twice on a day: where one of them is of its last day, all come in the morning."""
    zone, now = ZoneInfo("Asia/Omsk"), datetime(2026, 11, 21, 12, tzinfo=UTC)
    after = DAY + timedelta(1)
    wanted = (
        Wanted("leave", 1, DAY + timedelta(7), DAY),
        Wanted("register", 1, DAY, DAY),
        Wanted("leave", 1, DAY + timedelta(7), after),
    )
    hours = [f"{each.astimezone(zone):%m-%d %H}" for each in moments_of(wanted, zone, now)]
    assert hours == ["12-03 09", "12-03 09", "12-04 10"]
    assert moments_of((), zone, now) == ()


AGAIN: Final = [
    # (now by the clock there, when that of a day that is over and that of today of one deadline arrive)
    ("2026-12-10 09:05", "12-10 10:00"),
    ("2026-12-10 15:30", "12-10 15:30"),
    ("2026-12-10 21:00", "12-11 09:00"),
]


@pytest.mark.parametrize(("now", "expected"), AGAIN)
def test_nobody_is_asked_twice_in_an_hour(now: str, expected: str) -> None:
    """Whoever comes back a week after their last day, is asked once; of another deadline at once."""
    zone, last = ZoneInfo("Asia/Omsk"), date(2026, 12, 3)
    wanted = [Wanted("leave", 1, last, last + timedelta(days)) for days in (1, 7)]
    here = datetime.fromisoformat(now).replace(tzinfo=zone)
    found = moments_of([*wanted, Wanted("register", 1, last, last + timedelta(1))], zone, here)
    *both, other = (f"{each.astimezone(zone):%m-%d %H:%M}" for each in found)
    assert both == [expected, expected]
    assert other == f"{decent(here, zone).astimezone(zone):%m-%d %H:%M}"


@given(anywhere, anytime, st.integers(-30, 400), st.integers(0, 30))
def test_nobody_is_woken(zone: ZoneInfo, now: datetime, ahead: int, left: int) -> None:
    """Never before now, never at night, and on the day itself where that is still possible."""
    day = now.astimezone(zone).date() + timedelta(ahead)
    arrives = moment_of(day, day + timedelta(left), zone, now)
    local = arrives.astimezone(zone)
    assert arrives >= now
    assert MORNING <= local.time() < EVENING
    if ahead > 0:
        assert local.date() == day
        assert (local.time() == MORNING) == (left == 0)
    assert decent(arrives, zone) == arrives


@given(anywhere, anytime, st.integers(1, 400), st.integers(0, 400))
def test_the_same_moment_however_often_it_is_planned(
    zone: ZoneInfo, now: datetime, ahead: int, hours: int
) -> None:
    """Planning again later changes nothing of what is still to come, also where clocks change meanwhile."""
    day = now.astimezone(zone).date() + timedelta(ahead)
    arrives = moment_of(day, day, zone, now)
    again = now + timedelta(hours=hours)
    assert moment_of(day, day, zone, again) == arrives or again > arrives


@pytest.mark.parametrize("zone", ZONES)
def test_no_clock_changes_by_day(zone: str) -> None:
    """Every decent hour is there once on every day, so that no moment is left out or comes twice."""
    there, day = ZoneInfo(zone), date(2010, 1, 1)
    while day < date(2036, 1, 1):
        morning = datetime.combine(day, MORNING, there).astimezone(UTC)
        evening = datetime.combine(day, EVENING, there).astimezone(UTC)
        assert evening - morning == timedelta(hours=11), day
        day += timedelta(1)


@given(anywhere, anywhere, anytime, st.integers(2, 400))
def test_whoever_moves(one: ZoneInfo, other: ZoneInfo, now: datetime, ahead: int) -> None:
    """The same day and hour by the clocks of the new place; that is another moment where they differ."""
    day = now.astimezone(one).date() + timedelta(ahead)
    here, there = (moment_of(day, day, zone, now) for zone in (one, other))
    assert here.astimezone(one).replace(tzinfo=None) == there.astimezone(other).replace(tzinfo=None)
    offsets = [each.astimezone(zone).utcoffset() for each, zone in ((here, one), (there, other))]
    assert (here == there) == (offsets[0] == offsets[1])


def test_whoever_moves_has_the_same_reminders() -> None:
    """A zone chosen anew makes the same rows once more, each of them once: another zone, no other day."""
    talker = reminded()
    before = told(talker)[-1]
    talker.effects.clear()
    talker.go("/reminders", "zone", "choose:Asia/Vladivostok")
    after = told(talker)[-1]
    assert after == Remind(before.wanted, "Asia/Vladivostok")
    keys = [(each.kind, each.deadline, each.day) for each in after.wanted]
    assert len(set(keys)) == len(keys) > 0


MACHINE: Final = """
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo
from bot.reminders.moments import moment_of
for zone in ("Europe/Kaliningrad", "Europe/Chisinau", "Asia/Kamchatka"):
    for days in range(0, 370, 5):
        for ahead in (0, 1, 30):
            now = datetime(2026, 1, 1, days % 24, 30, tzinfo=UTC) + timedelta(days)
            day = now.date() + timedelta(ahead)
            last, other = (moment_of(day, end, ZoneInfo(zone), now) for end in (day, date.max))
            print(zone, now, last, other)
"""


def test_the_zone_of_the_machine_changes_nothing() -> None:
    """A server in another country, whose clocks change on other days, reminds at the same moments."""
    said = {
        subprocess.run(
            [sys.executable, "-c", MACHINE],
            env={**os.environ, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for zone in ("UTC", "America/New_York", "Asia/Tokyo", "Pacific/Apia")
    }
    (lines,) = said
    assert len(lines.splitlines()) == 3 * 74 * 3


def test_zones_are_known() -> None:
    """Russia has eleven, Moscow among them, and every zone is one that the machine knows."""
    assert len(RUSSIAN) == len(set(RUSSIAN)) == 11
    assert DEFAULT_ZONE in RUSSIAN
    assert set(ZONES) <= available_timezones()
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    offsets = [noon.astimezone(ZoneInfo(zone)).utcoffset() for zone in RUSSIAN]
    assert offsets == [timedelta(hours=hours) for hours in range(2, 13)]
