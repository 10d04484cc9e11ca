"""Full assessments a second on one core, for ten thousand people such as would ask.

The people are the realistic mix of ``cases.py``. A full assessment is all of it: the cautious and the
favourable view, duties, bans, plans and the trace. It is measured alone, on cases that are read
already, and *from plain data to plain data*, as a program that has parsed its JSON would call the
engine. The aim, for the first: 8,000 a second on one core. This process is one thread; where the
system allows it is kept on one core.

Beside every round runs a plain loop, so that figures from different machines, or of a busy one, can be
compared: *per million turns* is how many assessments are made while the loop turns a million times.
"""

import argparse
import os
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias

from bot.lawbook import load_law
from rules.assess import assess
from rules.assessment import Assessment
from rules.facts import Case
from rules.read import read_case
from rules.report import assessment_data
from rules.vague import vague_dates
from tests.bench.cases import TODAY, cases
from tests.bench.figures import HEADS, machine, show_table, spread

_AIM: Final = 8000
_TURNS: Final = 1_000_000
_Way: TypeAlias = tuple[Callable[[Any], object], Sequence[Any]]
"""What is measured, and on which items."""


def main() -> int:
    """Measure and show; the status is 1 where the aim is missed."""
    parser = argparse.ArgumentParser(description="Measure full assessments on one core.")
    parser.add_argument("--people", type=int, default=10_000, help="people assessed (default 10000)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds over all of them (default 5)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mix", default="realistic", help="mix of cases.py (default realistic)")
    call = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    law = load_law()
    plain = list(cases(call.people, call.seed, call.mix))
    read = [read_case(data) for data in plain]
    _show_people(read, [assess(case, TODAY, law) for case in read])

    def full(case: Case) -> object:
        return assess(case, TODAY, law)

    def both_ways(data: dict[str, Any]) -> object:
        return assessment_data(assess(read_case(data), TODAY, law))

    ways: dict[str, _Way] = {
        "full assessment": (full, read),
        "from plain data to plain data": (both_ways, plain),
    }
    rates: dict[str, list[float]] = {name: [] for name in ways}
    against: dict[str, list[float]] = {name: [] for name in ways}
    turns = []
    for _ in range(call.rounds):
        for name, (what, items) in ways.items():
            loop = (_turn() + _turn()) / 2
            start = time.perf_counter()
            for item in items:
                what(item)
            rate = len(items) / (time.perf_counter() - start)
            rates[name].append(rate)
            against[name].append(rate * loop)
            turns.append(1 / loop)
    rows = [
        row
        for name in ways
        for row in (
            [f"{name}, a second", *spread(rates[name], ",.0f")],
            [f"{name}, per million turns", *spread(against[name], ",.0f")],
        )
    ]
    rows.append(["million turns of the plain loop, a second", *spread(turns, ".1f")])
    reached = statistics.median(rates["full assessment"])
    verdict = "met" if reached >= _AIM else "MISSED"
    size = f"{call.people:,} people, {call.rounds} rounds, one core"
    title = f"{size}; aim: {_AIM:,} a second: {verdict}. {machine()}"
    show_table(title, ["", *HEADS], rows)
    return int(reached < _AIM)


def _turn() -> float:
    """Return the seconds of a million turns of a plain loop over whole numbers, a list and a branch."""
    table = list(range(64))
    total = 0
    start = time.perf_counter()
    for number in range(_TURNS):
        if number & 1:
            total += table[number & 63]
        else:
            total -= number
    return time.perf_counter() - start


def _show_people(people: list[Case], assessments: list[Assessment]) -> None:
    """Show who the people are and what they are answered, in shares."""
    answers = [assessment.cautious for assessment in assessments]
    vague = [any(True for _ in vague_dates(case)) for case in people]
    ways: dict[str, list[bool]] = {
        "firm: both views say the same": [assessment.firm for assessment in assessments],
        "firm, of those with exact dates": [
            each.firm for each, is_vague in zip(assessments, vague, strict=True) if not is_vague
        ],
        "with a vague date": vague,
        "with grounds for a ban": [any(not ban.hypothetical for ban in answer.bans) for answer in answers],
        "with a duty missed": [any(due.state == "missed" for due in answer.duties) for answer in answers],
        "with a plan": [bool(case.planned) for case in people],
    }
    kinds = [
        *(("from", case.citizenship) for case in people),
        *(("stays:", str(len(case.stays))) for case in people),
        *(("status", answer.status) for answer in answers),
        *(("ground", answer.ground or "none") for answer in answers if answer.status == "lawful"),
    ]
    rows = [[name, f"{sum(found) / max(1, len(found)):.1%}"] for name, found in ways.items()]
    counts = Counter(kinds)
    order = dict.fromkeys(kind for kind, _ in kinds)
    for kind in order:
        found = [(value, count) for (name, value), count in counts.most_common() if name == kind]
        rows += [[f"{kind} {value}", f"{count / len(people):.1%}"] for value, count in found]
    show_table(f"{len(people):,} people and their answers", ["", "share"], rows)


if __name__ == "__main__":
    sys.exit(main())
