"""The words of dates, language by language: a new language is a new row here and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.reading.plain import plain


@dataclass(frozen=True, slots=True)
class DateWords:
    """How one language speaks of dates; every word may stand with its usual endings.

    ``months`` holds twelve lines of forms, January first; ``days_away`` words for a day by its
    distance from today; ``units`` the days in a unit ("week": 7); ``thirds`` the beginning, the
    middle and the end of a month; ``filler`` what may stand in a date and says nothing.
    """

    months: tuple[str, ...]
    days_away: Mapping[str, int]
    units: Mapping[str, int]
    month_units: str
    year_units: str
    ago: str
    ahead: str
    numbers: Mapping[str, int]
    about: str
    thirds: tuple[str, str, str]
    filler: str
    ordinal_endings: str


RUSSIAN: Final = DateWords(
    months=(
        "январь января январе",
        "февраль февраля феврале",
        "март марта марте",
        "апрель апреля апреле",
        "май мая мае",
        "июнь июня июне",
        "июль июля июле",
        "август августа августе",
        "сентябрь сентября сентябре",
        "октябрь октября октябре",
        "ноябрь ноября ноябре",
        "декабрь декабря декабре",
    ),
    days_away={
        "сегодня": 0,
        "вчера": -1,
        "позавчера": -2,
        "завтра": 1,
        "послезавтра": 2,
    },
    units={
        "день": 1, "дня": 1, "дней": 1, "дн": 1, "сутки": 1, "суток": 1,
        "неделю": 7, "недели": 7, "недель": 7,
    },
    month_units="месяц месяца месяцев мес",
    year_units="год года лет",
    ago="назад тому",
    ahead="через",
    numbers={
        "один": 1, "одну": 1, "два": 2, "две": 2, "три": 3, "четыре": 4, "пять": 5,
        "шесть": 6, "семь": 7, "восемь": 8, "девять": 9, "десять": 10,
    },
    about="примерно около приблизительно где-то кажется наверное",
    thirds=("начало начале", "середина середине", "конец конце"),
    filler="г год года году числа число в во с со от до",
    ordinal_endings="го е ое ого",
)  # fmt: skip

ENGLISH: Final = DateWords(
    months=(
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september sept",
        "october",
        "november",
        "december",
    ),
    days_away={"today": 0, "yesterday": -1, "tomorrow": 1},
    units={"day": 1, "days": 1, "week": 7, "weeks": 7},
    month_units="month months",
    year_units="year years",
    ago="ago",
    ahead="in",
    numbers={
        "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
        "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    },
    about="about around approximately roughly maybe circa",
    thirds=("early beginning start", "middle mid", "late end"),
    filler="the of on in at year since from until till by",
    ordinal_endings="st nd rd th",
)  # fmt: skip

DATE_WORDS: Final[Mapping[str, DateWords]] = {"ru": RUSSIAN, "en": ENGLISH}
"""By language code. Russian and English words are understood in every language: many type those."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one or more languages, made plain, ready to be looked up."""

    months: Mapping[str, int]
    days_away: Mapping[str, int]
    units: Mapping[str, int]
    month_units: frozenset[str]
    year_units: frozenset[str]
    ago: frozenset[str]
    ahead: frozenset[str]
    numbers: Mapping[str, int]
    about: frozenset[str]
    thirds: Mapping[str, int]
    filler: frozenset[str]
    ordinal_endings: frozenset[str]

    def says_nothing(self, token: str) -> bool:
        """Whether a word may stand beside a month without changing which day is meant."""
        return any(token in words for words in (self.filler, self.about, self.thirds, self.ordinal_endings))


def lexicon(languages: tuple[str, ...]) -> Lexicon:
    """Return the words of these languages together; unknown codes are passed over."""
    rows = [DATE_WORDS[code] for code in languages if code in DATE_WORDS]

    def words(lists: list[str]) -> frozenset[str]:
        return frozenset(plain(word) for words in lists for word in words.split())

    return Lexicon(
        months={
            plain(form): number
            for row in rows
            for number, forms in enumerate(row.months, start=1)
            for form in forms.split()
        },
        days_away={plain(word): days for row in rows for word, days in row.days_away.items()},
        units={plain(word): days for row in rows for word, days in row.units.items()},
        month_units=words([row.month_units for row in rows]),
        year_units=words([row.year_units for row in rows]),
        ago=words([row.ago for row in rows]),
        ahead=words([row.ahead for row in rows]),
        numbers={plain(word): number for row in rows for word, number in row.numbers.items()},
        about=words([row.about for row in rows]),
        thirds={
            plain(word): third
            for row in rows
            for third, forms in enumerate(row.thirds)
            for word in forms.split()
        },
        filler=words([row.filler for row in rows]),
        ordinal_endings=words([row.ordinal_endings for row in rows]),
    )
