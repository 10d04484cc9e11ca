"""The end of a registration that nobody knows: what is said of it, from the day on which it was told."""

from datetime import date, timedelta
from typing import Final

from bot.dialog.answer import assessed
from bot.dialog.model import Context, Tap
from bot.dialog.view import View
from bot.lawbook import load_law
from tests.bot.dialog_person import TODAY, Talker
from tests.bot.reminders.kinds import wanted_of
from tests.bot.reminders.test_agreeing import at_answer, state_of, told
from tests.bot.reminders.test_arrival import again, button

NOT_KNOWN: Final = ("rough", "when:unknown")
VISITOR: Final = ("choose:UZ", "choose:yes", "~01.10.2026", "choose:private", "choose:none", "choose:no")


def to_be_registered(talker: Talker) -> list[tuple[date, str]]:
    """Return the registrations that are asked for cautiously: the last day in time, and how it stands."""
    assessment = assessed(View(state_of(talker), Context(talker.today, load_law())))
    assert assessment is not None
    duties = assessment.cautious.duties
    return [(duty.due, duty.state) for duty in duties if duty.duty == "register" and duty.state != "done"]


def test_whoever_is_registered_is_not_told_of_a_day_before() -> None:
    """It ends today at the earliest, which is asked for first; tomorrow it may be over."""
    talker = at_answer((*VISITOR, "choose:yes", *NOT_KNOWN, "choose:no", "choose:done", "answer"))
    assert to_be_registered(talker) == [(TODAY, "open")]
    talker.today += timedelta(1)
    assert to_be_registered(talker) == [(TODAY, "missed")]
    talker.go("/status", "first")
    assert talker.at == "registered.until"
    talker.go("~31.12.2026", "answer")
    assert to_be_registered(talker) == []


def test_extended_until_nobody_knows_when() -> None:
    """Whoever taps "Done" on a registration that ran out is not told of a day before the tap."""
    talker = at_answer((*VISITOR, "choose:yes", "~23.11.2026", "choose:no", "choose:done", "answer"))
    talker.go("remind", "choose:unknown", "choose:open")
    due = wanted_of(talker, "register").deadline
    data = button(talker, "register", "done")
    talker.today = date(2026, 11, 25)
    talker.do(Tap(data))
    talker.go(*NOT_KNOWN)
    assert not again(talker, "register", due)
    assert due not in {each.deadline for each in told(talker)[-1].wanted if each.kind == "register"}
    assert to_be_registered(talker) == [(talker.today, "open")]
