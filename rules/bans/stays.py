"""Bans from stays: overstay (114-FZ 26(8), 27(13), 27(14)) and the limit exceeded (27(12))."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from rules.account import ROLLING, YEAR
from rules.assessment import Ban
from rules.bans.ground import ban, runs
from rules.book import Book
from rules.days import year_of
from rules.grounds.span import VISA_FREE
from rules.law import Provision
from rules.line import Line
from rules.stretch import Stretch

BANDS: Final = ("ban.overstay_270", "ban.overstay_180", "ban.overstay_30")
"""The bands of overstay, the longest first: only the longest that fits is listed (D-18)."""

LIMIT: Final = "ban.limit_90"


class StayBan(NamedTuple):
    """A ban with what it rests on: the days without a ground, or the days counted over the limit.

    ``window`` is the first and the last day among which the days over the limit were counted.
    """

    ban: Ban
    provision: Provision
    entry: int
    leave: int
    days: int
    window: tuple[int, int] | None = None


def stay_bans(line: Line) -> Iterator[StayBan]:
    """Yield the bans of every stay that are not over (D-16).

    For the present stay they are what leaving today would start. Visa-free days fit the account, so
    only a stay with days without a ground can hold days over the limit.
    """
    on = line.world.on
    for stretch in line.stretches:
        if not stretch.bare:
            continue
        visit = stretch.visit
        hypothetical = visit.leave is None and visit.stated != on
        leave = on if visit.leave is None else visit.leave
        days = stretch.overstay(leave)
        provision = _band(days, leave, line.book) if days else None
        if provision is not None and runs(provision, leave, on):
            made = ban(provision, leave, hypothetical=hypothetical)
            yield StayBan(made, provision, visit.entry, leave, days)
        provision = line.book.find(LIMIT, leave)
        over, first, last = (0, 0, 0) if provision is None else _most_days(stretch, leave, line)
        # Counted before it is known to run: the count also asks which readings the days hang on.
        if provision is not None and over and runs(provision, leave, on):
            made = ban(provision, leave, hypothetical=hypothetical)
            yield StayBan(made, provision, visit.entry, leave, over, (first, last))


def _band(days: int, leave: int, book: Book) -> Provision | None:
    for name in BANDS:
        provision = book.find(name, leave)
        if provision is not None and days > provision.number("over"):
            return provision
    return None


def _most_days(stretch: Stretch, leave: int, line: Line) -> tuple[int, int, int]:
    """Return the most days the stay brought into one window, with the first and last day counted.

    They are 0 where no window holds more than the limit (D-17).

    Within days that all count a window only fills up, so its last day tells.
    """
    entry = stretch.visit.entry
    most = (0, 0, 0)
    for piece in stretch.pieces:
        if piece.ground is not None and piece.ground != VISA_FREE:
            continue
        day, last = piece.first, min(piece.last, leave)
        while day <= last:
            era = line.over.era(day)
            first, until = line.over.window(day, entry)
            end = min(last, era.until)
            if era.window == YEAR:
                end = min(end, year_of(day)[1])
            elif era.window == ROLLING:
                if line.view.blocks and day <= until:
                    end = min(end, until)
                first, until = line.over.window(end, entry)
            else:
                day = end + 1
                continue
            used = line.over.used(first, min(end, until), lenient=line.lenient)
            if used > era.limit and used > most[0]:
                most = used, first, min(end, until)
            day = end + 1
    return most
