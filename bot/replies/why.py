"""Why the answer is as it is: a few plain lines for each step of the reasoning."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Final

from bot.replies import vocabulary
from bot.replies.disputes import sides_line
from bot.replies.lines import law_name, sentence
from bot.replies.reasons import FOUND, OTHER_FOUND, OTHER_RULE, RULES
from bot.replies.words import Words
from rules.assessment import Assessment, Finding, Value
from rules.facts import Case
from rules.when import When

_TWINS: Final = {"first": "entry", "last": "first"}


def why_text(assessment: Assessment, words: Words) -> str:
    """Return the whole reasoning: what the answer is, then a paragraph for each step of the trace."""
    return "\n\n".join(reasons(assessment, words))


def vague_days(case: Case) -> frozenset[date]:
    """Return the first and last days of all dates of a case that are known only roughly.

    Where something was done on such a date, its day is not to be told as if the person had named it.
    """
    return frozenset(_bounds(case))


def _bounds(part: object) -> Iterator[date]:
    if isinstance(part, When):
        if not part.exact:
            yield from (day for day in part if day is not None)
    elif isinstance(part, tuple):
        for each in part:
            yield from _bounds(each)


def reasons(assessment: Assessment, words: Words, unsure: Collection[date] = ()) -> tuple[str, ...]:
    """Return what the answer is, then for each step the rule, the dates, the law and how sure it is.

    A step that two readings of the law lead to says both. The lines after the first have no full stop.
    Nothing is said to have been done on a day that is ``unsure``, nor that it was late then.
    """
    steps = dict.fromkeys(_reason(finding, words, unsure) for finding in assessment.trace)
    return (_opening(assessment, words), *(f"{number}) {text}" for number, text in enumerate(steps, 1)))


def provisional(assessment: Assessment) -> bool:
    """Whether the answer rests on any rule or date that is not fully confirmed."""
    return any(each.certainty != "high" or each.found.get("provisional") for each in assessment.trace)


def rule_name(rule: str, words: Words) -> str:
    """Return the sentence of a rule; of the rule above it where it has none; else the general one."""
    while rule not in RULES and "." in rule:
        rule = rule.rpartition(".")[0]
    return words(RULES.get(rule, OTHER_RULE))


def _opening(assessment: Assessment, words: Words) -> str:
    answer = assessment.cautious
    status = words(vocabulary.STATUSES[answer.status])
    if answer.ground is None:
        return words("why.answer", status=status)
    ground = words(vocabulary.GROUNDS.get(answer.ground, vocabulary.OTHER_GROUND))
    return words("why.answer_ground", status=status, ground=ground)


def _reason(finding: Finding, words: Words, unsure: Collection[date]) -> str:
    if finding.reading is None:
        lines = [rule_name(finding.rule, words)]
    else:
        lines = [words("why.reading", sides=sentence(sides_line(finding.reading, words)))]
    found = dict(_telling(finding.found))
    if found.get("done") in unsure:
        found = {name: value for name, value in found.items() if name not in {"done", "late"}}
    pairs = [pair for name, value in found.items() if (pair := _pair(name, value, words)) is not None]
    if pairs:
        lines.append(words("why.dates", found="; ".join(pairs)))
    certainty = words(vocabulary.CERTAINTIES.get(finding.certainty, vocabulary.OTHER_CERTAINTY))
    law = law_name(finding.law, words)
    if finding.reading is None:
        lines.append(words("why.law", law=law, version=finding.version, certainty=certainty))
    else:
        lines.append(words("why.law_read", law=law, certainty=certainty))
    return "\n".join(lines)


def _telling(found: Mapping[str, Value]) -> Iterator[tuple[str, Value]]:
    """Yield the values, but no day twice: the first day of a stay is its entry, of one day also its last."""
    for name, value in found.items():
        twin = _TWINS.get(name)
        if twin is None or value != found.get(twin):
            yield name, value


def _pair(name: str, value: Value, words: Words) -> str | None:
    """Return a value by its name; a mark that is not set is not told, nor is what is not known."""
    label = words(FOUND.get(name, OTHER_FOUND))
    if value is None or (value is False and name != "ok"):
        return None
    if value is True and name != "ok":
        return label
    return words("why.pair", name=label, value=_value(value, words))


def _value(value: Value, words: Words) -> str:
    match value:
        case bool():
            return words("why.yes") if value else words("why.no")
        case date():
            return words.date(value)
        case str() if value in vocabulary.DUTY_STATES:
            return words(vocabulary.DUTY_STATES[value])
        case _:
            return str(value)
