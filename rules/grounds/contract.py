"""Трудовой договор: work in the Eurasian Economic Union (EAEU Treaty 97, 115-FZ 5(9))."""

from collections.abc import Iterator

from rules.book import Book
from rules.days import FOREVER, same_day_years_later
from rules.grounds.span import Span
from rules.view import View
from rules.world import Period, Visit, World


def last_day(contract: Period, visit: Visit, book: Book) -> int:
    """Return the agreed last day; an open-ended contract carries a year from entry, less a day (D-6)."""
    if contract.until is not None:
        return contract.until
    rule = book.at("stay.open_contract", max(visit.entry, contract.begin))
    return same_day_years_later(visit.entry, rule.number("years")) - 1


def new_contract_term(ended: int, agreed: int, visit: Visit, book: Book) -> tuple[int, int] | None:
    """Return the first and last day of the term for a new contract; None where there is none (D-12).

    Only for a contract ended early, after more days from entry than the provision says; the day
    it ended is the first of the term.
    """
    provision = book.find("stay.new_contract", ended)
    if provision is None or ended >= agreed or ended - visit.entry + 1 <= provision.number("after"):
        return None
    return ended, ended + provision.number("days") - 1


def spans(world: World, visit: Visit, book: Book, view: View) -> Iterator[Span]:
    """Yield the time of each contract and the term for a new one."""
    regime = book.regimes.get(world.case.citizenship)
    for contract in world.contracts:
        if regime is None or regime.eaeu >= FOREVER:
            continue
        begin = max(contract.begin, visit.entry, regime.eaeu)
        agreed = last_day(contract, visit, book)
        ended = contract.ended
        last = agreed if ended is None else min(ended, agreed)
        if last < begin:
            continue
        provision = book.at("stay.contract", begin)
        yield Span(
            max(contract.begin, regime.eaeu),
            last,
            "contract",
            provision,
            not view.apart,
            rest=True,
            apart=True,
        )
        term = None if ended is None else new_contract_term(ended, agreed, visit, book)
        if term is not None:
            rule = book.at("stay.new_contract", term[0])
            yield Span(*term, "new_contract_term", rule, counts=True, rest=True)
