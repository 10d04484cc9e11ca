"""From plain data (read from YAML, JSON or TOML) to a case.

A wrong case is refused whole, with every fault named at once by its path.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from reprlib import Repr
from typing import Any, Final, NamedTuple, TypeAlias, cast

from rules import facts
from rules.countries import COUNTRY_CODES
from rules.facts import Case
from rules.when import UNKNOWN, NotADate, When

PURPOSES: Final = ("work", "private", "study", "transit", "tourism", "business", "other")
PERMITS: Final = (
    "temporary_residence",
    "education_residence",
    "permanent_residence",
    "work_permit",
    "highly_qualified",
)
APPLICATIONS: Final = ("temporary_residence", "permanent_residence", "citizenship", "asylum")
RELATIONS: Final = ("spouse", "child", "parent", "grandparent", "grandchild")
RELATIVES: Final = ("citizen", "permanent_resident", "eaeu_worker", "patent_holder", "highly_qualified")
OFFENCES: Final = ("stay", "work", "public_order", "traffic", "other")
REMOVALS: Final = ("expulsion", "deportation", "readmission")
DECISIONS: Final = ("entry_ban", "undesirable")

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
MOST_ITEMS: Final = 500
"""More entries than this in one list is a mistake, not a life."""

_REGION: Final = re.compile(r"RU-[A-Z]{2,3}")
_SHOWN: Final = 40
_LONGEST_NUMBER: Final = 64
_HIGHEST: Final = 10**9
_BRIEF: Final = Repr()
"""Writes any value down without going deep into it."""


class Fault(NamedTuple):
    """One thing wrong with a case: where (``stays[1].exit``) and what."""

    path: str
    message: str

    def __str__(self) -> str:
        """Return the fault as one line."""
        return f"{self.path}: {self.message}" if self.path else self.message


class WrongCase(ValueError):
    """The case is wrong; ``faults`` names everything that is, in the order of the case."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Keep the faults; the text of the error is one fault a line."""
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class _Wrong(Exception):
    """A value is wrong: the message says how."""


MISSING: Final = object()
"""Stands for the default of a key that may not be left out."""

Reader: TypeAlias = Callable[[object], Any]


def read_case(data: object) -> Case:
    """Read a case from plain data in the published case format.

    Dates may be texts in the forms of :mod:`rules.when`, years as numbers, or dates.

    Raises:
        WrongCase: anything at all is wrong; all faults are in it.
    """
    faults: list[Fault] = []
    case = _item(data, Case, _CASE, "", faults)
    if faults:
        raise WrongCase(tuple(faults))
    return cast("Case", case)


# --- values -----------------------------------------------------------------------------------


def _show(value: object) -> str:
    """Return a value as a message shows it: short, printable, whatever it is."""
    if isinstance(value, int) and value.bit_length() > _LONGEST_NUMBER:
        return "a number of very many digits"
    text = value if isinstance(value, str) else _BRIEF.repr(value)
    text = "".join(character if character.isprintable() else "?" for character in text)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _when(value: object) -> When:
    if isinstance(value, str):
        try:
            when = When.parse(value)
        except NotADate:
            raise _Wrong(f"{_show(value)} is not a date") from None
    elif isinstance(value, date) and not isinstance(value, datetime):
        when = When.on(value)
    elif isinstance(value, int) and not isinstance(value, bool) and FIRST_YEAR <= value <= LAST_YEAR:
        when = When.parse(str(value))
    elif value is None:
        return UNKNOWN
    else:
        raise _Wrong(f"{_show(value)} is not a date")
    for day in (when.first, when.last):
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise _Wrong(f"{_show(value)}: the year is not within {FIRST_YEAR} and {LAST_YEAR}")
    return when


def _end(value: object) -> When | None:
    return None if value is None else _when(value)


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise _Wrong(f"{_show(value)} is neither true nor false")


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if is_number and abs(cast("float", value)) < _HIGHEST:  # which leaves out what is not a number
        return str(value)
    raise _Wrong(f"{_show(value)} is not a text")


def _region(value: object) -> str | None:
    if value is None or (isinstance(value, str) and _REGION.fullmatch(value)):
        return value
    raise _Wrong(f"{_show(value)} is not a region of Russia in ISO 3166-2, such as RU-MOW")


def _country(value: object) -> str:
    if isinstance(value, str) and value in COUNTRY_CODES:
        return value
    raise _Wrong(f"{_show(value)} is not a country code of ISO 3166-1: two capital letters, such as UZ")


def _one_of(words: tuple[str, ...]) -> Reader:
    def read(value: object) -> str:
        if isinstance(value, str) and value in words:
            return value
        raise _Wrong(f"{_show(value)} is none of {', '.join(words)}")

    return read


def _purpose(value: object) -> str | None:
    return None if value is None else cast("str", _PURPOSE(value))


_PURPOSE: Final = _one_of(PURPOSES)

# --- items ------------------------------------------------------------------------------------


class _Many(NamedTuple):
    """A list of items of one shape, or of single values."""

    shape: type | None
    keys: Mapping[str, Any]
    each: Reader | None = None


class _One(NamedTuple):
    """One item, or null."""

    shape: type
    keys: Mapping[str, Any]


class _Key(NamedTuple):
    """How a key is read: into which field, and whether it may be left out."""

    read: Any
    into: str
    default: object = MISSING


def _keys(shape: Any, **readers: object) -> dict[str, _Key]:  # noqa: ANN401 - a shape of the case
    """Pair the keys of the format with the fields of ``shape``; ``from`` is the field ``start``."""
    keys = {}
    for name, read in readers.items():
        default = shape._field_defaults.get(name, UNKNOWN if read is _when else MISSING)
        keys["from" if name == "start" else name] = _Key(read, name, default)
    return keys


_STAY = _keys(facts.Stay, entry=_when, exit=_end, purpose=_purpose, visa=_flag)
_REGISTRATION = _keys(facts.Registration, start=_when, until=_end, region=_region)
_PATENT = _keys(
    facts.Patent,
    issued=_when,
    paid_until=_when,
    region=_region,
    cancelled=_end,
    contract_notified=_end,
)
_CONTRACT = _keys(facts.Contract, signed=_when, until=_end, ended=_end, region=_region)
_PERMIT = _keys(
    facts.Permit,
    kind=_one_of(PERMITS),
    issued=_when,
    until=_end,
    cancelled=_end,
    notices=_Many(None, {}, _when),
)
_STUDY = _keys(facts.Study, start=_when, until=_end, ended=_end)
_APPLICATION = _keys(facts.Application, kind=_one_of(APPLICATIONS), filed=_when, decided=_end)
_RELATIVE = _keys(
    facts.Relative,
    relation=_one_of(RELATIONS),
    of=_one_of(RELATIVES),
    until=_end,
    not_extended=_flag,
)
_OFFENCE = _keys(
    facts.Offence,
    in_force=_when,
    kind=_one_of(OFFENCES),
    received=_end,
    article=_text,
    paid=_end,
    with_expulsion=_flag,
)
_REMOVAL = _keys(facts.Removal, on=_end, kind=_one_of(REMOVALS))
_REMOVAL["on"] = _Key(_end, "on", None)
_CONVICTION = _keys(facts.Conviction, spent=_flag)
_DECISION = _keys(facts.Decision, kind=_one_of(DECISIONS), on=_when, until=_end)
_REGISTER = _keys(facts.ControlledRegister, since=_when, until=_end)
_PLAN = _keys(facts.Plan, entry=_when, exit=_end)
_CASE = _keys(
    Case,
    citizenship=_country,
    born=_end,
    international_driver=_flag,
    stays=_Many(facts.Stay, _STAY),
    registrations=_Many(facts.Registration, _REGISTRATION),
    moves=_Many(None, {}, _when),
    patents=_Many(facts.Patent, _PATENT),
    contracts=_Many(facts.Contract, _CONTRACT),
    permits=_Many(facts.Permit, _PERMIT),
    studies=_Many(facts.Study, _STUDY),
    applications=_Many(facts.Application, _APPLICATION),
    family=_Many(facts.Relative, _RELATIVE),
    medical=_Many(None, {}, _when),
    fingerprinted=_end,
    entry_statement=_end,
    migration_card_lost=_end,
    offences=_Many(facts.Offence, _OFFENCE),
    removals=_Many(facts.Removal, _REMOVAL),
    stay_shortened=_end,
    convictions=_Many(facts.Conviction, _CONVICTION),
    decisions=_Many(facts.Decision, _DECISION),
    controlled_register=_One(facts.ControlledRegister, _REGISTER),
    planned=_Many(facts.Plan, _PLAN),
)


_ORDERED: Final = {
    # (the earlier key, the later key): the later may not lie before the earlier
    facts.Stay: (("entry", "exit"),),
    facts.Registration: (("start", "until"),),
    facts.Patent: (("issued", "paid_until"), ("issued", "cancelled"), ("issued", "contract_notified")),
    facts.Contract: (("signed", "until"), ("signed", "ended")),
    facts.Permit: (("issued", "until"), ("issued", "cancelled")),
    facts.Study: (("start", "until"), ("start", "ended")),
    facts.Application: (("filed", "decided"),),
    facts.Decision: (("on", "until"),),
    facts.ControlledRegister: (("since", "until"),),
    facts.Plan: (("entry", "exit"),),
}


def _item(  # noqa: C901 - one item, read in one place
    data: object, shape: type, keys: Mapping[str, _Key], path: str, faults: list[Fault]
) -> object:
    if not isinstance(data, Mapping):
        faults.append(Fault(path, f"{_show(data)} is not a group of keys and values"))
        return None
    values: dict[str, object] = {}
    prefix = f"{path}." if path else ""
    for name, value in data.items():
        key = keys.get(name) if isinstance(name, str) else None
        if key is None:
            faults.append(Fault(f"{prefix}{_show(name)}", "unknown key"))
            continue
        try:
            values[key.into] = _value(value, key.read, f"{prefix}{name}", faults)
        except _Wrong as wrong:
            faults.append(Fault(f"{prefix}{name}", str(wrong)))
            if key.read is _when or key.read is _end:
                values[key.into] = (
                    UNKNOWN  # so that the other dates of the item are still held against each other
                )
    whole = True
    for name, key in keys.items():
        if key.into not in values:
            whole = whole and key.default is not MISSING
            if key.default is not MISSING:
                values[key.into] = key.default
            elif name not in data:
                faults.append(Fault(f"{prefix}{name}", "is missing"))
    _check_order(values, shape, path, faults)
    if shape is Case:
        _check_stays(cast("tuple[facts.Stay | None, ...]", values["stays"]), faults)
    return shape(**values) if whole else None


def _value(value: object, read: object, path: str, faults: list[Fault]) -> object:
    if isinstance(read, _Many):
        return _many(value, read, path, faults)
    if isinstance(read, _One):
        return None if value is None else _item(value, read.shape, read.keys, path, faults)
    return cast("Reader", read)(value)


def _many(value: object, many: _Many, path: str, faults: list[Fault]) -> tuple[object, ...]:
    if value is None:
        return ()
    if not isinstance(value, (list, tuple)):
        raise _Wrong(f"{_show(value)} is not a list")
    if len(value) > MOST_ITEMS:
        raise _Wrong(f"has {len(value)} entries, more than {MOST_ITEMS}")
    items = []
    for number, part in enumerate(value):
        here = f"{path}[{number}]"
        if many.each is None:
            items.append(_item(part, cast("type", many.shape), many.keys, here, faults))
            continue
        try:
            items.append(many.each(part))
        except _Wrong as wrong:
            faults.append(Fault(here, str(wrong)))
    return tuple(items)


def _check_order(values: dict[str, object], shape: type, path: str, faults: list[Fault]) -> None:
    for early, late in _ORDERED.get(shape, ()):
        before, after = cast("When", values.get(early, UNKNOWN)), cast("When | None", values.get(late))
        if after is None or after.last is None or before.first is None or after.last >= before.first:
            continue
        name = "from" if early == "start" else early
        faults.append(Fault(path, f"{late} {after} is before {name} {before}"))


# --- stays against each other -----------------------------------------------------------------


def _check_stays(stays: tuple[facts.Stay | None, ...], faults: list[Fault]) -> None:
    """Name stays that overlap by more than a shared day however their vague dates fall.

    A stay that is None has faults of its own.
    """
    certain = []
    for number, stay in enumerate(stays):
        if stay is None:
            continue
        entry, leave = stay.entry.last, date.max if stay.exit is None else stay.exit.first
        if entry is not None and leave is not None and entry <= leave:
            certain.append((entry, leave, number))
    certain.sort()
    latest: tuple[date, int] | None = None
    for entry, leave, number in certain:
        if latest is not None and entry < latest[0]:
            first, second = sorted((number, latest[1]))
            faults.append(Fault(f"stays[{second}]", f"overlaps stays[{first}]"))
        if latest is None or leave > latest[0]:
            latest = (leave, number)
