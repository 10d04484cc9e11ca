"""Agreeing to reminders: what is asked, once each, and what the channel is told."""

import json
from datetime import date
from typing import Final

import pytest

from bot.dialog.model import COMMANDS, LABEL_LIMIT, Command, Context, Forget, Keep, Remind
from bot.dialog.reminding.planning import replanned
from bot.dialog.state import State
from bot.lawbook import load_law
from bot.replies.words import LANGUAGES, load_words
from rules.read import read_case
from tests.bot.dialog_person import COOK, EXPELLED, MOTHER, PEOPLE, TODAY, TRADER, Talker
from tests.bot.reminders.postbox import DAY

RU: Final = load_words("ru")
every_language = pytest.mark.parametrize("language", LANGUAGES)


def at_answer(script: tuple[str, ...] = COOK, consent: str = "remember", language: str = "ru") -> Talker:
    """Return somebody who has got their answer."""
    return Talker().start(language, consent).go(*script)


def reminded(script: tuple[str, ...] = COOK, form: str = "neutral", language: str = "ru") -> Talker:
    """Return somebody who is reminded."""
    return at_answer(script, language=language).go("remind", "choose:Europe/Moscow", f"choose:{form}")


def told(talker: Talker) -> list[Remind]:
    """Return what the channel was told, and forget it."""
    found = [effect for effect in talker.effects if isinstance(effect, Remind)]
    talker.effects.clear()
    return found


def state_of(talker: Talker) -> State:
    """Return the state, which is there."""
    assert talker.state is not None
    return talker.state


@pytest.mark.parametrize("person", PEOPLE)
def test_offered_where_a_date_is_to_come(person: str) -> None:
    """The button stands where there is an open deadline, and for nobody else."""
    talker = at_answer(PEOPLE[person])
    offered = "remind" in state_of(talker).offers
    assert offered == (person not in {"mother", "expelled", "driver", "lost", "planning"})


@every_language
def test_walk_of_somebody_who_is_to_be_forgotten(language: str) -> None:
    """Whoever chose to be forgotten is asked to be remembered first; then the zone, then the form."""
    words = load_words(language)
    talker = at_answer(consent="day", language=language)
    talker.go("remind")
    assert talker.text == words("ask.remind.keep")
    talker.go("keep")
    assert Keep("remember") in talker.effects
    assert state_of(talker).consent == "remember"
    assert talker.text == words("ask.remind.zone_or_city")
    talker.go("choose:Asia/Omsk")
    assert talker.text == words("ask.remind.form")
    assert state_of(talker).offers[0] == "choose:neutral"
    assert told(talker) == []
    talker.go("choose:neutral")
    assert talker.at == "answer"
    (remind,) = told(talker)
    assert remind.zone == "Asia/Omsk"
    assert {each.kind for each in remind.wanted} == {"patent_payment", "leave", "patent_renewal"}
    assert talker.text.startswith(words("remind.agreed", date=remind.wanted[0].day))
    assert "remind" not in state_of(talker).offers


@every_language
def test_labels_fit(language: str) -> None:
    """No button on the way is cut off."""
    talker = at_answer(consent="day", language=language)
    for line in ("remind", "keep", "choose:Asia/Yekaterinburg", "choose:open", "/reminders", "zone", "back"):
        talker.go(line)
        for button in (each for reply in talker.replies for row in reply.rows for each in row):
            assert len(button.label) <= LABEL_LIMIT
            assert not button.label.endswith("…") or line == "choose:open"


@every_language
def test_nobody_to_remind_in_a_terminal(language: str) -> None:
    """Where nothing can be kept it is said so, and how the dates come to the phone."""
    talker = Talker(state=State(language=language, consent="session")).go("/begin", *COOK)
    words = load_words(language)
    talker.go("remind")
    for rest in (None, "", "test"):
        if rest is not None:
            talker.do(Command("reminders", rest))
        assert talker.text.startswith(words("remind.session"))
        assert talker.at == "answer"
    assert talker.effects == []


def test_whoever_comes_back_is_planned_for_anew() -> None:
    """Whoever blocks the bot and comes back on the same day is reminded as before: nothing is lost."""
    talker = reminded()
    (before,) = told(talker)
    talker.go("/status")
    assert told(talker) == []
    talker.go("/start")
    assert told(talker) == [before]


def test_who_declines_stays_forgotten() -> None:
    """Back from the question leaves everything as it was."""
    talker = at_answer(consent="day").go("remind", "back")
    assert talker.at == "answer"
    assert state_of(talker).consent == "day"
    assert talker.effects == [Keep("day")]


def test_nothing_is_asked_again() -> None:
    """Who stops and comes back is reminded at once, as before."""
    talker = reminded().go("/reminders", "stop")
    assert told(talker)[-1] == Remind((), "Europe/Moscow")
    talker.go("/status", "remind")
    assert talker.at == "answer"
    assert told(talker)[-1].wanted
    talker.go("/reminders", "stop", "on")
    assert told(talker)[-1].wanted


def test_told_again_only_where_it_may_have_changed() -> None:
    """A step that changes neither facts nor wishes tells the channel nothing; another day does."""
    talker = reminded()
    (first,) = told(talker)
    talker.go("why", "back", "/help", "=что", "/reminders", "back")
    assert told(talker) == []
    talker.today += DAY
    talker.go("/help")
    (second,) = told(talker)
    assert second.wanted == first.wanted


def test_changed_facts_replace_the_list() -> None:
    """Another day paid until moves the reminders of it."""
    talker = reminded()
    told(talker)
    talker.go("review", "change:papers", "open:patents:0", "change", "~25.03.2026")
    assert told(talker) == []
    talker.go("~24.01.2027")
    (remind,) = told(talker)
    assert {str(each.deadline) for each in remind.wanted if each.kind == "patent_payment"} == {"2027-01-24"}


def test_beginning_again_wants_nothing_until_all_is_told() -> None:
    """Answers thrown away take their reminders with them; those told anew bring theirs."""
    talker = reminded()
    told(talker)
    talker.go("again", "yes")
    assert told(talker) == [Remind((), "Europe/Moscow")]
    talker.go(*TRADER[:-2])
    assert told(talker) == []
    talker.go(*TRADER[-2:])
    assert {each.kind for each in told(talker)[0].wanted} == {"leave"}


@pytest.mark.parametrize("ends", ["/delete", "/privacy"])
def test_end_of_keeping_ends_the_reminders(ends: str) -> None:
    """Nobody who is forgotten is reminded."""
    talker = reminded()
    talker.effects.clear()
    talker.go(ends, "yes" if ends == "/delete" else "choose:day")
    assert talker.effects[0] == Remind((), "Europe/Moscow")
    assert talker.effects[1] == (Forget() if ends == "/delete" else Keep("day"))
    if ends == "/privacy":
        assert talker.text.startswith(RU("consent.day.reminded.done"))


def test_planned_again_by_the_channel() -> None:
    """Without the person the same list comes of the same facts."""
    talker = reminded()
    (first,) = told(talker)
    state, remind = replanned(state_of(talker), Context(TODAY, load_law()))
    assert remind == first
    assert state == talker.state


@every_language
@pytest.mark.parametrize(("script", "key"), [(MOTHER, "remind.nothing_over"), (EXPELLED, "remind.nothing")])
def test_nothing_to_remind_of(script: tuple[str, ...], key: str, language: str) -> None:
    """Whoever has no open deadline hears so and is asked nothing; and that the time is over, where it is."""
    talker = at_answer(script, language=language).go("/reminders")
    assert talker.text.startswith(load_words(language)(key))
    assert talker.at == "answer"


def test_command_is_in_the_menu() -> None:
    """The list has a command."""
    assert "reminders" in COMMANDS


@every_language
def test_one_of_today_may_be_over(language: str) -> None:
    """Whoever agrees in the evening is not promised one of today: there are none in the evening."""
    words = load_words(language)
    talker = Talker(today=date(2026, 12, 24)).start(language, "remember").go(*COOK)
    talker.go("remind", "choose:Europe/Moscow", "choose:open")
    assert talker.text.startswith(words("remind.agreed_today"))


def test_export_holds_what_is_kept_of_reminders() -> None:
    """Whoever is reminded gets that as a file of its own: the other one is a case, and nothing else."""
    talker = reminded().go("/export")
    case, kept = (reply.document for reply in talker.replies if reply.document is not None)
    assert json.loads(kept.make()) == state_of(talker).reminders.to_data()
    assert read_case(json.loads(case.make())) == read_case(dict(state_of(talker).facts.case))
