"""Trips not made yet: whether each can be made, why not, and what it does to the later ones."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from bot.replies import vocabulary
from bot.replies.keys import N_
from bot.replies.lines import trip_line
from bot.replies.words import Words
from rules.assessment import Trip
from rules.plans.trips import BAN

_BROKEN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "overlap": N_("trip.broken.overlap"),
        "limit": N_("trip.broken.limit"),
        "unbroken": N_("trip.broken.unbroken"),
        "ground": N_("trip.broken.ground"),
        "manual": N_("trip.broken.manual"),
    }
)


_MOST_LOST: Final = 2
"""Trips named that another one makes impossible: the first to come, in a line that is short enough."""


def plan_lines(trips: tuple[Trip, ...], words: Words) -> Iterator[str]:
    """Yield a line for each planned trip, without a full stop."""
    for trip in trips:
        yield "; ".join((trip_line(trip, words), *_more(trip, trips, words)))


def _more(trip: Trip, trips: tuple[Trip, ...], words: Words) -> Iterator[str]:
    """Yield why a trip cannot be made, which others it makes impossible, and by when to leave for them."""
    if trip.broken_by is not None:
        yield broken(trip, words)
    lost = [words.date(trips[number].entry) for number in trip.breaks if 0 <= number < len(trips)]
    if lost:
        yield words("trip.breaks", entries=words.listing(lost[:_MOST_LOST]))
    if trip.latest_exit is not None and trip.latest_exit != trip.last_day:
        yield words("trip.latest_exit", latest=trip.latest_exit)


def broken(trip: Trip, words: Words) -> str:
    """Return why a trip that cannot be made cannot, as a part of a sentence."""
    by = trip.broken_by or ""
    if by.startswith(BAN):
        ground = words(vocabulary.BANS.get(by.removeprefix(BAN), vocabulary.OTHER_BAN))
        return words("trip.broken.ban", ground=ground)
    return words(_BROKEN.get(by, "trip.broken.other"))
