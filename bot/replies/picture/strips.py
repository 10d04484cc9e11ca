"""The strips of the months: each day in its place, with its look and its marks."""

import calendar
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from bot.replies.disputes import unfounded
from bot.replies.picture import marks
from bot.replies.picture.canvas import EDGE, INK, PAGE, SOFT, Canvas, measured, number
from bot.replies.picture.marks import Look, look
from bot.replies.picture.months import Month, months
from bot.replies.picture.title import last_day
from bot.replies.words import Words
from rules.assessment import Assessment
from rules.strip import UNJUDGED, Days

_PITCH: Final = 9.25
_ROW: Final = 24.0
_EMPTY_ROW: Final = 17.0
_LONGEST_MONTH: Final = 31
_ONE_DAY: Final = timedelta(days=1)
_LEFT: Final = PAGE - EDGE - _LONGEST_MONTH * _PITCH + (_PITCH - marks.WIDTH) / 2
_NAMES: Final = 11.0
_FAINT: Final = "#b5b5b5"
_NUMBERED: Final = (1, 5, 10, 15, 20, 25, 30)


class Shown(NamedTuple):
    """One day in the picture: what it looks like, and whether it is ahead or only planned, or in doubt."""

    look: Look
    hollow: bool = False
    sure: bool = True


class Strips:
    """The strips of the months, which marks occur in them, and the days as they are shown."""

    def __init__(self, assessment: Assessment, days: Sequence[Days]) -> None:
        answer = assessment.cautious
        self._on = assessment.on
        self.days = tuple(_as_sure(part, assessment) for part in days)
        self._trips = answer.planned
        self._last = last_day(assessment)
        opens = answer.may_enter_from
        self._opens = opens if answer.status == "outside" and opens is not None and opens > self._on else None
        self._signs = (("today", self._on), ("last", self._last), ("enter", self._opens))
        self.months = months(self._on, self._marked(), self._lived())
        self.looks: dict[Look, None] = {}
        self.used: set[str] = set()

    def _marked(self) -> Iterator[date]:
        yield from (day for day in (self._last, self._opens) if day is not None)
        since = self._stay_since()
        if since is not None:
            yield since
        for trip in self._trips:
            yield trip.entry
            if trip.exit is not None:
                yield trip.exit

    def _stay_since(self) -> date | None:
        """Return the entry of the stay that is running, or of the last one; None where it is in doubt."""
        since: Days | None = None
        for each in reversed(self.days):
            if since is not None and (each.last is None or each.last + _ONE_DAY != since.first):
                break
            since = each
        return since.first if since is not None and since.sure else None

    def _lived(self) -> Iterator[tuple[date, date]]:
        yield from ((part.first, part.last or self._on) for part in self.days)
        yield from ((trip.entry, trip.exit or trip.entry) for trip in self._trips)

    def draw(self, canvas: Canvas, top: float, words: Words) -> float:
        """Draw the strips; return where they end."""
        for column in _NUMBERED:
            canvas.text(_x(column) + marks.WIDTH / 2, top + 9, str(column), 10, fill=SOFT, anchor="middle")
        y = top + 13
        shown, paint = self._shown(), _Paint()
        before: Month | None = None
        for month in self.months:
            y = _between(canvas, before, month, y)
            before = month
            last = date(month.year, month.month, _length(month))
            days = [last.replace(day=day) for day in range(1, last.day + 1)]
            empty = shown.keys().isdisjoint(days) and not any(sign in days for _, sign in self._signs)
            row = _EMPTY_ROW if empty else _ROW
            cells = y + (row - marks.HEIGHT) / 2
            name = words.month(month.month)
            size = min(_NAMES, _NAMES * (_LEFT - EDGE - 3) / measured(name, _NAMES))
            canvas.text(EDGE, cells + 11.5, name, size, fill=SOFT if empty else INK)
            for day in days:
                self._mark(canvas, day, _x(day.day), cells)
                each = shown.get(day)
                if each is None:
                    paint.nothing(_x(day.day), cells)
                else:
                    self.looks[each.look] = None
                    self.used |= set() if each.sure else {"unsure"}
                    paint.day(each, _x(day.day), cells)
            y += row
        paint.on(canvas)
        return y

    def _shown(self) -> dict[date, Shown]:
        """Return each day of the months shown that is to be drawn."""
        shown: dict[date, Shown] = {}
        for trip in self._trips:
            last = trip.exit or trip.last_day or trip.entry
            each = marks.TRIP if trip.ok else marks.TRIP_NO
            shown |= dict.fromkeys(self._of(trip.entry, last), Shown(each, hollow=True))
        for part in self.days:
            for day in self._of(part.first, part.last):
                hollow = day > self._on
                if hollow and day in shown:
                    continue
                if hollow:
                    self.used.add("ahead")
                shown[day] = Shown(look(part.ground), hollow=hollow, sure=part.sure)
        return shown

    def _of(self, first: date, last: date | None) -> Iterator[date]:
        """Yield the days from first to last that lie in the months shown."""
        for month in self.months:
            days = _length(month)
            start = max(first, date(month.year, month.month, 1))
            end = date(month.year, month.month, days)
            end = end if last is None else min(last, end)
            while start <= end:
                yield start
                start += _ONE_DAY

    def _mark(self, canvas: Canvas, day: date, x: float, y: float) -> None:
        """Point at today from above its cell, at the last day and the day on which entry opens from below."""
        signs = [name for name, at in self._signs if at == day]
        if signs:
            marks.frame(canvas, x, y)
        for name in signs:
            marks.sign(canvas, name, x, y)
            self.used.add(name)


class _Paint:
    """Collects the cells by colour, so that each colour is laid down once."""

    def __init__(self) -> None:
        self._filled, self._lined, self._shaped = (defaultdict[str, str](str) for _ in range(3))
        self._dots = ""

    def nothing(self, x: float, y: float) -> None:
        """Paint a day outside Russia."""
        self._dots += f"M{number(x + marks.WIDTH / 2 - 0.6)} {number(y + marks.HEIGHT / 2)}h1.2"

    def day(self, each: Shown, x: float, y: float) -> None:
        """Paint a day: in doubt half filled, ahead an outline, a trip not made yet only its shape."""
        look = each.look
        if not each.sure:
            self._filled[look.fill] += marks.half(x, y)
            self._lined[look.fill] += marks.hollow(x, y)
            return
        if not each.hollow:
            self._filled[look.fill] += marks.cell(x, y)
        elif look not in marks.TRIPS:
            self._lined[look.fill] += marks.hollow(x, y)
        self._shaped[marks.ink_on_white(look) if each.hollow else look.ink] += marks.shape(look.shape, x, y)

    def on(self, canvas: Canvas) -> None:
        """Lay everything down."""
        canvas.path(self._dots, stroke=_FAINT, stroke_width=1.6)
        for colour, data in self._filled.items():
            canvas.path(data, fill=colour)
        for colour, data in self._lined.items():
            canvas.path(data, fill="none", stroke=colour, stroke_width=marks.LINE)
        for colour, data in self._shaped.items():
            canvas.path(data, fill="none", stroke=colour, stroke_width=marks.STROKE)


def _as_sure(part: Days, assessment: Assessment) -> Days:
    """Return days over the term as such only where some known date bears it out."""
    return part._replace(ground=UNJUDGED) if part.ground is None and unfounded(assessment) else part


def _between(canvas: Canvas, before: Month | None, month: Month, y: float) -> float:
    """Draw what stands between two rows: a dotted line for months left out, the year where it is new."""
    if before is not None and month.place > before.place + 1:
        line = f"M{number(EDGE)} {number(y + 6)}H{number(PAGE - EDGE)}"
        canvas.path(line, stroke=SOFT, stroke_width=1.5, stroke_dasharray="1.5 5")
        y += 8
    if before is None or before.year != month.year:
        canvas.text(EDGE, y + 15, str(month.year), 13, bold=True, fill=INK)
        y += 17
    return y


def _length(month: Month) -> int:
    return calendar.monthrange(month.year, month.month)[1]


def _x(day: int) -> float:
    return _LEFT + (day - 1) * _PITCH
