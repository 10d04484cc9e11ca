"""How two outlooks of the same facts on the same day differ: what a change of the law alone has done."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, Literal, NamedTuple, Self, TypeAlias, TypeVar

from bot.reminders.outlook import BanTold, DutyTold, Outlook, WrongOutlook, day_of, written
from bot.reminders.steps import LEAVE

What: TypeAlias = Literal["last_day", "ground", "status", "duty", "ban"]
How: TypeAlias = Literal["earlier", "later", "new", "gone", "other"]

_WHATS: Final[Mapping[str, What]] = {
    "last_day": "last_day",
    "ground": "ground",
    "status": "status",
    "duty": "duty",
    "ban": "ban",
}
_HOWS: Final[Mapping[str, How]] = {
    "earlier": "earlier",
    "later": "later",
    "new": "new",
    "gone": "gone",
    "other": "other",
}
_DAYS: Final = frozenset({"last_day", "duty", "ban"})
"""What is told by days; the rest by names."""
_COUNTED: Final = frozenset({"lawful", "overstay"})
"""The statuses of somebody who is in Russia and whose days can be counted."""

T = TypeVar("T")


class Article(NamedTuple):
    """What a result stands on: the article, the first day of its version, how sure the record is."""

    law: str
    version: date
    certainty: str


class Difference(NamedTuple):
    """One thing that is told otherwise.

    ``name`` is the kind of a deadline or the ground of a ban, and ``old`` and ``new`` its last day; of a
    ground or a status they are names. A ban "earlier" is a shorter one. ``None`` is a last day that is not
    there: of a ban that goes on without an end, of a stay that has none. ``first`` are the first days of a
    ban that would begin if the person left, by which alone its length can be told.
    """

    what: What
    how: How
    name: str = ""
    old: str | None = None
    new: str | None = None
    first: tuple[str, str] | None = None
    law: tuple[Article, ...] = ()

    @property
    def old_day(self) -> date | None:
        """The day before the change."""
        return day_of(self.old)

    @property
    def new_day(self) -> date | None:
        """The day after the change."""
        return day_of(self.new)

    def to_data(self) -> list[Any]:
        """Return the same as data for JSON."""
        law = [[each.law, each.version.isoformat(), each.certainty] for each in self.law]
        first = None if self.first is None else list(self.first)
        return [self.what, self.how, self.name, self.old, self.new, first, law]

    @classmethod
    def from_data(cls, data: object) -> Self:
        """Return what :meth:`to_data` gave.

        Raises:
            ValueError: it is something else.
        """
        match data:
            case [
                str(what),
                str(how),
                str(name),
                None | str() as old,
                None | str() as new,
                None | [str(), str()] as first,
                list(law),
            ] if what in _WHATS and how in _HOWS:
                begins = None if first is None else (str(first[0]), str(first[1]))
                days = (*(begins or ()), *((old, new) if what in _DAYS else ()))
                tuple(map(day_of, days))  # refuses what is no day
                return cls(_WHATS[what], _HOWS[how], name, old, new, begins, tuple(map(_article, law)))
            case _:
                raise WrongOutlook


def _article(value: object) -> Article:
    match value:
        case [str(law), str(version), str(certainty)]:
            return Article(law, date.fromisoformat(version), certainty)
        case _:
            raise WrongOutlook


class Change(NamedTuple):
    """What a law has changed for somebody: which law, of which facts, and all of it, the heaviest first."""

    law: str
    case: str
    differences: tuple[Difference, ...]

    def to_data(self) -> dict[str, Any]:
        """Return the same as data for JSON."""
        return {
            "law": self.law,
            "case": self.case,
            "differences": [each.to_data() for each in self.differences],
        }

    @classmethod
    def from_data(cls, data: object) -> Self:
        """Return what :meth:`to_data` gave.

        Raises:
            ValueError: it is something else.
        """
        match data:
            case {"law": str(law), "case": str(case), "differences": [_, *_] as found}:
                return cls(law, case, tuple(map(Difference.from_data, found)))
            case _:
                raise WrongOutlook


# --- compared ------------------------------------------------------------------------------------


def differences(old: Outlook, new: Outlook) -> tuple[Difference, ...]:
    """Return what people are told otherwise by the new outlook, the heaviest first; without articles.

    First the stay: its last day, its ground, how it stands. Then deadlines, then bans, each in the order of
    its days.
    """
    duties = sorted(_duties(old, new), key=lambda each: each.new or each.old or "")
    bans = sorted(_bans(old, new), key=_lightness)
    return (*_stay(old, new), *duties, *bans)


def _lightness(ban: Difference) -> tuple[bool, bool, int]:
    """Return the key by which bans come in order of their weight: what is worse and lasts longer first."""
    better = ban.how in {"gone", "earlier"}
    last = date.max if ban.new_day is None else ban.new_day
    return better, ban.how == "gone", -last.toordinal()


def last_day_of(outlook: Outlook) -> date | None:
    """Return the last day of the stay, also where it is over; None where it has none."""
    if outlook.status not in _COUNTED:
        return None
    over = (each.due for each in outlook.duties if each.kind == LEAVE)
    return outlook.last_day if outlook.last_day is not None else min(over, default=None)


def _stay(old: Outlook, new: Outlook) -> Iterator[Difference]:
    before, after = last_day_of(old), last_day_of(new)
    counted = {old.status, new.status} <= _COUNTED
    if counted and before != after:
        yield Difference("last_day", _moved(before, after), "", written(before), written(after))
    if counted and None not in {old.ground, new.ground} and old.ground != new.ground:
        yield Difference("ground", "other", "", old.ground, new.ground)
    # That the time is over is told by its last day.
    if old.status != new.status and not (counted and before != after):
        yield Difference("status", "other", "", old.status, new.status)


def _moved(before: date | None, after: date | None) -> How:
    if after is None:
        return "gone"
    if before is None:
        return "new"
    return "earlier" if after < before else "later"


def _duties(old: Outlook, new: Outlook) -> Iterator[Difference]:
    before = [each for each in old.duties if each.kind != LEAVE]
    after = [each for each in new.duties if each.kind != LEAVE]
    for one, other in _pairs(before, after, _same_duty, _same_kind):
        was, now = None if one is None else one.due, None if other is None else other.due
        if was != now:
            name = next(each.kind for each in (one, other) if each is not None)
            yield Difference("duty", _moved(was, now), name, written(was), written(now))


def _same_duty(one: DutyTold, other: DutyTold) -> bool:
    return (one.kind, one.since) == (other.kind, other.since)


def _same_kind(one: DutyTold, other: DutyTold) -> bool:
    return one.kind == other.kind


def _bans(old: Outlook, new: Outlook) -> Iterator[Difference]:
    for one, other in _pairs(old.bans, new.bans, _same_ban, _same_ground):
        if one is None and other is not None:
            yield Difference("ban", "new", other.ground, None, written(other.until), _begins(None, other))
        elif other is None and one is not None:
            yield Difference("ban", "gone", one.ground, written(one.until), None, _begins(one, None))
        elif one is not None and other is not None and one.until != other.until:
            how: How = "earlier" if (other.until or date.max) < (one.until or date.max) else "later"
            days = written(one.until), written(other.until)
            yield Difference("ban", how, one.ground, *days, _begins(one, other))


def _same_ban(one: BanTold, other: BanTold) -> bool:
    return (one.ground, one.hypothetical, one.first) == (other.ground, other.hypothetical, other.first)


def _same_ground(one: BanTold, other: BanTold) -> bool:
    return (one.ground, one.hypothetical) == (other.ground, other.hypothetical)


def _begins(one: BanTold | None, other: BanTold | None) -> tuple[str, str] | None:
    """Return the first days of a ban that there would be; None of one that there is."""
    first = [each.first for each in (one, other) if each is not None and each.hypothetical]
    days = [each.isoformat() for each in first if each is not None]
    return (days[0], days[-1]) if days else None


def _pairs(
    old: Sequence[T], new: Sequence[T], *alike: Callable[[T, T], bool]
) -> Iterator[tuple[T | None, T | None]]:
    """Pair what is alike, by the first rule as far as it goes, then by the next; the rest stands alone."""
    alone, others = list(old), list(new)
    for same in alike:
        for one in tuple(alone):
            other = next((each for each in others if same(one, each)), None)
            if other is not None:
                alone.remove(one)
                others.remove(other)
                yield one, other
    yield from ((one, None) for one in alone)
    yield from ((None, other) for other in others)


# --- still true ----------------------------------------------------------------------------------


def still_matters(difference: Difference, now: Outlook) -> bool:
    """Whether a difference is true of the outlook of today, and of any day that is not over."""
    what, new, old = difference.what, difference.new, difference.old
    match what:
        case "last_day":
            return written(last_day_of(now)) == new and _ahead(difference, now.day)
        case "ground":
            return now.ground == new
        case "status":
            return now.status == new
        case "duty":
            days = {written(each.due) for each in now.duties if each.kind == difference.name}
            true = old not in days if difference.how == "gone" else new in days
            return true and _ahead(difference, now.day)
        case "ban":
            return _ban_matters(difference, now)


def _ban_matters(difference: Difference, now: Outlook) -> bool:
    if_left = difference.first is not None
    same = [each for each in now.bans if each.ground == difference.name and each.hypothetical == if_left]
    if if_left:
        # It begins with the day on which somebody leaves, so that its last day moves on with every day.
        return not same if difference.how == "gone" else bool(same)
    days = {written(each.until) for each in same}
    ends = [day for day in (difference.old, difference.new) if day is not None]
    over = bool(ends) and max(ends) < now.day.isoformat() and difference.how != "new"
    true = difference.old not in days if difference.how == "gone" else difference.new in days
    return true and not over


def _ahead(difference: Difference, today: date) -> bool:
    """Whether either day is not over; what is new is told also where it is late already."""
    if difference.how == "new" or (difference.what == "last_day" and difference.new is None):
        return True
    return max(day for day in (difference.old, difference.new) if day is not None) >= today.isoformat()
