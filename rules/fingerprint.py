"""Marks of the records of law, and the fingerprint of them all: they change when an answer could.

A mark covers what the engine reads and what an answer names: values, days, article, certainty. It
does not cover sources, notes, the day of checking, or the words in which a rule is put.
"""

import json
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import Final, NamedTuple

from rules.law import Law

WORKING_DAYS: Final = "workdays"
"""The name under which the working days of all years have one mark."""

_LENGTH_OF_MARK: Final = 6
_LENGTH_OF_FINGERPRINT: Final = 16

_RECORDED: Final = frozenset(
    {"says", "sources", "checked", "note", "notes", "doubt", "cautious", "favourable"}
)
"""What a record holds for readers only."""


class Mark(NamedTuple):
    """The mark of one record: its id, its first day where it has one, and six hexadecimal digits."""

    id: str
    since: date | None
    mark: str


def marks(law: Law) -> tuple[Mark, ...]:
    """Return the mark of every record, in the order of ids and first days.

    Provisions go by their id and first day, readings by their name, countries by their code, and
    the working days of all years together as ``workdays``.
    """
    return tuple(sorted(_marks(law), key=lambda each: (each.id, each.since or date.min)))


def fingerprint(law: Law) -> str:
    """Return sixteen hexadecimal digits that change when a record that matters to answers does."""
    return _digest([(each.id, each.since, each.mark) for each in marks(law)], _LENGTH_OF_FINGERPRINT)


def _marks(law: Law) -> Iterator[Mark]:
    for provision in law.provisions:
        yield Mark(provision.id, provision.since, _mark(provision))
    for reading in law.readings.values():
        yield Mark(reading.name, None, _mark(reading))
    for country in law.countries.values():
        yield Mark(country.code, None, _mark(country))
    days = law.workdays
    years = [(year.year, sorted(year.off), sorted(year.work)) for _, year in sorted(days.years.items())]
    pattern = [sorted(days.pattern.fixed), sorted(days.pattern.moving)]
    yield Mark(WORKING_DAYS, None, _digest([years, pattern], _LENGTH_OF_MARK))


def _mark(record: NamedTuple) -> str:
    told = {key: value for key, value in record._asdict().items() if key not in _RECORDED}
    return _digest(told, _LENGTH_OF_MARK)


def _digest(data: object, length: int) -> str:
    text = json.dumps(data, sort_keys=True, default=date.isoformat)
    return sha256(text.encode()).hexdigest()[:length]
