"""``muhlat plan``: trips, and what would follow, in words and for programs; wrong questions are all named."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from bot.replies.words import LANGUAGES

BUILDER = "citizenship: TJ\nstays: [{entry: 2026-10-06, purpose: work}]\n"
COOK = """\
citizenship: UZ
stays: [{entry: 2026-03-02, purpose: work}]
patents: [{issued: 2026-03-25, paid_until: 2026-12-24}]
"""
TRIPS = """\
citizenship: TJ
planned: [{entry: 2027-01-10, exit: 2027-02-20}, {entry: 2027-03-01, exit: 2027-04-30}]
"""
DAY = ("--on", "2026-11-21")

Ask = Callable[..., tuple[int, str, list[str]]]


@pytest.fixture(name="ask")
def _ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Call ``muhlat plan`` with a case; return its status, its output and its faults."""

    def call(case: str, *words: str) -> tuple[int, str, list[str]]:
        file = tmp_path / "case.yaml"
        file.write_text(case)
        status = main(["plan", str(file), *DAY, *words])
        shown = capsys.readouterr()
        return status, shown.out, shown.err.splitlines()

    return call


def in_json(ask: Ask, case: str, *words: str) -> dict[str, Any]:
    """Return the answer for programs."""
    status, out, faults = ask(case, *words, "--format", "json")
    assert (status, faults) == (0, [])
    return dict(json.loads(out))


def test_planned_trips_are_told(ask: Ask) -> None:
    """The trips of the case, with the latest exit of the first, and when to come for the longest stay."""
    data = in_json(ask, TRIPS)
    assert [(trip["ok"], trip["latest_exit"], trip["breaks"]) for trip in data["planned"]] == [
        (True, "2027-02-07", [1]),
        (False, "2027-04-17", []),
    ]
    assert data["leave"] == data["pay_until"] == []
    assert [each["days"] for each in data["come_for"]] == [90]


def test_without_a_question_the_useful_ones_are_answered(ask: Ask) -> None:
    """Whoever is inside hears of leaving today and on the last day, and of coming again."""
    data = in_json(ask, BUILDER)
    assert [each["day"] for each in data["leave"]] == ["2026-11-21", "2027-01-03"]
    assert [each["may_enter_from"] for each in data["leave"]] == ["2026-11-22", "2027-01-05"]
    assert data["come_for"][0]["first"] == "2026-11-23"


def test_every_question_may_be_asked_several_times(ask: Ask) -> None:
    """The answers come in the order of the options."""
    words = ("--leave", "2026-12-24", "--leave", "2027-02-01", "--pay-until", "2027-02-24")
    data = in_json(ask, COOK, *words, "--come-for", "60", "--come-for", "91", "--from", "2027-03-01")
    assert [each["overstay_days"] for each in data["leave"]] == [0, 39]
    assert data["leave"][1]["favourable"]["overstay_days"] == 0
    assert "patent_days" in data["leave"][1]["disputes"]
    assert data["pay_until"][0]["last_day"] == "2027-02-24"
    assert [(each["first"], each["never"]) for each in data["come_for"]] == [
        ("2027-03-01", None),
        (None, "too_long"),
    ]
    assert all(each["trace"] for kind in ("leave", "pay_until", "come_for") for each in data[kind])


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_answers_in_words(ask: Ask, code: str) -> None:
    """Every answer is a paragraph, and the day of the law stands under them."""
    questions = ("--leave", "2027-02-01", "--pay-until", "2027-02-24", "--come-for", "60")
    status, out, faults = ask(COOK, *questions, "--lang", code)
    assert (status, faults) == (0, [])
    assert out.count("• ") == 3
    assert "2030" in out
    assert max(map(len, out.splitlines())) <= 76


def test_unsettled_law_is_said(ask: Ask) -> None:
    """Whoever the law is not settled for gets no dates."""
    status, out, _ = ask("citizenship: UA\n", "--lang", "en")
    assert status == 0
    assert "not settled" in out
    status, out, _ = ask("citizenship: UA\n", "--come-for", "30", "--lang", "en")
    assert "not settled" in out


WRONG = {
    ("--leave", "2026-10-05"): "--leave 2026-10-05: that is before the entry on 2026-10-06",
    ("--leave", "2026-11-20"): "--leave 2026-11-20: that is before 2026-11-21, the day asked about",
    ("--leave", "2200-01-01"): "--leave 2200-01-01: the year is later than 2199",
    ("--pay-until", "2027-01-01"): "--pay-until 2027-01-01: the case has no patent by 2026-11-21",
    ("--come-for", "0"): "--come-for 0: a stay has at least one day",
    ("--come-for", "30", "--from", "2026-11-20"): "--from 2026-11-20: that is before 2026-11-21,",
    ("--from", "2027-01-01"): "--from: it goes with --come-for DAYS",
}


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_a_question_that_makes_no_sense(ask: Ask, words: tuple[str, ...]) -> None:
    """Exit status 2, nothing on standard output, one line on standard error."""
    status, out, (fault,) = ask(BUILDER, *words)
    assert (status, out) == (2, "")
    assert fault.startswith(WRONG[words])


def test_nobody_is_inside(ask: Ask) -> None:
    """Leaving and paying are for somebody who is in Russia; all wrong questions are named at once."""
    status, out, faults = ask(TRIPS, "--leave", "2026-12-24", "--pay-until", "2027-01-01")
    assert (status, out) == (2, "")
    assert faults == [
        "--leave 2026-12-24: nobody is in Russia on 2026-11-21",
        "--pay-until 2027-01-01: nobody is in Russia on 2026-11-21",
    ]


def test_a_patent_that_is_paid_or_over(ask: Ask) -> None:
    """A payment for paid days, or for a patent that is over, is none."""
    assert ask(COOK, "--pay-until", "2026-12-20")[2] == [
        "--pay-until 2026-12-20: the patent is paid up to 2026-12-24 already"
    ]
    over = COOK.replace("paid_until: 2026-12-24", "paid_until: 2026-11-20")
    assert ask(over, "--pay-until", "2027-01-24")[2] == [
        "--pay-until 2027-01-24: the patent is over by 2026-11-21, and a payment does not bring it back"
    ]


def test_a_year_beyond_all_cases_is_refused(ask: Ask) -> None:
    """A day to come from, too, lies within the years a case may hold."""
    status, out, faults = ask(TRIPS, "--come-for", "30", "--from", "9999-12-01")
    assert (status, out) == (2, "")
    assert faults == ["--from 9999-12-01: the year is later than 2199"]
