"""Plain tables of measured values, the same for every benchmark."""

import os
import platform
import statistics
import sys
from collections.abc import Sequence

HEADS = ("min", "median", "max")


def machine() -> str:
    """Return one line on where the figures were measured."""
    return f"CPython {platform.python_version()}, {platform.system()} {platform.machine()}"


def usual_environment() -> dict[str, str]:
    """Return the environment without what forbids Python to keep compiled modules, as no user has it."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def spread(values: Sequence[float], form: str) -> list[str]:
    """Return the least, the middle and the greatest value, each in ``form`` (``.1f``)."""
    return [format(value, form) for value in (min(values), statistics.median(values), max(values))]


def show_table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write a table to standard output, its first column to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    lines = [title]
    for row in (heads, *rows):
        first, *others = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        lines.append("  ".join((first.strip().ljust(widths[0]), *others)))
    sys.stdout.write("\n".join(lines) + "\n\n")
    sys.stdout.flush()
