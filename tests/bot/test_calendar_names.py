"""The names of the events of a calendar file stay the same from one file to the next, whatever the case."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import pytest

from bot.lawbook import load_law
from bot.replies.calendar_file.events import Event, events, live
from bot.replies.words import load_words
from rules.assess import assess
from rules.facts import Case
from rules.law import LawNotInForce
from rules.read import read_case
from tests.bot.test_answer_cases import FOLDER, plain

WORDS: Final = load_words("ru")


def cases() -> Iterator[tuple[str, Case, date]]:
    """Yield every case that the engine is tested with, with its name and its day."""
    for path in sorted(FOLDER.glob("*.toml")):
        for case in tomllib.loads(path.read_text("utf-8"))["case"]:
            if "faults" not in case:
                yield case["name"], read_case(plain(case["facts"])), case["on"]


def dates(case: Case, on: date) -> tuple[Event, ...]:
    """Return the events of the file that is made on a day; none where no law is known for it."""
    try:
        return events(assess(case, on, load_law()), WORDS)
    except LawNotInForce:
        return ()


@pytest.mark.parametrize("days", [1, 30])
def test_what_stays_keeps_its_name(days: int) -> None:
    """A date to come that a later file still has is under the same name, if none of its kind has ended."""
    seen = 0
    for name, case, on in cases():
        earlier, later = dates(case, on), dates(case, on + timedelta(days=days))
        was, now = (Counter(event.kind for event in found) for found in (earlier, later))
        before = {(event.kind, event.text): event.uid for event in live(earlier) if event.day > on}
        for event in live(later):
            if (event.kind, event.text) in before and now[event.kind] >= was[event.kind]:
                seen += 1
                assert event.uid == before[event.kind, event.text], name
    assert seen > 100


def test_each_name_is_there_once() -> None:
    """No two events of a file have one name, so that none hides another."""
    for name, case, on in cases():
        names = Counter(event.uid for event in dates(case, on))
        assert [uid for uid, times in names.items() if times > 1] == [], name
