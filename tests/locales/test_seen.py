"""Every screen in every language is as it was when somebody last read it."""

from difflib import unified_diff

import pytest

from bot.replies.words import LANGUAGES
from tests.locales.seen import seen_file, written


@pytest.mark.parametrize("language", LANGUAGES)
def test_screens_are_as_they_were_read(language: str) -> None:
    """Where this fails: read the difference, then ``make screens`` and look at the file again in review."""
    before = seen_file(language).read_text("utf-8").splitlines()
    changed = [*unified_diff(before, written(language).splitlines(), "read", "now", lineterm="", n=1)]
    assert changed == []
