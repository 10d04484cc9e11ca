"""What every test relies on."""

import pytest

from locales.catalogues import compile_catalogues


def pytest_configure(config: pytest.Config) -> None:
    """Compile what is newer than its compiled form, once, before any worker reads it."""
    if not hasattr(config, "workerinput"):
        compile_catalogues()
