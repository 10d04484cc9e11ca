"""People whose pictures are looked at: the ten, and some whose days are hard to draw. Asked on 2026-11-21."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from bot.lawbook import load_law
from bot.replies.picture import caption, sheet
from bot.replies.words import load_words
from rules.assess import assess
from rules.assessment import Assessment
from rules.read import read_case
from rules.strip import Days, strip

ON: Final = date(2026, 11, 21)

PEOPLE: Final[Mapping[str, Mapping[str, Any]]] = {
    "builder": {"citizenship": "TJ", "stays": [{"entry": "2026-10-06", "purpose": "work"}]},
    "cook": {
        "citizenship": "UZ",
        "stays": [{"entry": "2026-03-02", "purpose": "work"}],
        "patents": [{"issued": "2026-03-25", "paid_until": "2026-12-24", "contract_notified": "2026-04-10"}],
        "medical": ["2026-03-20"],
        "fingerprinted": "2026-03-20",
        "registrations": [{"from": "2026-03-05", "until": "2026-12-24"}],
    },
    "seamstress": {
        "citizenship": "KG",
        "stays": [{"entry": "2026-07-15", "purpose": "work"}],
        "registrations": [{"from": "2026-08-01"}],
        "medical": ["2026-08-05"],
        "fingerprinted": "2026-08-05",
        "contracts": [{"signed": "2026-07-20", "ended": "2026-11-12"}],
    },
    "trader": {
        "citizenship": "KZ",
        "stays": [{"entry": "2026-02-01", "exit": "2026-03-17"}, {"entry": "2026-10-20"}],
        "registrations": [{"from": "2026-11-01"}],
    },
    "mother": {"citizenship": "UZ", "stays": [{"entry": "2026-08-01", "purpose": "private"}]},
    "expelled": {"citizenship": "TJ", "removals": [{"on": "2023-09-10", "kind": "expulsion"}]},
    "driver": {
        "citizenship": "KG",
        "offences": [
            {"in_force": "2025-06-01", "kind": "other", "paid": "2025-06-10"},
            {"in_force": "2026-02-15", "kind": "stay", "paid": "2026-02-20"},
        ],
    },
    "student": {
        "citizenship": "AM",
        "stays": [{"entry": "2026-09-01", "purpose": "study"}],
        "studies": [{"from": "2026-09-01", "until": "2030-06-30"}],
        "registrations": [{"from": "2026-09-02"}],
    },
    "lost": {"citizenship": "UZ", "stays": [{"entry": "2026-08"}]},
    "planning": {
        "citizenship": "TJ",
        "stays": [{"entry": "2026-03-01", "exit": "2026-04-29"}],
        "planned": [{"entry": "2026-12-10", "exit": "2027-02-07"}],
    },
    "over New Year": {"citizenship": "TJ", "stays": [{"entry": "2025-11-20"}]},
    "last day": {"citizenship": "UZ", "stays": [{"entry": "2026-08-24"}]},
    "unknown entry": {"citizenship": "UZ", "stays": [{"entry": "unknown"}]},
    "many plans": {
        "citizenship": "TJ",
        "stays": [{"entry": "2026-11-15", "exit": "2026-11-25"}],
        "planned": [
            {"entry": "2027-01-10", "exit": "2027-02-20"},
            {"entry": "2027-03-01", "exit": "2027-04-30"},
            {"entry": "2027-06-01"},
        ],
    },
    "fifty stays": {
        "citizenship": "UZ",
        "stays": [
            {"entry": f"{year}-{month:02}-03", "exit": f"{year}-{month:02}-{9 + month}"}
            for year in range(2022, 2027)
            for month in range(1, 11)
        ],
    },
    "specialist": {
        "citizenship": "KZ",
        "stays": [{"entry": "2026-02-10"}],
        "permits": [{"kind": "highly_qualified", "issued": "2026-05-05", "until": "2028-01-01"}],
    },
    "no end": {
        "citizenship": "MD",
        "stays": [{"entry": "2026-02-10"}],
        "permits": [{"kind": "permanent_residence", "issued": "2026-05-05"}],
    },
    "visa": {"citizenship": "GE", "stays": [{"entry": "2026-02-10", "visa": True}]},
}


def answered(data: Mapping[str, Any], on: date = ON) -> tuple[Assessment, tuple[Days, ...]]:
    """Return the answer to a case and its line of days."""
    case, law = read_case(data), load_law()
    return assess(case, on, law), strip(case, on, law)


def told(data: Mapping[str, Any], language: str = "ru", on: date = ON) -> str:
    """Return the picture of a case in words."""
    return caption(*answered(data, on), load_words(language))


def drawn(data: Mapping[str, Any], language: str = "ru", on: date = ON) -> str:
    """Return the picture of a case as SVG."""
    assessment, days = answered(data, on)
    words = load_words(language)
    return sheet(assessment, days, words, caption(assessment, days, words))
