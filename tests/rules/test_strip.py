"""The line of days as it is shown: the same days that the answer counts, and doubt where dates are vague."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.lawbook import load_law
from rules.assess import assess
from rules.read import read_case
from rules.strip import UNJUDGED, Days, strip
from tests.rules.day_by_day import SlowCount, Trip, days
from tests.rules.strategies import SINCE_2025, VISA_FREE, Data, case_data, stays_data, trips

ON: Final = date(2026, 11, 21)
PATENT: Final = {"issued": "2026-03-25", "paid_until": "2026-12-24"}


def shown(case: Data, on: date = ON) -> list[str]:
    """Return the strip of a case as lines: the first and the last day, the ground, "?" where in doubt."""
    return [
        f"{part.first} {part.last} {part.ground}{'' if part.sure else ' ?'}"
        for part in strip(read_case(case), on, load_law())
    ]


def uzbek(*stays: Data, **more: list[Data]) -> Data:
    """Return a case of somebody from Uzbekistan."""
    return {"citizenship": "UZ", "stays": list(stays), **more}


@pytest.mark.parametrize(
    ("case", "wanted"),
    [
        pytest.param(
            uzbek({"entry": "2026-10-06"}),
            ["2026-10-06 2027-01-03 visa_free"],
            id="a stay goes on to its last day, over New Year",
        ),
        pytest.param(
            uzbek({"entry": "2026-08-01"}),
            ["2026-08-01 2026-10-29 visa_free", "2026-10-30 2026-11-21 None"],
            id="days without a ground end on the day asked about",
        ),
        pytest.param(
            uzbek({"entry": "2026-03-02", "purpose": "work"}, patents=[PATENT]),
            ["2026-03-02 2026-03-24 visa_free", "2026-03-25 2026-12-24 patent"],
            id="each ground has its days",
        ),
        pytest.param(
            uzbek(
                {"entry": "2026-02-01", "exit": "2026-02-10"}, {"entry": "2026-02-10", "exit": "2026-02-12"}
            ),
            ["2026-02-01 2026-02-12 visa_free"],
            id="a day that ends one stay and begins another is there once",
        ),
        pytest.param(
            uzbek({"entry": "2026-08"}),
            [
                "2026-08-01 2026-08-30 visa_free ?",
                "2026-08-31 2026-10-29 visa_free",
                "2026-10-30 2026-11-21 None ?",
            ],
            id="of a vague entry each possible day is in doubt, and so is what hangs on it",
        ),
        pytest.param(
            uzbek({"entry": "2026-05-10", "exit": "2026-06"}),
            ["2026-05-10 2026-06-01 visa_free", "2026-06-02 2026-06-30 visa_free ?"],
            id="of a vague exit the days after the first possible one are in doubt",
        ),
        pytest.param(
            uzbek({"entry": "2026-05", "exit": "2026-06"}),
            [
                "2026-05-01 2026-05-30 visa_free ?",
                "2026-05-31 2026-06-01 visa_free",
                "2026-06-02 2026-06-30 visa_free ?",
            ],
            id="of two vague dates the longest stay is shown, and only what is sure without doubt",
        ),
        pytest.param(
            uzbek({"entry": "2026-11-01"}, planned=[{"entry": "2027-03-01", "exit": "2027-03-20"}]),
            ["2026-11-01 2027-01-29 visa_free"],
            id="trips not made yet are no days of the line",
        ),
        pytest.param(
            uzbek({"entry": "2026-11-01", "visa": True}),
            [f"2026-11-01 2026-11-21 {UNJUDGED}"],
            id="days that other law decides are neither lawful nor not",
        ),
        pytest.param(
            uzbek({"entry": "2026-11-01"}, permits=[{"kind": "permanent_residence", "issued": "2026-11-10"}]),
            ["2026-11-01 2026-11-09 visa_free", "2026-11-10 None permanent_residence"],
            id="a ground without an end has none",
        ),
        pytest.param(uzbek(), [], id="nobody who was never there has days"),
    ],
)
def test_strip(case: Data, wanted: list[str]) -> None:
    """The days of a person are those that anybody would mark in a calendar."""
    assert shown(case) == wanted


def marked(parts: Sequence[Days], on: date) -> Iterator[tuple[date, bool]]:
    """Yield each day of presence up to a day, and whether it has a ground."""
    for part in parts:
        for day in days(part.first, min(part.last or on, on)):
            yield day, part.ground is not None


@given(country=st.sampled_from(VISA_FREE), walk=trips(era=SINCE_2025))
@settings(max_examples=150)
def test_days_are_those_of_a_slow_count(country: str, walk: tuple[list[Trip], date]) -> None:
    """Every day of presence that the slow count knows is marked once, as lawful or not."""
    found, on = walk
    slow = SlowCount(found, on)
    wanted: dict[date, bool] = {}
    for number, (entry, leave) in enumerate(slow.trips):
        last = slow._last_lawful(number, leave or on)
        for day in days(entry, leave or on):
            wanted[day] = day <= last
    parts = strip(read_case({"citizenship": country, "stays": stays_data(found)}), on, load_law())
    got = list(marked(parts, on))

    assert len(got) == len(dict(got))
    # Stays that weigh on nothing any more may be left out.
    assert {day: wanted[day] for day in wanted if not got or day >= got[0][0]} == dict(got)
    assert all((on - day).days > 365 for day in wanted if got and day < got[0][0])


@given(data=case_data(), day=st.dates(date(2024, 1, 1), date(2029, 12, 31)))
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_strip_agrees_with_the_answer(data: Data, day: date) -> None:
    """For anybody: parts lie in order without sharing a day, and today and the last day are the answer's."""
    case, law = read_case(data), load_law()
    answer = assess(case, day, law).cautious
    parts = strip(case, day, law)

    for one, other in pairwise(parts):
        assert one.last is not None
        assert one.first <= one.last < other.first
    today = next((part for part in parts if part.first <= day <= (part.last or day)), None)
    if answer.status == "lawful":
        assert today is not None
        assert today.ground == answer.ground
        assert parts[-1].last == answer.last_day
    if answer.status == "overstay":
        assert today is not None
        assert today.ground is None
        assert parts[-1].last == day
    if answer.status == "outside":
        assert today is None or not today.sure
