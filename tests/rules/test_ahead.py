"""What changes by itself after the day asked about: the account, bans, childhood, the law."""

from datetime import date, timedelta
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, assume, given, settings

from bot.lawbook import load_law
from rules.assess import assess
from rules.read import read_case
from rules.report import assessment_data
from tests.rules.day_by_day import Trip
from tests.rules.strategies import DAYS, SINCE_2025, Data, case_data, stays_data, trips

ON: Final = date(2026, 11, 21)
YEAR: Final = timedelta(days=366)
slow = settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])


def coming(facts: Data, on: date = ON, *, what: str | None = None) -> list[dict[str, Any]]:
    """Return what lies ahead, as published; of one kind where it is named."""
    found = assessment_data(assess(read_case(facts), on, load_law()))["ahead"]
    return [each for each in found if what in {None, each["what"]}]


def days(found: list[dict[str, Any]], *keys: str) -> list[tuple[Any, ...]]:
    """Return the day and some more of each."""
    return [(each["on"], *(each.get(key) for key in keys)) for each in found]


MOTHER: Final = {"citizenship": "UZ", "stays": [{"entry": "2026-08-01", "purpose": "private"}]}
TRADER: Final = {
    "citizenship": "KZ",
    "stays": [{"entry": "2026-02-01", "exit": "2026-03-17"}, {"entry": "2026-10-20"}],
}
EXPELLED: Final = {"citizenship": "TJ", "removals": [{"on": "2022-03-10", "kind": "expulsion"}]}


def test_each_further_band_of_overstay_has_its_first_day() -> None:
    """The last lawful day was 29 October: day 31 of the overstay is 29 November, day 181 is 28 April."""
    assert days(coming(MOTHER, what="ban_begins"), "ban", "kind", "until", "law") == [
        ("2026-11-29", "overstay_30", "discretionary", "2029-11-29", "114-FZ 26(8)"),
        ("2027-04-28", "overstay_180", "mandatory", "2032-04-28", "114-FZ 27(13)"),
        ("2027-07-27", "overstay_270", "mandatory", "2037-07-27", "114-FZ 27(14)"),
    ]


@pytest.mark.parametrize("name", ["overstay_30", "overstay_180", "overstay_270"])
def test_a_band_begins_on_the_day_told_and_not_before(name: str) -> None:
    """The day before there is no such ban yet; on the day itself there is, and it lies ahead no more."""
    (first,) = (each["on"] for each in coming(MOTHER, what="ban_begins") if each["ban"] == name)
    begins = date.fromisoformat(first)
    for on, there in ((begins - timedelta(days=1), False), (begins, True)):
        bans = assess(read_case(MOTHER), on, load_law()).cautious.bans
        assert (name in {ban.ground for ban in bans}) is there
        assert (name in {each["ban"] for each in coming(MOTHER, on, what="ban_begins")}) is not there


def test_whoever_has_to_leave_soon_is_told_what_begins_after() -> None:
    """78 days are used and 12 left, to 3 December: the day after is one too many for the year."""
    found = coming(TRADER, what="ban_begins")

    assert days(found, "ban")[:2] == [("2026-12-04", "limit_90"), ("2027-01-03", "overstay_30")]


def test_whoever_has_time_is_told_of_no_ban() -> None:
    """Weeks before the last day nothing is threatened."""
    assert coming(TRADER, date(2026, 11, 1), what="ban_begins") == []


def test_days_on_a_patent_make_nobody_exceed_the_limit() -> None:
    """30 days before the patent count, its own do not: of 2026 the ninetieth is 60 days after its end."""
    facts = {
        "citizenship": "UZ",
        "stays": [{"entry": "2026-03-02", "purpose": "work"}],
        "patents": [{"issued": "2026-04-01", "paid_until": "2026-10-15"}],
    }
    (found,) = (
        each for each in coming(facts, date(2026, 10, 10), what="ban_begins") if each["ban"] == "limit_90"
    )

    assert found["on"] == "2026-12-15"  # 16 October to 14 December are 60 days


def test_under_rolling_windows_only_the_bands_are_told() -> None:
    """The days that leave a moving window are not counted ahead."""
    facts = {"citizenship": "UZ", "stays": [{"entry": "2023-03-01"}]}
    found = coming(facts, date(2023, 5, 25), what="ban_begins")

    assert [each["ban"] for each in found] == ["overstay_30", "overstay_180", "overstay_270"]


def test_before_there_were_bands_none_is_told() -> None:
    """Until 2013 no clause knew of days over."""
    facts = {"citizenship": "UZ", "stays": [{"entry": "2012-01-01"}]}

    assert coming(facts, date(2012, 6, 1), what="ban_begins") == []


def test_the_limit_is_not_exceeded_where_only_the_unbroken_stay_ends() -> None:
    """In since 6 October, day 90 is 3 January: of 2027 only 3 days are used, so day 91 of it is 1 April."""
    facts = {"citizenship": "TJ", "stays": [{"entry": "2026-10-06"}]}
    found = coming(facts, date(2026, 12, 28), what="ban_begins")

    assert days(found, "ban") == [
        ("2027-02-03", "overstay_30"),
        ("2027-04-01", "limit_90"),
        ("2027-07-03", "overstay_180"),
        ("2027-10-01", "overstay_270"),
    ]


@pytest.mark.parametrize(
    ("facts", "more"),
    [
        (TRADER, {"limit": 90, "prolongs_stay": False}),
        (MOTHER, {"limit": 90, "heals_overstay": False}),
        ({"citizenship": "KZ", "stays": TRADER["stays"][:1]}, {"limit": 90}),
    ],
    ids=["inside", "overstay", "outside"],
)
def test_the_account_begins_anew(facts: Data, more: Data) -> None:
    """On 1 January there are 90 days again, but no stay is longer for it, and no overstay mended (D-7)."""
    (found,) = coming(facts, what="account_anew")

    assert found == {"on": "2027-01-01", "what": "account_anew", "law": "115-FZ 5(1)", **more}


@pytest.mark.parametrize(
    "facts",
    [
        {"citizenship": "KZ"},
        {"citizenship": "KZ", "stays": [{"entry": "2025-02-01", "exit": "2025-03-17"}]},
        {"citizenship": "BY", "stays": [{"entry": "2026-10-20"}]},
    ],
    ids=["never here", "not here this year", "no limit"],
)
def test_no_new_account_where_none_was_used(facts: Data) -> None:
    """Whoever has used no day of this year gets nothing new on 1 January."""
    assert coming(facts, what="account_anew") == []


@pytest.mark.parametrize(
    ("on", "wanted"),
    [
        (date(2026, 3, 10), []),  # a year to the day is 10 March 2027, the ban ends with it
        (date(2026, 3, 11), [("2027-03-11", "removal")]),
        (date(2027, 3, 10), [("2027-03-11", "removal")]),
        (date(2027, 3, 11), []),
    ],
)
def test_the_end_of_a_ban(on: date, wanted: list[tuple[Any, ...]]) -> None:
    """The day after the last closed one is told within the year before it."""
    assert days(coming(EXPELLED, on, what="ban_ends"), "ban") == wanted


def test_the_end_of_childhood() -> None:
    """The stay as a child of a patent holder ends the day before the eighteenth birthday (D-13)."""
    facts = {
        "citizenship": "UZ",
        "born": "2009-02-03",
        "stays": [{"entry": "2026-08-01"}],
        "family": [{"relation": "child", "of": "patent_holder", "until": "2027-06-01"}],
    }
    (found,) = coming(facts, what="childhood_ends")

    assert found == {"on": "2027-02-03", "what": "childhood_ends", "law": "115-FZ 5(5)", "age": 18}
    assert assess(read_case(facts), ON, load_law()).cautious.last_day == date(2027, 2, 2)


LAW: Final[dict[str, tuple[Data, date, tuple[str, str, str]]]] = {
    "the limit of the calendar year": (
        {"citizenship": "UZ", "stays": [{"entry": "2024-11-01"}]},
        date(2024, 11, 21),
        ("2025-01-01", "law_changes", "stay.visa_free"),
    ),
    "the clause on the limit, for whoever has exceeded it": (
        {"citizenship": "UZ", "stays": [{"entry": "2024-08-01"}]},
        date(2024, 12, 21),
        ("2025-02-05", "law_changes", "ban.limit_90"),
    ),
    "the register, for whoever is over": (
        {"citizenship": "UZ", "stays": [{"entry": "2024-08-01"}]},
        date(2024, 12, 21),
        ("2025-02-05", "law_begins", "register.controlled"),
    ),
    "the statement before entry, for whoever may come": (
        {"citizenship": "UZ"},
        date(2026, 5, 9),
        ("2026-06-30", "law_begins", "duty.entry_statement"),
    ),
    "its end": (
        {"citizenship": "UZ"},
        date(2027, 5, 9),
        ("2028-01-01", "law_ends", "duty.entry_statement"),
    ),
}


@pytest.mark.parametrize("name", LAW)
def test_law_to_come(name: str) -> None:
    """Law that is enacted but not yet in force is told to those whom it touches, on its day no more."""
    facts, on, wanted = LAW[name]

    assert wanted in days(coming(facts, on), "what", "provision")
    begins = date.fromisoformat(wanted[0])
    assert wanted not in days(coming(facts, begins), "what", "provision")
    assert wanted not in days(coming(facts, begins - YEAR - timedelta(days=1)), "what", "provision")


def test_law_that_touches_nobody_is_not_told() -> None:
    """A man at home hears nothing of the clause on a limit he never came near."""
    told = {each.get("provision") for each in coming({"citizenship": "UZ"}, date(2024, 12, 21))}

    assert "ban.limit_90" not in told
    assert "register.controlled" not in told


@given(facts=case_data(), on=DAYS)
@slow
def test_all_of_it_lies_ahead_within_a_year(facts: Data, on: date) -> None:
    """Every item lies after the day and within a year, in order, each with its article."""
    found = coming(facts, on)

    assert [each["on"] for each in found] == sorted(each["on"] for each in found)
    for each in found:
        assert on < date.fromisoformat(each["on"]) <= on + YEAR
        assert each["law"]


@given(walk=trips(era=SINCE_2025, still_there=True))
@slow
def test_a_ban_ahead_is_there_on_its_day(walk: tuple[list[Trip], date]) -> None:
    """Whoever stays on is answered the ban that was told ahead, on that very day and not the day before."""
    trips_made, on = walk
    facts = {"citizenship": "TJ", "stays": stays_data(trips_made)}
    case = read_case(facts)
    found = coming(facts, on, what="ban_begins")
    assume(found)
    first = found[0]
    begins = date.fromisoformat(first["on"])

    def grounds(day: date) -> set[str]:
        bans = assess(case, day, load_law()).cautious.bans
        return {ban.ground for ban in bans if ban.hypothetical}

    assert first["ban"] in grounds(begins)
    assert first["ban"] not in grounds(begins - timedelta(days=1))
