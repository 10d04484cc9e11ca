"""The three numbers of every answer: days left, last day, when the days come back or entry opens."""

from datetime import date, timedelta

from bot.replies import vocabulary
from bot.replies.disputes import unfounded
from bot.replies.lines import days_left
from bot.replies.words import Words
from rules.assessment import Account, Answer, Assessment
from rules.level import must_leave

_ONE_DAY = timedelta(days=1)
_UNTIL_PAID = "unpaid_fine"
"""The ban that whoever pays can end."""


def numbers(assessment: Assessment, words: Words) -> tuple[str, ...]:
    """Return the three lines, without full stops."""
    match assessment.cautious.status:
        case "lawful":
            return _inside(assessment, words)
        case "overstay" if not unfounded(assessment):
            return _over(assessment, words)
        case "outside":
            return _outside(assessment, words)
        case _:
            return (words("number.left_unknown"), words("number.last_unknown"), words("number.back_unknown"))


def comes_back(account: Account) -> date | None:
    """Return the first day of the next count; None where days come back one by one, as in a moving window."""
    start, end = account.first, account.last
    whole_year = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year
    return end + _ONE_DAY if whole_year else None


def _inside(assessment: Assessment, words: Words) -> tuple[str, ...]:
    answer, left = assessment.cautious, days_left(assessment)
    if must_leave(answer):
        return _decided(assessment, words)
    if left is None or answer.last_day is None:
        return (words("number.left_no_end"), words("number.last_none"), _back(answer, words))
    if answer.days is None:
        first = words("number.left", number=left)
    else:
        first = words("number.left_account", number=left, used=answer.days.used, limit=answer.days.limit)
    return (first, words("number.last", date=answer.last_day), _back(answer, words))


def _decided(assessment: Assessment, words: Words) -> tuple[str, ...]:
    """Return the three lines where a decision obliges to leave: only its own last day is told."""
    due = next((duty.due for duty in assessment.cautious.duties if duty.duty == "leave"), None)
    if due is None:
        return (words("number.left_unknown"), words("number.last_unknown"), words("number.back_unknown"))
    left = max(0, (due - assessment.on).days)
    last = words("number.last" if due >= assessment.on else "number.last_over", date=due)
    return (words("number.left", number=left), last, words("number.back_unknown"))


def _back(answer: Answer, words: Words) -> str:
    if answer.days is None:
        ground = words(vocabulary.GROUNDS.get(answer.ground or "", vocabulary.OTHER_GROUND))
        return words("number.back_ground", ground=ground)
    again = comes_back(answer.days)
    return words("number.back_rolling") if again is None else words("number.back", date=again)


def _over(assessment: Assessment, words: Words) -> tuple[str, ...]:
    answer = assessment.cautious
    last = assessment.on - timedelta(days=answer.overstay_days)
    return (
        words("number.left", number=0),
        words("number.last_over", date=last),
        _after_leaving(answer, words),
    )


def _after_leaving(answer: Answer, words: Words) -> str:
    """Return when entry opens if the person left on the day, or when the count begins anew."""
    closing = [ban for ban in answer.bans if ban.ground != _UNTIL_PAID]
    ends = [ban.until for ban in closing if ban.until is not None]
    if any(ban.until is None for ban in closing):
        return words("number.closed_at_least", date=max(ends)) if ends else words("number.closed_open")
    if ends:
        return words("number.closed_if_left", date=max(ends))
    again = None if answer.days is None else comes_back(answer.days)
    return words("number.back_unknown") if again is None else words("number.back_over", date=again)


def _outside(assessment: Assessment, words: Words) -> tuple[str, ...]:
    answer, account = assessment.cautious, assessment.cautious.days
    if account is None:
        first = words("number.left_unknown")
    else:
        first = words("number.left_outside", number=account.left, used=account.used, limit=account.limit)
    if answer.may_enter_from is None:
        opens = words("number.entry_unknown")
    elif answer.may_enter_from <= assessment.on:
        opens = words("number.entry_now")
    else:
        opens = words("number.entry_from", date=answer.may_enter_from)
    return (first, words("number.last_outside"), opens)
