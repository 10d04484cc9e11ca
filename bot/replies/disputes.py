"""What stands between the cautious and the favourable answer: vague dates, and law read in two ways."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from bot.replies.reasons import FACTS, OTHER_FACT, OTHER_READING, READINGS, FactWords
from bot.replies.words import Words
from rules.assessment import Answer, Assessment, Duty

_NUMBER: Final = re.compile(r"\[\d+\]")
_FROM_NOUGHT: Final = re.compile(r"\[(\d+)\]")

_A_YEAR: Final = 365

_DECIDES_ONLY: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "registrations.from": frozenset({"register"}),
        "registrations.until": frozenset({"register"}),
        "medical": frozenset({"medical", "medical_renewal"}),
        "fingerprinted": frozenset({"fingerprints"}),
        "patents.contract_notified": frozenset({"contract_notice"}),
        "offences.paid": frozenset({"fine_payment"}),
    }
)
"""Dates that only say whether a duty is done, and which: where that is sure, nobody need look for them."""


def is_fact(dispute: str) -> bool:
    """Whether a dispute is the path of a date of the case, not the name of a reading."""
    return dispute not in READINGS and (_NUMBER.sub("", dispute) in FACTS or "[" in dispute)


def is_entry(dispute: str) -> bool:
    """Whether a dispute is about the day of an entry that was made."""
    return dispute.startswith("stays[") and dispute.endswith("].entry")


def that_matter(assessment: Assessment) -> tuple[str, ...]:
    """Return the disputes without dates that only say when something was done that is done either way."""
    unsure = _unsure_duties(assessment.cautious, assessment.favourable)

    def matters(dispute: str) -> bool:
        duties = _DECIDES_ONLY.get(_NUMBER.sub("", dispute))
        return duties is None or bool(duties & unsure)

    return tuple(filter(matters, assessment.disputes))


def _unsure_duties(worse: Answer, best: Answer) -> frozenset[str]:
    """Return the duties that are in another state in the one answer than in the other."""

    def states(duties: Iterable[Duty]) -> frozenset[tuple[str, str]]:
        return frozenset((each.duty, each.state) for each in duties)

    return frozenset(duty for duty, _ in states(worse.duties) ^ states(best.duties))


def fact_of(assessment: Assessment, words: Words) -> str | None:
    """Return the name of the first vague date on which the stay hangs; None where it hangs on the law."""
    return next((words(_fact(each).name) for each in that_matter(assessment) if is_deciding(each)), None)


def is_deciding(dispute: str) -> bool:
    """Whether a dispute is a date on which the stay itself can hang, and not only what was done in time."""
    return is_fact(dispute) and _NUMBER.sub("", dispute) not in _DECIDES_ONLY


def unfounded(assessment: Assessment) -> bool:
    """Whether the stay may be over for more than a year or not at all, as a date that matters is too vague.

    Any number of days would then be an invention: the date is to be found first.
    """
    worse, best = assessment.cautious, assessment.favourable
    far = worse.status == "overstay" and worse.overstay_days > _A_YEAR and best.status == "lawful"
    return far and any(map(is_deciding, that_matter(assessment)))


def find_line(dispute: str, words: Words) -> str:
    """Return which date to find, and in which document."""
    fact, what = _fact(dispute), date_name(dispute, words)
    if fact.where is None:
        return words("better.find_plain", what=what)
    return words("better.find", what=what, where=words(fact.where))


def date_name(dispute: str, words: Words) -> str:
    """Return the name of a date of the case by its path, with its number from the second of a kind on."""
    what = words(_fact(dispute).name)
    number = _FROM_NOUGHT.search(dispute)
    if number is not None and int(number[1]) > 0:  # most people have one of a kind
        return words("better.numbered", what=what, number=int(number[1]) + 1)
    return what


def where_found(dispute: str, words: Words) -> str | None:
    """Return where a fact of the case is written; None where only the person can tell."""
    where = _fact(dispute).where
    return None if where is None else words(where)


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
