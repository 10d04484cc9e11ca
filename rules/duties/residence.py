"""РВП, ВНЖ: the yearly notice of residence, and the end of a permit (115-FZ 6(9), 8(6))."""

from collections.abc import Iterator

from rules.days import MONTHS_OF_YEAR, last_of_months, same_day_months_earlier
from rules.duties.decided import is_pointless
from rules.duties.due import Due, Scene
from rules.grounds.permits import HOME
from rules.world import Period


def duties(scene: Scene) -> Iterator[Due]:
    """Yield the last yearly notice that has fallen due, and the permit that ends; also outside Russia."""
    for permit in scene.world.permits:
        if permit.ended is not None or not permit.holds(scene.on):
            continue
        if permit.kind in HOME:
            yield from _notice(permit, scene)
        if permit.until is not None and scene.visit is not None and not is_pointless(permit.begin, scene):
            rule = scene.book.at("duty.permit_renewal", permit.begin)
            due = permit.until
            if permit.kind == "temporary_residence":  # it is not renewed: the permanent one is applied for
                due = same_day_months_earlier(due, rule.number("months_before"))
            filed, issued = _followed(permit, scene)
            done = issued if filed is None else filed
            yield Due("permit_renewal", permit.begin, due, done, rule, proved=filed is None)


def _followed(permit: Period, scene: Scene) -> tuple[int | None, int | None]:
    """Return the days on which the next permit was applied for, and on which it was issued."""
    filed = [
        each.begin
        for each in scene.world.applications
        if each.kind == "permanent_residence" and each.begin > permit.begin
    ]
    issued = [
        each.begin
        for each in scene.world.permits
        if each.begin > permit.begin and each.last > permit.last and each.holds(scene.on)
    ]
    return min(filed, default=None), min(issued, default=None)


def _notice(permit: Period, scene: Scene) -> Iterator[Due]:
    rule = scene.book.at("duty.residence_notice", scene.on)
    years = 1
    while last_of_months(permit.begin, MONTHS_OF_YEAR * (years + 1)) < scene.on:
        years += 1
    over = last_of_months(permit.begin, MONTHS_OF_YEAR * years)
    if over >= scene.on:
        return
    due = last_of_months(permit.begin, MONTHS_OF_YEAR * years + rule.number("months"))
    done = min((day for day in permit.noted if day > over), default=None)
    yield Due("residence_notice", over + 1, due, done, rule)
