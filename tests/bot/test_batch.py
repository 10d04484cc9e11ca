"""Many cases: in order, line for line, whatever stands in them and however they arrive."""

import json
import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot import batch
from bot.batch import LONGEST_LINE, Answered, LineSplitter, run_batch, usable_cores
from bot.case_files import case_from
from bot.lawbook import load_law
from rules.assess import assess
from rules.law import LawNotInForce
from rules.report import assessment_data

ON = date(2026, 11, 21)
GOOD = b'{"citizenship": "UZ", "stays": [{"entry": "2026-10-05"}]}'

Answers = list[dict[str, Any]]


@pytest.fixture(name="answered")
def _answered(tmp_path: Path) -> Callable[..., Answers]:
    """Answer the lines of a file and return the answers."""

    def answer(content: bytes, cores: int = 1) -> Answers:
        file = tmp_path / "cases.jsonl"
        file.write_bytes(content)
        written: list[Answered] = []
        with file.open("rb") as source:
            run_batch(source, ON, written.append, cores)
        assert sum(each.size for each in written) == len(content)
        answers: Answers = [json.loads(line) for each in written for line in each.text.splitlines()]
        assert sum(each.lines for each in written) == len(answers)
        assert sum(each.bad for each in written) == sum("errors" in each for each in answers)
        return answers

    return answer


Answer = Callable[..., Answers]


def test_an_answer_is_that_of_assess(answered: Answer) -> None:
    """One case in a batch is answered like one case alone."""
    expected = assessment_data(assess(case_from(GOOD), ON, load_law()))
    assert answered(GOOD + b"\n") == [json.loads(json.dumps(expected))]


def test_a_last_line_without_a_line_end_counts(answered: Answer) -> None:
    """As do line ends of another system and a byte order mark at the beginning."""
    answers = answered(b"\xef\xbb\xbf" + GOOD + b"\r\n" + GOOD)
    assert ["errors" in answer for answer in answers] == [False, False]


@pytest.mark.parametrize("content", [b"", b"\n", b"\n \t\r\n\n"])
def test_blank_lines_are_skipped(answered: Answer, content: bytes) -> None:
    """An empty file has no answers and no faults."""
    assert answered(content) == []


WRONG_LINES = {
    b"{": "is not JSON",
    b"citizenship: UZ": "is not JSON",
    b"\xff\xfe{}": "is text in UTF-16",
    b'{"citizenship": "\xff"}': "is not text in UTF-8",
    b"\0": "null bytes",
    b'{"citizenship": "UZ", "citizenship": "UZ"}': "stands twice",
    b'{"citizenship": NaN}': "NaN",
    b"[" * 200_000: "nested too deeply",
    b'{"citizenship": "UZ", "stays": [{"entry": "2026-02-31"}]}': "2026-02-31 is not a date",
    b'{"citizenship": "\\ud800"}': "is not a country",
    b'{"x": "' + b"x" * LONGEST_LINE + b'"}': f"is longer than {LONGEST_LINE} bytes",
    b"x" * (10 * LONGEST_LINE): f"is longer than {LONGEST_LINE} bytes",
}


@pytest.mark.parametrize("line", WRONG_LINES, ids=range(len(WRONG_LINES)))
def test_a_wrong_line_is_answered_in_its_place(answered: Answer, line: bytes) -> None:
    """The number counts blank lines too, and the lines around it are answered as ever."""
    before, wrong, after = answered(GOOD + b"\n\n" + line + b"\n" + GOOD + b"\n")
    assert before == after
    assert wrong.keys() == {"line", "errors"}
    assert wrong["line"] == 3
    assert WRONG_LINES[line] in " / ".join(error["message"] for error in wrong["errors"])
    assert all(error.keys() == {"path", "message"} for error in wrong["errors"])


def test_all_faults_of_a_line_are_named(answered: Answer) -> None:
    """By their paths, in one answer."""
    (wrong,) = answered(b'{"citizenship": "UK", "stays": [{"entry": "x"}], "age": 3}')
    paths = {error["path"] for error in wrong["errors"]}
    assert paths >= {"stays[0].entry", "age"}


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (LawNotInForce("stay.visa_free on 1990-01-01"), "stay.visa_free"),
        (KeyError("slip"), "a fault of muhlat"),
    ],
)
def test_a_case_that_cannot_be_answered_costs_only_its_own_line(
    answered: Answer, monkeypatch: pytest.MonkeyPatch, error: Exception, message: str
) -> None:
    """Neither a hole in the law nor a slip of the program ends the work."""

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(batch, "assess", fail)
    (wrong,) = answered(GOOD)
    assert message in wrong["errors"][0]["message"]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64])
def test_lines_are_the_same_however_the_blocks_fall(size: int) -> None:
    """A block may end within a line, within a letter, at a line end."""
    content = "один\n\nдва\r\n  \nтри\n".encode()
    blocks = (content[start : start + size] for start in range(0, len(content), size))
    assert _split(blocks) == [(1, "один".encode()), (3, "два\r".encode()), (5, "три".encode())]


def _split(blocks: Iterator[bytes]) -> list[tuple[int, bytes | None]]:
    splitter = LineSplitter()
    lines = [line for block in blocks for line in splitter.feed(block)]
    return lines + splitter.end()


def test_a_long_line_is_not_kept() -> None:
    """However long it gets, the memory for it does not."""
    splitter = LineSplitter()
    for _ in range(100):
        assert splitter.feed(b"x" * 100_000) == []
        assert len(splitter.rest) <= LONGEST_LINE
    assert splitter.feed(b"\nshort") == [(1, None)]
    assert splitter.end() == [(2, b"short")]


def test_processes_answer_in_order_and_the_same(answered: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes and one give the same answers, wrong lines among them."""
    monkeypatch.setattr(batch, "_ALONE", 20)
    monkeypatch.setattr(batch, "_BLOCK", 1000)
    days = (date.fromordinal(ON.toordinal() - back) for back in range(300))
    lines = [GOOD.replace(b"2026-10-05", str(day).encode()) for day in days]
    lines[77] = b"wrong"
    lines[250] = b"x" * 5000
    content = b"\n".join(lines)
    answers = answered(content, cores=2)
    assert len(answers) == 300
    assert [answer["line"] for answer in answers if "errors" in answer] == [78, 251]
    assert answers == answered(content)


def test_what_a_pipe_has_brought_is_answered_before_more_is_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A program that talks to this one line by line never waits for ever, in one process or in several."""
    monkeypatch.setattr(batch, "_ALONE", 3)
    reading, writing = os.pipe()
    answers = 0

    def ask_again(answered: Answered) -> None:
        nonlocal answers
        answers += answered.lines
        if answered.lines and answers < 8:
            os.write(writing, GOOD + b"\n")
        elif answered.lines:
            os.close(writing)

    with os.fdopen(reading, "rb") as source:
        os.write(writing, GOOD + b"\n")
        run_batch(source, ON, ask_again, 2)
    assert answers == 8


def test_cores_are_counted_within_reason() -> None:
    """At least one, and no crowd on a large machine."""
    assert 1 <= usable_cores() <= 8
