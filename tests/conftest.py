"""What every test relies on."""

import logging
import os
from collections.abc import Iterator
from typing import Final

import pytest
from hypothesis import settings

from bot.settings import EXAMPLES
from locales.catalogues import compile_catalogues

# How long an example takes depends on what else the machine is doing. The same code gets the same
# examples, so that a test that failed fails again; `make explore` looks at others.
settings.register_profile("muhlat", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "muhlat"))

_LONGEST: Final = (
    "test_killed.py",
    "test_bench_smoke.py",
    "locales",
    "test_telegram_people.py",
    "test_telegram_trouble.py",
    "test_answer_promises.py",
    "test_telegram_languages.py",
    "test_seasons.py",
)
"""Files and folders of the longest tests, roughly in that order."""


def pytest_configure(config: pytest.Config) -> None:
    """Compile what is newer than its compiled form, once, before any worker reads it."""
    if not hasattr(config, "workerinput"):
        compile_catalogues()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first: no process idles at the end while another is at a long test."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    """Return the place of a test among the longest; after all of these where it is in none."""
    names = (item.path.name, item.path.parent.name)
    return next((_LONGEST.index(name) for name in names if name in _LONGEST), len(_LONGEST))


@pytest.fixture(autouse=True)
def _nobodys_settings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the tests away from a real bot, its people and their data, wherever they are run."""
    for name in EXAMPLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.getbasetemp() / "data"))


@pytest.fixture(autouse=True)
def _the_log_as_it_was() -> Iterator[None]:
    """Nothing that is called falls silent, or talks more, for whoever comes after it in the same process."""
    before = _levels()
    yield
    changed = {name: level for name, level in _levels().items() if before.get(name, logging.NOTSET) != level}
    for name in changed:
        logging.getLogger(name).setLevel(before.get(name, logging.NOTSET))
    assert changed == {}


def _levels() -> dict[str, int]:
    """Return the level of each of this program's loggers."""
    return {
        name: logger.level
        for name, logger in logging.Logger.manager.loggerDict.items()
        if isinstance(logger, logging.Logger) and name.partition(".")[0] == "bot"
    }
