"""The time zones that are offered: Russia's eleven, from west to east, and those of the home countries."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

DEFAULT_ZONE: Final = "Europe/Moscow"
"""The zone of whoever has not told another."""

RUSSIAN: Final = (
    "Europe/Kaliningrad",
    "Europe/Moscow",
    "Europe/Samara",
    "Asia/Yekaterinburg",
    "Asia/Omsk",
    "Asia/Krasnoyarsk",
    "Asia/Irkutsk",
    "Asia/Yakutsk",
    "Asia/Vladivostok",
    "Asia/Magadan",
    "Asia/Kamchatka",
)

HOME: Final[Mapping[str, str]] = MappingProxyType(
    {
        "AM": "Asia/Yerevan",
        "AZ": "Asia/Baku",
        "BY": "Europe/Minsk",
        "GE": "Asia/Tbilisi",
        "KG": "Asia/Bishkek",
        "KZ": "Asia/Almaty",
        "MD": "Europe/Chisinau",
        "TJ": "Asia/Dushanbe",
        "UA": "Europe/Kyiv",
        "UZ": "Asia/Tashkent",
    }
)
"""By citizenship; a country with several has the one that most of its people live in."""

_NOON: Final = time(12)
"""Clocks are changed at night."""


def ahead_of_greenwich(zone: str, day: date) -> timedelta:
    """Return how far the clocks of a zone are before Greenwich at noon of a day; behind is negative."""
    return datetime.combine(day, _NOON, ZoneInfo(zone)).utcoffset() or timedelta()
