"""How each language speaks of days: one table a language."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.replies.calendar.en import EN
from bot.replies.calendar.ky import KY
from bot.replies.calendar.ru import RU
from bot.replies.calendar.table import Calendar
from bot.replies.calendar.tg import TG
from bot.replies.calendar.uz import UZ
from bot.replies.calendar.uz_cyrl import UZ_CYRL

CALENDARS: Final[Mapping[str, Calendar]] = MappingProxyType(
    {"tg": TG, "uz": UZ, "uz_Cyrl": UZ_CYRL, "ky": KY, "ru": RU, "en": EN}
)

__all__ = ["CALENDARS", "Calendar"]
