"""The page about reminders tells the days that are planned by."""

import re
from pathlib import Path
from typing import Final

from bot.dialog.reminding.ending import QUIET
from bot.reminders.moments import EVENING, MORNING, USUAL
from bot.reminders.steps import GOES_ON, LEAVE, STILL_ASKED, WEEK, Steps, steps_of, steps_of_leaving
from bot.replies.vocabulary import DUTIES

PAGE: Final = (Path(__file__).parents[3] / "docs" / "reminders.md").read_text("utf-8")
_ROW: Final = re.compile(
    r"\| (?P<what>[^|]+) \| (?P<name>[^|]+) \| (?P<days>[\d, ]+) \|(?P<also>[^|]*)\| (?P<after>[\d, ]+) \|"
)
ROWS: Final = [match.groupdict() for match in _ROW.finditer(PAGE)]
OTHER: Final = "every other duty"


def steps_told(row: dict[str, str]) -> Steps:
    """Return the steps that a row of the page tells."""
    days, after = (tuple(int(each) for each in row[name].split(",")) for name in ("days", "after"))
    return Steps(
        days, halfway="half-way" in row["also"], opening="first be given" in row["also"], after=after
    )


def test_days_of_the_page_are_those_of_the_plan() -> None:
    """Each kind of deadline has its row, or is one of all others."""
    named = {row["name"].strip("`"): row for row in reversed(ROWS) if row["name"] != OTHER}
    (other,) = (row for row in ROWS if row["name"] == OTHER)
    for kind in DUTIES:
        assert steps_told(named.get(kind, other)) == steps_of(kind), kind
    assert set(named) <= set(DUTIES)
    thinned = [row for row in ROWS if row["name"] == f"`{LEAVE}`"][1]
    assert steps_told(thinned) == steps_of_leaving(GOES_ON)
    assert steps_of_leaving(frozenset({"register"})) == steps_of(LEAVE)


def test_hours_and_terms_of_the_page() -> None:
    """The hours, the week before a renewal and the days of silence are those of the program."""
    assert f"At **{USUAL:%-H:%M}**" in PAGE
    assert f"at {MORNING:%-H:%M}**" in PAGE
    assert f"Never before {MORNING:%-H:%M} or from {EVENING:%-H:%M} on" in PAGE
    assert f"to be renewed, {WEEK.days} days before" in PAGE
    assert PAGE.count(f"{QUIET.days} days") == 2
    assert f"up to {STILL_ASKED.days} days later" in PAGE
