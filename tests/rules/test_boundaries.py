"""The boundary cases that the records of law write themselves.

For every version of every provision: on its first and last day an answer rests on it, on the day before and
the day after it does not. For every number in it: the case on its boundary is within, the next one is not,
and both move with the number. What case shows it stands in two tables, by the id of the provision; a record
that no table knows fails here, with what is to be written.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

import pytest

from bot.lawbook import load_law
from rules.assess import assess
from rules.assessment import Assessment
from rules.law import Law, LawNotInForce, Provision
from rules.read import read_case
from rules.report import assessment_data
from tests.rules.edge_days import PROBES, SEEN, UNSEEN, Asked, plain
from tests.rules.edge_values import EDGES, HELD_BY_SHAPE, TOLD, UNREAD
from tests.rules.law_changes import shifted, with_value

LAW: Final = load_law()
DAY: Final = timedelta(days=1)
VERSIONS: Final = sorted(LAW.provisions, key=lambda each: (each.id, each.since))

NO_PROBE: Final = (
    "{id} has no case that turns on the day it is in force on. Write a builder into PROBES of "
    "tests/rules/edge_days.py: given a day, the facts and the day asked about for which the answer rests on "
    "the version in force on that day."
)
NO_EDGE: Final = (
    "the value {key} of {id} has no case on its boundary. Write an edge into EDGES of "
    "tests/rules/edge_stays.py, edge_duties.py or edge_bans.py: the last case within the value and the first "
    "beyond it. A number that an answer only tells goes into TOLD of edge_values.py, one that nothing hangs "
    "on into UNREAD, with the reason."
)


def boundary_days() -> Iterator[object]:
    """Yield each version with its first and last day and the days around, and whether it holds on each."""
    for version in VERSIONS:
        days = [(version.since, True), (version.since - DAY, False)]
        if version.until is not None:
            days += [(version.until, True), (version.until + DAY, False)]
        for day, holds in days:
            yield pytest.param(version, day, holds, id=f"{version.id}-{version.since}-on-{day}")


def numbers() -> Iterator[object]:
    """Yield every number of every version, with its key."""
    for version in VERSIONS:
        for key, value in version.value.items():
            if type(value) is int:
                yield pytest.param(version, key, value, id=f"{version.id}-{version.since}-{key}")


def answer(asked: Asked, law: Law) -> dict[str, Any] | str:
    """Return the answer as JSON, or the words of the error where the law does not reach so far."""
    try:
        return assessment_data(assess(read_case(plain(asked.facts)), asked.on, law))
    except LawNotInForce as error:
        return str(error)


def told(asked: Asked, law: Law) -> Assessment | str:
    """Return the answer without what lies ahead: that rests on the law of the days to come."""
    try:
        return assess(read_case(plain(asked.facts)), asked.on, law)._replace(ahead=())
    except LawNotInForce as error:
        return str(error)


@cache
def variants(name: str, since: date) -> tuple[Law, Law]:
    """Return the law with every number of a version one more, one less, and its article marked."""
    version = next(each for each in VERSIONS if (each.id, each.since) == (name, since))
    return shifted(LAW, version, 1), shifted(LAW, version, -1)


def applies(version: Provision, asked: Asked) -> bool:
    """Return whether the answer would be another if the version were another."""
    seen = SEEN.get(version.id)
    if seen is not None:
        data = answer(asked, LAW)
        assert not isinstance(data, str)
        return seen(data)
    real = told(asked, LAW)
    return any(told(asked, other) != real for other in variants(version.id, version.since))


@pytest.mark.parametrize(("version", "day", "holds"), list(boundary_days()))
def test_a_version_holds_from_its_first_day_to_its_last(version: Provision, day: date, holds: bool) -> None:  # noqa: FBT001
    """An answer that turns on the day rests on the version in force on it, and on no other."""
    if (version.id, day.isoformat()) in UNSEEN:
        return
    assert version.id in PROBES, NO_PROBE.format(id=version.id)
    assert applies(version, PROBES[version.id](day)) is holds


@pytest.mark.parametrize(("version", "key", "value"), list(numbers()))
def test_a_number_is_kept_to_the_day(version: Provision, key: str, value: int) -> None:
    """The last case within the number is within, the next is not; with another number, another case."""
    name = (version.id, key)
    if name in UNREAD:
        return
    if name in TOLD:
        facts, on = PROBES[version.id](version.since)
        changed = with_value(LAW, version, **{key: value + 1})
        case = read_case(plain(facts))
        assert assess(case, on, changed) != assess(case, on, LAW)
        return
    assert name in EDGES, NO_EDGE.format(key=key, id=version.id)
    edge = EDGES[name]
    assert sides(version, key, value, LAW) == (True, False)
    if name in HELD_BY_SHAPE:
        return
    changed = with_value(LAW, version, **{key: value + edge.step})
    assert sides(version, key, value + edge.step, changed) == (True, False)


def sides(version: Provision, key: str, value: int, law: Law) -> tuple[bool, bool]:
    """Return whether the last case within a number and the first beyond it are answered as within."""
    edge = EDGES[version.id, key]
    found = []
    for over in (0, 1):
        data = answer(edge.case(version, value, over), law)
        assert not isinstance(data, str), data
        found.append(edge.within(data))
    return found[0], found[1]


def test_the_tables_speak_of_the_law_as_it_is() -> None:
    """Nothing is excused that the records no longer hold."""
    ids = {version.id for version in VERSIONS}
    keys = {(version.id, key) for version in VERSIONS for key in version.value}
    days = {(version.id, day.isoformat()) for version in VERSIONS for day in around(version)}

    assert set(PROBES) <= ids
    assert {*EDGES, *HELD_BY_SHAPE, *TOLD, *UNREAD} <= keys
    assert set(UNSEEN) <= days


def around(version: Provision) -> Iterator[date]:
    """Yield the first and the last day of a version, and the days before and after."""
    yield from (version.since - DAY, version.since)
    if version.until is not None:
        yield from (version.until, version.until + DAY)
