"""Whole seasons by a fake clock, every message in a file that can be reviewed.

After a wanted change write the files anew with ``REWRITE_ANSWERS=1`` and read what has changed.
"""

import os
from pathlib import Path
from typing import Final

import pytest

from tests.bot.dialog_person import Talker
from tests.bot.reminders.postbox import DAY, Postbox
from tests.bot.reminders.season_people import SEASONS

REWRITE: Final = "REWRITE_ANSWERS" in os.environ
FOLDER: Final = Path(__file__).parent


def lived(name: str, language: str) -> Postbox:
    """Return the postbox of somebody whose season is over."""
    season = SEASONS[name]
    postbox = Postbox(Talker(today=season.begin))
    postbox.begin(language, season.script)
    postbox.does(*season.agrees)
    postbox.lives(season.last, season.reacts, season.plans)
    return postbox


@pytest.mark.parametrize(
    ("name", "language"), [("patent", "tg"), ("patent", "ru"), ("contract", "ky"), ("contract", "ru")]
)
def test_season_is_as_reviewed(name: str, language: str) -> None:
    """Nothing that comes in a season changes unseen."""
    told = "\n".join(lived(name, language).lines) + "\n"
    file = FOLDER / f"season_{name}.{language}.txt"
    if REWRITE:
        file.write_text(told, "utf-8")

    assert told == file.read_text("utf-8")


@pytest.mark.parametrize("name", SEASONS)
def test_season_ends_with_nothing_kept(name: str) -> None:
    """Who goes home and stays silent is asked after thirty days, and erased after thirty more."""
    postbox = lived(name, "en")
    assert postbox.talker.state is None
    assert postbox.wanted == {}
    assert postbox.asked is not None
    assert postbox.asked >= postbox.heard + 30 * DAY
