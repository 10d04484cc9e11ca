"""What the cases cannot show: actions not told, questions not asked, and what is not said to be late."""

from datetime import date
from typing import Final

import pytest

from bot.lawbook import load_law
from rules.assess import assess
from rules.assessment import Assessment, Finding
from rules.read import read_case

ON: Final = date(2026, 11, 21)


def told(on: date = ON, /, **facts: object) -> Assessment:
    """Assess a citizen of Uzbekistan with these facts, unless they name another passport."""
    return assess(read_case({"citizenship": "UZ", **facts}), on, load_law())


def duty_in_trace(assessment: Assessment, duty: str) -> Finding:
    """Return the finding of a duty at the top of the trace."""
    return next(each for each in assessment.trace if each.rule == f"duty.{duty}")


@pytest.mark.parametrize(
    ("issued", "late"),
    [
        pytest.param("2026-04-08", False, id="issued seven working days after the term: applied for in time"),
        pytest.param("2026-04-13", False, id="on the tenth working day it may still have been in time"),
        pytest.param("2026-04-14", True, id="later no office decides, so it was late"),
    ],
)
def test_a_patent_proves_a_late_application_only_if_no_office_takes_so_long(
    issued: str, *, late: bool
) -> None:
    """In on 1 March, applied for by the 30th; the office has ten working days (13.3(4))."""
    found = told(
        stays=[{"entry": "2026-03-01", "purpose": "work"}],
        patents=[{"issued": issued, "paid_until": "2027-02-07"}],
    )

    assert duty_in_trace(found, "patent_application").found["late"] is late
    assert duty_in_trace(found, "medical").found["late"] is False
    assert duty_in_trace(found, "fingerprints").found["late"] is False


def test_an_examination_told_after_its_day_is_late() -> None:
    """Thirty days from 1 October end on the 30th."""
    found = told(stays=[{"entry": "2026-10-01", "purpose": "work"}], medical=["2026-11-05"])

    assert duty_in_trace(found, "medical").found["late"] is True


@pytest.mark.parametrize(
    ("born", "asked"),
    [
        pytest.param("2022-05-01", False, id="a child of four is not asked"),
        pytest.param("2020-11-18", True, id="one who is six on the day of entry is"),
        pytest.param("2020-11-19", False, id="one who is six a day later is not"),
    ],
)
def test_nobody_asks_small_children_for_a_statement(born: str, *, asked: bool) -> None:
    """Children under six are exempt on the day of entry (decree 1510)."""
    found = told(born=born, stays=[{"entry": "2026-11-18", "purpose": "private"}])

    assert ("entry_statement" in found.not_checked) is asked


@pytest.mark.parametrize(
    ("filed", "hinted"),
    [
        pytest.param("2026-11-20", False, id="one filed yesterday is good for the trip"),
        pytest.param("2026-09-11", True, id="one of ninety-one days before is not"),
    ],
)
def test_a_trip_with_a_statement_needs_no_other(filed: str, *, hinted: bool) -> None:
    """Good for ninety days, the day of filing the first: 12 September to 10 December."""
    found = told(entry_statement=filed, planned=[{"entry": "2026-12-10"}])

    assert ("file_statement" in found.cautious.actions) is hinted


def test_nobody_pays_for_a_patent_that_would_be_refused() -> None:
    """The year after 10 May 2026 is not over; the day it is over stands in the trace."""
    facts: dict[str, object] = {
        "stays": [
            {"entry": "2026-02-01", "exit": "2026-05-12", "purpose": "work"},
            {"entry": "2026-11-06", "purpose": "work"},
        ],
        "patents": [{"issued": "2026-02-20", "paid_until": "2026-08-19", "cancelled": "2026-05-10"}],
    }
    found = told(**facts)

    assert "apply_patent" not in found.cautious.actions
    (refused,) = (each for each in found.trace if each.rule == "patent.refused")
    assert refused.found["last"] == date(2027, 5, 10)
    assert "patent_refused_year" not in told(date(2027, 5, 11), **facts).not_checked


def test_a_patent_that_only_lapsed_bars_none() -> None:
    """It was not paid for: that is no annulment."""
    found = told(
        stays=[
            {"entry": "2026-02-01", "exit": "2026-05-12", "purpose": "work"},
            {"entry": "2026-11-06", "purpose": "work"},
        ],
        patents=[{"issued": "2026-02-20", "paid_until": "2026-05-10"}],
    )

    assert "patent_refused_year" not in found.not_checked
    assert "apply_patent" in found.cautious.actions


@pytest.mark.parametrize(
    ("days_over", "excused"),
    [pytest.param(30, False, id="not over thirty"), pytest.param(31, True, id="over thirty")],
)
def test_excuses_are_named_only_beside_the_ban_that_has_them(days_over: int, *, excused: bool) -> None:
    """Only 26(8) knows them (D-18); in since 24 July the ninetieth day is 21 October."""
    on = date.fromordinal(date(2026, 10, 21).toordinal() + days_over)
    found = told(on, stays=[{"entry": "2026-07-24", "purpose": "private"}])

    assert ("overstay_excuse" in found.not_checked) is excused


@pytest.mark.parametrize(
    ("on", "hinted"),
    [
        pytest.param(date(2026, 7, 30), True, id="on the thirtieth day after"),
        pytest.param(date(2026, 7, 31), False, id="no more on the day after that"),
    ],
)
def test_the_next_level_of_studies_is_pointed_out_for_thirty_days(on: date, *, hinted: bool) -> None:
    """The studies ended as agreed on 30 June (115-FZ 5(7))."""
    found = told(
        on,
        stays=[{"entry": "2024-09-01", "purpose": "study"}],
        studies=[{"from": "2024-09-01", "until": "2026-06-30"}],
    )

    assert ("study_next_level" in found.not_checked) is hinted


def test_days_in_belarus_are_not_asked_of_whoever_has_many_left() -> None:
    """Forty-seven of ninety are used: it would matter only to somebody long in Belarus."""
    found = told(stays=[{"entry": "2026-10-06", "purpose": "private"}])

    assert "belarus_days" not in found.not_checked


def test_a_decision_to_leave_comes_before_everything() -> None:
    """Leaving and a lawyer first, the patent not at all."""
    found = told(
        stays=[{"entry": "2026-03-02", "purpose": "work"}],
        patents=[{"issued": "2026-03-30", "paid_until": "2026-12-29"}],
        decisions=[{"kind": "undesirable", "on": "2026-11-20"}],
    )

    assert found.cautious.actions[:2] == ("leave_now", "ask_lawyer")
    assert not {"pay_patent", "renew_patent"} & set(found.cautious.actions)


@pytest.mark.parametrize(
    ("on", "hinted"),
    [
        pytest.param(date(2026, 11, 7), False, id="fifteen days before the end nothing presses"),
        pytest.param(date(2026, 11, 8), True, id="fourteen days before it is time to ask"),
    ],
)
def test_an_extended_stay_is_extended_again_when_its_end_is_near(on: date, *, hinted: bool) -> None:
    """Extended for the wife, a citizen, to 22 November (115-FZ 5(10)): and again, if asked for in time."""
    family = [{"relation": "spouse", "of": "citizen", "until": "2026-11-22"}]
    found = told(on, stays=[{"entry": "2025-11-25", "purpose": "private"}], family=family)

    assert found.cautious.ground == "family"
    assert ("extend_stay" in found.cautious.actions) is hinted
