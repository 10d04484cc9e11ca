"""What a reminder says: what is to be done and by when, and one next step; and its line in the list."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final, NamedTuple

from bot.reminders.plan import Wanted
from bot.reminders.steps import GOES_ON, LAST_DAYS, LEAVE
from bot.replies import vocabulary
from bot.replies.answer import numbered
from bot.replies.lines import duties_to_do, duty_act, duty_step, sentence
from bot.replies.words import N_, Words
from rules.assessment import Assessment, Duty

_PAPERS: Final = N_("remind.next.papers")
_LAWYER: Final = N_("remind.next.lawyer")
_EXTEND: Final = N_("remind.next.extend")
_VISIT: Final = N_("remind.next.visit")
_OR_LEAVE: Final = N_("remind.next.or_leave")
_LEAVE_TODAY: Final = N_("remind.next.leave_today")
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


class _Asks(NamedTuple):
    """What is asked when a deadline is over: where the answer says what to do, and where a lawyer does."""

    answer: str
    lawyer: str


_AFTER_OTHER: Final = _Asks(N_("remind.after.done"), N_("remind.after.done_lawyer"))
_AFTER: Final[Mapping[str, _Asks]] = MappingProxyType(
    {
        LEAVE: _Asks(N_("remind.after.left"), N_("remind.after.done_lawyer")),
        "patent_payment": _Asks(N_("remind.after.paid"), N_("remind.after.paid_lawyer")),
    }
)


def reminder_text(duty: Duty, assessment: Assessment, words: Words) -> str:
    """Return what to do about an open duty with its last day, and the next step: two sentences at most.

    What the answer of the day says to do only with a lawyer is told so here too.
    """
    if duty not in duties_to_do(assessment):
        return f"{_last_day(duty.duty, duty.due, words)}. {words(_LAWYER)}"
    step = NEXT.get(duty.duty, _PAPERS)
    if duty.duty == LEAVE and duty.due == assessment.on:
        step = _LEAVE_TODAY
    if duty_act(duty, assessment, words) == words("act.leave_unless"):
        step = _EXTEND
    if stands_for_leaving(duty, assessment):
        step = _OR_LEAVE
    return f"{duty_step(duty, assessment, words)}. {words(step)}"


def stands_for_leaving(duty: Duty, assessment: Assessment) -> bool:
    """Whether the reminder of a duty is that of leaving on the same day, too.

    In the last days it says that the person leaves otherwise; when both are missed, having done it is what
    would have let the stay go on.
    """
    if duty.duty not in GOES_ON or duty.due - assessment.on > timedelta(LAST_DAYS):
        return False
    if duty.state == "open" and duty not in duties_to_do(assessment):
        return False
    duties = assessment.cautious.duties
    return any((each.duty, each.due, each.state) == (LEAVE, duty.due, duty.state) for each in duties)


def after_text(duty: Duty, assessment: Assessment, words: Words) -> str:
    """Return what is asked about a missed duty: whether it is done after all, and where to look if not.

    What is to be done depends on the day and is told by the answer; what the answer leaves to a lawyer is
    left to one here too.
    """
    asks = _AFTER.get(duty.duty, _AFTER_OTHER)
    ask = asks.answer if duty in duties_to_do(assessment) else asks.lawyer
    labels = {"done": words("button.remind.done"), "dates": words("button.remind.dates")}
    return f"{_was_last_day(duty.duty, duty.due, words)}. {words(ask, **labels)}"


def several_text(duties: Sequence[Duty], assessment: Assessment, words: Words) -> str:
    """Return several deadlines as a list, in their order; open ones of one same day share it."""
    days = {(each.due, each.state) for each in duties}
    alike = len(days) == 1 and duties[0].state == "open"
    day = duties[0].due
    if alike:
        title = words("remind.several_today" if day == assessment.on else "remind.several_day", date=day)
    else:
        title = words("remind.several")
    lines = (_item(each, assessment, words, with_day=not alike) for each in duties)
    return "\n".join((title, *numbered(lines)))


def _item(duty: Duty, assessment: Assessment, words: Words, *, with_day: bool) -> str:
    """Return a deadline as a line of a list with others, without a full stop."""
    if duty not in duties_to_do(assessment):
        last = _last_day if duty.state == "open" else _was_last_day
        what = last(duty.duty, duty.due, words) if with_day else sentence(duty_name(duty.duty, words))
        return words("remind.item_lawyer", what=what)
    if duty.state == "missed":
        return words("remind.item_after", what=_was_last_day(duty.duty, duty.due, words))
    what = duty_step(duty, assessment, words) if with_day else duty_act(duty, assessment, words)
    return words("remind.item_or_leave", what=what) if stands_for_leaving(duty, assessment) else what


def duty_name(kind: str, words: Words) -> str:
    """Return the name of a kind of deadline, as in the middle of a sentence."""
    return words(vocabulary.DUTIES.get(kind, vocabulary.OTHER_DUTY).name)


def _last_day(kind: str, day: date, words: Words) -> str:
    return sentence(words("duty.line_open", duty=duty_name(kind, words), date=day))


def _was_last_day(kind: str, day: date, words: Words) -> str:
    return sentence(words("duty.line_over", duty=duty_name(kind, words), date=day))


def line(reminder: Wanted, words: Words, *, on: bool, today: date, then: date | None) -> str:
    """Return a deadline for the list, with the day of its next reminder, or that it is switched off.

    Whether that of today has come already is not known here: what is told of it is true before and after.

    Args:
        reminder: the next reminder of the deadline, from today on; after the deadline where that is over.
        words: the language.
        on: whether the deadline is reminded of.
        today: the day on which the list is shown.
        then: the day of the reminder after that one; None where there is none.
    """
    last = _was_last_day if reminder.is_after else _last_day
    what = last(reminder.kind, reminder.deadline, words)
    if not on:
        return words("remind.line_off", what=what)
    if reminder.day > today:
        return words("remind.line", what=what, date=reminder.day)
    if then is None:
        return words("remind.line_only_today", what=what)
    return words("remind.line_today", what=what, date=then)


def done_line(kind: str, words: Words) -> str:
    """Return a deadline for the list that was said to be done."""
    return sentence(words("duty.line_done", duty=duty_name(kind, words)))


def stopped_line(kind: str, words: Words) -> str:
    """Return a kind of deadline for the list of which nothing comes, and none of which is ahead."""
    return words("remind.line_off", what=sentence(duty_name(kind, words)))
