"""How a command ends: its exit status, its output, and the faults it names."""

import sys
from collections.abc import Iterable
from enum import IntEnum
from typing import Final

_LONGEST: Final = 500
"""Characters of a line of fault; a hostile file may have keys of any length."""


class Exit(IntEnum):
    """The exit statuses of the published command line, and two that shells know."""

    DONE = 0
    BAD_LINES = 1
    WRONG = 2
    INTERRUPTED = 130
    NOBODY_READS = 141


class WrongCall(Exception):
    """The input or the call is wrong; ``faults`` is what to print, one line each."""

    def __init__(self, *faults: str) -> None:
        """Keep the faults, each a sentence or a path and a sentence."""
        super().__init__("\n".join(faults))
        self.faults = faults


def say(text: str) -> None:
    """Write ``text`` to standard output, with a line end after it.

    Raises:
        WrongCall: it cannot be written (a full disk, a closed output).
        BrokenPipeError: whoever was reading has gone.
    """
    if sys.stdout is None:
        raise WrongCall("standard output is closed")
    try:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise WrongCall(f"standard output cannot be written: {error.strerror}") from None


def complain(lines: Iterable[str]) -> None:
    """Write lines to standard error, each made safe for a terminal and of a bearable length."""
    if sys.stderr is not None:
        for line in lines:
            sys.stderr.write(f"{_safe(line)}\n")


def _safe(line: str) -> str:
    """Return the line without anything that could steer a terminal or break the line."""
    short = line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in short)
