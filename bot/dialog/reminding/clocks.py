"""The clocks to be reminded by: which are offered, how far each is from Moscow's, and which one was meant."""

from datetime import date, timedelta
from typing import Final, NamedTuple

from bot.dialog.view import View
from bot.reading import Unclear, read_country
from bot.reading.city_names import REGIONS
from bot.reading.clocks import Hours, Places, read_clock
from bot.reminders.zones import DEFAULT_ZONE, HOME, RUSSIAN, ahead_of_greenwich
from bot.replies.words import Words

_NONE: Final = timedelta()
_AN_HOUR: Final = timedelta(hours=1)
_MINUS: Final = "\N{MINUS SIGN}"


def offered(view: View) -> tuple[str, ...]:
    """Return the zones to choose from: that of the home country comes first for whoever is there.

    Of Russia's the one in which most people are comes first, the others from west to east.
    """
    home = HOME.get(str(view.state.facts.case.get("citizenship")))
    russian = (DEFAULT_ZONE, *(zone for zone in RUSSIAN if zone != DEFAULT_ZONE))
    if home is None:
        return russian
    return (*russian, home) if view.known.inside else (home, *russian)


def city(zone: str) -> str:
    """Return the key of the name of the city that a zone is called after."""
    return f"zone.{zone.rpartition('/')[2]}"


def label(zone: str, day: date, words: Words) -> str:
    """Return the city of a zone and how many hours its clocks are before Moscow's: Екатеринбург, МСК+2."""
    return words(
        "zone.label",
        city=words(city(zone)),
        hours=_signed(ahead_of_greenwich(zone, day) - ahead_of_greenwich(DEFAULT_ZONE, day)),
    )


class Meant(NamedTuple):
    """The zones that a text can mean, none where it is not understood; ``sure``: nothing of it is a guess."""

    zones: tuple[str, ...]
    sure: bool


def meant(view: View, text: str) -> Meant:
    """Return the zones, of those that can be kept, whose clocks show what the place that was typed shows.

    One zone stands for all of the same clock, so that nothing of the place is kept.
    """
    found = read_clock(text)
    if isinstance(found, Unclear):
        country = read_country(text, view.language)
        home = None if isinstance(country, Unclear) else HOME.get(country)
        return Meant(() if home is None else (home,), sure=False)
    return Meant(_zones(view, found), sure=not (isinstance(found, Places) and found.guessed))


def _zones(view: View, found: Places | Hours) -> tuple[str, ...]:
    if isinstance(found, Places):
        zones = (_same(view, zone, ahead_of_greenwich(zone, view.today)) for zone in found.zones)
        return tuple(dict.fromkeys(zone for zone in zones if zone is not None))
    ahead = timedelta(minutes=found.minutes)
    from_moscow = _same(view, None, ahead_of_greenwich(DEFAULT_ZONE, view.today) + ahead)
    from_greenwich = _same(view, None, ahead)
    home = offered(view)[0]
    if found.of == "either" and home != DEFAULT_ZONE and from_greenwich == home:
        # At home people reckon from Greenwich, in Russia from Moscow.
        which: tuple[str | None, ...] = (home, from_moscow)
    else:
        # Beyond the east of Russia no difference from Moscow leads, so that it was one from Greenwich.
        which = (from_greenwich,) if found.of == "utc" else (from_moscow or from_greenwich,)
    return tuple(dict.fromkeys(zone for zone in which if zone is not None))


def _same(view: View, zone: str | None, utc: timedelta) -> str | None:
    """Return the zone itself if it can be kept, else the first that shows the same time today."""
    at_home = zone is not None and zone not in REGIONS
    known = (*HOME.values(), *offered(view)) if at_home else (*offered(view), *HOME.values())
    if zone in known:
        return zone
    return next((each for each in known if ahead_of_greenwich(each, view.today) == utc), None)


def _signed(ahead: timedelta) -> str:
    """Return a difference as it is written behind МСК: +2, −1, +5:30; nothing where there is none."""
    if not ahead:
        return ""
    hours, rest = divmod(abs(ahead), _AN_HOUR)
    minutes = f":{rest.seconds // 60:02}" if rest else ""
    return f"{_MINUS if ahead < _NONE else '+'}{hours}{minutes}"
