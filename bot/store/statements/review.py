"""Statements about going through everybody after a change of the law; there is one row."""

from sqlalchemy import bindparam, null, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from bot.store.models import ReviewRow

_FROM_THE_START = {"cursor": "", "seen": 0, "changed": 0}
_THE_ROW = col(ReviewRow.id) == 1
_unfinished = col(ReviewRow.finished).is_(None)
_ours = (col(ReviewRow.claimed_by) == bindparam("worker")) & _unfinished
_lease = col(ReviewRow.lease_until)

_noted = insert(ReviewRow).values(
    id=1,
    fingerprint=bindparam("law"),
    started=bindparam("now"),
    # Whom nobody has assessed yet, nobody has to assess again.
    finished=bindparam("now"),
    **_FROM_THE_START,
)

BEGIN = _noted.on_conflict_do_update(
    index_elements=["id"],
    set_={"fingerprint": _noted.excluded.fingerprint, "started": _noted.excluded.started}
    | {"finished": null(), "claimed_by": null(), "lease_until": null()}
    | _FROM_THE_START,
    where=col(ReviewRow.fingerprint) != _noted.excluded.fingerprint,
)
"""Begin anew where the law is another one than that which is noted."""

CLAIM = (
    update(ReviewRow)
    .where(
        _THE_ROW,
        _unfinished,
        or_(
            _lease.is_(None),
            col(ReviewRow.claimed_by) == bindparam("worker"),
            _lease <= bindparam("now"),
            _lease > bindparam("ahead"),
        ),
    )
    .values(claimed_by=bindparam("worker"), lease_until=bindparam("until"))
    .returning(ReviewRow)
)
"""The review for one worker, where there is something to do and nobody else is at it."""

ADVANCE = (
    update(ReviewRow)
    .where(_THE_ROW, _ours)
    .values(
        cursor=bindparam("after"),
        seen=col(ReviewRow.seen) + bindparam("more_seen"),
        changed=col(ReviewRow.changed) + bindparam("more_changed"),
        lease_until=bindparam("until"),
    )
)
"""How far this worker has come."""

FINISH = (
    update(ReviewRow)
    .where(_THE_ROW, _ours)
    .values(finished=bindparam("now"), claimed_by=null(), lease_until=null())
)
"""Everybody is done."""

PROGRESS = select(ReviewRow).where(_THE_ROW)
"""How far it has come."""
