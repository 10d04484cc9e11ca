"""The days that a ban is said to rest on: those of the rulings, the removal, the stay, and no others."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

import pytest

from bot.lawbook import load_law
from rules.assess import assess
from rules.assessment import Finding
from rules.read import read_case
from tests.rules.edge_days import plain

ON: Final = date(2026, 11, 21)


def ruling(day: date, **more: object) -> dict[str, Any]:
    """Return a ruling whose fine was paid on its day."""
    return {"in_force": day, "kind": "other", "paid": day, **more}


def told(ground: str, facts: dict[str, object]) -> list[dict[str, object]]:
    """Return what the trace finds under each ban of the ground: its events and counts, with their values."""
    case = read_case(plain({"citizenship": "UZ", **facts}))
    trace = assess(case, ON, load_law()).trace
    return [dict(_values(each.because)) for each in trace if each.rule == f"ban.{ground}"]


def _values(found: Iterable[Finding]) -> Iterator[tuple[str, object]]:
    for number, each in enumerate(found):
        if each.rule.startswith(("event.", "count.", "stay.")):
            yield f"{each.rule}[{number}]", next(iter(each.found.values()))


A, B, C = date(2021, 2, 1), date(2022, 6, 1), date(2025, 5, 20)


@pytest.mark.parametrize(
    ("ground", "facts", "wanted"),
    [
        pytest.param(
            "offences_3y",
            {"offences": [ruling(A), ruling(B), ruling(C)]},
            [{"event.ruling[0]": B, "event.ruling[1]": C}],
            id="of three rulings the two that the ban runs from",
        ),
        pytest.param(
            "offences_3y",
            {"offences": [ruling(date(2024, 1, 9)), ruling(date(2024, 9, 9)), ruling(C)]},
            [{"event.ruling[0]": date(2024, 1, 9), "event.ruling[1]": C}],
            id="of three that all fit the first and the last",
        ),
        pytest.param(
            "offences_3y",
            {"offences": [ruling(A), ruling(B)]},
            [],
            id="a ban that is over is not told",
        ),
        pytest.param(
            "removal",
            {"offences": [ruling(B, with_expulsion=True)]},
            [{"event.removal_ordered[0]": B}],
            id="the ruling that orders an expulsion",
        ),
        pytest.param("removal", {"removals": [{"kind": "deportation"}]}, [{}], id="an order of no known day"),
        pytest.param(
            "removal",
            {"removals": [{"on": C, "kind": "expulsion"}]},
            [{"event.removal[0]": C}],
            id="the day on which it was carried out",
        ),
        pytest.param(
            "unpaid_fine",
            {"offences": [{"in_force": date(2026, 8, 1), "kind": "other"}]},
            [{"event.ruling[0]": date(2026, 8, 1)}],
            id="the ruling whose fine is due",
        ),
        pytest.param("conviction", {"convictions": [{"spent": False}]}, [{}], id="no day for a conviction"),
        pytest.param(
            "decision",
            {"decisions": [{"kind": "entry_ban", "on": C}]},
            [{"event.decision[0]": C}],
            id="the day of a decision told of",
        ),
    ],
)
def test_a_ban_tells_the_days_it_rests_on(
    ground: str, facts: dict[str, object], wanted: list[dict[str, object]]
) -> None:
    """Under each ban stand the days of what made it."""
    assert told(ground, facts) == wanted
