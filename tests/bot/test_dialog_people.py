"""The ten people walk through the questions and get the answers that were worked out by hand."""

from datetime import date
from typing import Any, Final

import pytest

from bot.dialog.answer import assessed
from bot.dialog.model import Context
from bot.dialog.view import View
from bot.lawbook import load_law
from bot.replies.headline import headline
from bot.replies.words import LANGUAGES, load_words
from tests.bot.dialog_person import BUILDER, PEOPLE, TODAY, Talker

EXPECTED: Final[dict[str, dict[str, Any]]] = {
    "builder": {"status": "lawful", "last_day": date(2027, 1, 3), "level": "amber"},
    "cook": {"ground": "patent", "last_day": date(2026, 12, 24)},
    "seamstress": {"ground": "new_contract_term", "last_day": date(2026, 11, 26)},
    "trader": {"ground": "visa_free", "last_day": date(2026, 12, 3)},
    "mother": {"status": "overstay", "overstay_days": 23},
    "expelled": {"status": "outside", "may_enter_from": date(2028, 9, 11)},
    "driver": {"status": "outside", "may_enter_from": date(2029, 2, 16)},
    "student": {"ground": "study", "last_day": date(2030, 6, 30)},
    "lost": {"status": "overstay", "overstay_days": 23},
    "planning": {"status": "outside", "may_enter_from": TODAY},
}
MISSED: Final = {
    "builder": {"register", "patent_application", "medical", "fingerprints"},
    "cook": set(),
    "trader": set(),
    "student": set(),
    "seamstress": set(),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("person", PEOPLE)
def test_walk(person: str, language: str) -> None:
    """Each of the ten gets their own answer, its first line first."""
    talker = Talker().start(language).go(*PEOPLE[person])

    assert talker.at == "answer"
    assert talker.state is not None
    assessment = assessed(View(talker.state, Context(TODAY, load_law())))
    assert assessment is not None
    answer = assessment.cautious
    assert {key: getattr(answer, key) for key in EXPECTED[person]} == EXPECTED[person]
    if person in MISSED:
        assert {duty.duty for duty in answer.duties if duty.state == "missed"} == MISSED[person]
    assert talker.replies[0].text.startswith(headline(assessment, load_words(language)))
    assert talker.replies[-1].rows


def test_month_alone_leaves_the_answer_open() -> None:
    """The woman who knows only the month gets the careful answer, and what would be better."""
    talker = Talker().start().go(*PEOPLE["lost"])

    assert talker.state is not None
    assessment = assessed(View(talker.state, Context(TODAY, load_law())))
    assert assessment is not None
    assert assessment.favourable.last_day == date(2026, 11, 28)


@pytest.mark.parametrize("language", LANGUAGES)
def test_plan(language: str) -> None:
    """The man who plans hears that he may come on 10 December, and by when to leave."""
    talker = Talker().start(language).go(*PEOPLE["planning"])
    talker.go("plan", "~10.12.2026", "~07.02.2027")

    assert talker.at == "planned"
    words = load_words(language)
    assert talker.text == words("planned.ok", entry=date(2026, 12, 10), last=words.last_day(date(2027, 3, 9)))
    assert talker.go("answer").at == "answer"


def test_plan_too_long_and_closed() -> None:
    """A plan that is too long is told from a plan that cannot begin."""
    words = load_words("ru")
    talker = Talker().start().go(*PEOPLE["planning"], "plan", "~10.12.2026", "~30.06.2027")
    last = words.last_day(date(2027, 3, 9))
    assert talker.text == words("planned.too_long", entry=date(2026, 12, 10), last=last)

    for leave in ("choose:none", "~30.06.2027"):
        talker = Talker().start().go(*PEOPLE["expelled"], "plan", "~10.12.2026", leave)
        assert talker.text == words("planned.closed", entry=date(2026, 12, 10))


def test_simplest_person_needs_few_taps() -> None:
    """A visitor with one entry and nothing else is at the answer after twelve taps at most."""
    visitor = Talker().start().go(
        "choose:KZ", "choose:yes", "month:2026-11", "when:2026-11-10", "choose:private", "choose:none",
        "choose:no", "choose:no", "choose:done", "answer",
    )  # fmt: skip
    assert visitor.at == "answer"
    assert visitor.taps <= 12

    at_home = Talker().start().go("choose:UZ", "choose:no", "choose:no", "choose:done", "answer")
    assert at_home.at == "answer"
    assert at_home.taps == 7

    assert Talker().start().go(*BUILDER).taps == 13
