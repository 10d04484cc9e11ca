"""What changes by itself after the day asked about, within a year: the account, bans, childhood, the law."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from rules.account import YEAR
from rules.assessment import Answer, Coming, Value
from rules.bans.ground import PREFIX as BAN
from rules.bans.ground import kind
from rules.bans.stays import BANDS, LIMIT
from rules.book import Book
from rules.days import day_of, same_day_years_later, year_of
from rules.evaluate import Draft
from rules.grounds.family import CHILD
from rules.grounds.span import VISA_FREE
from rules.hints.amnesties import closes, open_windows
from rules.hints.controlled import PROVISION as REGISTER
from rules.law import Provision

STATEMENT: Final = "duty.entry_statement"
UNBROKEN: Final = "stay.unbroken"
LIMIT_OF_DAYS: Final = "stay.visa_free"


def ahead(answer: Answer, draft: Draft, book: Book) -> tuple[Coming, ...]:
    """Return what changes by itself in the year after the day asked about, the earliest first.

    ``answer`` is the cautious one, ``draft`` the world it comes from. Nothing here prolongs a stay or
    heals an overstay: the last day is that of the answer (D-7).
    """
    on = draft.world.on
    until = same_day_years_later(on, 1)
    found = [
        *_account(answer, on, book),
        *_bans_over(answer),
        *_windows(answer, draft, book),
        *_childhood(draft, book),
        *_worse(answer, draft, book),
        *_law(answer, draft, book, until),
    ]
    return tuple(
        sorted(
            (each for each in found if on < each.on.toordinal() <= until),
            key=lambda each: (each.on, each.what, each.law),
        )
    )


def _account(answer: Answer, on: int, book: Book) -> Iterator[Coming]:
    """Yield the new account of 1 January where days of this year have been used."""
    first = year_of(on)[1] + 1
    rule = book.find(LIMIT_OF_DAYS, first)
    if answer.days is None or not answer.days.used or rule is None or rule.value["window"] != YEAR:
        return
    found: dict[str, Value] = {"limit": rule.number("limit")}
    if answer.status == "lawful":
        found["prolongs_stay"] = False
    elif answer.status == "overstay":
        found["heals_overstay"] = False
    yield Coming(day_of(first), "account_anew", rule.article, found)


def _bans_over(answer: Answer) -> Iterator[Coming]:
    for ban in answer.bans:
        if not ban.hypothetical and ban.until is not None:
            opens = day_of(ban.until.toordinal() + 1)
            yield Coming(opens, "ban_ends", ban.law, {"ban": ban.ground})


def _windows(answer: Answer, draft: Draft, book: Book) -> Iterator[Coming]:
    world = draft.world
    for rule in open_windows(answer, world.case.citizenship, day_of(world.on), book):
        after = closes(rule)
        if after is not None:
            found: dict[str, Value] = {"provision": rule.id, "last": day_of(after.toordinal() - 1)}
            yield Coming(after, "amnesty_ends", rule.article, found)


def _childhood(draft: Draft, book: Book) -> Iterator[Coming]:
    """Yield the birthday with which a stay as somebody's child ends (D-13)."""
    world = draft.world
    born = world.case.born
    child = any(relative.relation == CHILD for relative in world.case.family)
    rule = book.find("stay.patent_children", world.on)
    if child and born is not None and born.first is not None and rule is not None and world.present:
        birthday = same_day_years_later(born.first.toordinal(), rule.number("under"))
        yield Coming(day_of(birthday), "childhood_ends", rule.article, {"age": rule.number("under")})


# --- worse bans ------------------------------------------------------------------------------------


def last_lawful(answer: Answer, on: int, book: Book) -> int | None:
    """Return the last lawful day of a stay that is over or over soon, None for anybody else."""
    if answer.status == "overstay":
        return on - answer.overstay_days
    if answer.status != "lawful" or answer.last_day is None:
        return None
    last = answer.last_day.toordinal()
    return last if last - on <= book.at("product.level", on).number("amber_days") else None


def _worse(answer: Answer, draft: Draft, book: Book) -> Iterator[Coming]:
    """Yield the first day on which leaving would give grounds for each further ban."""
    on = draft.world.on
    last = last_lawful(answer, on, book)
    if last is None:
        return
    for name in BANDS:
        rule = book.find(name, last + 1)
        if rule is not None:
            yield _ban(name, last + rule.number("over") + 1, book)
    if all(ban.ground != LIMIT.removeprefix(BAN) for ban in answer.bans):
        over = _over_the_limit(draft, last)
        if over is not None:
            yield _ban(LIMIT, over, book)


def _ban(name: str, first: int, book: Book) -> Coming:
    rule = book.at(name, first)
    until = day_of(same_day_years_later(first, rule.number("years")))
    found: dict[str, Value] = {"ban": name.removeprefix(BAN), "kind": kind(rule), "until": until}
    return Coming(day_of(first), "ban_begins", rule.article, found)


def _over_the_limit(draft: Draft, last: int) -> int | None:
    """Return the first day after ``last`` that is over the limit of its calendar year (D-17).

    Visa-free days and days without a ground count, those on other grounds do not. None under older law.
    """
    on, line = draft.world.on, draft.line
    if line.over.era(on).window != YEAR:
        return None
    bare = max(last, on) + 1
    year, until = year_of(bare)
    free = (piece for piece in line.stretches[-1].pieces if piece.ground == VISA_FREE)
    ahead_of_it = (min(piece.last, last) - max(piece.first, on + 1, year) + 1 for piece in free)
    used = line.over.used(year, on, lenient=False) + sum(max(days, 0) for days in ahead_of_it)
    first = bare + line.over.era(bare).limit - used
    return first if first <= until else until + 1 + line.over.era(until + 1).limit


# --- law to come -----------------------------------------------------------------------------------


class Turn(NamedTuple):
    """A day on which the law changes: the provision that begins or, without a next one, has ended."""

    day: int
    what: str
    provision: Provision


@lru_cache(maxsize=8)
def _turns(book: Book) -> tuple[Turn, ...]:
    """Return every day on which a version of a provision begins or the last one ends, in order."""
    starts = {(rule.id, rule.since.toordinal()) for rule in book.law.provisions}
    ends = {(rule.id, rule.until.toordinal() + 1) for rule in book.law.provisions if rule.until}
    turns = list[Turn]()
    for rule in book.law.provisions:
        first = rule.since.toordinal()
        turns.append(Turn(first, "law_changes" if (rule.id, first) in ends else "law_begins", rule))
        if rule.until is not None and (rule.id, rule.until.toordinal() + 1) not in starts:
            turns.append(Turn(rule.until.toordinal() + 1, "law_ends", rule))
    return tuple(sorted(turns, key=lambda turn: (turn.day, turn.provision.id)))


def _law(answer: Answer, draft: Draft, book: Book, until: int) -> Iterator[Coming]:
    """Yield the changes of the law that the answer rests on, and of what a coming entry asks for."""
    every = _turns(book)
    turns = every[bisect_right(every, (draft.world.on + 1,)) : bisect_right(every, (until + 1,))]
    if turns:
        used = frozenset(_used(answer, draft, book))
        for turn in turns:
            if turn.provision.id in used:
                rule = turn.provision
                yield Coming(day_of(turn.day), turn.what, rule.article, {"provision": rule.id})


def _used(answer: Answer, draft: Draft, book: Book) -> Iterator[str]:
    """Yield the ids of the provisions that the answer rests on from the day asked about on."""
    on, line = draft.world.on, draft.line
    if draft.world.present is not None:
        pieces = (piece for piece in line.stretches[-1].pieces if piece.last >= on)
        yield from (piece.provision.id for piece in pieces if piece.provision is not None)
    yield from (due.provision.id for due in draft.dues)
    if answer.days is not None:
        yield from (LIMIT_OF_DAYS, UNBROKEN)
    yield from (BAN + ban.ground for ban in answer.bans)
    if last_lawful(answer, on, book) is not None:
        yield from (*BANDS, LIMIT, REGISTER)
    if draft.world.present is None or draft.world.case.planned:
        yield STATEMENT
