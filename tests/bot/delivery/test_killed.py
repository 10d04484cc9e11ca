"""Workers are killed again and again while thousands of reminders are due; every reminder arrives.

``KILL_TEST=10/500`` makes it 10 kills over 500 reminders, for whoever works on this test.
"""

import os
import sys
from pathlib import Path

import pytest

from bot.delivery.office import Pace
from bot.settings import Place
from tests.bot.databases import behind
from tests.bot.delivery import crowd
from tests.bot.delivery.killing import kill_again_and_again
from tests.bot.delivery.nursery import Nursery

KILLS, REMINDERS = map(int, os.environ.get("KILL_TEST", "50/5000").split("/"))
SEED = 5


@pytest.mark.xdist_group("killing")  # not both at once: each keeps all processors busy
async def test_whoever_is_killed_no_reminder_is_lost(place: Place, tmp_path: Path) -> None:
    """None is lost, none is left half done, and only those come twice of which nobody could know."""
    with Nursery() as nursery:
        toll = await kill_again_and_again(
            place, tmp_path, nursery, reminders=REMINDERS, kills=KILLS, seed=SEED
        )
    sys.stdout.write(f"{toll}\n")
    assert toll.lost == 0
    assert toll.arrived.keys() == set(crowd.chats(REMINDERS))
    assert toll.texts == {crowd.text_of_all()}
    # What came twice came first from somebody who was killed before it could be noted; no worker has more
    # of them than it sends at a time.
    assert toll.unexplained == 0
    assert max(toll.repeats.values(), default=0) <= Pace().at_once
    assert set(toll.ends) == {0}
    now = int(crowd.DUE.timestamp())
    told = await behind(
        place,
        "SELECT state, COUNT(*) FROM reminder WHERE task = 'remind' AND fire_at <= ? GROUP BY state",
        now,
    )
    assert told == [("sent", REMINDERS)]
    others = await behind(
        place,
        "SELECT DISTINCT state FROM reminder WHERE task <> 'remind' OR fire_at > ?",
        now,
    )
    assert others == [("due",)], "the reminders of another day, and when to look after somebody again"
