"""Statements about what is to be sent.

Whoever locks more than one row does so in the order of person and topic, in which a person who is forgotten
takes theirs along too, or takes no row that another has locked: nobody waits for somebody who waits for them.

Of a statement that begins with ``WITH`` SQLite's driver does not count the rows: who needs their number
begins otherwise, or counts what is returned. States stand as words and not as parameters: SQLite uses an
index of some of the rows only then.
"""

from typing import Any, Final

from sqlalchemy import (
    JSON,
    BigInteger,
    BindParameter,
    Boolean,
    ColumnElement,
    Delete,
    Integer,
    Select,
    String,
    Text,
    bindparam,
    case,
    cast,
    column,
    delete,
    exists,
    func,
    literal_column,
    null,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.orm import aliased
from sqlmodel import col

from bot.store.models import PersonRow, ReminderRow

LOOK: Final = "look"
"""Task and topic of the one row by which somebody is looked at."""

_who = col(ReminderRow.who)
_id = col(ReminderRow.id)
_topic = col(ReminderRow.topic)
_state = col(ReminderRow.state)
_fire_at = col(ReminderRow.fire_at)
_try_at = col(ReminderRow.try_at)
_hashes: BindParameter[Any] = bindparam("hashes", expanding=True)
_ids: BindParameter[Any] = bindparam("ids", expanding=True)


def word(text: str) -> ColumnElement[str]:
    """Return one of our own words as it stands in a statement."""
    return literal_column(f"'{text}'", String)


def words(*texts: str) -> list[ColumnElement[str]]:
    """Return several of them."""
    return [word(text) for text in texts]


_FREE: Final = {"state": word("due"), "claimed_by": null(), "lease_until": null()}
_OURS = (_state == word("claimed")) & (col(ReminderRow.claimed_by) == bindparam("worker"))

# Rows come in as one JSON object: however many there are, it is one statement, and the same one.
_row = (
    func.json_each(bindparam("rows", type_=JSON))
    .table_valued(column("key", String), column("value", JSON), name="item")
    .c
)


def _given(name: str) -> ColumnElement[Any]:
    kind = {"id": BigInteger, "fire_at": BigInteger}.get(name, Text)
    return cast(_row.value[name].as_string(), kind)


_GIVEN: Final = ("id", "task", "topic", "fire_at", "sealed_by", "content")
"""What the rows of :data:`PLAN`, :data:`PUT` and :data:`LOOK_AT` hold."""


def _adding(people: ColumnElement[bool]) -> Select[Any]:
    """Give the new rows of a person who is there, in the order in which everybody locks them."""
    values = (*map(_given, _GIVEN), _given("fire_at"))
    fixed = (word("due"), literal_column("0", Integer))
    return (
        select(col(PersonRow.who), *values, *fixed)
        .select_from(PersonRow)
        .join(_row.value.table, true())
        .where(col(PersonRow.who).in_(_hashes), people)
    )


def _into(rows: Select[Any]) -> Insert:
    return insert(ReminderRow).from_select(
        ["who", *_GIVEN, "try_at", "state", "attempts"], rows, include_defaults=False
    )


_overdue = (_state == word("due")) & (_fire_at <= bindparam("now")) & (_try_at <= bindparam("ahead"))
"""What would have been sent by now, and is tried again soon: no later plan puts it off or drops it. What is
to be tried far ``ahead`` was put there by a clock that had jumped."""


def _renewing(statement: Insert, also_not: ColumnElement[bool] | None = None) -> Insert:
    """Let a row that is there become due again, unless it was sent or is being sent, or is ``also_not`` to.

    It gets the new number, since the content is sealed for that.
    """
    ended = _state.not_in(words("sent", "claimed"))
    new = statement.excluded
    return statement.on_conflict_do_update(
        index_elements=["who", "topic"],
        set_=_FREE
        | {name: new[name] for name in (*_GIVEN, "try_at", "attempts")}
        | {"sent_at": null(), "reason": null()},
        where=ended if also_not is None else ended & ~also_not,
    )


_OF_THIS_REVISION = col(PersonRow.revision) == bindparam("loaded")


def _while_as_loaded(people: Select[Any]) -> Select[Any]:
    """Keep the person from being saved until the statement is done.

    Without it a list that was overtaken meanwhile could do its work still, beside the newer one.
    """
    return people.with_for_update(read=True, of=PersonRow)


PLAN = _renewing(
    _into(_while_as_loaded(_adding(_OF_THIS_REVISION).order_by(_given("topic")))), also_not=_overdue
)
"""The ``rows`` of a person's plan, where the person still has the ``loaded`` revision. What is overdue stays
as it is: put off until the next morning it could come after its deadline, and no longer count as late."""

_ONE = (
    _adding(true())
    # Two rows of a person can only come from workers with different keys.
    .order_by((col(PersonRow.who) == bindparam("newest")).desc())
    .limit(1)
    # Nor is the person forgotten half-way.
    .with_for_update(read=True, key_share=True, of=PersonRow)
)

PUT = _renewing(_into(_ONE))
"""One row, where the person is there."""

_planned = select(col(PersonRow.who)).where(col(PersonRow.who).in_(_hashes), _OF_THIS_REVISION)
_planned_person = _while_as_loaded(_planned).cte("planned").prefix_with("MATERIALIZED")

_dropped = (
    select(_id)
    .where(
        _who.in_(select(_planned_person.c.who)),
        col(ReminderRow.task) == word("remind"),
        _state.in_(words("due", "claimed", "cancelled")),
        _topic.not_in(bindparam("topics", expanding=True)),
        ~_overdue,
        (_state != word("claimed")) | bindparam("claimed_too", type_=Boolean),
    )
    .order_by(_who, _topic)
    .with_for_update()
    .cte("dropped")
    .prefix_with("MATERIALIZED")
)

DROP = delete(ReminderRow).where(_id.in_(select(_dropped.c.id)))
"""What a plan no longer holds, where the person still has the ``loaded`` revision. What was sent, skipped
or given up is history and stays, until it is tidied away. What is overdue is of a day of which no plan speaks
any more: whoever sends it sees whether it is still true."""

_look = _into(_ONE)
_claimed = _state == word("claimed")


def _unless_claimed(name: str, new: ColumnElement[Any]) -> ColumnElement[Any]:
    return case((_claimed, col(getattr(ReminderRow, name))), else_=new)


LOOK_AT = _look.on_conflict_do_update(
    index_elements=["who", "topic"],
    set_={name: _look.excluded[name] for name in ("fire_at", "try_at")}
    | {
        name: _unless_claimed(name, _look.excluded[name])
        for name in ("state", "attempts", "id", "sealed_by", "content")
    }
    | {"reason": null()},
    where=or_(
        bindparam("always", type_=Boolean),
        _fire_at > _look.excluded.fire_at,
        _state.not_in(words("due", "claimed")),
    ),
)
"""The row by which somebody is looked at; ``always``, or only sooner than it was. One whose content cannot be
read is so made whole again; it gets the new number, since the content is sealed for that."""

_other = aliased(ReminderRow, name="other")
_newer = (
    select(_given("topic")).where(_row.key == col(ReminderRow.topic)).correlate(ReminderRow).scalar_subquery()
)

RENAME = (
    update(ReminderRow)
    .where(
        _who.in_(_hashes),
        col(ReminderRow.topic).in_(select(_row.key)),
        ~exists(col(_other.id)).where(col(_other.who) == _who, col(_other.topic) == _newer),
    )
    .values(topic=_newer)
)
"""Rows whose topic was made with an older key, by the topics under the newest."""

_chosen = (
    select(_id)
    .where(_state == word("due"), _try_at <= bindparam("now"))
    .order_by(_try_at, _who)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .cte("chosen")
    # Chosen once: what is chosen anew for every row could be more than ``most``.
    .prefix_with("MATERIALIZED")
)

CLAIM = (
    update(ReminderRow)
    .where(_id.in_(select(_chosen.c.id)))
    .values(
        state=word("claimed"),
        claimed_by=bindparam("worker"),
        lease_until=bindparam("until"),
    )
    .returning(
        _id,
        _who,
        col(ReminderRow.task),
        _fire_at,
        _try_at,
        col(ReminderRow.attempts),
        col(ReminderRow.content),
    )
)
"""Rows whose moment has come, what waits longest first; nobody else gets them until the lease ends."""

_leased = (
    select(_id)
    .where(
        _state == word("claimed"),
        (col(ReminderRow.lease_until) <= bindparam("now"))
        | (col(ReminderRow.lease_until) > bindparam("ahead")),
    )
    .with_for_update(skip_locked=True)
    .cte("leased")
    .prefix_with("MATERIALIZED")
)
_given_up = (col(ReminderRow.attempts) >= bindparam("tries")) & (col(ReminderRow.task) != word(LOOK))

REAP = (
    update(ReminderRow)
    .where(_id.in_(select(_leased.c.id)))
    .values(
        _FREE
        | {
            "state": case((_given_up, word("failed")), else_=word("due")),
            "sent_at": case((_given_up, bindparam("now", type_=BigInteger)), else_=null()),
            "reason": case((_given_up, word("lease")), else_=col(ReminderRow.reason)),
        }
    )
    .returning(_state)
)
"""Claims that nobody has finished in time. A look is never given up: nobody would look again."""

_far_look = (col(ReminderRow.task) == word(LOOK)) & (_fire_at > bindparam("look_ahead"))
_right_at = case((_far_look, bindparam("now")), else_=_fire_at)
_far = (
    select(_id)
    .where(
        _state == word("due"),
        _try_at > bindparam("ahead"),
        (_try_at > _fire_at) | _far_look,
    )
    .with_for_update(skip_locked=True)
)

UNSTICK = (
    update(ReminderRow)
    .where(_id.in_(_far), _state == word("due"))
    .values(fire_at=_right_at, try_at=_right_at)
)
"""What was put back, or a look set, further ahead than ever is done, by a clock that had jumped: to be tried
when it was wanted first."""

_kept = (
    select(_id)
    .where(_id.in_(_ids), _OURS)
    .order_by(_who, _topic)
    .with_for_update()
    .cte("kept")
    .prefix_with("MATERIALIZED")
)

RENEW = (
    update(ReminderRow)
    .where(_id.in_(select(_kept.c.id)), _OURS)
    .values(lease_until=bindparam("until"), attempts=col(ReminderRow.attempts) + 1)
    .returning(_id)
)
"""A worker's own claims, for longer, and counted as a try: what was merely claimed was not tried."""

FINISH = (
    update(ReminderRow)
    .where(_id == bindparam("number"), _OURS)
    .values(_FREE | {"state": bindparam("end"), "sent_at": bindparam("at"), "reason": bindparam("why")})
)
"""The end of a row that this worker has claimed."""

PUT_BACK = (
    update(ReminderRow)
    .where(_id == bindparam("number"), _OURS)
    .values(
        _FREE
        | {
            "try_at": bindparam("at"),
            "attempts": case(
                (col(ReminderRow.attempts) > 0, col(ReminderRow.attempts) - bindparam("uncounted")), else_=0
            ),
            "reason": bindparam("why"),
        }
    )
)
"""A row that this worker has claimed, to be tried again."""

_as_claimed = _fire_at == bindparam("seen")

DONE_LOOKING = (
    update(ReminderRow)
    .where(_id == bindparam("number"), _OURS)
    .values(
        _FREE
        | {
            "fire_at": case((_as_claimed, bindparam("at", type_=BigInteger)), else_=_fire_at),
            "try_at": case((_as_claimed, bindparam("at", type_=BigInteger)), else_=_try_at),
            "attempts": 0,
            "reason": null(),
            "sealed_by": bindparam("key"),
            "content": bindparam("sealed"),
        }
    )
)
"""The next look at somebody, unless another moment was asked for meanwhile."""

_unchanged = exists(col(PersonRow.who)).where(col(PersonRow.who) == bindparam("person"), _OF_THIS_REVISION)
_of_person = (
    select(_id)
    .where(
        _who == bindparam("person"),
        _state.in_(words("due", "claimed")),
        or_(bindparam("whatever", type_=Boolean), _unchanged),
    )
    .order_by(_who, _topic)
    .with_for_update()
)

CANCEL = (
    update(ReminderRow)
    .where(_id.in_(_of_person), _state.in_(words("due", "claimed")))
    .values(_FREE | {"state": word("cancelled"), "reason": bindparam("why")})
)
"""All that was still to be sent to a person, ``whatever`` their revision is, or only of the ``loaded``."""


def _ended(end: ColumnElement[bool]) -> Delete:
    over = (
        select(_id)
        .where(end, _fire_at < bindparam("before"))
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
    )
    return delete(ReminderRow).where(_id.in_(over))


MISSED: Final = words("skipped", "cancelled", "failed")

TIDY: Final = (
    # Found by when they were sent; nothing is sent before its moment.
    _ended((_state == word("sent")) & (col(ReminderRow.sent_at) < bindparam("before"))),
    _ended(_state.in_(MISSED)),
)
"""Some of the rows that have ended and whose moment is long past; each until nothing is left."""
