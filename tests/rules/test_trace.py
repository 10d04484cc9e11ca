"""The trace adds up: whoever redoes a sum of the tree by hand comes to the number above it."""

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.lawbook import load_law
from rules.assess import assess
from rules.assessment import Assessment, Finding
from rules.days import last_of_months, same_day_months_earlier
from rules.facts import Case
from rules.read import read_case
from rules.report import assessment_data
from rules.when import When
from rules.write import case_data as to_data
from tests.rules.strategies import case_data

DAY: Final = timedelta(days=1)
CASES: Final = Path(__file__).parents[1] / "cases"
slow = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
days_asked = st.dates(date(2014, 1, 1), date(2027, 6, 30))


def plain(value: Any) -> Any:  # noqa: ANN401 - anything that TOML holds
    """Return TOML as a case file has it: dates as text; "none", for which TOML has no word."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    if value == "none":
        return None
    return value.isoformat() if isinstance(value, date) else value


def readable_cases() -> Iterator[Any]:
    """Yield the facts and the day of every case that is no refusal."""
    for file in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(file.read_text("utf-8"))["case"]:
            if "faults" not in case:
                yield pytest.param(plain(case["facts"]), case["on"], id=f"{file.stem}: {case['name']}")


def nodes(findings: tuple[Finding, ...], *above: Finding) -> Iterator[tuple[Finding, tuple[Finding, ...]]]:
    """Yield every step of a tree with the steps above it, the nearest last."""
    for finding in findings:
        yield finding, above
        yield from nodes(finding.because, *above, finding)


def number(finding: Finding, name: str) -> int:
    """Return a counted value, 0 where there is none."""
    value = finding.found.get(name, 0)
    assert isinstance(value, int)
    return value


def dates_of(finding: Finding) -> dict[str, date]:
    """Return the dates among the values of a step."""
    return {name: value for name, value in finding.found.items() if isinstance(value, date)}


def facts_of(part: object) -> Iterator[date]:
    """Yield every day that was told, of a vague one both bounds."""
    yield from (day for when in whens_of(part) for day in when if day is not None)


def whens_of(part: object) -> Iterator[When]:
    """Yield every date that was told as it was told."""
    if isinstance(part, When):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from whens_of(each)


def check(case: Case, on: date) -> Assessment:
    """Assess a case and hold its tree against everything that is promised of one."""
    assessment = assess(case, on, load_law())
    sums_are_right(assessment)
    terms_lead_to_their_days(assessment)
    each_step_stands_on_a_record(assessment)
    dates_come_from_somewhere(assessment, case)
    return assessment


def sums_are_right(assessment: Assessment) -> None:
    """The days of the stays sum up to what is used, and each stay to the days between its ends."""
    for step, _ in nodes(assessment.trace):
        counted = [each for each in step.because if each.rule.startswith("days.")]
        if counted and "used" in step.found:
            assert sum(number(each, "days") for each in counted) == step.found["used"], step
        if step.rule.startswith("days."):
            dates = dates_of(step)
            between = (dates.get("exit", dates.get("last", date.min)) - dates["entry"]).days + 1
            assert between - sum(number(each, "days") for each in step.because) == step.found["days"], step
        if step.rule.startswith("ban.overstay"):
            (stay,) = (each for each in step.because if each.rule == "stay.none")
            assert stay.found["days"] == step.found["days"]
            assert stay.found["last"] == step.found["exit"]
        if step.rule == "ban.limit_90":
            (count,) = (each for each in step.because if each.rule == "count.days")
            assert count.found["used"] == step.found["days"]
            assert number(count, "used") > number(count, "limit")
        if step.rule == "stay.none":
            assert (dates_of(step)["last"] - dates_of(step)["first"]).days + 1 == step.found["days"]
    pieces_follow_on_each_other(assessment)


def pieces_follow_on_each_other(assessment: Assessment) -> None:
    """The grounds of a stay stand in a row without a hole, from the entry to the day that is explained."""
    for step, _ in nodes(assessment.trace):
        pieces = [
            each for each in step.because if each.rule.startswith("stay.") and "entry" not in each.found
        ]
        pieces = [each for each in pieces if each.rule != "stay.unbroken"]
        if not step.rule.startswith("stay.") or not pieces:
            continue
        for earlier, later in pairwise(pieces):
            assert dates_of(later)["first"] == dates_of(earlier)["last"] + DAY, step
        if step.rule == "stay.none":
            assert dates_of(step)["first"] == dates_of(pieces[-1])["last"] + DAY
        else:
            assert pieces[0].found["first"] == step.found["entry"]


def terms_lead_to_their_days(assessment: Assessment) -> None:
    """From the event and the term anybody comes to the last day of a duty."""
    for step in assessment.trace:
        if not step.rule.startswith("duty.") or step.rule == "duty.leave" or "since" not in step.found:
            continue  # what only comes is told by its day
        by_rule = {each.rule: each for each in step.because}
        event = next((each for each, _ in nodes(step.because) if each.rule.startswith("event.")), None)
        start = None if event is None else dates_of(event).get("on")
        due = dates_of(step)["due"]
        assert event is not None, step
        if "term.years" in by_rule or "term.permit_years" in by_rule or "term.patent" in by_rule:
            continue
        if start is not None and "term.days" in by_rule:
            assert start + (number(by_rule["term.days"], "days") - 1) * DAY == due, step
        if start is not None and "term.days_after" in by_rule:
            assert start + number(by_rule["term.days_after"], "days") * DAY == due, step
        if start is not None and "term.working_days" in by_rule:
            term = by_rule["term.working_days"]
            assert start + (number(term, "working_days") + number(term, "off") - 1) * DAY == due, step
        if start is not None and "term.months" in by_rule:
            months = number(by_rule["term.months"], "months")
            assert last_of_months(start.toordinal(), months) == due.toordinal(), step
        if "term.months_before" in by_rule:
            until = dates_of(by_rule["event.permit_until"])["until"]
            months = number(by_rule["term.months_before"], "months")
            assert same_day_months_earlier(until.toordinal(), months) == due.toordinal(), step


def each_step_stands_on_a_record(assessment: Assessment) -> None:
    """Every step has the article, version and certainty of a record of the law, or of a reading."""
    law = load_law()
    known = {(each.article, each.since, each.certainty) for each in law.provisions}
    articles = {each.article for each in law.provisions}
    read = {(each.checked, each.certainty) for each in law.readings.values()}
    for step, _ in nodes(assessment.trace):
        of_reading = step.law in articles and (step.version, step.certainty) in read
        assert (step.law, step.version, step.certainty) in known or of_reading, step


def dates_come_from_somewhere(assessment: Assessment, case: Case) -> None:
    """A date at the end of a branch was told, stands in a record, or is what the steps around it explain.

    A ground lasts to the day before the next one of the row, or to the end that stands beside it. Where
    nothing is known of a date the engine takes the day itself.
    """
    if any(not when.known for when in whens_of(case)):
        return
    law = load_law()
    told = {*facts_of(case), assessment.on}
    told |= {day for each in law.provisions for day in (each.since, each.until) if day is not None}
    told |= {day for each in law.countries.values() for day in each if isinstance(day, date)}
    for step, above in nodes(assessment.trace):
        if step.because or not above or step.found.get("used") == 0 or step.rule.startswith("outcome."):
            continue
        around = [*above, *beside(step, above[-1])]
        if step.rule == "days.planned":  # an earlier plan is explained by itself
            around += assessment.trace
        near = {day for each in around for day in dates_of(each).values()}
        known = told | near | {date(day.year, 1, 1) for day in near}
        for day in dates_of(step).values():
            assert known & {day - DAY, day, day + DAY}, (step, above[-1])


def beside(step: Finding, above: Finding) -> Iterator[Finding]:
    """Yield the other steps that one stands in a row with."""
    yield from (each for each in above.because if each is not step)


@pytest.mark.parametrize(("facts", "on"), [*readable_cases()])
def test_the_tree_of_every_case_adds_up(facts: dict[str, Any], on: date) -> None:
    """Every published or reviewed case can be checked by hand, from the dates up."""
    check(read_case(facts), on)


@given(data=case_data(exact=True), on=days_asked)
@slow
def test_the_tree_of_anybody_adds_up(data: dict[str, Any], on: date) -> None:
    """So can any other, and the account explained is the one answered."""
    assessment = check(read_case(data), on)
    account = next((each for each in assessment.trace if each.rule == "stay.account"), None)
    days = assessment.cautious.days
    assert (None if account is None else account.found["used"]) == (None if days is None else days.used)


@given(data=case_data(), on=days_asked)
@slow
def test_the_tree_of_vague_dates_adds_up(data: dict[str, Any], on: date) -> None:
    """Also where dates are known only roughly; each that matters is named with both outcomes."""
    assessment = check(read_case(data), on)
    paths = {each.found["path"] for each in assessment.trace if each.rule == "doubt.date"}
    assert paths == {each for each in assessment.disputes if each not in load_law().readings}
    if assessment.disputes:
        last = [each for each in assessment.trace if each.rule.startswith(("doubt.", "reading."))][-1]
        assert [each.rule for each in last.because] == ["outcome.strict", "outcome.mild"]


@given(data=case_data(), on=days_asked)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_json_has_the_whole_tree(data: dict[str, Any], on: date) -> None:
    """Every step of the tree stands in the JSON, in the same shape at every depth."""
    assessment = assess(read_case(data), on, load_law())

    def shapes(found: list[dict[str, Any]]) -> Iterator[tuple[str, tuple[str, ...]]]:
        for each in found:
            yield each["rule"], tuple(each)
            yield from shapes(each["because"])

    told = list(shapes(assessment_data(assessment)["trace"]))
    assert [rule for rule, _ in told] == [step.rule for step, _ in nodes(assessment.trace)]
    assert len({keys for _, keys in told}) <= 1


def test_the_78_days_of_the_trader() -> None:
    """A counsellor sees which dates gave 78: two stays of 45 and 33 days."""
    stays = [{"entry": "2026-02-01", "exit": "2026-03-17"}, {"entry": "2026-10-20"}]
    assessment = assess(read_case({"citizenship": "KZ", "stays": stays}), date(2026, 11, 21), load_law())
    (account,) = (each for each in assessment.trace if each.rule == "stay.account")

    assert account.found["used"] == 78
    assert [(str(each.found["entry"]), each.found["days"]) for each in account.because] == [
        ("2026-02-01", 45),
        ("2026-10-20", 33),
    ]


def test_a_trip_is_not_counted_beside_a_stay_that_is_taken_to_be_over() -> None:
    """Whoever must leave before the trip has all ninety days of the new year for it."""
    facts = {
        "citizenship": "TJ",
        "stays": [{"entry": "2026-09-20", "purpose": "work"}],
        "patents": [{"issued": "2026-10-05", "paid_until": "2026-12-05", "cancelled": "2026-11-15"}],
        "planned": [{"entry": "2027-01-10", "exit": "2027-05-20"}],
    }
    assessment = assess(read_case(facts), date(2026, 11, 21), load_law())
    (trip,) = (each for each in assessment.trace if each.rule == "plan.trip")
    (account,) = (each for each in trip.because if each.rule == "end.account")

    assert (account.found["used"], account.found["limit"]) == (90, 90)


def test_a_case_written_out_has_the_same_tree() -> None:
    """The tree depends on the facts alone."""
    case = read_case({"citizenship": "UZ", "stays": [{"entry": "2026-08"}]})
    again = read_case(to_data(case))
    assert assess(case, date(2026, 11, 21), load_law()) == assess(again, date(2026, 11, 21), load_law())
