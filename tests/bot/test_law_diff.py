"""``muhlat law diff``: what a change of the law changes, in its records and in the answers to cases."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeAlias

import pytest

from bot.cli import main
from bot.lawbook import law_files, load_law
from rules.fingerprint import fingerprint

Change: TypeAlias = tuple[str, str, str]
"""A law file, a text in it, and the text in its place."""
Draft: TypeAlias = Callable[..., str]

LIMIT: Final = ("stay.toml", "{ limit = 90, window = 'year' }", "{ limit = 60, window = 'year' }")
NOTE: Final = ("stay.toml", "note = '389-FZ of 28.12.2013.'", "note = 'Another word.'")
MOVED: Final = ("duties.toml", "since = 2022-06-04", "since = 2022-06-05")
ARTICLE: Final = (
    "stay.toml",
    "window = 'year' }\nsince = 2025-01-01\narticle = '115-FZ 5(1)'",
    "window = 'year' }\nsince = 2025-01-01\narticle = '115-FZ 5(11)'",
)

HERE: Final = '{"citizenship": "AZ", "stays": [{"entry": "2026-04-01"}]}'
AWAY: Final = '{"citizenship": "AZ"}'
RESIDENT: Final = (
    '{"citizenship": "AZ", "stays": [{"entry": "2026-04-01"}], '
    '"permits": [{"kind": "permanent_residence", "issued": "2025-01-01"}]}'
)


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    """Return a maker of folders with the law of the program, changed as told."""

    def make(*changes: Change, name: str = "draft") -> str:
        files = dict(law_files())
        for file, old, new in changes:
            assert old in files[file]
            files[file] = files[file].replace(old, new, 1)
        folder = tmp_path / name
        folder.mkdir()
        for file, text in files.items():
            (folder / file).write_text(text, "utf-8")
        return str(folder)

    return make


def lines(capsys: pytest.CaptureFixture[str]) -> list[Any]:
    """Return the JSON lines on standard output."""
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_same_law_has_no_differences(capsys: pytest.CaptureFixture[str], draft: Draft) -> None:
    """A folder with the law of the program is the law of the program; NEW may be left out."""
    assert main(["law", "diff", draft(), "--lang", "en"]) == 0
    assert capsys.readouterr().out == "The records are the same.\n"


def test_a_changed_value_is_named_with_both_values(capsys: pytest.CaptureFixture[str], draft: Draft) -> None:
    """The record by its id and first day, the key, before and after."""
    assert main(["law", "diff", "-", draft(LIMIT), "--lang", "en"]) == 0

    text = capsys.readouterr().out

    assert text.startswith("Records: 1 changed, 0 added, 0 removed.\n")
    assert "\nchanged: stay.visa_free 2025-01-01\n    value.limit: 90 → 60\n" in text
    assert f"{fingerprint(load_law())} → " in text


def test_records_that_come_and_go(capsys: pytest.CaptureFixture[str], draft: Draft) -> None:
    """A version whose first day moves is one record removed and one added."""
    assert main(["law", "diff", "-", draft(MOVED), "--format", "json"]) == 0

    ((head),) = lines(capsys)

    assert [(each["what"], each["id"], each["since"]) for each in head["records"]] == [
        ("removed", "duty.register.UZ", "2022-06-04"),
        ("added", "duty.register.UZ", "2022-06-05"),
    ]
    assert head["records"][1]["keys"]["value.days"] == {"old": None, "new": 15}


def test_a_note_changes_a_record_and_not_the_fingerprint(
    capsys: pytest.CaptureFixture[str], draft: Draft
) -> None:
    """What only readers see changes no answer."""
    assert main(["law", "diff", "-", draft(NOTE), "--format", "json"]) == 0

    (head,) = lines(capsys)

    assert [list(each["keys"]) for each in head["records"]] == [["note"]]
    assert head["fingerprint"]["old"] == head["fingerprint"]["new"]


def test_cases_whose_answers_change(capsys: pytest.CaptureFixture[str], draft: Draft, tmp_path: Path) -> None:
    """By the number of the line, with the keys that differ, before and after; the others are only counted."""
    cases = tmp_path / "cases.jsonl"
    cases.write_text(f"{HERE}\n\n{RESIDENT}\n", "utf-8")
    call = ["law", "diff", "-", draft(LIMIT), str(cases), "--on", "2026-04-20"]

    assert main([*call, "--format", "json"]) == 0
    _, changed, totals = lines(capsys)

    assert changed["line"] == 1
    assert changed["changed"]["last_day"] == {"old": "2026-06-29", "new": "2026-05-30"}
    assert changed["changed"]["days.left"] == {"old": 70, "new": 40}
    assert changed["changed"]["trace"] is None
    assert (totals["cases"]["cases"], totals["cases"]["changed"], totals["cases"]["bad"]) == (2, 1, 0)
    assert totals["cases"]["keys"]["last_day"] == 1

    assert main([*call, "--lang", "en"]) == 0
    text = capsys.readouterr().out

    assert "\nline 1\n" in text
    assert "    last_day: 2026-06-29 → 2026-05-30\n" in text
    assert "\nCases: 2. Other answers: 1; only other reasons: 0; wrong: 0.\n" in text


def test_an_answer_with_other_reasons_only_is_counted_apart(
    capsys: pytest.CaptureFixture[str], draft: Draft, tmp_path: Path
) -> None:
    """Somebody outside hears of no article: only the reasons name it."""
    cases = tmp_path / "cases.jsonl"
    cases.write_text(f"{AWAY}\n", "utf-8")

    assert (
        main(["law", "diff", "-", draft(ARTICLE), str(cases), "--on", "2026-04-20", "--format", "json"]) == 0
    )
    *_, totals = lines(capsys)

    assert totals["cases"]["changed"] + totals["cases"]["reasons"] == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("one.yaml", "citizenship: AZ\nstays:\n  - {entry: 2026-04-01}\n"),
        ("one.json", json.dumps(json.loads(HERE), indent=2)),
    ],
)
def test_one_case_in_a_file_of_its_own(
    capsys: pytest.CaptureFixture[str], draft: Draft, tmp_path: Path, name: str, text: str
) -> None:
    """As `muhlat assess` reads it."""
    file = tmp_path / name
    file.write_text(text, "utf-8")

    assert main(["law", "diff", "-", draft(LIMIT), str(file), "--on", "2026-04-20", "--format", "json"]) == 0
    assert lines(capsys)[1]["changed"]["last_day"]["new"] == "2026-05-30"


def test_wrong_lines_are_named_and_the_rest_goes_on(
    capsys: pytest.CaptureFixture[str], draft: Draft, tmp_path: Path
) -> None:
    """Exit status 1, as of a batch."""
    cases = tmp_path / "cases.jsonl"
    cases.write_text(f'{{"citizenship": "XX"}}\n{HERE}\n', "utf-8")

    assert main(["law", "diff", "-", draft(LIMIT), str(cases), "--on", "2026-04-20", "--lang", "en"]) == 1
    out, err = capsys.readouterr()

    assert "\nline 1\n    citizenship: XX is not a country code" in out
    assert "\nline 2\n" in out
    assert err == "1 of 2 lines are wrong; each says why in its place\n"


def test_cases_from_standard_input(
    capsys: pytest.CaptureFixture[str], draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hyphen in the place of CASES is standard input."""
    source = tmp_path / "input"
    source.write_text(f"{HERE}\n", "utf-8")
    with source.open("rb") as raw:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(raw))
        assert main(["law", "diff", "-", draft(LIMIT), "-", "--on", "2026-04-20", "--format", "json"]) == 0
    assert [each["line"] for each in lines(capsys)[1:-1]] == [1]


def test_a_day_that_one_law_does_not_reach(
    capsys: pytest.CaptureFixture[str], draft: Draft, tmp_path: Path
) -> None:
    """Where one law has an answer and the other none, that is a difference."""
    gone = (
        "stay.toml",
        "since = 2025-01-01\narticle = '115-FZ 5(1)'",
        "since = 2025-01-01\nuntil = 2026-01-01\narticle = '115-FZ 5(1)'",
    )
    cases = tmp_path / "cases.jsonl"
    cases.write_text(f"{AWAY}\n", "utf-8")

    assert main(["law", "diff", "-", draft(gone), str(cases), "--on", "2026-04-20", "--format", "json"]) == 0
    _, changed, _ = lines(capsys)

    assert "does not reach so far" in changed["changed"]["errors"]["new"][0]["message"]


def test_a_broken_law_is_named_by_its_folder_and_file(
    capsys: pytest.CaptureFixture[str], draft: Draft
) -> None:
    """All faults of both laws at once, and exit status 2."""
    one = draft(("stay.toml", "limit = 90, window = 'year'", "limt = 90, window = 'year'"), name="one")
    other = draft(("bans.toml", "years = 3,", "years = 'three',"), name="other")

    assert main(["law", "diff", one, other]) == 2
    err = capsys.readouterr().err

    assert f"{one}: stay.toml: stay.visa_free: value.limit: is missing\n" in err
    assert f"{one}: stay.toml: stay.visa_free: value.limt: is unknown here\n" in err
    assert f"{other}: bans.toml: ban.overstay_30: value.years: is not a whole number above zero\n" in err


def test_what_is_no_folder_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """With what stands for the law of the program, which is what was probably meant."""
    file = tmp_path / "cases.jsonl"
    file.write_text(f"{HERE}\n", "utf-8")

    assert main(["law", "diff", "-", str(file)]) == 2
    assert "is a file; a law is a folder of files, and - is that of this program" in capsys.readouterr().err
    assert main(["law", "diff", str(tmp_path / "nowhere")]) == 2
    assert "there is no folder" in capsys.readouterr().err
    assert main(["law", "diff", "-", "-", str(tmp_path / "none.jsonl")]) == 2
    assert "there is no file" in capsys.readouterr().err


def test_many_cases_are_compared_by_several_processes(
    capsys: pytest.CaptureFixture[str], draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In order, and with the same counts as in one."""
    monkeypatch.setattr("bot.commands.law_diff.usable_cores", lambda: 2)
    cases = tmp_path / "cases.jsonl"
    cases.write_text(f"{HERE}\n{RESIDENT}\n" * 350, "utf-8")

    assert main(["law", "diff", "-", draft(LIMIT), str(cases), "--on", "2026-04-20", "--format", "json"]) == 0
    _, *changed, totals = lines(capsys)

    assert [each["line"] for each in changed] == list(range(1, 701, 2))
    assert (totals["cases"]["cases"], totals["cases"]["changed"]) == (700, 350)
