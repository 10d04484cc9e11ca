"""A reminder that comes: what it says, when it is left out, and what its buttons do wherever one is."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pytest

from bot.dialog.model import Command, Context, Forget, Remind, Tap
from bot.dialog.remembered import Deadline, Form, Later
from bot.dialog.reminding.arrival import ACTIONS, reminder_replies
from bot.dialog.reminding.planning import coming
from bot.dialog.state import Facts
from bot.dialog.view import View
from bot.lawbook import load_law
from bot.replies.vocabulary import DUTIES
from bot.replies.words import LANGUAGES, load_words
from tests.bot.dialog_person import Talker
from tests.bot.reminders.kinds import KINDS, reminder, somebody, wanted_of
from tests.bot.reminders.test_agreeing import at_answer, reminded, state_of, told

RU: Final = load_words("ru")
DAY: Final = timedelta(days=1)
DATA: Final = re.compile(r"r\d{1,3}\.\d")

every_kind = pytest.mark.parametrize("kind", KINDS)
every_language = pytest.mark.parametrize("language", LANGUAGES)


def open_reminder(kind: str, action: str = "open", form: Form = "open") -> Talker:
    """Return somebody who has tapped a button under a reminder of that kind."""
    talker = somebody(kind, form=form)
    talker.do(Tap(button(talker, kind, action)))
    return talker


def button(talker: Talker, kind: str, action: str) -> str:
    """Return the data of the button that does this under the reminder."""
    number = state_of(talker).reminders.number(Deadline(kind, wanted_of(talker, kind).deadline))
    return f"r{number}.{ACTIONS.index(action)}"


def again(talker: Talker, kind: str, deadline: date, later: int = 0) -> bool:
    """Whether the reminder of a deadline would still be sent, some days later."""
    context = Context(talker.today + later * DAY, load_law())
    return reminder_replies(state_of(talker), kind, 1, deadline, context) is not None


# --- what it says ------------------------------------------------------------------------------


@every_language
@every_kind
def test_open_form(kind: str, language: str) -> None:
    """What to do, the last day, one next step: two sentences."""
    talker = somebody(kind, language)
    (reply,) = reminder(talker, kind)
    words = load_words(language)
    assert words.date(wanted_of(talker, kind).deadline) in reply.text
    assert len(re.findall(r"[.!?](?:\s|$)", re.sub(r"\([^)]*\)|«[^»]*»", "", reply.text))) == 2
    assert [each.label for row in reply.rows for each in row] == [
        words(f"button.remind.{name}") for name in ("done", "later", "dates", "stop_kind")
    ]


@every_language
@every_kind
def test_neutral_form_tells_nothing(kind: str, language: str) -> None:
    """On the lock screen stands that there is a date, whatever it is; the rest comes after a tap."""
    talker = somebody(kind, language, form="neutral")
    (reply,) = reminder(talker, kind)
    words = load_words(language)
    assert reply.text == words("remind.neutral")
    ((look,),) = reply.rows
    assert look.label == words("button.remind.open")
    talker.do(Tap(look.data))
    opened = somebody(kind, language)
    assert talker.text == reminder(opened, kind)[0].text


def test_every_duty_has_its_reminder() -> None:
    """All kinds of deadlines are walked here, but for one that no case has open."""
    assert set(DUTIES) - set(KINDS) == {"entry_statement"}


@every_kind
def test_data_of_buttons_are_numbers(kind: str) -> None:
    """What Telegram sees of a button says neither what is due nor when."""
    for form in ("open", "neutral"):
        (reply,) = reminder(somebody(kind, form=form), kind)
        assert all(DATA.fullmatch(each.data) for row in reply.rows for each in row)


def test_last_day_can_not_be_put_off() -> None:
    """On the day itself there is no later."""
    talker = somebody("leave")
    talker.today = wanted_of(talker, "leave").deadline
    (reply,) = reminder(talker, "leave")
    labels = [each.label for row in reply.rows for each in row]
    assert RU("button.remind.later") not in labels
    assert RU("button.remind.done") in labels


@every_language
def test_on_the_last_day_of_a_stay(language: str) -> None:
    """Until then a ticket is to be bought; on the day itself the border is to be crossed today."""
    words = load_words(language)
    talker = somebody("leave", language)
    assert reminder(talker, "leave")[0].text.endswith(words("remind.next.leave"))
    last = wanted_of(talker, "leave").deadline
    for left, step in ((1, "remind.next.leave"), (0, "remind.next.leave_today")):
        talker.today = last - left * DAY
        assert reminder(talker, "leave")[0].text.endswith(words(step))


def test_only_with_a_lawyer() -> None:
    """What the answer leaves to a lawyer, the reminder does too: here, registration in an overstay."""
    talker = at_answer().go("/help")
    case = {
        "citizenship": "UZ",
        "stays": [{"entry": "2026-08-01", "purpose": "private"}],
        "registrations": [{"from": "2026-08-05", "until": "2026-11-30"}],
        "moves": ["2026-11-20"],
    }
    state = state_of(talker)
    talker.state = replace(
        state,
        facts=Facts(case, state.facts.told),
        reminders=replace(state.reminders, on=True, zone="Europe/Moscow", form="open"),
    )
    found = coming(View(talker.state, Context(talker.today, load_law()))) or ()
    for kind, number, deadline, _ in found:
        sent = reminder_replies(talker.state, kind, number, deadline, Context(talker.today, load_law()))
        assert sent is not None
        assert sent[0].text.endswith(RU("remind.next.lawyer"))
    assert found


# --- when it is left out -----------------------------------------------------------------------


@every_kind
def test_left_out_where_it_is_no_longer_true(kind: str) -> None:
    """Nothing is sent of a deadline that is over, moved, switched off, done, put off, or after "stop"."""
    talker = somebody(kind)
    deadline, state = wanted_of(talker, kind).deadline, state_of(talker)
    assert again(talker, kind, deadline)
    assert not again(talker, kind, deadline + DAY)
    assert not again(talker, kind, deadline, (deadline - talker.today).days + 1)
    kept, due = state.reminders, Deadline(kind, deadline)
    for other in (
        replace(kept, on=False),
        kept.switched(kind, on=False),
        kept.said_done(due),
        kept.put_off(Later(due, talker.today + DAY)),
    ):
        talker.state = replace(state, reminders=other)
        assert not again(talker, kind, deadline)


def test_left_out_where_the_facts_have_changed() -> None:
    """A patent paid meanwhile is not asked for."""
    talker = reminded()
    assert again(talker, "patent_payment", date(2026, 12, 24))
    talker.go("review", "change:papers", "open:patents:0", "change", "~25.03.2026", "~24.01.2027")
    assert not again(talker, "patent_payment", date(2026, 12, 24))


# --- later, stop, dates ------------------------------------------------------------------------


@pytest.mark.parametrize("days", [1, 3])
@every_kind
def test_later(kind: str, days: int) -> None:
    """It comes again on the day chosen and not before, where that is in time."""
    talker = open_reminder(kind, "later")
    deadline = wanted_of(talker, kind).deadline
    assert talker.text == RU("ask.remind.later")
    day = talker.today + days * DAY
    if day > deadline:
        assert f"in:{days}" not in state_of(talker).offers
        return
    talker.effects.clear()
    talker.go(f"in:{days}")
    assert talker.at == "answer"
    assert talker.text.startswith(RU("remind.put_off", date=day))
    (remind,) = told(talker)
    came = [each.day for each in remind.wanted if (each.kind, each.deadline) == (kind, deadline)]
    assert came[0] == day
    assert not again(talker, kind, deadline, days - 1)
    assert again(talker, kind, deadline, days)


def test_later_survives_planning_anew() -> None:
    """What was put off comes on its day, also where the list is made anew before."""
    talker = open_reminder("contract_notice", "later").go("in:3")
    day = talker.today + 3 * DAY
    for _ in range(3):
        talker.today += DAY
        talker.effects.clear()
        talker.go("/help")
        assert day in {each.day for each in told(talker)[0].wanted if each.kind == "contract_notice"}


def test_stop_these() -> None:
    """One kind is switched off, which the answer names; the others come, and the list has it still."""
    talker = reminded(form="open")
    talker.do(Tap(button(talker, "patent_payment", "stop")))
    assert talker.text.startswith(RU("remind.kind_stopped_of", duty=RU("duty.patent_payment")))
    assert "patent_payment" not in {each.kind for each in told(talker)[-1].wanted}
    talker.go("/reminders")
    assert "switch_on:patent_payment:2026-12-24" in state_of(talker).offers


def test_show_my_dates() -> None:
    """The answer comes, whole."""
    talker = reminded(form="open")
    talker.do(Tap(button(talker, "patent_payment", "dates")))
    assert talker.at == "answer"
    assert len(talker.replies) > 2


def test_opened_again_when_all_is_over() -> None:
    """An old reminder says that nothing is to be done any more."""
    talker = somebody("migration_card")
    look, do = button(talker, "migration_card", "open"), button(talker, "migration_card", "done")
    talker.do(Tap(do))
    talker.do(Tap(look))
    assert talker.text.startswith(RU("remind.over"))
    assert state_of(talker).offers == ("dates", "back")


@every_kind
def test_opened_a_day_too_late(kind: str) -> None:
    """What can not be done in time any more can still be told to be done, and not be put off."""
    talker = somebody(kind)
    look, due = button(talker, kind, "open"), wanted_of(talker, kind).deadline
    talker.today = due + DAY
    talker.do(Tap(look))
    assert RU.date(due) in talker.text
    assert {"done", "dates"} <= set(state_of(talker).offers)
    assert "later" not in state_of(talker).offers
    talker.go("done")
    assert talker.at != "reminder"


# --- in the middle of something ----------------------------------------------------------------


@pytest.mark.parametrize("action", ACTIONS[:5])
@pytest.mark.parametrize("form", ["open", "neutral"])
def test_in_the_middle_of_a_question(action: str, form: str) -> None:
    """A reminder changes nothing by coming; whatever is done about it, what was half told is there still."""
    talker = reminded(form=form).go("review", "change:trouble", "choose:offences", "~01.06.2025")
    assert talker.at == "fine.kind"
    before, shown = state_of(talker), talker.replies
    reminder(talker, "patent_renewal")
    assert state_of(talker) == before
    assert shown[-1].rows[0][0].data.startswith(f"{before.turn}.")

    talker.do(Tap(button(talker, "patent_renewal", action)))
    state = state_of(talker)
    half_told = [each for each in (state.facts.draft, *state.facts.parked) if each is not None]
    assert [each.values["in_force"] for each in half_told if each.list == "offences"] == ["2025-06-01"]
    if action in {"open", "later"}:
        talker.go(*(("back",) if action == "open" else ("back", "back")))
    if action != "dates":
        assert talker.at == "fine.kind"
        talker.go("choose:traffic")
        assert talker.at == "fine.paid"


def test_the_question_itself_goes_on() -> None:
    """The buttons of the question above the reminder work as if none had come."""
    talker = reminded().go("review", "change:purpose")
    asked = talker.replies[-1].rows[0][0].data
    reminder(talker, "patent_payment")
    talker.do(Tap(asked))
    assert talker.at != "purpose"
    assert not talker.text.startswith(RU("note.old_button"))


@pytest.mark.parametrize(
    "data", ["r", "r.", "r1", "r1.", "r1.9", "r01.0", "r1.00", "r99.0", "r-1.0", "r0.0", "r1.5", "r٣.0"]
)
def test_forged_and_foreign_buttons(data: str) -> None:
    """What is no button of a reminder of this person is answered with the present screen."""
    talker = somebody("leave")
    before = talker.case
    talker.do(Tap(data))
    assert talker.text.startswith(RU("note.old_button"))
    assert talker.case == before


@pytest.mark.parametrize("data", ["r1.0", "r0.5"])
def test_buttons_of_somebody_forgotten(data: str) -> None:
    """Whoever was forgotten meanwhile begins anew."""
    talker = Talker()
    talker.do(Tap(data))
    assert talker.at == "language"


def test_forgotten_reminders_are_not_wanted() -> None:
    """Erasing tells the channel first that nothing is to be sent."""
    talker = somebody("leave")
    talker.effects.clear()
    talker.do(Command("delete"))
    talker.go("yes")
    assert talker.effects == [Remind((), "Europe/Moscow"), Forget()]
