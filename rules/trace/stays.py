"""What a stay stands on: its grounds one after another, and what ended them."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from rules.account import ENTRY, YEAR
from rules.assessment import Finding, Value
from rules.days import FOREVER, last_of_months, year_of
from rules.evaluate import Draft
from rules.facts import Case
from rules.grounds.span import VISA_FREE
from rules.law import Provision
from rules.stretch import Piece, Stretch
from rules.trace.counted import counted, window
from rules.trace.step import Steps, day, step
from rules.world import Period, World

_FACTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "patent": "patents",
        "contract": "contracts",
        "study": "studies",
        "application": "applications",
    }
)
"""The facts of a ground; every other ground that may be held is a permit."""

_TERMS: Final = frozenset({"new_contract_term", "departure_term"})


class Stays:
    """The stays of one draft as steps, each made once however many results rest on it."""

    __slots__ = ("_made", "book", "draft", "line")

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.line = draft.line
        self.book = draft.line.book
        self._made: dict[int, Finding | None] = {}

    def last(self) -> Iterator[Finding]:
        """Yield the ground of the present stay, or of the last one, if other law does not decide it."""
        if self.line.stretches:
            leave = self.line.stretches[-1].visit.leave
            found = self.at(len(self.line.stretches) - 1, self.draft.world.on if leave is None else leave)
            if found is not None:
                yield found

    def of_entry(self, entry: int, leave: int) -> Steps:
        """Return the stay entered on a day as it stood on its last one, if other law does not decide it."""
        stretches = enumerate(self.line.stretches)
        numbers = [
            number
            for number, each in stretches
            if each.visit.entry == entry and each.pieces[-1].last >= leave
        ]
        found = [self.at(number, leave) for number in numbers[:1]]
        return tuple(each for each in found if each is not None)

    def at(self, number: int, on: int) -> Finding | None:
        """Return the ground of a stay on a day, or that there is none, with all that led to it."""
        if number not in self._made:
            self._made[number] = self._at(number, on)
        return self._made[number]

    def end(self) -> Steps:
        """Return what ends, or ended, the time of the present stay; nothing where no end is known."""
        stay = next(self.last(), None)
        return () if stay is None else stay.because[-1:]

    def _at(self, number: int, on: int) -> Finding | None:
        stretch = self.line.stretches[number]
        pieces = stretch.pieces
        index = stretch.at(on)
        piece = pieces[index]
        if piece.ground is None:
            law = self.book.at("duty.leave", max(piece.first, self.book.base))
            last = min(piece.last, self.draft.world.on)
            found: dict[str, Value] = {"first": day(piece.first), "last": day(last)}
            found["days"] = last - piece.first + 1
            before: Steps = (self._never(number, law),)
            if index:
                before = (*self._pieces(pieces[:index]), *self._end(number, index - 1))
            return step("stay.none", law, found, before)
        if piece.provision is None:
            return None
        close = index
        while close + 1 < len(pieces) and pieces[close + 1].ground is not None:
            close += 1
        found = {"entry": day(stretch.visit.entry), **_days(piece)}
        if close > index:
            found["last_lawful"] = _day(pieces[close].last)
        several = self._pieces(pieces[: close + 1]) if close else ()
        return step(f"stay.{piece.ground}", piece.provision, found, (*several, *self._end(number, close)))

    def _pieces(self, pieces: list[Piece]) -> Iterator[Finding]:
        for piece in pieces:
            if piece.provision is None:
                law = self.book.at("duty.leave", max(piece.first, self.book.base))
                days = piece.last - piece.first + 1
                yield step("stay.none", law, {**_days(piece), "days": days})
            else:
                yield step(f"stay.{piece.ground}", piece.provision, _days(piece))

    # --- what ended it ---------------------------------------------------------------------------

    def _never(self, number: int, law: Provision) -> Finding:
        """Return why the stay had no lawful day: no room was left on its entry."""
        return self._room_ended(number, self.line.stretches[number].visit.entry - 1) or step(
            "end.never", law, {"entry": day(self.line.stretches[number].visit.entry)}
        )

    def _end(self, number: int, index: int) -> Iterator[Finding]:
        stretch = self.line.stretches[number]
        piece = stretch.pieces[index]
        law, last = piece.provision, piece.last
        if law is None or last >= FOREVER:
            return
        if last == stretch.visit.leave:
            yield step("end.exit", law, {"exit": day(last)})
        elif piece.ground == VISA_FREE:
            if year_of(last)[0] > piece.first and self.line.account.era(last).window == YEAR:
                yield step("count.new_year", law, {"first": day(year_of(last)[0])})
            yield self._room_ended(number, last) or step("end.other", law, {"last": day(last)})
        elif piece.ground in _TERMS:
            days = law.number("days")
            yield step("end.days", law, {"first": day(last - days + 1), "days": days, "last": day(last)})
        else:
            yield self._of_its_own(piece, stretch, law)

    def _room_ended(self, number: int, last: int) -> Finding | None:
        """Return the count that has no room for the day after ``last``: the account, or the unbroken stay."""
        account, entry = self.line.account, self.line.stretches[number].visit.entry
        era = account.era(last + 1)
        first, _ = account.window(last + 1, entry, in_blocks=False)
        used = account.used(first, last, lenient=False)
        if used >= era.limit or (era.window == ENTRY and last + 1 >= entry + era.limit):
            return window("end.over" if used > era.limit else "end.account", self.line, era, (first, last))
        rule = self.book.find("stay.unbroken", last + 1)
        chain = self._chain(number)
        spent = account.used(chain, last, lenient=False)
        if rule is None or spent < rule.number("limit"):
            return None
        found: dict[str, Value] = {
            "used": spent,
            "limit": rule.number("limit"),
            "first": day(chain),
            "last": day(last),
        }
        return step("stay.unbroken", rule, found, counted(self.line, rule, chain, last))

    def _chain(self, number: int) -> int:
        """Return the first day of the stays without a full day abroad between them that lead to this one."""
        stretches = self.line.stretches
        while number:
            left = stretches[number - 1].visit.leave
            if left is None or stretches[number].visit.entry > left + 1:
                break
            number -= 1
        return stretches[number].visit.entry

    def _of_its_own(self, piece: Piece, stretch: Stretch, law: Provision) -> Finding:
        """Return the end that the ground itself has: paid, agreed or given until, or cut short."""
        ground, last = piece.ground, piece.last
        world = self.draft.world
        if ground == "family":
            return _end_of_family(world.case, last, law)
        for held in _held(world, str(ground)):
            if held.ended == last:
                return step(f"end.cut.{ground}", law, {"ended": day(last)})
            if held.until == last:
                return step(f"end.until.{ground}", law, {"until": day(last)})
            if ground == "patent" and last_of_months(held.begin, law.number("months")) == last:
                found: dict[str, Value] = {"first": day(held.begin), "months": law.number("months")}
                return step("end.months", law, {**found, "last": day(last)})
            if ground == "contract" and held.until is None and held.ended is None:
                entry = stretch.visit.entry
                rule = self.book.find("stay.open_contract", max(entry, held.begin))
                if rule is not None and last > held.begin:
                    found = {"first": day(entry), "years": rule.number("years"), "last": day(last)}
                    return step("end.years", rule, found)
        return step("end.suspension" if ground == "suspension" else "end.other", law, {"last": day(last)})


def _held(world: World, ground: str) -> Iterator[Period]:
    name = _FACTS.get(ground)
    if name is None:
        yield from (permit for permit in world.permits if permit.kind == ground)
    else:
        yield from getattr(world, name)


def _end_of_family(case: Case, last: int, law: Provision) -> Finding:
    until = day(last)
    if any(each.until is not None and until in each.until for each in case.family):
        return step("end.until.family", law, {"until": until})
    return step("end.child", law, {"last": until})


def _days(piece: Piece) -> dict[str, Value]:
    return {"first": day(piece.first), "last": _day(piece.last)}


def _day(number: int) -> date | None:
    return None if number >= FOREVER else day(number)
