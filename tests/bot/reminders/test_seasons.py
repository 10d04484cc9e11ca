"""Whole seasons by a fake clock, every message in a file that can be reviewed.

After a wanted change write the files anew with ``REWRITE_ANSWERS=1`` and read what has changed.
"""

import os
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from tests.bot.dialog_person import Talker
from tests.bot.reminders.postbox import DAY, Postbox
from tests.bot.reminders.season_people import SEASONS

REWRITE: Final = "REWRITE_ANSWERS" in os.environ
FOLDER: Final = Path(__file__).parent


AS_REVIEWED: Final = (
    *(("patent", language) for language in ("tg", "ru", "uz", "uz_Cyrl")),
    *(("contract", language) for language in ("ky", "ru")),
    *((name, "en") for name in ("visitor", "cook", "seamstress", "resident", "family", "banned", "stops")),
    *((name, "ru") for name in ("silent", "forgetful", "student", "expelled", "fine", "blocks")),
)
KEPT_ON: Final = frozenset({"student", "resident", "banned"})
"""Those who live here without an end, or never agreed to anything."""


@cache
def lived(name: str, language: str) -> Postbox:
    """Return the postbox of somebody whose season is over."""
    season = SEASONS[name]
    postbox = Postbox(Talker(today=season.begin))
    postbox.begin(language, season.script)
    postbox.does(*season.agrees)
    postbox.lives(season.last, season.reacts, season.plans)
    return postbox


every_season = pytest.mark.parametrize(
    ("name", "language"),
    [
        pytest.param(*each, marks=pytest.mark.xdist_group("season {} {}".format(*each)))
        for each in AS_REVIEWED
    ],
)
"""All tests of a season are left to one process, where it is lived once."""


@every_season
def test_season_is_as_reviewed(name: str, language: str) -> None:
    """Nothing that comes in a season changes unseen."""
    told = "\n".join(lived(name, language).lines) + "\n"
    file = FOLDER / f"season_{name}.{language}.txt"
    if REWRITE:
        file.write_text(told, "utf-8")

    assert told == file.read_text("utf-8")


def test_every_season_is_reviewed() -> None:
    """Each of the people has a file, and each file its people."""
    assert {name for name, _ in AS_REVIEWED} == set(SEASONS)
    files = {file.name for file in FOLDER.glob("season_*.txt")}
    assert files == {f"season_{name}.{language}.txt" for name, language in AS_REVIEWED}


@every_season
def test_season_ends_with_nothing_kept(name: str, language: str) -> None:
    """Who goes home, or falls silent, is asked after thirty days, and erased after thirty more."""
    postbox = lived(name, language)
    if name in KEPT_ON:
        assert postbox.talker.state is not None
        assert postbox.asked is None
        return
    assert postbox.talker.state is None
    assert postbox.wanted == {}
    assert postbox.asked is not None
    assert postbox.asked >= postbox.heard + 30 * DAY


@every_season
def test_never_too_late_and_never_twice(name: str, language: str) -> None:
    """No reminder in time comes after its deadline, and none says on a day what was said on it before."""
    postbox = lived(name, language)
    said = Counter[tuple[date, str]]()
    for day, wanted, text in postbox.told:
        assert all((day > each.deadline) == each.is_after for each in wanted)
        said[day, text] += 1
    # Whoever asks for one now sees what came in the morning again.
    asked_for = sum("/reminders test" in line or "[Send one now]" in line for line in postbox.lines)
    assert sum(count - 1 for count in said.values()) <= asked_for


@every_season
def test_nobody_misses_a_deadline_unwarned(name: str, language: str) -> None:
    """Whatever was still wanted at the end of its last day has come on that day and before it."""
    postbox = lived(name, language)
    for deadline, days in postbox.last_days.items():
        assert deadline.day in days, deadline
        assert len(days) > 1 or postbox.first_wanted[deadline] == deadline.day
