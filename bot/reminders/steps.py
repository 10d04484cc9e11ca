"""On which days before and after a deadline somebody is reminded of it: one row a kind of deadline."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Final, NamedTuple

LEAVE: Final = "leave"


class Steps(NamedTuple):
    """When to remind of one kind of deadline.

    Attributes:
        before: calendar days before the deadline; 0 is the deadline itself.
        halfway: also in the middle of the term, where that comes earlier than the days before; of a term that
            is one day alone, as that of a registration to be renewed, a week before it.
        opening: also on the day on which it can first be done.
        after: calendar days after the deadline, on which whoever has not said that it is done is asked.
    """

    before: tuple[int, ...]
    halfway: bool = False
    opening: bool = False
    after: tuple[int, ...] = (1,)


WEEK: Final = timedelta(7)
"""How long before a term of one day its first reminder comes, which has no middle."""
STILL_ASKED: Final = timedelta(7)
"""How long after its day whoever could not be asked on it is asked still. As long as a plan is good: whoever
is planned for only at the next weekly look is not left out, and nobody hears of what is long over."""
_AFTER_LEAVING: Final = (1, 7)
"""Twice: the ban that an overstay leads to grows by the day, and leaving can be put off no further."""
_LEAVING: Final = Steps((30, 14, 7, 3, 1, 0), after=_AFTER_LEAVING)
_LEAVING_OTHERWISE: Final = Steps((3, 1, 0), after=_AFTER_LEAVING)
_PAYMENT: Final = Steps((10, 5, 3, 1, 0))
_REGISTRATION: Final = Steps((2, 1, 0), halfway=True)
_YEARLY: Final = Steps((30, 7, 1), opening=True)
_OTHER: Final = Steps((30, 14, 7, 3, 1, 0))

_OF_KIND: Final[Mapping[str, Steps]] = MappingProxyType(
    {
        LEAVE: _LEAVING,
        "patent_payment": _PAYMENT,
        "fine_payment": _PAYMENT,
        "register": _REGISTRATION,
        "address_notice": _REGISTRATION,
        "residence_notice": _YEARLY,
    }
)

GOES_ON: Final = frozenset({"patent_payment", "new_contract"})
"""What, done in time, lets a stay go on past its last day: people leave only where they cannot do it."""
LAST_DAYS: Final = max(_LEAVING_OTHERWISE.before)
"""How many days before such a last day people are told that they leave otherwise; the reminder of what lets
the stay go on says so too, and stands for both where both are due."""


def steps_of(kind: str) -> Steps:
    """Return the steps of a kind of deadline, which is the name of a duty."""
    return _OF_KIND.get(kind, _OTHER)


def steps_of_leaving(due_too: frozenset[str]) -> Steps:
    """Return the steps of the last day of a stay, by the kinds of deadlines that are open to the same day.

    Whoever pays month by month is told to pay, and not every month to leave; that they must leave otherwise
    is told in the last days alone.
    """
    return _LEAVING_OTHERWISE if GOES_ON & due_too else _LEAVING
