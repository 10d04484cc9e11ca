"""One step of the reasoning, made from the provision it stands on."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from rules.assessment import Finding, Value
from rules.law import Provision

Steps = tuple[Finding, ...]

_make: Final = tuple.__new__
"""Makes a step without a call more: a tree has dozens of them, and every assessment has a tree."""

day: Final = date.fromordinal


def step(
    rule: str,
    law: Provision,
    found: Mapping[str, Value],
    because: Steps = (),
    reading: str | None = None,
) -> Finding:
    """Return the finding of a rule with the article, version and certainty of its provision."""
    return _make(Finding, (rule, law.article, law.since, law.certainty, found, reading, because))
