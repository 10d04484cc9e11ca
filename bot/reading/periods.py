"""Reading a whole trip from one message ("12.03 - 15.05", "с 12 марта по 15 мая"), several from lines.

Where a text can be cut into two dates in more than one way, none is taken.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from bot.reading.dates import TOKEN, TOO_LONG, written
from bot.reading.lexicon import Kind, lexicon_for
from bot.reading.parts import UNCLEAR, Part, Written, completed
from bot.reading.plain import LONGEST, plain
from bot.reading.unclear import Unclear
from rules.when import When

LONGEST_LIST: Final = 4096
"""Characters of a list of trips: more than Telegram lets anybody send at once."""
MOST_LINES: Final = 20
"""Lines at a time: with what is wrong with each, more would not fit into one message."""
ONE_DATE: Final = Unclear("trips.one_date")
TWO_WAYS: Final = Unclear("date.two_ways")

_MOST_WORDS: Final = 24
_LINES: Final = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029;]+")
_AND: Final = r"\s(?:и|ва|va|жана|and)\s"
_BETWEEN: Final = tuple(re.compile(each, re.IGNORECASE) for each in (_AND, r",", rf",|{_AND}"))
"""What parts trips of one line; an entry and its exit may have one of these between them as well."""
_SEVERAL: Final = 2
_NUMBER: Final = re.compile(r"\s*(\d{1,2})\s*[.)]\s+(?=\S)")
_BULLET: Final = re.compile(r"^\s*(?:[•*·]|[-–—]\s|\d{1,2}\))\s*")
_DAY: Final = "day"
_LONGEST_MONTH: Final = 31
_NAMED: Final = frozenset({"date.no_such_day", "date.order", "date.year", "date.which_month"})
"""The faults of a date that is plainly meant to be one."""


class Period(NamedTuple):
    """A trip as it was written: the first day and the last, each as exactly as it was given."""

    first: When
    last: When


@dataclass(frozen=True, slots=True)
class Line:
    """One line of several: its number, from 1, and the trip in it or what is wrong with it."""

    number: int
    found: Period | Unclear


def read_period(
    text: str, language: str, today: date, *, after: date | None = None
) -> Period | Unclear | None:
    """Read two dates of one trip; None where the text does not hold two.

    Args:
        text: anything at all.
        language: the language the person chose.
        today: the day from which "yesterday" is reckoned.
        after: trips without their years begin on or after this day; None: they end up to today.

    Returns:
        The trip, its last day not checked against the first; ``date.two_ways`` where the text can be cut into
        two dates in more than one way; None where it is no two dates.
    """
    said = plain(text[: LONGEST + 1])
    if len(text) > LONGEST or len(TOKEN.findall(said)) > _MOST_WORDS:
        return None
    if not isinstance(written(said, language, today), Unclear):
        return None
    rough: list[_Cut] = []
    for cuts in (_joined, _spaced, _tight):
        joined = cuts is not _spaced
        both = (_cut(first, last, language, today, joined=joined) for first, last in cuts(said, language))
        made = [cut for cut in both if cut is not None]
        exact = [cut for cut in made if cut.grains == (_DAY, _DAY)]
        if exact:
            return _only(exact, today, after)
        rough += [cut for cut in made if cuts is _joined or len(set(cut.grains)) == 1]
    return _only(rough, today, after) if rough else _half_wrong(said, language, today)


def read_lines(
    text: str, language: str, today: date, *, after: date | None = None
) -> tuple[Line, ...] | Unclear:
    """Read several trips, one a line or parted by semicolons; empty where the text is one line of one trip.

    In one line they may be parted by commas or "and" as well, where each part is a whole trip. Numbers and
    bullets before the lines are passed over; empty lines are not counted. ``trips.too_many`` says that there
    are more lines than can be answered at once.
    """
    if len(text) > LONGEST_LIST:
        return TOO_LONG
    lines = [line for line in _LINES.split(text) if any(each.isalnum() for each in line)]
    if len(lines) < _SEVERAL:
        return _side_by_side(text, language, today, after)
    if len(lines) > MOST_LINES:
        return Unclear("trips.too_many", {"most": MOST_LINES})
    return tuple(
        Line(number, _line(line, language, today, after)) for number, line in enumerate(_bare(lines), start=1)
    )


def _side_by_side(text: str, language: str, today: date, after: date | None) -> tuple[Line, ...]:
    """Return the trips of one line; empty where it cannot be parted so that each part is one, to the day."""
    for between in _BETWEEN:
        parts = [part for part in between.split(text) if part.strip()]
        if not _SEVERAL <= len(parts) <= MOST_LINES:
            continue
        found = [read_period(part, language, today, after=after) for part in parts]
        trips = [each for each in found if isinstance(each, Period) and each.first.exact and each.last.exact]
        if len(trips) == len(parts):
            return tuple(Line(number, trip) for number, trip in enumerate(trips, start=1))
    return ()


def _bare(lines: list[str]) -> Iterator[str]:
    """Yield the lines without their numbers; "1." is one only where every line has its own."""
    numbers = [_NUMBER.match(line) for line in lines]
    numbered = all(
        match is not None and int(match[1]) == place for place, match in enumerate(numbers, start=1)
    )
    for line, match in zip(lines, numbers, strict=True):
        yield line[match.end() :] if numbered and match is not None else _BULLET.sub("", line, count=1)


def _line(line: str, language: str, today: date, after: date | None) -> Period | Unclear:
    if len(line) > LONGEST:
        return TOO_LONG
    found = read_period(line, language, today, after=after)
    if found is not None:
        return found
    single = completed(written(plain(line), language, today, after=after), today, after)
    return ONE_DATE if isinstance(single, When) else single


# --- where a text can be cut -----------------------------------------------------------------

_Cuts = Iterator[tuple[str, str]]


def _joined(text: str, language: str) -> _Cuts:
    """Cut at a dash between spaces, or at a word that stands between two dates."""
    joints = lexicon_for(language).joints
    parts = text.split()
    for place, part in enumerate(parts[1:-1], start=1):
        if not part.strip("-") or part in joints:
            yield " ".join(parts[:place]), " ".join(parts[place + 1 :])


def _spaced(text: str, _language: str) -> _Cuts:
    """Cut at a space."""
    parts = text.split()
    for place in range(1, len(parts)):
        yield " ".join(parts[:place]).rstrip(",-"), " ".join(parts[place:]).lstrip("-")


def _tight(text: str, _language: str) -> _Cuts:
    """Cut at a hyphen, a comma or a stroke without spaces."""
    for match in re.finditer(r"[-,/]", text):
        yield text[: match.start()].rstrip(), text[match.end() :].lstrip()


# --- two dates -------------------------------------------------------------------------------


class _Cut(NamedTuple):
    """The two dates of one way to cut a text."""

    begin: Part | When
    end: Part | When

    @property
    def grains(self) -> tuple[str, str]:
        return _grain(self.begin), _grain(self.end)


def _grain(found: Part | When) -> str:
    """Return how exactly a date was given."""
    if isinstance(found, Part):
        return _DAY if found.day is not None else "month"
    return _DAY if found.exact else "longer"


def _only(cuts: list[_Cut], today: date, after: date | None) -> Period | Unclear | None:
    """Return the trip that all cuts lead to; more than one is one too many."""
    found = {period for cut in cuts if (period := _dated(cut.begin, cut.end, today, after)) is not None}
    if len(found) > 1:
        return TWO_WAYS
    return found.pop() if found else None


def _cut(first: str, last: str, language: str, today: date, *, joined: bool) -> _Cut | None:
    """Return two written dates, a missing month of the first taken from the second.

    Where nothing but a space stands between them ("1 5.03"), a bare number may as well be half of a date.
    """
    end = written(last, language, today)
    if isinstance(end, Unclear):
        return None
    begin: Written = written(first, language, today)
    day = _day_alone(first, language)
    if (
        day is not None
        and isinstance(end, Part)
        and end.day is not None
        and (joined or not first.isdecimal())
    ):
        begin = Part(end.month, day, year=end.year)
    return None if isinstance(begin, Unclear) else _Cut(begin, end)


def _half_wrong(text: str, language: str, today: date) -> Unclear | None:
    """Return what is wrong with one of two dates, where it is a date all the same: 31.02, 04/25/2026."""
    for cuts in (_joined, _spaced, _tight):
        for first, last in cuts(text, language):
            halves = (written(first, language, today), written(last, language, today))
            wrong = [half for half in halves if isinstance(half, Unclear) and half.reason in _NAMED]
            if len(wrong) == 1 and any(
                not isinstance(half, Unclear) and _grain(half) == _DAY for half in halves
            ):
                return wrong[0]
    return None


def _day_alone(text: str, language: str) -> int | None:
    """Return the day where a text is nothing but its number: "с 1", "аз 1", "1"."""
    tokens, words = TOKEN.findall(text), lexicon_for(language)
    figures = [token for token in tokens if token.isdecimal()]
    others = [token for token in tokens if not token.isdecimal()]
    if len(figures) != 1 or len(figures[0]) > len("31") or not 1 <= int(figures[0]) <= _LONGEST_MONTH:
        return None
    quiet = all(token in words.endings or words.meaning(token).kind is Kind.NOTHING for token in others)
    return int(figures[0]) if quiet else None


def _dated(begin: Part | When, end: Part | When, today: date, after: date | None) -> Period | None:
    """Return the trip with its years: of one that lies behind the last that ended, else the first to come."""
    if (after is None and _no_year(end) and _no_year(begin)) or (_no_year(begin) and not _no_year(end)):
        last = completed(end, today)
        first = _before(begin, last, today)
    else:
        first = completed(begin, today, after)
        start = first.first if isinstance(first, When) else None
        last = completed(end, today, start if _no_year(end) else after)
    if isinstance(first, Unclear) or isinstance(last, Unclear):
        return None
    return Period(first, last)


def _no_year(found: Written) -> bool:
    return isinstance(found, Part) and found.year is None


def _before(begin: Written, last: When | Unclear, today: date) -> When | Unclear:
    """Return the latest such day up to the end of the trip."""
    if isinstance(last, Unclear) or last.last is None:
        return UNCLEAR
    return completed(begin, last.last if _no_year(begin) else today)
