"""What a person says beyond the case: that something is done of which no fact of a case can tell."""

from collections.abc import Collection
from datetime import date

from rules.assessment import Assessment
from rules.book import compiled
from rules.law import Law
from rules.level import taken_as_done


def on_their_word(assessment: Assessment, done: Collection[tuple[str, date]], law: Law) -> Assessment:
    """Return the assessment with the duties done that the person says are done, each by name and last day.

    Nothing else follows from it: no day more, no ban less. The reasons stay those of the case.
    """
    if not done:
        return assessment
    one, other, on, book = assessment.cautious, assessment.favourable, assessment.on, compiled(law)
    unsure = (one.status, one.last_day) != (other.status, other.last_day)
    return assessment._replace(
        cautious=taken_as_done(one, done, on, book, unsure=unsure),
        favourable=taken_as_done(other, done, on, book, unsure=False),
    )
