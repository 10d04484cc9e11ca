"""What would follow: leaving on a day, paying the patent to a day.

Each question changes the case and asks the engine again; nothing is counted here. A later day is
asked about as it will be if nothing else happens until then.
"""

from datetime import date, timedelta
from typing import Final, NamedTuple, TypeAlias

from rules.assess import assess
from rules.assessment import Account, Answer, Assessment, Ban, Duty, Status, Trip
from rules.days import day_of, last_of_months, ordinal
from rules.facts import Case, Patent
from rules.known import as_known
from rules.law import Law
from rules.plans.come_for import IfCame
from rules.plans.not_possible import NotPossible
from rules.when import When

_DAY: Final = timedelta(days=1)
_LEAVE: Final = "leave"


class Departure(NamedTuple):
    """What leaving on a day leads to, in one view.

    ``overstay_days`` are the days without a ground up to that day; ``bans`` what the exit itself would
    start. ``days`` is the account of the day after; ``may_enter_from`` the first day, from then on, that
    is open, None where a ban has no end. ``missed`` are the duties that are late by then, ``lost`` the
    trips planned that leaving on the day of the question leaves possible, and leaving then does not.
    """

    status: Status
    overstay_days: int
    bans: tuple[Ban, ...]
    may_enter_from: date | None
    days: Account | None
    missed: tuple[Duty, ...]
    planned: tuple[Trip, ...]
    lost: tuple[Trip, ...]


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


Found: TypeAlias = IfLeft | IfPaid | IfCame


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

    def left(leave: date) -> Case:
        gone = stay._replace(exit=When.on(leave))
        return known._replace(stays=(*known.stays[:place], gone, *known.stays[place + 1 :]))

    then, after = assess(left(day), day, law), assess(left(day), day + _DAY, law)
    sooner = assess(left(on), on + _DAY, law) if case.planned else after
    steps = (step for step in then.trace if step.rule.startswith("duty."))
    return IfLeft(
        day,
        _departure(then.cautious, after.cautious, sooner.cautious, day),
        _departure(then.favourable, after.favourable, sooner.favourable, day),
        then._replace(
            disputes=tuple(dict.fromkeys((*then.disputes, *after.disputes))), trace=(*after.trace, *steps)
        ),
    )


def _departure(then: Answer, after: Answer, sooner: Answer, day: date) -> Departure:
    possible = {(trip.entry, trip.exit) for trip in after.planned if trip.ok}
    return Departure(
        status=then.status,
        overstay_days=then.overstay_days,
        bans=tuple(ban for ban in then.bans if ban.first == day),
        may_enter_from=after.may_enter_from,
        days=after.days,
        missed=tuple(duty for duty in then.duties if duty.state == "missed" and duty.duty != _LEAVE),
        planned=after.planned,
        lost=tuple(trip for trip in sooner.planned if trip.ok and (trip.entry, trip.exit) not in possible),
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
