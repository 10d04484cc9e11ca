"""The command line as a program of its own: pipes, signals, encodings, and what it does not import."""

import json
import os
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = "import sys; from bot.cli import main; sys.exit(main())"
MUHLAT = (sys.executable, "-c", CODE)
CASE = '{"citizenship": "UZ", "stays": [{"entry": "2026-10-05"}]}'
ON = ("--on", "2026-11-21")

HEAVY = (
    "telegram",
    "sqlmodel",
    "sqlalchemy",
    "babel",
    "asyncio",
    "yaml",
    "tqdm",
    "multiprocessing",
    "cryptography",
)


def muhlat(
    *words: str, given: bytes = b"", environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run a call to its end."""
    return subprocess.run(
        [*MUHLAT, *words],
        input=given,
        capture_output=True,
        check=False,
        timeout=60,
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
    )


@pytest.fixture(name="cases")
def _cases() -> Iterator[subprocess.Popen[bytes]]:
    """Start a batch on a pipe; it hears Ctrl-C, also where tests started in the background do not."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        started = subprocess.Popen(
            [*MUHLAT, "batch", "-", *ON],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            start_new_session=True,
        )
    finally:
        signal.signal(signal.SIGINT, before)
    with started as process:
        yield process
        if process.poll() is None:
            process.kill()


def test_assess_from_standard_input() -> None:
    """The answer on standard output, nothing on standard error."""
    done = muhlat("assess", "-", *ON, "--format", "json", given=CASE.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["on"] == "2026-11-21"


def test_text_is_utf_8_whatever_the_system_says() -> None:
    """A terminal set up for plain ASCII does not end the program."""
    ascii_only = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = muhlat("assess", "-", *ON, "--lang", "ru", given=CASE.encode(), environment=ascii_only)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "дн" in done.stdout.decode("utf-8")


def test_assess_starts_light() -> None:
    """A case in JSON needs none of the slow imports."""
    code = f"import sys; from bot.cli import main; main(); print(sorted(set(sys.modules) & set({HEAVY!r})))"
    done = subprocess.run(
        [sys.executable, "-c", code, "assess", "-", *ON, "--format", "json"],
        input=CASE.encode(),
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    assert done.stdout.splitlines()[-1] == b"[]"


def test_batch_counts_its_bad_lines() -> None:
    """Exit status 1 and one sentence on standard error."""
    done = muhlat("batch", "-", *ON, given=f"{CASE}\nwrong\n\n{CASE}\n".encode())
    assert done.returncode == 1
    assert [json.loads(line).get("line") for line in done.stdout.splitlines()] == [None, 2, None]
    assert done.stderr.decode().splitlines() == ["1 of 3 lines are wrong; each says why in its place"]


@pytest.mark.parametrize("columns", [80, 0])
def test_batch_shows_a_person_how_far_it_is(columns: int) -> None:
    """On a terminal, on standard error; a terminal that does not know its size is no exception."""
    screen, terminal = os.openpty()
    termios.tcsetwinsize(terminal, (24 if columns else 0, columns))
    done = subprocess.run(
        [*MUHLAT, "batch", "-", *ON],
        input=f"{CASE}\n".encode() * 3,
        stdout=subprocess.PIPE,
        stderr=terminal,
        check=True,
        cwd=ROOT,
    )
    os.close(terminal)
    shown = os.read(screen, 10_000).decode()
    os.close(screen)
    assert "muhlat batch" in shown
    assert len(done.stdout.splitlines()) == 3


def test_batch_answers_before_the_input_ends(cases: subprocess.Popen[bytes]) -> None:
    """Line in, line out."""
    assert cases.stdin is not None
    assert cases.stdout is not None
    for _ in range(3):
        cases.stdin.write(f"{CASE}\n".encode())
        cases.stdin.flush()
        assert json.loads(cases.stdout.readline())["on"] == "2026-11-21"
    cases.stdin.close()
    assert cases.wait(30) == 0


def test_batch_ends_on_ctrl_c_with_all_its_processes(cases: subprocess.Popen[bytes]) -> None:
    """No trace of Python, no process left behind."""
    assert cases.stdin is not None
    assert cases.stdout is not None
    cases.stdin.write(f"{CASE}\n".encode() * 1500)
    cases.stdin.flush()
    for _ in range(1000):
        cases.stdout.readline()
    os.killpg(cases.pid, signal.SIGINT)  # a terminal tells the whole group
    assert cases.stderr is not None
    shown = cases.stderr.read().decode()
    assert cases.wait(30) == 130
    assert shown.splitlines() == ["stopped"]
    _nobody_is_left(cases.pid)


def test_the_processes_of_a_batch_end_when_it_is_killed(cases: subprocess.Popen[bytes]) -> None:
    """Even where it had no time to tell them."""
    assert cases.stdin is not None
    assert cases.stdout is not None
    cases.stdin.write(f"{CASE}\n".encode() * 1500)
    cases.stdin.flush()
    for _ in range(1000):
        cases.stdout.readline()
    cases.kill()
    cases.wait(30)
    _nobody_is_left(cases.pid)


def _nobody_is_left(group: int) -> None:
    """Wait until no process of the group is there any more."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("a process was left behind")


@pytest.mark.parametrize("words", [("law",), ("batch", "-", *ON)], ids=" ".join)
def test_a_reader_that_has_gone_ends_the_work(words: tuple[str, ...]) -> None:
    """As with ``head``: no trace of Python, and the status that shells know."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*MUHLAT, *words],
        input=f"{CASE}\n".encode() * 3000,
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
        cwd=ROOT,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


def test_the_cases_of_the_benchmark_are_sound() -> None:
    """Every case that is made up for measuring is answered, and the same seed makes the same ones."""
    make = [sys.executable, str(ROOT / "tests" / "bench" / "cases.py"), "300", "--seed", "7"]
    made = subprocess.run(make, capture_output=True, check=True).stdout
    assert subprocess.run(make, capture_output=True, check=True).stdout == made
    done = muhlat("batch", "-", *ON, given=made)
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(done.stdout.splitlines()) == 300
