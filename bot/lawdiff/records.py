"""Two states of the law files set against each other, record by record."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from rules.law import parse_law
from rules.provisions import PROVISION, SHAPES
from rules.records import LawFault, Record, read_records

Files: TypeAlias = Mapping[str, str]
"""The texts of law files, by file name."""

VALUE: Final = "value."
"""What the keys of values begin with."""

What: TypeAlias = Literal["added", "removed", "changed"]


class RecordChange(NamedTuple):
    """One record that differs: its kind, its id, its first day where it has one.

    ``keys`` are those that differ, each with its value before and after; None where it is not there.
    A value of a provision stands under ``value.`` and its name.
    """

    what: What
    kind: str
    id: str
    since: date | None
    keys: Mapping[str, tuple[Any, Any]]


def record_changes(old: Files, new: Files) -> list[RecordChange]:
    """Return every record that differs, in the order of kinds, ids and first days.

    A version whose first day moves is one record removed and one added.

    Raises:
        BrokenLaw: the files of either state are no sound law.
    """
    before, after = _records(old), _records(new)
    names = sorted(before.keys() | after.keys(), key=lambda name: (*name[:2], name[2] or date.min))
    return list(_changes(names, before, after))


_Name: TypeAlias = tuple[str, str, date | None]


def _changes(
    names: list[_Name], before: Mapping[_Name, Record], after: Mapping[_Name, Record]
) -> Iterator[RecordChange]:
    for name in names:
        one, other = before.get(name, {}), after.get(name, {})
        keys = {
            key: (one.get(key), other.get(key)) for key in (one | other) if one.get(key) != other.get(key)
        }
        if keys:
            what: What = "added" if not one else "changed" if other else "removed"
            yield RecordChange(what, *name, keys)


def _records(files: Files) -> dict[_Name, Record]:
    parse_law(files)  # refuses what is not sound
    found: dict[_Name, Record] = {}
    faults: list[LawFault] = []
    for file, text in files.items():
        shapes = SHAPES.get(file, {"provision": PROVISION})
        for kind, records in read_records(file, text, shapes, faults).items():
            for record in records:
                since = record["since"] if kind == "provision" else None
                found[kind, str(record[shapes[kind].name]), since] = _flat(record)
    return found


def _flat(record: Record) -> Record:
    values = {f"{VALUE}{key}": value for key, value in record.get("value", {}).items()}
    return {key: value for key, value in record.items() if key != "value"} | values
