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

_BYTES: Final = None
"""The usual form, with how many bytes there are."""
_SHARE: Final = "{desc}: {percentage:3.0f}%|{bar}| {elapsed}<{remaining}"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far something has come; ``bar`` is None where nobody looks on."""

    bar: "tqdm[NoReturn] | None" = None

    def advance(self, size: int) -> None:
        """Count ``size`` more, bytes of input or parts of the whole, as dealt with."""
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
    if not _looked_on():
        yield Progress()
        return
    status = os.fstat(source.fileno())
    total = status.st_size if stat.S_ISREG(status.st_mode) else None
    with _bar(name, total, _BYTES) as bar:
        yield Progress(bar)


@contextmanager
def progress_through(total: int, name: str) -> Iterator[Progress]:
    """Show as a share of ``total`` how far something has come, where standard error is a terminal."""
    if not _looked_on():
        yield Progress()
        return
    with _bar(name, total, _SHARE) as bar:
        yield Progress(bar)


def _looked_on() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


@contextmanager
def _bar(name: str, total: int | None, form: str | None) -> Iterator["tqdm[NoReturn]"]:
    from tqdm import tqdm  # noqa: PLC0415 - only for people at a terminal

    tqdm.monitor_interval = 0  # no thread of its own: processes are started beside it
    columns, rows = (
        known or usual for known, usual in zip(os.get_terminal_size(sys.stderr.fileno()), _USUAL, strict=True)
    )
    with tqdm(
        total=total,
        unit="B",
        unit_scale=True,
        bar_format=form,
        desc=name,
        file=sys.stderr,
        ncols=columns,
        nrows=rows,
    ) as bar:
        yield bar
