"""When one may come for so many days: tables worked out by hand, then a slow count of days."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.lawbook import load_law
from rules.law import Law
from rules.plans.come_for import come_for, lengths
from rules.plans.not_possible import NotPossible
from rules.read import read_case
from tests.rules.asking_people import (
    BUILDER,
    DRIVER,
    EXPELLED,
    MOTHER,
    ON,
    PLANNING,
    TRADER,
    USED_UP,
    person,
)
from tests.rules.day_by_day import SlowCount, Trip
from tests.rules.strategies import AFTER_SUSPENSION, VISA_FREE, Data, stays_data, trips

DAY: Final = timedelta(days=1)
LAW: Final = load_law()

# --- coming ----------------------------------------------------------------------------------

COMING: Final = [
    # (who, more facts, days, since, first day, last lawful day then, what closes the days before)
    pytest.param(
        PLANNING, {}, 30, None, "2026-11-21", "2026-12-20", [],
        id="the thirty days left of the year can begin today",
    ),
    pytest.param(
        PLANNING, {}, 60, None, "2026-12-02", "2027-03-01", [("limit", "2026-11-21", "2026-12-01")],
        id="sixty days begin when thirty are left of the year",
    ),
    pytest.param(
        PLANNING, {}, 90, None, "2026-12-02", "2027-03-01", [("limit", "2026-11-21", "2026-12-01")],
        id="ninety days over New Year are of two accounts",
    ),
    pytest.param(PLANNING, {}, 60, "2027-03-01", "2027-03-01", "2027-05-29", [], id="asked from a later day"),
    pytest.param(
        USED_UP, {}, 30, None, "2027-01-01", "2027-03-31", [("limit", "2026-11-21", "2026-12-31")],
        id="after ninety days of this year the next one begins with nothing",
    ),
    pytest.param(
        EXPELLED, {}, 60, None, "2028-09-11", "2028-12-09", [("ban:removal", "2026-11-21", "2028-09-10")],
        id="after an expulsion when its five years have run out",
    ),
    pytest.param(
        DRIVER, {}, 60, None, "2029-02-16", "2029-05-16", [("ban:offences_3y", "2026-11-21", "2029-02-15")],
        id="a ban that may be given closes entry cautiously",
    ),
    pytest.param(
        BUILDER, {}, 60, None, "2026-11-23", "2027-02-20", [("overlap", "2026-11-21", "2026-11-22")],
        id="whoever is here leaves first and is abroad for a full day",
    ),
    pytest.param(
        TRADER, {}, 30, None, "2027-01-01", "2027-03-31",
        [("overlap", "2026-11-21", "2026-11-22"), ("limit", "2026-11-23", "2026-12-31")],
        id="leaving today leaves the trader twelve days of this year",
    ),
    pytest.param(
        MOTHER, {}, 30, None, "2029-11-22", "2030-02-19",
        [("overlap", "2026-11-21", "2026-11-22"), ("ban:limit_90", "2026-11-23", "2029-11-21")],
        id="the ban that leaving today would start closes entry",
    ),
    pytest.param(
        PLANNING, {"planned": [{"entry": "2027-01-10", "exit": "2027-02-20"}]}, 60, None,
        "2027-11-14", "2028-02-11",
        [
            ("overlap", "2026-11-21", "2027-02-20"),
            ("limit", "2027-02-21", "2027-11-13"),
        ],
        id="a trip planned is made as planned: 48 days are left of 2027",
    ),
    pytest.param(
        PLANNING, {"planned": [{"entry": "2027-01-10", "exit": "2027-06-30"}]}, 90, "2027-02-01",
        "2027-02-01", "2027-05-01", [],
        id="a trip that is impossible anyway stands in nobody's way",
    ),
    pytest.param(
        PLANNING, {"planned": [{"entry": "2027-03-01", "exit": "2027-04-30"}]}, 30, "2027-01-01",
        "2027-12-03", "2028-03-01",
        [("overlap", "2027-01-01", "2027-04-30"), ("limit", "2027-05-01", "2027-12-02")],
        id="thirty days before a trip of sixty-one would leave it a day short",
    ),
    pytest.param(
        {"citizenship": "BY"}, {}, 500, None, "2026-11-21", None, [],
        id="a citizen of Belarus has no last day",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("who", "more", "days", "since", "first", "last", "closed"), COMING)
def test_coming(  # noqa: PLR0913, PLR0917 - a row of the table
    who: Data, more: Data, days: int, since: str | None, first: str, last: str | None, closed: list[Any]
) -> None:
    """The first day of entry for a wanted length, and what closes the days before it."""
    begin = None if since is None else date.fromisoformat(since)
    found = come_for(person(who, **more), ON, days, LAW, begin).cautious
    assert str(found.first) == first
    assert (found.last_day and str(found.last_day)) == last
    assert [(each.by, str(each.first), str(each.last)) for each in found.closed] == closed
    assert found.never is None


@pytest.mark.parametrize(
    ("who", "more", "days", "never"),
    [
        (PLANNING, {}, 91, "too_long"),
        (TRADER, {}, 91, "too_long"),
        (MOTHER, {}, 100_000, "too_long"),
        (EXPELLED, {"offences": [{"in_force": "2026-02-15", "kind": "stay"}]}, 30, "ban:unpaid_fine"),
        ({"citizenship": "TJ", "convictions": [{"spent": False}]}, {}, 30, "ban:conviction"),
        ({"citizenship": "UA"}, {}, 30, "manual"),
    ],
)
def test_never(who: Data, more: Data, days: int, never: str) -> None:
    """Where no day is possible it is said why: longer than one stay may be, a ban without end, other law."""
    found = come_for(person(who, **more), ON, days, LAW)
    assert (found.cautious.first, found.cautious.never) == (None, never)
    assert found.cautious.closed[-1].last is None


def test_favourably_a_free_decision_closes_nothing() -> None:
    """The driver may come today by the milder reading, and the reading is named."""
    found = come_for(person(DRIVER), ON, 60, LAW)
    assert found.favourable.first == ON
    assert found.answer.disputes == ("discretionary_bans",)
    assert found.answer.trace


def law_with(*limits: tuple[int, date, date | None]) -> Law:
    """Return the law with other limits of the year: each with its first and last day."""
    (current,) = [each for each in LAW.provisions if each.id == "stay.visa_free" and each.until is None]
    versions = [current._replace(until=limits[0][1] - DAY)]
    for limit, since, until in limits:
        value = {**current.value, "limit": limit}
        versions.append(current._replace(since=since, until=until, value=value))
    return Law(
        checked=LAW.checked,
        provisions=(*(each for each in LAW.provisions if each is not current), *versions),
        readings=LAW.readings,
        countries=LAW.countries,
        workdays=LAW.workdays,
        acts=LAW.acts,
    )


def test_a_law_that_is_not_in_force_yet_is_looked_ahead_to() -> None:
    """Sixty days a year from 2028: ninety fit when sixty are left of 2028, and not before."""
    law = law_with((60, date(2028, 1, 1), None))
    case = person({"citizenship": "TJ"})
    assert come_for(case, ON, 90, law, date(2027, 12, 1)).cautious.first == date(2027, 12, 1)
    found = come_for(case, ON, 90, law, date(2028, 1, 1)).cautious
    assert found.first == date(2028, 11, 2)
    assert [each.by for each in found.closed] == ["limit"]


def test_a_later_law_opens_what_an_earlier_one_closes_for_years() -> None:
    """Thirty days a year until 2034, then ninety: thirty days of 2034 and sixty of 2035."""
    law = law_with((30, date(2027, 1, 1), date(2034, 12, 31)), (90, date(2035, 1, 1), None))
    found = come_for(person({"citizenship": "TJ"}), ON, 90, law, date(2027, 1, 1)).cautious
    assert found.first == date(2034, 12, 2)
    assert [(each.by, each.first, each.last) for each in found.closed] == [
        ("limit", date(2027, 1, 1), date(2034, 12, 1))
    ]


def test_a_law_that_changes_within_the_year_opens_days_before_the_next_one() -> None:
    """Thirty days a year until June 2035, then ninety: who enters on 1 June has thirty, then sixty more."""
    law = law_with((30, date(2027, 1, 1), date(2035, 6, 30)), (90, date(2035, 7, 1), None))
    found = come_for(person({"citizenship": "TJ"}), ON, 60, law, date(2035, 4, 1)).cautious
    assert (found.first, found.last_day) == (date(2035, 6, 1), date(2035, 8, 29))
    assert [(each.by, each.last) for each in found.closed] == [("limit", date(2035, 5, 31))]


def test_lengths_come_from_the_limit() -> None:
    """A third, two thirds and all of what one stay may last."""
    assert lengths(ON, LAW) == (30, 60, 90)


@pytest.mark.parametrize(("days", "since", "fault"), [(0, ON, "no_days"), (30, ON - DAY, "past")])
def test_coming_that_makes_no_sense(days: int, since: date, fault: str) -> None:
    """A stay has at least one day, and begins today at the earliest."""
    with pytest.raises(NotPossible) as refusal:
        come_for(person(PLANNING), ON, days, LAW, since)
    assert refusal.value.fault == fault


# --- for everybody ---------------------------------------------------------------------------

visa_free = st.sampled_from(VISA_FREE)
slow = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)


def open_throughout(behind: Sequence[Trip], entry: date, days: int) -> bool:
    """Return whether the slow count finds every day of a stay lawful, and no ban on its entry."""
    leave = entry + (days - 1) * DAY
    if SlowCount(behind, entry).counted().bans:
        return False
    return not SlowCount([*behind, (entry, leave)], leave).counted().overstay


@given(
    country=visa_free,
    walk=trips(era=AFTER_SUSPENSION, most=4),
    days=st.sampled_from([1, 10, 30, 45, 60, 89, 90]),
    data=st.data(),
)
@slow
def test_the_first_day_is_the_first_that_is_lawful_throughout(
    country: str, walk: tuple[list[Trip], date], days: int, data: st.DataObject
) -> None:
    """By the slow count every day of the stay is lawful, and no earlier entry is possible."""
    found, _ = walk
    behind = [(entry, leave) for entry, leave in found if leave is not None]
    on = max((leave for _, leave in behind), default=date(2025, 1, 1)) + DAY
    on += data.draw(st.integers(0, 60)) * DAY
    case = read_case({"citizenship": country, "stays": stays_data(behind)})
    got = come_for(case, on, days, LAW).cautious
    assert got.first is not None
    assert open_throughout(behind, got.first, days)
    earlier = (got.first - on).days
    tried = range(earlier) if earlier <= 40 else {*range(earlier - 20, earlier), *data.draw(_some(earlier))}
    assert not any(open_throughout(behind, on + back * DAY, days) for back in tried)
    # What is said to close the days before covers them all, in a row.
    day = on
    for each in got.closed:
        assert each.first == day
        assert each.last is not None
        day = each.last + DAY
    assert day == got.first


def _some(most: int) -> st.SearchStrategy[set[int]]:
    return st.sets(st.integers(0, most - 1), min_size=min(most, 15), max_size=25)
