"""Which reminders a conversation wants, and when the channel is to be told of them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bot.dialog.answer import assessed, has_left
from bot.dialog.model import Context, Remind
from bot.dialog.remembered import Deadline
from bot.dialog.reminding.law_change import changed_since
from bot.dialog.state import State
from bot.dialog.view import View
from bot.reminders.outlook import Outlook, outlook_of
from bot.reminders.plan import Wanted, afterwards, in_order, opening, wanted
from bot.reminders.steps import LEAVE
from bot.reminders.zones import DEFAULT_ZONE
from rules.assessment import Assessment

AGAIN: Final = timedelta(days=7)
"""How long a plan is good while nothing is heard: a week, in which no deadline comes and goes."""


def coming(view: View) -> tuple[Wanted, ...] | None:
    """Return all reminders in time that are to come, what is switched off left in; None: nothing is known.

    What was said to be done is left out, and what was put off comes on the day that was chosen for it. What
    comes after a deadline is told by :func:`after_deadlines`: it is no reminder that anybody may wait for.
    """
    assessment = assessed(view)
    return None if assessment is None else coming_by(assessment, view)


def coming_by(assessment: Assessment, view: View) -> tuple[Wanted, ...]:
    """Return the same by an assessment that is there already."""
    kept = view.state.reminders
    found = _undone((*wanted(assessment), *_opening(assessment, view)), view)
    put_off = {each.deadline: each.day for each in kept.later if view.today <= each.day <= each.deadline.day}
    return in_order(_put_off(found, put_off))


def after_deadlines(assessment: Assessment, view: View) -> tuple[Wanted, ...]:
    """Return the reminders after their deadlines, what is switched off left in, in order of their days.

    Of what was missed only where a reminder of it had been planned: of anything else nobody has promised to
    remind, and whoever agrees to be reminded has just been told of it by the answer.
    """
    known = view.state.reminders.deadlines
    found = _undone(afterwards(assessment), view)
    return tuple(each for each in found if each.deadline >= view.today or deadline_of(each) in known)


def all_coming(assessment: Assessment, view: View) -> tuple[Wanted, ...]:
    """Return all reminders that are to be planned, those in time and those after their deadlines."""
    return in_order((*coming_by(assessment, view), *after_deadlines(assessment, view)))


def _undone(found: Iterable[Wanted], view: View) -> tuple[Wanted, ...]:
    """Leave out what the person has told to be done."""
    kept = view.state.reminders
    return tuple(
        each
        for each in found
        if deadline_of(each) not in kept.done and not is_behind(view, deadline_of(each))
    )


def _opening(assessment: Assessment, view: View) -> tuple[Wanted, ...]:
    """Return the reminders of what can first be done before the next plan; only permits have such duties."""
    if not view.known.items("permits"):
        return ()
    later = assessed(View(view.state, replace(view.context, today=assessment.on + AGAIN)))
    return () if later is None else opening(assessment, later)


def _put_off(found: Iterable[Wanted], days: dict[Deadline, date]) -> Iterator[Wanted]:
    """Yield the reminders, of what was put off none before the day chosen for it, and one on that day."""
    for each in found:
        day = days.get(deadline_of(each))
        if day is not None:
            yield each._replace(day=day)
        if day is None or each.day > day:
            yield each


def deadline_of(reminder: Wanted) -> Deadline:
    """Return the deadline that a reminder is of."""
    return Deadline(reminder.kind, reminder.deadline)


def is_behind(view: View, deadline: Deadline) -> bool:
    """Whether it is to leave and the person has told that they did: the day of leaving counts to its end."""
    return deadline.kind == LEAVE and has_left(view)


def switched_on(found: Iterable[Wanted], state: State) -> tuple[Wanted, ...]:
    """Return the reminders that are not switched off, by their kind or each by itself."""
    return tuple(each for each in found if not state.reminders.is_off(deadline_of(each)))


def replanned(state: State, context: Context) -> tuple[State, Remind | None]:
    """Plan anew, as after a change of the law or on another day: the person has done nothing.

    Returns:
        The state to be kept, and the list to be stored; None where nothing is to be changed: the person is
        not reminded, or the law files do not reach so far.
    """
    assessment = assessed(View(state, context)) if state.reminders.active else None
    if assessment is None:
        return state, None
    outlook = _outlook(state, context, assessment)
    return planned_by(state, context, all_coming(assessment, View(state, context)), outlook)


def _outlook(state: State, context: Context, assessment: Assessment) -> Outlook:
    """Return the new outlook; the old one where the law has changed since something that nobody has told.

    Whoever goes through all people after a change of the law finds the difference by it.
    """
    kept = state.reminders.outlook
    if kept is not None and changed_since(state, context, assessment) is not None:
        return kept
    return outlook_of(assessment, state.facts.case, context.law)


def after_step(
    before: State, after: State | None, context: Context, *, anew: bool = False
) -> tuple[State | None, tuple[Remind, ...]]:
    """Return the state after a step and the list to tell the channel, if anything may have changed it.

    ``anew``: the channel may have lost the list, as where somebody had blocked it and comes back.
    Facts that are only half told anew change nothing yet; once all are thrown away nothing is wanted.
    Whoever was asked whether to keep their dates has been heard, be it on the same day.
    """
    was = before.reminders
    if after is not None and after.reminders.asked_on is not None:
        after = replace(after, reminders=replace(after.reminders, asked_on=None))
    if after is None or not after.reminders.active:
        stopped = was.active or (after is None and was.zone is not None)
        return after, (Remind((), was.zone or DEFAULT_ZONE),) if stopped else ()
    if not was.active:
        after = _told_already(after, context)
    same = (
        not anew
        and was.active
        and was.same_wish(after.reminders)
        and before.facts.case == after.facts.case
        and (told_all(before) or not told_all(after))
        and after.reminders.planned_on == context.today
    )
    if same:
        return after, ()
    if not after.facts.case:
        return _none(after, context)
    if not told_all(after):
        return after, ()
    planned, told = replanned(after, context)
    return planned, () if told is None else (told,)


def _told_already(state: State, context: Context) -> State:
    """Let nothing come of what is missed when reminders are switched on: the answer has just told it."""
    assessment = assessed(View(state, context))
    kept = state.reminders
    for duty in () if assessment is None else assessment.cautious.duties:
        due = Deadline(duty.duty, duty.due)
        if duty.state == "missed" and due in kept.deadlines:
            kept = kept.silenced(due, on=False)
    return replace(state, reminders=kept)


def told_all(state: State) -> bool:
    """Whether the last question has its answer: only what is half told has none."""
    return "trouble" in state.facts.told


def _none(state: State, context: Context) -> tuple[State, tuple[Remind, ...]]:
    state, told = planned_by(state, context, (), None)
    return state, (told,)


def planned_by(
    state: State, context: Context, found: tuple[Wanted, ...], outlook: Outlook | None
) -> tuple[State, Remind]:
    """Return the state and the list to be stored where these reminders are to come.

    News of other facts than those of the outlook are no news any more.
    """
    kept = state.reminders
    news = kept.news if kept.news and outlook and kept.news.case == outlook.case else None
    told = switched_on(found, state)
    numbered = kept.numbering(tuple(map(deadline_of, told)))
    # What was put off to a day that is over has come.
    later = tuple(each for each in kept.later if each.day >= context.today)
    planned = replace(numbered, later=later, planned_on=context.today, outlook=outlook, news=news)
    state = replace(state, reminders=planned)
    return state, Remind(told, kept.zone or DEFAULT_ZONE)
