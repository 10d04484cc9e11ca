"""The words of one language: the catalogues by key, and dates, counted days and lists.

The texts lie in gettext catalogues under symbolic keys, one domain for each folder that speaks.
A domain is read when a key is not found in those before it, so that one short command does not
load the conversation too.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pkgutil import get_data
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.replies.calendar import CALENDARS
from bot.replies.countries import COUNTRIES
from bot.replies.keys import N_

if TYPE_CHECKING:
    from rules.when import When

LANGUAGES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "tg": "Тоҷикӣ",
        "uz": "Oʻzbekcha",
        "uz_Cyrl": "Ўзбекча",
        "ky": "Кыргызча",
        "ru": "Русский",
        "en": "English",
    }
)
"""The complete languages: code and own name, in the order in which they are offered."""

DEFAULT_LANGUAGE: Final = "ru"
"""What is spoken to somebody whose device names none of ours: most of our people can read some of it."""

DOMAINS: Final = ("replies", "cli", "dialog", "channels")
"""The catalogues of every language, in the order in which they are asked."""

__all__ = [
    "DEFAULT_LANGUAGE",
    "DOMAINS",
    "LANGUAGES",
    "N_",
    "MissingCatalogue",
    "UnknownLanguage",
    "Words",
    "WordsMissing",
    "load_words",
]


class MissingCatalogue(Exception):
    """A compiled catalogue is not there."""

    def __init__(self, language: str, domain: str) -> None:
        super().__init__(
            f"the catalogue {domain!r} of language {language!r} is not built: run `make messages`"
        )


class WordsMissing(KeyError):
    """No catalogue of the language has the key."""


class UnknownLanguage(ValueError):
    """is not a language of this program"""


class Words:
    """Everything said in one language; made by :func:`load_words`."""

    __slots__ = ("_calendar", "language")

    def __init__(self, language: str) -> None:
        self.language = language
        self._calendar = CALENDARS[language]

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of the key, its placeholders filled; a date is put into words.

        Raises:
            WordsMissing: no catalogue has the key.
            KeyError: the text has a placeholder that no value is given for.
            MissingCatalogue: a catalogue is not built.
        """
        text = self._text(key)
        if text is None:
            raise WordsMissing(f"{self.language}: {key}")
        return text.format_map({name: self._shown(value) for name, value in values.items()})

    def _shown(self, value: object) -> object:
        return self.date(value) if isinstance(value, dt.date) else value

    def _text(self, key: str) -> str | None:
        for domain in DOMAINS:
            text = _catalogue(self.language, domain).gettext(key)
            if text != key:
                return text
        return None

    def date(self, day: dt.date) -> str:
        """Return the day in full: 15 марта 2026 года."""
        return self._calendar.date.format_map(self._parts(day))

    def date_and_weekday(self, day: dt.date) -> str:
        """Return the day in full with its weekday: 15 марта 2026 года, воскресенье."""
        return self._calendar.date_and_weekday.format(date=self.date(day), weekday=self.weekday(day))

    def last_day(self, day: dt.date) -> str:
        """Return the words for a last allowed day, the day included: последний день — 15 марта 2026 года."""
        return self._calendar.last_day.format(date=self.date(day))

    def month(self, month: int) -> str:
        """Return the name of a month, 1 to 12, as it stands alone."""
        return self._calendar.months[month - 1]

    def weekday(self, day: dt.date) -> str:
        """Return the weekday of a day."""
        return self._calendar.weekdays[day.weekday()]

    def weekdays_short(self) -> tuple[str, ...]:
        """Return the short names of the weekdays, Monday first."""
        return self._calendar.weekdays_short

    def when(self, when: "When") -> str:
        """Return a date as far as it is known: a day, some day of a month, of a year, between two days."""
        table, first, last = self._calendar, when.first, when.last
        if first is None or last is None:
            return self._half_known(first, last)
        if first == last:
            return self.date(first)
        form = str(when)
        if "/" in form:
            return table.some_day_between.format(first=self.date(first), last=self.date(last))
        pattern = table.some_day_of_month if "-" in form else table.some_day_of_year
        return pattern.format_map(self._parts(first))

    def _half_known(self, first: dt.date | None, last: dt.date | None) -> str:
        if first is not None:
            return self._calendar.not_before.format(date=self.date(first))
        if last is not None:
            return self._calendar.not_after.format(date=self.date(last))
        return self._calendar.unknown

    def count(self, unit: str, number: int) -> str:
        """Return a number with its noun; the units are those of the calendar tables."""
        return self._calendar.counted[unit][self._calendar.form(number)].format(n=number)

    def days(self, number: int) -> str:
        """Return counted days: 1 день, 2 дня, 5 дней."""
        return self.count("day", number)

    def listing(self, items: Sequence[str], *, alternative: bool = False) -> str:
        """Return the items joined with commas and a last "and", or "or" for alternatives."""
        if len(items) < 2:  # noqa: PLR2004 - nothing to join
            return "".join(items)
        joint = self._calendar.last_or if alternative else self._calendar.last_and
        return joint.join((self._calendar.comma.join(items[:-1]), items[-1]))

    def country(self, code: str) -> str:
        """Return the name of a country by its ISO 3166-1 code; the code itself where nobody knows a name."""
        key = COUNTRIES.get(code)
        return self(key) if key is not None else _country_elsewhere(self.language, code)

    def _parts(self, day: dt.date) -> dict[str, object]:
        month = self._calendar.months_in_date[day.month - 1]
        return {"day": day.day, "month": month, "year": day.year}


@cache
def load_words(language: str) -> Words:
    """Return the words of a language.

    Raises:
        UnknownLanguage: the language is none of :data:`LANGUAGES`.
    """
    if language not in LANGUAGES:
        raise UnknownLanguage(language)
    return Words(language)


@cache
def _catalogue(language: str, domain: str) -> GNUTranslations:
    # pkgutil and not importlib.resources: the latter costs a cold start ten milliseconds more.
    try:
        data = get_data("locales", f"{language}/LC_MESSAGES/{domain}.mo")
    except FileNotFoundError:
        data = None
    if data is None:
        raise MissingCatalogue(language, domain)
    return GNUTranslations(BytesIO(data))


def _country_elsewhere(language: str, code: str) -> str:
    # Babel knows every country, but is slow to load, and rarely needed.
    from babel import Locale  # noqa: PLC0415

    name: str = Locale.parse(language).territories.get(code, code)
    return name
