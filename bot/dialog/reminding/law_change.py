"""What a change of the law has changed for somebody: the same facts as of the same day, by the new law."""

from collections.abc import Iterator
from dataclasses import replace

from bot.dialog.answer import assessed
from bot.dialog.model import Context
from bot.dialog.state import State
from bot.dialog.view import View
from bot.reminders.difference import Article, Change, Difference, differences, still_matters
from bot.reminders.outlook import digest, mark_of, outlook_of
from bot.replies.disputes import unfounded
from rules.assessment import Assessment, Finding


def changed(state: State, context: Context) -> Change | None:
    """Return what the law of the context has changed since the person's plan was made.

    Returns:
        None where it is the same law, where the facts are other ones than then (so that nobody could tell
        the law's doing from theirs), where nothing differs that people are told of, or only what is over.
    """
    assessment = assessed(View(state, context))
    return None if assessment is None else changed_since(state, context, assessment)


def changed_since(state: State, context: Context, assessment: Assessment) -> Change | None:
    """Return the same where the assessment of today is there already."""
    return changed_between(state, context, assessment, as_of_outlook(state, context, assessment))


def changed_between(
    state: State, context: Context, assessment: Assessment, then: Assessment | None
) -> Change | None:
    """Return the same where that of :func:`as_of_outlook` is there too."""
    kept, case = state.reminders.outlook, state.facts.case
    if kept is None or then is None or unfounded(then) or unfounded(assessment):
        # Where a date is missing, the days of the answer are bounds and no dates to be told.
        return None
    now = outlook_of(assessment, case, context.law)
    found = differences(kept, outlook_of(then, case, context.law))
    told = tuple(
        each._replace(law=tuple(dict.fromkeys(_articles(each, then))))
        for each in found
        if still_matters(each, now)
    )
    return Change(now.law, now.case, told) if told else None


def as_of_outlook(state: State, context: Context, assessment: Assessment) -> Assessment | None:
    """Return the assessment as of the day of the outlook, under the law of the context.

    Returns:
        None where there is nothing to compare: the law is the same, the facts are not, or there is none.
    """
    kept = state.reminders.outlook
    if kept is None or kept.law == mark_of(context.law) or kept.case != digest(state.facts.case):
        return None
    if kept.day == assessment.on:
        return assessment
    return assessed(View(state, replace(context, today=kept.day)))


def _articles(difference: Difference, assessment: Assessment) -> Iterator[Article]:
    """Yield what the new number stands on; of what is gone there is nothing to stand on."""
    rules = [each for each in assessment.trace if _is_behind(each, difference)]
    exact = [each for each in rules if difference.new in {_day(value) for value in each.found.values()}]
    for finding in (exact or rules)[:1]:
        # What ended a stay is what its last day stands on; an answer of two articles names both.
        yield from (_article(each) for each in finding.because if each.rule.startswith("end."))
        yield _article(finding)


def _is_behind(finding: Finding, difference: Difference) -> bool:
    if difference.what in {"duty", "ban"}:
        same = finding.rule.split(".")[:2] == [difference.what, difference.name]
        return same and difference.how != "gone"
    return finding.rule.startswith("stay.") and finding.rule != "stay.account"


def _day(value: object) -> str | None:
    return None if value is None else str(value)


def _article(finding: Finding) -> Article:
    return Article(finding.law, finding.version, finding.certainty)
