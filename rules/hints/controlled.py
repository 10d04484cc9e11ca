"""The register of controlled persons: from what day a person may be entered, never whether they are.

115-FZ 31.2: who has no ground for the stay any more is entered. No day of grace is known, so the first
day without a ground may be the day of the entry.
"""

from datetime import date
from typing import Final

from rules.assessment import Answer, Controlled
from rules.book import Book
from rules.days import day_of
from rules.facts import Case

PROVISION: Final = "register.controlled"
APP: Final = "register.app"


def controlled(answer: Answer, case: Case, on: date, book: Book) -> Controlled | None:
    """Return from when the person may be entered, and since when they were told that they are.

    None where neither is known: outside, on a ground without an end, where a person must be asked. What
    was told is taken at its earliest; an entry that has ended is none.
    """
    told = _told(case, on)
    first = _first(answer, on, book)
    if told is not None and answer.status != "outside":
        first = told if first is None else min(first, told)
    if first is None and told is None:
        return None
    rule = book.find(PROVISION, max(first or on, told or on, on).toordinal())
    if rule is None:
        return None
    app = book.find(APP, on.toordinal())
    soon = on.toordinal() + book.at("product.level", on.toordinal()).number("amber_days")
    return Controlled(
        first=first,
        told_since=told,
        law=rule.article,
        certainty=rule.certainty,
        near=told is not None or (first is not None and first.toordinal() <= soon + 1),
        report_days=rule.number("report_days"),
        cash=rule.number("cash"),
        app_days=None if app is None else app.number("working_days"),
    )


def _first(answer: Answer, on: date, book: Book) -> date | None:
    """Return the day after the last lawful one; nobody was entered before there was a register."""
    if answer.status == "overstay":
        bare = on.toordinal() - answer.overstay_days + 1
    elif answer.status == "lawful" and answer.last_day is not None:
        bare = answer.last_day.toordinal() + 1
    else:
        return None
    since, _, _ = book.span(PROVISION)
    return day_of(max(bare, since))


def _told(case: Case, on: date) -> date | None:
    """Return since when the person was told to be in the register, on the day asked about (D-2)."""
    told = case.controlled_register
    if told is None:
        return None
    since = told.since.first or told.since.last or on
    ended = told.until is not None and told.until.last is not None and told.until.last < on
    return None if since > on or ended else since
