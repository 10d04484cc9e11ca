"""Why the answer is as it is: a few plain sentences for each step of the reasoning."""

from datetime import date

from bot.replies import vocabulary
from bot.replies.disputes import sides_line
from bot.replies.lines import law_name, sentence
from bot.replies.reasons import FOUND, OTHER_FOUND, OTHER_RULE, RULES
from bot.replies.words import Words
from rules.assessment import Assessment, Finding, Value


def why_text(assessment: Assessment, words: Words) -> str:
    """Return the whole reasoning, a paragraph for each step, in the order of the trace."""
    if not assessment.trace:
        return words("why.nothing")
    return "\n\n".join(reasons(assessment, words))


def reasons(assessment: Assessment, words: Words) -> tuple[str, ...]:
    """Return a paragraph for each step: the rule, the dates, the law, how sure it is, the reading taken."""
    steps = dict.fromkeys(_reason(finding, words) for finding in assessment.trace)
    return tuple(f"{number}) {text}" for number, text in enumerate(steps, 1))


def provisional(assessment: Assessment) -> bool:
    """Whether the answer rests on any rule that is not fully confirmed."""
    return any(finding.certainty != "high" for finding in assessment.trace)


def rule_name(rule: str, words: Words) -> str:
    """Return the sentence of a rule; of the rule above it where it has none; else the general one."""
    while rule not in RULES and "." in rule:
        rule = rule.rpartition(".")[0]
    return words(RULES.get(rule, OTHER_RULE))


def _reason(finding: Finding, words: Words) -> str:
    parts = [rule_name(finding.rule, words)]
    pairs = [_pair(name, value, words) for name, value in finding.found.items() if value is not None]
    if pairs:
        parts.append(words("why.dates", found="; ".join(pairs)))
    parts.append(words("why.law", law=law_name(finding.law, words), version=finding.version))
    certainty = words(vocabulary.CERTAINTIES.get(finding.certainty, vocabulary.OTHER_CERTAINTY))
    parts.append(words("why.certainty", certainty=certainty))
    if finding.reading is not None:
        parts.append(words("why.reading", sides=sentence(sides_line(finding.reading, words))))
    return " ".join(parts)


def _pair(name: str, value: Value, words: Words) -> str:
    return words("why.pair", name=words(FOUND.get(name, OTHER_FOUND)), value=_value(name, value, words))


def _value(name: str, value: Value, words: Words) -> str:
    match value:
        case bool():
            return words("why.yes") if value else words("why.no")
        case date():
            return words.date(value)
        case str() if name in {"country", "citizenship"}:
            return words.country(value)
        case str() if value in vocabulary.GROUNDS:
            return words(vocabulary.GROUNDS[value])
        case _:
            return str(value)
