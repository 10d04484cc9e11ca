"""Which reminders are wanted: a table of deadlines, and what holds for everybody."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialog.reminding.ending import QUIET
from bot.dialog.reminding.planning import AGAIN
from bot.lawbook import load_law
from bot.reminders.plan import Wanted, afterwards, opening, wanted
from bot.reminders.steps import GOES_ON, LEAVE, STILL_ASKED, steps_of, steps_of_leaving
from bot.replies.vocabulary import DUTIES
from rules.assess import assess
from rules.assessment import Assessment, Duty
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
    pytest.param(BUILDER, "2026-11-21", "register", [], id="what is late is no reminder in time"),
    pytest.param(MOTHER, "2026-11-21", "leave", [], id="nor is a term that is over"),
]  # fmt: skip


AFTER: Final = [
    # (who, on which day, kind of deadline, the days after it)
    pytest.param(TRADER, "2026-11-21", "leave", ["12-04", "12-10"], id="leaving: 1 and 7 days after"),
    pytest.param(TRADER, "2026-12-03", "leave", ["12-04", "12-10"], id="the same on the last day itself"),
    pytest.param(TRADER, "2026-12-04", "leave", ["12-04", "12-10"], id="when it is over each keeps its day"),
    pytest.param(
        TRADER, "2026-12-11", "leave", ["12-04", "12-10"], id="a week late"
    ),
    pytest.param(TRADER, "2026-12-12", "leave", ["12-10"], id="and no later: only the second is left"),
    pytest.param(TRADER, "2026-12-17", "leave", ["12-10"], id="that one a week as well"),
    pytest.param(TRADER, "2026-12-18", "leave", [], id="then it is over"),
    pytest.param(COOK, "2026-11-21", "patent_payment", ["12-25"], id="a payment: the day after"),
    pytest.param(COOK, "2026-11-21", "leave", ["12-25", "12-31"], id="with it leaving, as for everybody"),
    pytest.param(COOK, "2027-01-01", "patent_payment", ["12-25"], id="an outage of a week"),
    pytest.param(COOK, "2027-01-02", "patent_payment", [], id="one of more than a week"),
    pytest.param(BUILDER, "2026-10-07", "register", ["10-21"], id="registration: the day after"),
    pytest.param(BUILDER, "2026-11-21", "register", [], id="what was missed a month ago"),
]  # fmt: skip


@pytest.mark.parametrize(("who", "on", "kind", "expected"), PLANNED)
def test_days(who: Data, on: str, kind: str, expected: list[str]) -> None:
    """Each kind of deadline has its own steps."""
    assert days(who, kind, date.fromisoformat(on)) == expected


@pytest.mark.parametrize(("who", "on", "kind", "expected"), AFTER)
def test_days_after(who: Data, on: str, kind: str, expected: list[str]) -> None:
    """After its deadline it is asked whether it was met, for a week from each day on."""
    found = afterwards(assessed(who, date.fromisoformat(on)))
    assert [each.day.strftime("%m-%d") for each in found if each.kind == kind] == expected


@pytest.mark.parametrize("kind", DUTIES)
def test_days_after_of_every_kind(kind: str) -> None:
    """Everybody is asked on the next day; whoever may still be in Russia once more."""
    assert steps_of(kind).after == ((1, 7) if kind == LEAVE else (1,))
    assert steps_of_leaving(GOES_ON).after == steps_of(LEAVE).after


def test_how_long_is_asked() -> None:
    """As long as a plan is good, so that no weekly look comes too late; and it is over in the quiet days."""
    assert STILL_ASKED == AGAIN
    last = max(day for kind in DUTIES for day in steps_of(kind).after)
    assert timedelta(last) + STILL_ASKED + AGAIN < QUIET


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


KINDS_AND_STEPS: Final[Mapping[str, tuple[int, ...]]] = {
    # kind of deadline: how many days before the last day, of a term of sixty days
    "leave": (30, 14, 7, 3, 1, 0),
    "patent_payment": (10, 5, 3, 1, 0),
    "fine_payment": (10, 5, 3, 1, 0),
    "register": (30, 2, 1, 0),
    "address_notice": (30, 2, 1, 0),
    "residence_notice": (60, 30, 7, 1),
    "entry_statement": (30, 14, 7, 3, 1, 0),
    "medical": (30, 14, 7, 3, 1, 0),
    "fingerprints": (30, 14, 7, 3, 1, 0),
    "medical_renewal": (30, 14, 7, 3, 1, 0),
    "patent_application": (30, 14, 7, 3, 1, 0),
    "patent_renewal": (30, 14, 7, 3, 1, 0),
    "contract_notice": (30, 14, 7, 3, 1, 0),
    "new_contract": (30, 14, 7, 3, 1, 0),
    "permit_renewal": (30, 14, 7, 3, 1, 0),
    "expulsion_appeal": (30, 14, 7, 3, 1, 0),
    "migration_card": (30, 14, 7, 3, 1, 0),
}


SOMEBODY: Final = assessed(TRADER)


def before(kind: str, term: int, left: int, *others: Duty) -> list[int]:
    """Return how many days before its last day a duty is reminded of, from so many days before on."""
    due = date(2026, 12, 31)
    duty = Duty(kind, due - term * DAY, due, "open", "109-FZ 20(3)")
    found = SOMEBODY
    alone = found.cautious._replace(duties=(duty, *others))
    planned = wanted(found._replace(on=due - left * DAY, cautious=alone))
    return [(due - each.day).days for each in planned if each.kind == kind]


@pytest.mark.parametrize(("kind", "steps"), KINDS_AND_STEPS.items())
def test_steps_of_every_kind(kind: str, steps: tuple[int, ...]) -> None:
    """Each kind has the steps that were promised for it."""
    assert tuple(before(kind, 60, 60)) == steps


def test_every_kind_has_its_steps() -> None:
    """No kind of deadline is left out of the table."""
    assert set(KINDS_AND_STEPS) == set(DUTIES)


@pytest.mark.parametrize("kind", DUTIES)
def test_the_last_step_is_never_the_only_one(kind: str) -> None:
    """However late it is planned, two reminders come where two days are left, one of them in the last two."""
    for left in range(32):
        days = before(kind, 60, left)
        assert len(days) >= min(2, left + 1)
        assert {0, 1} & set(days)


SHORT: Final = [
    # (kind, days of the term, the days before)
    ("register", 7, [4, 2, 1, 0]),
    ("register", 3, [2, 1, 0]),
    ("register", 0, [7, 2, 1, 0]),  # one to be renewed, whose term is its last day: a week before
    ("address_notice", 3, [2, 1, 0]),
    ("patent_payment", 0, [10, 5, 3, 1, 0]),
]


@pytest.mark.parametrize(("kind", "term", "expected"), SHORT)
def test_short_terms(kind: str, term: int, expected: list[int]) -> None:
    """Half-way is where the days before leave room for it."""
    assert before(kind, term, 30) == expected


@pytest.mark.parametrize("kind", sorted(GOES_ON))
def test_leaving_where_the_stay_can_go_on(kind: str) -> None:
    """Whoever can pay or sign by the same day is told to leave in the last days alone; else as everybody."""
    due = date(2026, 12, 31)
    other = Duty(kind, due, due, "open", "115-FZ 13.3(5)")
    assert before("leave", 60, 60, other) == [3, 1, 0]
    assert before("leave", 60, 60, other._replace(state="missed")) == [30, 14, 7, 3, 1, 0]
    assert before("leave", 60, 60, other._replace(due=due - DAY)) == [30, 14, 7, 3, 1, 0]


def test_what_opens_before_the_next_plan() -> None:
    """A plan that is good for a week holds the reminder of a notice that can be given from a day of it on."""
    resident = {
        "citizenship": "TJ",
        "stays": [{"entry": "2025-01-10", "purpose": "private"}],
        "permits": [{"kind": "temporary_residence", "issued": "2025-11-01", "until": "2028-11-01"}],
    }
    now, later = (assessed(resident, day) for day in (date(2026, 10, 28), date(2026, 11, 4)))
    (found,) = opening(now, later)
    assert found == next(each for each in wanted(assessed(resident, found.day)) if each.kind == found.kind)
    assert (found.kind, found.day) == ("residence_notice", date(2026, 11, 1))
    assert opening(later, assessed(resident, date(2026, 11, 11))) == ()


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
            assert {duty.due, duty.due - DAY} & days_told
            assert len(days_told) >= min(2, (duty.due - found.on).days + 1)


@settings(max_examples=60, deadline=None)
@given(persons(), st.integers(0, 20))
def test_after_deadlines_of_anybody(asked: Asked, later: int) -> None:
    """Every open deadline has one after it; it is the same while it is not done, for a week and no longer."""
    found = assess(read_case(asked.data), asked.on, LAW)
    told = afterwards(found)
    assert all(each.is_after for each in told)
    assert not any(each.is_after for each in wanted(found))
    duties = {(duty.duty, duty.due): duty.state for duty in found.cautious.duties if duty.state != "done"}
    assert {(each.kind, each.deadline) for each in told} <= set(duties)
    assert {due for due, state in duties.items() if state == "open"} <= {
        (each.kind, each.deadline) for each in told
    }
    then = assess(read_case(asked.data), asked.on + later * DAY, LAW)
    states = {(duty.duty, duty.due): duty.state for duty in then.cautious.duties}
    for each in told:
        if states.get((each.kind, each.deadline)) in {"open", "missed"} and then.on <= each.day + STILL_ASKED:
            assert _key(each) in set(map(_key, afterwards(then)))


def _key(wanted: Wanted) -> tuple[str, date, date]:
    return wanted.kind, wanted.deadline, wanted.day


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
