"""Миграционный учёт: registration at the place of stay (109-FZ 20, 23).

After the entry, after each move, and again where the term of a registration has run out.
"""

from collections.abc import Iterator

from rules.days import last_of_term
from rules.duties.due import Due, Scene, first_since
from rules.grounds.permits import HOME
from rules.law import Provision
from rules.world import Visit


def duties(scene: Scene) -> Iterator[Due]:
    """Yield the registrations that the present stay asks for."""
    visit = scene.visit
    if visit is None or _is_short(visit, scene) or _lives_here(scene):
        return
    held = [each for each in scene.world.registrations if each.start >= visit.entry]
    starts = sorted(each.start for each in held)
    yield from _after_entry(visit, first_since(starts, visit.entry), scene)
    general = scene.book.find("duty.register", scene.on)
    if general is None:
        return
    for move in scene.world.moves:
        if visit.entry < move:
            due, provisional = _working_days(move, general, scene)
            yield Due("register", move, due, first_since(starts, move), general, provisional=provisional)
    if held and all(each.until is not None and each.until < scene.on for each in held):
        over = max(each.until for each in held if each.until is not None)
        if not any(over < move for move in scene.world.moves):
            yield Due("register", over, over, None, general)


def _after_entry(visit: Visit, done: int | None, scene: Scene) -> Iterator[Due]:
    free = _free_days(visit, scene)
    if free is None:
        rule = scene.book.find("duty.register", visit.entry)
        if rule is not None:
            due, provisional = _working_days(visit.entry, rule, scene)
            yield Due("register", visit.entry, due, done, rule, from_entry=True, provisional=provisional)
        return
    due = last_of_term(visit.entry, free.number("days"))
    if done is None and scene.view.takes("register_after_exemption"):
        due = _working_days(due + 1, scene.book.at("duty.register_after_exemption", visit.entry), scene)[0]
    yield Due("register", visit.entry, due, done, free, from_entry=True)


def _free_days(visit: Visit, scene: Scene) -> Provision | None:
    """Return the days free of registration by treaty or as a highly qualified specialist."""
    for permit in scene.world.permits:
        if permit.kind == "highly_qualified" and permit.holds(visit.entry):
            return scene.book.find("duty.register.highly_qualified", visit.entry)
    name = f"duty.register.{scene.world.case.citizenship}"
    return scene.book.find(name, visit.entry) if scene.book.has(name) else None


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
