"""Asking what is meant: at every question there is help for this question, and nothing is lost."""

from typing import Final

import pytest

from bot.dialog.helping import help_here
from bot.dialog.model import Context
from bot.dialog.view import View
from bot.lawbook import load_law
from bot.reading import Unclear, read_yes_no
from bot.reading.help_words import asks_help
from bot.replies.words import LANGUAGES, load_words
from tests.bot.dialog_person import COOK, PEOPLE, Talker

RU: Final = load_words("ru")
every_language = pytest.mark.parametrize("language", LANGUAGES)

ASKED: Final = (
    "?", "??", "???", "？", "❓", "?!", " ? ", "не понимаю", "Не понял.", "что?", "Что это?", "как", "помощь",
    "what", "What?", "help", "how to answer", "I don't understand",
    "нафаҳмидам", "Чӣ?", "намефаҳмам", "ин чист?", "кӯмак",
    "tushunmadim", "Nima?", "bu nima", "yordam", "тушунмадим", "Нима?", "бу нима",
    "түшүнбөдүм", "Эмне?", "бул эмне", "жардам",
)  # fmt: skip
NOT_ASKED: Final = (
    "", "да", "нет", "не знаю", "не знаю?", "12.03.2026?", "март?", "Россия?", "депорт", "привет", "ёш",
    "что если", "помощник", "x" * 5000,
)  # fmt: skip


@pytest.mark.parametrize("text", ASKED)
def test_asks(text: str) -> None:
    """A question mark and words for it in any language ask for help, whatever language was chosen."""
    assert asks_help(text)


@pytest.mark.parametrize("text", NOT_ASKED)
def test_does_not_ask(text: str) -> None:
    """An answer with a question mark is an answer still."""
    assert not asks_help(text)


@every_language
def test_no_answer_asks(language: str) -> None:
    """What is taken for yes, no or "I don't know" is never a question what is meant, in no language."""
    for text in ASKED:
        assert isinstance(read_yes_no(text, language), Unclear)


def somewhere(language: str, *script: str) -> Talker:
    """Return somebody who stands at a question."""
    return Talker().start(language).go(*script)


PLACES: Final = {
    "a country": ((), "help.country", "button.unknown"),
    "a country that is written": (("other",), "help.country_name", None),
    "a choice": (("choose:UZ",), "help.choose", "button.unknown"),
    "a date": (("choose:UZ", "choose:yes"), "help.date", "button.unknown"),
    "a day": (("choose:UZ", "choose:yes", "month:2026-03"), "help.day", "button.unknown_day"),
    "a month, roughly": (("choose:UZ", "choose:yes", "rough"), "help.month", "button.unknown_at_all"),
    "a year, roughly": (
        ("choose:UZ", "choose:yes", "rough", "rough_years"),
        "help.years",
        "button.unknown_at_all",
    ),
    "a year": (("choose:UZ", "choose:yes", "years"), "help.years", None),
    "something to confirm": (("choose:UZ", "choose:yes", "=02.03.2026"), "help.confirm", None),
    "an exit not known yet": ((*PEOPLE["planning"], "plan", "~10.12.2026"), "help.date", None),
    "the day of a what-if": ((*COOK, "what_if", "leave"), "help.choose", None),
    "a clock": ((*COOK, "remind", "keep"), "help.zone", None),
    "how much a reminder shows": ((*COOK, "remind", "keep", "choose:unknown"), "help.choose", None),
    "the answer": (COOK, "help.buttons", None),
    "the review": ((*COOK, "review"), "help.buttons", None),
}
"""Where somebody asks: the way there, the help, and the button for whoever does not know."""


@every_language
@pytest.mark.parametrize(("script", "key", "unknown"), PLACES.values(), ids=PLACES)
def test_help_is_that_of_the_place(
    script: tuple[str, ...], key: str, unknown: str | None, language: str
) -> None:
    """Help for this very question comes before it; the question, its buttons and all answers stay."""
    words, talker = load_words(language), somewhere(language, *script)
    state, before = talker.state, talker.replies[-1]
    assert state is not None
    talker.go("=?")
    assert talker.state is not None
    beginning = words._text(key).partition("{")[0]  # type: ignore[union-attr]
    assert talker.text.startswith(beginning)
    told = talker.replies[0].text.partition("\n\n")[0]
    assert (unknown is not None) == (unknown is not None and words(unknown) in told)
    assert (talker.state.facts, talker.state.place.at, talker.state.back) == (
        state.facts,
        state.place.at,
        state.back,
    )
    assert [[each.label for each in row] for row in talker.replies[-1].rows] == [
        [each.label for each in row] for row in before.rows
    ]


@every_language
def test_help_is_short(language: str) -> None:
    """Help is two sentences at most, everywhere."""
    for script, _, _ in PLACES.values():
        talker = somewhere(language, *script)
        assert talker.state is not None
        text = help_here(View(talker.state, Context(talker.today, load_law())))
        ends = text.replace("?", ".").replace("/help.", ".").rstrip(".").count(". ")
        assert ends <= 1, text


def test_help_in_words() -> None:
    """What is said to a question mark where a date is asked."""
    talker = somewhere("ru", "choose:UZ", "choose:yes", "=?")
    assert talker.text.partition("\n\n")[0] == (
        "Подойдёт и примерная дата: напишите 22.10.2026 или только месяц и год, или нажмите месяц и день. "
        "Если не знаете, нажмите «Не знаю»."
    )


@every_language
def test_command_helps_with_the_question_too(language: str) -> None:
    """/help at a question lists the commands and helps with the question; elsewhere the commands suffice."""
    words = load_words(language)
    talker = somewhere(language, "choose:UZ", "/help")
    assert talker.text.startswith(f"{words('help')}\n\n{words('help.choose')}")
    talker = somewhere(language, *COOK, "/help")
    assert talker.text.startswith(words("help"))
    assert words("help.buttons") not in talker.text


def test_button_that_holds_the_word() -> None:
    """A word of a button is no answer when it asks what is meant: nothing is chosen."""
    talker = somewhere("ru", *COOK, "remind", "keep", "choose:unknown", "=что")
    assert talker.state is not None
    assert talker.state.reminders.form is None
