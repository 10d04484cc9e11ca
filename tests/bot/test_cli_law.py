"""``muhlat law`` and ``muhlat law check``."""

import json
from datetime import date

import pytest

from bot.cli import main
from bot.lawbook import load_law
from bot.replies.words import LANGUAGES
from rules.fingerprint import fingerprint, marks
from rules.law import BrokenLaw, Law
from rules.records import LawFault

LAW = load_law()


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_whole_law_is_shown(capsys: pytest.CaptureFixture[str], code: str) -> None:
    """Every provision and reading, with its article, its sources and the day it was checked."""
    assert main(["law", "--lang", code]) == 0
    text = capsys.readouterr().out
    for record in LAW.provisions:
        assert f"\n{record.id}\n" in text
        assert record.article in text
        assert all(source in text for source in record.sources)
        assert record.checked.isoformat() in text
    assert all(f"\n{name}" in text for name in LAW.readings)


def test_the_whole_law_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    """Every version is one record with the fields of the law files."""
    assert main(["law", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["law_checked"] == LAW.checked.isoformat()
    assert len(data["provisions"]) == len(LAW.provisions)
    assert len(data["readings"]) == len(LAW.readings)
    for record in data["provisions"]:
        assert record.keys() >= {
            "id",
            "value",
            "since",
            "until",
            "article",
            "sources",
            "certainty",
            "checked",
        }


def test_each_record_says_its_rule_and_bears_its_mark(capsys: pytest.CaptureFixture[str]) -> None:
    """The sentence with its values filled in, and the marks that CHANGELOG names, and the fingerprint."""
    assert main(["law", "stay.visa_free", "--on", "2026-01-01", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    (record,) = data["provisions"]
    (mark,) = (
        each.mark for each in marks(LAW) if (each.id, str(each.since)) == (record["id"], record["since"])
    )

    assert "at most 90 days" in record["says"]
    assert (record["mark"], data["fingerprint"]) == (mark, fingerprint(LAW))
    assert main(["law", "stay.visa_free", "--on", "2026-01-01", "--lang", "ru"]) == 0
    text = capsys.readouterr().out
    assert record["says"] in text
    assert mark in text
    assert fingerprint(LAW) in text


def test_one_group_on_one_day(capsys: pytest.CaptureFixture[str]) -> None:
    """The first words of a name choose, and the day leaves one version of each."""
    assert main(["law", "stay", "--on", "2024-12-31", "--format", "json"]) == 0
    records = json.loads(capsys.readouterr().out)["provisions"]
    names = [record["id"] for record in records]
    assert "stay.visa_free" in names
    assert len(set(names)) == len(names)
    assert all(name.startswith("stay.") for name in names)
    assert all(record["since"] <= "2024-12-31" <= (record["until"] or "9999") for record in records)


def test_a_slip_in_a_name_is_answered_with_near_ones(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is shown for a name that is none."""
    assert main(["law", "stay.visa_fre"]) == 2
    assert "stay.visa_free" in capsys.readouterr().err


def test_a_day_before_all_law(capsys: pytest.CaptureFixture[str]) -> None:
    """That nothing was in force is said, not shown as an empty list."""
    assert main(["law", "stay.visa_free", "--on", "1990-01-01"]) == 2
    assert "nothing of that was in force on 1990-01-01" in capsys.readouterr().err


def test_nothing_needs_a_look_on_the_day_the_law_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    """The law that comes with the program is sound."""
    assert main(["law", "check", "--on", LAW.checked.isoformat(), "--lang", "en"]) == 0
    assert str(len(LAW.provisions)) in capsys.readouterr().out


def test_old_records_are_named_one_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit status 1, and each record with its name."""
    later = date(LAW.checked.year + 3, 1, 1)
    assert main(["law", "check", "--on", later.isoformat(), "--lang", "en"]) == 1
    lines = capsys.readouterr().out.splitlines()
    names = [line.partition(" ")[0].rstrip(":") for line in lines]
    assert {record.id for record in LAW.provisions} <= set(names)
    assert all(": " in line for line in lines)


def test_the_age_can_be_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    """A record checked today is not older than none; one checked yesterday is."""
    newest = max(record.checked for record in LAW.provisions)
    after = date.fromordinal(newest.toordinal() + 1).isoformat()
    assert main(["law", "check", "--on", after, "--older-than", "0", "--lang", "ru"]) == 1
    assert len(capsys.readouterr().out.splitlines()) >= len(LAW.provisions)


def test_a_broken_law_ends_every_call(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each fault of the files has its own line: a doubt for the check, the end of other calls."""

    def broken() -> Law:
        raise BrokenLaw(
            [LawFault("stay.toml", "stay.x", "since", "is missing"), LawFault("b.toml", "", "", "twice")]
        )

    faults = "stay.toml: stay.x: since: is missing\nb.toml: twice\n"
    monkeypatch.setattr("bot.commands.law.load_law", broken)
    monkeypatch.setattr("bot.commands.the_law.load_law", broken)
    assert main(["law", "check"]) == 1
    assert capsys.readouterr() == (faults, "")
    for call in (["law"], ["batch", "pyproject.toml"], ["chat"]):
        assert main(call) == 2
        assert capsys.readouterr() == ("", faults)
