"""The words of dates, one row a language: a new language is a new module here and a line in this table."""

from collections.abc import Mapping
from typing import Final

from bot.reading.date_words.en import ENGLISH
from bot.reading.date_words.ky import KYRGYZ
from bot.reading.date_words.row import DateWords
from bot.reading.date_words.ru import RUSSIAN
from bot.reading.date_words.tg import TAJIK
from bot.reading.date_words.uz import UZBEK

DATE_WORDS: Final[Mapping[str, DateWords]] = {
    "tg": TAJIK,
    "uz": UZBEK,
    "uz_Cyrl": UZBEK,
    "ky": KYRGYZ,
    "ru": RUSSIAN,
    "en": ENGLISH,
}
"""By language code."""

__all__ = ["DATE_WORDS", "DateWords"]
