"""Earlier trips: those of this year, and older ones where somebody stayed too long."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from bot.dialog.known import EARLIEST, UNSURE, Known
from bot.dialog.questions.form import (
    DONT_KNOW,
    YES_NO,
    Choices,
    Days,
    Option,
    Question,
    Span,
    Taken,
    ended,
    first_day,
    fixed,
    from_day,
    past,
    saying,
    told,
)
from bot.dialog.questions.lists import Field, ListOf, Values, optional, questions, start
from bot.dialog.say import Say
from rules.when import When

ALL: Final = "all"
ANOTHER: Final = "another"


def clash(known: Known, entry: str, leave: str | None, besides: Mapping[str, Any] | None) -> Say | None:
    """Return what is wrong with a trip beside the others: they may share a day, and no more.

    Vague dates are taken so that the trips just fit, where they can. ``leave`` is None while only the
    entry is known, ``besides`` the trip that is being changed.
    """
    first, last = When.parse(entry).last, None if leave is None else When.parse(leave).first
    if first is None:
        return None
    for stay in known.items("stays"):
        if besides is not None and stay == besides:
            continue
        begin, end = When.parse(stay["entry"]), None if not ended(stay) else When.parse(stay["exit"])
        if _overlap(first, last if leave is not None else first, begin.last, _earliest_end(end)):
            return _overlapping(begin, end)
    return None


def _earliest_end(end: When | None) -> date | None:
    return date.max if end is None else end.first


def _overlap(first: date, last: date | None, begin: date | None, end: date | None) -> bool:
    if begin is None or end is None or last is None or begin > end:
        return False
    if first == last:
        return begin < first < end
    return first < end and begin < last


def _overlapping(begin: When, end: When | None) -> Say:
    if end is None:
        return Say("trip.during_this_stay", {"entry": begin})
    return Say("trip.overlaps", {"entry": begin, "exit": end})


def _besides(known: Known) -> Mapping[str, Any] | None:
    stays, draft = known.items("stays"), known.draft
    if draft is None or draft.index is None or draft.index >= len(stays):
        return None
    return stays[draft.index]


def _check_entry(known: Known, value: str) -> Say | None:
    return clash(known, value, None, _besides(known))


def _check_exit(known: Known, value: str) -> Say | None:
    return clash(known, known.drafted("entry") or UNSURE, value, _besides(known))


def _after_entry(known: Known) -> Span:
    """Return the days from the entry to today; whoever has left the stay that went on left it lately."""
    span = from_day(first_day(known.drafted("entry")), known.today, "date.before_entry", "date.future")
    return span._replace(lately=bool(known.changing) and not ended(known.changing))


def _build(known: Known, values: Values) -> dict[str, Any]:
    """Return the trip as a stay; what a stay that is being changed said beside its dates is kept.

    A date that is not known at all lies at least within the year asked about, and before the present stay.
    """
    entry, leave = When.parse(values["entry"]), When.parse(values["exit"])
    last = known.today if known.present is None else known.entry.last or known.today
    if not leave.known:
        leave = When(entry.first or EARLIEST, max(entry.first or EARLIEST, last))
    if not entry.known:
        first = EARLIEST if known.told("older") == "yes" else new_year(known)
        entry = When(min(first, leave.last or last), leave.last or last)
    return {**(_besides(known) or {}), "entry": str(entry), "exit": str(leave)}


def _read(_known: Known, stay: Mapping[str, Any]) -> Values:
    return {"entry": str(stay["entry"]), **optional("exit", stay.get("exit"))}


def _ask_exit(known: Known) -> Say:
    return Say("ask.trip.exit", {"entry": When.parse(known.drafted("entry") or UNSURE)})


TRIPS: Final = ListOf(
    name="stays",
    fields=(
        Field("trip.entry", "entry", saying("ask.trip.entry"), Days(past), _check_entry),
        Field("trip.exit", "exit", _ask_exit, Days(_after_entry, following=True), _check_exit),
    ),
    build=_build,
    read=_read,
)


def new_year(known: Known) -> date:
    """Return the first day of the year of the question."""
    return date(known.today.year, 1, 1)


def _ask_earlier(known: Known) -> Say:
    if known.inside and known.entry.known:
        return Say("ask.earlier.inside", {"first": new_year(known), "entry": known.entry})
    return Say("ask.earlier.outside", {"first": new_year(known)})


def _earlier_matters(known: Known) -> bool:
    """Whether a trip of this year could change the answer, tried with the longest there can have been."""
    if not known.inside:
        return True
    last = (known.entry.last or known.today) - timedelta(days=1)
    if last < new_year(known):
        return False
    trip = {"entry": new_year(known).isoformat(), "exit": last.isoformat()}
    other = [stay for stay in known.items("stays") if not ended(stay)]
    return known.matters({**known.case, "stays": other}, {**known.case, "stays": [trip, *other]})


def _earlier(known: Known) -> str | None:
    """Return the choice, unless it was made in another year, or led to no trip at all."""
    choice, draft = known.told("earlier"), known.draft
    nothing = choice == "yes" and not _over(known) and (draft is None or draft.list != TRIPS.name)
    return None if nothing or known.told("year") != str(known.today.year) else choice


def _take_earlier(known: Known, choice: str) -> Taken:
    facts = known.facts.tell(earlier=choice, year=str(known.today.year), more=None)
    if choice != "yes":
        return facts.opening(None)
    return facts if _this_year(known) else start(replace(known, facts=facts), TRIPS.name)


def _this_year(known: Known) -> bool:
    return any((When.parse(stay["exit"]).last or EARLIEST) >= new_year(known) for stay in _over(known))


def _over(known: Known) -> list[dict[str, Any]]:
    return [stay for stay in known.items("stays") if ended(stay)]


def _take_more(known: Known, choice: str) -> Taken:
    if choice in {ALL, UNSURE}:
        return known.facts.opening(None).tell(more=choice)
    return start(known, TRIPS.name).tell(more=None)


def _ask_more(known: Known) -> Say:
    return Say("ask.trip.more", {"count": len(_over(known))})


GATE: Final = Question(
    id="earlier",
    ask=_ask_earlier,
    asked=_earlier_matters,
    current=_earlier,
    form=Choices(fixed(*YES_NO, DONT_KNOW), columns=2),
    take=_take_earlier,
)

MORE: Final = Question(
    id="more",
    ask=_ask_more,
    asked=lambda known: known.told("earlier") == "yes" and bool(_over(known)),
    current=told("more"),
    form=Choices(
        fixed(Option(ANOTHER, "button.another_trip"), Option(ALL, "button.that_was_all"), DONT_KNOW)
    ),
    take=_take_more,
)

QUESTIONS: Final = (GATE, *questions(TRIPS), MORE)
