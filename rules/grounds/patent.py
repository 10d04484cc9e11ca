"""Патент, the work patent: it makes the stay lawful for as long as it is paid (115-FZ 5(5), 13.3)."""

from collections.abc import Iterator

from rules.book import Book
from rules.days import last_of_months
from rules.grounds.span import Span
from rules.view import View
from rules.world import Visit, World


def last_day(issued: int, paid_until: int, book: Book) -> int:
    """Return the last day of a patent: the last paid one, at most the term from its issue."""
    rule = book.find("stay.patent", issued)
    return paid_until if rule is None else min(paid_until, last_of_months(issued, rule.number("months")))


def spans(world: World, visit: Visit, book: Book, view: View) -> Iterator[Span]:
    """Yield the paid time of each patent, and the term to leave that older law gave (D-11)."""
    for patent in world.patents:
        if visit.leave is not None and visit.leave < patent.begin:
            continue
        provision = book.find("stay.patent", patent.begin)
        if provision is None:
            continue
        last = last_day(patent.begin, patent.until or patent.begin, book)
        if last < visit.entry:
            continue
        if patent.ended is not None and patent.ended <= last:
            yield Span(
                patent.begin, patent.ended, "patent", provision, not view.apart, rest=False, apart=True
            )
            continue
        yield Span(patent.begin, last, "patent", provision, not view.apart, rest=view.apart, apart=True)
        departure = book.find("stay.patent_departure", last)
        if departure is not None:
            yield Span(
                last + 1,
                last + departure.number("days"),
                "departure_term",
                departure,
                counts=True,
                rest=False,
            )
