"""A case as it is known on a day: what happens only later is not in it (D-2)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from rules.facts import Case
from rules.when import When

BEGIN: Final[Mapping[str, str]] = {
    "stays": "entry",
    "registrations": "start",
    "patents": "issued",
    "contracts": "signed",
    "permits": "issued",
    "studies": "start",
    "applications": "filed",
    "offences": "in_force",
    "removals": "on",
    "decisions": "on",
}
"""The lists of what begins by something that happens, and the field that says when."""

EVENTS: Final[Mapping[str, tuple[str, ...]]] = {
    "patents": ("cancelled", "contract_notified"),
    "contracts": ("ended",),
    "permits": ("cancelled",),
    "studies": ("ended",),
    "applications": ("decided",),
    "offences": ("received", "paid"),
}
"""What else happens to the items of a list."""

DAYS: Final = ("moves", "medical")
SINGLE: Final = ("fingerprinted", "entry_statement", "migration_card_lost", "stay_shortened")


def as_known(case: Case, on: date) -> Case:
    """Return the case without what happens after ``on``; stated ends, paid time and plans stay.

    A vague date of something that has happened can lie no later than ``on``. With the case cut so, a
    later day can be asked about as it will be if nothing more happens until then.
    """
    kept: dict[str, Any] = {name: _past(getattr(case, name), on) for name in SINGLE}
    for name in DAYS:
        kept[name] = tuple(day for when in getattr(case, name) if (day := _past(when, on)) is not None)
    for name, begin in BEGIN.items():
        kept[name] = tuple(_items(getattr(case, name), begin, EVENTS.get(name, ()), on))
    kept["stays"] = tuple(
        stay if stay.exit is None else stay._replace(exit=_past(stay.exit, on) or stay.exit)
        for stay in kept["stays"]
    )
    kept["permits"] = tuple(
        permit._replace(notices=tuple(day for when in permit.notices if (day := _past(when, on)) is not None))
        for permit in kept["permits"]
    )
    return case._replace(**kept)


def _items(items: tuple[Any, ...], begin: str, events: tuple[str, ...], on: date) -> Iterator[Any]:
    for item in items:
        began = getattr(item, begin)
        if began is None:  # a removal that was not carried out
            yield item
        elif (past := _past(began, on)) is not None:
            yield item._replace(**{begin: past}, **{name: _past(getattr(item, name), on) for name in events})


def _past(when: When | None, on: date) -> When | None:
    if when is None or (when.first is not None and when.first > on):
        return None
    return when if when.last is not None and when.last <= on else When(when.first, on)
