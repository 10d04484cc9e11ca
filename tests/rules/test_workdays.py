"""Working days: our table against the holidays package day by day, and counting over it."""

from datetime import date, timedelta

import holidays
import pytest

from bot.lawbook import load_law
from rules.workdays import WorkingDays, WrongYear, read_pattern, read_year

TABLE = load_law().workdays
FIRST, LAST = 2010, 2027


def days_of(year: int) -> list[date]:
    """Return every day of a year."""
    start = date(year, 1, 1)
    return [start + timedelta(days=n) for n in range((date(year + 1, 1, 1) - start).days)]


def test_years_of_the_table() -> None:
    """No year between the first and the last of the table is missing."""
    assert sorted(TABLE.years) == list(range(FIRST, LAST + 1))


@pytest.mark.parametrize("year", range(FIRST, LAST + 1))
def test_every_day_as_the_holidays_package_has_it(year: int) -> None:
    """Two independent tables agree on every single day."""
    theirs = holidays.country_holidays("RU", years=year)

    assert [day for day in days_of(year) if TABLE.is_working(day) != theirs.is_working_day(day)] == []


NTH = [
    # day, n, the n-th working day
    ("2026-11-16", 1, "2026-11-16"),  # a Monday counts itself
    ("2026-11-16", 7, "2026-11-24"),  # over one weekend
    ("2026-11-14", 1, "2026-11-16"),  # a Saturday does not count
    ("2026-11-03", 2, "2026-11-05"),  # over Unity Day, a Wednesday
    ("2026-03-06", 2, "2026-03-10"),  # Women's Day on a Sunday moved to Monday the 9th
    ("2025-12-31", 1, "2026-01-12"),  # off by the decree of 2025, then the whole New Year
    ("2025-12-30", 2, "2026-01-12"),  # the last working day of the year and the first of the next
    ("2025-12-30", 7, "2026-01-19"),
    ("2026-12-31", 1, "2027-01-11"),  # the same a year later: 9 and 10 January are a weekend
    ("2023-12-31", 1, "2024-01-09"),  # a Sunday
    ("2022-12-30", 2, "2023-01-09"),
    ("2024-11-01", 3, "2024-11-05"),  # Saturday the 2nd is worked, Monday the 4th is not
    ("2025-10-31", 2, "2025-11-01"),  # a working Saturday
    ("2025-11-01", 2, "2025-11-05"),  # and then Monday and Tuesday off
    ("2027-02-19", 2, "2027-02-20"),  # a working Saturday before four days off
    ("2027-02-20", 2, "2027-02-24"),
    ("2024-04-26", 2, "2024-04-27"),  # one of the two Saturdays that a popular table forgot
    ("2024-12-28", 2, "2025-01-09"),  # the other one
    ("2024-02-28", 2, "2024-02-29"),  # a leap day
    ("2012-05-04", 2, "2012-05-05"),  # two working Saturdays in May 2012
    ("2012-05-05", 2, "2012-05-10"),
]


@pytest.mark.parametrize(("day", "n", "expected"), NTH)
def test_nth(day: str, n: int, expected: str) -> None:
    """The day itself is the first if it is worked (D-25, D-26)."""
    assert TABLE.nth(date.fromisoformat(day), n) == (date.fromisoformat(expected), False)


BEFORE = [
    # last day, n, the n-th working day before it
    ("2026-12-14", 10, "2026-11-30"),  # the example of D-25
    ("2026-12-14", 1, "2026-12-11"),
    ("2026-12-13", 1, "2026-12-11"),  # a Sunday is left out like any last day
    ("2026-01-12", 1, "2025-12-30"),  # back over the New Year holidays and 31 December
    ("2026-01-15", 10, "2025-12-22"),
    ("2025-11-05", 1, "2025-11-01"),  # the working Saturday before two days off
    ("2024-05-02", 3, "2024-04-25"),  # 27 April is worked, 29 and 30 are not; May Day is left out
    ("2027-01-11", 1, "2026-12-30"),
]


@pytest.mark.parametrize(("day", "n", "expected"), BEFORE)
def test_before(day: str, n: int, expected: str) -> None:
    """Counted back, the last day itself is left out (D-25)."""
    assert TABLE.before(date.fromisoformat(day), n) == (date.fromisoformat(expected), False)


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        ("2028-02-22", 2, "2028-02-24"),  # a Wednesday that the code names
        ("2028-11-03", 2, "2028-11-07"),  # a Saturday holiday moves to Monday
        ("2028-01-06", 1, "2028-01-10"),  # 8 January is a Saturday; the New Year holidays do not move
        ("2027-12-30", 2, "2028-01-10"),  # from a decreed year into one without
        ("2033-05-06", 2, "2033-05-10"),  # Victory Day on a Monday
    ],
)
def test_a_year_without_decree_is_provisional(day: str, n: int, expected: str) -> None:
    """The pattern of the Labour Code answers, and says that it is only a pattern (D-26)."""
    assert TABLE.nth(date.fromisoformat(day), n) == (date.fromisoformat(expected), True)


def test_two_holidays_never_move_to_one_day() -> None:
    """A holiday on a weekend takes the next day that is still worked."""
    pattern = read_pattern(fixed=[], moving=["05-01/05-02"])  # Saturday and Sunday in 2027

    assert pattern.year(2027).off == {date(2027, 5, 3), date(2027, 5, 4)}


def test_going_back_into_a_year_without_decree_is_provisional() -> None:
    """One day of an unknown year is enough to make the whole count provisional."""
    assert TABLE.before(date(2010, 1, 11), 1) == (date(2009, 12, 31), True)
    assert TABLE.nth(date(2027, 12, 30), 1) == (date(2027, 12, 30), False)


@pytest.mark.parametrize("n", [0, -1])
def test_counting_no_days_is_refused(n: int) -> None:
    """Terms have at least one day."""
    with pytest.raises(ValueError, match=str(n)):
        TABLE.nth(date(2026, 1, 12), n)


WRONG_YEARS = [
    (["02-30"], [], 261, "02-30 is no day of 2026"),
    (["13-01"], [], 261, "13-01 is no day of 2026"),
    (["01-09/01-05"], [], 261, "01-09/01-05 runs backwards"),
    (["03-09", "03-09"], [], 260, "a day stands twice"),
    (["03-08"], [], 260, "2026-03-08 is a weekend and off anyway"),
    ([], ["03-09"], 261, "2026-03-09 is a weekday and worked anyway"),
    (["03-09"], [], 247, "makes 260 working days, not 247"),
]


@pytest.mark.parametrize(("off", "work", "working_days", "message"), WRONG_YEARS)
def test_a_slip_in_a_year_is_refused(
    off: list[str], work: list[str], working_days: int, message: str
) -> None:
    """The number of working days and the days of the week guard the lists."""
    with pytest.raises(WrongYear) as caught:
        read_year(2026, off, work, working_days)

    assert str(caught.value) == message


def test_counting_back_undoes_counting_on() -> None:
    """From a working day, n on and n back meet where they started."""
    table: WorkingDays = TABLE
    for day in days_of(2026):
        if table.is_working(day):
            assert table.before(table.nth(day, 8)[0], 7)[0] == day
