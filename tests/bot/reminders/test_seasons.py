"""Two whole seasons by a fake clock, every message in a file that can be reviewed.

After a wanted change write the files anew with ``REWRITE_ANSWERS=1`` and read what has changed.
"""

import os
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from bot.reminders.plan import Wanted
from tests.bot.dialog_person import Talker
from tests.bot.reminders.postbox import DAY, Postbox

REWRITE: Final = "REWRITE_ANSWERS" in os.environ
FOLDER: Final = Path(__file__).parent

PATENT: Final = (
    "choose:TJ", "choose:yes", "~01.02.2026", "choose:work", "choose:none", "choose:no", "choose:no",
    "choose:neither", "choose:done", "answer",
)  # fmt: skip
CONTRACT: Final = (
    "choose:KG", "choose:yes", "~01.03.2026", "choose:work", "choose:contracts", "~05.03.2026",
    "~30.09.2026", "choose:done", "choose:no", "choose:no", "choose:neither", "choose:done", "answer",
)  # fmt: skip


def a_month_on(day: date) -> date:
    """Return the same day of the next month, or its last."""
    year, month = (day.year + day.month // 12, day.month % 12 + 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _told(postbox: Postbox, *script: str) -> None:
    """Open a reminder that shows nothing of itself, and do what is to be done."""
    state = postbox.talker.state
    assert state is not None
    if state.reminders.form == "open":
        postbox.does("!done", *script)
    else:
        postbox.does("!open", "done", *script)


def patent_worker(postbox: Postbox, came: Wanted) -> None:
    """React as a worker who does things a day or two before they are due, and lets most reminders go by."""
    today, left = postbox.today, (came.deadline - postbox.today).days
    match came.kind:
        case "register" if left <= 2 and today < date(2026, 10, 1):
            _told(postbox, "~01.08.2026" if today < date(2026, 6, 1) else "~15.11.2026")
        case "medical" if left <= 7:
            _told(postbox, f"~{today:%d.%m.%Y}")
        case "fingerprints" | "patent_application" if left <= 3:
            _told(postbox)
        case "patent_payment" if left == 3 and today < date(2026, 11, 1):
            _told(postbox, f"~{a_month_on(came.deadline):%d.%m.%Y}")
        case "contract_notice" if left == 14:
            postbox.does("!open", "later", "in:3")
        case "contract_notice" if left == 11:
            _told(postbox)
        case _:
            pass


def contract_worker(postbox: Postbox, came: Wanted) -> None:
    """React as a worker of the Union who signs a second contract after the first and then goes home."""
    today, left = postbox.today, (came.deadline - postbox.today).days
    match came.kind:
        case "register" if left <= 2:
            _told(postbox, "~31.12.2026")
        case "medical" | "fingerprints" if left <= 7:
            _told(postbox, *((f"~{today:%d.%m.%Y}",) if came.kind == "medical" else ()))
        case "leave" if left == 14 and today < date(2026, 10, 1):
            postbox.does("!later", "in:3")
        case "leave" if left == 0 and today > date(2026, 11, 1):
            _told(postbox, "choose:no", f"~{today:%d.%m.%Y}")
        case _:
            pass


class Season(NamedTuple):
    """Who, from which day to which, what they answer, how they react, and what they do by themselves."""

    begin: date
    last: date
    script: tuple[str, ...]
    agrees: tuple[str, ...]
    reacts: Callable[[Postbox, Wanted], None]
    plans: Mapping[date, tuple[str, ...]]


SEASONS: Final[Mapping[str, Season]] = {
    "patent": Season(
        date(2026, 2, 2),
        date(2027, 3, 1),
        PATENT,
        ("remind", "keep", "choose:Europe/Moscow", "choose:neutral"),
        patent_worker,
        {
            date(2026, 3, 10): (
                "/status", "review", "change:papers", "choose:patents", "~09.03.2026", "~09.04.2026",
                "choose:done", "choose:no",
            ),
            date(2026, 11, 8): (
                "/status", "review", "change:inside", "choose:no", "~08.11.2026",
            ),
        },
    ),
    "contract": Season(
        date(2026, 3, 6),
        date(2027, 3, 10),
        CONTRACT,
        ("remind", "keep", "choose:Asia/Yekaterinburg", "choose:open"),
        contract_worker,
        {
            date(2026, 9, 24): (
                "/status", "review", "change:papers", "add", "choose:contracts", "~24.09.2026", "~15.12.2026",
                "choose:done",
            ),
        },
    ),
}  # fmt: skip


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
