"""The facts of one person: the case, as the published case format has it.

Every date is a :class:`~rules.when.When`, since people often know only the month. A missing end
is None: still going on.
"""

from typing import NamedTuple

from rules.when import When


class Stay(NamedTuple):
    """A presence in Russia, from the day of entry to the day of exit, both included."""

    entry: When
    exit: When | None = None
    purpose: str | None = None
    visa: bool = False


class Registration(NamedTuple):
    """Migration registration at a place of stay; ``region`` is an ISO 3166-2 code."""

    start: When
    until: When | None = None
    region: str | None = None


class Patent(NamedTuple):
    """A work patent; ``paid_until`` is its last paid day."""

    issued: When
    paid_until: When
    region: str | None = None
    cancelled: When | None = None
    contract_notified: When | None = None


class Contract(NamedTuple):
    """A labour or civil-law contract; ``ended`` is the day it really ended, if earlier.

    ``region`` is where the work is done, an ISO 3166-2 code.
    """

    signed: When
    until: When | None = None
    ended: When | None = None
    region: str | None = None


class Permit(NamedTuple):
    """A residence or work permit; ``notices`` are the days of the yearly residence notices."""

    kind: str
    issued: When
    until: When | None = None
    cancelled: When | None = None
    notices: tuple[When, ...] = ()


class Study(NamedTuple):
    """Full-time study; ``ended`` is the day it really ended, if earlier."""

    start: When
    until: When | None = None
    ended: When | None = None


class Application(NamedTuple):
    """A pending application; ``decided`` is the day of the decision."""

    kind: str
    filed: When
    decided: When | None = None


class Relative(NamedTuple):
    """The person is this ``relation`` of someone who is ``of``; extended to ``until``.

    ``not_extended``: it is known that the stay was not extended for this tie. Without it, an ``until``
    that is not told is only not known.
    """

    relation: str
    of: str
    until: When | None = None
    not_extended: bool = False


class Offence(NamedTuple):
    """An administrative offence by its ruling; ``received`` is the day the ruling was handed over."""

    in_force: When
    kind: str
    received: When | None = None
    article: str | None = None
    paid: When | None = None
    with_expulsion: bool = False


class Removal(NamedTuple):
    """An expulsion, deportation or readmission; ``on`` is None where it was not carried out."""

    on: When | None
    kind: str


class Conviction(NamedTuple):
    """A conviction for an intentional crime."""

    spent: bool = False


class Decision(NamedTuple):
    """A decision the person was told of: an entry ban, or that the stay is undesirable."""

    kind: str
    on: When
    until: When | None = None


class ControlledRegister(NamedTuple):
    """An entry in the register of controlled persons that the person was told of."""

    since: When
    until: When | None = None


class Plan(NamedTuple):
    """A trip not made yet."""

    entry: When
    exit: When | None = None


class Case(NamedTuple):
    """Everything known of one person."""

    citizenship: str
    born: When | None = None
    international_driver: bool = False
    stays: tuple[Stay, ...] = ()
    registrations: tuple[Registration, ...] = ()
    moves: tuple[When, ...] = ()
    patents: tuple[Patent, ...] = ()
    contracts: tuple[Contract, ...] = ()
    permits: tuple[Permit, ...] = ()
    studies: tuple[Study, ...] = ()
    applications: tuple[Application, ...] = ()
    family: tuple[Relative, ...] = ()
    medical: tuple[When, ...] = ()
    fingerprinted: When | None = None
    entry_statement: When | None = None
    migration_card_lost: When | None = None
    offences: tuple[Offence, ...] = ()
    removals: tuple[Removal, ...] = ()
    stay_shortened: When | None = None
    convictions: tuple[Conviction, ...] = ()
    decisions: tuple[Decision, ...] = ()
    controlled_register: ControlledRegister | None = None
    planned: tuple[Plan, ...] = ()
