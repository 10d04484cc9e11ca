"""The README's example is run for real, and its other promises about commands are kept."""

import re
import shlex
from pathlib import Path

import pytest

from bot.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def example(name: str) -> str:
    """Return what stands in the fenced block under a mark of the README."""
    found = re.findall(rf"<!-- example: {name} -->\n```\w+\n(.*?)\n```\n", README, re.DOTALL)
    assert len(found) == 1
    return str(found[0])


@pytest.mark.parametrize(("case", "answer"), [("case", "answer"), ("plan case", "plan answer")])
def test_example_is_what_comes_out(
    case: str,
    answer: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Whoever copies a case and its command from the README gets the answer printed there."""
    command, _, told = example(answer).partition("\n")
    prompt, program, *words = shlex.split(command)
    (tmp_path / words[1]).write_text(example(case), "utf-8")
    monkeypatch.chdir(tmp_path)

    status = main(words)

    assert (prompt, program, status) == ("$", "muhlat", 0)
    assert capsys.readouterr().out.strip() == told.strip()


def test_the_reasons_are_those_that_come_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The tree printed in the README is a part of what the same case gives with all of its reasons."""
    command, _, _ = example("answer").partition("\n")
    _, _, *words = shlex.split(command)
    (tmp_path / words[1]).write_text(example("case"), "utf-8")
    monkeypatch.chdir(tmp_path)
    (shown,) = re.findall(r"```\n(3\) .*?)```\n", README, re.DOTALL)

    assert main([*words, "--why=all"]) == 0
    assert shown in capsys.readouterr().out


def test_commands_of_make_exist() -> None:
    """Every target that the README and the guide name is one of the Makefile's."""
    targets = set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    text = README + (ROOT / "CONTRIBUTING.md").read_text("utf-8")

    assert set(re.findall(r"(?:`|^|\s)make ([a-z]+)(?:`|\s+#)", text)) <= targets
    assert {"run", "test", "check", "bench", "messages"} <= targets


@pytest.mark.parametrize("place", sorted(set(re.findall(r"`((?:bot|rules|tests)/[\w./]*)`", README))))
def test_places_exist(place: str) -> None:
    """The map of the house leads to places that are there."""
    assert (ROOT / place).exists()
