"""The law that comes with the program, read once from the files beside the rules."""

# importlib.resources and pathlib would cost a fifth of the time `muhlat assess` takes to start
# ruff: noqa: PTH118, PTH120, PTH123, PTH208

import os
from functools import cache
from typing import Final

import rules
from rules.law import Law, parse_law

OUR_OWN: Final = "-"
"""Stands for the law of this program where a folder is asked for."""

_ENDING: Final = ".toml"
_FOLDER: Final = os.path.join(os.path.dirname(rules.__file__), "law")
_LEFT_OUT: Final = "left_out.toml"
"""What no record holds: it decides nothing, so it is not read with the law."""


@cache
def load_law() -> Law:
    """Return the law of the package; the files are read and parsed on the first call only.

    Raises:
        BrokenLaw: a file is broken; every fault of every file is named.
    """
    return parse_law(law_files())


def law_files(folder: str = _FOLDER) -> dict[str, str]:
    """Return the text of every law file of a folder by its name, by default of the package's own.

    ``rules.law`` is a module, and the folder of the same name beside it holds only data.

    Raises:
        OSError: there is no such folder, or a file cannot be read.
        UnicodeDecodeError: a file is not text in UTF-8.
    """
    names = sorted(name for name in os.listdir(folder) if name.endswith(_ENDING) and name != _LEFT_OUT)
    return {name: _text(os.path.join(folder, name)) for name in names}


def left_out_file() -> str:
    """Return the text of the file of the rules that are left out of the law of the package."""
    return _text(os.path.join(_FOLDER, _LEFT_OUT))


def _text(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()
