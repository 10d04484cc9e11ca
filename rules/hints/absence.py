"""Отсутствие: a residence permit may be cancelled for too long a time abroad in one year (115-FZ 9(1)).

Only an agency cancels, so no ground ends by it here: the doubt is named, as a disputed reading
where only one way of counting exceeds the limit, as an open point where both do.
"""

from typing import Final, Literal

from rules.book import Book
from rules.days import year_of
from rules.grounds.permits import HOME
from rules.world import World

READING: Final = "absence_6_months"


def absence(world: World, book: Book) -> Literal["disputed", "exceeded"] | None:
    """Return how the days abroad in the year asked about, or the year before, stand to the limit."""
    held = [permit for permit in world.permits if permit.kind in HOME and permit.holds(world.on)]
    rule = book.find("residence.absence", world.on)
    if not held or rule is None:
        return None
    since = min(permit.begin for permit in held)
    this_year = year_of(world.on)
    most = max(_abroad(world, since, *year) for year in (year_of(this_year[0] - 1), this_year))
    if most > rule.number("favourable_days"):
        return "exceeded"
    return "disputed" if most > rule.number("days") else None


def is_near(world: World, book: Book) -> bool:
    """Return whether the days abroad of the year come near the limit, so that the person is warned."""
    held = [permit.begin for permit in world.permits if permit.kind in HOME and permit.holds(world.on)]
    if not held or book.find("residence.absence", world.on) is None:
        return False
    warned = book.at("product.hints", world.on).number("absence_days")
    return _abroad(world, min(held), *year_of(world.on)) >= warned


def _abroad(world: World, since: int, first: int, last: int) -> int:
    """Return the full days abroad from ``first`` to ``last`` while the permit was held."""
    first, last = max(first, since), min(last, world.on)
    inside = set[int]()
    for visit in world.visits:
        leave = world.on if visit.leave is None else visit.leave
        inside.update(range(max(visit.entry, first), min(leave, last) + 1))
    return max(0, last - first + 1 - len(inside))
