"""Trips not made yet, against a slow count of days, and against themselves with other dates."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.lawbook import load_law
from rules.assess import assess
from rules.assessment import Trip as Planned
from rules.plans.come_for import TOO_LONG
from rules.plans.trips import BAN, GROUND, LIMIT, MANUAL, OVERLAP, UNBROKEN
from rules.read import read_case
from tests.rules.day_by_day import SlowCount, Trip
from tests.rules.strategies import AFTER_SUSPENSION, VISA_FREE, stays_data, trips

DAY: Final = timedelta(days=1)
ON: Final = date(2026, 11, 21)

visa_free = st.sampled_from(VISA_FREE)
slow = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def plans(draw: st.DrawFn, *, least: int = 1, most: int = 4, beside: bool = False) -> list[Trip]:
    """Trips ahead of :data:`ON` with their exits, oldest first; ``beside`` lets them overlap."""
    lengths = st.one_of(st.integers(0, 40), st.sampled_from([29, 44, 59, 60, 88, 89, 90, 91, 125]))
    found: list[Trip] = []
    day = ON + draw(st.integers(0, 200)) * DAY
    for _ in range(draw(st.integers(least, most))):
        leave = day + draw(lengths) * DAY
        found.append((day, leave))
        gap = draw(st.integers(-5 if beside else 0, 3) | st.integers(0, 200))
        day = max(day + DAY, leave + gap * DAY)
    return found


@st.composite
def past(draw: st.DrawFn) -> list[Trip]:
    """Trips that are over before :data:`ON`."""
    found, _ = draw(trips(era=(AFTER_SUSPENSION[0], ON - DAY), most=3))
    return [(entry, leave) for entry, leave in found if leave is not None]


def planned(country: str, behind: Sequence[Trip], ahead: Sequence[Trip]) -> tuple[Planned, ...]:
    """Return what the cautious answer says of trips ahead."""
    case = {"citizenship": country, "stays": stays_data(behind), "planned": stays_data(ahead)}
    return assess(read_case(case), ON, load_law()).cautious.planned


def possible(before: Sequence[Trip], trip: Trip) -> bool:
    """Return whether the slow count finds every day of a trip lawful and its entry open."""
    entry, leave = trip
    closing = SlowCount(before, entry).counted().bans
    over = SlowCount([*before, trip], leave or entry).counted().overstay
    overlaps = any(end is not None and entry < end for _, end in before)
    return not over and not closing and not overlaps


@given(country=visa_free, behind=past(), ahead=plans(beside=True))
@slow
def test_a_trip_is_possible_when_all_its_days_are(
    country: str, behind: list[Trip], ahead: list[Trip]
) -> None:
    """A plan is ok when the slow count, with the stays and plans before it as they are, finds no day over."""
    for number, trip in enumerate(planned(country, behind, ahead)):
        assert trip.ok == possible([*behind, *ahead[:number]], ahead[number]), number
        assert trip.ok == (trip.broken_by is None)


@given(country=visa_free, behind=past(), ahead=plans(least=2))
@slow
def test_a_trip_breaks_what_is_possible_without_it(
    country: str, behind: list[Trip], ahead: list[Trip]
) -> None:
    """What a plan is said to break is impossible with it and possible when it alone is left out."""
    for number, trip in enumerate(planned(country, behind, ahead)):
        without = planned(country, behind, [*ahead[:number], *ahead[number + 1 :]])
        both = planned(country, behind, ahead)
        broken = [
            later for later in range(number + 1, len(ahead)) if without[later - 1].ok and not both[later].ok
        ]
        assert list(trip.breaks) == broken


@given(country=visa_free, behind=past(), ahead=plans(least=2))
@slow
def test_one_day_after_the_latest_exit_something_breaks(
    country: str, behind: list[Trip], ahead: list[Trip]
) -> None:
    """An exit on the latest day breaks no later plan; a day later it is unlawful or breaks one."""
    for number, trip in enumerate(planned(country, behind, ahead)):
        entry = ahead[number][0]

        def leaving(day: date, number: int = number, entry: date = entry) -> Planned:
            changed = [*ahead[:number], (entry, day), *ahead[number + 1 :]]
            return planned(country, behind, changed)[number]

        if trip.latest_exit is None:
            assert trip.last_day is None or leaving(entry).breaks
            continue
        assert trip.last_day is not None
        assert trip.latest_exit <= trip.last_day
        assert not leaving(trip.latest_exit).breaks
        assert trip.latest_exit == trip.last_day or leaving(trip.latest_exit + DAY).breaks


@given(country=visa_free, behind=past(), ahead=plans(most=1))
@slow
def test_the_latest_exit_of_the_last_trip_is_its_last_day(
    country: str, behind: list[Trip], ahead: list[Trip]
) -> None:
    """Where nothing comes after a trip, only the law bounds its exit."""
    (trip,) = planned(country, behind, ahead)
    assert trip.latest_exit == trip.last_day
    assert trip.breaks == ()


@given(behind=past(), ahead=plans(least=2), open_ones=st.sets(st.integers(0, 3)))
@slow
def test_an_open_exit_is_taken_so_that_later_trips_stay_possible(
    behind: list[Trip], ahead: list[Trip], open_ones: set[int]
) -> None:
    """A plan without an exit breaks a later one only where its first day alone does."""
    opened = [(entry, None if number in open_ones else leave) for number, (entry, leave) in enumerate(ahead)]
    for number, trip in enumerate(planned("TJ", behind, opened)):
        if trip.exit is None and trip.breaks:
            assert trip.latest_exit is None, number


def test_every_reason_is_explained() -> None:
    """The page on plans names every word that can say why a trip cannot be made."""
    page = (Path(__file__).parents[2] / "docs" / "plans.md").read_text("utf-8")
    for word in (OVERLAP, BAN, MANUAL, LIMIT, UNBROKEN, GROUND, TOO_LONG):
        assert f"`{word}`" in page
