"""Въезд: the RuID statement before it, the migration card after it (decree 1510, 114-FZ 25.9)."""

from collections.abc import Iterator
from typing import Final

from rules.days import last_of_term
from rules.duties.due import Due, Scene, is_minor
from rules.world import Visit

SCOPE: Final = frozenset({"work", "study"})
HOURS_OF_DAY: Final = 24


def duties(visit: Visit, scene: Scene) -> Iterator[Due]:
    """Yield the statement where its day is known (D-27), and the report of a lost card."""
    filed = scene.world.entry_statement
    if filed is not None and not scene.manual and asks_statement(scene):
        yield from _statement(visit.entry, filed, scene)
    lost = scene.world.card_lost
    rule = None if lost is None else scene.book.find("duty.migration_card", lost)
    if lost is not None and rule is not None and lost >= visit.entry and not _is_treaty(visit.entry, scene):
        yield Due("migration_card", lost, last_of_term(lost, rule.number("days")), None, rule)


def lacks_statement(scene: Scene) -> bool:
    """Return whether the entry asked for a statement, and none that was told holds for it (D-27)."""
    visit, filed = scene.visit, scene.world.entry_statement
    if visit is None or not asks_statement(scene):
        return False
    return filed is None or not any(_statement(visit.entry, filed, scene))


def for_trip(entry: int, scene: Scene) -> Due | None:
    """Return the statement that a planned entry still asks for, None where it asks for none or one holds."""
    if not _asks(entry, None, scene):
        return None
    rule = scene.book.at("duty.entry_statement", entry)
    filed = scene.world.entry_statement
    if filed is not None and any(_statement(entry, filed, scene)):
        return None
    due = entry - rule.number("hours") // HOURS_OF_DAY
    return Due("entry_statement", due, due, None, rule)


def asks_statement(scene: Scene) -> bool:
    """Return whether the entry asked for a statement; whom it binds is read in two ways."""
    visit = scene.visit
    return visit is not None and not visit.visa and _asks(visit.entry, visit.purpose, scene)


def _asks(entry: int, purpose: str | None, scene: Scene) -> bool:
    rule = scene.book.find("duty.entry_statement", entry)
    regime = scene.book.regimes.get(scene.world.case.citizenship)
    if rule is None or regime is None or _is_treaty(entry, scene) or is_minor(entry, rule, scene):
        return False
    if any(permit.holds(entry) for permit in scene.world.permits):
        return False
    return purpose in SCOPE or not scene.view.takes("statement_scope")


def _statement(entry: int, filed: int, scene: Scene) -> Iterator[Due]:
    """Yield the statement of an entry, if the one filed was still good for it."""
    rule = scene.book.at("duty.entry_statement", entry)
    if filed <= entry <= last_of_term(filed, rule.number("valid_days")):
        due = entry - rule.number("hours") // HOURS_OF_DAY
        yield Due("entry_statement", due, due, filed, rule)


def _is_treaty(entry: int, scene: Scene) -> bool:
    regime = scene.book.regimes.get(scene.world.case.citizenship)
    return regime is not None and entry >= regime.treaty
