"""The end: whoever has no deadline any more and stays silent is asked whether their dates are to be kept."""

from datetime import date, timedelta
from typing import Final

from bot.dialog.answer import assessed
from bot.dialog.model import Context, Reply
from bot.dialog.reminding.arrival import sent_row
from bot.dialog.reminding.planning import coming_by
from bot.dialog.state import State
from bot.dialog.view import View

QUIET: Final = timedelta(days=30)
"""How long nothing is due and nothing is heard before it is asked, and how long an answer is waited for."""

_NO_DEADLINE: Final = 0
"""The number of the deadline that the buttons are about: none."""


def keeping_is_due(state: State, last_heard: date, context: Context) -> bool:
    """Whether it is time to ask somebody who is reminded whether to keep their dates.

    Args:
        state: the conversation as it is kept.
        last_heard: the day of the person's last message or tap.
        context: the day asked about.

    Returns:
        True from :func:`keeping_day` on.
    """
    day = keeping_day(state, last_heard, context)
    return day is not None and context.today >= day


def keeping_day(state: State, last_heard: date, context: Context) -> date | None:
    """Return from which day on to ask somebody who is reminded whether to keep their dates.

    Args:
        state: the conversation as it is kept.
        last_heard: the day of the person's last message or tap.
        context: the day on which nothing is to come any more.

    Returns:
        The 30th day after the later of the last deadline and the last message; None where a reminder in time
        is to come, and where a lawful stay has no end: what it asks for comes again by itself. What comes
        after a deadline has come by then, and moves nothing: it is the deadline that the days count from.
    """
    view = View(state, context)
    assessment = assessed(view)
    if state.consent != "remember" or state.reminders.zone is None or assessment is None:
        return None
    if coming_by(assessment, view):
        return None
    if assessment.cautious.status == "lawful" and assessment.cautious.last_day is None:
        return None
    # One that still lies ahead is none any more: nothing is to come.
    over = (each.day for each in state.reminders.deadlines if each.day <= context.today)
    last = max(over, default=last_heard)
    return max(last, last_heard) + QUIET


def keeping_replies(state: State, context: Context) -> tuple[Reply, ...]:
    """Return the question whether to keep the dates, with its two answers.

    Whose time is over by what was told last is not left in the belief that nothing is to be done.
    """
    view = View(state, context)
    assessment = assessed(view)
    over = assessment is not None and assessment.cautious.status == "overstay"
    question = view.words("ask.remind.end_over" if over else "ask.remind.end")
    return (Reply(question, (sent_row(view, _NO_DEADLINE, "keep", "erase"),)),)


def erased_replies(state: State, context: Context) -> tuple[Reply, ...]:
    """Return the notice that everything has been erased, since no answer came."""
    return (Reply(View(state, context).words("remind.erased")),)
