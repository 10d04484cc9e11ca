"""Which tests go together where several run at a time."""

from pathlib import Path

import pytest

_HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)  # what hands out the tests reads the groups in this same hook
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave all tests of a language to one process: walking through its screens is long, and done once."""
    for item in items:
        language = getattr(getattr(item, "callspec", None), "params", {}).get("language")
        if language is not None and item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.xdist_group(f"screens {language}"))
