"""What the engine answers: an assessment, its parts, and its JSON form.

The names are those of the published case format.
"""

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

Status: TypeAlias = Literal["lawful", "overstay", "outside", "manual"]
Level: TypeAlias = Literal["green", "amber", "red"]
DutyState: TypeAlias = Literal["open", "done", "missed"]
BanKind: TypeAlias = Literal["mandatory", "discretionary"]
Settles: TypeAlias = Literal["status", "ban", "last_day", "duty", "rest"]
Value: TypeAlias = str | int | bool | date | None


class Account(NamedTuple):
    """The visa-free account on the day asked about, that day included where the person is present."""

    used: int
    left: int
    limit: int
    first: date
    last: date


class Duty(NamedTuple):
    """Something to be done by a day; ``due`` is the last day in time.

    ``since`` is the day from which the term runs (entry, move, ruling, issue).
    """

    duty: str
    since: date
    due: date
    state: DutyState
    law: str


class Ban(NamedTuple):
    """Grounds for a re-entry ban; ``until`` is the last closed day, None where no end is fixed.

    ``hypothetical``: would follow only if the person left on the day asked about.
    ``first`` is None where no day is known (a conviction).
    """

    ground: str
    kind: BanKind
    first: date | None
    until: date | None
    hypothetical: bool
    law: str


class Trip(NamedTuple):
    """A trip not made yet: its last lawful day, and whether it can be made as planned.

    ``latest_exit`` is the last exit that is lawful and leaves every later plan possible: the last
    day where none depends on it, None where there is no such day or the stay has no end.
    ``broken_by`` says why it cannot be made: ``overlap``, ``ban:`` and its ground, ``manual``,
    ``limit``, ``unbroken``, ``ground``. ``breaks`` are the later plans, by their place among all,
    that are possible without this one and not with it.
    """

    entry: date
    exit: date | None
    last_day: date | None
    ok: bool
    latest_exit: date | None = None
    broken_by: str | None = None
    breaks: tuple[int, ...] = ()


class Finding(NamedTuple):
    """One step of the reasoning: the rule, the law it stands on, and the person's own dates.

    ``version`` is the first day of the provision applied, ``certainty`` that of its record,
    ``reading`` the reading taken where there are two; ``found`` holds the values by name.
    ``because`` are the steps it came from, in the order in which one reads them.
    """

    rule: str
    law: str
    version: date
    certainty: str
    found: Mapping[str, Value]
    reading: str | None = None
    because: "tuple[Finding, ...]" = ()


class Ask(NamedTuple):
    """The unknown fact that matters most, by its path in the case, and what knowing it would settle."""

    path: str
    settles: Settles


class Coming(NamedTuple):
    """What changes by itself on a day ahead; ``found`` holds the values by name."""

    on: date
    what: str
    law: str
    found: Mapping[str, Value]


class Controlled(NamedTuple):
    """When a person may be entered in the register of controlled persons; never whether they are in it.

    ``first`` is the first day on which they may be, ``told_since`` the day on which the person was told
    that they were, each None where there is none; ``near`` whether either is so soon that it matters now.
    ``report_days`` is how often somebody in the register reports to the police, ``cash`` how many roubles in
    cash they may draw in a month, ``app_days`` the working days without a position after which the app of
    Moscow leads there, None where there is no such rule.
    """

    first: date | None
    told_since: date | None
    law: str
    certainty: str
    near: bool
    report_days: int
    cash: int
    app_days: int | None


class Answer(NamedTuple):
    """One view of a case: every key of the published assessment that may differ between views."""

    status: Status
    ground: str | None
    days: Account | None
    last_day: date | None
    overstay_days: int
    may_enter_from: date | None
    duties: tuple[Duty, ...]
    bans: tuple[Ban, ...]
    level: Level
    actions: tuple[str, ...]
    planned: tuple[Trip, ...]


class Assessment(NamedTuple):
    """The cautious answer, the favourable one where it differs, and what they rest on.

    ``differs`` names the keys in which the favourable answer differs; empty where the answer is
    firm. ``disputes`` names the readings and the paths of the approximate dates that make the
    difference, the weightiest first; ``not_checked`` what no answer takes into account. ``ahead`` is what
    changes by itself within a year of the day asked about.
    """

    on: date
    law_checked: date
    cautious: Answer
    favourable: Answer
    differs: tuple[str, ...]
    disputes: tuple[str, ...]
    not_checked: tuple[str, ...]
    trace: tuple[Finding, ...]
    ask_first: Ask | None = None
    ahead: tuple[Coming, ...] = ()
    controlled_register: Controlled | None = None

    @property
    def firm(self) -> bool:
        """Whether both views give the same answer."""
        return not self.differs
