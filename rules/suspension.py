"""The suspension of 2020-2022: its days count for nothing, and a stay that had a ground keeps it (D-10)."""

from datetime import date

from rules.book import Book
from rules.days import FOREVER
from rules.evaluate import Draft
from rules.line import Suspension
from rules.world import World

PROVISION = "stay.suspension"
LEAVING = "leave"
"""The duty whose day is the last lawful one, which nobody knows here (D-9)."""


def suspensions(world: World, book: Book) -> tuple[Suspension | None, ...]:
    """Return the suspension for this person; two where no source confirms its end, the shorter first."""
    first, last, provision = book.span(PROVISION)
    country = book.law.countries.get(world.case.citizenship)
    if country is None or not _touches(world, first, last):
        return (None,)
    if country.suspension_until is not None:
        return (Suspension(first, country.suspension_until.toordinal(), provision),)
    confirmed = provision.value["confirmed_until"]
    if not isinstance(confirmed, date):
        raise TypeError(PROVISION)
    sure = Suspension(first, confirmed.toordinal(), provision)
    if not _touches(world, sure.last + 1, last, world.on):
        return (sure,)
    return (sure, Suspension(first, last, provision))


def is_settled(draft: Draft, last: int) -> bool:
    """Return whether a longer suspension, to ``last``, could change nothing any more.

    It could only lift an overstay or free days of a window: there is neither a ban nor a day over
    in the answer, and every window that holds days of the suspension is past.
    """
    calm = (
        not draft.stay_bans
        and not draft.overstay_days
        and draft.world.on > last + draft.line.book.longest_window
    )
    visit = draft.world.present
    return calm and (visit is None or visit.entry > last + draft.line.book.longest_window)


def settled_suspension(drafts: list[Draft]) -> Draft:
    """Return the draft; where it hangs on the unconfirmed end of the suspension, one without an answer."""
    first = drafts[0]
    if len(drafts) == 1 or all(_answer(other) == _answer(first) for other in drafts[1:]):
        return first
    gone = [found.ban for found in first.stay_bans]
    return first._replace(
        status="manual",
        ground=None,
        account=None,
        last_day=None,
        overstay_days=0,
        may_enter_from=None,
        stay_bans=[],
        bans=[ban for ban in first.bans if ban not in gone],
        planned=[],
        dues=[due for due in first.dues if due.duty != LEAVING],
        duties=[duty for duty in first.duties if duty.duty != LEAVING],
    )


def _answer(draft: Draft) -> tuple[object, ...]:
    return (
        draft.status,
        draft.ground,
        draft.account,
        draft.last_day,
        draft.overstay_days,
        draft.may_enter_from,
        draft.bans,
        draft.planned,
    )


def _touches(world: World, first: int, last: int, end: int = FOREVER) -> bool:
    """Return whether a stay has days from ``first`` to ``last``; one that goes on, up to ``end``."""
    return any(
        visit.entry <= last and (end if visit.leave is None else visit.leave) >= first
        for visit in world.visits
    )
