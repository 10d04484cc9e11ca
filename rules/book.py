"""The law compiled for counting: provisions by the number of the day."""

from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from rules.days import FOREVER, day_of, ordinal
from rules.law import Law, Provision


class Era(NamedTuple):
    """The limit in force from ``since`` to ``until``: ``limit`` days in each ``window``.

    ``days`` is the length of a rolling window, 0 for the others.
    """

    since: int
    until: int
    window: str
    limit: int
    days: int
    provision: Provision


class Book:
    """Look-ups in one :class:`~rules.law.Law` by the ordinal of a day."""

    __slots__ = ("_records", "base", "checked", "eras", "law", "unbroken_since")

    def __init__(self, law: Law) -> None:
        """Compile the provisions of ``law``; ``base`` is the first day it knows of."""
        self.law = law
        self.checked = law.checked
        records: dict[str, list[tuple[int, int, Provision]]] = {}
        for provision in law.provisions:
            last = FOREVER if provision.until is None else ordinal(provision.until)
            records.setdefault(provision.id, []).append((ordinal(provision.since), last, provision))
        self._records = {}
        for name, rows in records.items():
            rows.sort(key=lambda row: row[0])
            self._records[name] = ([first for first, _, _ in rows], rows)
        self.eras = tuple(
            Era(
                since,
                until,
                str(provision.value["window"]),
                provision.number("limit"),
                provision.number("days") if "days" in provision.value else 0,
                provision,
            )
            for since, until, provision in self._records["stay.visa_free"][1]
        )
        self.base = self.eras[0].since
        self.unbroken_since = self._records["stay.unbroken"][0][0]

    def has(self, name: str) -> bool:
        """Whether the law has a provision of this name at any time."""
        return name in self._records

    def span(self, name: str) -> tuple[int, int, Provision]:
        """Return the first and the last day of a provision that has one version only."""
        (only,) = self._records[name][1]
        return only

    def find(self, name: str, day: int) -> Provision | None:
        """Return the provision in force on the day, None where there is none."""
        starts, rows = self._records[name]
        index = bisect_right(starts, day) - 1
        if index < 0 or rows[index][1] < day:
            return None
        return rows[index][2]

    def at(self, name: str, day: int) -> Provision:
        """Return the provision in force on the day.

        Raises:
            LawNotInForce: there is none; never a default.
        """
        found = self.find(name, day)
        return self.law.on(name, day_of(day)) if found is None else found


@lru_cache(maxsize=8)
def compiled(law: Law) -> Book:
    """Return the compiled form of the law, made once."""
    return Book(law)
