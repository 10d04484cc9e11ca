"""Every question leads its answer into the case, exactly; who does not know something tells no lie."""

from typing import Any

import pytest

from bot.dialog.questions import BY_ID
from bot.dialog.questions.plans import PLANS
from bot.dialog.questions.trips import GATE, MORE
from rules.read import read_case
from rules.write import case_data
from tests.bot.dialog_paths import PATHS
from tests.bot.dialog_person import PEOPLE, Talker


def plain(case: dict[str, Any], key: str) -> object:
    """Return a key of the case as the export has it, without what is left to be understood."""
    return case_data(read_case(case)).get(key)


def same(case: dict[str, Any], wanted: dict[str, Any]) -> bool:
    """Whether the case holds what is wanted: both read and written, so that defaults are the same."""
    whole = {"citizenship": case["citizenship"], **wanted}
    return all(plain(case, key) == plain(whole, key) for key in wanted)


@pytest.mark.parametrize("name", PATHS)
def test_answer_is_in_the_case(name: str) -> None:
    """A path reaches the question, and what is answered stands in the case."""
    path = PATHS[name]
    talker, last = Talker().start(), ""
    for line in path.script:
        last = talker.at
        talker.go(line)

    assert last == path.question
    assert same(talker.case, path.case), talker.case
    assert talker.state is not None
    assert talker.state.facts.draft is None


def test_every_question_has_a_path() -> None:
    """No question of the table is without a path that was walked."""
    asked = {GATE.id, MORE.id}
    for script in (*PEOPLE.values(), *(path.script for path in PATHS.values())):
        talker = Talker().start()
        for line in script:
            asked.add(talker.at)
            talker.go(line)
    planned = {field.id for field in PLANS.fields}

    assert set(BY_ID) - asked == planned
