"""The picture in words: what it shows, for those who do not see it or for whom it does not load."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from bot.replies.lines import sentence, within
from bot.replies.packing import MOST_WORDS
from bot.replies.picture.marks import TRIP, TRIP_NO, look
from bot.replies.picture.months import Month
from bot.replies.picture.strips import Strips
from bot.replies.picture.title import account_shown, last_day, title
from bot.replies.words import Words
from rules.assessment import Assessment, Trip
from rules.strip import Days

_FEWER: Final = ((4, 2), (3, 2), (2, 2), (1, 2), (1, 1), (1, 0))
"""How many spans of days and how many trips ahead are told: the most that there is room for."""
_ONE_DAY: Final = timedelta(days=1)
_SOME_DAY: Final = "…"


def caption(assessment: Assessment, days: Sequence[Days], words: Words) -> str:
    """Return in two sentences which days the picture shows, how many are used and left, and the last day.

    Of a long history the latest days only, as many as a short message has room for.
    """
    strips = Strips(assessment, days)
    shown = strips.months
    past = [part for part in _by_ground(strips.days) if part.first <= assessment.on and _is_in(part, shown)]
    told, second = "", _account(assessment, words)
    for most, trips in _FEWER:
        spans = [
            *(_span(part, assessment, shown, words) for part in past[-most:]),
            *(_trip(trip, words) for trip in assessment.cautious.planned[:trips]),
        ]
        first = words("picture.days", spans="; ".join(spans)) if spans else words("picture.no_days")
        told = f"{first} {second}"
        if len(told.split()) <= MOST_WORDS:
            break
    return told


def _by_ground(days: Sequence[Days]) -> list[Days]:
    """Put days on one ground together, whether each of them is sure or not: together they are then not."""
    joined: list[Days] = []
    for part in days:
        before = joined[-1] if joined else None
        if before is not None and before.ground == part.ground and before.last == part.first - _ONE_DAY:
            joined[-1] = before._replace(last=part.last, sure=before.sure and part.sure)
        else:
            joined.append(part)
    return joined


def _is_in(part: Days, shown: Sequence[Month]) -> bool:
    """Return whether the picture shows any of the days."""
    last = None if part.last is None else Month.of(part.last)
    return any(Month.of(part.first) <= month and (last is None or month <= last) for month in shown)


def _span(part: Days, assessment: Assessment, shown: Sequence[Month], words: Words) -> str:
    """Return days that stand alike; those that go on are told up to the day of the answer."""
    last = assessment.on if part.last is None else min(part.last, assessment.on)
    first, what = part.first, words(look(part.ground).name)
    if part.sure:
        return _told(first, last, what, words)
    what = f"{what} ({words('picture.mark.unsure')})"
    # Before what is shown there may be no day that anybody named, but only the bound of an unknown date.
    named = first >= date(shown[0].year, shown[0].month, 1)
    return _told(first if named else _SOME_DAY, last, what, words)


def _trip(trip: Trip, words: Words) -> str:
    what = words((TRIP if trip.ok else TRIP_NO).name)
    return _told(trip.entry, trip.exit or trip.entry, what, words)


def _told(first: date | str, last: date, what: str, words: Words) -> str:
    if first == last:
        return words("picture.one_day", day=last, what=what)
    return words("picture.span", first=first, last=last, what=what)


def _account(assessment: Assessment, words: Words) -> str:
    """Return the second sentence: the days used and left, and the last day; without one the answer itself."""
    account, parts, top = account_shown(assessment), list[str](), title(assessment, words)
    if account is not None:
        parts.append(words("picture.account", used=account.used, limit=account.limit, left=account.left))
    if last_day(assessment) is not None:
        parts.append(top.day)
    else:
        parts.append(within(top.answer))
        parts += [top.day] if top.day else []
    return f"{sentence('; '.join(parts))}."
