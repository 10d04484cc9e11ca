"""Why the answer is as it is: the reasons in short, and the whole reasoning when asked for."""

from typing import Final

from bot.dialog.answer import assessed, tidy
from bot.dialog.asking import back_row
from bot.dialog.state import Place
from bot.dialog.view import Move, Offer, Screen, View
from bot.replies.coming import coming_messages
from bot.replies.tree import whole_messages
from bot.replies.why import reasons, vague_days
from rules.read import read_case

_MOST: Final = 4
"""Messages shown at a time."""

WHOLE: Final = Place("why_all")


def show_why(view: View) -> Screen:
    """Show the reasons, result by result, a few at a time, and the way to all that is behind them."""
    assessment = assessed(view)
    if assessment is None:
        return Screen((view.words("answer.none"),), back_row(view))
    told = reasons(assessment, view.words, vague_days(read_case(tidy(view)), view.today))
    told = (*told, *coming_messages(assessment, view.words))
    return _page(view, told, (Offer(view.words("button.why_all"), "all"),))


def show_whole(view: View) -> Screen:
    """Show every reason with the steps it came from, a few messages at a time."""
    assessment = assessed(view)
    if assessment is None:
        return Screen((view.words("answer.none"),), back_row(view))
    return _page(view, whole_messages(assessment, view.words, vague_days(read_case(tidy(view)), view.today)))


def _page(view: View, told: tuple[str, ...], more: tuple[Offer, ...] = ()) -> Screen:
    begin = _shown_before(view)
    rest = len(told) - begin - _MOST
    onward = (Offer(view.words("button.more_reasons", count=rest), "next"),) if rest > 0 else ()
    rows = tuple(row for row in (onward, more) if row)
    return Screen(told[begin : begin + _MOST], (*rows, *back_row(view)))


def act_why(view: View, action: str) -> Move:
    """Show the next reasons, or the whole reasoning."""
    return view.to(WHOLE) if action == "all" else view.part("page", str(_shown_before(view) + _MOST))


def _shown_before(view: View) -> int:
    value = view.place.value
    return int(value) if value.isascii() and value.isdecimal() else 0
