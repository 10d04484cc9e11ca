"""The trace: for each result the rule, the article, the version of the law, and the person's own dates."""

from collections.abc import Iterator

from rules.assessment import Finding, Value
from rules.bans.rulings import RulingBan
from rules.bans.stays import StayBan
from rules.book import Book
from rules.days import FOREVER, day_of
from rules.duties.due import Due, state
from rules.evaluate import Draft
from rules.grounds.span import VISA_FREE
from rules.law import Law, Provision
from rules.stretch import Stretch


def trace(
    draft: Draft, rulings: list[RulingBan], disputes: tuple[str, ...], book: Book
) -> tuple[Finding, ...]:
    """Return the findings behind the answer that the draft gave."""
    on = draft.world.on
    runs = {id(found.ban) for found in rulings if found.ban in draft.bans}
    return (
        *_line(draft, book),
        *_account(draft, book),
        *_unbroken(draft, book),
        *(_stay_ban(found) for found in draft.stay_bans),
        *(_ruling(found) for found in rulings if id(found.ban) in runs),
        *(_due(due, on, lenient=draft.view.lenient) for due in draft.dues),
        *_entry(draft, book),
        *_plans(draft, book),
        *_readings(disputes, draft, book.law),
    )


def _finding(rule: str, provision: Provision, **found: Value) -> Finding:
    return Finding(rule, provision.article, provision.since, provision.certainty, found)


def _line(draft: Draft, book: Book) -> Iterator[Finding]:
    """Yield the ground of every span of the last stay, and of each stay that gave a ban."""
    told = {found.entry for found in draft.stay_bans}
    stretches = draft.line.stretches
    for stretch in stretches:
        if stretch is stretches[-1] or stretch.visit.entry in told:
            yield from _stretch(stretch, draft, book)


def _stretch(stretch: Stretch, draft: Draft, book: Book) -> Iterator[Finding]:
    on = draft.world.on
    for piece in stretch.pieces:
        last = None if piece.last >= FOREVER else day_of(piece.last)
        first = day_of(piece.first)
        if piece.ground is None:
            if piece.first <= on:
                end = min(piece.last, on)
                none = book.at("duty.leave", max(piece.first, book.base))
                yield _finding("stay.none", none, first=first, last=day_of(end), days=end - piece.first + 1)
        elif piece.provision is not None:
            entry = day_of(stretch.visit.entry)
            yield _finding(f"stay.{piece.ground}", piece.provision, entry=entry, first=first, last=last)


def _account(draft: Draft, book: Book) -> Iterator[Finding]:
    account = draft.account
    if account is not None:
        provision = book.at("stay.visa_free", draft.world.on)
        yield _finding(
            "stay.account",
            provision,
            used=account.used,
            left=account.left,
            limit=account.limit,
            first=account.first,
            last=account.last,
        )


def _unbroken(draft: Draft, book: Book) -> Iterator[Finding]:
    """Yield the limit on one unbroken stay where it, and not the account, sets the last day."""
    line, visit = draft.line, draft.world.present
    if draft.ground != VISA_FREE or draft.last_day is None or visit is None:
        return
    last = draft.last_day.toordinal()
    first, _ = line.account.window(last, visit.entry)
    spent = line.account.used(line.chain, last, lenient=False)
    full = line.account.used(first, last, lenient=False) >= line.account.era(last).limit
    rule = book.find("stay.unbroken", last)
    if rule is not None and spent >= rule.number("limit") and not full:
        limit = rule.number("limit")
        yield _finding("stay.unbroken", rule, first=day_of(line.chain), last=draft.last_day, limit=limit)


def _stay_ban(found: StayBan) -> Finding:
    return _finding(
        found.provision.id,
        found.provision,
        entry=day_of(found.entry),
        exit=day_of(found.leave),
        days=found.days,
        until=found.ban.until,
        hypothetical=found.ban.hypothetical,
    )


def _ruling(found: RulingBan) -> Finding:
    days: dict[str, Value] = {}
    if found.days:
        days = {"first": day_of(found.days[0]), "last": day_of(found.days[-1])}
    return _finding(found.provision.id, found.provision, **days, until=found.ban.until)


def _due(due: Due, on: int, *, lenient: bool) -> Finding:
    return _finding(
        f"duty.{due.duty}",
        due.provision,
        since=day_of(due.since),
        due=day_of(due.due),
        done=None if due.done is None else day_of(due.done),
        state=state(due, on, lenient=lenient),
        late=due.late,
        provisional=due.provisional,
    )


def _entry(draft: Draft, book: Book) -> Iterator[Finding]:
    if draft.may_enter_from is not None:
        day = draft.may_enter_from
        provision = book.at("stay.visa_free", day.toordinal())
        yield _finding("entry.open", provision, first=day)


def _plans(draft: Draft, book: Book) -> Iterator[Finding]:
    for trip in draft.planned:
        provision = book.at("stay.visa_free", trip.entry.toordinal())
        yield _finding(
            "plan.trip", provision, entry=trip.entry, exit=trip.exit, last_day=trip.last_day, ok=trip.ok
        )


def _readings(disputes: tuple[str, ...], draft: Draft, law: Law) -> Iterator[Finding]:
    """Yield the readings that matter, by the article that the answer rests on where one of theirs does."""
    pieces = (piece.provision for stretch in draft.line.stretches for piece in stretch.pieces)
    used = [*(due.provision for due in draft.dues), *(each for each in pieces if each is not None)]
    for name in disputes:
        reading = law.readings.get(name)
        if reading is not None:
            article = next(each.article for each in (*used, *law.provisions) if each.id in reading.provisions)
            yield Finding(f"reading.{name}", article, reading.checked, reading.certainty, {}, name)
