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
from rules.when import When

_PURPOSES: Final = (
    Option("work", "purpose.work"),
    Option("private", "purpose.private"),
    Option("study", "purpose.study"),
    Option("tourism", "purpose.tourism"),
    Option("business", "purpose.business"),
    Option("transit", "purpose.transit"),
    Option("other", "purpose.other"),
)


def _with_present(known: Known, **parts: str | None) -> list[dict[str, Any]]:
    stays, present = known.items("stays"), known.present
    stay = {key: part for key, part in {**(present or {}), **parts}.items() if part is not None}
    return replaced(stays, None if present is None else stays.index(present), stay)


def _take_entry(known: Known, value: str) -> Taken:
    wrong = clash(known, value, known.today.isoformat(), besides=known.present)
    if wrong is not None:
        return wrong
    facts = known.facts.put(stays=_with_present(known, entry=value))
    if known.told("registered") != "yes" or not known.items("registrations"):
        return facts
    *earlier, last = known.items("registrations")
    first = When.parse(value).first or known.entered
    until = When.parse(str(last.get("until", UNSURE))).last
    if until is not None and until < first:
        # It ended before this entry, so it was of another stay: it is asked for anew.
        return facts.tell(registered=None).put(registrations=earlier)
    return facts.put(registrations=[*earlier, {**last, "from": known.since(first)}])


def _entry(known: Known) -> str | None:
    return None if known.present is None else str(known.present["entry"])


def _take_purpose(known: Known, choice: str) -> Taken:
    purpose = None if choice == UNSURE else choice
    return known.facts.tell(purpose=choice).put(stays=_with_present(known, purpose=purpose))


def _purpose_matters(known: Known) -> bool:
    return known.inside and known.matters(
        *({**known.case, "stays": _with_present(known, purpose=option.code)} for option in _PURPOSES)
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
