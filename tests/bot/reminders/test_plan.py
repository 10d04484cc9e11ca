"""Which reminders are wanted: a table of deadlines, and what holds for everybody."""

from datetime import date, timedelta
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.lawbook import load_law
from bot.reminders.plan import Wanted, wanted
from rules.assess import assess
from rules.assessment import Assessment
from rules.read import read_case
from tests.rules.asking_people import BUILDER, COOK, MOTHER, ON, TRADER, person
from tests.rules.lived import Asked, persons
from tests.rules.strategies import Data

LAW: Final = load_law()
DAY: Final = timedelta(days=1)
SEAMSTRESS: Final[Data] = {
    "citizenship": "KG",
    "stays": [{"entry": "2026-07-15", "purpose": "work"}],
    "contracts": [{"signed": "2026-07-20", "ended": "2026-11-12"}],
}


def assessed(data: Data, on: date = ON) -> Assessment:
    """Return the assessment of a person on a day."""
    return assess(person(data), on, LAW)


def days(data: Data, kind: str, on: date = ON) -> list[str]:
    """Return the days on which a person is reminded of a kind of deadline, as month and day."""
    return [each.day.strftime("%m-%d") for each in wanted(assessed(data, on)) if each.kind == kind]


PLANNED: Final = [
    # (who, on which day, kind of deadline, the days)
    pytest.param(
        TRADER, "2026-11-21", "leave", ["11-26", "11-30", "12-02", "12-03"], id="twelve days left: 7, 3, 1, 0"
    ),
    pytest.param(
        SEAMSTRESS, "2026-11-21", "new_contract", ["11-23", "11-25", "11-26"],
        id="five days left for a contract: 3, 1, 0",
    ),
    pytest.param(
        COOK, "2026-11-21", "patent_payment", ["12-14", "12-19", "12-21", "12-23", "12-24"],
        id="a patent paid for a month: 10, 5, 3, 1 and the day",
    ),
    pytest.param(
        COOK, "2026-12-22", "patent_payment", ["12-23", "12-24"], id="what is over is not reminded of again"
    ),
    pytest.param(
        COOK, "2026-12-24", "patent_payment", ["12-24"], id="on the last day there is one left"
    ),
    pytest.param(
        COOK, "2026-11-21", "leave", ["12-21", "12-23", "12-24"],
        id="leaving where a payment lets the stay go on: in the last days alone",
    ),
    pytest.param(
        SEAMSTRESS, "2026-11-13", "leave", ["11-23", "11-25", "11-26"],
        id="leaving where a new contract lets the stay go on: the same",
    ),
    pytest.param(
        BUILDER, "2026-10-07", "register", ["10-13", "10-18", "10-19", "10-20"],
        id="registration: half-way, 2, 1, 0",
    ),
    pytest.param(BUILDER, "2026-11-21", "register", [], id="what is late is told by the answer"),
    pytest.param(MOTHER, "2026-11-21", "leave", [], id="a term that is over is told by the answer"),
]  # fmt: skip


@pytest.mark.parametrize(("who", "on", "kind", "expected"), PLANNED)
def test_days(who: Data, on: str, kind: str, expected: list[str]) -> None:
    """Each kind of deadline has its own steps."""
    assert days(who, kind, date.fromisoformat(on)) == expected


def test_yearly_notice() -> None:
    """A yearly notice is reminded of when it can first be given, then 30, 7 and 1 days before its end."""
    resident = {
        "citizenship": "TJ",
        "stays": [{"entry": "2025-01-10", "purpose": "private"}],
        "permits": [{"kind": "temporary_residence", "issued": "2025-11-01", "until": "2028-11-01"}],
    }
    found = wanted(assessed(resident, date(2026, 11, 1)))
    (deadline,) = {each.deadline for each in found if each.kind == "residence_notice"}
    told = [each.day for each in found if each.kind == "residence_notice"]
    assert told == [date(2026, 11, 1), deadline - 30 * DAY, deadline - 7 * DAY, deadline - DAY]


def test_somebody_without_a_date_is_left_alone() -> None:
    """Somebody at home without duties is reminded of nothing."""
    assert wanted(assessed({"citizenship": "TJ"})) == ()


@settings(max_examples=60, deadline=None)
@given(persons())
def test_of_anybody(asked: Asked) -> None:
    """Every open deadline is reminded of, at least twice where two days are left, and nothing else is."""
    found = assess(read_case(asked.data), asked.on, LAW)
    told = wanted(found)
    assert told == wanted(found)
    assert len(set(told)) == len(told)
    assert all(found.on <= each.day <= each.deadline for each in told)
    for duty in found.cautious.duties:
        days_told = {each.day for each in told if (each.kind, each.deadline) == (duty.duty, duty.due)}
        if duty.state == "open":
            assert len(days_told) >= min(2, (duty.due - found.on).days + 1)


@settings(max_examples=40, deadline=None)
@given(persons(), st.integers(1, 40))
def test_another_day_changes_only_what_is_over(asked: Asked, later: int) -> None:
    """What is wanted on a later day was wanted before, but for the two that are never left out."""
    case = read_case(asked.data)
    first, then = assess(case, asked.on, LAW), assess(case, asked.on + later * DAY, LAW)
    same = {(duty.duty, duty.since, duty.due) for duty in first.cautious.duties if duty.state == "open"}
    if {(duty.duty, duty.since, duty.due) for duty in then.cautious.duties if duty.state == "open"} != same:
        return
    added = set(wanted(then)) - set(wanted(first))
    assert all(each.day in {then.on, each.deadline} for each in added)


def test_two_papers_of_a_kind_are_told_apart() -> None:
    """Numbers follow the order of the deadlines."""
    found = assessed(TRADER)
    duty = next(each for each in found.cautious.duties if each.duty == "leave")
    second = duty._replace(due=duty.due + 10 * DAY)
    both = found._replace(cautious=found.cautious._replace(duties=(second, duty)))
    assert {(each.number, each.deadline) for each in wanted(both)} == {(1, duty.due), (2, second.due)}
    assert Wanted("leave", 2, second.due, second.due) in wanted(both)
