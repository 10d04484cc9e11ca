"""The first screens: the language, and what happens with the answers."""

from dataclasses import replace
from typing import Final, Literal

from bot.dialog.asking import back_row, said_option
from bot.dialog.model import Keep
from bot.dialog.questions.form import Option
from bot.dialog.view import CONSENT, Move, Offer, Screen, View, device_language
from bot.reading import read_language
from bot.replies.words import LANGUAGES, load_words

_CONSENTS: Final = (Option("day", "consent.day"), Option("remember", "consent.remember"))
_CHOICES: Final[dict[str, Literal["day", "remember"]]] = {"day": "day", "remember": "remember"}


def show_language(view: View) -> Screen:
    """Ask for the language, in every language: nobody knows yet which one is understood."""
    codes = _in_order(view)
    text = "\n".join(load_words(code)("ask.language") for code in codes)
    rows = tuple((Offer(LANGUAGES[code], f"choose:{code}"),) for code in codes)
    return Screen((text,), (*rows, *back_row(view)))


def _in_order(view: View) -> tuple[str, ...]:
    """Return the languages: that of the device first, each script of it, then the others."""
    device = device_language(view.context) or ""
    same = [code for code in LANGUAGES if code.partition("_")[0] == device.partition("_")[0]]
    return tuple(dict.fromkeys((*([device] if device else ()), *same, *LANGUAGES)))


def act_language(view: View, action: str) -> Move:
    """Take the language and go on, or back to where it was asked from."""
    code = action.partition(":")[2]
    chosen = View(replace(view.state, language=code), view.context)
    if view.state.back or view.state.facts.case:
        return chosen.back() if view.state.back else chosen.onward(view.state.facts)
    return replace(chosen.onward(view.state.facts), note=chosen.words("hello"))


def hear_language(view: View, text: str) -> Move:
    """Take a language that was typed: its name in any script, or its code."""
    found = read_language(text)
    return view.move(view.words("note.choose")) if found is None else act_language(view, f"choose:{found}")


def show_consent(view: View) -> Screen:
    """Say what happens with the answers, and ask which it shall be."""
    words = view.words
    rows = tuple((Offer(words(option.label), f"choose:{option.code}"),) for option in _CONSENTS)
    return Screen((words("ask.consent"),), (*rows, *back_row(view)))


def act_consent(view: View, action: str) -> Move:
    """Take the choice about keeping answers."""
    choice = _CHOICES[action.partition(":")[2]]
    reminders = view.state.reminders
    ends = reminders.active and choice == "day"
    if ends:
        # Of somebody who is forgotten after a day nobody could be reminded.
        reminders = replace(reminders, on=False)
    chosen = View(replace(view.state, consent=choice, reminders=reminders), view.context)
    if view.place == CONSENT:
        move = chosen.onward(view.state.facts)
    else:
        note = view.words("consent.day.reminded.done" if ends else f"consent.{choice}.done")
        move = replace(chosen.back(), note=note)
    return replace(move, effects=(Keep(choice),))


def hear_consent(view: View, text: str) -> Move:
    """Take a choice that was typed."""
    code = said_option(view, _CONSENTS, text)
    return act_consent(view, f"choose:{code}") if code is not None else view.move(view.words("note.choose"))


def show_privacy(view: View) -> Screen:
    """Tell all about what is kept; the choice can be changed here."""
    words = view.words
    if view.state.consent is None:
        rows: tuple[tuple[Offer, ...], ...] = ()
    elif view.state.consent == "session":
        rows = ((Offer(words("button.forget"), "forget"),),)
    else:
        rows = (
            *((Offer(words(option.label), f"choose:{option.code}"),) for option in _CONSENTS),
            (Offer(words("button.forget"), "forget"),),
        )
    text = words("privacy.session" if view.state.consent == "session" else "privacy")
    return Screen((text,), (*rows, *back_row(view)))
