"""What to find out first: the fact on which most hangs, where it is written, and what it would settle."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.replies.disputes import date_name, is_deciding, that_matter, where_found
from bot.replies.words import N_, Words
from rules.assessment import Assessment, Settles, Status

_TOLD_APART: Final = frozenset({"find_entry_date", "ask_purpose"})
"""Steps of an answer that say already what to find."""

DECIDING: Final[frozenset[Settles]] = frozenset({"status", "ban", "last_day"})
"""What is settled before anything else is done."""

_SETTLES: Final[Mapping[Settles, str]] = MappingProxyType(
    {
        "status": N_("first.status"),
        "ban": N_("first.ban"),
        "last_day": N_("first.last_day"),
        "duty": N_("first.duty"),
        "rest": N_("first.rest"),
    }
)
_LAST_DAY: Final[Mapping[Status, str]] = MappingProxyType(
    {"overstay": N_("first.overstay"), "outside": N_("first.entry")}
)
"""What a date that moves the last day settles where the stay is over."""


def first_line(assessment: Assessment, words: Words) -> str | None:
    """Return what to find first, what it settles and where it is found; None where nothing is to be found.

    At most two sentences.
    """
    ask = assessment.ask_first
    if ask is None:
        return None
    key = _SETTLES[ask.settles]
    if ask.settles == "last_day":
        key = _LAST_DAY.get(assessment.cautious.status, key)
    elif ask.settles == "rest" and assessment.cautious.planned != assessment.favourable.planned:
        key = N_("first.trip")
    what, where = _name(ask.path, words), where_found(ask.path, words)
    if where is None:
        return words("first.find_plain", what=what, settles=words(key))
    return words("first.find", what=what, settles=words(key), where=where)


def first_step(assessment: Assessment, words: Words) -> str | None:
    """Return what to find first as something to do; None where a step of the answer says it already."""
    ask = assessment.ask_first
    if ask is None or _is_told(ask.path, assessment):
        return None
    what, where = _name(ask.path, words), where_found(ask.path, words)
    return words("act.find", what=what) if where is None else words("act.find_in", what=what, where=where)


def _name(path: str, words: Words) -> str:
    """Return the name of the fact; a purpose is asked for of the present stay alone, so it has no number."""
    return date_name(path if not path.endswith(".purpose") else "stays[0].purpose", words)


def _is_told(path: str, assessment: Assessment) -> bool:
    """Return whether another step, or the first line of an answer on which all hangs, says what to find."""
    actions = _TOLD_APART & set(assessment.cautious.actions)
    if path.endswith("].entry") and "find_entry_date" in actions:
        return True
    if path.endswith("].purpose") and "ask_purpose" in actions:
        return True
    over = assessment.cautious.status == "overstay" and assessment.favourable.status == "lawful"
    return over and path == next(filter(is_deciding, that_matter(assessment)), None)
