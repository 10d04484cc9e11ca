"""``muhlat batch``: JSON lines in, JSON lines out."""

import sys
from argparse import Namespace
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from bot.batch import Answered, WorkersLost, run_batch, usable_cores
from bot.case_files import STANDARD_INPUT, why_unreadable
from bot.commands.day import day_asked
from bot.commands.outcome import Exit, WrongCall, complain
from bot.commands.progress import progress_on
from bot.commands.the_law import the_law


def run(call: Namespace) -> Exit:
    """Answer every line of ``call.file`` for the day ``call.on``.

    Raises:
        WrongCall: the file cannot be read, the output not written, or the law is broken.
    """
    if sys.stdout is None:
        raise WrongCall("standard output is closed")
    the_law()
    sink = sys.stdout.buffer
    lines = bad = 0
    with ExitStack() as stack:
        source = open_cases(call.file, stack)
        progress = stack.enter_context(progress_on(source, "muhlat batch"))

        def write(answered: Answered) -> None:
            nonlocal lines, bad
            with progress.paused():
                sink.write(answered.text)
                sink.flush()
            lines += answered.lines
            bad += answered.bad
            progress.advance(answered.size)

        try:
            run_batch(source, day_asked(call.on), write, usable_cores())
        except BrokenPipeError:
            raise
        except WorkersLost as error:
            raise WrongCall(f"stopped after {lines} lines: {error}") from None
        except OSError as error:
            raise WrongCall(f"stopped after {lines} lines: {error.strerror or error}") from None
    if bad:
        complain([f"{bad} of {lines} lines are wrong; each says why in its place"])
        return Exit.BAD_LINES
    return Exit.DONE


def open_cases(name: str, stack: ExitStack) -> BinaryIO:
    """Open a file of cases, one a line; ``-`` is standard input, anything else is closed by ``stack``.

    Raises:
        WrongCall: it cannot be opened.
    """
    if name == STANDARD_INPUT:
        if sys.stdin is None:
            raise WrongCall("standard input is closed")
        return sys.stdin.buffer
    try:
        return stack.enter_context(Path(name).open("rb"))
    except (OSError, ValueError) as error:
        raise WrongCall(why_unreadable(name, error)) from None
