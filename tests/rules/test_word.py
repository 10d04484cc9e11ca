"""What a person says to be done, beyond the facts of the case: it is taken as done, and no more follows."""

from datetime import date

from hypothesis import given, settings

from bot.lawbook import load_law
from rules.assess import assess
from rules.assessment import Answer
from rules.read import read_case
from rules.word import on_their_word
from tests.rules.asking_people import BUILDER, ON, person
from tests.rules.lived import Asked, persons

LAW = load_law()


def test_papers_for_a_patent_handed_in() -> None:
    """The builder who has applied for a patent is told to no more; all else that is late stays late."""
    before = assess(person(BUILDER), ON, LAW)
    after = on_their_word(before, (("patent_application", date(2026, 11, 4)),), LAW)
    states = {duty.duty: duty.state for duty in after.cautious.duties}
    assert states["patent_application"] == "done"
    assert states["medical"] == states["register"] == "missed"
    assert "apply_patent" in before.cautious.actions
    assert set(after.cautious.actions) == set(before.cautious.actions) - {"apply_patent"}
    assert after.cautious.level == before.cautious.level == "amber"


def test_all_done_is_no_warning() -> None:
    """The light follows: whoever has done all that was late is warned of nothing."""
    before = assess(person(BUILDER), ON, LAW)
    late = tuple((duty.duty, duty.due) for duty in before.cautious.duties if duty.state == "missed")
    assert on_their_word(before, late, LAW).cautious.level == "green"


def test_another_day_is_another_duty() -> None:
    """A word about one deadline says nothing of the next one of its kind."""
    before = assess(person(BUILDER), ON, LAW)
    assert on_their_word(before, (("patent_application", date(2026, 11, 5)),), LAW) == before
    assert on_their_word(before, (), LAW) is before


def _rest(answer: Answer) -> Answer:
    return answer._replace(duties=(), level="green", actions=())


@settings(max_examples=60, deadline=None)
@given(persons())
def test_no_day_more_and_no_ban_less(asked: Asked) -> None:
    """Whatever is said to be done, days, bans and all that hangs on facts stay as they are."""
    before = assess(read_case(asked.data), asked.on, LAW)
    every = tuple((duty.duty, duty.due) for duty in before.cautious.duties)
    after = on_their_word(before, every, LAW)
    assert _rest(after.cautious) == _rest(before.cautious)
    assert _rest(after.favourable) == _rest(before.favourable)
    assert set(after.cautious.actions) <= set(before.cautious.actions)
    assert on_their_word(after, every, LAW) == after
