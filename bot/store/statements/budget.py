"""Statements about the pace that all workers share; moments are microseconds since 1970 (UTC)."""

from sqlalchemy import BindParameter, ColumnElement, bindparam, case, select, update
from sqlalchemy.orm import Mapped
from sqlmodel import col

from bot.store.models import BudgetRow

_THE_ROW = col(BudgetRow.id) == 1
_now: BindParameter[int] = bindparam("now")
_free_from = col(BudgetRow.free_from)
_paused_until = col(BudgetRow.paused_until)


def _from_now(moment: Mapped[int]) -> ColumnElement[int]:
    """Return the moment where it is still to come; one too far ``ahead`` counts as now."""
    return case((moment.between(_now, bindparam("ahead")), moment), else_=_now)


_free, _paused = _from_now(_free_from), _from_now(_paused_until)

TAKE = update(BudgetRow).where(_THE_ROW).values(free_from=_free + bindparam("space")).returning(_free_from)
"""The next turn begins one ``space`` before the moment that is returned. A pause moves no turn: answers to
whoever writes come in the same turns, and do not wait for its end."""

PAUSE = (
    update(BudgetRow)
    .where(_THE_ROW)
    .values(paused_until=case((_paused > bindparam("until"), _paused), else_=bindparam("until")))
)
"""Nobody sends until a moment, or until a later one that was said before."""

NUDGE = update(BudgetRow).where(_THE_ROW).values(free_from=_free_from + 1)
"""Something is written that makes no difference: a page that stays as it was SQLite would not write."""

PAUSED = select(_paused_until).where(_THE_ROW)
"""Until when nobody sends."""
