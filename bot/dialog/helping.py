"""Help for the question that is open: how it can be answered, in at most two sentences."""

from collections.abc import Mapping
from typing import Final

from bot.dialog.asking import CONFIRM, OTHER_LAND, example
from bot.dialog.questions import BY_ID
from bot.dialog.questions.form import DONT_KNOW, Choices, Days, Lands
from bot.dialog.reminding.agree import ZONE
from bot.dialog.typed_trips import TYPED
from bot.dialog.view import View


def help_here(view: View) -> str:
    """Return how to answer what is asked at the place; at a screen that asks nothing, what to press."""
    at = view.place.at
    if at in BY_ID:
        return _for_question(view)
    return view.words(_KEYS.get(at, "help.buttons"))


def asks(view: View) -> bool:
    """Whether something is asked at the place."""
    return view.place.at in BY_ID or view.place.at in _KEYS


_KEYS: Final[Mapping[str, str]] = {
    ZONE.at: "help.zone",
    **dict.fromkeys(
        ("language", "consent", "slang", "remind.keep", "remind.form", "what_if.ask"), "help.choose"
    ),
}
"""By the place of a question that is none of the table."""


def _for_question(view: View) -> str:
    words, place = view.words, view.place
    if place.part in {CONFIRM, TYPED}:
        return words("help.confirm", yes=words("button.confirm"), no=words("button.change"))
    match BY_ID[place.at].form:
        case Choices() as form:
            unsure = any(option.code == DONT_KNOW.code for option in form.options(view.known))
            return _with(view, words("help.choose"), "help.unknown", DONT_KNOW.label if unsure else "")
        case Lands():
            other = place.part == OTHER_LAND
            key = "help.country_name" if other else "help.country"
            return _with(view, words(key), "help.unknown", "" if other else DONT_KNOW.label)
        case Days() as form:
            return _for_date(view, form)


def _for_date(view: View, form: Days) -> str:
    words, place = view.words, view.place
    if form.by_year:
        return _with(view, words("help.year", example=example(view)), "help.unknown", DONT_KNOW.label)
    make, forgotten = _PARTS.get(place.part, (None, ""))
    if make is not None:
        return _with(view, words(make, example=example(view)), "help.forgotten", forgotten)
    unsure = "" if form.sure else DONT_KNOW.label
    return _with(view, words("help.date", example=example(view)), "help.unknown", unsure)


_PARTS: Final[Mapping[str, tuple[str, str]]] = {
    "days": ("help.day", "button.unknown_day"),
    "years": ("help.years", ""),
    "rough": ("help.month", "button.unknown_at_all"),
    "rough_years": ("help.years", "button.unknown_at_all"),
}
"""By the part of a calendar: how to answer there, and the button for whoever cannot."""


def _with(view: View, text: str, key: str, button: str) -> str:
    """Return the help with the way out beside it, where there is one."""
    return f"{text} {view.words(key, button=view.words(button))}" if button else text
