"""``make messages``: catalogues follow the code, and no text that is still used is lost."""

from pathlib import Path

import pytest

from locales import catalogues
from locales.catalogues import (
    catalogue_path,
    compile_catalogues,
    keys,
    read_catalogue,
    update_catalogues,
    uses,
)

CODE = '''
TABLE = {"day": N_("ask.day"), "month": "ask.month"}

def question(words, part):
    """Say what ``ask.nothing`` never says."""
    return words("ask.start" if part else "ask.day", name=1) + words(f"unit.{part}") + words(TABLE[part])
'''
ENGLISH = {
    "ask.day": "Which day?",
    "ask.month": "Which month?",
    "unit.week": "week",
    "ask.old": "Nobody asks this any more",
}


def texts(language: str) -> dict[str, str]:
    """Return the texts of the conversation in a language."""
    read = read_catalogue(catalogue_path(language, "dialog"), language, "dialog")
    return {str(message.id): str(message.string) for message in read if message.id}


@pytest.fixture(autouse=True)
def _house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Build a house of one module, an English catalogue and an empty folder for Kyrgyz."""
    monkeypatch.setattr(catalogues, "SOURCES", tmp_path / "bot")
    monkeypatch.setattr(catalogues, "FOLDER", tmp_path / "locales")
    (tmp_path / "bot/dialog").mkdir(parents=True)
    (tmp_path / "bot/dialog/questions.py").write_text(CODE, "utf-8")
    for language in ("en", "ky"):
        catalogue_path(language, "dialog").parent.mkdir(parents=True)
    entries = (f'msgid "{key}"\nmsgstr "{text}"\n' for key, text in ENGLISH.items())
    catalogue_path("en", "dialog").write_text("\n".join(entries), "utf-8")


def test_keys_are_found_in_code() -> None:
    """Keys that are called, marked, put together or stand in a table are found; those in prose are not."""
    found = uses("dialog")

    assert found.called == {"ask.day", "ask.start"}
    assert [key for key in (*ENGLISH, "ask.start", "ask.nothing") if found.cover(key)] == [
        "ask.day",
        "ask.month",
        "unit.week",
        "ask.start",
    ]


def test_update_adds_and_drops() -> None:
    """A new key comes empty, an unused one goes, a text that is used stays, a new language gets every key."""
    update_catalogues()

    kept = {key: text for key, text in ENGLISH.items() if key != "ask.old"}
    assert texts("en") == kept | {"ask.start": ""}
    assert texts("ky") == dict.fromkeys(kept | {"ask.start": ""}, "")


def test_update_settles() -> None:
    """A second update finds nothing to do."""
    update_catalogues()

    assert update_catalogues() == []


def test_key_stays_where_its_text_is(tmp_path: Path) -> None:
    """A text used by two parts of the bot stays in one catalogue."""
    (tmp_path / "bot/channels").mkdir()
    (tmp_path / "bot/channels/terminal.py").write_text('words("ask.day")', "utf-8")
    update_catalogues()

    assert keys(read_catalogue(catalogue_path("en", "channels"), "en", "channels")) == set()
    assert "ask.day" in texts("en")


def test_compiles_only_what_is_newer() -> None:
    """A catalogue is compiled when its texts have changed, and not again."""
    (compiled,) = compile_catalogues()

    assert compiled == catalogue_path("en", "dialog").with_suffix(".mo")
    assert compile_catalogues() == []
