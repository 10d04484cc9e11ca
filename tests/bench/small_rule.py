"""A rule small enough for every engine: visa-free days of a calendar year, and the people it is asked for.

Days used, days left of 90, and the last lawful day of the present stay; both ends of a stay count.
The people are chosen so that this is all there is to it: the day asked about lies in August, so that
neither the turn of the year nor the limit on an unbroken stay comes before the days run out; stays lie
apart by at least a day, so that no day counts twice; and nobody overstayed in the year before.
"""

import random
from datetime import date, timedelta
from typing import Final, NamedTuple

LIMIT: Final = 90
SINCE: Final = date(2025, 1, 1)
ON: Final = date(2026, 8, 20)
_EARLIEST: Final = date(2025, 11, 20)
_DAY: Final = timedelta(days=1)


class Asked(NamedTuple):
    """A person, their stays in order (the last may go on), and the day asked about."""

    citizenship: str
    stays: tuple[tuple[date, date | None], ...]
    on: date


class Answer(NamedTuple):
    """What every engine must say; ``last_day`` is None where the person is outside, or over the limit."""

    used: int
    left: int
    last_day: date | None


def people(count: int, seed: int) -> list[Asked]:
    """Return so many people with one to four stays; the same seed gives the same people."""
    dice = random.Random(seed)  # noqa: S311 - nothing secret is drawn
    return [_person(dice) for _ in range(count)]


def _person(dice: random.Random) -> Asked:
    first = ON - timedelta(days=dice.randint(0, 110 if dice.random() < 0.1 else 60))
    stays: list[tuple[date, date | None]] = [(first, None)]
    if dice.random() < 0.2:
        first -= timedelta(days=20)
        stays = [(first, ON - timedelta(days=dice.randint(1, 15)))]
    for _ in range(dice.randint(0, 3)):
        leave = first - timedelta(days=dice.randint(2, 50))
        first = leave - timedelta(days=dice.randint(1, 35))
        if first < _EARLIEST:
            break
        stays.insert(0, (first, leave))
    return Asked(dice.choice(("TJ", "UZ", "AZ")), tuple(stays), ON)


def counted(asked: Asked) -> Answer:
    """Return the answer found by going through the days one by one."""
    days = set[date]()
    for first, last in asked.stays:
        day = first
        while day <= (last or asked.on):
            days.add(day)
            day += _DAY
    used = sum(day.year == asked.on.year for day in days)
    left = max(0, LIMIT - used)
    lawful = asked.stays[-1][1] is None and used <= LIMIT
    return Answer(used, left, asked.on + left * _DAY if lawful else None)
