"""The law that comes with the program, read once from the files beside the rules."""

# importlib.resources and pathlib would cost a fifth of the time `muhlat assess` takes to start
# ruff: noqa: PTH118, PTH120, PTH123, PTH208

import os
from functools import cache
from typing import Final

import rules
from rules.law import Law, parse_law

_ENDING: Final = ".toml"
_FOLDER: Final = os.path.join(os.path.dirname(rules.__file__), "law")


@cache
def load_law() -> Law:
    """Return the law of the package; the files are read and parsed on the first call only.

    Raises:
        BrokenLaw: a file is broken; every fault of every file is named.
    """
    return parse_law(law_files())


def law_files() -> dict[str, str]:
    """Return the text of every law file by its name.

    ``rules.law`` is a module, and the folder of the same name beside it holds only data.
    """
    names = sorted(name for name in os.listdir(_FOLDER) if name.endswith(_ENDING))
    found = {}
    for name in names:
        with open(os.path.join(_FOLDER, name), encoding="utf-8") as file:
            found[name] = file.read()
    return found
