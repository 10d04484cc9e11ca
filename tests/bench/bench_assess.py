"""``muhlat assess`` from a cold start, the whole process, beside ``python -c "import json"``.

The two run in turn, so that whatever else the machine does meets both; the ratio is taken pair by
pair. The aim: at most five.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.bench.figures import HEADS, machine, show_table, spread, usual_environment

_AIM: Final = 5
_MUHLAT: Final = str(Path(sys.executable).with_name("muhlat"))
_BASE: Final = (sys.executable, "-c", "import json")

_YAML: Final = """\
citizenship: UZ
born: 1994
stays:
  - {entry: 2016-12-12, exit: 2017-10-04, purpose: work}
  - {entry: 2018-01-15, exit: 2018-03-11, purpose: private}
"""
_JSON: Final = """\
{"citizenship": "UZ", "born": "1994", "stays": [
  {"entry": "2016-12-12", "exit": "2017-10-04", "purpose": "work"},
  {"entry": "2018-01-15", "exit": "2018-03-11", "purpose": "private"}]}
"""

_CALLS: Final = {
    "JSON in, JSON out": ("case.json", "--on", "2019-02-01", "--format", "json"),
    "YAML in, JSON out": ("case.yaml", "--on", "2019-02-01", "--format", "json"),
    "JSON in, text out": ("case.json", "--on", "2019-02-01", "--lang", "ru"),
    "YAML in, text out": ("case.yaml", "--on", "2019-02-01", "--lang", "ru"),
    "the same, for today": ("case.yaml", "--lang", "ru"),
}


def main() -> int:
    """Measure and show; the status is 1 where the aim is missed."""
    parser = argparse.ArgumentParser(description="Measure the cold start of muhlat assess.")
    parser.add_argument("--rounds", type=int, default=15, help="pairs of runs for each call (default 15)")
    parser.add_argument("--profile", action="store_true", help="show which imports take the time instead")
    call = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "case.yaml").write_text(_YAML, "utf-8")
        Path(folder, "case.json").write_text(_JSON, "utf-8")
        if call.profile:
            _show_imports(folder)
            return 0
        return _measure(folder, call.rounds)


def _measure(folder: str, rounds: int) -> int:
    medians, rows = [], []
    for name, words in _CALLS.items():
        pairs = [
            (_seconds(_BASE, folder), _seconds((_MUHLAT, "assess", *words), folder))
            for _ in range(rounds + 1)
        ][1:]  # the first pair only warms the disk up
        ratios = [muhlat / base for base, muhlat in pairs]
        milliseconds = [1000 * muhlat for _, muhlat in pairs]
        rows.append([name, *spread(milliseconds, ".0f"), *spread(ratios, ".2f")])
        medians.append(sorted(ratios)[len(ratios) // 2])
    title = (
        f'muhlat assess, cold, beside python -c "import json"; aim: {_AIM} times. {machine()}, {rounds} pairs'
    )
    show_table(title, ["call", *(f"{head} ms" for head in HEADS), *(f"{head} ratio" for head in HEADS)], rows)
    return int(max(medians) > _AIM)


def _seconds(command: Sequence[str], folder: str) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, env=usual_environment())
    return time.perf_counter() - start


def _show_imports(folder: str) -> None:
    """Show the slowest imports of each call, by the time of the module alone."""
    for name, words in _CALLS.items():
        command = [sys.executable, "-X", "importtime", _MUHLAT, "assess", *words]
        done = subprocess.run(
            command, check=True, cwd=folder, capture_output=True, text=True, env=usual_environment()
        )
        lines = [line.split("|") for line in done.stderr.splitlines()[1:] if line.startswith("import time:")]
        times = sorted(
            (
                (int(own.partition(":")[2]), int(total), module.strip())
                for own, total, module in lines
                if own.partition(":")[2].strip().isdigit()
            ),
            reverse=True,
        )
        rows = [[module, str(own), str(total)] for own, total, module in times[:20]]
        rows.append(["all modules", str(sum(own for own, _, _ in times)), ""])
        show_table(f"{name}: {' '.join(words)}", ["module", "alone, µs", "with others, µs"], rows)


if __name__ == "__main__":
    sys.exit(main())
