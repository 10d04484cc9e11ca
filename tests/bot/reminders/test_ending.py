"""The end: when it is asked whether dates are to be kept, and what the answers do."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

import pytest

from bot.dialog.model import Context, Forget, Tap
from bot.dialog.remembered import Deadline
from bot.dialog.reminding.ending import erased_replies, keeping_is_due, keeping_replies
from bot.dialog.state import Facts
from bot.lawbook import load_law
from bot.replies.words import LANGUAGES, load_words
from tests.bot.dialog_person import Talker
from tests.bot.reminders.test_agreeing import reminded, state_of

RU: Final = load_words("ru")
HOME: Final[dict[str, Any]] = {
    "citizenship": "KZ",
    "stays": [{"entry": "2026-10-20", "exit": "2026-11-30", "purpose": "private"}],
}
RESIDENT: Final[dict[str, Any]] = {
    "citizenship": "KG",
    "stays": [{"entry": "2024-10-20", "purpose": "private"}],
    "permits": [{"kind": "permanent_residence", "issued": "2024-11-01"}],
}


def gone_home(case: dict[str, Any] = HOME, *deadlines: Deadline) -> Talker:
    """Return somebody who was reminded and has left."""
    talker = reminded()
    state = state_of(talker)
    talker.state = replace(
        state,
        facts=Facts(case, state.facts.told),
        reminders=replace(state.reminders, deadlines=deadlines or (Deadline("leave", date(2026, 12, 3)),)),
    )
    return talker


DUE: Final = [
    # (day asked about, day of the last message, whether it is due)
    ("2026-12-20", "2026-11-30", False),
    ("2027-01-01", "2026-11-30", False),
    ("2027-01-02", "2026-11-30", True),
    ("2027-03-01", "2026-11-30", True),
    ("2027-01-02", "2026-12-04", False),
    ("2027-01-03", "2026-12-04", True),
]


@pytest.mark.parametrize(("on", "heard", "due"), DUE)
def test_thirty_quiet_days(on: str, heard: str, due: bool) -> None:  # noqa: FBT001
    """Thirty days after the last deadline or the last word, whichever is later."""
    context = Context(date.fromisoformat(on), load_law())
    assert keeping_is_due(state_of(gone_home()), date.fromisoformat(heard), context) is due


def test_deadlines_that_came_to_nothing_do_not_count() -> None:
    """A renewal next spring of a patent that is no more keeps nobody waiting."""
    talker = gone_home(
        HOME, Deadline("leave", date(2026, 12, 3)), Deadline("patent_renewal", date(2027, 6, 1))
    )
    context = Context(date(2027, 1, 2), load_law())
    assert keeping_is_due(state_of(talker), date(2026, 11, 30), context)


def test_not_while_something_is_to_come() -> None:
    """Whoever has an open deadline, or lives here without an end, is not asked."""
    late = Context(date(2026, 12, 20), load_law())
    assert not keeping_is_due(state_of(reminded()), date(2026, 1, 1), late)
    for years in range(1, 3):
        context = Context(date(2026 + years, 3, 1), load_law())
        assert not keeping_is_due(state_of(gone_home(RESIDENT)), date(2026, 1, 1), context)


def test_not_of_somebody_who_never_agreed() -> None:
    """Whoever was never reminded, or is forgotten after a day, is not asked."""
    context = Context(date(2027, 6, 1), load_law())
    state = state_of(gone_home())
    assert not keeping_is_due(replace(state, consent="day"), date(2026, 11, 30), context)
    assert not keeping_is_due(state_of(Talker().start()), date(2026, 11, 30), context)


@pytest.mark.parametrize("language", LANGUAGES)
def test_question_and_its_answers(language: str) -> None:
    """One tap keeps the dates, the other leads to erasing them, which is asked once more."""
    words, talker = load_words(language), gone_home()
    talker.state = replace(state_of(talker), language=language)
    context = Context(date(2027, 1, 10), load_law())
    talker.today = context.today
    (question,) = keeping_replies(state_of(talker), context)
    assert question.text == words("ask.remind.end")
    keep, erase = question.rows[0]
    assert (keep.data, erase.data) == ("r0.5", "r0.6")
    before = state_of(talker).place
    talker.do(Tap(keep.data))
    assert talker.text.startswith(words("remind.kept"))
    assert state_of(talker).place.whole() == before.whole()
    talker.do(Tap(erase.data))
    assert talker.at == "forget"
    talker.go("yes")
    assert talker.effects[-1] == Forget()
    assert talker.state is None


def test_whoever_overstays_is_not_lulled() -> None:
    """Where the time is over by what was told last, the question says so."""
    case = {**HOME, "stays": [{"entry": "2026-10-20", "purpose": "private"}]}
    context = Context(date(2027, 3, 10), load_law())
    (question,) = keeping_replies(state_of(gone_home(case)), context)
    assert question.text == RU("ask.remind.end_over")


def test_notice_of_the_end() -> None:
    """Whoever did not answer is told that all is erased; there is nothing to tap."""
    state = state_of(gone_home())
    (notice,) = erased_replies(state, Context(date(2027, 1, 2) + timedelta(days=30), load_law()))
    assert notice.text == RU("remind.erased")
    assert notice.rows == ()
