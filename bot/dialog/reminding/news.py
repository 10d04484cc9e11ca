"""The news that a change of the law has changed something: the message that is sent, and what it leads to."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.dialog.answer import assessed
from bot.dialog.asking import back_row
from bot.dialog.model import Context, Reply
from bot.dialog.ready import to_answer
from bot.dialog.reminding.arrival import NEWS, sent_button
from bot.dialog.reminding.reviewing import news_of
from bot.dialog.state import State
from bot.dialog.view import Move, Offer, Rows, Screen, View
from bot.reminders.difference import Difference, still_matters
from bot.reminders.outlook import outlook_of
from bot.replies.answer import dashed
from bot.replies.chat import closing_messages
from bot.replies.news import news_entry, news_text
from bot.replies.packing import packed
from bot.replies.words import Words
from rules.assessment import Assessment
from rules.level import DECISIONS

_NO_DEADLINE: Final = 0
"""The number of the deadline that the buttons are about: none."""


def notice_replies(state: State, context: Context, law: str | None = None) -> tuple[Reply, ...] | None:
    """Return the news as messages; None where it is not true or not wanted any more.

    Args:
        state: the conversation as it is kept now; it stays as it is.
        context: the day on which it is sent, by which everything is assessed again.
        law: the fingerprint of the law that was to be told of; None: whatever there is news of.
    """
    view = View(state, context)
    assessment = assessed(view)
    found = _true(view, assessment)
    news = state.reminders.news
    if not state.reminders.active or not found or (law is not None and news is not None and news.law != law):
        return None
    words = view.words
    if state.reminders.form != "open":
        look = sent_button(_NO_DEADLINE, Offer(words("button.remind.open"), NEWS))
        return (Reply(words("news.neutral"), ((look,),)),)
    why = sent_button(_NO_DEADLINE, Offer(words("button.why"), NEWS))
    dates = sent_button(_NO_DEADLINE, Offer(words("button.remind.dates"), "dates"))
    return (Reply(news_text(found, words, context.today), ((why,), (dates,))),)


def _true(view: View, assessment: Assessment | None) -> tuple[Difference, ...]:
    """Return what of the news is true today."""
    news = news_of(view.state, view.context)
    if news is None or assessment is None:
        return ()
    now = outlook_of(assessment, view.state.facts.case, view.context.law)
    return tuple(each for each in news.differences if still_matters(each, now))


def show(view: View) -> Screen:
    """Show all that has changed with the articles, and what was not checked."""
    words, assessment = view.words, assessed(view)
    found = _true(view, assessment)
    rows: Rows = ((Offer(words("button.remind.dates"), "dates"),), *back_row(view))
    if assessment is None or not found:
        return Screen((words("news.old"),), rows)
    return Screen((*_told(found, words), *closing_messages(assessment, words)), rows)


def _told(found: Sequence[Difference], words: Words) -> Iterator[str]:
    """Yield all differences as messages, the bans apart; whoever was told of a decision knows who decides."""
    title = words("news.title")
    bans = [each for each in found if each.what == "ban"]
    others = [each for each in found if each.what != "ban"]
    decides = "" if any(each.name in DECISIONS for each in bans) else words("ban.decides_short")
    for part, closing in ((others, ""), (bans, decides)):
        if part:
            yield from packed(title, dashed(news_entry(each, words) for each in part), title, closing)


def act(view: View, _action: str) -> Move:
    """Show the answer."""
    return to_answer(view)
