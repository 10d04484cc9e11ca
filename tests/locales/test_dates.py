"""Dates as each language writes them: frozen day by day, and understood again when somebody types them."""

from datetime import date
from typing import Final

import pytest

from bot.reading.dates import read_date
from bot.replies.words import LANGUAGES, load_words
from rules.when import When
from tests.locales.texts import table

YEAR: Final = 2026
DAYS: Final = tuple(
    date(YEAR, month, day)
    for month in range(1, 13)
    for day in (1, 2, 15, 31)
    if (month, day) not in {(2, 31), (4, 31), (6, 31), (9, 31), (11, 31)}
)


def as_written(language: str) -> set[tuple[str, ...]]:
    """Return the rows of the table for a language: code, day, the day in words, as last day, its weekday."""
    words = load_words(language)
    return {
        (language, day.isoformat(), words.date(day), words.last_day(day), words.date_and_weekday(day))
        for day in DAYS
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_are_as_reviewed(language: str) -> None:
    """The first, second, fifteenth and thirty-first of each month, alone, as a last day, with its weekday."""
    assert as_written(language) == {row for row in table("dates.tsv") if row[0] == language}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_written_is_understood(language: str) -> None:
    """Who copies a date from an answer is understood."""
    words = load_words(language)

    for day in DAYS:
        assert read_date(words.date(day), language, date(YEAR, 12, 31)) == When(day, day)
