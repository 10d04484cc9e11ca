"""Strict reading of TOML records: what is unknown, missing or of the wrong form is a fault, never a default.

A record is one table of an array (``[[provision]]``). Its shape says which keys it has, of which
form, and which of them may be left out. All faults of all files are gathered before anything is
refused, so that whoever edits the law sees them at once.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple, TypeAlias

Record: TypeAlias = dict[str, Any]


class LawFault(NamedTuple):
    """What is wrong in the law files, and where: the file, the record by its name, the key."""

    file: str
    record: str
    key: str
    what: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.record, self.key, self.what) if part)


class BrokenLaw(ValueError):
    """the law files are broken"""

    def __init__(self, faults: Sequence[LawFault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)

    def __reduce__(self) -> tuple[type["BrokenLaw"], tuple[tuple[LawFault, ...]]]:
        return type(self), (self.faults,)


class Form(NamedTuple):
    """What a value must be: in words, and as a test."""

    words: str
    fits: Callable[[object], bool]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value) and value == value.strip()


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value)) and len(set(value)) == len(value)


def _is_scalar(value: object) -> bool:
    return type(value) in {int, bool, date} or _is_text(value) or (_is_texts(value) and value != [])


def _is_table(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_scalar, value.values()))


DAY: Final = Form("a date without a time", lambda value: type(value) is date)
NUMBER: Final = Form("a whole number above zero", lambda value: type(value) is int and value > 0)
TEXT: Final = Form("a text that is not empty", _is_text)
TEXTS: Final = Form("a list of different texts", _is_texts)
SOME_TEXTS: Final = Form(
    "a list of at least one text, all different", lambda value: value != [] and _is_texts(value)
)
TABLE: Final = Form("a table of simple values", _is_table)


class Shape(NamedTuple):
    """The keys of one kind of record: how a record is named in messages, what it must and may have."""

    name: str
    required: Mapping[str, Form]
    optional: Mapping[str, Form]

    def faults(self, file: str, record: object) -> list[LawFault]:
        """Return everything that is wrong with the form of one record."""
        if not isinstance(record, dict):
            return [LawFault(file, "", "", "is not a table")]
        name = str(record.get(self.name, "?"))
        known = {**self.required, **self.optional}
        return [
            *(LawFault(file, name, key, "is unknown here") for key in record if key not in known),
            *(LawFault(file, name, key, "is missing") for key in self.required if key not in record),
            *(
                LawFault(file, name, key, f"is not {form.words}")
                for key, form in known.items()
                if key in record and not form.fits(record[key])
            ),
        ]


def read_records(
    file: str, text: str, shapes: Mapping[str, Shape], faults: list[LawFault]
) -> dict[str, list[Record]]:
    """Read a file that may hold only the kinds of record in ``shapes``; return the sound ones by kind.

    Faults are added to ``faults``; a record with a fault is left out of the result.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        faults.append(LawFault(file, "", "", f"is not TOML: {error}"))
        return {}
    sound: dict[str, list[Record]] = {}
    for kind, records in document.items():
        shape = shapes.get(kind)
        if shape is None:
            faults.append(LawFault(file, "", kind, "is unknown here"))
        elif not isinstance(records, list):
            faults.append(LawFault(file, "", kind, f"is not written as [[{kind}]]"))
        else:
            found = [(record, shape.faults(file, record)) for record in records]
            faults.extend(fault for _, wrong in found for fault in wrong)
            sound[kind] = [record for record, wrong in found if not wrong]
    return sound
