"""Amnesties and the regularisation of 2025, as hints: a ban in one may have been lifted (D-21)."""

from collections.abc import Container, Iterator
from datetime import date
from functools import lru_cache
from typing import Final

from rules.assessment import Answer, Ban, Finding
from rules.book import Book
from rules.days import day_of
from rules.law import Provision, Scalar

PREFIX: Final = "amnesty."


def amnesties(answer: Answer, citizenship: str, on: date, book: Book) -> tuple[Finding, ...]:
    """Return the amnesties that an overstay or a computed ban falls into, the earliest first.

    Bans count where they ran on any day of it, overstays where the person was still in Russia or left on
    one of its days. None cancels anything; one that began only after ``on`` is not known yet.
    """
    if not answer.bans and not answer.overstay_days:
        return ()
    return tuple(
        Finding(
            rule.id, rule.article, rule.since, rule.certainty, {"first": rule.since, "last": rule.until or on}
        )
        for rule in _amnesties(book)
        if rule.since <= on and _is_for(citizenship, rule) and _touches(rule, answer, on)
    )


def open_windows(answer: Answer, citizenship: str, on: date, book: Book) -> Iterator[Provision]:
    """Yield the amnesties for overstays that are still open to somebody whose stay is over."""
    if answer.status == "overstay":
        for rule in _amnesties(book):
            if _covers(rule, on) and _is_for(citizenship, rule) and "stays" in _names(rule.value["of"]):
                yield rule


@lru_cache(maxsize=8)
def _amnesties(book: Book) -> tuple[Provision, ...]:
    found = (rule for rule in book.law.provisions if rule.id.startswith(PREFIX))
    return tuple(sorted(found, key=lambda rule: rule.since))


def _is_for(citizenship: str, rule: Provision) -> bool:
    return "countries" not in rule.value or citizenship in _names(rule.value["countries"])


def _touches(rule: Provision, answer: Answer, on: date) -> bool:
    of = _names(rule.value["of"])
    lifts = _names(rule.value["lifts"])
    bans = [ban for ban in answer.bans if ban.ground in lifts]
    if "stays" in of and answer.status == "overstay" and _covers(rule, on):
        return True
    if "bans" in of and any(_ran(ban, rule) for ban in bans):
        return True
    return "stays" in of and any(_left(ban, rule) for ban in bans)


def _ran(ban: Ban, rule: Provision) -> bool:
    """Return whether the ban ran on a day of the amnesty."""
    begun = ban.first is not None and (rule.until is None or ban.first <= rule.until)
    return begun and not ban.hypothetical and (ban.until is None or ban.until >= rule.since)


def _left(ban: Ban, rule: Provision) -> bool:
    """Return whether the exit that the ban runs from lies within the amnesty."""
    return ban.first is not None and not ban.hypothetical and _covers(rule, ban.first)


def _covers(rule: Provision, day: date) -> bool:
    return rule.since <= day and (rule.until is None or day <= rule.until)


def _names(value: Scalar) -> Container[str]:
    return value if isinstance(value, tuple) else ()


def closes(rule: Provision) -> date | None:
    """Return the day after the last one of an amnesty, None where it has no last day."""
    return None if rule.until is None else day_of(rule.until.toordinal() + 1)
