"""The list of doubts for native readers names keys that are there."""

import re
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

import pytest

from tests.locales.texts import catalogue

DOUBTS: Final = (
    (Path(__file__).parents[2] / "docs/languages.md")
    .read_text("utf-8")
    .split("## Doubts for native readers")[1]
)
KEY: Final = re.compile(r"`([a-z_]+(?:\.[A-Za-z0-9_*]+)*)`")


@pytest.mark.parametrize("key", sorted(set(KEY.findall(DOUBTS))))
def test_key_exists(key: str) -> None:
    """A reader who looks for the string finds it."""
    assert any(fnmatchcase(each, key) or each.rpartition(".")[2] == key for each in catalogue("ru")), key
