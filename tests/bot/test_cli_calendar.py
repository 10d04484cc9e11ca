"""``muhlat calendar`` and ``muhlat contacts``: a file, or every fault of the call named."""

import os
import sys
from pathlib import Path

import pytest

from bot.cli import main
from bot.replies.words import LANGUAGES, load_words

CASE = "citizenship: UZ\nstays: [{entry: 2026-10-05, purpose: work}]\n"
DAY = ("--on", "2026-11-21")


@pytest.fixture(name="case")
def _case(tmp_path: Path) -> str:
    """Return the name of a file with a case."""
    file = tmp_path / "case.yaml"
    file.write_text(CASE)
    return str(file)


def test_file_is_written(case: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """The file named is written and nothing else; without a name the same goes to standard output."""
    out = tmp_path / "muhlat.ics"
    assert main(["calendar", case, *DAY, "--lang", "tg", "-o", str(out)]) == 0
    assert capsysbinary.readouterr() == (b"", b"")

    assert main(["calendar", case, *DAY, "--lang", "tg"]) == 0
    shown = capsysbinary.readouterr()
    assert shown.out == out.read_bytes()
    assert shown.out.startswith(b"BEGIN:VCALENDAR\r\n")
    assert load_words("tg")("calendar.title")[:10].encode() in shown.out


@pytest.mark.parametrize(
    ("call", "fault"),
    [
        (["calendar"], "the following arguments are required: FILE"),
        (["calendar", "nowhere.yaml"], "there is no file nowhere.yaml"),
        (["calendar", "CASE", "--on", "21.11.2026"], "21.11.2026 is not a day"),
        (["calendar", "CASE", "--on", "1950-01-01"], "1950-01-01"),
        (["calendar", "CASE", "--lang", "xx"], "--lang xx: there is no such language"),
        (["calendar", "CASE", "-o", "/nowhere/muhlat.ics"], "/nowhere/muhlat.ics cannot be written: No such"),
        (["calendar", "CASE", "-o", "."], ". cannot be written: Is a directory"),
        (["calendar", "CASE", "-o", "a\0b"], "there can be no such file"),
        (["contacts", "--citizenship", "Tajikistan"], "--citizenship Tajikistan: not a country code"),
        (["contacts", "--citizenship", "tj"], "--citizenship tj: not a country code"),
        (["contacts", "--region", "Moscow"], "--region Moscow: not a region of Russia"),
        (["contacts", "--need", "gossip"], "--need gossip: there is no such need; there are ban_check, "),
        (["contacts", "--lang", "xx"], "--lang xx: there is no such language"),
        (["contacts", "--on", "2200-01-01"], "--on 2200-01-01: the year is later"),
    ],
)
def test_wrong_calls(call: list[str], fault: str, case: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong call is told in one line, with nothing on standard output and no trace of Python."""
    day = () if "--on" in call else DAY
    status = main([case if word == "CASE" else word for word in call] + [*day])
    shown = capsys.readouterr()

    assert (status, shown.out) == (2, "")
    assert fault in shown.err
    assert "Traceback" not in shown.err


def test_wrong_case_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every fault of the case is named, and no file is made."""
    case, out = tmp_path / "case.yaml", tmp_path / "muhlat.ics"
    case.write_text("citizenship: XX\nstays: [{entry: 2026-02-31}]\n")

    assert main(["calendar", str(case), *DAY, "-o", str(out)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2
    assert not out.exists()


def test_output_that_is_closed(
    case: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no standard output, the call says so."""
    monkeypatch.setattr(sys, "stdout", None)

    assert main(["calendar", case, *DAY]) == 2
    assert "standard output is closed" in capsys.readouterr().err


def test_output_that_nobody_reads(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever stops reading ends the call quietly."""
    reads, writes = os.pipe()
    os.close(reads)
    with os.fdopen(writes, "w") as nobody:
        monkeypatch.setattr(sys, "stdout", nobody)
        assert main(["calendar", case, *DAY]) == 141


@pytest.mark.parametrize("language", LANGUAGES)
def test_contacts_are_told(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Contacts come in every language, with their addresses and what nobody has confirmed."""
    words = load_words(language)
    call = ["contacts", "--citizenship", "TJ", "--region", "RU-SPE", *DAY, "--lang", language]
    assert main(call) == 0
    blocks = capsys.readouterr().out.strip().split("\n\n")

    assert blocks[0] == words("contacts.title")
    assert any("https://tajgenconsspb.ru" in block for block in blocks)
    assert blocks[-1] == words("contacts.none.lawyer")


@pytest.mark.parametrize(
    ("need", "blocks"),
    [
        ("ban_check", ["https://мвд.рф"]),
        ("embassy", ["https://tajgenconsspb.ru", "https://mfa.tj"]),
        ("lawyer", ["no confirmed address"]),
        ("work", ["no confirmed address"]),
    ],
)
def test_contacts_for_one_need(need: str, blocks: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Asked for one need, only what serves it is told, or that nothing is confirmed for it."""
    call = ["contacts", "--citizenship", "TJ", "--region", "RU-SPE", "--need", need, *DAY, "--lang", "en"]
    assert main(call) == 0
    told = capsys.readouterr().out.strip().split("\n\n")[1:]

    assert len(told) == len(blocks)
    assert all(part in block for part, block in zip(blocks, told, strict=True))
