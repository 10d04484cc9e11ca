"""The day a question is about: as it was given, or today in Moscow."""

import re
from datetime import date, datetime
from typing import Final

from bot.commands.outcome import WrongCall

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ZONE: Final = "Europe/Moscow"


def read_day(text: str) -> date:
    """Read a day in the one form ``YYYY-MM-DD``.

    Raises:
        ValueError: the text has another form, or there is no such day.
    """
    # date.fromisoformat alone would also take 20261121 and 2026-W47-6.
    if _DAY.fullmatch(text) is None:
        raise ValueError(text)
    return date.fromisoformat(text)


def day_asked(given: date | None) -> date:
    """Return the day that was given, or today in Moscow.

    Raises:
        WrongCall: the day is later than any fact of a case can be.
    """
    from rules.read import LAST_YEAR  # noqa: PLC0415 - not needed to show help

    if given is not None and given.year > LAST_YEAR:
        raise WrongCall(f"--on {given}: the year is later than {LAST_YEAR}")
    return given or today()


def today() -> date:
    """Return today's day in Moscow: the law of a day is that of the capital's calendar.

    The command line reads the clock here and nowhere else.
    """
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - not needed where the day is given

    return datetime.now(ZoneInfo(_ZONE)).date()
