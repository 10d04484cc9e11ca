"""What a reminder says: what is to be done and by when, and one next step; and its line in the list."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from bot.reminders.plan import Wanted
from bot.reminders.steps import GOES_ON, LAST_DAYS, LEAVE
from bot.replies import vocabulary
from bot.replies.lines import duties_to_do, duty_act, duty_step, sentence
from bot.replies.words import N_, Words
from rules.assessment import Assessment, Duty

_PAPERS: Final = N_("remind.next.papers")
_LAWYER: Final = N_("remind.next.lawyer")
_EXTEND: Final = N_("remind.next.extend")
_VISIT: Final = N_("remind.next.visit")
_OR_LEAVE: Final = N_("remind.next.or_leave")
NEXT: Final[Mapping[str, str]] = MappingProxyType(
    {
        LEAVE: N_("remind.next.leave"),
        "register": N_("remind.next.register"),
        "patent_payment": N_("remind.next.pay"),
        "fine_payment": N_("remind.next.fine"),
        "medical": _VISIT,
        "medical_renewal": _VISIT,
        "fingerprints": _VISIT,
        "new_contract": N_("remind.next.contract"),
        "expulsion_appeal": N_("remind.next.appeal"),
    }
)
"""By the kind of deadline: the step to take now. Of all others the papers are to be looked after."""


def reminder_text(duty: Duty, assessment: Assessment, words: Words) -> str:
    """Return what to do about an open duty with its last day, and the next step: two sentences at most.

    What the answer of the day says to do only with a lawyer is told so here too.
    """
    if duty not in duties_to_do(assessment):
        name = words(vocabulary.DUTIES.get(duty.duty, vocabulary.OTHER_DUTY).name)
        key = "duty.line_open" if duty.state == "open" else "duty.line_missed"
        told = sentence(words(key, duty=name, date=duty.due))
        return f"{told}. {words(_LAWYER)}"
    step = NEXT.get(duty.duty, _PAPERS)
    if duty_act(duty, assessment, words) == words("act.leave_unless"):
        step = _EXTEND
    if tells_of_leaving(duty, assessment):
        step = _OR_LEAVE
    return f"{duty_step(duty, assessment, words)}. {words(step)}"


def tells_of_leaving(duty: Duty, assessment: Assessment) -> bool:
    """Whether the reminder of an open duty says too that the person leaves on the same day otherwise."""
    to_do = duties_to_do(assessment)
    if duty not in to_do or duty.duty not in GOES_ON or duty.due - assessment.on > timedelta(LAST_DAYS):
        return False
    return any((each.duty, each.due, each.state) == (LEAVE, duty.due, "open") for each in to_do)


def late_text(duty: Duty, assessment: Assessment, words: Words) -> str:
    """Return what to do about a missed duty: what comes next is told by the answer."""
    if duty not in duties_to_do(assessment):
        return reminder_text(duty, assessment, words)
    return f"{duty_step(duty, assessment, words)}."


def line(reminder: Wanted, words: Words, *, on: bool, today: date, then: date | None) -> str:
    """Return a deadline for the list, with the day of its next reminder, or that it is switched off.

    Whether that of today has come already is not known here: what is told of it is true before and after.

    Args:
        reminder: the next reminder of the deadline, from today on.
        words: the language.
        on: whether the deadline is reminded of.
        today: the day on which the list is shown.
        then: the day of the reminder after that one; None where there is none.
    """
    name = words(vocabulary.DUTIES.get(reminder.kind, vocabulary.OTHER_DUTY).name)
    what = sentence(words("duty.line_open", duty=name, date=reminder.deadline))
    if not on:
        return words("remind.line_off", what=what)
    if reminder.day > today:
        return words("remind.line", what=what, date=reminder.day)
    if then is None:
        return words("remind.line_last", what=what)
    return words("remind.line_today", what=what, date=then)


def done_line(kind: str, words: Words) -> str:
    """Return a deadline for the list that was said to be done."""
    name = words(vocabulary.DUTIES.get(kind, vocabulary.OTHER_DUTY).name)
    return sentence(words("duty.line_done", duty=name))
