"""Full assessments a second on one core, for ten thousand people such as would ask.

The people are the realistic mix of ``cases.py``. A full assessment is all of it: the cautious and the
favourable view, duties, bans, plans and the trace. It is measured alone, on cases that are read
already, and *from plain data to plain data*, as a program that has parsed its JSON would call the
engine. The aim, for the first: 8,000 a second on one core, by the clock on the wall. This process is one
thread; where others want the core as well, *a second of the processor* is what it would make alone.

Between blocks of people runs a plain loop, so that figures from different machines, or of a busy one, can
be compared: *per million turns* is how many assessments are made while the loop turns a million times.
"""

import argparse
import gc
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

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
_BLOCK: Final = 100
_TURNS: Final = 100_000
"""How often the plain loop turns before each block."""
_Way: TypeAlias = tuple[Callable[[Any], object], Sequence[Any]]
"""What is measured, and on which items."""


class Rate(NamedTuple):
    """Assessments in a second by the clock, in one of the processor, and in a million turns of the loop."""

    wall: float
    processor: float
    turns: float


def main() -> int:
    """Measure and show; the status is 1 where the aim is missed."""
    parser = argparse.ArgumentParser(description="Measure full assessments on one core.")
    parser.add_argument("--people", type=int, default=10_000, help="people assessed (default 10000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds over all of them (default 3)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mix", default="realistic", help="mix of cases.py (default realistic)")
    call = parser.parse_args()
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
    gc.collect()
    gc.freeze()  # that all these people are held at once is the doing of this benchmark
    rounds = {name: [_round(what, items) for _ in range(call.rounds)] for name, (what, items) in ways.items()}
    rows = []
    for name, found in rounds.items():
        rows.append([f"{name}, a second", *spread([each.wall for each in found], ",.0f")])
        rows.append(
            [f"{name}, a second of the processor", *spread([each.processor for each in found], ",.0f")]
        )
        rows.append([f"{name}, per million turns", *spread([each.turns for each in found], ",.0f")])
    reached = statistics.median(each.wall for each in rounds["full assessment"])
    verdict = "met" if reached >= _AIM else "MISSED"
    size = f"{call.people:,} people, {call.rounds} rounds, one core"
    title = f"{size}; aim: {_AIM:,} a second: {verdict}. {machine()}"
    show_table(title, ["", *HEADS], rows)
    return int(reached < _AIM)


def _round(what: Callable[[Any], object], items: Sequence[Any]) -> Rate:
    """Go once through all items, in blocks, with the plain loop before each."""
    wall = processor = loop = 0.0
    turns = 0
    for first in range(0, len(items), _BLOCK):
        loop += _plain_loop()
        turns += _TURNS
        started, used = time.perf_counter(), time.process_time()
        for item in items[first : first + _BLOCK]:
            what(item)
        wall += time.perf_counter() - started
        processor += time.process_time() - used
    count = len(items)
    return Rate(count / wall, count / processor, count / wall * loop / turns * 1e6)


def _plain_loop() -> float:
    """Return the seconds of some turns of a plain loop over whole numbers, a list and a branch."""
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
