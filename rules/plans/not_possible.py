"""What makes a question about the future one that has no answer."""

from datetime import date
from typing import Literal, TypeAlias

Fault: TypeAlias = Literal[
    "outside", "before_entry", "past", "no_patent", "patent_over", "issue_unknown", "already_paid", "no_days"
]


class NotPossible(ValueError):
    """does not fit the facts"""

    def __init__(self, fault: Fault, day: date | None = None) -> None:
        """Keep which fault it is, and the day it hangs on where there is one."""
        super().__init__(fault)
        self.fault = fault
        self.day = day
