"""How the cost of one full assessment grows: with the number of stays, and with the years of history.

Every case is asked in turn in every round, so that whatever else the machine does meets all of them;
shown are microseconds of one ``assess`` of a case that is read already, and the ratio of its median to
that of the smallest case of its kind. *Weighed* is how many of the stays the engine looks at: those
that are too old to lie in any window, or to have left a ban that still runs, are put aside at once. The
law is recorded from 25 July 2002 on; what lies wholly before it is put aside as well, so that of thirty
years not all count.

Two kinds of people: one who never stayed too long, and one with days over the limit in every year
(where there is more than the present stay), who must be assessed twice and for bans from every such stay
that still counts. There is no aim here, only the figures.
"""

import argparse
import statistics
import sys
import time
from datetime import date, timedelta
from typing import Final, NamedTuple

from bot.lawbook import load_law
from rules.assess import assess
from rules.book import compiled
from rules.facts import Case
from rules.read import read_case
from rules.world import EARLIEST, make_world
from tests.bench.figures import HEADS, machine, show_table, spread

TODAY: Final = date(2026, 11, 21)
_STAYS: Final = (1, 10, 50)
_YEARS: Final = (1, 5, 30)
_SPAN: Final = 3
"""Years over which the stays are spread where their number grows."""
_A_YEAR: Final = 2
"""Stays in each year where the history grows."""
_SHORT: Final = 5
_LONG: Final = 100


class Sized(NamedTuple):
    """A case of one kind and size."""

    kind: str
    size: str
    case: Case


def main() -> int:
    """Measure and show; there is no aim, so the status is 0."""
    parser = argparse.ArgumentParser(description="Measure how the cost of an assessment grows.")
    parser.add_argument("--rounds", type=int, default=15, help="rounds, every case in each (default 15)")
    parser.add_argument("--calls", type=int, default=40, help="assessments of a case in a round (default 40)")
    call = parser.parse_args()
    law = load_law()
    sized = list(_cases())
    times: list[list[float]] = [[] for _ in sized]
    for round_ in range(call.rounds + 1):
        for each, seconds in zip(sized, times, strict=True):
            start = time.perf_counter()
            for _ in range(call.calls):
                assess(each.case, TODAY, law)
            if round_:  # the first one only warms up
                seconds.append(1e6 * (time.perf_counter() - start) / call.calls)
    smallest: dict[str, float] = {}
    rows = []
    for each, seconds in zip(sized, times, strict=True):
        median = statistics.median(seconds)
        first = smallest.setdefault(each.kind, median)
        weighed = len(make_world(each.case, TODAY.toordinal(), EARLIEST, compiled(law)).visits)
        numbers = [str(len(each.case.stays)), str(weighed), *spread(seconds, ",.0f"), f"{median / first:.1f}"]
        rows.append([f"{each.kind}: {each.size}", *numbers])
    title = f"One full assessment, {call.rounds} rounds of {call.calls}. {machine()}"
    show_table(title, ["", "stays", "weighed", *(f"{head} µs" for head in HEADS), "times"], rows)
    return 0


def _cases() -> list[Sized]:
    """Return the cases of all kinds, the smallest of each kind first."""
    sized = []
    for kind, days in (("always in time", _SHORT), ("days over every year", _LONG)):
        for stays in _STAYS:
            case = _case(stays, 365 * _SPAN // stays, min(days, 365 * _SPAN // stays - 2))
            sized.append(Sized(f"stays in {_SPAN} years, {kind}", f"{stays}", case))
    for kind, days in (("always in time", 40), ("days over every year", 120)):
        for years in _YEARS:
            case = _case(_A_YEAR * years, 365 // _A_YEAR, days)
            size = "1 year" if years == 1 else f"{years} years"
            sized.append(Sized(f"{_A_YEAR} stays a year, {kind}", size, case))
    return sized


def _case(count: int, apart: int, days: int) -> Case:
    """Return a case of so many stays of so many days, begun so many days apart; the last goes on."""
    first = TODAY - timedelta(days=min(days, _SHORT) - 1)
    stays: list[dict[str, object]] = [{"entry": first, "purpose": "private"}]
    for number in range(1, count):
        entry = first - timedelta(days=number * apart)
        stays.insert(0, {"entry": entry, "exit": entry + timedelta(days=days - 1), "purpose": "private"})
    return read_case({"citizenship": "TJ", "stays": stays})


if __name__ == "__main__":
    sys.exit(main())
