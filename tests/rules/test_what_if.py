"""What would follow: leaving on a day, paying the patent to a day.

The days are worked out by hand from the decisions.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.lawbook import load_law
from rules.plans.come_for import come_for
from rules.plans.not_possible import NotPossible
from rules.plans.what_if import leave_on, pay_until, payment_days
from rules.read import read_case
from tests.rules.asking_people import (
    BUILDER,
    COOK,
    MOTHER,
    ON,
    PLANNING,
    TRADER,
    person,
)
from tests.rules.strategies import Data, case_data

DAY: Final = timedelta(days=1)
LAW: Final = load_law()

# --- leaving ---------------------------------------------------------------------------------

LEAVING: Final = [
    # (who, day, days over, grounds that start, may come from, days left then, why)
    pytest.param(
        MOTHER, "2026-11-21", 23, {"limit_90": "2029-11-21"}, "2029-11-22", 0,
        id="a mother 23 days over starts three years by leaving today",
    ),
    pytest.param(
        MOTHER, "2026-11-28", 30, {"limit_90": "2029-11-28"}, "2029-11-29", 0,
        id="thirty days over are not yet over thirty",
    ),
    pytest.param(
        MOTHER, "2026-11-29", 31, {"limit_90": "2029-11-29", "overstay_30": "2029-11-29"}, "2029-11-30", 0,
        id="a day later there are two grounds",
    ),
    pytest.param(
        TRADER, "2026-12-03", 0, {}, "2027-01-01", 0,
        id="a trader who leaves on the last of his 90 days comes again in the new year",
    ),
    pytest.param(
        TRADER, "2026-12-02", 0, {}, "2026-12-03", 1,
        id="a day earlier one day is left",
    ),
    pytest.param(
        TRADER, "2026-12-04", 1, {"limit_90": "2029-12-04"}, "2029-12-05", 0,
        id="a day later it is 91 days: grounds for three years",
    ),
    pytest.param(
        BUILDER, "2026-12-31", 0, {}, "2027-01-01", 90,
        id="on New Year's Day the builder's count begins with nothing",
    ),
    pytest.param(
        BUILDER, "2027-01-03", 0, {}, "2027-01-05", 87,
        id="after ninety days in one piece he must be abroad for a full day",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("who", "day", "over", "grounds", "opens", "left"), LEAVING)
def test_leaving(  # noqa: PLR0913, PLR0917 - a row of the table
    who: Data, day: str, over: int, grounds: Mapping[str, str], opens: str, left: int
) -> None:
    """Leaving on a day: days over by then, bans that would follow, when one may come again, what is left."""
    found = leave_on(person(who), ON, date.fromisoformat(day), LAW).cautious
    assert found.overstay_days == over
    assert {ban.ground: str(ban.until) for ban in found.bans} == grounds
    assert str(found.may_enter_from) == opens
    assert found.days is not None
    assert found.days.left == left
    assert not any(ban.hypothetical for ban in found.bans)


def test_leaving_looks_at_the_duties_of_that_day() -> None:
    """A duty that is open today and late by the day of leaving is told."""
    then = leave_on(person(COOK), ON, date(2027, 1, 10), LAW)
    assert "patent_payment" in {duty.duty for duty in then.cautious.missed}
    assert not leave_on(person(COOK), ON, date(2026, 12, 24), LAW).cautious.missed
    assert {step.rule for step in then.answer.trace} >= {"duty.patent_payment", "ban.overstay_30"} - {
        "ban.overstay_30"
    }


def test_leaving_favourably() -> None:
    """After a patent the favourable view still has days of the year, and of the next."""
    then = leave_on(person(COOK), ON, date(2027, 2, 1), LAW)
    assert (then.cautious.overstay_days, then.favourable.overstay_days) == (39, 0)
    assert [ban.ground for ban in then.cautious.bans] == ["overstay_30"]
    assert then.favourable.bans == ()
    assert "patent_days" in then.answer.disputes


def test_leaving_says_what_becomes_of_the_trips_planned() -> None:
    """Staying on takes days from a trip that is planned."""
    case = person(BUILDER, planned=[{"entry": "2027-01-20", "exit": "2027-04-18"}])
    assert leave_on(case, ON, date(2027, 1, 1), LAW).cautious.planned[0].ok
    then = leave_on(case, ON, date(2027, 1, 2), LAW).cautious
    assert not then.planned[0].ok
    assert [str(trip.entry) for trip in then.lost] == ["2027-01-20"]
    assert leave_on(case, ON, date(2027, 1, 25), LAW).cautious.lost
    assert not leave_on(case, ON, ON, LAW).cautious.lost


def test_what_happens_after_today_is_not_known_when_leaving_later() -> None:
    """A contract that ends and a fine that comes between today and the day of leaving are no facts today."""
    case = person(
        {"citizenship": "KG", "stays": [{"entry": "2026-09-01", "purpose": "work"}]},
        contracts=[{"signed": "2026-09-05", "until": "2027-09-04", "ended": "2026-12-15"}],
        offences=[{"in_force": "2026-12-01", "kind": "stay"}],
    )
    then = leave_on(case, ON, date(2027, 4, 1), LAW).cautious
    assert then.overstay_days == 0
    assert not any(duty.duty == "fine_payment" for duty in then.missed)


def test_a_stated_exit_is_set_aside() -> None:
    """Whoever has stated an exit can still ask about another."""
    case = person({"citizenship": "TJ", "stays": [{"entry": "2026-10-06", "exit": "2026-12-20"}]})
    assert leave_on(case, ON, date(2027, 1, 4), LAW).cautious.overstay_days == 1


@pytest.mark.parametrize(
    ("who", "day", "fault"),
    [
        (PLANNING, "2026-12-01", "outside"),
        (BUILDER, "2026-10-05", "before_entry"),
        (BUILDER, "2026-11-20", "past"),
    ],
)
def test_leaving_that_makes_no_sense(who: Data, day: str, fault: str) -> None:
    """Nobody leaves who is not here, nor before they came, nor yesterday."""
    with pytest.raises(NotPossible) as refusal:
        leave_on(person(who), ON, date.fromisoformat(day), LAW)
    assert refusal.value.fault == fault


# --- paying ----------------------------------------------------------------------------------

PAYING: Final = [
    # (asked, paid to, last day, next payment)
    ("2027-01-24", "2027-01-24", "2027-01-24", "2027-01-24"),
    ("2027-02-24", "2027-02-24", "2027-02-24", "2027-02-24"),
    ("2027-03-24", "2027-03-24", "2027-03-24", None),
    ("2027-09-30", "2027-03-24", "2027-03-24", None),
]


@pytest.mark.parametrize(("asked", "until", "last", "payment"), PAYING)
def test_paying(asked: str, until: str, last: str, payment: str | None) -> None:
    """A patent of 25 March 2026 can be paid to 24 March 2027 and no further; papers by 10 March."""
    found = pay_until(person(COOK), ON, date.fromisoformat(asked), LAW)
    assert str(found.until) == until
    assert str(found.cautious.last_day) == last
    assert (found.cautious.payment and str(found.cautious.payment.due)) == payment
    assert found.cautious.renewal is not None
    assert str(found.cautious.renewal.due) == "2027-03-10"
    assert found.favourable.last_day is not None
    assert found.favourable.last_day >= date.fromisoformat(last)


def test_payment_days_are_whole_months_of_the_patent() -> None:
    """A month of a patent ends on the day before its date of issue, the last one twelve months on."""
    assert payment_days(person(COOK), ON, LAW) == (date(2027, 1, 24), date(2027, 2, 24), date(2027, 3, 24))
    assert payment_days(person(BUILDER), ON, LAW) == ()


@pytest.mark.parametrize(
    ("patents", "until", "fault"),
    [
        ([], "2027-01-24", "no_patent"),
        ([{"issued": "2026-03-25", "paid_until": "2026-11-20"}], "2027-01-24", "patent_over"),
        (
            [{"issued": "2026-03-25", "paid_until": "2026-12-24", "cancelled": "2026-11-01"}],
            "2027-01-24",
            "patent_over",
        ),
        ([{"issued": "unknown", "paid_until": "2026-12-24"}], "2027-01-24", "issue_unknown"),
        ([{"issued": "2026-03-25", "paid_until": "2026-12-24"}], "2026-12-24", "already_paid"),
        ([{"issued": "2026-03-25", "paid_until": "2026-12-24"}], "2026-11-20", "past"),
    ],
)
def test_paying_that_makes_no_sense(patents: list[Data], until: str, fault: str) -> None:
    """Only a patent that is still good can be paid, and only for days that are not paid yet."""
    with pytest.raises(NotPossible) as refusal:
        pay_until(person(BUILDER, patents=patents), ON, date.fromisoformat(until), LAW)
    assert refusal.value.fault == fault


def test_a_payment_revives_no_patent_that_may_be_over() -> None:
    """Where the paid time ended on some day of November, it may have ended: cautiously nothing is gained."""
    case = person(COOK, patents=[{"issued": "2026-03-25", "paid_until": "2026-11"}])
    found = pay_until(case, ON, date(2027, 1, 24), LAW)
    assert found.cautious.last_day is None
    assert found.favourable.last_day is not None


# --- for everybody ---


@given(data=case_data(), days=st.integers(1, 120), more=st.integers(0, 400))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_no_case_is_too_odd(data: Data, days: int, more: int) -> None:
    """Whatever is known of a person, each question is answered or refused; favourably is never later."""
    case = read_case(data)
    found = come_for(case, ON, days, LAW)
    if found.cautious.first is not None:
        assert found.favourable.first is not None
        assert found.favourable.first <= found.cautious.first
    day = ON + more * DAY
    with suppress(NotPossible):
        left = leave_on(case, ON, day, LAW)
        if left.cautious.status != "manual":
            assert left.favourable.overstay_days <= left.cautious.overstay_days
        pay_until(case, ON, day, LAW)
