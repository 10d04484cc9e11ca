"""The law files as data: citations, links, dates and names hang together."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest

from bot.lawbook import law_files, load_law
from rules.law import act_of

FILES = law_files()
LAW = load_law()
DAY = timedelta(days=1)
VERSIONS = sorted(LAW.provisions, key=lambda each: (each.id, each.since))


def test_every_article_leads_to_an_act() -> None:
    """A citation without an act could not be looked up; a product decision is named as one."""
    for provision in LAW.provisions:
        if provision.id.startswith("product."):
            assert re.fullmatch(r"D-[0-9]+", provision.article)
        else:
            assert act_of(provision.article, LAW.acts), provision.id


def test_every_act_is_older_than_the_provisions_that_cite_it() -> None:
    """A provision in force before its act was adopted is a slip in one of the two dates."""
    early = [
        (provision.id, provision.since)
        for provision in VERSIONS
        if (key := act_of(provision.article, LAW.acts))
        and (adopted := LAW.acts[key].adopted)
        and provision.since < adopted
    ]

    assert early == [
        ("duty.register_after_exemption", date(2002, 7, 25)),
        ("stay.open_contract", date(2002, 7, 25)),  # counts from an entry that may lie before the treaty
        ("stay.suspension", date(2020, 3, 15)),  # the decree of 18.04.2020 reaches back
    ]


def test_every_act_is_cited() -> None:
    """An act that nothing cites is left over, or a citation is missing."""
    cited = {act_of(provision.article, LAW.acts) for provision in LAW.provisions}

    assert set(LAW.acts) - cited == {"TK", "decree 364"}  # of workdays.toml; in the note on the suspension


@pytest.mark.parametrize("file", sorted(FILES))
def test_links_are_links(file: str) -> None:
    """Two links that a missing comma has fused, or one with a blank in it, would lead nowhere."""
    for link in re.findall(r"'([^']*://[^']*)'", FILES[file]):
        if not link.startswith(("http://", "https://")):
            continue  # a note that speaks of a page
        assert link.count("://") == 1, link
        assert not re.search(r"\s", link), link


def test_nothing_was_checked_in_the_future() -> None:
    """A day of checking after the day of the whole edition is only that of the working days."""
    for provision in LAW.provisions:
        assert provision.checked <= LAW.checked, provision.id


def test_versions_of_one_provision_leave_no_hole() -> None:
    """A law that was replaced was in force until the day before."""
    for earlier, later in pairwise(VERSIONS):
        if earlier.id == later.id:
            assert earlier.until == later.since - DAY, later.id


def test_the_readings_are_those_of_the_notes() -> None:
    """The names are used by the engine and shown in assessments."""
    assert set(LAW.readings) == {
        "first_day",
        "window_180",
        "patent_days",
        "limit_90_other_grounds",
        "window_2014",
        "unbroken_reentry",
        "discretionary_bans",
        "belarus_limit",
        "belarus_days",
        "driver_limit",
        "permit_expired",
        "absence_6_months",
        "statement_scope",
        "register_after_exemption",
    }


def test_law_checked() -> None:
    """Every answer shows this day."""
    assert LAW.checked == date(2026, 5, 9)
