"""The way to a screen that needs all to be told: there, or to the question that is open."""

from collections.abc import Callable
from dataclasses import replace

from bot.dialog.answer import without_plan
from bot.dialog.left_open import left_open
from bot.dialog.state import Place
from bot.dialog.view import ANSWER, REVIEW, Move, View, upcoming


def ready(view: View, then: Callable[[View], Move]) -> Move:
    """Go there if all is told, else to the question that is open."""
    view = View(replace(view.state, facts=without_plan(view.state.facts)), view.context)
    place = upcoming(view.state, view.context)
    return then(view) if place == REVIEW else settled(view, place, more_needed(view))


def more_needed(view: View) -> str:
    """Return that more has to be told first; nothing before the choice about keeping answers."""
    return "" if view.state.consent is None else view.words("note.not_yet")


def settled(view: View, place: Place, note: str = "") -> Move:
    """Return the move to a place; at the place itself only to its beginning, so Back makes no circle."""
    if place == view.place.whole():
        return view.move(note, place=place)
    return replace(view.to(place), note=note)


def to_answer(view: View) -> Move:
    """Show the answer, if all is told; at once to whoever has had one, where a mere duty is open since."""
    view = View(replace(view.state, facts=without_plan(view.state.facts)), view.context)
    if left_open(view):
        return settled(view, ANSWER)
    return ready(view, lambda told: settled(told, ANSWER))
