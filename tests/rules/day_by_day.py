"""A second count of visa-free stays, slow and simple, straight from D-1 to D-3, D-7 and D-16 to D-18.

It knows people of a country without a suspension and without another ground, and exact dates:
cautiously from 2013 on, favourably from 2025 on, where no window is left to be placed. It shares
nothing with the engine.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeAlias

Trip: TypeAlias = tuple[date, date | None]

DAY: Final = timedelta(days=1)
FIRST_ROLLING: Final = date(2014, 1, 1)
FIRST_UNBROKEN: Final = date(2016, 1, 10)
FIRST_YEARLY: Final = date(2025, 1, 1)
# (longer than so many days, ground, years, first day of exit)
BANDS: Final = (
    (270, "overstay_270", 10, date(2015, 1, 10)),
    (180, "overstay_180", 5, date(2015, 1, 10)),
    (30, "overstay_30", 3, date(2013, 2, 1)),
)
FORESIGHT: Final = 120 * DAY


@dataclass(frozen=True)
class Counted:
    """What the slow count found on a day."""

    inside: bool
    used: int
    last_day: date | None
    overstay: int
    bans: frozenset[tuple[str, date]]


def days(first: date, last: date) -> Iterator[date]:
    """Yield each day from first to last, both included."""
    while first <= last:
        yield first
        first += DAY


def years_on(day: date, years: int) -> date:
    """Return the same calendar day some years later; 29 February becomes 28 February (D-22)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


class SlowCount:
    """The line of days of one person, asked about on one day; trips after it are not used (D-2)."""

    def __init__(self, trips: Sequence[Trip], on: date, *, favourably: bool = False) -> None:
        """Keep the trips that have begun; who leaves on the day asked about or later is still there.

        ``favourably``: every exit ends the unbroken stay, and the day of each entry is left out of
        the counts that make overstay and bans (D-24), if it is not the day of an exit as well.
        """
        self.on = on
        self.favourably = favourably
        self.trips = [(entry, leave) for entry, leave in sorted(trips, key=_order) if entry <= on]
        self.trips = [(entry, None if leave is None or leave >= on else leave) for entry, leave in self.trips]
        self.present = sorted(
            {
                day
                for entry, leave in self.trips
                for day in days(entry, on + FORESIGHT if leave is None else leave)
            }
        )

        entries = {entry for entry, _ in self.trips} if favourably else set()
        left_out = entries - {leave for entry, leave in trips if leave is not None and leave > entry}
        self.weighed = [day for day in self.present if day not in left_out]

    def counted(self) -> Counted:
        """Return everything that the slow count knows."""
        on = self.on
        inside = bool(self.trips) and self.trips[-1][1] is None
        bans = {ban for number in range(len(self.trips)) for ban in self._bans(number)}
        last_day, overstay = None, 0
        if self.trips:
            end = self.trips[-1][1] or on
            last_day = self._last_lawful(len(self.trips) - 1, on + FORESIGHT)
            overstay = max(0, (end - last_day).days)
        return Counted(
            inside=inside,
            used=self.used(),
            last_day=last_day if inside and not overstay else None,
            overstay=overstay,
            bans=frozenset(bans),
        )

    def used(self) -> int:
        """Return the days of the account on the day asked about."""
        first = self.on - 179 * DAY if self.on < FIRST_YEARLY else date(self.on.year, 1, 1)
        return bisect_right(self.present, self.on) - bisect_left(self.present, first)

    def _weighed(self, first: date, last: date) -> int:
        return bisect_right(self.weighed, last) - bisect_left(self.weighed, first)

    def _within_limit(self, day: date) -> bool:
        """Say whether the total of the window or year is kept on a day (no such total before 2014)."""
        if day < FIRST_ROLLING:
            return True
        first = day - 179 * DAY if day < FIRST_YEARLY else date(day.year, 1, 1)
        return self._weighed(first, day) <= 90

    def _lawful(self, number: int, day: date) -> bool:
        entry = self.trips[number][0]
        if day < FIRST_ROLLING:
            return (day - entry).days + 1 <= 90
        return self._within_limit(day) and (day < FIRST_UNBROKEN or self._unbroken(number, day) <= 90)

    def _unbroken(self, number: int, day: date) -> int:
        """Count the days since the entry after the last full day abroad, favourably since the entry."""
        while number and not (self.favourably or self._abroad_between(number - 1, number)):
            number -= 1
        return self._weighed(self.trips[number][0], day)

    def _abroad_between(self, number: int, following: int) -> bool:
        leave = self.trips[number][1]
        return leave is not None and (self.trips[following][0] - leave).days > 1

    def _last_lawful(self, number: int, until: date) -> date:
        entry, leave = self.trips[number]
        last = entry - DAY
        for day in days(entry, leave or until):
            if not self._lawful(number, day):
                break
            last = day
        return last

    def _bans(self, number: int) -> Iterator[tuple[str, date]]:
        entry, leave = self.trips[number]
        end = leave or self.on
        over = (end - self._last_lawful(number, end)).days
        band = next(
            ((name, years) for more, name, years, since in BANDS if over > more and end >= since), None
        )
        found = [] if band is None else [band]
        if end >= FIRST_ROLLING and not all(map(self._within_limit, days(entry, end))):
            found.append(("limit_90", 3))
        for name, years in found:
            if years_on(end, years) >= self.on:
                yield name, years_on(end, years)


def _order(trip: Trip) -> tuple[date, date]:
    return trip[0], trip[1] or date.max
