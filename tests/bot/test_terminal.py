"""The conversation in a terminal: numbers or words, polite at the end, nothing on the disk."""

import io
import json
import re
from datetime import date
from pathlib import Path

import pytest

from bot.channels.terminal import chat
from bot.dialog.model import Command, Context, Said, Tap
from bot.dialog.state import State
from bot.dialog.step import step
from bot.lawbook import load_law
from bot.replies.words import LANGUAGES, load_words
from tests.bot.dialog_person import PEOPLE, TODAY, TRADER

every_language = pytest.mark.parametrize("language", LANGUAGES)


def talk(*lines: str, language: str | None = "ru", today: date = TODAY) -> str:
    """Return all that the terminal shows while somebody types these lines and then ends."""
    output = io.StringIO()
    assert chat(io.StringIO("".join(f"{line}\n" for line in lines)), output, language, load_law(), today) == 0
    return output.getvalue()


@every_language
def test_lines_are_broken_between_words(language: str) -> None:
    """On a narrow terminal no word of a message is cut in two."""
    output = io.StringIO()
    chat(io.StringIO("?\n"), output, language, load_law(), TODAY, width=40)
    told = output.getvalue().split("1. ")[0].splitlines()[1:]

    assert max(map(len, told)) < 40
    assert " ".join(load_words(language)("ask.citizenship").split()) in " ".join(" ".join(told).split())


class Person:
    """Somebody at the keyboard who looks for the number of what they want to choose."""

    def __init__(self, wanted: list[str], screen: io.StringIO) -> None:
        self._wanted = wanted
        self._screen = screen

    def readline(self) -> str:
        """Return the next line: a text as it is, a label as the number beside it on the screen."""
        if not self._wanted:
            return ""
        wanted = self._wanted.pop(0)
        if wanted.startswith("="):
            return f"{wanted[1:]}\n"
        shown = self._screen.getvalue().removesuffix("> ").rsplit("> ", 1)[-1]
        numbered = re.findall(rf"^ *(\d+)\. {re.escape(wanted)}$", shown, re.MULTILINE)
        if not numbered:
            assert re.search(rf"^ .*\b{re.escape(wanted)}\b", shown, re.MULTILINE), (wanted, shown)
            return f"{wanted}\n"
        return f"{numbered[-1]}\n"


def labels(script: tuple[str, ...], language: str) -> tuple[list[str], list[str]]:
    """Return what a person chooses and types for a script, and the messages they must come to see last."""
    state = State(language=language, consent="session")
    context = Context(TODAY, load_law())
    taken = step(state, Command("begin"), context)
    wanted = []
    for line in [
        part for each in script for part in ([f"={each[1:]}", "confirm"] if each[0] == "~" else [each])
    ]:
        now = taken.state
        assert now is not None
        if line.startswith("="):
            wanted.append(line)
            taken = step(now, Said(line[1:]), context)
            continue
        place = now.offers.index(line)
        button = [button for row in taken.replies[-1].rows for button in row][place]
        wanted.append(button.label)
        taken = step(now, Tap(button.data), context)
    return wanted, [reply.text for reply in taken.replies]


@every_language
@pytest.mark.parametrize("person", PEOPLE)
def test_ten_people_at_the_keyboard(person: str, language: str) -> None:
    """Each of the ten comes to the same answer as in a chat, by numbers and typed dates."""
    wanted, messages = labels(PEOPLE[person], language)
    screen = io.StringIO()
    assert chat(Person(wanted, screen), screen, language, load_law(), TODAY) == 0
    for message in messages:
        assert message in screen.getvalue()


def test_picture_is_told_and_written_when_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer tells in words what its picture shows; /picture offers the file."""
    monkeypatch.chdir(tmp_path)
    words = load_words("en")
    told = "Your days in Russia: 6 October 2026 — 21 November 2026"
    wanted, _ = labels(PEOPLE["builder"], "en")
    screen = io.StringIO()
    chat(Person([*wanted], screen), screen, "en", load_law(), TODAY)
    assert told in screen.getvalue()
    assert words("terminal.write", name="muhlat.png") not in screen.getvalue()
    chat(Person([*wanted, "=/picture", "=yes"], screen), screen, "en", load_law(), TODAY)
    assert words("terminal.written", name="muhlat.png") in screen.getvalue()
    assert Path("muhlat.png").read_bytes().startswith(b"\x89PNG")


def test_newcomer_without_a_language() -> None:
    """Without a language it is asked for first, and everything follows in it."""
    english = str(list(LANGUAGES).index("en") + 1)
    shown = talk(english, "10", "2", language=None)
    assert load_words("en")("ask.citizenship") in shown
    assert load_words("en")("ask.earlier.outside", first=date(2026, 1, 1)) in shown


def test_nobody_is_asked_what_to_keep() -> None:
    """A terminal keeps nothing, so there is no choice about it, and privacy says so."""
    shown = talk("/privacy")
    assert load_words("ru")("ask.consent") not in shown
    assert load_words("ru")("privacy.session") in shown


def test_zero_and_b_go_back() -> None:
    """0 and b go back where there is a way back, and are said where there is none."""
    shown = talk("1", "0", "1", "b")
    assert shown.count(load_words("ru")("ask.citizenship")) == 3


def test_days_keep_their_own_numbers() -> None:
    """In a calendar the number typed is the day itself, not a place in a list."""
    shown = talk("2", "1", "10", "6")
    assert load_words("ru")("ask.purpose") in shown
    assert re.search(r"^  1   2   3   4   5   6   7$", shown, re.MULTILINE)
    assert (
        "31. "
        not in shown.partition(load_words("ru")("ask.purpose"))[0]
        .rpartition("Октябрь 2026")[2]
        .split("День не помню")[1]
    )


@pytest.mark.parametrize("line", ["", "99", "/foo", "/", "\x1b[2J", "x" * 5000, "31.02.2026", "🙂", "<b>"])
def test_any_line_is_survived(line: str) -> None:
    """Whatever is typed, the question comes again and the end is polite."""
    shown = talk("1", "1", line)
    assert shown.endswith(load_words("ru")("terminal.bye") + "\n")


def test_interrupt_ends_politely() -> None:
    """Ctrl-C says goodbye instead of a traceback."""

    class Interrupted:
        def readline(self) -> str:
            raise KeyboardInterrupt

    output = io.StringIO()
    assert chat(Interrupted(), output, "ru", load_law(), TODAY) == 0
    assert load_words("ru")("terminal.bye") in output.getvalue()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_nothing_is_written_unasked(folder: Path) -> None:
    """A whole conversation leaves no trace on the disk."""
    wanted, _ = labels(TRADER, "ru")
    screen = io.StringIO()
    chat(Person(wanted, screen), screen, "ru", load_law(), TODAY)
    assert list(folder.iterdir()) == []


def test_export_is_offered_and_protected(folder: Path) -> None:
    """The export is written only if agreed, and replaces a file only if agreed again."""
    file = folder / "muhlat.json"
    talk("1", "/export", "нет")
    assert not file.exists()
    talk("1", "/export", "да")
    assert json.loads(file.read_text("utf-8")) == {"citizenship": "TJ"}
    talk("2", "/export", "да", "нет")
    assert json.loads(file.read_text("utf-8")) == {"citizenship": "TJ"}
    talk("2", "/export", "да", "да")
    assert json.loads(file.read_text("utf-8")) == {"citizenship": "UZ"}


def test_export_that_cannot_be_written(folder: Path) -> None:
    """A folder in the way is told, and the conversation goes on."""
    (folder / "muhlat.json").mkdir()
    shown = talk("1", "/export", "да", "да")
    assert load_words("ru")("ask.inside") in shown.rpartition("muhlat.json")[2]


def test_forgetting_ends_the_conversation() -> None:
    """After everything is forgotten nothing is left to talk about."""
    shown = talk("1", "/delete", "1", "1")
    assert shown.endswith(load_words("ru")("forgotten.session") + "\n")
