"""A progress bar for a person at a terminal; nothing at all for a pipe or a file."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final, NoReturn

if TYPE_CHECKING:
    from tqdm import tqdm

_USUAL: Final = (80, 24)
"""Columns and rows, for a terminal that says it has none: the bar would not be shown at all."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading has come; ``bar`` is None where nobody looks on."""

    bar: "tqdm[NoReturn] | None" = None

    def advance(self, size: int) -> None:
        """Count ``size`` more bytes of input as dealt with."""
        if self.bar is not None:
            self.bar.update(size)

    def paused(self) -> AbstractContextManager[None]:
        """Take the bar away while something is written to the same terminal."""
        if self.bar is None or not sys.stdout.isatty():
            return nullcontext()
        return self.bar.external_write_mode(file=sys.stdout)


@contextmanager
def progress_on(source: BinaryIO, name: str) -> Iterator[Progress]:
    """Show how far the reading of ``source`` has come under a name, where standard error is a terminal."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield Progress()
        return
    from tqdm import tqdm  # noqa: PLC0415 - only for people at a terminal

    tqdm.monitor_interval = 0  # no thread of its own: processes are started beside it
    status = os.fstat(source.fileno())
    total = status.st_size if stat.S_ISREG(status.st_mode) else None
    columns, rows = (
        known or usual for known, usual in zip(os.get_terminal_size(sys.stderr.fileno()), _USUAL, strict=True)
    )
    with tqdm(
        total=total,
        unit="B",
        unit_scale=True,
        desc=name,
        file=sys.stderr,
        ncols=columns,
        nrows=rows,
    ) as bar:
        yield Progress(bar)
