"""Why the answer is as it is: a few plain lines for each result of the reasoning."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from bot.replies import vocabulary
from bot.replies.disputes import date_name, fact_of, sides_line, unfounded
from bot.replies.lines import law_name, sentence
from bot.replies.packing import MOST_WORDS
from bot.replies.reasons import OTHER_RULE, RULES
from bot.replies.steps import ALL_SURE, VagueDays, law_line, pairs, step_line
from bot.replies.words import Words
from rules.assessment import Assessment, Finding, Value
from rules.facts import Case
from rules.when import When

_TWINS: Final = {"first": "entry", "last": "first"}
_ENDS: Final = ("end.", "stay.unbroken")
_OF_STAY: Final = frozenset({"status", "last_day", "overstay_days", "may_enter_from"})
_LASTS: Final = frozenset({"last", "last_lawful"})
_VAGUE: Final = "doubt.date"
_TOGETHER: Final = "doubt.all"


def vague_days(case: Case, on: date | None = None) -> VagueDays:
    """Return the first and last days of all dates of a case that are known only roughly.

    Where something was done on such a date, its day is not to be told as if the person had named it. Of
    each day it is told whether the person has not named it for anything else either; the day asked about,
    ``on``, is as good as named.
    """
    dates = tuple(_dates(case))
    named = {on, *(when.first for when in dates if when.exact)}
    return {day: day not in named for when in dates if not when.exact for day in when if day is not None}


def _dates(part: object) -> Iterator[When]:
    if isinstance(part, When):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from _dates(each)


def reasons(assessment: Assessment, words: Words, unsure: VagueDays = ALL_SURE) -> tuple[str, ...]:
    """Return what the answer is, then for each result the rule, the dates, the law and how sure it is.

    A result that two readings of the law lead to says both. The lines after the first have no full stop.
    Nothing is said to have been done on a day that is ``unsure``, nor that it was late then.
    """
    steps = dict.fromkeys(reason(finding, words, unsure) for finding in assessment.trace)
    numbered = (f"{number}) {text}" for number, text in enumerate(steps, 1))
    return (opening(assessment, words), *numbered)


def provisional(assessment: Assessment) -> bool:
    """Whether the answer rests on any rule or date that is not fully confirmed."""
    return any(map(_is_provisional, assessment.trace))


def _is_provisional(finding: Finding) -> bool:
    unsure = finding.certainty != "high" or bool(finding.found.get("provisional"))
    return unsure or any(map(_is_provisional, finding.because))


def rule_name(rule: str, words: Words) -> str:
    """Return the sentence of a rule; of the rule above it where it has none; else the general one."""
    while rule not in RULES and "." in rule:
        rule = rule.rpartition(".")[0]
    return words(RULES.get(rule, OTHER_RULE))


def opening(assessment: Assessment, words: Words) -> str:
    """Return what the answer is, in a sentence or two."""
    answer = assessment.cautious
    if unfounded(assessment):
        return words("why.unfounded", what=fact_of(assessment, words))
    status = words(vocabulary.STATUSES[answer.status])
    if answer.ground is None:
        return words("why.answer", status=status)
    ground = words(vocabulary.GROUNDS.get(answer.ground, vocabulary.OTHER_GROUND))
    return words("why.answer_ground", status=status, ground=ground)


def reason(finding: Finding, words: Words, unsure: VagueDays = ALL_SURE) -> str:
    """Return one result that stands alone: the rule, what was found, what ended a stay, and the law."""
    first, law = _first_line(finding, words), _law(finding, words)
    if finding.rule == _TOGETHER:
        outcomes = (sentence(step_line(_in_short(each), words)) for each in finding.because)
        return "\n".join((first, *outcomes))
    found = _found(finding, unsure)
    plain = "\n".join((first, *_values(found, words), law))
    end = finding.because[-1] if finding.because else None
    if end is None or not finding.rule.startswith("stay.") or not end.rule.startswith(_ENDS):
        return plain
    last = end.found.get("last")
    found = {name: value for name, value in found.items() if name not in _LASTS or value != last}
    ended = "\n".join((first, *_values(found, words), sentence(step_line(end, words)), law))
    # With its number it is to be one message, so what has no room stands among the steps only.
    return ended if len(ended.split()) < MOST_WORDS else plain


def _law(finding: Finding, words: Words) -> str:
    certainty = words(vocabulary.CERTAINTIES.get(finding.certainty, vocabulary.OTHER_CERTAINTY))
    law = law_name(finding.law, words)
    if _reading(finding) is not None:
        return words("why.law_read", law=law, certainty=certainty)
    return words("why.law", law=law, version=finding.version, certainty=certainty)


def reason_above(finding: Finding, words: Words, unsure: VagueDays = ALL_SURE) -> str:
    """Return one result as it stands above its steps: without what they say, or that its rule is sure."""
    found = _found(finding, unsure)
    if any("on" in each.found and each.found["on"] == found.get("since") for each in finding.because):
        found.pop("since", None)
    lines = [_first_line(finding, words), *_values(found, words)]
    if finding.rule == _TOGETHER:
        return "\n".join(lines)
    return "\n".join((*lines, words("why.law_only", law=law_line(finding, words, read=_reading(finding)))))


def _in_short(outcome: Finding) -> Finding:
    """Return an outcome with what it says of the stay, where it says anything of that."""
    of_stay = {name: value for name, value in outcome.found.items() if name in _OF_STAY}
    return outcome._replace(found=of_stay or outcome.found)


def _reading(finding: Finding) -> str | None:
    """Return the reading that a result is about; other steps only name the one they took."""
    return finding.reading if finding.rule == f"reading.{finding.reading}" else None


def _found(finding: Finding, unsure: VagueDays) -> dict[str, Value]:
    """Return the values to be told by their names."""
    if finding.rule in {_VAGUE, _TOGETHER}:
        return {}
    found = dict(_telling(finding.found))
    if found.get("done") in unsure:
        return {name: value for name, value in found.items() if name not in {"done", "late"}}
    return found


def _values(found: Mapping[str, Value], words: Words) -> tuple[str, ...]:
    told = pairs(found, words)
    return (words("why.dates", found=told),) if told else ()


def _first_line(finding: Finding, words: Words) -> str:
    reading = _reading(finding)
    if reading is not None:
        return words("why.reading", sides=sentence(sides_line(reading, words)))
    if finding.rule == _VAGUE:
        first, last = finding.found.get("first"), finding.found.get("last")
        when = When(first if isinstance(first, date) else None, last if isinstance(last, date) else None)
        name = date_name(str(finding.found.get("path")), words)
        return words("why.vague", name=sentence(name), when=words.when(when))
    return rule_name(finding.rule, words)


def _telling(found: Mapping[str, Value]) -> Iterator[tuple[str, Value]]:
    """Yield the values, but no day twice: the first day of a stay is its entry, of one day also its last."""
    for name, value in found.items():
        twin = _TWINS.get(name)
        if twin is None or value != found.get(twin):
            yield name, value
