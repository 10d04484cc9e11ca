"""CHANGELOG speaks of the law as it is: a record that differs from what was last told of it is told again."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from bot.lawbook import load_law
from rules.fingerprint import fingerprint, marks

LAW: Final = load_law()
CHANGELOG: Final = (Path(__file__).parent.parent / "CHANGELOG.md").read_text("utf-8")
GONE: Final = "gone"

_PART: Final = re.compile(r"^### Law\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
_FINGERPRINT: Final = re.compile(r"^Fingerprint of the law: `([0-9a-f]+)`$", re.MULTILINE)
_ENTRY: Final = re.compile(r"^- (.*?)(?=^- |^\s*$|\Z)", re.MULTILINE | re.DOTALL)
_MENTION: Final = re.compile(r"`([\w.]+)`(?: (\d{4}-\d{2}-\d{2}))? ([0-9a-f]{6}|gone)\b")


class Mention(NamedTuple):
    """A record as an entry names it, and the text of the entry."""

    id: str
    since: date | None
    mark: str
    entry: str


def parts() -> list[str]:
    """Return the parts on law, the newest first."""
    return _PART.findall(CHANGELOG)


def mentions() -> Iterator[Mention]:
    """Yield every record named, the newest first."""
    for part in parts():
        for raw in _ENTRY.findall(part):
            entry = " ".join(raw.split())
            for name, since, mark in _MENTION.findall(entry):
                yield Mention(name, date.fromisoformat(since) if since else None, mark, entry)


def newest() -> dict[tuple[str, date | None], Mention]:
    """Return what was last told of each record."""
    told: dict[tuple[str, date | None], Mention] = {}
    for mention in mentions():
        told.setdefault((mention.id, mention.since), mention)
    return told


def name(record: tuple[str, date | None]) -> str:
    """Return a record as CHANGELOG names it, without its mark."""
    return f"`{record[0]}`{f' {record[1]}' if record[1] else ''}"


def test_every_change_of_a_record_is_told() -> None:
    """What was last told of each record is what it is; a record taken out is told to be gone."""
    told = newest()
    now = {(each.id, each.since): each.mark for each in marks(LAW)}
    to_tell = [
        f"{name(record)} {mark}"
        for record, mark in now.items()
        if record not in told or told[record].mark != mark
    ]
    to_tell += [
        f"{name(record)} {GONE}"
        for record, mention in told.items()
        if record not in now and mention.mark != GONE
    ]

    assert not to_tell, "say under Law in CHANGELOG from when, for whom, by which article:\n" + "\n".join(
        to_tell
    )


def test_the_newest_part_holds_the_fingerprint_of_the_law() -> None:
    """Whoever compares it with what `muhlat law` shows knows whether the two speak of the same law."""
    found = _FINGERPRINT.findall(parts()[0])

    assert found == [fingerprint(LAW)], f"Fingerprint of the law: `{fingerprint(LAW)}`"


def test_every_entry_names_its_article() -> None:
    """The article of every record that is still as it was told stands in the words of its entry."""
    articles: dict[tuple[str, date | None], str] = {
        (each.id, each.since): each.article for each in LAW.provisions
    }
    now = {(each.id, each.since): each.mark for each in marks(LAW)}
    silent = [
        f"{name(record)}: {articles[record]}"
        for record, mention in newest().items()
        if now.get(record) == mention.mark and articles.get(record, "") not in mention.entry
    ]

    assert not silent


def test_every_entry_of_law_names_a_record() -> None:
    """What is told without a record could not be looked up."""
    entries = [" ".join(raw.split()) for part in parts() for raw in _ENTRY.findall(part)]

    assert entries
    assert [entry for entry in entries if not _MENTION.search(entry)] == []
