"""The table of questions, chapter by chapter, in the order in which they are asked."""

from collections.abc import Mapping
from typing import Final

from bot.dialog.known import Known
from bot.dialog.questions import duties, papers, person, plans, stay, trips, trouble_lists, troubles
from bot.dialog.questions.form import Question
from bot.dialog.questions.lists import ListOf

TABLE: Final[tuple[Question, ...]] = (
    *person.QUESTIONS,
    *stay.QUESTIONS,
    *papers.QUESTIONS,
    *trips.QUESTIONS,
    papers.BEFORE,
    *duties.QUESTIONS,
    *troubles.QUESTIONS,
)
"""The questions that lead to the answer."""

BY_ID: Final[Mapping[str, Question]] = {question.id: question for question in (*TABLE, *plans.QUESTIONS)}
"""Every question there is."""

LISTS: Final[Mapping[str, ListOf]] = {
    of.name: of for of in (trips.TRIPS, *papers.LISTS, *trouble_lists.LISTS, plans.PLANS)
}
"""The lists that are asked for entry by entry."""


def next_question(known: Known) -> Question | None:
    """Return the first question that is asked and has no answer yet; None when all is told.

    An entry that was begun comes before everything else.
    """
    draft = known.draft
    if draft is not None and draft.list in LISTS:
        for field in LISTS[draft.list].fields:
            if field.key not in draft.values and field.asked(known):
                return BY_ID[field.id]
    return next((each for each in TABLE if each.current(known) is None and each.asked(known)), None)
