"""The headline of somebody whose stay is running: how long still, and what comes first."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from bot.replies import vocabulary
from bot.replies.lines import days_left, duty_act, in_force, sentence, step_line, within
from bot.replies.words import N_, Words
from rules.assessment import Assessment, Duty

_TERMS: Final[Mapping[str, str]] = MappingProxyType(
    {"new_contract_term": N_("headline.new_contract"), "departure_term": N_("headline.departure")}
)
"""Grounds that are a term to do something in."""


def inside(assessment: Assessment, words: Words) -> str:
    """Return what is late, or the days left; on a ground without a count of days, what comes next.

    Where the last day is near, the days left come before what is late.
    """
    answer = assessment.cautious
    late = _late(assessment, words)
    if late is not None:
        parts = (late, _left(assessment, words))
        return " ".join(reversed(parts) if answer.level == "red" else parts)
    if answer.bans:
        ban = words("headline.ban_inside" if in_force(answer) else "headline.ban_if_left")
        return f"{_left(assessment, words)} {ban}"
    if answer.last_day is None or answer.ground in vocabulary.AS_LONG_AS:
        return f"{_calm(answer.ground, words)} {_next(assessment, words) or _left(assessment, words)}"
    coming = _next(assessment, words)
    if coming is not None and answer.ground not in _TERMS:
        return f"{_left(assessment, words)} {coming}"
    if answer.last_day <= assessment.on:
        return words("headline.last_today")
    key = _TERMS.get(answer.ground or "", N_("headline.left"))
    return words(key, left=_counted(assessment, words), last_day=sentence(words.last_day(answer.last_day)))


def decided(assessment: Assessment, words: Words) -> str:
    """Return that a decision obliges to leave, with its last day where one is known."""
    due = next((duty.due for duty in assessment.cautious.duties if duty.duty == "leave"), None)
    if due is None:
        return words("headline.decided")
    return words("headline.decided_by" if due >= assessment.on else "headline.decided_over", date=due)


def _late(assessment: Assessment, words: Words) -> str | None:
    missed = [duty for duty in assessment.cautious.duties if duty.state == "missed"]
    if not missed:
        return None
    first = words(vocabulary.DUTIES.get(min(missed, key=_due).duty, vocabulary.OTHER_DUTY).name)
    late = sentence(words.count("late", len(missed)))
    return words("headline.late_one" if len(missed) == 1 else "headline.late", late=late, first=first)


def _calm(ground: str | None, words: Words) -> str:
    condition = vocabulary.AS_LONG_AS.get(ground or "")
    if condition is None:
        return words("headline.calm")
    return words("headline.calm_while", condition=words(condition))


def _next(assessment: Assessment, words: Words) -> str | None:
    """Return the open duties that are due first, unless the stay ends before; leaving is told apart."""
    last = assessment.cautious.last_day
    coming = [duty for duty in assessment.cautious.duties if duty.state == "open" and duty.duty != "leave"]
    first = min(coming, key=_due, default=None)
    if first is None or (last is not None and first.due > last):
        return None
    # Two duties may ask for the same: it is said once.
    acts = [*dict.fromkeys(duty_act(duty, assessment, words) for duty in coming if duty.due == first.due)]
    act = words.listing([acts[0], *map(within, acts[1:])])
    return words("headline.next", step=step_line(act, first.due, assessment.on, words))


def _left(assessment: Assessment, words: Words) -> str:
    """Return the days left and the last day in one sentence."""
    last = assessment.cautious.last_day
    if last is None:
        return words("headline.no_end")
    if last <= assessment.on:
        return words("headline.last_today_one")
    return words("headline.left_one", left=_counted(assessment, words), last_day=words.last_day(last))


def _counted(assessment: Assessment, words: Words) -> str:
    return sentence(words.count("day_left", days_left(assessment) or 0))


def _due(duty: Duty) -> date:
    return duty.due
