"""What every test relies on."""

import os

import pytest
from hypothesis import settings

from bot.settings import EXAMPLES
from locales.catalogues import compile_catalogues

# How long an example takes depends on what else the machine is doing. The same code gets the same
# examples, so that a test that failed fails again; `make explore` looks at others.
settings.register_profile("muhlat", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "muhlat"))


def pytest_configure(config: pytest.Config) -> None:
    """Compile what is newer than its compiled form, once, before any worker reads it."""
    if not hasattr(config, "workerinput"):
        compile_catalogues()


@pytest.fixture(autouse=True)
def _nobodys_settings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the tests away from a real bot, its people and their data, wherever they are run."""
    for name in EXAMPLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.getbasetemp() / "data"))
