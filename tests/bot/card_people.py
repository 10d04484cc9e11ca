"""The people of tests/cases as cards: what a test needs of each, made once."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, Final, NamedTuple

from bot.lawbook import load_law
from rules.assess import assess
from rules.assessment import Assessment
from rules.facts import Case
from rules.read import read_case
from tests.rules.test_cases import CASES, _plain

_SHORT: Final = {
    "builder": "A builder",
    "cook": "A cook",
    "seamstress": "A seamstress",
    "trader": "A trader",
    "mother": "A mother",
    "expelled": "A man from Tajikistan at home",
    "driver": "A driver",
    "student": "A student",
    "lost_card": "A woman",
    "planner": "A man from Tajikistan planning",
}
"""The ten people by the beginning of the name of their case."""


class Person(NamedTuple):
    """A case and the answer to it."""

    case: Case
    assessment: Assessment


@cache
def people() -> Mapping[str, Person]:
    """Return the ten people."""
    facts = [case for chapter, case in CASES if chapter == "people"]
    found = {
        name: next(case for case in facts if str(case["name"]).startswith(begins))
        for name, begins in _SHORT.items()
    }
    return {name: person(case) for name, case in found.items()}


def everybody() -> Iterator[Person]:
    """Yield every case of tests/cases that is no wrong one."""
    return (person(case) for _, case in CASES if "faults" not in case)


def person(case: Mapping[str, Any]) -> Person:
    """Return one of the cases with its answer."""
    facts = read_case(_plain(case["facts"]))
    on = case["on"]
    assert isinstance(on, date)
    return Person(facts, assess(facts, on, load_law()))


PEOPLE: Final = tuple(_SHORT)
