"""How each language speaks of days: one table a language."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.replies.calendar.en import EN
from bot.replies.calendar.ru import RU
from bot.replies.calendar.table import Calendar

CALENDARS: Final[Mapping[str, Calendar]] = MappingProxyType({"ru": RU, "en": EN})

__all__ = ["CALENDARS", "Calendar"]
