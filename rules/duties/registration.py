"""Миграционный учёт: registration at the place of stay (109-FZ 20, 23).

After the entry, after each move, and again where the term of a registration has run out.
"""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from rules.days import last_of_term
from rules.duties.decided import must_leave
from rules.duties.due import Due, Scene, first_since
from rules.grounds.family import TIES
from rules.grounds.permits import HOME
from rules.law import Provision
from rules.world import Registered, Visit

HIGHLY_QUALIFIED: Final = "duty.register.highly_qualified"

_FAMILIES: Final[Mapping[str, str]] = {
    "highly_qualified": HIGHLY_QUALIFIED,
    "eaeu_worker": "duty.register.eaeu_family",
}
"""The provisions that free the families of some of registration."""


def duties(scene: Scene) -> Iterator[Due]:
    """Yield the registrations that the present stay asks for."""
    visit = scene.visit
    if visit is None or _is_short(visit, scene) or _lives_here(scene):
        return
    held = [each for each in scene.world.registrations if each.start >= visit.entry]
    free = _free(visit, scene)
    starts = sorted(each.start for each in held)
    yield from _after_entry(visit, first_since(starts, visit.entry), free, scene)
    general = scene.book.find("duty.register", scene.on)
    if general is None:
        return
    for move in scene.world.moves:
        if visit.entry < move:
            due, provisional = _working_days(move, general, scene)
            done = first_since(starts, move)
            if free is not None and due < free.last and (free.firm or _is_relieved(done, scene)):
                yield Due("register", move, free.last, done, free.provision)
            else:
                yield Due("register", move, due, done, general, provisional=provisional)
    yield from _renewal(held, general, scene)


def _renewal(held: list[Registered], general: Provision, scene: Scene) -> Iterator[Due]:
    """Yield the registration to be renewed: one that ran out, or that will while the stay goes on.

    No term is written for it, so the last day of the old one stands for it; a move has a term of its own.
    """
    ends = [each.until for each in held if each.until is not None]
    if not ends or len(ends) < len(held):
        return
    over = max(ends)
    if any(over < move for move in scene.world.moves):
        return
    if over < scene.on or _stays_beyond(over, scene):
        yield Due("register", over, over, None, general)


def _stays_beyond(day: int, scene: Scene) -> bool:
    """Return whether the grounds of a lawful stay carry it past the day, and nothing orders to leave."""
    if scene.manual or must_leave(scene):
        return False
    stretch = scene.line.stretches[-1]
    return stretch.overstay(scene.on) == 0 and stretch.last_lawful(scene.on) > day


class _Free(NamedTuple):
    """Days from the entry that are free of registration; ``firm``: those moved in too (109-FZ 20(4.1))."""

    last: int
    provision: Provision
    firm: bool


def _after_entry(visit: Visit, done: int | None, free: _Free | None, scene: Scene) -> Iterator[Due]:
    if free is None:
        rule = scene.book.find("duty.register", visit.entry)
        if rule is not None:
            due, provisional = _working_days(visit.entry, rule, scene)
            yield Due("register", visit.entry, due, done, rule, from_entry=True, provisional=provisional)
        return
    due = free.last
    if _is_relieved(done, scene):
        due = _working_days(due + 1, scene.book.at("duty.register_after_exemption", visit.entry), scene)[0]
    yield Due("register", visit.entry, due, done, free.provision, from_entry=True)


def _is_relieved(done: int | None, scene: Scene) -> bool:
    """Return whether the free days are taken for longer than their letter, where that can still matter.

    Favourably a further term follows them, and a move within them has no term of its own.
    """
    return done is None and scene.view.takes("register_after_exemption")


def _free(visit: Visit, scene: Scene) -> _Free | None:
    """Return the days free of registration by treaty, by a permit or by family: the longest of them."""
    found = [
        _Free(last_of_term(visit.entry, rule.number("days")), rule, name == HIGHLY_QUALIFIED)
        for name in _exemptions(visit, scene)
        if scene.book.has(name) and (rule := scene.book.find(name, visit.entry)) is not None
    ]
    return max(found, default=None, key=lambda free: free.last)


def _exemptions(visit: Visit, scene: Scene) -> Iterator[str]:
    """Yield the provisions that free somebody: of the own country, or as a member of a family."""
    case = scene.world.case
    yield f"duty.register.{case.citizenship}"
    if any(each.kind == "highly_qualified" and each.holds(visit.entry) for each in scene.world.permits):
        yield HIGHLY_QUALIFIED
    for relative in case.family:
        name = _FAMILIES.get(relative.of)
        if name is not None and relative.relation in TIES[relative.of].relations:
            yield name


def _working_days(first: int, rule: Provision, scene: Scene) -> tuple[int, bool]:
    return scene.book.working_days(first, rule.number("working_days"))


def _is_short(visit: Visit, scene: Scene) -> bool:
    """Return whether the stay is or will be too short to need a registration (109-FZ 20(6)(5))."""
    rule = scene.book.find("duty.register_short_stay", visit.entry)
    if rule is None or visit.stated is None:
        return False
    return visit.stated - visit.entry + 1 <= rule.number("days")


def _lives_here(scene: Scene) -> bool:
    """Return whether the person is registered where he lives, which is another duty."""
    return any(permit.kind in HOME and permit.holds(scene.on) for permit in scene.world.permits)
