"""The law that comes with the program, read once from the files beside the rules."""

from functools import cache
from importlib.resources import files
from typing import Final

from rules.law import Law, parse_law

_ENDING: Final = ".toml"


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
    folder = files("rules") / "law"
    return {
        file.name: file.read_text(encoding="utf-8")
        for file in folder.iterdir()
        if file.name.endswith(_ENDING)
    }
