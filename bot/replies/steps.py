"""One step of the reasoning in words: a short line that can be checked by hand."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, TypeAlias

from bot.replies import vocabulary
from bot.replies.keys import N_
from bot.replies.lines import law_name
from bot.replies.reasons import FOUND, OTHER_FOUND, OTHER_RULE, READINGS, RULES
from bot.replies.words import Words
from rules.assessment import Finding, Value

VagueDays: TypeAlias = Mapping[date, bool]
"""The days that bound a vague date of the case; whether no other date of it is known to be that day."""

ALL_SURE: Final[VagueDays] = MappingProxyType({})

PIECE: Final = N_("step.piece")
PIECE_OPEN: Final = N_("step.piece_open")
BAN: Final = N_("step.ban")
BAN_OPEN: Final = N_("step.ban_open")

STEPS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "stay.none": N_("step.stay.none"),
        "stay.unbroken": N_("step.stay.unbroken"),
        "days.stay": N_("step.days.stay"),
        "days.part": N_("step.days.part"),
        "days.planned": N_("step.days.planned"),
        "left_out.before": N_("step.left_out.before"),
        "left_out.shared": N_("step.left_out.shared"),
        "left_out.suspension": N_("step.left_out.suspension"),
        "left_out.other_ground": N_("step.left_out.other_ground"),
        "left_out.unjudged": N_("step.left_out.unjudged"),
        "left_out.earlier": N_("step.left_out.earlier"),
        "count.days": N_("step.count.days"),
        "count.new_year": N_("step.count.new_year"),
        "end.account": N_("step.end.account"),
        "end.over": N_("step.end.over"),
        "end.exit": N_("step.end.exit"),
        "end.never": N_("step.end.never"),
        "end.other": N_("step.end.other"),
        "end.days": N_("step.end.days"),
        "end.months": N_("step.end.months"),
        "end.years": N_("step.end.years"),
        "end.child": N_("step.end.child"),
        "end.suspension": N_("step.end.suspension"),
        "end.until": N_("step.end.until"),
        "end.until.patent": N_("step.end.until.patent"),
        "end.until.contract": N_("step.end.until.contract"),
        "end.until.study": N_("step.end.until.study"),
        "end.until.family": N_("step.end.until.family"),
        "end.cut": N_("step.end.cut"),
        "end.cut.contract": N_("step.end.cut.contract"),
        "end.cut.study": N_("step.end.cut.study"),
        "end.cut.application": N_("step.end.cut.application"),
        "event.entry": N_("step.event.entry"),
        "event.move": N_("step.event.move"),
        "event.registration_ended": N_("step.event.registration_ended"),
        "event.patent": N_("step.event.patent"),
        "event.patent_cancelled": N_("step.event.patent_cancelled"),
        "event.paid": N_("step.event.paid"),
        "event.contract": N_("step.event.contract"),
        "event.contract_ended": N_("step.event.contract_ended"),
        "event.card_lost": N_("step.event.card_lost"),
        "event.received": N_("step.event.received"),
        "event.ruling": N_("step.event.ruling"),
        "event.removal": N_("step.event.removal"),
        "event.removal_ordered": N_("step.event.removal_ordered"),
        "event.decision": N_("step.event.decision"),
        "event.examined": N_("step.event.examined"),
        "event.permit": N_("step.event.permit"),
        "event.permit_until": N_("step.event.permit_until"),
        "term.days": N_("step.term.days"),
        "term.days_after": N_("step.term.days_after"),
        "term.working_days": N_("step.term.working_days"),
        "term.working_days_before": N_("step.term.working_days_before"),
        "term.months": N_("step.term.months"),
        "term.months_after": N_("step.term.months_after"),
        "term.months_before": N_("step.term.months_before"),
        "term.years": N_("step.term.years"),
        "term.permit_years": N_("step.term.permit_years"),
        "term.patent": N_("step.term.patent"),
        "term.hours": N_("step.term.hours"),
        "term.over": N_("step.term.over"),
        "term.count": N_("step.term.count"),
        "term.within_years": N_("step.term.within_years"),
        "term.ban": N_("step.term.ban"),
        "done.proved": N_("step.done.proved"),
        "outcome.strict": N_("step.outcome.strict"),
        "outcome.mild": N_("step.outcome.mild"),
    }
)
"""By the rule of a step below a result; one without words of its own takes those of the rule above it."""

_UNITS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "days": "day",
        "off": "day",
        "months": "month",
        "years": "year",
        "within_years": "year",
        "working_days": "working_day",
        "hours": "hour",
    }
)
"""The noun that a number of that name is counted in."""

_NAMES: Final[Mapping[str, tuple[Mapping[str, str], str]]] = MappingProxyType(
    {
        "state": (vocabulary.DUTY_STATES, OTHER_FOUND),
        "status": (vocabulary.STATUSES, OTHER_FOUND),
        "ground": (vocabulary.GROUNDS, vocabulary.OTHER_GROUND),
        "ban": (vocabulary.BANS, vocabulary.OTHER_BAN),
        "duty": (
            MappingProxyType({name: duty.name for name, duty in vocabulary.DUTIES.items()}),
            vocabulary.OTHER_DUTY.name,
        ),
    }
)
"""The values that are names themselves, with what says a name that is not known."""


_OF_OUTCOME: Final = MappingProxyType({"last_day": "last"})
"""The names that say something else of an answer than of a trip."""


def step_line(finding: Finding, words: Words, unsure: VagueDays = ALL_SURE) -> str:
    """Return a step as one line without a full stop; a day that is ``unsure`` is marked as such.

    A day that the person has named is not, though something else may have been on it too.
    """
    line = _line(finding, words)
    if any(isinstance(value, date) and unsure.get(value) for value in finding.found.values()):
        line = words("step.unsure", line=line)
    if finding.reading is None or finding.reading not in READINGS:
        return line
    reading = READINGS[finding.reading]
    return words("step.reading", line=line, question=words(reading.question), taken=words(reading.cautious))


def law_line(finding: Finding, words: Words, read: str | None = None) -> str:
    """Return the article of a step with its version, and how certain it is where it is not sure.

    What is ``read`` in two ways has no version, only the day on which the reading was looked at.
    """
    law = law_name(finding.law, words)
    if read is None:
        law = words("step.law", law=law, version=finding.version)
    if finding.certainty == "high":
        return law
    certainty = words(vocabulary.CERTAINTIES.get(finding.certainty, vocabulary.OTHER_CERTAINTY))
    return words("step.law_unsure", law=law, certainty=certainty)


def pairs(found: Mapping[str, Value], words: Words) -> str:
    """Return values by their names, one after another; what is not set or not known is not told."""
    told = (_pair(name, value, words) for name, value in found.items())
    return "; ".join(pair for pair in told if pair is not None)


def _line(finding: Finding, words: Words) -> str:
    if finding.rule.startswith("outcome."):
        found = {_OF_OUTCOME.get(name, name): value for name, value in finding.found.items()}
        return words(STEPS[finding.rule], found=pairs(found, words) or words("step.outcome.nothing"))
    values = {name: _shown(name, value, words) for name, value in finding.found.items()}
    if finding.rule.startswith("ban."):
        return _ban(finding, words)
    key = _key(finding)
    if key is not None:
        return words(key, **values)
    if finding.rule.startswith("stay.") and "first" in finding.found:
        ground = words(vocabulary.GROUNDS.get(finding.rule.removeprefix("stay."), vocabulary.OTHER_GROUND))
        open_end = finding.found.get("last") is None
        return words(PIECE_OPEN if open_end else PIECE, **{**values, "ground": ground})
    name = words(RULES.get(finding.rule, OTHER_RULE)).rstrip(".")
    told = pairs(finding.found, words)
    return words("why.pair", name=name, value=told) if told else name


def _key(finding: Finding) -> str | None:
    """Return the key of a step, if all that its text speaks of is known."""
    rule = finding.rule
    while rule not in STEPS and "." in rule:
        rule = rule.rpartition(".")[0]
    return None if None in finding.found.values() else STEPS.get(rule)


def _ban(finding: Finding, words: Words) -> str:
    name = words(vocabulary.BANS.get(finding.rule.removeprefix("ban."), vocabulary.OTHER_BAN))
    until = finding.found.get("until")
    return words(BAN_OPEN, ban=name) if until is None else words(BAN, ban=name, until=until)


def _pair(name: str, value: Value, words: Words) -> str | None:
    if value is None or (value is False and name != "ok"):
        return None
    label = words(FOUND.get(name, OTHER_FOUND))
    if value is True and name != "ok":
        return label
    return words("why.pair", name=label, value=_value(name, value, words))


def _shown(name: str, value: Value, words: Words) -> object:
    """Return a value for a text: a number with its noun, a day in full, a name in words."""
    unit = _UNITS.get(name)
    if unit is not None and isinstance(value, int):
        return words.count(unit, value)
    return value if isinstance(value, date | int) or value is None else _value(name, value, words)


def _value(name: str, value: Value, words: Words) -> str:
    match value:
        case bool():
            return words("why.yes") if value else words("why.no")
        case date():
            return words.date(value)
        case str() if name in _NAMES:
            known, other = _NAMES[name]
            return words(known.get(value, other))
        case _:
            return str(value)


def steps_below(finding: Finding, unsure: VagueDays = ALL_SURE) -> Iterator[Finding]:
    """Yield the steps under one, without what its own values say: when something was done.

    That a paper proves it is not told either where the day is ``unsure``.
    """
    for each in finding.because:
        if each.rule != "done.on" and not (each.rule == "done.proved" and each.found.get("done") in unsure):
            yield each
