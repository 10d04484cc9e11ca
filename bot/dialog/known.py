"""What is known so far, as the questions look at it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple

from bot.dialog.state import Draft, Facts
from rules.assess import views
from rules.assessment import Answer
from rules.law import Law, LawError
from rules.read import WrongCase, read_case
from rules.regimes import Country
from rules.weigh import weigh
from rules.when import UNKNOWN, When

EARLIEST: Final = date(2000, 1, 1)
"""No earlier date is taken: no ban that follows from it could still hold."""

UNSURE: Final = "unknown"
"""What "I don't know" is in a case and among the choices."""

DAY: Final = "on"
"""What the day of an entry is called where the case has nothing of it but its day."""


class Answers(NamedTuple):
    """The careful answer to a case and the favourable one."""

    cautious: Answer
    favourable: Answer


@dataclass(frozen=True, slots=True)
class Known:
    """The facts, the day and the law: all that a question may depend on.

    ``answered`` holds what was found already for versions of the case, so that many questions can be weighed
    in one step.
    """

    facts: Facts
    today: date
    law: Law
    answered: dict[str, Answers | None] = field(default_factory=dict, compare=False, repr=False)

    @property
    def case(self) -> Mapping[str, Any]:
        """The case so far, in the published format."""
        return self.facts.case

    def told(self, question: str) -> str | None:
        """Return the choice made for a question, None where there is none yet."""
        return self.facts.told.get(question)

    @property
    def inside(self) -> bool:
        """Whether the person said that they are in Russia."""
        return self.told("inside") == "yes"

    @property
    def country(self) -> Country | None:
        """The regime of the person's country, None for countries that need a visa."""
        return self.law.countries.get(str(self.case.get("citizenship")))

    def items(self, name: str) -> list[dict[str, Any]]:
        """Return the entries of a list of the case; one that stands alone or is a mere day is one as well."""
        value = self.case.get(name)
        entries = value if isinstance(value, (list, tuple)) else () if value is None else (value,)
        return [dict(each) if isinstance(each, Mapping) else {DAY: each} for each in entries]

    @property
    def present(self) -> dict[str, Any] | None:
        """The stay that goes on, None where there is none."""
        return next((stay for stay in self.items("stays") if stay.get("exit") is None), None)

    @property
    def entry(self) -> When:
        """The entry of the stay that goes on; unknown where there is none."""
        return UNKNOWN if self.present is None else When.parse(self.present["entry"])

    @property
    def entered(self) -> date:
        """The first day on which the present stay can have begun."""
        return self.entry.first or EARLIEST

    @property
    def draft(self) -> Draft | None:
        """The entry that is being asked for."""
        return self.facts.draft

    def drafted(self, field: str) -> str | None:
        """Return a value of the draft; of an entry being changed, the value it had."""
        draft = self.draft
        if draft is None:
            return None
        if field in draft.values:
            return draft.values[field]
        return None

    @property
    def changing(self) -> Mapping[str, Any]:
        """The entry that is being changed, as it was; empty where there is none."""
        draft = self.draft
        if draft is None or draft.index is None:
            return {}
        items = self.items(draft.list)
        return items[draft.index] if draft.index < len(items) else {}

    def since(self, first: date) -> str:
        """Return, in the form of the case, some day from ``first`` to today."""
        return str(When(min(first, self.today), self.today))

    def matters(self, *variants: Mapping[str, Any]) -> bool:
        """Whether these versions of the case get different answers: only then is a question asked.

        A version that cannot be assessed speaks for asking.
        """
        answers = (self.answers_to(variant) for variant in variants)
        first = next(answers, None)
        return first is None or any(answer is None or answer != first for answer in answers)

    def answers_to(self, case: Mapping[str, Any]) -> Answers | None:
        """Return both answers to a version of the case; None where there can be none.

        Their light and their actions follow from the rest and are left out, as is how they were found.
        """
        name = json.dumps(case, sort_keys=True)
        if name not in self.answered:
            self.answered[name] = self._weigh(case)
        return self.answered[name]

    def _weigh(self, case: Mapping[str, Any]) -> Answers | None:
        try:
            strict, mild = views(read_case(dict(case)), self.today, self.law)
        except (WrongCase, LawError):
            return None
        return Answers(weigh(strict, cautious=True)[0], weigh(mild, cautious=False)[0])


def replaced(
    items: Iterable[dict[str, Any]], index: int | None, item: dict[str, Any]
) -> list[dict[str, Any]]:
    """Return the list with an entry changed, or added at its end where the index is None or past it."""
    items = list(items)
    if index is None or index >= len(items):
        return [*items, item]
    return [*items[:index], item, *items[index + 1 :]]
