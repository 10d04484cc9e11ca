"""The days of each stay that one window holds: what a counsellor adds up by hand.

Within a window the days of the steps named ``days.…`` sum up to what is used of it. A step that
counts fewer days than lie between its ends says under it which are left out, and why.
"""

from collections.abc import Iterator

from rules.account import Account
from rules.assessment import Finding, Value
from rules.book import Era
from rules.grounds.span import VISA_FREE
from rules.law import Provision
from rules.line import SUSPENSION, UNJUDGED, Line
from rules.stretch import Stretch
from rules.trace.step import Steps, day, step

_IN_OVER = frozenset({None, VISA_FREE})


def window(rule: str, line: Line, era: Era, span: tuple[int, int], *, over: bool = False) -> Finding:
    """Return the days used from the first to the last of a span with the stays they come from.

    ``era`` is the limit they are held against; ``over``: of the account for the ban, which leaves
    out the days on other grounds (D-17).
    """
    first, last = span
    found: dict[str, Value] = {
        "used": (line.over if over else line.account).used(first, last, lenient=False),
        "limit": era.limit,
        "first": day(first),
        "last": day(last),
    }
    return step(rule, era.provision, found, counted(line, era.provision, first, last, over=over))


def counted(  # noqa: PLR0913 - the span, the law it is counted by, and how
    line: Line, law: Provision, first: int, last: int, *, over: bool = False, left_on: int | None = None
) -> Steps:
    """Return each stay that has days from ``first`` to ``last``, then where earlier ones were.

    ``left_on`` is the day on which the present stay is taken to end; None: it goes on.
    """
    steps: list[Finding] = []
    account = line.over if over else line.account
    left = earlier = 0
    for stretch in line.stretches:
        visit = stretch.visit
        end = (last if left_on is None else left_on) if visit.leave is None else visit.leave
        if stretch is not line.stretches[-1] and visit.leave is None:
            end = min(last, line.world.on)  # of vague dates: the next stay begins on the day asked about
        if end < first:
            earlier = left = end
            continue
        if visit.entry > last:
            break
        steps.append(_stay(stretch, line, law, _Cut(first, min(last, end), left, account, over=over)))
        left = end
    if earlier:
        steps.append(step("left_out.earlier", law, {"last": day(earlier)}))
    return tuple(steps)


class _Cut:
    """The part of a stay that lies in a window; ``left`` is the exit before the stay."""

    __slots__ = ("account", "first", "last", "left", "over")

    def __init__(self, first: int, last: int, left: int, account: Account, *, over: bool) -> None:
        self.first = first
        self.last = last
        self.left = left
        self.account = account
        self.over = over


def _stay(stretch: Stretch, line: Line, law: Provision, cut: _Cut) -> Finding:
    entry, last = stretch.visit.entry, cut.last
    first = max(entry, cut.first)
    shared = int(first == cut.left)
    if line.suspension is None and not cut.over:
        days = last - first - shared + 1
    else:
        days = cut.account.used(first + shared, last, lenient=False)
    found: dict[str, Value] = {"entry": day(entry)}
    if stretch.visit.leave == last:
        rule, found["exit"] = "days.stay", day(last)
    else:
        rule, found["last"] = "days.part", day(last)
    found["days"] = days
    if days == last - entry + 1:
        return step(rule, law, found)
    return step(rule, law, found, tuple(_left_out(stretch, line, law, cut, first + shared)))


def _left_out(stretch: Stretch, line: Line, law: Provision, cut: _Cut, first: int) -> Iterator[Finding]:
    """Yield the days between the ends of a stay that do not count; ``first`` is the first that may."""
    entry = stretch.visit.entry
    shared = int(max(entry, cut.first) == cut.left)
    if entry < cut.first:
        yield step("left_out.before", law, {"days": cut.first - entry})
    if shared:
        yield step("left_out.shared", law, {"days": shared})
    rest = cut.last - first + 1 - cut.account.used(first, cut.last, lenient=False)
    if cut.over:
        for piece in stretch.pieces:
            days = min(piece.last, cut.last) - max(piece.first, first) + 1
            if days > 0 and piece.ground not in _IN_OVER and piece.ground != SUSPENSION:
                rest -= days
                yield _on_other_ground(piece.ground, piece.provision or law, days)
    if rest and line.suspension is not None:
        yield step("left_out.suspension", line.suspension.provision, {"days": rest})


def _on_other_ground(ground: str | None, law: Provision, days: int) -> Finding:
    found: dict[str, Value] = {"ground": ground, "days": days}
    if ground == UNJUDGED:
        return step("left_out.unjudged", law, {"days": days})
    return step("left_out.other_ground", law, found, reading="limit_90_other_grounds")
