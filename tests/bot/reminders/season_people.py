"""People whose whole season is played through: what they tell, how they react, what they do by themselves."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, NamedTuple

from bot.reminders.plan import Wanted
from tests.bot.dialog_paths import AT_HOME, RESIDENT, UNTROUBLED, VISITOR
from tests.bot.dialog_person import BUILDER, COOK, EXPELLED, SEAMSTRESS, STUDENT, TRADER
from tests.bot.reminders.postbox import Postbox

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


def patent_worker(postbox: Postbox, came: Wanted) -> None:
    """React as a worker who does things a day or two before they are due, and lets most reminders go by."""
    today, left = postbox.today, (came.deadline - postbox.today).days
    match came.kind:
        case "register" if left <= 2 and today < date(2026, 10, 1):
            postbox.follows("done", "~01.08.2026" if today < date(2026, 6, 1) else "~15.11.2026")
        case "medical" if left <= 7:
            postbox.follows("done", f"~{today:%d.%m.%Y}")
        case "fingerprints" | "patent_application" if left <= 3:
            postbox.follows("done")
        case "patent_payment" if left == 3 and today < date(2026, 11, 1):
            postbox.follows("done", f"~{a_month_on(came.deadline):%d.%m.%Y}")
        case "contract_notice" if left == 14:
            postbox.follows("later", "in:3")
        case "contract_notice" if left == 11:
            postbox.follows("done")
        case _:
            pass


def contract_worker(postbox: Postbox, came: Wanted) -> None:
    """React as a worker of the Union who signs a second contract after the first and then goes home."""
    today, left = postbox.today, (came.deadline - postbox.today).days
    match came.kind:
        case "register" if left <= 2:
            postbox.follows("done", "~31.12.2026")
        case "medical" | "fingerprints" if left <= 7:
            postbox.follows("done", *((f"~{today:%d.%m.%Y}",) if came.kind == "medical" else ()))
        case "leave" if left == 14 and today < date(2026, 10, 1):
            postbox.follows("later", "in:3")
        case "leave" if left == 0 and today > date(2026, 11, 1):
            postbox.follows("done", "choose:no", f"~{today:%d.%m.%Y}")
        case _:
            pass


def _left(today: date) -> tuple[str, str]:
    return "choose:no", f"~{today:%d.%m.%Y}"


def visitor(postbox: Postbox, came: Wanted) -> None:
    """React as a visitor who waits as long as can be."""
    match (came.deadline - postbox.today).days:
        case 7:
            postbox.follows("done", "choose:yes")
        case 3:
            postbox.follows("later", "in:1")
        case 0:
            postbox.follows("done", *_left(postbox.today))
        case _:
            pass


def cook(postbox: Postbox, came: Wanted) -> None:
    """React as a worker whose year of the patent ends, who moves meanwhile and gets another patent."""
    today, left = postbox.today, (came.deadline - postbox.today).days
    match came.kind:
        case "patent_payment" if left == 5 and came.deadline < date(2027, 4, 1):
            postbox.follows("done", f"~{min(a_month_on(came.deadline), date(2027, 3, 24)):%d.%m.%Y}")
        case "patent_renewal" if left == 7:
            postbox.follows("done")
        case "register" if left == 1 and today < date(2027, 4, 1):
            postbox.follows("done", "~24.04.2027")
        case _:
            pass


def seamstress(postbox: Postbox, came: Wanted) -> None:
    """React as a worker of the Union who lost her work, finds other, and stays on after it without a word."""
    left = (came.deadline - postbox.today).days
    match came.kind:
        case "new_contract" if left == 7:
            postbox.follows("later", "in:3")
        case "new_contract" if left == 4:
            postbox.follows("dates")
        case "new_contract" if left == 1:
            postbox.follows("done", f"~{postbox.today:%d.%m.%Y}", "~31.05.2027")
        case "register" if left == 2:
            postbox.follows("done", "~31.05.2027")
        case _:
            pass


def student(postbox: Postbox, came: Wanted) -> None:
    """React as a student who extends the registration each summer and does the rest in time."""
    if came.kind == "register" and (came.deadline - postbox.today).days == 1:
        postbox.follows("done", f"~30.06.{postbox.today.year + 1}")


def resident(postbox: Postbox, came: Wanted) -> None:
    """React as somebody with a permit, who gives the yearly notice, once early and once at the end."""
    left = (came.deadline - postbox.today).days
    if came.kind == "residence_notice" and (left == 30 or (postbox.today > date(2027, 6, 1) and left == 1)):
        postbox.follows("done")


def husband(postbox: Postbox, came: Wanted) -> None:
    """React as the husband of a citizen, whose days of the visit have been extended for a year."""
    left = (came.deadline - postbox.today).days
    match came.kind:
        case "register" if left <= 1 and postbox.today < date(2027, 6, 1):
            postbox.follows("done", "~01.09.2027")
        case "leave" if left == 14:
            postbox.follows("stop")
        case "leave" if left <= 1:
            postbox.follows("done", *_left(postbox.today))
        case _:
            pass


def appellant(postbox: Postbox, came: Wanted) -> None:
    """React as somebody who is to be expelled, shows the ruling to a lawyer and appeals in time."""
    left = (came.deadline - postbox.today).days
    if came.kind == "expulsion_appeal" and left == 3:
        postbox.follows("done")


def driver(postbox: Postbox, came: Wanted) -> None:
    """React as somebody at home with a fine, who pays it ten days before it is due."""
    if came.kind == "fine_payment" and (came.deadline - postbox.today).days == 5:
        postbox.follows("done")


def builder(postbox: Postbox, came: Wanted) -> None:
    """React as somebody new in everything: later, stop these, done, each once."""
    left = (came.deadline - postbox.today).days
    match came.kind:
        case "register" if left == 7:
            postbox.follows("later", "in:3")
        case "register" if left == 2 and postbox.today < date(2026, 11, 1):
            postbox.follows("done", "~01.01.2027")
        case "medical" if left == 14:
            postbox.follows("stop")
        case "medical" if left == 1:
            postbox.follows("done", f"~{postbox.today:%d.%m.%Y}")
        case "fingerprints" if left == 7:
            postbox.follows("done")
        case "patent_application" if left == 3:
            postbox.follows("done")
        case _:
            pass


def forgetful(postbox: Postbox, came: Wanted) -> None:
    """React as a worker who pays every month and says so only when asked; the last time he could not pay."""
    if came.kind == "patent_payment" and came.is_after:
        if came.deadline < date(2027, 1, 1):
            postbox.follows("done", f"~{a_month_on(came.deadline):%d.%m.%Y}")
        else:
            postbox.follows("dates")


def nobody(_postbox: Postbox, _came: Wanted) -> None:
    """React to nothing."""


class Season(NamedTuple):
    """Who, from which day to which, what they answer, how they react, and what they do by themselves."""

    begin: date
    last: date
    script: tuple[str, ...]
    agrees: tuple[str, ...]
    reacts: Callable[[Postbox, Wanted], None]
    plans: Mapping[date, tuple[str, ...]]


NEUTRAL: Final = ("remind", "keep", "choose:Europe/Moscow", "choose:neutral")
OPEN: Final = ("remind", "keep", "choose:Europe/Moscow", "choose:open")

SEASONS: Final[Mapping[str, Season]] = {
    "patent": Season(
        date(2026, 2, 2),
        date(2027, 3, 1),
        PATENT,
        NEUTRAL,
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
    "visitor": Season(date(2026, 11, 21), date(2027, 3, 15), TRADER, OPEN, visitor, {}),
    "silent": Season(date(2026, 11, 21), date(2027, 3, 15), TRADER, NEUTRAL, nobody, {}),
    "forgetful": Season(date(2026, 11, 21), date(2027, 5, 1), COOK, OPEN, forgetful, {}),
    "cook": Season(
        date(2026, 11, 21),
        date(2027, 11, 1),
        COOK,
        NEUTRAL,
        cook,
        {
            date(2027, 1, 20): ("/reminders", "zone", "choose:Asia/Vladivostok"),
            date(2027, 3, 22): (
                "/status", "health", "choose:both", "~20.03.2026", "change:papers", "add", "choose:patents",
                "~20.03.2027", "~20.04.2027", "choose:done", "answer",
            ),
            date(2027, 4, 18): ("/status", "review", "change:inside", *_left(date(2027, 4, 18))),
        },
    ),
    "seamstress": Season(date(2026, 11, 13), date(2027, 9, 1), SEAMSTRESS, OPEN, seamstress, {}),
    "student": Season(date(2026, 11, 21), date(2027, 12, 31), STUDENT, OPEN, student, {}),
    "resident": Season(
        date(2026, 10, 5),
        date(2027, 12, 31),
        (*RESIDENT, "choose:done", "choose:no", "choose:done", "answer"),
        OPEN,
        resident,
        {},
    ),
    "family": Season(
        date(2026, 11, 21),
        date(2027, 12, 1),
        (*VISITOR, "choose:family", "choose:citizen", "choose:spouse", "~01.09.2027", "choose:done",
         "choose:no", "choose:yes", "~29.12.2026", "choose:no", "choose:both", "choose:done", "answer"),
        OPEN,
        husband,
        {date(2027, 8, 30): ("/reminders", "switch_on:leave:2027-09-01", "test")},
    ),
    "expelled": Season(
        date(2026, 11, 21),
        date(2027, 3, 1),
        (*VISITOR, *UNTROUBLED, "choose:offences", "~20.11.2026", "choose:stay", "choose:no", "choose:yes",
         "~20.11.2026", "choose:done", "answer"),
        OPEN,
        appellant,
        {},
    ),
    "fine": Season(
        date(2026, 11, 21),
        date(2027, 6, 1),
        (*AT_HOME, "choose:done", "choose:offences", "~20.10.2026", "choose:traffic", "choose:no",
         "choose:done", "answer"),
        NEUTRAL,
        driver,
        {},
    ),
    "banned": Season(
        date(2026, 11, 21),
        date(2027, 11, 21),
        EXPELLED,
        ("/reminders", "/reminders test"),
        nobody,
        {},
    ),
    "blocks": Season(
        date(2026, 10, 7),
        date(2027, 5, 1),
        BUILDER,
        NEUTRAL,
        nobody,
        {
            date(2026, 10, 14): ("#blocks",),
            date(2026, 11, 20): ("#unblocks", "/start"),
            date(2027, 1, 2): ("/status", "review", "change:inside", *_left(date(2027, 1, 2)), "choose:no"),
        },
    ),
    "stops": Season(
        date(2026, 10, 7),
        date(2027, 4, 1),
        BUILDER,
        OPEN,
        builder,
        {
            date(2026, 10, 25): ("/reminders", "switch_on:medical:2026-11-04", "back"),
            date(2026, 12, 1): ("/reminders", "stop", "back"),
            date(2026, 12, 20): ("/reminders", "on", "/reminders test"),
        },
    ),
}  # fmt: skip
