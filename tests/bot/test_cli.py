"""The command line within this process: every call ends with its status, its output and its faults."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli import main
from bot.commands import language
from bot.commands.outcome import Exit, WrongCall, say
from bot.replies.words import LANGUAGES

PUBLISHED = """\
citizenship: UZ
stays:
  - {entry: 2016-12-12, exit: 2017-10-04}
  - {entry: 2018-01-15, exit: 2018-03-11}
"""


@dataclass(frozen=True)
class Outcome:
    """What a call ended with."""

    status: int
    out: str
    err: str


@pytest.fixture(name="muhlat")
def _muhlat(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Call the command line."""

    def call(*words: str) -> Outcome:
        status = main(words)
        shown = capsys.readouterr()
        return Outcome(status, shown.out, shown.err)

    return call


@pytest.fixture(name="case")
def _case(tmp_path: Path) -> str:
    """Write the published case to a file."""
    file = tmp_path / "case.yaml"
    file.write_text(PUBLISHED)
    return str(file)


Muhlat = Callable[..., Outcome]


# --- assess -----------------------------------------------------------------------------------------


def test_the_published_case_in_json(muhlat: Muhlat, case: str) -> None:
    """Grounds for a five-year ban to 4 October 2022."""
    outcome = muhlat("assess", case, "--on", "2019-02-01", "--format", "json")
    answer = json.loads(outcome.out)
    assert (outcome.status, outcome.err) == (0, "")
    assert (answer["on"], answer["status"]) == ("2019-02-01", "outside")
    assert ("overstay_180", "2022-10-04") in {(ban["ground"], ban["until"]) for ban in answer["bans"]}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_published_case_in_words(muhlat: Muhlat, case: str, code: str) -> None:
    """Text comes in every language there is, and the reasons only when asked for."""
    plain = muhlat("assess", case, "--on", "2019-02-01", "--lang", code)
    reasons = muhlat("assess", case, "--on", "2019-02-01", "--lang", code, "--why")
    assert (plain.status, plain.err) == (0, "")
    assert "2022" in plain.out
    assert len(reasons.out) > len(plain.out)


def test_reasons_are_short_or_whole(muhlat: Muhlat, case: str) -> None:
    """``--why`` gives the reasons, ``--why=all`` the dates they came from; no file is taken for either."""
    call = ("assess", case, "--on", "2019-02-01", "--lang", "en")
    short, whole = muhlat(*call, "--why"), muhlat(*call, "--why=all")
    assert "└" not in short.out
    assert "   │ ├ 12 December 2016 to 11 March 2017: days without a visa" in whole.out
    assert muhlat("assess", "--why", *call[1:]).out == short.out
    assert muhlat("assess", "--why", "all", *call[1:]).out == whole.out
    wrong = muhlat("assess", "--why=more", *call[1:])
    assert (wrong.status, wrong.out) == (2, "")


def test_json_and_yaml_of_one_case_have_one_answer(muhlat: Muhlat, case: str, tmp_path: Path) -> None:
    """The form of the file changes nothing."""
    same = tmp_path / "case.json"
    stays = [{"entry": "2016-12-12", "exit": "2017-10-04"}, {"entry": "2018-01-15", "exit": "2018-03-11"}]
    same.write_text(json.dumps({"citizenship": "UZ", "stays": stays}))
    call = ("--on", "2019-02-01", "--format", "json")
    assert muhlat("assess", case, *call).out == muhlat("assess", str(same), *call).out


def test_every_fault_of_a_case_has_its_own_line(muhlat: Muhlat, tmp_path: Path) -> None:
    """Nothing is answered, and nothing but the faults is said."""
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(
        "citizenship: Uzbekistan\nstays: [{entry: 2026-02-31}, {entry: 2026-03-02, exit: 2026-03-01}]\n"
    )
    outcome = muhlat("assess", str(wrong))
    assert (outcome.status, outcome.out) == (2, "")
    paths = [line.partition(": ")[0] for line in outcome.err.splitlines()]
    assert paths == ["citizenship", "stays[0].entry", "stays[1]"]


def test_a_hostile_key_cannot_steer_the_terminal(muhlat: Muhlat, tmp_path: Path) -> None:
    """Escapes, line ends and marks of direction are shown, not sent."""
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps({"citizenship": "UZ", "a\x1b[2J\nb\u202e": 1, "\ud800": 1, "k" * 5000: 1}))
    lines = muhlat("assess", str(wrong)).err.splitlines()
    assert len(lines) == 3
    assert all(line.isprintable() and len(line) <= 500 for line in lines)


def test_the_day_is_today_in_moscow_where_none_is_given(
    muhlat: Muhlat, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock is read where no day is given, and only there."""
    days = []

    def assess(_case: object, on: object, _law: object) -> object:
        days.append(on)
        raise WrongCall("enough")

    monkeypatch.setattr("bot.commands.one_case.assess", assess)
    monkeypatch.setattr("bot.commands.day.today", lambda: "today")
    muhlat("assess", case, "--format", "json")
    monkeypatch.delattr("bot.commands.day.today")
    muhlat("assess", case, "--format", "json", "--on", "2026-11-21")
    assert [str(day) for day in days] == ["today", "2026-11-21"]


@pytest.mark.parametrize("day", ["0001-01-01", "1950-01-01", "2200-01-01", "9999-12-31"])
def test_a_day_beyond_all_law_is_refused(muhlat: Muhlat, case: str, day: str) -> None:
    """Never a default, never a trace of Python."""
    outcome = muhlat("assess", case, "--on", day)
    assert (outcome.status, outcome.out) == (2, "")
    assert day in outcome.err
    assert len(outcome.err.splitlines()) == 1


# --- the language of texts --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "ru"}, "ru"),
        ({"LC_MESSAGES": "ru_KG", "LANG": "en_GB"}, "ru"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": ""}, "en"),
        ({"LANG": "xx_XX@latin"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_of_the_system(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], code: str
) -> None:
    """Texts are in the language of the system where there is such a one."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language.language_of(None) == code


@pytest.mark.parametrize("command", [("assess", "x"), ("law",), ("law", "check"), ("chat",)])
def test_a_language_that_there_is_not(muhlat: Muhlat, command: tuple[str, ...]) -> None:
    """The languages that there are, are named."""
    outcome = muhlat(*command, "--lang", "xx")
    assert (outcome.status, outcome.out) == (2, "")
    assert all(code in outcome.err for code in LANGUAGES)


# --- wrong calls --------------------------------------------------------------------------------------

WRONG_CALLS = {
    (): "COMMAND",
    ("frobnicate",): "frobnicate",
    ("assess",): "FILE",
    ("assess", "x", "--on", "2026-02-31"): "2026-02-31 is not a day",
    ("assess", "x", "--on", "20261121"): "20261121 is not a day",
    ("assess", "x", "--on", "2026-W47-6"): "is not a day",
    ("assess", "x", "--on", "2026-11"): "is not a day",
    ("assess", "x", "--on", "٢٠٢٦-١١-٢١"): "is not a day",
    ("assess", "x", "--format", "xml"): "xml",
    ("assess", "x", "--form", "json"): "--form",
    ("assess", "x", "y"): "y",
    ("assess", "none.json", "--format", "json"): "there is no file none.json",
    ("batch",): "FILE",
    ("batch", "none.jsonl"): "there is no file none.jsonl",
    ("batch", "."): "is a folder",
    ("batch", "x", "--on", "today"): "today is not a day",
    ("law", "check", "--older-than", "-1"): "--older-than",
    ("law", "check", "--older-than", "1.5"): "1.5 is not a number of days",
    ("law", "check", "--older-than", "999999"): "is not a number of days",
    ("law", "nothing.such"): "there is no record nothing.such",
    ("run", "now"): "now",
}


@pytest.mark.parametrize("words", WRONG_CALLS, ids=" ".join)
def test_a_wrong_call_says_what_is_wrong(muhlat: Muhlat, words: tuple[str, ...]) -> None:
    """Exit status 2, nothing on standard output, the reason on standard error."""
    outcome = muhlat(*words)
    assert (outcome.status, outcome.out) == (2, "")
    assert WRONG_CALLS[words] in outcome.err


@pytest.mark.parametrize(
    "words", [("--help",), ("assess", "-h"), ("batch", "--help"), ("law", "check", "-h")]
)
def test_help_is_shown(muhlat: Muhlat, words: tuple[str, ...]) -> None:
    """Help goes to standard output, names the exit status and ends well."""
    outcome = muhlat(*words)
    assert (outcome.status, outcome.err) == (0, "")
    assert "exit status" in outcome.out


def test_the_version(muhlat: Muhlat) -> None:
    """The name and the number."""
    outcome = muhlat("--version")
    assert outcome.status == 0
    assert outcome.out.startswith("muhlat ")


# --- how calls end ------------------------------------------------------------------------------------


def test_ctrl_c_ends_in_one_word(muhlat: Muhlat, monkeypatch: pytest.MonkeyPatch) -> None:
    """No trace of Python is shown."""

    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("bot.commands.assess.run", interrupted)
    assert muhlat("assess", "x") == Outcome(Exit.INTERRUPTED, "", "stopped\n")


def test_output_that_cannot_be_written_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is named; an answer is never lost without a word."""

    class Full(io.StringIO):
        def flush(self) -> None:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("sys.stdout", Full())
    with pytest.raises(WrongCall, match="No space left"):
        say("an answer")
    monkeypatch.setattr("sys.stdout", None)
    with pytest.raises(WrongCall, match="closed"):
        say("an answer")


# --- chat and run -------------------------------------------------------------------------------------


def test_wrong_settings_are_named_one_a_line(muhlat: Muhlat, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of them at once, before anything is started."""
    monkeypatch.setenv("BOT_API_URL", "nowhere")
    outcome = muhlat("run")
    assert (outcome.status, outcome.out) == (2, "")
    assert "BOT_TOKEN" in outcome.err
    assert "BOT_API_URL" in outcome.err
    assert len(outcome.err.splitlines()) >= 2


@pytest.mark.parametrize(("words", "expected"), [((), None), (("--lang", "en"), "en")])
def test_chat_speaks_the_language_asked_for(
    muhlat: Muhlat, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], expected: str | None
) -> None:
    """Without one the conversation asks for it."""
    asked: list[object] = []

    def chat(*given: object, width: int | None) -> int:
        assert width is None
        asked.append(given[2])
        return 0

    monkeypatch.setattr("bot.channels.terminal.chat", chat)
    assert muhlat("chat", *words).status == 0
    assert asked == [expected]
