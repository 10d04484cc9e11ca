"""The law as dated provisions, and the look-up of the one that is in force on a day.

The texts of the files come in from outside (:func:`parse_law`); nothing here reads a disk. A
provision is in force from ``since`` to ``until``, both days included. Asking before the first
version, in a hole or after the end is an error, never a default.
"""

from bisect import bisect_right
from collections.abc import Container, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, Literal, NamedTuple, TypeAlias

from rules.provisions import CERTAINTIES, PROVISION, SHAPES, missing_provisions, value_faults
from rules.records import BrokenLaw, LawFault, Record, read_records
from rules.regimes import Country
from rules.workdays import WorkingDays, WrongYear, Year, read_pattern, read_year

__all__ = ["Act", "BrokenLaw", "Country", "Law", "LawFault", "Provision", "Reading", "check_law", "parse_law"]

Scalar: TypeAlias = str | int | bool | date | tuple[str, ...]

_Sound: TypeAlias = dict[str, list[tuple[str, Record]]]
"""The records of sound form by kind, each with its file."""

_PRODUCT: Final = "product."
_OCTOBER: Final = 10


class LawError(LookupError):
    """has no answer in the law files"""


class UnknownProvision(LawError):
    """is no provision of the law files"""


class LawNotInForce(LawError):
    """is not in force on the day"""


class UncertainLaw(LawError):
    """is too uncertain to decide an answer"""


class Act(NamedTuple):
    """A law, treaty or decree that provisions cite by its key; a treaty may have no number."""

    key: str
    title: str
    adopted: date | None = None
    number: str | None = None


class Provision(NamedTuple):
    """One version of one rule: its values, and what they stand on.

    ``says`` is the rule in one sentence, with the names of its values in braces. ``since`` and
    ``until`` are the first and the last day of this version. ``doubt`` says what is still open
    about it. ``reading`` names the one reading for which a record of low certainty may be used.
    """

    id: str
    says: str
    value: Mapping[str, Scalar]
    since: date
    article: str
    sources: tuple[str, ...]
    certainty: str
    checked: date
    until: date | None = None
    note: str = ""
    doubt: str = ""
    reading: str | None = None

    @property
    def provisional(self) -> bool:
        """Whether the sources leave the record less than sure."""
        return self.certainty != "high"

    def number(self, key: str) -> int:
        """Return a value that is a whole number."""
        value = self.value[key]
        if not isinstance(value, int):
            raise TypeError(f"{self.id}: {key}")
        return value


class Reading(NamedTuple):
    """A point that is read in two ways: for the cautious and for the favourable answer.

    ``says`` is the question that the two views answer.
    """

    name: str
    says: str
    cautious: str
    favourable: str
    provisions: tuple[str, ...]
    notes: str
    sources: tuple[str, ...]
    certainty: str
    checked: date
    since: date | None = None
    until: date | None = None


class Law:
    """Everything the law files say. ``checked`` is the day on which the law as a whole was read."""

    __slots__ = ("_versions", "acts", "checked", "countries", "provisions", "readings", "workdays")

    def __init__(  # noqa: PLR0913 - each kind of record of the files
        self,
        *,
        checked: date,
        provisions: tuple[Provision, ...],
        readings: Mapping[str, Reading],
        countries: Mapping[str, Country],
        workdays: WorkingDays,
        acts: Mapping[str, Act],
    ) -> None:
        """Keep the records, and the versions of each provision by their first days."""
        self.checked = checked
        self.provisions = provisions
        self.readings = readings
        self.countries = countries
        self.workdays = workdays
        self.acts = acts
        self._versions: dict[str, tuple[list[date], list[Provision]]] = {}
        for provision in sorted(provisions, key=lambda each: each.since):
            starts, records = self._versions.setdefault(provision.id, ([], []))
            starts.append(provision.since)
            records.append(provision)

    def on(self, name: str, day: date) -> Provision:
        """Return the version of a provision that is in force on the day.

        Raises:
            UnknownProvision: no record has this id.
            LawNotInForce: the day lies before the first version, in a hole or after the end.
            UncertainLaw: the record is of low certainty and serves no reading.
        """
        found = self.find(name, day)
        if found is None:
            raise LawNotInForce(f"{name} on {day}")
        return found

    def find(self, name: str, day: date) -> Provision | None:
        """Return the version of a provision that is in force on the day, None where there is none.

        Raises:
            UnknownProvision: no record has this id.
            UncertainLaw: the record is of low certainty and serves no reading.
        """
        try:
            starts, records = self._versions[name]
        except KeyError:
            raise UnknownProvision(name) from None
        position = bisect_right(starts, day)
        if not position:
            return None
        found = records[position - 1]
        if found.until is not None and found.until < day:
            return None
        if found.certainty == "low" and found.reading is None:
            raise UncertainLaw(f"{name} of {found.since}")
        return found

    def country(self, code: str) -> Country | None:
        """Return the regimes of a visa-free country, None for a visa country."""
        return self.countries.get(code)


def parse_law(files: Mapping[str, str]) -> Law:
    """Read the law from the texts of its files, by file name.

    Raises:
        BrokenLaw: anything is unknown, missing, twice there, misplaced, contradictory or uncited;
            every fault is named with its file, record and key.
    """
    faults = [LawFault(name, "", "", "is missing") for name in SHAPES if name not in files]
    sound: _Sound = {}
    for file, text in sorted(files.items()):
        shapes = SHAPES.get(file, {"provision": PROVISION})
        for kind, records in read_records(file, text, shapes, faults).items():
            sound.setdefault(kind, []).extend((file, record) for record in records)
    acts = _by_name(sound, "act", "key", faults)
    readings = _by_name(sound, "reading", "name", faults)
    countries = _by_name(sound, "country", "code", faults)
    provisions = sound.get("provision", [])
    for file, record in provisions:
        faults += value_faults(file, record)
    faults += _contradictions(provisions)
    edition = _only(sound, "edition", "acts.toml", faults)
    workdays = _workdays(sound, faults)
    if not faults:  # else a record that was left out for its form would seem to be missing
        faults += _reference_faults(provisions, acts, readings)
    if edition is None or workdays is None or faults:
        raise BrokenLaw(sorted(faults))
    return Law(
        checked=edition["checked"],
        provisions=tuple(Provision(**_frozen(record)) for _, record in provisions),
        readings={name: Reading(**_frozen(record)) for name, record in readings.items()},
        countries={code: Country(**_frozen(record)) for code, record in countries.items()},
        workdays=workdays,
        acts={key: Act(**record) for key, record in acts.items()},
    )


def _by_name(sound: _Sound, kind: str, key: str, faults: list[LawFault]) -> dict[str, Record]:
    """Return the records of a kind by their name; one that stands twice is a fault."""
    named: dict[str, Record] = {}
    for file, record in sound.get(kind, []):
        name = str(record[key])
        if name in named:
            faults.append(LawFault(file, name, key, "stands twice"))
        named[name] = record
    return named


def _contradictions(provisions: list[tuple[str, Record]]) -> Iterator[LawFault]:
    """Yield terms that end before they begin, and versions of one provision in force on one day."""
    versions: dict[str, list[tuple[str, Record]]] = {}
    for file, record in provisions:
        if record.get("until", date.max) < record["since"]:
            yield LawFault(file, record["id"], "until", f"is before since {record['since']}")
        versions.setdefault(record["id"], []).append((file, record))
    for name, records in versions.items():
        records.sort(key=lambda each: each[1]["since"])
        for (_, earlier), (file, later) in pairwise(records):
            if earlier.get("until", date.max) >= later["since"]:
                what = (
                    f"{later['since']} contradicts the version since {earlier['since']}, still in force then"
                )
                yield LawFault(file, name, "since", what)


def _reference_faults(
    provisions: list[tuple[str, Record]], acts: Mapping[str, Record], readings: Mapping[str, Record]
) -> Iterator[LawFault]:
    """Yield citations of no act, names that lead nowhere, and provisions of the engine without a record."""
    for file, record in provisions:
        name = record["id"]
        if not name.startswith(_PRODUCT) and act_of(record["article"], acts) is None:
            yield LawFault(file, name, "article", f"{record['article']} cites no act of acts.toml")
        if "reading" in record and record["reading"] not in readings:
            yield LawFault(file, name, "reading", f"{record['reading']} is no reading")
    names = {record["id"] for _, record in provisions}
    yield from missing_provisions(names)
    for reading, record in readings.items():
        for name in record["provisions"]:
            if name not in names:
                yield LawFault("readings.toml", reading, "provisions", f"{name} is no provision")


def _only(sound: _Sound, kind: str, file: str, faults: list[LawFault]) -> Record | None:
    """Return the only record of a kind; none or several are a fault."""
    records = sound.get(kind, [])
    if len(records) == 1:
        return records[0][1]
    faults.append(LawFault(file, "", kind, "does not stand there once"))
    return None


def _workdays(sound: _Sound, faults: list[LawFault]) -> WorkingDays | None:
    file = "workdays.toml"
    years: dict[int, Year] = {}
    for year, record in _by_name(sound, "year", "year", faults).items():
        try:
            years[int(year)] = read_year(int(year), record["off"], record["work"], record["working_days"])
        except WrongYear as error:
            faults.append(LawFault(file, year, "", str(error)))
    pattern = _only(sound, "pattern", file, faults)
    if pattern is None:
        return None
    try:
        return WorkingDays(years, read_pattern(pattern["fixed"], pattern["moving"]))
    except WrongYear as error:
        faults.append(LawFault(file, pattern["article"], "", str(error)))
        return None


def _frozen(record: Record) -> Record:
    """Return a record whose lists are tuples, also within its value."""
    return {key: _froze(value) for key, value in record.items()}


def _froze(value: object) -> object:
    if isinstance(value, list):
        return tuple(value)
    return _frozen(value) if isinstance(value, dict) else value


def act_of(article: str, acts: Container[str]) -> str | None:
    """Return the key of the act that an article cites: its longest beginning that is a key.

    >>> act_of("115-FZ 5(1)", {"115-FZ", "114-FZ"})
    '115-FZ'
    >>> act_of("116-FZ 5(1)", {"115-FZ", "114-FZ"}) is None
    True
    """
    key = article
    while key and key not in acts:
        key = key.rpartition(" ")[0]
    return key or None


What: TypeAlias = Literal["broken", "contradictory", "uncited", "old", "idle", "no_decree"]


class Doubt(NamedTuple):
    """A record that needs a look: its id, its first day where it has one, and what is wrong with it."""

    id: str
    since: date | None
    what: What


def check_law(law: Law, today: date, older_than_days: int) -> tuple[Doubt, ...]:
    """Return what a keeper of the law should look at, record by record; nothing where all is well.

    - ``broken``: ends before it begins, or is of unknown certainty;
    - ``contradictory``: in force on one day with the version of the same id before it;
    - ``uncited``: no source, or an article of no known act;
    - ``old``: last checked more than ``older_than_days`` before ``today``;
    - ``idle``: a reading none of whose provisions is recorded;
    - ``no_decree``: from 1 October on, the working days of the next year are not in the table.
    """
    oldest = today - timedelta(days=older_than_days)
    earlier: dict[str, Provision] = {}
    doubts: list[Doubt] = []
    for provision in sorted(law.provisions, key=lambda each: (each.id, each.since)):
        wrong = _provision_doubts(provision, earlier.get(provision.id), law.acts, oldest)
        doubts += (Doubt(provision.id, provision.since, what) for what in wrong)
        earlier[provision.id] = provision
    for reading in law.readings.values():
        if earlier.keys().isdisjoint(reading.provisions):
            doubts.append(Doubt(reading.name, reading.since, "idle"))
        if reading.checked < oldest:
            doubts.append(Doubt(reading.name, reading.since, "old"))
    doubts += (
        Doubt(country.code, None, "old") for country in law.countries.values() if country.checked < oldest
    )
    if today.month >= _OCTOBER and today.year + 1 not in law.workdays.years:
        doubts.append(Doubt("workdays", date(today.year + 1, 1, 1), "no_decree"))
    return tuple(doubts)


def _provision_doubts(
    provision: Provision, earlier: Provision | None, acts: Container[str], oldest: date
) -> Iterator[What]:
    until = provision.until or date.max
    if until < provision.since or provision.certainty not in CERTAINTIES:
        yield "broken"
    if earlier is not None and (earlier.until or date.max) >= provision.since:
        yield "contradictory"
    product = provision.id.startswith(_PRODUCT)
    if not provision.sources or not (product or act_of(provision.article, acts)):
        yield "uncited"
    if provision.checked < oldest:
        yield "old"
