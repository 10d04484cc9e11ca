"""The table of questions: short texts, fitting buttons, and no question that cannot change the answer."""

from datetime import date
from typing import Any

import pytest

from bot.dialog.known import Known
from bot.dialog.model import LABEL_LIMIT
from bot.dialog.questions import BY_ID, LISTS, TABLE, next_question
from bot.dialog.questions.form import Choices, Days
from bot.dialog.screens import SITES
from bot.dialog.state import Facts
from bot.lawbook import load_law
from bot.replies.words import LANGUAGES, load_words
from rules.assess import assess
from rules.read import read_case
from rules.report import assessment_data
from tests.bot.dialog_paths import PATHS
from tests.bot.dialog_person import PEOPLE, TODAY, Talker

every_language = pytest.mark.parametrize("language", LANGUAGES)
SCRIPTS = {
    **PEOPLE,
    **{name: path.script for name, path in PATHS.items() if "back" not in path.script},
}
every_person = pytest.mark.parametrize("person", SCRIPTS)


def test_ids_are_unique() -> None:
    """Every question has a name of its own, and a place to be shown at."""
    assert len({question.id for question in TABLE}) == len(TABLE)
    assert set(BY_ID) <= set(SITES)
    assert {field.id for of in LISTS.values() for field in of.fields} <= set(BY_ID)


@every_language
@every_person
def test_a_question_is_one_message(person: str, language: str) -> None:
    """A question is one message, and its buttons fit."""
    talker = Talker().start(language)
    for line in SCRIPTS[person]:
        if talker.at in BY_ID:
            assert len(talker.replies) == 1
        for button in (button for reply in talker.replies for row in reply.rows for button in row):
            assert not button.label.endswith("…")
            assert len(button.label) <= LABEL_LIMIT
        talker.go(line)


@every_language
def test_labels_fit_without_being_cut(language: str) -> None:
    """No label of a choice is longer than a button."""
    words = load_words(language)
    known = Known(Facts({"citizenship": "KG"}, {"inside": "yes"}), TODAY, load_law())
    for question in BY_ID.values():
        options = question.form.options(known) if isinstance(question.form, Choices) else ()
        options = question.form.more if isinstance(question.form, Days) else options
        for option in options:
            assert len("✓ " + words(option.label)) <= LABEL_LIMIT, option


def answer(case: dict[str, Any]) -> dict[str, Any]:
    """Return the assessment of a case, the trace left out."""
    assessed = assessment_data(assess(read_case(case), TODAY, load_law()))
    return {key: value for key, value in assessed.items() if key != "trace"}


BELARUS = {"citizenship": "BY", "stays": [{"entry": "2026-11-10"}]}
SETTLED = {
    "citizenship": "TJ",
    "stays": [{"entry": "2026-03-10", "purpose": "private"}],
    "permits": [{"kind": "permanent_residence", "issued": "2026-03-10"}],
}


@pytest.mark.parametrize(
    ("case", "skipped", "variant"),
    [
        (SETTLED, "health", {"medical": ["2026-03-11"], "fingerprinted": "2026-03-11"}),
        (SETTLED, "earlier", {"stays": [{"entry": "2026-01-01", "exit": "2026-03-09"}, *SETTLED["stays"]]}),
        (BELARUS, "health", {"medical": ["2026-11-10"], "fingerprinted": "2026-11-10"}),
    ],
)
def test_what_cannot_change_the_answer_is_not_asked(
    case: dict[str, Any], skipped: str, variant: dict[str, Any]
) -> None:
    """A question is left out exactly where the engine gives the same answer either way."""
    told = {"inside": "yes", "purpose": "private", "papers": "permits"}
    known = Known(Facts(case, told), TODAY, load_law())
    assert answer(case) == answer({**case, **variant})
    assert not BY_ID[skipped].asked(known)


@pytest.mark.parametrize(
    ("case", "asked", "variant"),
    [
        (BELARUS, "registered", {"registrations": [{"from": "2026-11-11"}]}),
        (
            {"citizenship": "KZ", "stays": [{"entry": "2026-11-10"}]},
            "earlier",
            {"stays": [{"entry": "2026-01-01", "exit": "2026-03-09"}, {"entry": "2026-11-10"}]},
        ),
        (
            {"citizenship": "TJ", "stays": [{"entry": "2026-08-10", "purpose": "work"}]},
            "health",
            {"medical": ["2026-08-11"], "fingerprinted": "2026-08-11"},
        ),
    ],
)
def test_what_can_change_the_answer_is_asked(
    case: dict[str, Any], asked: str, variant: dict[str, Any]
) -> None:
    """A question is asked where the engine gives another answer."""
    known = Known(Facts(case, {"inside": "yes"}), TODAY, load_law())
    assert answer(case) != answer({**case, **variant})
    assert BY_ID[asked].asked(known)


def test_papers_follow_the_passport() -> None:
    """A patent is offered to those who work with one, a contract to those of the Union."""

    def offered(country: str) -> set[str]:
        question = BY_ID["papers"]
        assert isinstance(question.form, Choices)
        facts = Facts({"citizenship": country, "stays": [{"entry": "2026-11-10"}]}, {"inside": "yes"})
        return {option.code for option in question.form.options(Known(facts, TODAY, load_law()))}

    assert "patents" in offered("UZ")
    assert "contracts" not in offered("UZ")
    assert "contracts" in offered("KG")
    assert "patents" not in offered("KG")


def test_nobody_at_home_is_asked_about_a_stay() -> None:
    """Who is not in Russia is asked three things and no more."""
    facts = Facts({"citizenship": "UZ"}, {"inside": "no", "earlier": "no", "year": "2026", "trouble": "done"})
    assert next_question(Known(facts, TODAY, load_law())) is None


def test_dates_before_every_law_are_answered_too() -> None:
    """Trips from before the law files begin do not stop the conversation."""
    talker = Talker(today=date(2026, 11, 21)).start().go("choose:UZ", "choose:yes", "~01.01.2000")
    while talker.at != "answer":
        assert talker.state is not None
        wanted = ("choose:none", "choose:no", "choose:unknown", "choose:done", "answer", "choose:private")
        talker.go(next(each for each in wanted if each in talker.state.offers))
    assert talker.text
