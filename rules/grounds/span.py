"""A span of days that a ground makes lawful, and what the ground does to the visa-free account."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from rules.law import Provision

VISA_FREE: Final = "visa_free"

ORDER: Final = (
    "permanent_residence",
    "temporary_residence",
    "education_residence",
    "highly_qualified",
    "work_permit",
    "patent",
    "contract",
    "study",
    "family",
    "treaty",
    VISA_FREE,
    "application",
    "suspension",
    "new_contract_term",
    "departure_term",
)
"""Where several grounds cover a day, the first of these is the ground of the day (D-5)."""

RANK: Final[Mapping[str, int]] = {ground: rank for rank, ground in enumerate(ORDER)}
VISA_FREE_RANK: Final = RANK[VISA_FREE]


class Span(NamedTuple):
    """The days from ``first`` to ``last`` stand on ``ground`` by ``provision``.

    ``counts``: the days count in the visa-free account. ``rest``: when the span is over, what is
    left of the account may still be used (D-11). ``apart``: both are read in two ways (patent_days).
    """

    first: int
    last: int
    ground: str
    provision: Provision
    counts: bool
    rest: bool
    apart: bool = False
