"""What would follow: leaving on a day, paying the patent to a day, coming for so many days.

Each question changes the case and asks the engine again; nothing is counted here. A later day is
asked about as it will be if nothing else happens until then.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple, TypeAlias

from rules.assess import BESIDE_THE_LINE, assess, views
from rules.assessment import Account, Answer, Assessment, Ban, Duty, Status, Trip
from rules.book import compiled
from rules.days import FOREVER, day_of, last_of_months, ordinal
from rules.evaluate import Draft
from rules.facts import Case, Patent, Plan
from rules.known import as_known
from rules.law import Law
from rules.plans import BAN, MANUAL, Obstacle, Prospect, Wish
from rules.when import When
from rules.world import YEAR_AND_DAY

Fault: TypeAlias = Literal[
    "outside", "before_entry", "past", "no_patent", "patent_over", "issue_unknown", "already_paid", "no_days"
]

MOST_DAYS: Final = 36_525
"""A hundred years: a longer stay is asked about as one of so many days."""
BESIDE_ENTRY: Final = BESIDE_THE_LINE - {"discretionary_bans"}
"""Readings that neither close nor open a day of entry."""
TOO_LONG: Final = "too_long"
"""No single stay may last so long."""

_FREE: Final = 2 * YEAR_AND_DAY
"""So many days after everything known, nothing of it lies in the window of a stay that begins then."""
_DAY: Final = timedelta(days=1)
_LEAVE: Final = "leave"


class NotPossible(ValueError):
    """does not fit the facts"""

    def __init__(self, fault: Fault, day: date | None = None) -> None:
        """Keep which fault it is, and the day it hangs on where there is one."""
        super().__init__(fault)
        self.fault = fault
        self.day = day


class Departure(NamedTuple):
    """What leaving on a day leads to, in one view.

    ``overstay_days`` are the days without a ground up to that day; ``bans`` what the exit itself would
    start. ``days`` is the account of the day after; ``may_enter_from`` the first day, from then on, that
    is open, None where a ban has no end. ``missed`` are the duties that are late by then.
    """

    status: Status
    overstay_days: int
    bans: tuple[Ban, ...]
    may_enter_from: date | None
    days: Account | None
    missed: tuple[Duty, ...]
    planned: tuple[Trip, ...]


class IfLeft(NamedTuple):
    """What follows if the present stay ends on ``day``, that day included.

    ``answer`` is the assessment of that day, with the reasons for all that is said here.
    """

    day: date
    cautious: Departure
    favourable: Departure
    answer: Assessment


class Paid(NamedTuple):
    """What a payment leads to, in one view: the new last day, what is due next."""

    ground: str | None
    last_day: date | None
    payment: Duty | None
    renewal: Duty | None


class IfPaid(NamedTuple):
    """What follows if the last patent is paid to ``until``, that day included.

    ``asked`` is the day asked about; it lies later where the patent's whole term ends before it.
    ``answer`` is the assessment with the patent paid so, and the reasons.
    """

    asked: date
    until: date
    cautious: Paid
    favourable: Paid
    answer: Assessment


class Closed(NamedTuple):
    """Days of entry on which no such stay can begin, both included; ``last`` is None without an end.

    ``by`` is one of the words of :mod:`rules.plans`.
    """

    by: str
    first: date
    last: date | None


class Opening(NamedTuple):
    """When a stay of some length can begin, in one view.

    ``first`` is its first possible day of entry, ``last_day`` the last lawful one after that entry,
    which may lie later than the stay wished for and is None where there is no end. ``closed`` tells
    what closes the days before. Where no day is possible ``never`` says why: ``ban:`` and the ground
    of a ban without an end, ``manual``, or ``too_long``.
    """

    first: date | None
    last_day: date | None
    closed: tuple[Closed, ...]
    never: str | None


class IfCame(NamedTuple):
    """When a stay of ``days`` days, entry and exit included, can begin from ``since`` on.

    ``longest`` is what one visa-free stay can last at the most. ``answer`` is the assessment with that
    trip planned (or the one that cannot be made), and the reasons.
    """

    days: int
    since: date
    longest: int
    cautious: Opening
    favourable: Opening
    answer: Assessment


# --- leaving ---------------------------------------------------------------------------------


def leave_on(case: Case, on: date, day: date, law: Law) -> IfLeft:
    """Return what follows if the present stay ends on ``day`` and nothing else happens until then.

    Raises:
        NotPossible: nobody is inside on ``on``; ``day`` lies before it, or before the entry.
        LawNotInForce: the law is not recorded as far back as ``on``.
    """
    known = as_known(case, on)
    place = _present(known, on)
    if place is None:
        raise NotPossible("outside")
    stay = known.stays[place]
    if stay.entry.first is not None and day < stay.entry.first:
        raise NotPossible("before_entry", stay.entry.first)
    if day < on:
        raise NotPossible("past", on)
    stays = (*known.stays[:place], stay._replace(exit=When.on(day)), *known.stays[place + 1 :])
    left = known._replace(stays=stays)
    then, after = assess(left, day, law), assess(left, day + _DAY, law)
    return IfLeft(
        day,
        _departure(then.cautious, after.cautious, day),
        _departure(then.favourable, after.favourable, day),
        then._replace(
            disputes=tuple(dict.fromkeys((*then.disputes, *after.disputes))),
            trace=(*after.trace, *(step for step in then.trace if step.rule.startswith("duty."))),
        ),
    )


def _departure(then: Answer, after: Answer, day: date) -> Departure:
    return Departure(
        status=then.status,
        overstay_days=then.overstay_days,
        bans=tuple(ban for ban in then.bans if ban.first == day),
        may_enter_from=after.may_enter_from,
        days=after.days,
        missed=tuple(duty for duty in then.duties if duty.state == "missed" and duty.duty != _LEAVE),
        planned=after.planned,
    )


def _present(case: Case, on: date) -> int | None:
    """Return the number of the stay in which the person is, or may be, on the day; None outside."""
    inside = [
        (stay.entry.first or date.min, number)
        for number, stay in enumerate(case.stays)
        if (stay.entry.first is None or stay.entry.first <= on)
        and (stay.exit is None or stay.exit.last is None or stay.exit.last >= on)
    ]
    return max(inside)[1] if inside else None


# --- paying ----------------------------------------------------------------------------------


def pay_until(case: Case, on: date, until: date, law: Law) -> IfPaid:
    """Return what follows if the patent issued last is paid to ``until``, its whole term at the most.

    Raises:
        NotPossible: nobody is inside; there is no patent, or it is over; ``until`` is past, or is paid.
        LawNotInForce: the law is not recorded as far back as ``on``.
    """
    number, whole = _patent(case, on, law)
    patent = case.patents[number]
    if until < on:
        raise NotPossible("past", on)
    paid = patent.paid_until
    if paid.first is not None and until <= paid.first:
        raise NotPossible("already_paid", paid.first)
    # Where the paid time may be over already, so may be the patent: no payment revives it.
    worst = paid.first if paid.first is not None and paid.first < on else min(until, whole)
    paid_patent = patent._replace(paid_until=When(worst, min(until, whole)))
    patents = (*case.patents[:number], paid_patent, *case.patents[number + 1 :])
    answer = assess(case._replace(patents=patents), on, law)
    return IfPaid(
        asked=until,
        until=min(until, whole),
        cautious=_paid(answer.cautious),
        favourable=_paid(answer.favourable),
        answer=answer,
    )


def payment_days(case: Case, on: date, law: Law) -> tuple[date, ...]:
    """Return the days to which the patent issued last can still be paid, month by month to its whole term.

    Empty where :func:`pay_until` has nothing to pay.
    """
    try:
        number, whole = _patent(case, on, law)
    except NotPossible:
        return ()
    patent = case.patents[number]
    begin = patent.issued.first or on
    paid = max(on, patent.paid_until.last or on)
    months = range(1, law.on("stay.patent", begin).number("months") + 1)
    ends = (day_of(last_of_months(ordinal(begin), count)) for count in months)
    return tuple(end for end in ends if paid < end <= whole)


def _patent(case: Case, on: date, law: Law) -> tuple[int, date]:
    """Return the number of the patent that can be paid, and the last day of its whole term."""
    if _present(case, on) is None:
        raise NotPossible("outside")
    issued = [
        (patent.issued.first or date.min, number)
        for number, patent in enumerate(case.patents)
        if patent.issued.first is None or patent.issued.first <= on
    ]
    if not issued:
        raise NotPossible("no_patent")
    number = max(issued)[1]
    patent = case.patents[number]
    if _is_over(patent, on):
        raise NotPossible("patent_over", patent.paid_until.last)
    if patent.issued.first is None:
        raise NotPossible("issue_unknown")
    rule = law.on("stay.patent", patent.issued.first)
    return number, day_of(last_of_months(ordinal(patent.issued.first), rule.number("months")))


def _is_over(patent: Patent, on: date) -> bool:
    cancelled = patent.cancelled
    if cancelled is not None and (cancelled.first is None or cancelled.first <= on):
        return True
    return patent.paid_until.last is not None and patent.paid_until.last < on


def _paid(answer: Answer) -> Paid:
    return Paid(
        answer.ground, answer.last_day, _due("patent_payment", answer), _due("patent_renewal", answer)
    )


def _due(name: str, answer: Answer) -> Duty | None:
    return next((duty for duty in answer.duties if duty.duty == name and duty.state != "done"), None)


# --- coming ----------------------------------------------------------------------------------


def lengths(on: date, law: Law) -> tuple[int, ...]:
    """Return the stays worth asking about, in days: a third, two thirds and all of the longest visa-free one.

    Raises:
        LawNotInForce: the law is not recorded as far back as ``on``.
    """
    limit = law.on("stay.visa_free", on).number("limit")
    unbroken = compiled(law).find("stay.unbroken", ordinal(on))
    longest = limit if unbroken is None else min(limit, unbroken.number("limit"))
    return longest // 3, longest * 2 // 3, longest


def come_for(case: Case, on: date, days: int, law: Law, since: date | None = None) -> IfCame:
    """Return the first day of entry, from ``since`` on, of a stay of ``days`` days that is lawful throughout.

    Both the day of entry and that of exit are of the stay. The trips planned are made as planned, and
    none may become impossible; somebody who is inside has left as stated, or on the last lawful day,
    and is abroad for a full day before.

    Raises:
        NotPossible: ``days`` is not a number of days; ``since`` lies before ``on``.
        LawNotInForce: the law is not recorded as far back as ``on``.
    """
    since = on if since is None else since
    if days < 1:
        raise NotPossible("no_days")
    if since < on:
        raise NotPossible("past", on)
    length = min(days, MOST_DAYS)
    careful, mild = views(_planning(case, since, length), on, law)
    cautious = _opening(careful, case, since, length, every=True)
    favourable = _opening(mild, case, since, length, every=False)
    # The reasoning is that of the trip itself, or of the one that cannot be made.
    answer = assess(_planning(case, cautious.first or since, length), on, law)
    disputes = tuple[str, ...]()
    if cautious.first != favourable.first:
        disputed = assess(_planning(case, favourable.first or since, length), on, law).disputes
        disputes = tuple(name for name in disputed if name not in BESIDE_ENTRY)
    steps = tuple(step for step in answer.trace if not step.rule.startswith("duty."))
    answer = answer._replace(disputes=disputes, trace=steps)
    return IfCame(days, since, lengths(on, law)[-1], cautious, favourable, answer)


def _planning(case: Case, entry: date, days: int) -> Case:
    trip = Plan(When.on(entry), When.on(entry + (days - 1) * _DAY))
    return case._replace(planned=(*case.planned, trip))


def _opening(drafts: Sequence[Draft], case: Case, since: date, days: int, *, every: bool) -> Opening:
    """Return the first day that is open in every one of the drafts, or in one of them."""
    judged = [draft for draft in drafts if draft.status != MANUAL]
    if not judged or (every and len(judged) < len(drafts)):
        return Opening(None, None, (Closed(MANUAL, since, None),), MANUAL)
    prospects = [Prospect(draft.line, draft.view, draft.bans, case.planned) for draft in judged]
    eras = [era.since for era in judged[0].line.book.eras]
    day, far = ordinal(since), max(ordinal(since), *map(_busy_until, judged)) + _FREE
    closed = list[Closed]()
    while True:
        if day > far:
            # Everything known is out of every window: only other law could still open a day.
            later = next((era for era in eras if era > far), None)
            if later is None:
                by = closed[-1].by if closed[-1].by == MANUAL else TOO_LONG
                return Opening(None, None, (*closed[:-1], closed[-1]._replace(last=None)), by)
            day, far = max(day, later - days), later + _FREE
        wish = Wish.sure(day, day + days - 1)
        obstacles = [each.obstacle(wish) for each in prospects]
        found = [obstacle for obstacle in obstacles if obstacle is not None]
        if not (found if every else len(found) == len(obstacles)):
            free = (each for each, obstacle in zip(prospects, obstacles, strict=True) if obstacle is None)
            lasts = [each.last_day(wish) or day for each in free]
            last = (min if every else max)(lasts)
            return Opening(day_of(day), None if last >= FOREVER else day_of(last), tuple(closed), None)
        stop = (max if every else min)(found, key=_until)
        if stop.until >= FOREVER and stop.by.startswith(BAN):
            return Opening(None, None, (*closed, Closed(stop.by, day_of(day), None)), stop.by)
        if stop.until >= FOREVER:
            far = day
        elif stop.by.startswith(BAN):
            far = max(far, stop.until + _FREE)
        until = day if stop.until >= FOREVER else max(day, stop.until)
        _close(closed, stop.by, day, until)
        day = until + 1


def _until(obstacle: Obstacle) -> int:
    return obstacle.until


def _busy_until(draft: Draft) -> int:
    """Return a day after which nothing known of the person is still to come."""
    world, line = draft.world, draft.line
    ends = [trip.latest_exit or trip.exit or trip.entry for trip in draft.planned]
    last = line.stretches[-1].last_lawful(world.on) if world.present is not None else 0
    stated = 0 if world.present is None else world.present.stated or 0
    return max(world.on, stated, 0 if last >= FOREVER else last, *map(ordinal, ends))


def _close(closed: list[Closed], by: str, first: int, last: int) -> None:
    """Note that days of entry are closed; days closed by the same join."""
    if closed and closed[-1].by == by and closed[-1].last == day_of(first - 1):
        closed[-1] = closed[-1]._replace(last=day_of(last))
    else:
        closed.append(Closed(by, day_of(first), day_of(last)))
