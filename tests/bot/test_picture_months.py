"""Which months a picture shows: the year, what is pointed at, and never too many to be read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.replies.picture.months import MOST, Month, months

ON = date(2026, 11, 21)
YEAR = [Month(2026, number) for number in range(1, 13)]


@pytest.mark.parametrize(
    ("marked", "lived", "wanted"),
    [
        pytest.param([], [], YEAR, id="the year, for somebody without days"),
        pytest.param([date(2027, 1, 3)], [], [*YEAR, Month(2027, 1)], id="and the month of the last day"),
        pytest.param([date(2030, 6, 30)], [], [*YEAR, Month(2030, 6)], id="however far away"),
        pytest.param(
            [],
            [(date(2025, 11, 20), ON)],
            [Month(2025, 11), Month(2025, 12), *YEAR],
            id="and what was lived before it",
        ),
        pytest.param(
            [],
            [(date(2020, 1, 1), ON)],
            [Month(2025, 10), Month(2025, 11), Month(2025, 12), *YEAR],
            id="of a long stay only as much as there is room for",
        ),
        pytest.param(
            [date(2027, number, 1) for number in range(1, 8)],
            [(date(2026, 2, 1), date(2026, 3, 1))],
            [
                *(Month(2026, number) for number in (2, 3, 8, 9, 10, 11, 12)),
                *(Month(2027, number) for number in range(1, 8)),
                Month(2026, 7),
            ],
            id="empty months give way to those that hold something",
        ),
    ],
)
def test_months(marked: list[date], lived: list[tuple[date, date]], wanted: list[Month]) -> None:
    """The months are those that somebody would choose by hand."""
    assert months(ON, marked, lived) == sorted(wanted)


DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@given(
    on=DAYS, marked=st.lists(DAYS, max_size=9), lived=st.lists(st.tuples(DAYS, DAYS).map(sorted), max_size=4)
)
def test_months_of_anybody(on: date, marked: list[date], lived: list[list[date]]) -> None:
    """They are in order, never too many, and the month of the question is among them."""
    shown = months(on, marked, [(first, last) for first, last in lived])

    assert shown == sorted(set(shown))
    assert Month.of(on) in shown
    assert 12 <= len(shown) <= MOST
