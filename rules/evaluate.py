"""One world seen in one view: status, account, duties, bans and plans read off the line."""

from datetime import date
from typing import NamedTuple

from rules.account import ENTRY, YEAR
from rules.assessment import Account, Ban, Duty, Status, Trip
from rules.bans.ground import closes
from rules.bans.rulings import RulingBan
from rules.bans.stays import StayBan, stay_bans
from rules.book import Book
from rules.days import FOREVER, day_of, year_of
from rules.duties import dues
from rules.duties.due import Due, Scene, duty
from rules.grounds.applications import is_unsettled
from rules.grounds.span import VISA_FREE
from rules.line import UNJUDGED, Line
from rules.plans.trips import trips
from rules.view import View
from rules.world import Visit, World


class Draft(NamedTuple):
    """What one world gives in one view, before the worlds are weighed against each other.

    ``duties`` are the ``dues`` as an answer names them.
    """

    world: World
    line: Line
    view: View
    status: Status
    ground: str | None
    account: Account | None
    last_day: date | None
    overstay_days: int
    may_enter_from: date | None
    dues: list[Due]
    duties: list[Duty]
    stay_bans: list[StayBan]
    bans: list[Ban]
    planned: list[Trip]


def evaluate(line: Line, view: View, rulings: list[RulingBan]) -> Draft:
    """Read everything off the line of one world; ``rulings`` are the bans that hang on no stay.

    ``view`` is that of the line, or one whose readings leave the line as it is.
    """
    world, book = line.world, line.book
    on, visit = world.on, world.present
    manual = is_manual(world, book)
    treaty = _has_treaty(world, book)
    status: Status = "outside"
    ground: str | None = None
    last_day: date | None = None
    overstay = 0
    if manual:
        status = "manual"
    elif visit is not None:
        stretch = line.stretches[-1]
        ground = stretch.pieces[stretch.at(on)].ground
        overstay = stretch.overstay(on)
        status = "overstay" if overstay else "lawful"
        last = stretch.last_lawful(on)
        if not overstay and last < FOREVER:
            last_day = day_of(last)
    elif line.stretches:
        stretch = line.stretches[-1]
        leave = stretch.visit.leave
        overstay = (
            0 if leave is None or _judged_elsewhere(stretch.pieces[-1].ground) else stretch.overstay(leave)
        )
    from_stays = [] if manual else list(stay_bans(line))
    bans = sorted(
        [found.ban for found in from_stays] + [found.ban for found in rulings if _runs(found.ban, on)],
        key=_ban_order,
    )
    scene = Scene(world, line, visit, book, view)
    if status != "manual" and (visit is None or ground in {None, VISA_FREE}):
        line.ask_account()
    due = dues(scene, manual=manual)
    counted = not manual and not treaty and (visit is None or ground in {None, VISA_FREE})
    return Draft(
        world=world,
        line=line,
        view=view,
        status=status,
        ground=ground,
        account=_account(line, visit) if counted else None,
        last_day=last_day,
        overstay_days=overstay,
        may_enter_from=_may_enter(line, view, bans, treaty=treaty) if status == "outside" else None,
        dues=due,
        duties=[duty(each, on, lenient=view.lenient) for each in due],
        stay_bans=from_stays,
        bans=bans,
        planned=[] if manual or not world.case.planned else trips(line, view, bans),
    )


def is_manual(world: World, book: Book) -> bool:
    """Return whether the law for this person is too unsettled for an answer (D-9)."""
    regime = book.regimes.get(world.case.citizenship)
    visit = world.present
    work = visit is not None and visit.purpose == "work"
    if regime is None or regime.unjudged(world.on, work=work):
        return True
    if visit is not None and (visit.visa or regime.unjudged(visit.entry, work=work)):
        return True
    return visit is not None and is_unsettled(world, visit)


def _judged_elsewhere(ground: str | None) -> bool:
    return ground == UNJUDGED


def _has_treaty(world: World, book: Book) -> bool:
    regime = book.regimes.get(world.case.citizenship)
    return regime is not None and world.on >= regime.treaty


def _runs(ban: Ban, on: int) -> bool:
    """Return whether the ban is not over; its last day is still closed (D-22)."""
    return ban.until is None or ban.until.toordinal() >= on


def _ban_order(ban: Ban) -> tuple[int, str, date]:
    """Order by the end, the latest first, so that the order of the facts does not matter."""
    return -(FOREVER if ban.until is None else ban.until.toordinal()), ban.ground, ban.first or date.min


def _account(line: Line, visit: Visit | None) -> Account:
    """Return the account of the day (D-8): ``left`` never below 0, the unbroken stay not looked at.

    Blocks of 180 days excuse a breach (D-4), they are no account to plan by.
    """
    on = line.world.on
    era = line.account.era(on)
    if era.window == ENTRY and visit is None:
        return Account(0, era.limit, era.limit, day_of(on), day_of(on + era.limit - 1))
    first, last = line.account.window(on, on if visit is None else visit.entry, in_blocks=False)
    used = line.account.used(first, min(on, last), lenient=False)
    return Account(used, max(0, era.limit - used), era.limit, day_of(first), day_of(last))


def _may_enter(line: Line, view: View, bans: list[Ban], *, treaty: bool) -> date | None:
    """Return the first day that no ban and no used-up limit closes (D-23); None where a ban has no end.

    The limit closes nothing to whoever still holds a permit, a paid patent or a contract.
    """
    day = line.world.on
    for ban in bans:
        if closes(ban, view):
            if ban.until is None:
                return None
            day = max(day, ban.until.toordinal() + 1)
    left = line.stretches[-1].visit.leave if line.stretches else None
    if treaty or line.entry_room(day, left) > 0 or line.stands_beside(day):
        return day_of(day)
    while line.entry_room(day, left) < 1:
        era = line.account.era(day)
        first, last = year_of(day)
        full = era.window == YEAR and line.account.used(first, last, lenient=False) >= era.limit
        day = last + 1 if full else day + 1
    return day_of(day)
