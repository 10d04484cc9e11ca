"""The ways to a card and back: the command line, the conversation, the text of a code instead of a file."""

import io
import json
import sys
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from pypdf import PdfReader
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

from bot.case_code.coding import code_of
from bot.cli import main
from bot.dialog.model import Document
from bot.replies.words import LANGUAGES, load_words
from rules.read import read_case
from tests.bot.dialog_person import BUILDER, PEOPLE, Talker

FACTS = {"citizenship": "TJ", "stays": [{"entry": "2026-10-06", "purpose": "work"}]}
ON_DAY = ("--on", "2026-11-21")
CODE = str(code_of(read_case(FACTS)))


@pytest.fixture(name="case")
def _case(tmp_path: Path) -> str:
    """Write a case to a file."""
    file = tmp_path / "case.json"
    file.write_text(json.dumps(FACTS), "utf-8")
    return str(file)


@pytest.fixture(name="scanned")
def _scanned(tmp_path: Path) -> str:
    """Write what a scanner typed to a file."""
    file = tmp_path / "scanned.txt"
    file.write_text(f"{CODE}\n", "utf-8")
    return str(file)


def code_on(pdf: bytes) -> str:
    """Return the text of the code on a card."""
    (found,) = zxingcpp.read_barcodes(PdfDocument(pdf)[0].render(scale=2).to_pil())
    return str(found.text)


# --- the command line -------------------------------------------------------------------------------


def test_a_card_from_the_command_line(case: str, tmp_path: Path) -> None:
    """It is written where the call says, and its code holds the case."""
    file = tmp_path / "muhlat.pdf"

    assert main(["card", case, *ON_DAY, "--lang", "tg", "-o", str(file)]) == 0
    assert code_on(file.read_bytes()) == CODE


def test_a_card_to_standard_output(case: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Without a name it goes where a pipe takes it on."""
    assert main(["card", case, *ON_DAY]) == 0
    assert len(PdfReader(BytesIO(capfdbinary.readouterr().out)).pages) == 1


def test_no_page_is_poured_over_a_terminal(
    case: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever forgets the name of the file is told to give one."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)

    assert main(["card", case, *ON_DAY]) == 2
    assert "-o muhlat.pdf" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command", [["assess"], ["plan"], ["assess", "--why"], ["assess", "--format", "json"]]
)
def test_the_text_of_a_code_is_answered_as_the_case(
    command: list[str], case: str, scanned: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every command that reads a case reads what a scanner made of its code."""
    name, *options = command
    assert main([name, case, *ON_DAY, *options]) == 0
    told = capsys.readouterr().out

    assert main([name, scanned, *ON_DAY, *options]) == 0
    assert capsys.readouterr().out == told


def test_a_scanner_types_into_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is scanned need not be kept in a file."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(BytesIO(CODE.lower().encode())))

    assert main(["assess", "-", *ON_DAY, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["days"]["left"] == 43


def test_many_cards_are_scanned_into_one_batch(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """A line of a batch may be a case or a code."""
    file = tmp_path / "scanned.txt"
    file.write_text(f"{CODE}\n{json.dumps(FACTS)}\n{CODE[:-16]}\n", "utf-8")

    assert main(["batch", str(file), *ON_DAY]) == 1
    first, second, third = map(json.loads, capfdbinary.readouterr().out.splitlines())
    assert first == second
    assert "without its end" in third["errors"][0]["message"]


def test_a_damaged_code_is_refused_in_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the exit status of wrong input, and with what to do instead."""
    file = tmp_path / "scanned.yaml"
    file.write_text(CODE.replace("MUHLAT1:", "MUHLAT1:AAAA"), "utf-8")

    assert main(["assess", str(file), *ON_DAY]) == 2
    assert "scan it again" in capsys.readouterr().err


# --- the conversation -------------------------------------------------------------------------------


def handed(talker: Talker) -> tuple[str, Document]:
    """Return the words and the file that the person was given last."""
    (reply,) = (each for each in talker.replies if each.document is not None)
    assert reply.document is not None
    return reply.text, reply.document


@pytest.mark.parametrize("ways", [("/card",), ("take", "card")], ids=["command", "button"])
def test_a_card_is_handed_out_in_the_conversation(ways: tuple[str, ...]) -> None:
    """By its command and by its button, with two short sentences; its code holds what was told."""
    talker = Talker().start("tg").go(*BUILDER, *ways)
    text, document = handed(talker)

    assert text == load_words("tg")("card.text")
    assert (document.name, document.media_type) == ("muhlat.pdf", "application/pdf")
    assert code_on(document.make()) == code_of(read_case(talker.case))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("person", PEOPLE)
def test_everybody_can_take_a_card(person: str, language: str) -> None:
    """Whoever has an answer has a card of it."""
    talker = Talker().start(language).go(*PEOPLE[person], "/card")

    assert handed(talker)[1].make().startswith(b"%PDF")


def test_a_card_looks_no_surer_than_the_person_was() -> None:
    """Who did not know of other trips reads there that they may change the answer, and no green sign."""
    _, document = handed(
        Talker().start("en").go("choose:TJ", "choose:no", "choose:unknown", "choose:done", "answer", "/card")
    )
    text = " ".join(PdfReader(BytesIO(document.make())).pages[0].extract_text().split())

    assert load_words("en")("doubt.trips") in text
    assert load_words("en")("level.green").partition(" ")[2] not in text


def test_without_an_answer_there_is_no_card_yet() -> None:
    """Whoever asks for it in the middle is asked on."""
    talker = Talker().start("ru").go("choose:TJ", "/card")

    assert all(reply.document is None for reply in talker.replies)
    assert load_words("ru")("note.not_yet") in talker.text
