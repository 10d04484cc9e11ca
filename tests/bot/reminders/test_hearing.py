"""What is written instead of tapped: to a reminder, to the list, and wherever no more are wanted."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

import pytest

from bot.dialog.model import COMMANDS, Tap
from bot.reading import Unclear, read_country, read_slang, read_yes_no
from bot.reading.help_words import asks_help
from bot.reading.reminder_words import read_to_reminder
from bot.replies.words import LANGUAGES, load_words
from tests.bot.dialog_person import COOK, Talker
from tests.bot.reminders.kinds import KINDS, somebody, wanted_of
from tests.bot.reminders.test_agreeing import at_answer, reminded, state_of, told
from tests.bot.reminders.test_arrival import button, open_reminder

RU: Final = load_words("ru")
DAY: Final = timedelta(days=1)
PAYMENT: Final = "patent_payment"

every_kind = pytest.mark.parametrize("kind", KINDS)
every_language = pytest.mark.parametrize("language", LANGUAGES)

STOP: Final = (
    "стоп", "Стоп!", "хватит", "Не напоминайте", "не напоминай, пожалуйста", "больше не напоминайте",
    "отписаться", "stop", "STOP.", "unsubscribe", "don't remind me", "бас кунед", "дигар ёдоварӣ накунед",
    "toʻxtating", "eslatmang", "to'xtat", "эслатманг", "токтот", "эскертпеңиз",
)  # fmt: skip
NOT_STOP: Final = (
    "", "не", "нет", "напоминайте", "напоминать", "стоп-лист", "остановка", "stops", "не знаю", "болду",
    "bo'ldi", "не напоминайте о патенте", "стоп " * 100,
)  # fmt: skip


def opened(kind: str, language: str = "ru") -> Talker:
    """Return somebody who looks at a reminder of that kind."""
    talker = somebody(kind, language)
    talker.do(Tap(button(talker, kind, "open")))
    assert talker.at == "reminder"
    return talker


# --- to a reminder -----------------------------------------------------------------------------


@every_language
@pytest.mark.parametrize("action", ["done", "later", "dates", "stop"])
def test_label_of_a_button(action: str, language: str) -> None:
    """What stands on a button does what the button does, written large or small."""
    label = load_words(language)(f"button.remind.{'stop_kind' if action == 'stop' else action}")
    typed = opened(PAYMENT, language).go(f"={label.upper()}")
    tapped = opened(PAYMENT, language).go(action)
    assert state_of(typed).to_data() == state_of(tapped).to_data()
    assert typed.text == tapped.text


@every_language
@pytest.mark.parametrize("action", ["done", "later", "tomorrow", "dates", "stop"])
def test_labels_are_known_in_every_language(action: str, language: str) -> None:
    """Whoever reads one language and writes in another is understood."""
    assert read_to_reminder(load_words(language)(f"button.remind.{action}")) == action


@every_kind
def test_done_is_written(kind: str) -> None:
    """Of every kind the word leads where the button leads."""
    typed, tapped = opened(kind).go("=сделано"), opened(kind).go("done")
    assert state_of(typed).to_data() == state_of(tapped).to_data()


@every_language
@pytest.mark.parametrize("part", ["open", "later"])
def test_days_to_put_it_off(part: str, language: str) -> None:
    """The day is written at once, or where it is asked for."""
    words = load_words(language)
    days = {1: words("button.remind.tomorrow"), 3: words("button.remind.in_days", days=words.days(3))}
    for count, label in days.items():
        talker = opened(PAYMENT, language)
        talker.go(*(("later",) if part == "later" else ()), f"={label}")
        (later,) = state_of(talker).reminders.later
        assert later.day == talker.today + count * DAY
        assert talker.text.startswith(words("remind.put_off", date=later.day))


WRITTEN: Final = [
    # (what the reminder is of, what is written, where that leads)
    (PAYMENT, "оплатил", "patent.paid"),
    (PAYMENT, "Я уже заплатила!", "patent.paid"),
    (PAYMENT, "готово", "patent.paid"),
    (PAYMENT, "да", "patent.paid"),
    (PAYMENT, "toʻladim", "patent.paid"),
    (PAYMENT, "супоридам", "patent.paid"),
    (PAYMENT, "төлөдүм", "patent.paid"),
    (PAYMENT, "I paid", "patent.paid"),
    ("leave", "выехал", "inside"),
    ("leave", "уехала домой", "inside"),
    ("leave", "chiqib ketdim", "inside"),
    ("fine_payment", "да, оплатил", "answer"),
    (PAYMENT, "уехал", "inside"),
    ("leave", "оплатил", "reminder"),
    ("register", "оплатил", "reminder"),
]


@pytest.mark.parametrize(("kind", "text", "at"), WRITTEN)
def test_in_other_words(kind: str, text: str, at: str) -> None:
    """It is done, said as people say it: what Done asks is asked; who has left is asked whether they have."""
    assert opened(kind).go(f"={text}").at == at


@pytest.mark.parametrize(
    "text", ["не оплатил", "не сделано", "нет", "ок", "напоминать", "этом", "спасибо", ""]
)
def test_what_says_nothing_of_it(text: str) -> None:
    """What is not clear changes nothing: it asks for a button, and the reminder stays."""
    talker = opened(PAYMENT)
    before = state_of(talker)
    talker.go(f"={text}")
    assert talker.text.startswith(RU("note.choose"))
    after = state_of(talker)
    assert (after.facts, after.place, after.reminders) == (before.facts, before.place, before.reminders)


@every_kind
def test_yes_alone(kind: str) -> None:
    """While there is time a yes may mean "I will": it never notes at once that something is done."""
    talker = opened(kind)
    before = state_of(talker)
    talker.go("=да")
    after = state_of(talker)
    assert (after.facts.case, after.reminders.done) == (before.facts.case, before.reminders.done)


def test_yes_after_the_deadline() -> None:
    """Then the reminder asks whether it was done, and a yes is the answer."""
    talker = somebody("fine_payment")
    look, due = button(talker, "fine_payment", "open"), wanted_of(talker, "fine_payment").deadline
    talker.today = due + DAY
    talker.do(Tap(look))
    talker.go("=да")
    assert talker.text.startswith(RU("remind.noted"))
    assert any("paid" in fine for fine in talker.case["offences"])


def test_no_later_on_the_last_day() -> None:
    """What has no button is not taken from what is written either."""
    talker = opened(PAYMENT)
    talker.today = wanted_of(talker, PAYMENT).deadline
    for text in ("завтра", "позже"):
        assert talker.go(f"={text}").text.startswith(RU("note.choose"))
    assert state_of(talker).reminders.later == ()


def test_done_of_what_is_over() -> None:
    """Of what was said to be done already nothing is noted once more."""
    talker = open_reminder("migration_card").go("=готово")
    assert talker.text.startswith(RU("remind.noted"))
    talker.do(Tap(button_again(talker)))
    assert talker.go("=готово").text.startswith(RU("note.choose"))
    assert len(state_of(talker).reminders.done) == 1


def button_again(talker: Talker) -> str:
    """Return the button that opens the only reminder said to be done."""
    (due,) = state_of(talker).reminders.done
    return f"r{state_of(talker).reminders.number(due)}.0"


# --- no more of them ---------------------------------------------------------------------------


@pytest.mark.parametrize("text", STOP)
def test_wants_no_more(text: str) -> None:
    """Said in any language, and with a word of courtesy."""
    assert read_to_reminder(text) == "stop"


@pytest.mark.parametrize("text", NOT_STOP)
def test_does_not_want_that(text: str) -> None:
    """What only holds such a word says something else."""
    assert read_to_reminder(text) != "stop"


@every_language
def test_is_nothing_else(language: str) -> None:
    """No such word is an answer, a country, slang or a call for help."""
    for text in STOP:
        assert isinstance(read_yes_no(text, language), Unclear)
        assert isinstance(read_country(text, language), Unclear), text
        assert read_slang(text) is None
        assert not asks_help(text)


PLACES: Final = {
    "the answer": (),
    "the review": ("review",),
    "a choice": ("review", "change:trouble"),
    "a date": ("review", "change:trouble", "choose:offences"),
    "the list": ("/reminders",),
    "a clock": ("/reminders", "zone"),
    "how much it shows": ("/reminders", "form"),
    "what if": ("what_if",),
    "help": ("/contacts",),
}


@pytest.mark.parametrize("text", ["стоп", "Не напоминайте", "stop", "eslatmang", "токтот", "бас"])
@pytest.mark.parametrize("script", PLACES.values(), ids=PLACES)
def test_leads_to_the_list(script: tuple[str, ...], text: str) -> None:
    """Wherever it is written the list comes, with the button that ends all; nothing is ended unasked."""
    talker = reminded().go(*script)
    case = talker.case
    talker.go(f"={text}")
    assert talker.at == "reminders"
    assert "stop" in state_of(talker).offers
    assert state_of(talker).reminders.active
    assert talker.case == case


@pytest.mark.parametrize("command", ["/stop", "/STOP", "/unsubscribe"])
def test_as_a_command(command: str) -> None:
    """Other bots end by such a command; here it leads to the list, for whoever is reminded."""
    talker = reminded().go(command)
    assert (talker.at, state_of(talker).reminders.active) == ("reminders", True)
    assert at_answer().go(command).text.startswith(RU("note.unknown_command"))


def test_no_command_means_that() -> None:
    """What a command of this bot is called ends nothing."""
    assert not {name for name in COMMANDS if read_to_reminder(name)}


@every_language
def test_the_button_is_written(language: str) -> None:
    """At the list the label ends all, as the button does; elsewhere it leads to the list."""
    words = load_words(language)
    talker = reminded(language=language)
    talker.go(f"={words('button.remind.stop')}")
    assert (talker.at, state_of(talker).reminders.active) == ("reminders", True)
    told(talker)
    talker.go(f"={words('button.remind.stop')}")
    assert not state_of(talker).reminders.active
    assert talker.text.startswith(words("remind.stopped"))


@every_kind
def test_at_a_reminder(kind: str) -> None:
    """At a reminder too; Back leads to it again."""
    talker = opened(kind).go("=хватит")
    assert talker.at == "reminders"
    assert talker.go("back").at == "reminder"


def test_back_to_the_question() -> None:
    """A question that was open is asked again, and what was half told is there."""
    talker = reminded(COOK).go("review", "change:trouble", "choose:offences", "=стоп", "back")
    assert talker.at == "fine.when"


def test_who_is_not_reminded() -> None:
    """For whoever is not reminded there is nothing to stop: the screen asks for a button."""
    talker = at_answer().go("=стоп")
    assert talker.at == "answer"
    assert state_of(talker).reminders == replace(state_of(talker).reminders, on=False)
