"""What is said beside the open question: the name of a language, or the slang of bans and the register.

Slang is never taken for an answer: the same word is said of different things, so that it is asked which.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bot.dialog import asking
from bot.dialog.answer import plan
from bot.dialog.questions.form import DONT_KNOW, Option
from bot.dialog.state import Place
from bot.dialog.view import REVIEW, Move, Offer, Screen, View, upcoming
from bot.reading import read_language, read_slang
from bot.replies.words import LANGUAGES

SLANG: Final = "slang"
"""The place that asks what was meant; its value tells which words were heard."""

_TROUBLE: Final = "trouble"
_REGISTER: Final = "register"
_ABOUT: Final = "about"
_PLAN: Final = "plan"
_BAN: Final = Option("decisions", "button.slang.ban")
_OPTIONS: Final[Mapping[str, tuple[Option, ...]]] = {
    "list": (_BAN, Option(_REGISTER, "button.slang.register"), DONT_KNOW),
    "removal": (Option("removals", "button.slang.removal"), _BAN, DONT_KNOW),
    _REGISTER: (
        Option("controlled_register", "button.slang.in_register"),
        Option(_ABOUT, "button.register"),
        DONT_KNOW,
    ),
    "border_run": (Option(_PLAN, "button.plan"),),
}
"""What may have been meant, by what was heard: kinds of trouble by their codes, and where else to go."""


def aside(view: View, text: str) -> Move | None:
    """Return what follows from a text that answers no question; None where nothing does."""
    language = read_language(text)
    if language is not None and language in LANGUAGES and language != view.language:
        return view.move(language=language)
    slang = read_slang(text)
    # Before the choice about keeping answers nothing of what is said may be in the state.
    if slang is None or view.state.consent is None:
        return None
    return _asked(view, slang)


def _asked(view: View, slang: str) -> Move:
    place = Place(SLANG, value=slang)
    return view.move(place=place) if view.place.at == SLANG else view.to(place)


def show_slang(view: View) -> Screen:
    """Ask which of the things people say it of was meant; or tell what the register is."""
    words = view.words
    if view.place.value not in _OPTIONS:
        texts = (words("register.means"), words("register.ways"), words("register.check"))
        return Screen(texts, asking.back_row(view))
    rows = tuple(
        (Offer(words(option.label), f"choose:{option.code}"),) for option in _OPTIONS[view.place.value]
    )
    return Screen((words(f"slang.{view.place.value}"),), (*rows, *asking.back_row(view)))


def act_slang(view: View, action: str) -> Move:
    """Go to where that is asked or told; back to the open question where its turn has not come."""
    code = action.partition(":")[2]
    match code:
        case _ if code == DONT_KNOW.code:
            return replace(view.back(), note=view.words("slang.unsure"))
        case _ if code in {_REGISTER, _ABOUT}:
            return _asked(view, code)
        case _ if code == _PLAN:
            return plan(view) if _all_told(view) else _later(view)
        case _:
            return _trouble(view, code)


def hear_slang(view: View, text: str) -> Move:
    """Take what was meant, typed."""
    code = asking.said_option(view, _OPTIONS.get(view.place.value, ()), text)
    return act_slang(view, f"choose:{code}") if code is not None else view.move(view.words("note.choose"))


def _trouble(view: View, code: str) -> Move:
    """Ask about a trouble of that kind, where all that comes before it has been told."""
    come = _all_told(view) or upcoming(view.state, view.context).at == _TROUBLE
    if not come:
        return _later(view)
    back = view.back()
    state = view.state if back.state is None else back.state
    there = View(replace(state, place=Place(_TROUBLE)), view.context)
    if state.place.at != _TROUBLE:
        there = View(replace(there.state, back=(*state.back, state.place.whole())), view.context)
    return asking.act(there, f"choose:{code}")


def _later(view: View) -> Move:
    return replace(view.back(), note=view.words("slang.later"))


def _all_told(view: View) -> bool:
    return upcoming(view.state, view.context) == REVIEW
