"""Whole persons for the properties: the facts of one case gathered round one entry, so that they meet.

:mod:`tests.rules.strategies` draws any valid case; here every date lies near the stay of which the
question is asked, since only then do a patent, a contract, a decision and the account touch each other.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from hypothesis import strategies as st

from rules.read import OFFENCES, PERMITS, PURPOSES, RELATIONS, RELATIVES, REMOVALS
from tests.rules.strategies import REGIONS, VISA_FREE, Data

DAY: Final = timedelta(days=1)
EVERY_ERA: Final = (date(2014, 6, 1), date(2029, 6, 1))


class Asked(NamedTuple):
    """A case as plain data with exact dates, and the day it is asked about."""

    data: Data
    on: date


def _after(day: date, least: int, most: int) -> st.SearchStrategy[date]:
    return st.integers(least, most).map(lambda more: day + more * DAY)


def _item(**always: st.SearchStrategy[Any]) -> st.SearchStrategy[Data]:
    return st.fixed_dictionaries(dict(always))


@st.composite
def _term(draw: st.DrawFn, entry: date, begin: str, ends: Mapping[str, int], *, from_day: int = -30) -> Data:
    """Return something that begins near the entry and has, or has not, each of its ends."""
    first = draw(_after(entry, from_day, 110))
    item: Data = {begin: first}
    for name, most in ends.items():
        if draw(st.booleans()):
            item[name] = draw(_after(first, 0, most))
    return item


@st.composite
def _patent(draw: st.DrawFn, entry: date) -> Data:
    item = draw(_term(entry, "issued", {"contract_notified": 80}))
    item["paid_until"] = item["issued"] + draw(st.integers(1, 13)) * 30 * DAY
    if draw(st.integers(0, 5)) == 0:
        item["cancelled"] = draw(_after(item["issued"], 0, 200))
    if draw(st.booleans()):
        item["region"] = draw(st.sampled_from(REGIONS))
    return item


@st.composite
def _permit(draw: st.DrawFn, entry: date) -> Data:
    item = draw(_term(entry, "issued", {"until": 1200, "cancelled": 300}, from_day=-500))
    item["kind"] = draw(st.sampled_from(PERMITS))
    item["notices"] = draw(st.lists(_after(item["issued"], 200, 700), max_size=1))
    return item


@st.composite
def _offence(draw: st.DrawFn, entry: date) -> Data:
    day = draw(_after(entry, -1200, 150))
    item: Data = {"in_force": day, "kind": draw(st.sampled_from(OFFENCES))}
    if draw(st.booleans()):
        item["paid"] = draw(_after(day, 0, 90))
    if draw(st.booleans()):
        item["received"] = day - draw(st.integers(0, 20)) * DAY
    if draw(st.integers(0, 3)) == 0:
        item["with_expulsion"] = True
    return item


@st.composite
def _stays(draw: st.DrawFn, entry: date) -> list[Data]:
    """Return the stay that begins on the entry, and some before it, which may end on that day."""
    last: Data = {"entry": entry, "exit": None}
    if draw(st.booleans()):
        last["exit"] = draw(_after(entry, 0, 200))
    found = [last]
    day = entry
    for _ in range(draw(st.integers(0, 2))):
        leave = day - draw(st.sampled_from([0, 1, 2]) | st.integers(0, 100)) * DAY
        day = leave - draw(st.sampled_from([0, 29, 88, 89, 90, 121]) | st.integers(0, 200)) * DAY
        found.append({"entry": day, "exit": leave})
    for stay in found:
        if draw(st.integers(0, 3)):
            stay["purpose"] = draw(st.sampled_from(("work", *PURPOSES)))
    return found[::-1]


def _keys(entry: date) -> dict[str, st.SearchStrategy[Any]]:
    def some(item: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[list[Any]]:
        return st.lists(item, min_size=1, max_size=most)

    day = _after(entry, -20, 120)
    relative = _item(relation=st.sampled_from(RELATIONS), of=st.sampled_from(RELATIVES), until=day)
    return {
        "born": _after(entry, -19 * 365, -3 * 365),
        "registrations": some(_term(entry, "from", {"until": 120}, from_day=0)),
        "moves": some(day),
        "patents": some(_patent(entry)),
        "contracts": some(_term(entry, "signed", {"until": 400, "ended": 200})),
        "permits": some(_permit(entry)),
        "studies": some(_term(entry, "from", {"until": 400, "ended": 200})),
        "applications": some(
            st.builds(
                lambda base, kind: base | {"kind": kind},
                _term(entry, "filed", {"decided": 200}),
                st.sampled_from(("temporary_residence", "permanent_residence")),
            )
        ),
        "family": some(relative),
        "medical": some(_after(entry, -400, 100)),
        "fingerprinted": day,
        "entry_statement": _after(entry, -10, -1),
        "migration_card_lost": day,
        "offences": some(_offence(entry), 3),
        "removals": some(_item(on=_after(entry, -1200, 150), kind=st.sampled_from(REMOVALS))),
        "stay_shortened": _after(entry, 0, 120),
        "convictions": some(_item(spent=st.booleans())),
        "decisions": some(
            st.builds(
                lambda base, kind: base | {"kind": kind},
                _term(entry, "on", {"until": 1500}, from_day=-900),
                st.sampled_from(("entry_ban", "undesirable")),
            )
        ),
        "planned": some(_term(entry + 200 * DAY, "entry", {"exit": 100}, from_day=0), 1),
    }


@st.composite
def persons(  # noqa: PLR0913 - each narrows the people in its own way
    draw: st.DrawFn,
    *,
    era: tuple[date, date] = EVERY_ERA,
    countries: tuple[str, ...] = VISA_FREE,
    needs: tuple[str, ...] = (),
    apart_from: tuple[str, ...] = (),
    most: int = 4,
) -> Asked:
    """A person and a day: ``needs`` are keys of the case that are surely there, beside ``most`` others.

    ``apart_from`` are keys that are surely not there.
    """
    entry = draw(st.dates(*era))
    data: Data = {"citizenship": draw(st.sampled_from(countries)), "stays": draw(_stays(entry))}
    keys = _keys(entry)
    others = draw(
        st.lists(st.sampled_from(sorted(keys.keys() - set(apart_from))), max_size=most, unique=True)
    )
    for key in dict.fromkeys((*needs, *others)):
        data[key] = draw(keys[key])
    return Asked(data, entry + draw(st.sampled_from([0, 30, 89, 90]) | st.integers(0, 400)) * DAY)
