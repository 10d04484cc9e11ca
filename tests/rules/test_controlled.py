"""The register of controlled persons: from when a person may be entered, and never whether they are."""

from datetime import date, timedelta
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings

from bot.lawbook import load_law
from rules.assess import assess
from rules.assessment import Controlled
from rules.read import read_case
from rules.report import assessment_data
from tests.rules.strategies import DAYS, Data, case_data

ON: Final = date(2026, 11, 21)
REGISTER: Final = date(2025, 2, 5)
slow = settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])


def register(facts: Data, on: date = ON) -> dict[str, Any] | None:
    """Return what is published of the register."""
    found: dict[str, Any] | None = assessment_data(assess(read_case(facts), on, load_law()))[
        "controlled_register"
    ]
    return found


def here(entry: str, **facts: object) -> Data:
    """Return the facts of an Uzbek citizen in Russia."""
    return {"citizenship": "UZ", "stays": [{"entry": entry, "purpose": "private"}], **facts}


TOLD: Final = {"controlled_register": {"since": "2026-11-05"}}
WORKING: Final = {"patents": [{"issued": "2026-03-25", "paid_until": "2026-12-24"}]}
STUDYING: Final = {"studies": [{"from": "2026-09-01", "until": "2030-06-30"}]}
RESIDENT: Final = {"permits": [{"kind": "permanent_residence", "issued": "2024-01-10"}]}

FIRST: Final[dict[str, tuple[Data, date, str | None, str | None]]] = {
    # from which day the person may be entered, and since when they were told
    "the day after the last lawful one": (here("2026-10-06"), ON, "2027-01-04", None),
    "a day long past in overstay": (here("2026-08-01"), ON, "2026-10-30", None),
    "the day after the paid time of the patent": (here("2026-03-02", **WORKING), ON, "2026-12-25", None),
    "the day after the studies": (here("2026-09-01", **STUDYING), ON, "2030-07-01", None),
    "the day told, where nothing else is": (here("2026-10-06", **TOLD), ON, "2026-11-05", "2026-11-05"),
    "the day of the law, where it was told later": (
        here("2026-08-01", **TOLD),
        ON,
        "2026-10-30",
        "2026-11-05",
    ),
    "the earliest of a day told roughly": (
        here("2026-10-06", controlled_register={"since": "2026-11"}),
        ON,
        "2026-11-01",
        "2026-11-01",
    ),
    "outside only what was told": ({"citizenship": "UZ", **TOLD}, ON, None, "2026-11-05"),
    "where the law is for a person only what was told": (
        {"citizenship": "UA", "stays": [{"entry": "2026-08-01"}], **TOLD},
        ON,
        "2026-11-05",
        "2026-11-05",
    ),
    "nobody was entered before there was a register": (
        here("2024-06-01"),
        date(2025, 1, 20),
        "2025-02-05",
        None,
    ),
    "who was over before the register, once it is there": (
        here("2024-06-01"),
        date(2025, 3, 1),
        "2025-02-05",
        None,
    ),
    "who is over on its first day": (here("2024-11-07"), date(2025, 3, 1), "2025-02-05", None),
    "who is over the day after": (here("2024-11-08"), date(2025, 3, 1), "2025-02-06", None),
}

NOTHING: Final[dict[str, Data]] = {
    "outside": {"citizenship": "UZ"},
    "without an end": here("2026-01-10", **RESIDENT),
    "under a treaty": {"citizenship": "BY", "stays": [{"entry": "2026-01-10"}]},
    "where a person must be asked": {"citizenship": "UA", "stays": [{"entry": "2026-08-01"}]},
    "told of an entry that has ended": {
        "citizenship": "UZ",
        "controlled_register": {"since": "2026-02-01", "until": "2026-03-01"},
    },
    "told of an entry only after the day": {
        "citizenship": "UZ",
        "controlled_register": {"since": "2026-12-01"},
    },
}


@pytest.mark.parametrize("name", FIRST)
def test_from_when_a_person_may_be_entered(name: str) -> None:
    """The day after the last lawful day, or what the person was told; with its article."""
    facts, on, first, told = FIRST[name]

    assert register(facts, on) == {
        "from": first,
        "told_since": told,
        "law": "115-FZ 31.2",
        "certainty": "medium",
    }


@pytest.mark.parametrize("name", NOTHING)
def test_where_no_day_is_known_nothing_is_said(name: str) -> None:
    """Outside, without an end of the stay, or where nothing was told, there is no day."""
    assert register(NOTHING[name]) is None


@pytest.mark.parametrize(
    ("facts", "near"),
    [
        (here("2026-08-01"), True),
        (here("2026-10-06", **TOLD), True),
        (here("2026-09-07"), True),  # the last day is 5 December, 14 days ahead
        (here("2026-09-08"), False),
    ],
)
def test_it_is_told_where_it_matters_now(facts: Data, *, near: bool) -> None:
    """Over, over within the amber days, or told of."""
    found = assess(read_case(facts), ON, load_law()).controlled_register

    assert found is not None
    assert found.near is near


def test_what_an_entry_means_is_law() -> None:
    """How often one reports, how much cash one may draw, and the rule of the app come from the records."""
    found = assess(read_case(here("2026-08-01")), ON, load_law()).controlled_register
    before = assess(read_case(here("2025-03-01")), date(2025, 8, 31), load_law()).controlled_register

    assert isinstance(found, Controlled)
    assert (found.report_days, found.cash, found.app_days) == (7, 30_000, 3)
    assert before is not None
    assert before.app_days is None


@given(facts=case_data(exact=True), on=DAYS)
@slow
def test_the_day_follows_from_the_answer(facts: Data, on: date) -> None:
    """Nobody may be entered on a lawful day; whoever is over may be since its first day."""
    facts.pop("controlled_register", None)
    answer = assess(read_case(facts), on, load_law()).cautious
    found = register(facts, on)
    if answer.status == "overstay":
        first = on - timedelta(days=answer.overstay_days - 1)
    elif answer.status == "lawful" and answer.last_day is not None:
        first = answer.last_day + timedelta(days=1)
    else:
        assert found is None
        return
    assert found is not None
    assert found["from"] == max(first, REGISTER).isoformat()
    assert found["told_since"] is None
