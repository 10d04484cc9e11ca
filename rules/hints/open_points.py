"""What an answer leaves open: what was not checked, and what only the person can tell."""

from collections.abc import Iterator
from typing import Final

from rules.duties.due import Due, Scene
from rules.duties.entry import for_trip, lacks_statement
from rules.duties.patent import refused_until
from rules.evaluate import Draft
from rules.grounds.span import VISA_FREE
from rules.hints.absence import absence
from rules.hints.duties import can_extend_by_family, duty_hints
from rules.hints.grounds import ground_hints
from rules.line import UNJUDGED

SETTLED: Final = frozenset({"temporary_residence", "permanent_residence", "treaty"})
ALWAYS: Final = ("controlled_register", "entry_ban_database")


def not_checked(draft: Draft, *, apart: bool, amnestied: bool) -> tuple[str, ...]:
    """Return the names of all that the answer does not take into account, each once.

    ``apart``: several vague dates together could be worse than the answer says; ``amnestied``: an amnesty
    may have lifted what the answer tells.
    """
    hints = (("vague_dates", apart), ("amnesty", amnestied))
    names = (*ALWAYS, *_open(draft), *(name for name, holds in hints if holds))
    return tuple(dict.fromkeys(names))


def asks(draft: Draft, disputes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the actions that ask the person for a fact on which the answer hangs."""
    visit = draft.world.present
    found = []
    if any(name.startswith("stays[") and name.endswith(".entry") for name in disputes):
        found.append("find_entry_date")
    if visit is not None and visit.purpose is None and draft.status != "manual" and not _is_settled(draft):
        found.append("ask_purpose")
    if statement_ahead(draft) is not None:
        found.append("file_statement")
    if can_extend_by_family(draft):
        found.append("extend_stay")
    if pointless(draft):
        found.append("ask_lawyer")
    return tuple(found)


def pointless(draft: Draft) -> frozenset[str]:
    """Return the actions that would cost money for nothing: to apply for a patent that would be refused."""
    asked = any(due.duty == "patent_application" and due.done is None for due in draft.dues)
    if not asked or not draft.world.patents or refused_until(_scene(draft)) is None:
        return frozenset()
    return frozenset({"apply_patent"})


def statement_ahead(draft: Draft) -> Due | None:
    """Return the statement still to be filed for the first planned entry that is open, None where none is."""
    entry = next((trip.entry for trip in draft.planned if trip.ok), None)
    return None if entry is None else for_trip(entry.toordinal(), _scene(draft))


def _is_settled(draft: Draft) -> bool:
    """Return whether the ground of the stay asks for nothing that hangs on the purpose (D-28)."""
    return draft.ground in SETTLED


def _open(draft: Draft) -> Iterator[str]:
    world, line = draft.world, draft.line
    case = world.case
    grounds = {piece.ground for stretch in line.stretches for piece in stretch.pieces}
    scene = _scene(draft)
    if lacks_statement(scene) or statement_ahead(draft) is not None:
        yield "entry_statement"
    if case.international_driver:
        yield "driver_limit"
    yield from ground_hints(draft)
    yield from duty_hints(draft, scene)
    if UNJUDGED in grounds:
        yield "visa_stay"
    if line.suspension is not None:
        yield "suspension"
    if grounds - {None, VISA_FREE, UNJUDGED, "treaty"} and _over_with_all(draft):
        yield "limit_90_other_grounds"
    if absence(world, line.book) == "exceeded":
        yield "residence_absence"
    if any(offence.with_expulsion and offence.received is None for offence in case.offences):
        yield "expulsion_appeal"


def _over_with_all(draft: Draft) -> bool:
    """Return whether the limit would be exceeded if days on other grounds counted too (D-17)."""
    account, on = draft.line.account, draft.world.on
    visit = draft.world.present
    first, last = account.window(on, on if visit is None else visit.entry)
    return not draft.stay_bans and account.used(first, min(last, on), lenient=False) > account.era(on).limit


def _scene(draft: Draft) -> Scene:
    return Scene(draft.world, draft.line, draft.world.present, draft.line.book, draft.view)
