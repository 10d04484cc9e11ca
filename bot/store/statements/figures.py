"""Statements that count, for the operator: each reads one index and no row, but where few rows are meant."""

from sqlalchemy import ColumnElement, Select, bindparam, case, func, select
from sqlmodel import col

from bot.store.models import ReminderRow
from bot.store.statements.outbox import LOOK, MISSED, word, words

_state = col(ReminderRow.state)
_fire_at = col(ReminderRow.fire_at)
_is_look = col(ReminderRow.task) == word(LOOK)
_is_late = _fire_at <= bindparam("late")


def _number(which: ColumnElement[bool]) -> ColumnElement[int]:
    """Count the rows for which this is so; where there are no rows at all, that is none."""
    return func.coalesce(func.sum(case((which, 1), else_=0)), 0)


def _open(state: str) -> Select[int, int, int, int, int | None]:
    return select(
        _number(~_is_look).label("all"),
        _number(~_is_look & (col(ReminderRow.try_at) <= bindparam("now"))).label("tried"),
        _number(~_is_look & _is_late).label("late"),
        _number(_is_look & (_fire_at <= bindparam("look_late"))).label("looks_late"),
        func.min(case((~_is_look & _is_late, _fire_at))).label("oldest"),
    ).where(_state == word(state))


DUE = _open("due")
"""What is to be sent: all of it, what would be tried ``now``, and what is ``late``."""

CLAIMED = _open("claimed")
"""The same of what is being sent."""

SENT = select(
    func.count().label("day"), _number(col(ReminderRow.sent_at) > bindparam("hour")).label("hour")
).where(_state == word("sent"), col(ReminderRow.sent_at) > bindparam("day"), ~_is_look)
"""What was sent since a moment, and since a later one."""

ENDED: Select[str, str | None, int] = (
    select(_state.label("state"), col(ReminderRow.reason).label("reason"), func.count().label("number"))
    .where(_state.in_(MISSED), ~_is_look)
    .group_by(_state, col(ReminderRow.reason))
)
"""What was not sent, by how it ended and why."""

GIVEN_UP = select(func.count()).where(
    _state.in_(MISSED),  # the words of the index
    _state == word("failed"),
    col(ReminderRow.sent_at) > bindparam("day"),
    ~_is_look,
)
"""What was given up since a moment."""

UNREACHABLE = select(func.count(col(ReminderRow.who).distinct())).where(
    _state.in_(MISSED),  # the words of the index
    _state == word("cancelled"),
    col(ReminderRow.reason).in_(words("blocked", "gone")),
    ~_is_look,
)
"""The people whose chats are gone."""
