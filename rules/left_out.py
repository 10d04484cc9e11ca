"""The rules of our notes that no record holds, each with the reason: read as strictly as the law itself.

They decide nothing; they are read for the page and by the tests.
"""

from collections import Counter
from typing import Final, NamedTuple

from rules.records import TEXT, BrokenLaw, Form, LawFault, Shape, read_records

FILE: Final = "left_out.toml"

KINDS: Final = ("low certainty", "facts not in the case format", "not a matter of status", "announced only")
_KIND: Final = Form("one of " + ", ".join(KINDS), lambda value: value in KINDS)
_SHAPE: Final = Shape("rule", {"rule": TEXT, "says": TEXT, "kind": _KIND, "reason": TEXT}, {})


class LeftOut(NamedTuple):
    """A rule that is left out: its name in our notes, what it says, and why it decides no answer."""

    rule: str
    says: str
    kind: str
    reason: str


def parse_left_out(text: str) -> tuple[LeftOut, ...]:
    """Read the rules left out from the text of their file, in its order.

    Raises:
        BrokenLaw: anything is unknown, missing, of the wrong form, or twice there.
    """
    faults: list[LawFault] = []
    records = read_records(FILE, text, {"left_out": _SHAPE}, faults).get("left_out", [])
    times = Counter(record["rule"] for record in records)
    faults += (LawFault(FILE, rule, "rule", "stands twice") for rule, number in times.items() if number > 1)
    if faults:
        raise BrokenLaw(sorted(faults))
    return tuple(LeftOut(**record) for record in records)
