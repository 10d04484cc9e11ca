"""Questions that came to matter after the answer was given, and in the way of which nobody is led.

As days pass a duty arises of which nothing was asked. What is not told of it counts as not done, so that the
answer is as careful without it.
"""

from dataclasses import replace
from typing import Final

from bot.dialog.known import UNSURE
from bot.dialog.questions import BY_ID
from bot.dialog.state import Facts
from bot.dialog.view import REVIEW, View, upcoming

NAMES: Final = {
    "registered": "review.registered",
    "health": "review.health",
    "examined": "review.examined",
    "notified": "review.notified",
    "noticed": "review.noticed",
}
"""By the question, the key of the name of what it asks for."""


def left_open(view: View) -> tuple[str, ...]:
    """Return the questions that are open and can be left so; none where another is open as well.

    Only for whoever is reminded, since they have had an answer.
    """
    state = view.state
    found: list[str] = []
    while state.reminders.active and (place := upcoming(state, view.context)) != REVIEW:
        if place.at not in NAMES or place.at in found:
            return ()
        facts = BY_ID[place.at].take(View(state, view.context).known, UNSURE)
        if not isinstance(facts, Facts):
            return ()
        found.append(place.at)
        state = replace(state, facts=facts)
    return tuple(found)
