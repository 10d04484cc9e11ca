"""Towns, regions and differences from Moscow, as people type them for the clock they live by."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading import Unclear
from bot.reading.city_names import CITIES, OTHER_NAMES, REGIONS
from bot.reading.clocks import Hours, Places, read_clock
from bot.reading.romanised import romanised
from tests.bot.typed import typed

ROWS: Final = {row.text: row.expected for row in typed("typed_clocks.tsv")}
NOON: Final = datetime(2026, 11, 21, 12)  # noqa: DTZ001 - by the clocks of each zone


def told(found: Places | Hours | Unclear) -> str:
    """Return what was read as it stands in the table."""
    match found:
        case Places(zones, guessed):
            return " ".join((*("?" for _ in range(guessed)), *sorted(zones)))
        case Hours(minutes, of):
            return f"{of} {minutes}"
        case Unclear(reason):
            return reason


@pytest.mark.parametrize(("text", "expected"), ROWS.items(), ids=ROWS)
def test_typed(text: str, expected: str) -> None:
    """Names in any script and case, short ones, slips and differences are read; anything else is not."""
    assert told(read_clock(text)) == expected


def _names() -> dict[str, set[str]]:
    """Return the zones by each name of the tables."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for table in (CITIES, OTHER_NAMES, REGIONS):
        for zone, names in table.items():
            for name in names.split():
                found[name.replace("_", " ")].add(zone)
    return found


def test_every_name_is_read() -> None:
    """Each name of the tables leads to its own zones, as it stands and in Latin letters, for certain."""
    for name, zones in _names().items():
        for text in (name, name.title(), name.replace(" ", "-"), *romanised(name)):
            found = read_clock(text)
            assert isinstance(found, Places), text
            assert not found.guessed, text
            assert zones <= set(found.zones), text


def test_zones_are_those_of_the_tz_database() -> None:
    """Every zone is one that has clocks, in Russia from an hour behind Moscow to nine before it."""
    ahead = {zone: NOON.replace(tzinfo=ZoneInfo(zone)).utcoffset() for zone in (*CITIES, *OTHER_NAMES)}
    russian = {zone: ahead[zone] for zone in REGIONS}
    hours = {(each or timedelta()) // timedelta(hours=1) for each in russian.values()}
    assert hours == set(range(2, 13))


def test_countries_of_one_zone_have_one_clock() -> None:
    """Where a whole country stands under one zone, all its zones show the same."""
    for zones in (
        ("Almaty", "Qyzylorda", "Qostanay", "Aqtobe", "Atyrau", "Oral", "Aqtau"),
        ("Tashkent", "Samarkand"),
    ):
        shown = {NOON.replace(tzinfo=ZoneInfo(f"Asia/{zone}")).utcoffset() for zone in zones}
        assert shown == {timedelta(hours=5)}


@given(st.text(max_size=300))
def test_anything_else(text: str) -> None:
    """Whatever is typed is read or is not, and nothing breaks; what comes out are zones of the tables."""
    found = read_clock(text)
    assert isinstance(found, Unclear | Hours) or set(found.zones) <= {*CITIES, *OTHER_NAMES, *REGIONS}
