"""A person looked at again after a change of the law: the plan anew, and what they are to be told."""

from dataclasses import replace
from typing import NamedTuple

from bot.dialog.answer import assessed
from bot.dialog.model import Context, Remind
from bot.dialog.reminding.law_change import as_of_outlook, changed_between
from bot.dialog.reminding.planning import all_coming, deadline_of, planned_by, switched_on, told_all
from bot.dialog.state import State
from bot.dialog.view import View
from bot.reminders.difference import Change
from bot.reminders.outlook import Outlook, digest, mark_of, outlook_of
from bot.reminders.plan import Wanted


class Reviewed(NamedTuple):
    """What a change of the law leads to for one person.

    Attributes:
        state: what is to be kept; the same object where nothing is to be changed.
        remind: the list that is to be stored; None where the one that is there stays.
        change: what the person is to be told; None where that is nothing.
    """

    state: State
    remind: Remind | None = None
    change: Change | None = None


def reviewed(state: State, context: Context) -> Reviewed:
    """Assess somebody again after a change of the law.

    Whoever was reviewed before and whose list may not have been stored yet is given the same list and the
    same news again: whoever stores them twice changes nothing.

    Args:
        state: the conversation as it is kept.
        context: today, and the law as it is now.
    """
    kept, case = state.reminders, digest(state.facts.case)
    outlook = kept.outlook
    half_told = outlook is not None and outlook.case != case and not told_all(state)
    # Facts that are only half told anew change nothing: once all are told, all is planned by the new law.
    assessment = assessed(View(state, context)) if kept.active and not half_told else None
    if assessment is None:
        return Reviewed(state)
    found = all_coming(assessment, View(state, context))
    then = as_of_outlook(state, context, assessment)
    change = changed_between(state, context, assessment, then)
    if outlook is not None and change is None:
        if outlook.law == mark_of(context.law):
            _, remind = planned_by(state, context, found, outlook)
            return Reviewed(state, remind, news_of(state, context))
        if then is not None and _same_plan(
            state, outlook, outlook_of(then, state.facts.case, context.law), found
        ):
            return Reviewed(state)
    planned, remind = planned_by(state, context, found, outlook_of(assessment, state.facts.case, context.law))
    if change is not None:
        planned = replace(planned, reminders=replace(planned.reminders, news=change))
    return Reviewed(planned, remind, change)


def news_of(state: State, context: Context) -> Change | None:
    """Return what the law of the context has changed for a person, if it was of the facts as they are."""
    news = state.reminders.news
    same = news is not None and (news.law, news.case) == (mark_of(context.law), digest(state.facts.case))
    return news if same else None


def _same_plan(state: State, kept: Outlook, then: Outlook, found: tuple[Wanted, ...]) -> bool:
    """Whether the plan that is stored is that of the new law: neither an answer nor a deadline is another."""
    planned = state.reminders.deadlines
    same = then._replace(law=kept.law) == kept
    return same and all(deadline_of(each) in planned for each in switched_on(found, state))
