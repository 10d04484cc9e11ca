"""Many cases: JSON lines in, JSON lines out, in order, in memory that does not grow.

Lines are answered as they come: what a pipe has brought so far is answered before more is waited
for. A small input is answered in this process; a long one by a process for each core. Blank lines
are skipped (they keep their number); a line that is wrong is answered by its faults.
"""

import json
import os
import select
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from multiprocessing import get_context, parent_process
from typing import Any, BinaryIO, Final, TypeAlias

from bot.case_files import case_from, no_law
from bot.lawbook import load_law
from rules.assess import assess
from rules.facts import Case
from rules.law import Law, LawNotInForce
from rules.read import WrongCase
from rules.report import assessment_data

LONGEST_LINE: Final = 1_000_000
"""Bytes. Beyond it a line is not kept in memory, only its number."""

_BLOCK: Final = 1 << 16
_ALONE: Final = 500
"""Lines that one process answers before others are started: less time than starting them takes."""
_MOST_CORES: Final = 8
_AHEAD: Final = 3
"""Blocks for each process that may be under way: enough to keep it busy, and no more in memory."""

Line: TypeAlias = tuple[int, bytes | None]
"""The number of a line, from 1, and its bytes, or None where it is too long."""

Faults: TypeAlias = list[dict[str, str]]
"""What is wrong with a line: the path of each fault in the case, and its message."""

Answerer: TypeAlias = Callable[[Sequence[Line], date], "Answered"]
"""What answers lines for a day: a function of a module, or a partial of one, since it goes to processes."""


class WorkersLost(Exception):
    """The processes that answer have gone: killed, or out of memory."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The answers to some lines that follow each other; ``size`` is what they took in the input."""

    text: bytes
    lines: int
    bad: int
    size: int = 0


@dataclass(slots=True)
class LineSplitter:
    """Cuts blocks of bytes into numbered lines, never keeping more than one long line."""

    number: int = 0
    rest: bytes = b""
    too_long: bool = False

    def feed(self, block: bytes) -> list[Line]:
        """Return the lines that ``block`` completes, blank ones left out."""
        *whole, last = block.split(b"\n")
        lines = []
        for part in whole:
            lines.extend(self._end_of_line(part))
        self._keep(last)
        return lines

    def end(self) -> list[Line]:
        """Return the last line where the input does not close it with a line end."""
        return self._end_of_line(b"") if self.rest or self.too_long else []

    def _keep(self, part: bytes) -> None:
        self.rest = b"" if self.too_long else self.rest + part
        if len(self.rest) > LONGEST_LINE:
            self.too_long, self.rest = True, b""

    def _end_of_line(self, part: bytes) -> list[Line]:
        self._keep(part)
        self.number += 1
        raw = None if self.too_long else self.rest
        self.rest, self.too_long = b"", False
        return [(self.number, raw)] if raw is None or raw.strip() else []


def answer_lines(lines: Sequence[Line], on: date) -> Answered:
    """Answer each line for the day ``on``, or name its faults."""
    law = load_law()
    answers = [answer_line(raw, on, law) for _, raw in lines]
    texts = [
        json.dumps({"line": number, "errors": answer} if isinstance(answer, list) else answer)
        for (number, _), answer in zip(lines, answers, strict=True)
    ]
    bad = sum(isinstance(answer, list) for answer in answers)
    return Answered("".join(f"{text}\n" for text in texts).encode(), len(lines), bad)


def usable_cores() -> int:
    """Return the number of cores that this process may use, within reason."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, _MOST_CORES)


def run_batch(
    source: BinaryIO,
    on: date,
    write: Callable[[Answered], None],
    cores: int,
    answer: Answerer = answer_lines,
) -> None:
    """Answer every line of ``source`` for the day ``on`` and hand the answers to ``write``, in order.

    ``source`` needs a file descriptor, and nothing may have been read of it. ``cores`` is the
    number of processes to answer with; with one, all is done in this process. ``answer`` is what
    is done with the lines, by default their assessment.

    Raises:
        WorkersLost: a process that answers was killed.
        OSError: the input cannot be read, or whatever ``write`` raises.
    """
    splitter = LineSplitter()
    answered = 0
    with ExitStack() as stack:
        crew: _Alone | _Crew = _Alone(on, write, answer)
        while block := _next_block(source.fileno(), crew.drain):
            lines = splitter.feed(block)
            if cores > 1 and answered > _ALONE and isinstance(crew, _Alone):
                crew = stack.enter_context(_crew(on, write, cores, answer))
            crew.take(lines, len(block))
            answered += len(lines)
        crew.take(splitter.end(), 0)
        crew.drain()


def _next_block(descriptor: int, before_waiting: Callable[[], None]) -> bytes:
    """Read what there is; where nothing is there yet, first bring out all answers under way."""
    if not select.select([descriptor], [], [], 0)[0]:
        before_waiting()
    return os.read(descriptor, _BLOCK)


def answer_line(raw: bytes | None, on: date, law: Law) -> dict[str, Any] | Faults:
    """Return the answer to one line, or its faults."""
    case = case_of_line(raw)
    return case if isinstance(case, list) else answer_case(case, on, law)


def case_of_line(raw: bytes | None) -> Case | Faults:
    """Return the case on one line, or its faults."""
    if raw is None:
        return [{"path": "", "message": f"is longer than {LONGEST_LINE} bytes"}]
    try:
        return case_from(raw)
    except WrongCase as wrong:
        return [{"path": fault.path, "message": fault.message} for fault in wrong.faults]
    except Exception as error:  # noqa: BLE001 - a slip of ours on one case must not cost the others
        return _slip(error)


def answer_case(case: Case, on: date, law: Law) -> dict[str, Any] | Faults:
    """Return the answer to one case in its published form, or why there is none."""
    try:
        return assessment_data(assess(case, on, law))
    except LawNotInForce as error:
        return [{"path": "", "message": no_law(error)}]
    except Exception as error:  # noqa: BLE001 - a slip of ours on one case must not cost the others
        return _slip(error)


def _slip(error: Exception) -> Faults:
    return [{"path": "", "message": f"could not be assessed, a fault of muhlat ({error!r})"}]


@dataclass(frozen=True, slots=True)
class _Alone:
    """Answers in this process, at once."""

    on: date
    write: Callable[[Answered], None]
    answer: Answerer

    def take(self, lines: list[Line], size: int) -> None:
        """Answer ``lines``, which took ``size`` bytes of the input."""
        self.write(replace(self.answer(lines, self.on), size=size))

    def drain(self) -> None:
        """Bring out all answers under way: there are none."""


@dataclass(frozen=True, slots=True)
class _Crew:
    """Answers in other processes; the blocks under way are few, so memory does not grow."""

    pool: ProcessPoolExecutor
    on: date
    write: Callable[[Answered], None]
    most: int
    answer: Answerer
    under_way: deque[tuple[Future[Answered], int]] = field(default_factory=deque)

    def take(self, lines: list[Line], size: int) -> None:
        """Have ``lines``, which took ``size`` bytes of the input, answered; bring out what is done."""
        while self.under_way and (len(self.under_way) >= self.most or self.under_way[0][0].done()):
            self._bring_out()
        with _interrupts_held():
            self.under_way.append((self.pool.submit(self.answer, lines, self.on), size))

    def drain(self) -> None:
        """Bring out all answers under way."""
        while self.under_way:
            self._bring_out()

    def _bring_out(self) -> None:
        future, size = self.under_way.popleft()
        self.write(replace(future.result(), size=size))


@contextmanager
def _crew(on: date, write: Callable[[Answered], None], cores: int, answer: Answerer) -> Iterator[_Crew]:
    """Start processes that end with the work, with a fault, with Ctrl-C and with this process."""
    pool = ProcessPoolExecutor(cores, get_context("spawn"), _end_with_parent)
    try:
        yield _Crew(pool, on, write, cores * _AHEAD, answer)
    except BrokenProcessPool:
        raise WorkersLost("a process that answers was killed") from None
    finally:
        pool.shutdown(cancel_futures=True)


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, however that came about."""
    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Keep Ctrl-C from processes that are started meanwhile: this one tells them when to end."""
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
