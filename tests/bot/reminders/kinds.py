"""For each kind of deadline somebody who is reminded of it: the facts, the day, and the reminder."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from bot.dialog.model import Context, Reply
from bot.dialog.remembered import Form, Reminders
from bot.dialog.reminding.arrival import day_reply, reminder_replies
from bot.dialog.reminding.planning import coming, replanned
from bot.dialog.state import Facts, Place, State
from bot.dialog.view import View
from bot.lawbook import load_law
from bot.reminders.plan import Wanted
from tests.bot.dialog_person import Talker


class Somebody(NamedTuple):
    """A case, the day, and what was chosen beside the facts."""

    case: Mapping[str, Any]
    on: str
    told: Mapping[str, str] = {}


_WORKER: Final[dict[str, Any]] = {
    "citizenship": "TJ",
    "stays": [{"entry": "2026-10-06", "purpose": "work"}],
}
_RESIDENT: Final[dict[str, Any]] = {
    "citizenship": "TJ",
    "stays": [{"entry": "2025-08-01", "purpose": "private"}],
    "permits": [{"kind": "temporary_residence", "issued": "2025-09-25", "until": "2028-09-24"}],
}
_PATENT: Final = {"issued": "2026-03-25", "paid_until": "2026-12-24"}

KINDS: Final[Mapping[str, Somebody]] = {
    "register": Somebody(_WORKER, "2026-10-10", {"registered": "no"}),
    "medical": Somebody(_WORKER, "2026-10-10", {"health": "neither"}),
    "fingerprints": Somebody(_WORKER, "2026-10-10", {"health": "medical"}),
    "patent_application": Somebody(_WORKER, "2026-10-10"),
    "leave": Somebody(
        {"citizenship": "KZ", "stays": [{"entry": "2026-10-20", "purpose": "private"}]}, "2026-11-21"
    ),
    "medical_renewal": Somebody(
        {
            "citizenship": "UZ",
            "stays": [{"entry": "2026-11-01", "purpose": "work"}],
            "medical": ["2025-11-01"],
        },
        "2026-11-10",
        {"health": "medical", "examined": "2025-11-01"},
    ),
    "patent_payment": Somebody(
        {
            "citizenship": "UZ",
            "stays": [{"entry": "2026-03-02", "purpose": "work"}],
            "patents": [{"issued": "2025-02-01", "paid_until": "2026-01-31"}, _PATENT],
        },
        "2026-12-19",
    ),
    "patent_renewal": Somebody(
        {
            "citizenship": "UZ",
            "stays": [{"entry": "2026-03-02", "purpose": "work"}],
            "patents": [{**_PATENT, "paid_until": "2027-03-24"}],
        },
        "2027-03-03",
    ),
    "contract_notice": Somebody(
        {
            "citizenship": "UZ",
            "stays": [{"entry": "2026-03-02", "purpose": "work"}],
            "patents": [_PATENT],
        },
        "2026-05-01",
        {"notified": "no"},
    ),
    "new_contract": Somebody(
        {
            "citizenship": "KG",
            "stays": [{"entry": "2026-06-01", "purpose": "work"}],
            "contracts": [{"signed": "2026-06-10", "ended": "2026-08-30"}],
        },
        "2026-08-31",
    ),
    "residence_notice": Somebody(_RESIDENT, "2026-11-10"),
    "permit_renewal": Somebody(_RESIDENT, "2028-05-20"),
    "fine_payment": Somebody(
        {
            "citizenship": "UZ",
            "offences": [
                {"in_force": "2026-09-30", "kind": "traffic"},
                {"in_force": "2026-10-20", "kind": "traffic"},
            ],
        },
        "2026-11-21",
        {"inside": "no"},
    ),
    "expulsion_appeal": Somebody(
        {
            "citizenship": "UZ",
            "stays": [{"entry": "2026-10-01", "purpose": "private"}],
            "offences": [
                {"in_force": "2026-11-19", "received": "2026-11-19", "kind": "stay", "with_expulsion": True}
            ],
        },
        "2026-11-20",
    ),
    "migration_card": Somebody(
        {"citizenship": "TJ", "stays": [{"entry": "2026-11-01"}], "migration_card_lost": "2026-11-20"},
        "2026-11-20",
    ),
    "address_notice": Somebody(
        {
            "citizenship": "UZ",
            "stays": [{"entry": "2026-10-01", "purpose": "work"}],
            "patents": [{"issued": "2026-10-20", "paid_until": "2026-12-19", "region": "RU-MOW"}],
            "registrations": [{"from": "2026-10-05", "region": "RU-MOW"}],
            "moves": ["2026-11-17"],
        },
        "2026-11-18",
    ),
}
"""By the kind of deadline."""


def somebody(kind: str, language: str = "ru", form: Form = "open") -> Talker:
    """Return somebody at the answer who is reminded of such a deadline on this day."""
    facts, on = KINDS[kind], date.fromisoformat(KINDS[kind].on)
    state = State(
        language=language,
        consent="remember",
        place=Place("answer"),
        facts=Facts(dict(facts.case), {"inside": "yes", **facts.told, "trouble": "done"}),
        reminders=Reminders(on=True, zone="Europe/Moscow", form=form),
    )
    planned, _ = replanned(state, Context(on, load_law()))
    talker = Talker(today=on, state=planned)
    return talker.go("/help")


def wanted_of(talker: Talker, kind: str) -> Wanted:
    """Return the next reminder of that kind."""
    assert talker.state is not None
    found = coming(View(talker.state, Context(talker.today, load_law())))
    assert found is not None
    return next(each for each in found if each.kind == kind)


def reminder(talker: Talker, kind: str) -> tuple[Reply, ...]:
    """Return what is sent today of the next deadline of that kind."""
    assert talker.state is not None
    _, number, deadline, _ = wanted_of(talker, kind)
    sent = reminder_replies(talker.state, kind, number, deadline, Context(talker.today, load_law()))
    assert sent is not None
    return sent


def too_late(kind: str, language: str = "ru", form: Form = "open") -> tuple[Talker, Wanted]:
    """Return somebody on the day after their next deadline of that kind, and what is asked then."""
    talker = somebody(kind, language, form)
    due = wanted_of(talker, kind)
    talker.today = due.deadline + timedelta(days=1)
    return talker, due._replace(day=talker.today)


def at_once(talker: Talker, *wanted: Wanted) -> Reply:
    """Return what is sent today of some reminders that come together."""
    assert talker.state is not None
    reply, _ = day_reply(talker.state, wanted, Context(talker.today, load_law()))
    assert reply is not None
    return reply
