"""When entry opens, and how long a trip not made yet can last: the days and bans that decide it."""

from collections.abc import Iterator, Mapping

from rules.account import ENTRY, YEAR
from rules.assessment import Ban, Finding, Trip, Value
from rules.bans.ground import closes
from rules.days import year_of
from rules.evaluate import Draft
from rules.law import Provision
from rules.plans.trips import left_before
from rules.trace.counted import counted, window
from rules.trace.step import Steps, step
from rules.trace.step import day as day_of


def entry_step(draft: Draft, bans: Mapping[int, Finding]) -> Iterator[Finding]:
    """Yield the day on which entry opens, with the bans and the used-up account that close it before."""
    opens = draft.may_enter_from
    if opens is None:
        return
    day, line = opens.toordinal(), draft.line
    law = line.book.at("stay.visa_free", day)
    because: list[Finding] = [
        bans[id(ban)] for ban in draft.bans if id(ban) in bans and closes(ban, draft.view)
    ]
    era = line.account.era(day)
    if draft.account is not None and era.window != ENTRY:
        first, _ = line.account.window(day, day, in_blocks=False)
        because.append(window("count.days", line, era, (first, day)))
    yield step("entry.open", law, {"first": opens}, tuple(because))


def plan_steps(draft: Draft, bans: Mapping[int, Finding]) -> Iterator[Finding]:
    """Yield each trip not made yet with what closes its entry, and what its last day is counted from."""
    for number, trip in enumerate(draft.planned):
        law = draft.line.book.at("stay.visa_free", trip.entry.toordinal())
        found: dict[str, Value] = {
            "entry": trip.entry,
            "exit": trip.exit,
            "last_day": trip.last_day,
            "ok": trip.ok,
        }
        if trip.latest_exit != trip.last_day:
            found["latest_exit"] = trip.latest_exit
        closing = (
            bans[id(ban)]
            for ban in draft.bans
            if id(ban) in bans and closes(ban, draft.view) and _covers(ban, trip)
        )
        yield step("plan.trip", law, found, (*closing, *_last_day(draft, trip, draft.planned[:number])))


def _covers(ban: Ban, trip: Trip) -> bool:
    return (ban.first is None or ban.first <= trip.entry) and (ban.until is None or trip.entry <= ban.until)


def _last_day(draft: Draft, trip: Trip, before: list[Trip]) -> Iterator[Finding]:
    """Yield the count that sets the last lawful day of a trip, where the days known of make it up."""
    if trip.last_day is None:
        return
    line, entry, last = draft.line, trip.entry.toordinal(), trip.last_day.toordinal()
    era = line.account.era(last + 1)
    first = year_of(last + 1)[0] if era.window == YEAR else line.account.window(last + 1, entry)[0]
    if first <= last:
        left_on = left_before(line, (before[0] if before else trip).entry.toordinal())
        stays = counted(line, era.provision, first, last, left_on=left_on)
        days = (*stays, *_trips(era.provision, first, last, before, trip))
        used = sum(_number(each) for each in days)
        if used >= era.limit:
            found: dict[str, Value] = {"used": used, "limit": era.limit}
            found |= {"first": day_of(first), "last": trip.last_day}
            yield step("end.account", era.provision, found, days)
            return
    rule = line.book.find("stay.unbroken", last + 1)
    spent = last - entry + 1
    if rule is not None and spent == rule.number("limit"):
        own = _trips(rule, entry, last, [], trip)
        found = {"used": spent, "limit": spent, "first": trip.entry, "last": trip.last_day}
        yield step("stay.unbroken", rule, found, own)


def _number(found: Finding) -> int:
    days = found.found.get("days")
    return days if isinstance(days, int) and found.rule.startswith("days.") else 0


def _trips(law: Provision, first: int, last: int, before: list[Trip], trip: Trip) -> Steps:
    """Return the days that earlier trips and this one bring into the window, each to its planned exit."""
    steps: list[Finding] = []
    for each in (*before, trip):
        begin, leave = max(each.entry.toordinal(), first), each.exit or each.latest_exit or each.last_day
        end = last if each is trip or leave is None else min(leave.toordinal(), last)
        if begin <= end:
            found: dict[str, Value] = {"entry": each.entry, "last": day_of(end), "days": end - begin + 1}
            left = begin - each.entry.toordinal()
            because = (step("left_out.before", law, {"days": left}),) if left else ()
            steps.append(step("days.planned", law, found, because))
    return tuple(steps)
