"""One way the facts can have been: every vague date set to a day, facts after the day asked about left out.

An approximate date makes two worlds: one of all earliest days and one of all latest (D-15). Beside
them stands the one in which presences are longest and grounds shortest, to tell where several
vague dates together could be worse than either.
"""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from rules.book import Book
from rules.days import FOREVER, first_of_months, same_day_years_later
from rules.facts import Case, Patent, Stay
from rules.when import When

YEAR_AND_DAY: Final = 367
"""No window that begins with a calendar year reaches further back than this."""


class Corner(NamedTuple):
    """Which end of a vague date is taken, by what the date does: True for the latest day."""

    entry: bool
    leave: bool
    begin: bool
    end: bool
    event: bool


EARLIEST: Final = Corner(entry=False, leave=False, begin=False, end=False, event=False)
HARSH: Final = Corner(entry=False, leave=True, begin=True, end=False, event=True)


class Visit(NamedTuple):
    """A presence: ``leave`` is None while the exit is not past on the day asked about.

    ``stated`` is the exit the person states, known or still ahead (D-29, short stays).
    """

    entry: int
    leave: int | None
    stated: int | None
    purpose: str | None
    visa: bool


class Period(NamedTuple):
    """A ground as the facts have it: begun, to end, cut short; None where not or not known."""

    begin: int
    until: int | None
    ended: int | None
    kind: str
    noted: tuple[int, ...] = ()
    region: str | None = None

    @property
    def last(self) -> int:
        """The last day it held: the agreed one or the one on which it was cut short."""
        until, ended = self.until, self.ended
        if until is None:
            return FOREVER if ended is None else ended
        return until if ended is None or until < ended else ended

    def holds(self, first: int, last: int | None = None) -> bool:
        """Return whether it held on any day from ``first`` to ``last``, by default on ``first`` itself."""
        return self.begin <= (first if last is None else last) and first <= self.last


class Registered(NamedTuple):
    """A registration: from which day, to which, where; None where not known."""

    start: int
    until: int | None
    region: str | None


class World(NamedTuple):
    """The facts of one case on one day, every date a number.

    ``visits`` are the stays that can still weigh on the day, ``entries`` the days of all entries.
    """

    case: Case
    on: int
    corner: Corner
    visits: list[Visit]
    entries: list[int]
    registrations: list[Registered]
    moves: list[int]
    patents: list[Period]
    contracts: list[Period]
    permits: list[Period]
    studies: list[Period]
    applications: list[Period]
    medical: list[int]
    fingerprinted: int | None
    entry_statement: int | None
    card_lost: int | None
    shortened: int | None

    @property
    def present(self) -> Visit | None:
        """The visit the person is in on the day asked about; on the day of exit still inside."""
        return self.visits[-1] if self.visits and self.visits[-1].leave is None else None


def corners(case: Case) -> tuple[Corner, ...]:
    """Return the corners to weigh: all earliest and all latest days, one where all are exact (D-15)."""
    vague = _vague_kinds(case)
    return (EARLIEST, vague) if any(vague) else (EARLIEST,)


def harsh_corner(weighed: tuple[Corner, ...]) -> Corner | None:
    """Return the corner in which the vague dates pull apart; None where the corners weighed hold it."""
    vague = weighed[-1]
    harsh = Corner(*(side and open_ for side, open_ in zip(HARSH, vague, strict=True)))
    return None if harsh in weighed else harsh


def _vague_kinds(case: Case) -> Corner:
    """Return which kinds of dates are vague: taken late, they make the corner of all latest days."""
    return Corner(
        entry=_any_vague([*(stay.entry for stay in case.stays), *(plan.entry for plan in case.planned)]),
        leave=_any_vague([*(stay.exit for stay in case.stays), *(plan.exit for plan in case.planned)]),
        begin=_any_vague(_begins(case)),
        end=_any_vague(_ends(case)) or any(relative.until is None for relative in case.family),
        event=_any_vague(_events(case)),
    )


def _any_vague(dates: Iterable[When | None]) -> bool:
    for when in dates:  # noqa: SIM110 - every vague case asks it ten times; a loop is twice as fast
        if when is not None and (when.first is None or when.first != when.last):
            return True
    return False


def _begins(case: Case) -> Iterator[When]:
    yield from (patent.issued for patent in case.patents)
    yield from (contract.signed for contract in case.contracts)
    yield from (permit.issued for permit in case.permits)
    yield from (study.start for study in case.studies)
    yield from (application.filed for application in case.applications)


def _ends(case: Case) -> Iterator[When | None]:
    for patent in case.patents:
        yield from (patent.paid_until, patent.cancelled)
    for contract in case.contracts:
        yield from (contract.until, contract.ended)
    for study in case.studies:
        yield from (study.until, study.ended)
    for permit in case.permits:
        yield from (permit.until, permit.cancelled)
    yield from (application.decided for application in case.applications)
    yield from (registration.until for registration in case.registrations)
    yield from (relative.until for relative in case.family)
    yield case.stay_shortened
    if case.family:
        yield case.born  # the day childhood ends


def _events(case: Case) -> Iterator[When | None]:
    yield from (registration.start for registration in case.registrations)
    yield from case.moves
    yield from (patent.contract_notified for patent in case.patents)
    for permit in case.permits:
        yield from permit.notices
    yield from case.medical
    yield from (case.fingerprinted, case.entry_statement, case.migration_card_lost)


def make_world(case: Case, on: int, corner: Corner, book: Book) -> World:
    """Set every date of the case to the corner's end; facts after ``on`` are left out (D-2).

    Nothing lies before the first day the law is recorded for. Stays so long over that no ban and
    no window can reach ``on`` are left out.
    """
    take = _Taker(on, book.base)
    known = list(_visits(case, take, corner))
    visits = _within_reach(known, on, book)
    begin, end = corner.begin, corner.end
    patents, contracts = list[Period](), list[Period]()
    for patent in case.patents:
        if (issued := _issued(patent, take, book, late=begin)) is not None:
            noted = take.event(patent.contract_notified, corner.event)
            paid = take.bound(patent.paid_until, end, issued, FOREVER)
            cancelled = take.ended(patent.cancelled, end, issued)
            told = () if noted is None else (noted,)
            patents.append(Period(issued, max(paid, issued), cancelled, "patent", told, patent.region))
    for contract in case.contracts:
        if (signed := take.begun(contract.signed, begin, contract.until, contract.ended)) is not None:
            contracts.append(
                Period(
                    signed,
                    take.until(contract.until, end, signed),
                    take.ended(contract.ended, end, signed),
                    "contract",
                    region=contract.region,
                )
            )
    patents.sort(key=lambda patent: patent.begin)
    return World(
        case=case,
        on=on,
        corner=corner,
        visits=visits,
        entries=[visit.entry for visit in known],
        registrations=list(_registrations(case, take, corner, visits)),
        moves=sorted(day for move in case.moves if (day := take.event(move, corner.event)) is not None),
        patents=patents,
        contracts=contracts,
        permits=[
            Period(
                issued,
                take.until(permit.until, end, issued),
                take.ended(permit.cancelled, end, issued),
                permit.kind,
                tuple(day for note in permit.notices if (day := take.event(note, corner.event)) is not None),
            )
            for permit in case.permits
            if (issued := take.begun(permit.issued, begin, permit.until, permit.cancelled)) is not None
        ],
        studies=[
            Period(
                started, take.until(study.until, end, started), take.ended(study.ended, end, started), "study"
            )
            for study in case.studies
            if (started := take.begun(study.start, begin, study.until, study.ended)) is not None
        ],
        applications=[
            Period(filed, None, take.ended(application.decided, end, filed), application.kind)
            for application in case.applications
            if (filed := take.begun(application.filed, begin, application.decided)) is not None
        ],
        medical=sorted(day for exam in case.medical if (day := take.event(exam, corner.event)) is not None),
        fingerprinted=take.event(case.fingerprinted, corner.event),
        entry_statement=take.event(case.entry_statement, corner.event),
        card_lost=_lost(case.migration_card_lost, take, visits, late=corner.event),
        shortened=take.event(case.stay_shortened, end),
    )


def _lost(card: When | None, take: "_Taker", visits: list[Visit], *, late: bool) -> int | None:
    """Return the day the card was lost: each entry brings a new one, so a vague day is of the last stay."""
    day = take.event(card, late)
    if card is None or day is None or not visits:
        return day
    reached = take.on if card.last is None else card.last.toordinal()
    return max(day, min(visits[-1].entry, reached))


def _issued(patent: Patent, take: "_Taker", book: Book, *, late: bool) -> int | None:
    """Return the day of issue; one not known at all cannot lie further back than the paid time reaches."""
    issued = take.begun(patent.issued, late, patent.paid_until, patent.cancelled)
    paid = patent.paid_until.last
    if issued is None or late or patent.issued.first is not None or paid is None:
        return issued
    rule = book.find("stay.patent", paid.toordinal())
    return issued if rule is None else max(issued, first_of_months(paid.toordinal(), rule.number("months")))


class _Taker:
    """Takes one end of a vague date."""

    __slots__ = ("base", "on")

    def __init__(self, on: int, base: int) -> None:
        self.on = on
        self.base = base

    def bound(self, when: When, late: bool, lowest: int, highest: int) -> int:  # noqa: FBT001 - a corner's side
        """Return the end asked for, with the bounds for what is not known."""
        day = when.last if late else when.first
        if day is None:
            return highest if late else lowest
        return day.toordinal()

    def event(self, when: When | None, late: bool) -> int | None:  # noqa: FBT001 - a corner's side
        """Return the day of something that happened; None if not, or only after the day asked about."""
        if when is None:
            return None
        first = self.base if when.first is None else when.first.toordinal()
        if first > self.on:
            return None
        day = first
        if late:
            day = self.on if when.last is None else min(when.last.toordinal(), self.on)
        return max(day, self.base)

    def begun(self, when: When, late: bool, *ends: When | None) -> int | None:  # noqa: FBT001 - a corner's side
        """Return the day something began: of a vague one, none after it surely was over."""
        day = self.event(when, late)
        if day is None or not late or when.exact:
            return day
        latest = (end.last.toordinal() for end in ends if end is not None and end.last is not None)
        return max(self.base, min((day, *latest)))

    def ended(self, when: When | None, late: bool, begin: int) -> int | None:  # noqa: FBT001 - a corner's side
        """Return the day something was cut short: of a vague one, none before it began."""
        day = self.event(when, late)
        if when is None or day is None or day >= begin:
            return day
        return begin if when.last is None else max(day, min(begin, when.last.toordinal()))

    def until(self, when: When | None, late: bool, begin: int) -> int | None:  # noqa: FBT001 - a corner's side
        """Return a stated end, which may lie ahead; None where none is known."""
        if when is None or not when.known:
            return None if late or when is None else begin
        return max(self.bound(when, late, begin, begin), begin)


def _visits(case: Case, take: _Taker, corner: Corner) -> Iterator[Visit]:
    """Lay the stays in a row: none begins before the one before it ends, but they may share a day."""
    stays = _in_order(case.stays)
    floor = take.base
    entries = [take.event(stay.entry, corner.entry) for stay in stays]
    last_begun = max((number for number, entry in enumerate(entries) if entry is not None), default=None)
    for number, (stay, entry) in enumerate(zip(stays, entries, strict=True)):
        if entry is None:
            continue
        following = stays[number + 1].entry.last if number + 1 < len(stays) else None
        ceiling = FOREVER if following is None else following.toordinal()
        if stay.exit is None:
            stated = None if following is None else ceiling
        else:
            highest = min(ceiling, take.on)
            stated = take.bound(stay.exit, corner.leave, floor, highest)
            if not stay.exit.exact:
                stated = min(stated, ceiling)
            if stay.exit.last is not None:
                entry = min(entry, stay.exit.last.toordinal())  # noqa: PLW2901 - no entry lies after its exit
        entry = max(entry, floor)  # noqa: PLW2901 - nor in the stay before
        if stated is not None:
            if stated < take.base:
                continue
            stated = max(stated, entry)
        leave = None if stated is None or stated > take.on else stated
        # On the day of exit the person is inside, and could still stay on (D-1).
        still = leave == take.on and number == last_begun
        yield Visit(entry, None if still else leave, stated, stay.purpose, stay.visa)
        floor = take.on if leave is None else leave


def _within_reach(visits: list[Visit], on: int, book: Book) -> list[Visit]:
    """Return the stays that can still weigh on the day: those whose ban may run, and what their windows hold.

    How long a ban a stay can give is bounded by its length: an overstay is never longer than the stay.
    """
    near = YEAR_AND_DAY + book.longest_window
    edges = [on]
    kept = list[Visit]()
    for visit in reversed(visits):
        leave = on if visit.leave is None else visit.leave
        live = not kept or same_day_years_later(leave, book.longest_ban(leave - visit.entry + 1)) >= on
        if live or leave >= edges[-1] - near:
            kept.append(visit)
            if live:
                edges.append(visit.entry)
    return kept[::-1]


def _in_order(stays: tuple[Stay, ...]) -> list[Stay]:
    """Return the stays in the order given, the oldest first, but for those that certainly lie otherwise."""
    row = list[Stay]()
    for stay in stays:
        place = len(row)
        while place and _is_before(stay, row[place - 1]):
            place -= 1
        row.insert(place, stay)
    return row


def _is_before(one: Stay, other: Stay) -> bool:
    """Return whether ``one`` can only lie before ``other``: over before it, or the other goes on."""
    if one.exit is None or other.exit is None:
        return one.exit is not None
    last = one.exit.last
    if one.entry == other.entry:
        return last is not None and other.exit.first is not None and last < other.exit.first
    return last is not None and other.entry.first is not None and last <= other.entry.first


def _registrations(case: Case, take: _Taker, corner: Corner, visits: list[Visit]) -> Iterator[Registered]:
    for registration in case.registrations:
        start = take.event(registration.start, corner.event)
        if start is None:
            continue
        until = take.until(registration.until, corner.end, start)
        if registration.start.first is None and not corner.event:
            # Leaving Russia ends a registration, so one without a known start lies in the stay
            # that its end falls into.
            reached = take.on if until is None else until
            start = next((visit.entry for visit in reversed(visits) if visit.entry <= reached), start)
        yield Registered(start, until, registration.region)
