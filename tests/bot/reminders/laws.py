"""Changes of the law that touch somebody who is reminded, and what each changes for them."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, Final, NamedTuple, TypeAlias

from bot.dialog.model import Context
from bot.dialog.remembered import Form, Reminders
from bot.dialog.reminding.planning import replanned
from bot.dialog.state import Facts, Place, State
from bot.lawbook import law_files, load_law
from rules.law import Law, parse_law

Edit: TypeAlias = tuple[str, str, str]
"""A law file, a text in it, and the text in its place."""
Told: TypeAlias = tuple[str, str, str, str | None, str | None]
"""What differs, how, its name, before and after."""


class LawChange(NamedTuple):
    """Somebody who was told by the law of the program on a day, the edits, and what they change."""

    case: Mapping[str, Any]
    on: str
    edits: tuple[Edit, ...]
    told: tuple[Told, ...]


_DAYS: Final = "{ limit = 90, window = 'year' }"
FEWER_DAYS: Final = ("stay.toml", _DAYS, _DAYS.replace("90", "60"))
MORE_DAYS: Final = (
    ("stay.toml", _DAYS, _DAYS.replace("90", "120")),
    ("stay.toml", "{ limit = 90 }\nsince = 2016-01-10", "{ limit = 120 }\nsince = 2016-01-10"),
)
_REMOVAL: Final = ("bans.toml", "{ years = 5, kind = 'mandatory' }\nsince = 2002-07-25")
NOTE: Final = ("stay.toml", "note = '389-FZ of 28.12.2013.'", "note = 'Another word.'")
"""An edit that no answer hangs on, and no fingerprint."""

_GUEST: Final = {"citizenship": "AZ", "stays": [{"entry": "2026-04-01", "purpose": "private"}]}
_WORKER: Final = {"citizenship": "KG", "stays": [{"entry": "2026-06-01", "purpose": "work"}]}
_CONTRACT: Final = {**_WORKER, "contracts": [{"signed": "2026-06-10", "ended": "2026-08-30"}]}
_EXPELLED: Final = {"citizenship": "TJ", "removals": [{"on": "2023-09-10", "kind": "expulsion"}]}

CHANGES: Final[Mapping[str, LawChange]] = {
    "last day earlier": LawChange(
        _GUEST, "2026-04-20", (FEWER_DAYS,), (("last_day", "earlier", "", "2026-06-29", "2026-05-30"),)
    ),
    "last day later": LawChange(
        _GUEST,
        "2026-04-20",
        MORE_DAYS,
        (
            ("last_day", "later", "", "2026-06-29", "2026-07-29"),
            # Whoever can stay for more than 90 days has both done by the 90th.
            ("duty", "new", "fingerprints", None, "2026-06-29"),
            ("duty", "new", "medical", None, "2026-06-29"),
        ),
    ),
    "time over": LawChange(
        _GUEST,
        "2026-06-28",
        (FEWER_DAYS,),
        (
            ("last_day", "earlier", "", "2026-06-29", "2026-05-30"),
            # Left on the 89th day of the year, of which 60 are allowed: to 28 June three years later.
            ("ban", "new", "limit_90", None, "2029-06-28"),
        ),
    ),
    "time not over": LawChange(
        _GUEST,
        "2026-07-20",
        MORE_DAYS,
        (
            ("last_day", "later", "", "2026-06-29", "2026-07-29"),
            ("ban", "gone", "limit_90", "2029-07-20", None),
        ),
    ),
    "deadline earlier": LawChange(
        _GUEST,
        "2026-04-02",
        (("duties.toml", "{ working_days = 7 }\nsince = 2013", "{ working_days = 5 }\nsince = 2013"),),
        (("duty", "earlier", "register", "2026-04-09", "2026-04-07"),),
    ),
    "deadline later": LawChange(
        {"citizenship": "UZ", "stays": [{"entry": "2026-04-01", "purpose": "private"}]},
        "2026-04-02",
        (
            (
                "duties.toml",
                "value = { days = 15 }\nsince = 2022-06-04",
                "value = { days = 20 }\nsince = 2022-06-04",
            ),
        ),
        (("duty", "later", "register", "2026-04-15", "2026-04-20"),),
    ),
    "contract": LawChange(
        _CONTRACT,
        "2026-08-31",
        (("stay.toml", "{ days = 15, after = 90 }", "{ days = 10, after = 90 }"),),
        (
            ("last_day", "earlier", "", "2026-09-13", "2026-09-08"),
            ("duty", "earlier", "new_contract", "2026-09-13", "2026-09-08"),
        ),
    ),
    "ban longer": LawChange(
        _EXPELLED,
        "2026-11-21",
        ((*_REMOVAL, "{ years = 8, kind = 'mandatory' }\nsince = 2002-07-25"),),
        (("ban", "later", "removal", "2028-09-10", "2031-09-10"),),
    ),
    "ban shorter": LawChange(
        _EXPELLED,
        "2026-11-21",
        ((*_REMOVAL, "{ years = 4, kind = 'mandatory' }\nsince = 2002-07-25"),),
        (("ban", "earlier", "removal", "2028-09-10", "2027-09-10"),),
    ),
    "ban that there would be": LawChange(
        _GUEST,
        "2026-08-10",
        (("bans.toml", "{ over = 30, years = 3,", "{ over = 30, years = 6,"),),
        (("ban", "later", "overstay_30", "2029-08-10", "2032-08-10"),),
    ),
}
"""By what changes."""


@cache
def law_with(*edits: Edit) -> Law:
    """Return the law of the program with some texts changed."""
    files = dict(law_files())
    for file, old, new in edits:
        assert old in files[file], old
        files[file] = files[file].replace(old, new, 1)
    return parse_law(files)


def planned(
    case: Mapping[str, Any], on: date, law: Law | None = None, *, language: str = "ru", form: Form = "open"
) -> State:
    """Return somebody at the answer whose reminders were planned on a day."""
    state = State(
        language=language,
        consent="remember",
        place=Place("answer"),
        facts=Facts(dict(case), {"inside": "yes" if case.get("stays") else "no", "trouble": "done"}),
        reminders=Reminders(on=True, zone="Europe/Moscow", form=form),
    )
    return replanned(state, Context(on, law or load_law()))[0]


def told_before(name: str, language: str = "ru", form: Form = "open") -> State:
    """Return the person of a change as they were before it."""
    change = CHANGES[name]
    return planned(change.case, date.fromisoformat(change.on), language=language, form=form)


def context_of(name: str) -> Context:
    """Return the day of a change, with the law after it."""
    return Context(date.fromisoformat(CHANGES[name].on), law_with(*CHANGES[name].edits))
