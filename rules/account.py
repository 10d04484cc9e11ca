"""The visa-free account: which days of presence count, and how many more there is room for.

115-FZ 5(1): so many days an entry, in every 180 days, or in the calendar year, by the law of each
day; and beside it the unbroken stay. D-1, D-3, D-4, D-24.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final

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

    __slots__ = (
        "_blocks",
        "_book",
        "_era_ends",
        "_eras",
        "_starts",
        "_stops",
        "_total",
        "entry_days",
        "view",
    )

    def __init__(self, book: Book, view: View, blocks: list[int]) -> None:
        """Open an empty account; ``blocks`` are the days on which the blocks of 180 days start (D-4)."""
        self.view = view
        self._book = book
        self._eras = book.eras
        self._era_ends = book.era_ends
        self._starts: list[int] = []
        self._stops: list[int] = []
        self._total: list[int] = []  # days counted before each span
        self.entry_days: list[int] = []
        self._blocks = blocks

    def copy(self) -> "Account":
        """Return an account that goes on apart from this one."""
        twin = Account(self._book, self.view, self._blocks)
        twin._starts, twin._stops, twin._total = list(self._starts), list(self._stops), list(self._total)
        twin.entry_days = list(self.entry_days)
        return twin

    # --- putting days in ----------------------------------------------------------------------

    def enter(self, day: int) -> None:
        """Note an entry: the day may be left out of lenient counts."""
        if not self._stops or self._stops[-1] < day:  # the day of an exit counts in any case
            self.entry_days.append(day)

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
        last = self._stops[index]
        return self._total[index] + (last if last < day else day - 1) - self._starts[index] + 1

    def used(self, first: int, last: int, *, lenient: bool) -> int:
        """Return how many days from ``first`` to ``last`` count."""
        if last < first or not self._stops or self._stops[-1] < first:
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
        return self._eras[bisect_left(self._era_ends, day)]

    def window(self, day: int, entry: int, *, in_blocks: bool = True) -> tuple[int, int]:
        """Return the first and last day of the window in which the day is counted (D-3).

        ``in_blocks``: in the view that counts in blocks, the block of the day.
        """
        era = self.era(day)
        if era.window == YEAR:
            return year_of(day)
        if era.window == ENTRY:
            return entry, entry + era.limit - 1
        if in_blocks and self._blocks:
            block = self._blocks[max(bisect_right(self._blocks, day) - 1, 0)]
            first, last = block, block + era.days - 1
        else:
            first, last = day - era.days + 1, day
        if first < era.since and self.view.takes("window_2014"):
            first = era.since
        return first, last

    def surely_fits(self, day: int, wanted: int) -> Era | None:
        """Return the era of the days where so many from ``day`` on fit at first sight, None where not sure.

        They do where all that counts in the window of the first of them leaves room for them: the
        windows of the later ones hold no more of it.
        """
        era = self.era(day)
        if wanted > era.limit or day + wanted - 1 > era.until or self._blocks or era.window == ENTRY:
            return None
        first = year_of(day)[0] if era.window == YEAR else day - era.days + 1
        if first < era.since and era.window == ROLLING:
            return None  # which days the window holds is read in two ways
        return era if self.used(first, day - 1, lenient=False) + wanted <= era.limit else None

    def room(self, day: int, entry: int, unbroken: int, wanted: int, *, lenient: bool) -> int:
        """Return how many days from ``day`` on fit, each counting, under the law of each of them.

        ``entry`` is the day of entry of the stay; ``unbroken`` how many days of the unbroken stay count
        so far, under the other limit beside the window; more than ``wanted`` are not asked for.
        """
        spared = lenient and day == entry and bool(self.entry_days) and self.entry_days[-1] == day
        free = 1 if spared else 0
        most = min(wanted, max(self._book.unbroken_since - day, self._book.unbroken_limit - unbroken + free))
        if most <= 0:
            return 0
        era = self.era(day)
        if era.window == YEAR and not self._blocks:
            first, last = year_of(day)
            left = era.limit - self.used(first, day - 1, lenient=lenient) + free
            # Where the year ends before the account, the next year's begins with nothing.
            fit = max(0, left) if left < last - day + 1 else last - day + 1 + era.limit
            span = min(era.until - day + 1, most)
            if fit < span or span == most:
                return min(fit, span)
        query = _Query(day, entry, free, lenient=lenient)
        total = 0
        while total < most:
            start = day + total
            era = self.era(start)
            span = min(era.until - start + 1, most - total, self._to_next_block(start))
            fit = min(span, self._room_in(era, query, start, span))
            total += fit
            if fit < span:
                break
        return total

    def _to_next_block(self, day: int) -> int:
        """Return how many days from ``day`` on lie before the next block, a window of its own."""
        index = bisect_right(self._blocks, day)
        return self._blocks[index] - day if index < len(self._blocks) else FOREVER

    def _room_in(self, era: Era, query: "_Query", start: int, span: int) -> int:
        """Return how many of ``span`` days fit from ``start`` on; those since the day asked from count."""
        if era.window == ENTRY:
            return max(0, query.entry + era.limit - start + int(query.lenient))
        if era.window == YEAR:
            first, last = year_of(start)
            used = self._with_query(query, first, query.day - 1, start - 1)
            left = era.limit - used + (query.free if start == query.day else 0)
            if left < last - start + 1:
                return max(0, left)
            # The year ends before the account: the next year's begins with nothing.
            return last - start + 1 + era.limit
        if not self._blocks:
            span = min(span, era.limit + 1 + query.free)
        return self._room_in_window(era, query, start, span)

    def _room_in_window(self, era: Era, query: "_Query", start: int, span: int) -> int:
        """Return how many of ``span`` days fit into windows of so many days.

        While every day counts a window only fills up, by one a day at most: so what is too much on
        a day must be left off before it.
        """
        excess = self._excess(era, query, start + span - 1)
        if excess > 0 and self._excess(era, query, start) > 0:
            return 0
        while excess > 0:
            span -= excess
            excess = self._excess(era, query, start + span - 1) if span > 0 else 0
        return max(0, span)

    def _excess(self, era: Era, query: "_Query", last: int) -> int:
        """Return how much too much the window of ``last`` holds once all days up to it count."""
        first, end = self.window(last, query.entry)
        return self._with_query(query, first, min(query.day - 1, end), min(last, end)) - era.limit

    def _with_query(self, query: "_Query", first: int, before: int, last: int) -> int:
        """Return the days used from ``first`` to ``before`` and all from the day asked from to ``last``."""
        used = self.used(first, before, lenient=query.lenient)
        ahead = last - max(query.day, first) + 1
        if ahead <= 0:
            return used
        return used + ahead - (query.free if first <= query.day else 0)


class _Query:
    """From which day room is asked for, in a stay of which entry; ``free`` days are left out."""

    __slots__ = ("day", "entry", "free", "lenient")

    def __init__(self, day: int, entry: int, free: int, *, lenient: bool) -> None:
        self.day = day
        self.entry = entry
        self.free = free
        self.lenient = lenient


def block_starts(entries: list[int], length: int) -> Iterator[int]:
    """Yield where each block starts: the next one at the first entry after the block before has ended."""
    free = 0
    for entry in entries:
        if entry >= free:
            yield entry
            free = entry + length
