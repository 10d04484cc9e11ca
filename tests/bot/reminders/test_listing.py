"""The list of reminders: what will come, and what is switched off."""

from dataclasses import replace
from datetime import date
from typing import Final

import pytest

from bot.dialog.model import Command, Remind, RemindNow
from bot.dialog.remembered import Deadline
from bot.replies.words import LANGUAGES, load_words
from tests.bot.dialog_person import BUILDER, COOK, Talker
from tests.bot.reminders.kinds import somebody, wanted_of
from tests.bot.reminders.test_agreeing import at_answer, every_language, reminded, state_of, told

RU: Final = load_words("ru")


@pytest.mark.parametrize("language", LANGUAGES)
def test_list_by_date(language: str) -> None:
    """Each deadline is a line with its last day and the day of its next reminder, in order."""
    words = load_words(language)
    talker = reminded(language=language).go("/reminders")
    lines = talker.text.splitlines()
    assert lines[0] == words("remind.list")
    assert len(lines) == 1 + len({each.kind for each in told(talker)[0].wanted})
    days = ("2026-12-24", "2026-12-24", "2027-03-10")
    assert all(words.date(date.fromisoformat(day)) in line for day, line in zip(days, lines[1:], strict=True))


@every_language
def test_a_reminder_of_today_is_not_promised_again(language: str) -> None:
    """On its day, when it may be over, the list names the one after it; of the last one only the day.

    It may not be the last one: whoever does not say that it is done is asked the day after.
    """
    words = load_words(language)
    talker = reminded(language=language)
    line = _line_on(talker, date(2026, 12, 21))
    assert words("remind.line_today", what="", date=date(2026, 12, 23)).strip("; ") in line
    assert words("remind.line_only_today", what="").strip("; ") in _line_on(talker, date(2026, 12, 24))


def _line_on(talker: Talker, day: date) -> str:
    talker.today = day
    return talker.go("/reminders").text.splitlines()[1]


def test_switch_off_and_on() -> None:
    """A deadline that is switched off stays in the list, does not come, and can be switched on again."""
    talker = reminded().go("/reminders")
    (before,) = told(talker)
    talker.go("switch_off:patent_payment:2026-12-24")
    assert RU("remind.line_off", what="").strip() in talker.text
    (without,) = told(talker)
    assert {each.kind for each in without.wanted} == {"leave", "patent_renewal"}
    talker.go("switch_on:patent_payment:2026-12-24")
    assert told(talker) == [before]


def test_one_of_two_of_a_kind() -> None:
    """Each can be switched off by itself: the other patent is still reminded of."""
    talker = reminded()
    state = state_of(talker)
    patents = [
        {"issued": "2026-03-25", "paid_until": "2026-12-24", "region": "RU-MOW"},
        {"issued": "2026-05-10", "paid_until": "2026-12-10", "region": "RU-TUL"},
    ]
    facts = replace(state.facts, case={**state.facts.case, "patents": patents})
    talker.state = replace(state, facts=facts)
    told(talker)
    talker.go("/reminders", "switch_off:patent_payment:2026-12-10")
    (remind,) = told(talker)
    assert {each.deadline for each in remind.wanted if each.kind == "patent_payment"} == {date(2026, 12, 24)}
    talker.go("/reminders", "switch_on:patent_payment:2026-12-10")
    (remind,) = told(talker)
    assert {each.deadline for each in remind.wanted if each.kind == "patent_payment"} == {
        date(2026, 12, 10),
        date(2026, 12, 24),
    }


def test_a_kind_that_was_stopped_is_switched_on_again() -> None:
    """Whoever tapped "Stop these" finds its deadlines in the list, each to be switched on."""
    talker = reminded()
    talker.state = replace(state_of(talker), reminders=state_of(talker).reminders.switched("leave", on=False))
    talker.go("/reminders", "switch_on:leave:2026-12-24")
    assert state_of(talker).reminders.off == ()
    assert "leave" in {each.kind for each in told(talker)[-1].wanted}


def test_done_by_mistake() -> None:
    """What was said to be done stands in the list, and the word can be taken back."""
    talker = somebody("migration_card")
    due = wanted_of(talker, "migration_card")
    kept = state_of(talker).reminders.said_done(Deadline("migration_card", due.deadline))
    talker.state = replace(state_of(talker), reminders=kept)
    talker.go("/reminders")
    assert RU("duty.line_done", duty="").strip() in talker.text
    talker.go(f"switch_on:migration_card:{due.deadline}")
    assert state_of(talker).reminders.done == ()
    assert due in told(talker)[-1].wanted


def test_leaving_stands_behind_what_prevents_it() -> None:
    """Whoever has to pay and leaves otherwise by the same day reads first that they pay."""
    talker = reminded().go("/reminders")
    first, second = talker.text.splitlines()[1:3]
    assert RU("duty.patent_payment").casefold() in first.casefold()
    assert RU("duty.leave").casefold() in second.casefold()


def test_all_stopped() -> None:
    """One tap ends all of it; the list then offers to begin again."""
    talker = reminded().go("/reminders")
    told(talker)
    talker.go("stop")
    assert told(talker) == [Remind((), "Europe/Moscow")]
    assert talker.text == f"{RU('remind.stopped')}\n\n{RU('remind.off')}"
    assert state_of(talker).offers[0] == "on"


@pytest.mark.parametrize(("change", "choice"), [("zone", "choose:Asia/Omsk"), ("form", "choose:open")])
def test_zone_and_form_are_changed_from_the_list(change: str, choice: str) -> None:
    """A change leads back to the list and tells the channel."""
    talker = reminded().go("/reminders")
    told(talker)
    talker.go(change, choice)
    assert talker.at == "reminders"
    assert talker.text.startswith(RU("remind.changed"))
    (remind,) = told(talker)
    assert remind.zone == ("Asia/Omsk" if change == "zone" else "Europe/Moscow")
    assert talker.go("back").at == "answer"


@pytest.mark.parametrize("written", ["test", " Test ", "TEST"])
def test_one_now(written: str) -> None:
    """The next reminder is asked for by a command or a button; it still comes on its day."""
    talker = reminded()
    (remind,) = told(talker)
    talker.do(Command("reminders", written))
    assert talker.effects == [RemindNow(remind.wanted[0])]
    assert talker.text.startswith(RU("remind.test"))
    assert talker.at == "answer"
    talker.effects.clear()
    talker.go("/reminders", "test")
    assert talker.effects == [RemindNow(remind.wanted[0])]


def test_one_now_for_somebody_who_has_not_agreed() -> None:
    """Whoever is not reminded yet is asked first."""
    talker = at_answer()
    talker.do(Command("reminders", "test"))
    assert talker.at == "remind.zone"


def test_before_all_is_told() -> None:
    """The command waits for the answers like every other."""
    talker = Talker().start(consent="remember").go(*BUILDER[:3], "/reminders")
    assert talker.text.startswith(RU("note.not_yet"))


def test_review_shows_the_next_one() -> None:
    """Among all that was told stands the day of the next reminder, and the way to the list."""
    talker = reminded(COOK)
    (remind,) = told(talker)
    talker.go("review")
    assert f"{RU('review.reminders')}: {RU.date(remind.wanted[0].day)}" in talker.text
    assert talker.go("change:reminders").at == "reminders"
    assert talker.go("back").at == "review"


def test_stopped_whatever_question_is_open() -> None:
    """Also where a question is open, as in each new year, the list can be seen and stopped."""
    talker = reminded(COOK).go("review", "change:trouble", "choose:offences")
    told(talker)
    assert talker.go("/reminders").at == "reminders"
    talker.go("stop")
    assert told(talker) == [Remind((), "Europe/Moscow")]
    assert talker.go("back").at == "fine.when"


def test_the_command_twice_makes_no_circle() -> None:
    """Back from a question asked twice leads to the answer."""
    talker = at_answer().go("/reminders", "/reminders", "/reminders")
    assert talker.at == "remind.zone"
    assert talker.go("back").at == "answer"
