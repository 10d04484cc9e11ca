"""Reading a case: every fault is named at once by its path, whatever is thrown at it."""

from typing import Any

import pytest

from rules.read import WrongCase, read_case
from rules.write import case_data


def _deep(levels: int) -> list[Any]:
    nested: list[Any] = []
    for _ in range(levels):
        nested = [nested]
    return nested


def faults(data: object) -> list[str]:
    """Return the faults of a wrong case, one a line as they are shown."""
    with pytest.raises(WrongCase) as refused:
        read_case(data)
    return [str(fault) for fault in refused.value.faults]


STAY = {"entry": "2026-03-01"}


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        # an unknown key does not hide what else is wrong with the item
        (
            {"citizenship": "UZ", "stays": [{**STAY, "exit": "2026-01-01", "foo": 1}]},
            ["stays[0].foo: unknown key", "stays[0]: exit 2026-01-01 is before entry 2026-03-01"],
        ),
        # nor does a wrong word hide a wrong order
        (
            {
                "citizenship": "UZ",
                "registrations": [{"from": "2026-03-01", "until": "2026-01-01", "region": "MOW"}],
            },
            [
                "registrations[0].region: MOW is not a region of Russia in ISO 3166-2, such as RU-MOW",
                "registrations[0]: until 2026-01-01 is before from 2026-03-01",
            ],
        ),
        # stays are held against each other even where one has a fault of its own
        (
            {
                "citizenship": "UZ",
                "stays": [{**STAY, "exit": "2026-05-01", "foo": 1}, {"entry": "2026-04-01"}],
            },
            ["stays[0].foo: unknown key", "stays[1]: overlaps stays[0]"],
        ),
        # an exit that is no date makes no overlap
        (
            {"citizenship": "UZ", "stays": [{**STAY, "exit": "2026-02-31"}, {"entry": "2026-05-01"}]},
            ["stays[0].exit: 2026-02-31 is not a date"],
        ),
        # dates in no form of the format
        (
            {
                "citizenship": "UZ",
                "moves": ["2026-2-3", "2026-03-01/2026-02-01", "3.2.2026", 5, True, "1899-12-31"],
            },
            [
                "moves[0]: 2026-2-3 is not a date",
                "moves[1]: 2026-03-01/2026-02-01 is not a date",
                "moves[2]: 3.2.2026 is not a date",
                "moves[3]: 5 is not a date",
                "moves[4]: True is not a date",
                "moves[5]: 1899-12-31: the year is not within 1900 and 2199",
            ],
        ),
        # what must be there, and what is not a case at all
        ({"stays": [{}]}, ["citizenship: is missing"]),
        (
            {"citizenship": "UK"},
            ["citizenship: UK is not a country code of ISO 3166-1: two capital letters, such as UZ"],
        ),
        ([], ["[] is not a group of keys and values"]),
        ({"citizenship": "UZ", 1: 2}, ["1: unknown key"]),
        # hostile values are shown short, and read no deeper than a message needs
        (
            {"citizenship": "UZ", "stays": _deep(5000)},
            ["stays[0]: [[[[[[[...]]]]]]] is not a group of keys and values"],
        ),
        ({"citizenship": "UZ", "born": 10**5000}, ["born: a number of very many digits is not a date"]),
        (
            {"citizenship": "UZ", "offences": [{"kind": "stay", "article": float("nan")}]},
            ["offences[0].article: nan is not a text"],
        ),
        ({"citizenship": "UZ", "stays": [STAY] * 501}, ["stays: has 501 entries, more than 500"]),
        ({"citizenship": "UZ", "stays": 5}, ["stays: 5 is not a list"]),
        # words that are none of the format's, and values of another kind
        (
            {"citizenship": "UZ", "stays": [{**STAY, "visa": "yes", "purpose": "love"}]},
            [
                "stays[0].visa: yes is neither true nor false",
                "stays[0].purpose: love is none of work, private, study, transit, tourism, business, other",
            ],
        ),
    ],
)
def test_faults(data: object, wanted: list[str]) -> None:
    """Each fault stands once, with its path and what is wrong."""
    assert faults(data) == wanted


def test_a_shared_day_is_no_overlap() -> None:
    """Out and in again on one day, in any order of the list."""
    stays = [{"entry": "2026-04-01", "exit": "2026-05-01"}, {"entry": "2026-03-01", "exit": "2026-04-01"}]
    assert len(read_case({"citizenship": "UZ", "stays": stays}).stays) == 2


def test_a_case_written_down_reads_back() -> None:
    """Nothing is lost between a case and its plain form; what was left out stays out."""
    data = {
        "citizenship": "KG",
        "born": "1994",
        "stays": [
            {"entry": "2026-03", "exit": "unknown", "purpose": "work"},
            {"entry": "2026-05-01/2026-05-09"},
        ],
        "removals": [{"on": None, "kind": "expulsion"}],
        "controlled_register": {"since": "2026-02-01"},
    }
    assert case_data(read_case(data)) == data


def test_a_year_may_be_a_number_and_nothing_may_be_null() -> None:
    """A year as YAML reads it, an article as a number, and null in the place of what is left out."""
    given = {
        "citizenship": "UZ",
        "born": 1994,
        "stays": [{"entry": None}],
        "patents": None,
        "offences": [{"in_force": "2026-03-01", "kind": "traffic", "article": 12.29}],
    }
    case = read_case(given)
    assert case_data(case) == {
        "citizenship": "UZ",
        "born": "1994",
        "stays": [{"entry": "unknown"}],
        "offences": [{"in_force": "2026-03-01", "kind": "traffic", "article": "12.29"}],
    }
