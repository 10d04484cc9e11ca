"""What stands between the cautious and the favourable answer: vague dates, and law read in two ways."""

import re
from collections.abc import Iterable
from typing import Final

from bot.replies.reasons import FACTS, OTHER_FACT, OTHER_READING, READINGS, FactWords
from bot.replies.words import Words

_NUMBER: Final = re.compile(r"\[\d+\]")
_FROM_NOUGHT: Final = re.compile(r"\[(\d+)\]")


def is_fact(dispute: str) -> bool:
    """Whether a dispute is the path of a date of the case, not the name of a reading."""
    return dispute not in READINGS and (_NUMBER.sub("", dispute) in FACTS or "[" in dispute)


def is_entry(dispute: str) -> bool:
    """Whether a dispute is about the day of an entry that was made."""
    return dispute.startswith("stays[") and dispute.endswith("].entry")


def fact_of(disputes: Iterable[str], words: Words) -> str | None:
    """Return the name of the first vague date among the disputes, None where all are readings."""
    return next((words(_fact(each).name) for each in disputes if is_fact(each)), None)


def find_line(dispute: str, words: Words) -> str:
    """Return which date to find, and in which document."""
    fact = _fact(dispute)
    what = words(fact.name)
    number = _FROM_NOUGHT.search(dispute)
    if number is not None and int(number[1]) > 0:  # most people have one of a kind
        what = words("better.numbered", what=what, number=int(number[1]) + 1)
    if fact.where is None:
        return words("better.find_plain", what=what)
    return words("better.find", what=what, where=words(fact.where))


def question(reading: str, words: Words) -> str:
    """Return what is read in two ways."""
    known = READINGS.get(reading)
    return words(OTHER_READING if known is None else known.question)


def sides_line(reading: str, words: Words) -> str:
    """Return both answers to what is read in two ways."""
    known = READINGS.get(reading)
    if known is None:
        return words("better.question", question=question(reading, words))
    strict, mild = words(known.cautious), words(known.favourable)
    return words("better.sides", question=question(reading, words), cautious=strict, favourable=mild)


def _fact(dispute: str) -> FactWords:
    return FACTS.get(_NUMBER.sub("", dispute), OTHER_FACT)
