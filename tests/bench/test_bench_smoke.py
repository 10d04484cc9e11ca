"""The benchmarks of the engine run to their end, on few cases."""

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parent.parent.parent
_RIVALS: Final = Path(sys.prefix, "bench")
"""The virtual environment that `make bench` sets up for the other engines, where it has."""


def _run(python: Path | str, name: str, *words: str) -> str:
    """Return what a benchmark shows; an aim that is missed is no fault here."""
    call = [str(python), "-m", f"tests.bench.{name}", *words]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.stderr == ""
    assert done.returncode in {0, 1}
    return done.stdout


def test_growth_is_measured_for_every_size() -> None:
    """The cost of every number of stays and of years is shown, and of old stays few are weighed."""
    shown = _run(sys.executable, "bench_growth", "--rounds", "1", "--calls", "1")
    rows = [line for line in shown.splitlines() if "always in time" in line or "days over" in line]
    assert len(rows) == 12


def test_full_assessments_are_measured() -> None:
    """The realistic mix is answered, and the aim is held against what was measured."""
    shown = _run(sys.executable, "bench_full", "--people", "60", "--rounds", "1")
    assert "firm: both views say the same" in shown
    assert "full assessment, a second" in shown
    assert ("MISSED" in shown) or (": met" in shown)


def test_typed_dates_are_scored() -> None:
    """Every row of the table is read as it was meant, and dateparser is measured beside it."""
    shown = _run(sys.executable, "bench_dates", "--rounds", "1")
    everything = next(line.split() for line in shown.splitlines() if line.startswith("all "))
    assert int(everything[1]) >= 400
    assert everything[2:4] == [everything[1], "(100%)"]
    assert "dateparser, strict" in shown


def test_files_to_take_along_are_measured() -> None:
    """Each kind of file has its bytes and its milliseconds, beside something simpler."""
    shown = _run(sys.executable, "bench_handouts", "--people", "1", "--rounds", "1")
    assert [line.startswith("picture, PNG") for line in shown.splitlines()].count(True) == 2
    assert "an empty sheet" in shown


def test_the_outbox_is_measured() -> None:
    """On both databases; whatever is claimed is claimed once, by one worker or two."""
    shown = _run(
        sys.executable,
        "bench_claims",
        *("--rows", "600", "--due", "300", "--rounds", "1", "--seconds", "0.1"),
    )
    assert [shown.count(f"{kind}: 600 rows, 300 due") for kind in ("SQLite", "PostgreSQL")] == [1, 1]
    assert shown.count("reminders planned, 20 a person") == 4


def test_reminders_are_measured() -> None:
    """Planned, sent by one worker and by two with a budget and without, and sent where workers are killed."""
    shown = _run(
        sys.executable,
        "bench_reminders",
        *("--seconds", "0.05", "--people", "5", "--messages", "20", "--paced", "20"),
        *("--reminders", "150", "--kills", "1"),
    )
    assert [shown.count(f"into {kind} ") for kind in ("SQLite", "PostgreSQL")] == [1, 1]
    assert [shown.count(f"{workers}, 25 a second") for workers in ("1 worker", "2 workers")] == [2, 2]
    assert "Never more than 25 in any second" in shown
    assert shown.count("1 kills of workers that were sending") == 2
    assert shown.count(": 0 lost") == 2


def test_a_change_of_the_law_is_measured() -> None:
    """Nobody is told where nothing differs, somebody where it does; bare assessments stand beside."""
    shown = _run(sys.executable, "bench_law_change", "--people", "40")
    rows = {line.split("  ")[0]: line.split() for line in shown.splitlines()}
    assert rows["nobody is touched"][3] == "0"
    assert int(rows["fewer days a year"][4]) > 0
    assert "assessed twice, nothing else" in rows


@pytest.mark.skipif(
    not (_RIVALS / ".installed").exists(), reason="the other engines are not set up: make bench does"
)
def test_all_engines_give_the_same_answers() -> None:
    """Muhlat, zen-engine and OpenFisca agree with a count day by day before they are timed."""
    shown = _run(
        _RIVALS / "bin" / "python", "bench_engines", "--rounds", "1", "--cases", "40", "--crowd", "60"
    )
    assert "All ways agree on all 40 people" in shown
    assert "Muhlat, full assessment / OpenFisca" in shown
