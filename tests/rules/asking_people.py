"""Some of the ten people, and others, who ask what would follow."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from rules.facts import Case
from rules.read import read_case
from tests.rules.strategies import Data

ON: Final = date(2026, 11, 21)

BUILDER: Final[Data] = {"citizenship": "TJ", "stays": [{"entry": "2026-10-06", "purpose": "work"}]}
COOK: Final[Data] = {
    "citizenship": "UZ",
    "stays": [{"entry": "2026-03-02", "purpose": "work"}],
    "patents": [{"issued": "2026-03-25", "paid_until": "2026-12-24", "contract_notified": "2026-04-10"}],
    "registrations": [{"from": "2026-03-05", "until": "2026-12-24"}],
    "medical": ["2026-03-20"],
    "fingerprinted": "2026-03-20",
}
TRADER: Final[Data] = {
    "citizenship": "KZ",
    "stays": [{"entry": "2026-02-01", "exit": "2026-03-17"}, {"entry": "2026-10-20"}],
    "registrations": [{"from": "2026-11-01"}],
}
MOTHER: Final[Data] = {"citizenship": "UZ", "stays": [{"entry": "2026-08-01", "purpose": "private"}]}
EXPELLED: Final[Data] = {"citizenship": "TJ", "removals": [{"on": "2023-09-10", "kind": "expulsion"}]}
DRIVER: Final[Data] = {
    "citizenship": "KG",
    "offences": [
        {"in_force": "2025-06-01", "kind": "traffic", "paid": "2025-06-10"},
        {"in_force": "2026-02-15", "kind": "stay", "paid": "2026-02-20"},
    ],
}
PLANNING: Final[Data] = {"citizenship": "TJ", "stays": [{"entry": "2026-03-01", "exit": "2026-04-29"}]}
USED_UP: Final[Data] = {"citizenship": "UZ", "stays": [{"entry": "2026-03-02", "exit": "2026-05-30"}]}


def person(data: Mapping[str, Any], **more: object) -> Case:
    """Return the case of one of the people, with more facts."""
    return read_case({**data, **more})
