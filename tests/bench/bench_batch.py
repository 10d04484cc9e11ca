"""``muhlat batch``: assessments a second, and the memory of all its processes, by the size of the file.

The cases are made up from a seed (``cases.py``). Memory is what the processes of the tree hold
together, each shared page counted once (proportional set size), sampled while they run. The aims:
5,000 a second on two cores, and memory that does not grow with the file.
"""

import argparse
import cProfile
import os
import pstats
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.bench.cases import TODAY, lines
from tests.bench.figures import HEADS, machine, show_table, spread, usual_environment

_AIM: Final = 5000
_SIZES: Final = (10_000, 100_000)
_MOST_GROWTH: Final = 1.2
"""Times. What the largest file may take in memory beside the smallest; noise is about a tenth."""
_MUHLAT: Final = str(Path(sys.executable).with_name("muhlat"))
_PAUSE: Final = 0.05


@dataclass(frozen=True, slots=True)
class Run:
    """One run over a file: seconds, and the most megabytes that the processes held together."""

    seconds: float
    megabytes: float


def main() -> int:
    """Measure and show; the status is 1 where an aim is missed."""
    parser = argparse.ArgumentParser(description="Measure muhlat batch.")
    parser.add_argument("--sizes", type=int, nargs="+", default=_SIZES, help="cases in the files")
    parser.add_argument("--rounds", type=int, default=3, help="runs over each file (default 3)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--profile", action="store_true", help="show where one process spends its time instead"
    )
    call = parser.parse_args()
    if call.profile:
        _profile(min(call.sizes), call.seed)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return _measure(Path(folder), sorted(call.sizes), call.rounds, call.seed)


def _measure(folder: Path, sizes: list[int], rounds: int, seed: int) -> int:
    rows, fastest, peaks = [], 0.0, []
    for size in sizes:
        file = folder / f"{size}.jsonl"
        with file.open("wb") as cases:
            cases.writelines(lines(size, seed))
        runs = [_run(file, size) for _ in range(rounds)]
        rates = [size / run.seconds for run in runs]
        memory = [run.megabytes for run in runs]
        rows.append([f"{size:,}", *spread(rates, ",.0f"), *spread(memory, ".0f")])
        fastest = sorted(rates)[len(rates) // 2]
        peaks.append(sorted(memory)[len(memory) // 2])
    cores = len(os.sched_getaffinity(0))
    title = (
        f"muhlat batch; aim: {_AIM:,} cases a second, memory that does not grow. {machine()}, {cores} cores"
    )
    heads = ["cases", *(f"{head} cases/s" for head in HEADS), *(f"{head} MB" for head in HEADS)]
    show_table(title, heads, rows)
    return int(fastest < _AIM or peaks[-1] > _MOST_GROWTH * peaks[0])


def _run(file: Path, size: int) -> Run:
    answers = file.with_suffix(".answers")
    with answers.open("wb") as sink:
        start = time.perf_counter()
        call = [_MUHLAT, "batch", str(file), "--on", TODAY.isoformat()]
        process = subprocess.Popen(call, stdout=sink, env=usual_environment())
        most = 0
        while process.poll() is None:
            most = max(most, sum(map(_kilobytes, _tree(process.pid))))
            time.sleep(_PAUSE)
        seconds = time.perf_counter() - start
    with answers.open("rb") as written:
        count = sum(1 for _ in written)
    if process.returncode or count != size:
        sys.exit(f"muhlat batch ended with status {process.returncode} after {count} of {size} answers")
    return Run(seconds, most / 1024)


def _tree(process: int) -> Iterator[int]:
    """Yield a process and all that it started, as far as they are still there."""
    yield process
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()
    except OSError:
        return
    for child in children:
        yield from _tree(int(child))


def _kilobytes(process: int) -> int:
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")), 0)


def _profile(size: int, seed: int) -> None:
    from bot.batch import answer_lines  # noqa: PLC0415 - only measured from outside otherwise

    numbered = list(enumerate(lines(min(size, 2000), seed), 1))
    answer_lines(numbered[:10], TODAY)  # the law is loaded before
    profile = cProfile.Profile()
    profile.runcall(answer_lines, numbered, TODAY)
    pstats.Stats(profile).sort_stats("tottime").print_stats(30)


if __name__ == "__main__":
    sys.exit(main())
