"""The visa-free account: which days of presence count, and how many more there is room for.

115-FZ 5(1): so many days an entry, in every 180 days, or in the calendar year, by the law of each
day; and beside it the unbroken stay. D-1, D-3, D-4, D-24.
"""

from bisect import bisect_right
from copy import copy
from typing import Final, NamedTuple, Self

from rules.book import Book, Era
from rules.days import FOREVER, year_of
from rules.view import View

ENTRY: Final = "entry"
ROLLING: Final = "rolling"
YEAR: Final = "year"


class Account:
    """Days that count, in the order in which they were spent.

    ``count`` adds spans of days; ``room`` says how many days from a day on fit without a break.
    With ``lenient`` the entry day of each stay is left out (D-24).
    """

    __slots__ = ("_blocks", "_eras", "_fresh_2014", "_starts", "_stops", "_total", "entry_days", "view")

    def __init__(self, book: Book, view: View, first_entry: int | None) -> None:
        """Open an empty account; ``first_entry`` is where the first block of 180 days starts."""
        self.view = view
        self._eras = book.eras
        self._starts: list[int] = []
        self._stops: list[int] = []
        self._total: list[int] = []  # days counted before each span
        self.entry_days: list[int] = []
        self._blocks: list[int] = [] if first_entry is None else [first_entry]

    def copy(self) -> Self:
        """Return an account that goes on apart from this one."""
        twin = copy(self)
        for name in ("_starts", "_stops", "_total", "entry_days", "_blocks"):
            setattr(twin, name, list(getattr(self, name)))
        return twin

    # --- putting days in ----------------------------------------------------------------------

    def enter(self, day: int) -> None:
        """Note an entry: the day may be left out of lenient counts, and may start a new block."""
        if not self._stops or self._stops[-1] < day:
            self.entry_days.append(day)
        if self.view.blocks and self._blocks:
            length = max(era.days for era in self._eras)
            if day >= self._blocks[-1] + length:
                self._blocks.append(day)

    def count(self, first: int, last: int) -> None:
        """Let the days from ``first`` to ``last`` count; a day already counted counts once."""
        if self._stops and first <= self._stops[-1]:
            first = self._stops[-1] + 1
        if first > last:
            return
        if self._stops and first == self._stops[-1] + 1:
            self._stops[-1] = last
            return
        total = self._total[-1] + self._stops[-1] - self._starts[-1] + 1 if self._stops else 0
        self._starts.append(first)
        self._stops.append(last)
        self._total.append(total)

    # --- asking -------------------------------------------------------------------------------

    def _before(self, day: int) -> int:
        """Return how many days before ``day`` count."""
        index = bisect_right(self._starts, day - 1) - 1
        if index < 0:
            return 0
        return self._total[index] + min(self._stops[index], day - 1) - self._starts[index] + 1

    def used(self, first: int, last: int, *, lenient: bool) -> int:
        """Return how many days from ``first`` to ``last`` count."""
        if last < first:
            return 0
        used = self._before(last + 1) - self._before(first)
        if lenient and used:
            for day in self.entry_days:
                if first <= day <= last and self._holds(day):
                    used -= 1
        return used

    def _holds(self, day: int) -> bool:
        index = bisect_right(self._starts, day) - 1
        return index >= 0 and day <= self._stops[index]

    def era(self, day: int) -> Era:
        """Return the era of the day."""
        for era in self._eras:
            if day <= era.until:
                return era
        raise AssertionError(day)  # the last era has no end

    def window(self, day: int, entry: int) -> tuple[int, int]:
        """Return the first and last day of the window in which the day is counted (D-3)."""
        era = self.era(day)
        if era.window == YEAR:
            return year_of(day)
        if era.window == ENTRY:
            return entry, entry + era.limit - 1
        if self.view.blocks:
            block = self._blocks[max(bisect_right(self._blocks, day) - 1, 0)]
            first, last = block, block + era.days - 1
        else:
            first, last = day - era.days + 1, day
        if first < era.since and self.view.takes("window_2014"):
            first = era.since
        return first, last

    def room(self, day: int, entry: int, unbroken: "Unbroken", *, lenient: bool) -> int:
        """Return how many days from ``day`` on fit, each counting, under the law of each of them.

        ``entry`` is the day of entry of the stay; ``unbroken`` the other limit beside the window.
        """
        total = 0
        while True:
            era = self.era(day + total)
            ahead = self._room_in(era, day, total, entry, lenient=lenient)
            span = era.until - (day + total) + 1
            total += min(ahead, span)
            if ahead < span or era.until >= FOREVER:
                break
        return max(0, min(total, unbroken.room(day, self._free(day, entry, lenient=lenient))))

    def _free(self, day: int, entry: int, *, lenient: bool) -> int:
        """Return 1 where the day is an entry day that a lenient count leaves out."""
        return int(lenient and day == entry and bool(self.entry_days) and self.entry_days[-1] == day)

    def _room_in(self, era: Era, day: int, passed: int, entry: int, *, lenient: bool) -> int:
        """Return how many days fit from ``day + passed`` on under one era; ``passed`` days count already."""
        start = day + passed
        free = self._free(day, entry, lenient=lenient)
        if era.window == ENTRY:
            return entry + era.limit - start + (1 if lenient else 0)
        if era.window == YEAR:
            first, last = year_of(start)
            used = self.used(first, day - 1, lenient=lenient) + max(0, start - max(day, first))
            if first <= day < start:
                used -= free
            left = era.limit - used + (free if passed == 0 else 0)
            if left < last - start + 1:
                return left
            # The year ends before the account: the next year's begins with nothing.
            return last - start + 1 + era.limit
        return self._room_rolling(era, day, passed, entry, lenient=lenient)

    def _room_rolling(self, era: Era, day: int, passed: int, entry: int, *, lenient: bool) -> int:
        free = self._free(day, entry, lenient=lenient)
        fit = 0
        ahead = 1
        while ahead:
            fit += ahead
            current = day + passed + fit - 1
            if current > era.until:
                break
            first, last = self.window(current, entry)
            used = self.used(first, min(day - 1, last), lenient=lenient)
            used += max(0, min(current, last) - max(day, first) + 1)
            if first <= day:
                used -= free
            if used > era.limit:
                return fit - 1
            # Each day adds one at most, so as many days as are left are safe to leap over.
            ahead = max(1, era.limit - used)
            if fit > era.days:
                return FOREVER
        return fit


class Unbroken(NamedTuple):
    """The unbroken stay: how many of its days count so far, under a limit from ``since`` on."""

    used: int
    limit: int
    since: int

    def room(self, day: int, free: int) -> int:
        """Return how many days from ``day`` on fit in one unbroken stay, beside ``free`` ones."""
        return max(self.since - day, self.limit - self.used + free)
