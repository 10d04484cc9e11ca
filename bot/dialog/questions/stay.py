"""The stay that goes on: when it began and what for."""

from typing import Any, Final

from bot.dialog.known import UNSURE, Known, replaced
from bot.dialog.questions.form import (
    DONT_KNOW,
    Choices,
    Days,
    Option,
    Question,
    Taken,
    fixed,
    past,
    saying,
    told,
)
from bot.dialog.questions.trips import clash
from bot.dialog.state import Facts
from rules.when import When

DRIVER: Final = "driver"
"""Who drives lorries or buses across the border: a purpose of its own for people, work for the law."""

_PURPOSES: Final = (
    Option("work", "purpose.work"),
    Option("private", "purpose.private"),
    Option("study", "purpose.study"),
    Option("tourism", "purpose.tourism"),
    Option("business", "purpose.business"),
    Option("transit", "purpose.transit"),
    Option("other", "purpose.other"),
    Option(DRIVER, "purpose.driver"),
)
_WEIGHED: Final = ("work", "study", "private")
"""The purposes that the law tells apart; by the others nothing more can change."""


def with_present(known: Known, **parts: object) -> list[dict[str, Any]]:
    """Return the stays with keys of the present one set; None takes one out."""
    stays, present = known.items("stays"), known.present
    stay = {key: part for key, part in {**(present or {}), **parts}.items() if part is not None}
    return replaced(stays, None if present is None else stays.index(present), stay)


def _take_entry(known: Known, value: str) -> Taken:
    wrong = clash(known, value, known.today.isoformat(), besides=known.present)
    if wrong is not None:
        return wrong
    facts = _examined_since(known, value).put(stays=with_present(known, entry=value))
    if known.told("registered") != "yes" or not known.items("registrations"):
        return facts
    *earlier, last = known.items("registrations")
    first = When.parse(value).first or known.entered
    until = When.parse(str(last.get("until", UNSURE))).last
    if until is not None and until < first:
        # It ended before this entry, so it was of another stay: it is asked for anew.
        return facts.tell(registered=None).put(registrations=earlier)
    # It still lies before a move that came after it.
    begun = max(When.parse(str(last["from"])).last or known.today, first)
    return facts.put(registrations=[*earlier, {**last, "from": str(When(min(first, known.today), begun))}])


def _examined_since(known: Known, value: str) -> Facts:
    """Return the facts with examinations of a day that nobody told moved to lie after this entry as well."""
    facts, before = known.facts, known.since(known.entered)
    after = known.since(When.parse(value).first or known.entered)
    if known.case.get("medical") == [before]:
        facts = facts.put(medical=[after])
    return facts.put(fingerprinted=after) if known.case.get("fingerprinted") == before else facts


def _entry(known: Known) -> str | None:
    return None if known.present is None else str(known.present["entry"])


def _take_purpose(known: Known, choice: str) -> Taken:
    purpose = "work" if choice == DRIVER else None if choice == UNSURE else choice
    return known.facts.tell(purpose=choice).put(
        stays=with_present(known, purpose=purpose), international_driver=True if choice == DRIVER else None
    )


def _purpose_matters(known: Known) -> bool:
    return known.inside and known.matters(
        *({**known.case, "stays": with_present(known, purpose=purpose)} for purpose in _WEIGHED)
    )


QUESTIONS: Final = (
    Question(
        id="entry",
        ask=saying("ask.entry"),
        asked=lambda known: known.inside,
        current=_entry,
        form=Days(past),
        take=_take_entry,
    ),
    Question(
        id="purpose",
        ask=saying("ask.purpose"),
        asked=_purpose_matters,
        current=told("purpose"),
        form=Choices(fixed(*_PURPOSES, DONT_KNOW), columns=2),
        take=_take_purpose,
    ),
)
