"""The law on a day: look-ups on both sides of every change, countries, and the check of old records."""

import pickle
import re
from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from bot.lawbook import law_files, load_law
from rules.law import (
    Doubt,
    Law,
    LawNotInForce,
    Provision,
    Reading,
    UncertainLaw,
    UnknownProvision,
    check_law,
    parse_law,
)

FILES = law_files()
LAW = load_law()
DAY = timedelta(days=1)
VERSIONS = sorted(LAW.provisions, key=lambda each: (each.id, each.since))


@pytest.mark.parametrize("provision", VERSIONS, ids=lambda each: f"{each.id}-{each.since}")
def test_every_version_begins_on_its_own_day(provision: Provision) -> None:
    """On its first day a version is in force; the day before it is another one or none."""
    assert LAW.on(provision.id, provision.since) is provision
    assert LAW.find(provision.id, provision.since) is provision

    before = LAW.find(provision.id, provision.since - DAY)

    assert before is not provision
    if before is None:
        with pytest.raises(LawNotInForce):
            LAW.on(provision.id, provision.since - DAY)
    else:
        assert before.until == provision.since - DAY


@pytest.mark.parametrize(
    "provision", [each for each in VERSIONS if each.until], ids=lambda each: f"{each.id}-{each.until}"
)
def test_every_version_ends_on_its_own_day(provision: Provision) -> None:
    """The last day is included, the day after is not."""
    assert provision.until is not None
    assert LAW.find(provision.id, provision.until) is provision
    assert LAW.find(provision.id, provision.until + DAY) is not provision


SPOT = [
    # id, day, key, value
    ("stay.visa_free", "2013-12-31", "window", "entry"),
    ("stay.visa_free", "2014-01-01", "window", "rolling"),
    ("stay.visa_free", "2024-12-31", "days", 180),
    ("stay.visa_free", "2025-01-01", "window", "year"),
    ("ban.overstay_180", "2015-01-10", "years", 5),
    ("ban.overstay_270", "2015-01-10", "years", 10),
    ("ban.offences_1y", "2013-08-01", "kinds", ("stay", "work", "public_order")),
    ("duty.register.UZ", "2022-06-04", "days", 15),
    ("duty.register.BY", "2016-12-31", "days", 30),
    ("duty.register.BY", "2017-01-01", "days", 90),
    ("stay.suspension", "2022-12-31", "confirmed_until", date(2021, 6, 15)),
]


@pytest.mark.parametrize(("name", "day", "key", "value"), SPOT)
def test_values_on_known_days(name: str, day: str, key: str, value: object) -> None:
    """The values are those of the notes, whatever the files look like."""
    assert LAW.on(name, date.fromisoformat(day)).value[key] == value


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("ban.overstay_30", "2013-01-31"),  # no ban for an overstay before February 2013
        ("ban.limit_90", "2013-12-31"),
        ("ban.overstay_180", "2015-01-09"),
        ("stay.unbroken", "2016-01-09"),
        ("stay.suspension", "2020-03-14"),
        ("stay.suspension", "2023-01-01"),
        ("stay.patent_departure", "2015-01-01"),
        ("duty.register.UZ", "2022-06-03"),
        ("duty.entry_statement", "2026-06-29"),  # still voluntary
        ("duty.address_notice", "2029-09-02"),
    ],
)
def test_not_in_force(name: str, day: str) -> None:
    """Before the first day and after the last nothing stands in."""
    assert LAW.find(name, date.fromisoformat(day)) is None
    with pytest.raises(LawNotInForce, match=f"{name} on {day}"):
        LAW.on(name, date.fromisoformat(day))


def test_an_unknown_provision_is_an_error() -> None:
    """A slip in the engine must not look like a law that is not in force."""
    with pytest.raises(UnknownProvision):
        LAW.find("stay.visafree", date(2026, 1, 1))


def changed(file: str, old: str, new: str) -> Law:
    """Return the law with one text changed."""
    assert old in FILES[file]
    return parse_law({**FILES, file: FILES[file].replace(old, new, 1)})


def test_low_certainty_decides_nothing() -> None:
    """A record of low certainty is only for the reading it is attached to."""
    law = changed("stay.toml", "reading = 'belarus_limit'\n", "")

    assert LAW.on("stay.treaty", date(2026, 1, 1)).certainty == "low"
    with pytest.raises(UncertainLaw):
        law.on("stay.treaty", date(2026, 1, 1))
    with pytest.raises(UncertainLaw):
        law.find("stay.treaty", date(2026, 1, 1))


def test_provisional_is_whatever_is_not_high() -> None:
    """Medium certainty is used and marked."""
    assert LAW.on("stay.unbroken", date(2026, 1, 1)).provisional
    assert not LAW.on("stay.visa_free", date(2026, 1, 1)).provisional


def test_numbers_are_read_by_name() -> None:
    """A value that is no number is not read as one."""
    current = LAW.on("stay.visa_free", date(2026, 1, 1))

    assert current.number("limit") == 90
    with pytest.raises(TypeError, match=re.escape("stay.visa_free: window")):
        current.number("window")


@pytest.mark.parametrize(
    ("code", "day", "work", "manual"),
    [
        ("GE", "2023-05-14", False, True),
        ("GE", "2023-05-15", False, False),
        ("GE", "2023-05-15", True, True),
        ("GE", "2024-10-09", True, True),
        ("GE", "2024-10-10", True, False),
        ("UA", "2013-12-31", False, False),
        ("UA", "2014-01-01", False, True),
        ("UZ", "2026-01-01", True, False),
    ],
)
def test_who_is_sent_to_a_person(code: str, day: str, work: bool, manual: bool) -> None:  # noqa: FBT001
    """Georgia before its waivers, Ukraine since 2014 (D-9)."""
    country = LAW.country(code)

    assert country is not None
    assert country.manual(date.fromisoformat(day), work=work) is manual


def test_a_country_that_is_not_there_is_a_visa_country() -> None:
    """Everybody else needs a visa."""
    assert LAW.country("TM") is None


@pytest.mark.parametrize(
    ("code", "regime", "first"),
    [
        ("KZ", "eaeu", "2015-01-01"),
        ("BY", "eaeu", "2015-01-01"),
        ("AM", "eaeu", "2015-01-02"),
        ("KG", "eaeu", "2015-09-01"),
        ("BY", "treaty", "2009-02-03"),
        ("UZ", "patent", "2015-01-01"),
        ("GE", "patent", "2024-10-10"),
    ],
)
def test_regimes_begin_on_their_day(code: str, regime: str, first: str) -> None:
    """The day before a regime is none."""
    country, day = LAW.countries[code], date.fromisoformat(first)

    assert getattr(country, regime)(day)
    assert not getattr(country, regime)(day - DAY)


def test_regimes_a_country_never_had() -> None:
    """Kazakhs have no patent, Uzbeks no union, Armenians no treaty of equal movement."""
    day = date(2026, 1, 1)

    assert not LAW.countries["KZ"].patent(day)
    assert not LAW.countries["UZ"].eaeu(day)
    assert not LAW.countries["AM"].treaty(day)


def test_the_law_travels_between_processes() -> None:
    """Workers of a batch may be given the law as it is."""
    copy = pickle.loads(pickle.dumps(LAW))  # noqa: S301

    assert copy.on("stay.visa_free", date(2026, 1, 1)) == LAW.on("stay.visa_free", date(2026, 1, 1))


TODAY = date(2026, 5, 10)


def test_sound_law_has_no_doubts() -> None:
    """The files as they are pass on the day after they were read."""
    assert check_law(LAW, TODAY, older_than_days=30) == ()


def test_old_records_are_found() -> None:
    """The limit itself is still good."""
    assert check_law(LAW, LAW.checked + timedelta(days=30), older_than_days=30) == ()

    old = check_law(LAW, LAW.checked + timedelta(days=31), older_than_days=30)

    assert {doubt.what for doubt in old} == {"old"}
    assert Doubt("stay.visa_free", date(2025, 1, 1), "old") in old
    assert Doubt("patent_days", None, "old") in old
    assert Doubt("UZ", None, "old") in old


@pytest.mark.parametrize(
    ("today", "missing"),
    [
        (date(2027, 9, 30), False),
        (date(2027, 10, 1), True),
        (date(2027, 12, 31), True),
        (date(2026, 12, 31), False),
    ],
)
def test_next_year_needs_its_decree_from_october_on(today: date, missing: bool) -> None:  # noqa: FBT001
    """Registration terms over New Year are wrong without it."""
    doubts = check_law(LAW, today, older_than_days=10_000)

    assert (Doubt("workdays", date(today.year + 1, 1, 1), "no_decree") in doubts) is missing


def provision(**changes: object) -> Provision:
    """Return a sound provision, changed as told."""
    sound: dict[str, object] = {
        "id": "stay.visa_free",
        "says": "At most {limit} days.",
        "value": {"limit": 90},
        "since": date(2025, 1, 1),
        "article": "115-FZ 5(1)",
        "sources": ("a page",),
        "certainty": "high",
        "checked": LAW.checked,
    }
    return Provision(**{**sound, **changes})  # type: ignore[arg-type]


def made_law(provisions: tuple[Provision, ...], readings: Mapping[str, Reading] | None = None) -> Law:
    """Return a law with these records and the countries, working days and acts of the real one."""
    return Law(
        checked=LAW.checked,
        provisions=provisions,
        readings=readings or {},
        countries=LAW.countries,
        workdays=LAW.workdays,
        acts=LAW.acts,
    )


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"until": date(2024, 1, 1)}, "broken"),
        ({"certainty": "sure"}, "broken"),
        ({"sources": ()}, "uncited"),
        ({"article": "116-FZ 1"}, "uncited"),
        ({"article": ""}, "uncited"),
    ],
)
def test_a_record_that_went_wrong_is_found(changes: dict[str, object], what: str) -> None:
    """The check does not rely on the law having been read from files."""
    law = made_law((provision(**changes),))

    assert [doubt.what for doubt in check_law(law, TODAY, older_than_days=30)] == [what]


def test_contradictions_and_idle_readings_are_found() -> None:
    """Two versions on one day, and readings about nothing."""
    law = made_law(
        (provision(), provision(since=date(2026, 1, 1))), {"permit_expired": LAW.readings["permit_expired"]}
    )

    assert check_law(law, TODAY, older_than_days=30) == (
        Doubt("stay.visa_free", date(2026, 1, 1), "contradictory"),
        Doubt("permit_expired", None, "idle"),
    )
