"""The law compiled for counting: provisions by the number of the day."""

from bisect import bisect_right
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from rules.days import FOREVER, day_of, ordinal
from rules.law import Country, Law, Provision

STAY_BANS: Final = ("ban.overstay_30", "ban.overstay_180", "ban.overstay_270", "ban.limit_90")


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


class Regime(NamedTuple):
    """The dated regimes of one country; FOREVER where one never began."""

    visa_free: int
    visa_free_work: int
    manual: int
    eaeu: int
    treaty: int
    patent: int

    def unjudged(self, day: int, *, work: bool) -> bool:
        """Return whether an arrival of the day is too unsettled to be judged (D-9)."""
        return day >= self.manual or day < self.visa_free or (work and day < self.visa_free_work)


class Book:
    """Look-ups in one :class:`~rules.law.Law` by the ordinal of a day."""

    __slots__ = (
        "_ban_years",
        "_records",
        "_terms",
        "base",
        "checked",
        "era_ends",
        "eras",
        "law",
        "longest_window",
        "regimes",
        "unbroken_limit",
        "unbroken_since",
    )

    def __init__(self, law: Law) -> None:
        """Compile the provisions of ``law``; ``base`` is the first day it knows of."""
        self.law = law
        self._terms: dict[tuple[int, int], tuple[int, bool]] = {}  # the days of 400 years at the most
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
        self.era_ends = tuple(era.until for era in self.eras)
        self.base = self.eras[0].since
        self.longest_window = max(era.days for era in self.eras)
        self.unbroken_since, _, unbroken = self.span("stay.unbroken")
        self.unbroken_limit = unbroken.number("limit")
        self._ban_years = sorted(
            (
                (provision.number("over") if "over" in provision.value else 0, provision.number("years"))
                for name in STAY_BANS
                for _, _, provision in self._records[name][1]
            ),
            key=lambda ban: ban[1],
            reverse=True,
        )
        self.regimes = {country.code: _regime(country) for country in law.countries.values()}

    def longest_ban(self, days: int) -> int:
        """Return the most years of a ban that a stay of so many days can give."""
        return next(years for over, years in self._ban_years if days > over)

    def working_days(self, first: int, days: int) -> tuple[int, bool]:
        """Return the last day of a term of working days from ``first`` on, and whether it is provisional."""
        key = first, days
        if key not in self._terms:
            last, provisional = self.law.workdays.nth(day_of(first), days)
            self._terms[key] = last.toordinal(), provisional
        return self._terms[key]

    def working_days_before(self, day: int, days: int) -> tuple[int, bool]:
        """Return the day so many working days before another, and whether it is provisional."""
        key = day, -days
        if key not in self._terms:
            last, provisional = self.law.workdays.before(day_of(day), days)
            self._terms[key] = last.toordinal(), provisional
        return self._terms[key]

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


def _regime(country: Country) -> Regime:
    def start(day: date | None, otherwise: int = FOREVER) -> int:
        return otherwise if day is None else ordinal(day)

    return Regime(
        visa_free=ordinal(country.visa_free_since),
        visa_free_work=start(country.visa_free_work_since, ordinal(country.visa_free_since)),
        manual=start(country.manual_since),
        eaeu=start(country.eaeu_since),
        treaty=start(country.treaty_since),
        patent=start(country.patent_since),
    )


@lru_cache(maxsize=8)
def compiled(law: Law) -> Book:
    """Return the compiled form of the law, made once."""
    return Book(law)
