"""Въезд: the RuID statement before it, the migration card after it (decree 1510, 114-FZ 25.9)."""

from collections.abc import Iterator
from typing import Final

from rules.days import last_of_term
from rules.duties.due import Due, Scene

SCOPE: Final = frozenset({"work", "study"})
HOURS_OF_DAY: Final = 24


def duties(scene: Scene) -> Iterator[Due]:
    """Yield the statement where its day is known (D-27), and the report of a lost card."""
    visit = scene.visit
    if visit is None:
        return
    statement = scene.book.find("duty.entry_statement", visit.entry)
    filed = scene.world.entry_statement
    if statement is not None and filed is not None and filed <= visit.entry and asks_statement(scene):
        due = visit.entry - statement.number("hours") // HOURS_OF_DAY
        yield Due("entry_statement", due, due, filed, statement)
    lost = scene.world.card_lost
    rule = None if lost is None else scene.book.find("duty.migration_card", lost)
    if lost is not None and rule is not None and lost >= visit.entry:
        yield Due("migration_card", lost, last_of_term(lost, rule.number("days")), None, rule)


def asks_statement(scene: Scene) -> bool:
    """Return whether the entry asked for a statement; whom it binds is read in two ways."""
    visit = scene.visit
    if visit is None or scene.book.find("duty.entry_statement", visit.entry) is None:
        return False
    regime = scene.book.regimes.get(scene.world.case.citizenship)
    held = any(permit.holds(visit.entry) for permit in scene.world.permits)
    if regime is None or visit.entry >= regime.treaty or held:
        return False
    return visit.purpose in SCOPE or not scene.view.takes("statement_scope")
