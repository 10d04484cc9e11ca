"""Statements about people."""

from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, exists, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from bot.store.models import PersonRow, ReminderRow
from bot.store.statements.outbox import LOOK, word

_COLUMNS = tuple(PersonRow.model_fields)
_hashes: BindParameter[Any] = bindparam("hashes", expanding=True)

FIND = select(PersonRow).where(col(PersonRow.who).in_(_hashes))
"""The rows of one person, by all the person's ``hashes``."""

ADD = insert(PersonRow).on_conflict_do_nothing()
"""A new row; no row where there is one under this hash.

``ON CONFLICT DO NOTHING`` is said alike to SQLite and to PostgreSQL. Letting the statement fail would have
PostgreSQL write the hash into the log of the server.
"""

REPLACE = (
    update(PersonRow)
    .where(col(PersonRow.who).in_(_hashes), col(PersonRow.revision) == bindparam("loaded"))
    .values({name: bindparam(f"new_{name}") for name in _COLUMNS})
)
"""A row in place of the ``loaded`` revision, also under another hash; no row where that is gone."""

FORGET = delete(PersonRow).where(col(PersonRow.who).in_(_hashes))
"""All rows of one person."""

_OVER = col(PersonRow.expires_on) < bindparam("day")

FORGET_BEFORE = delete(PersonRow).where(
    col(PersonRow.who).in_(select(col(PersonRow.who)).where(_OVER).limit(bindparam("most"))),
    _OVER,  # said again, for who writes while the rows are chosen
)
"""Some of the rows that expired before a day."""

EXPIRING = (
    select(PersonRow)
    .where(col(PersonRow.expires_on) == bindparam("day"), col(PersonRow.who) > bindparam("after"))
    .order_by(col(PersonRow.who))
    .limit(bindparam("most"))
)
"""The rows that expire in the course of a day, in the order of their hashes, to go through in batches."""

REMINDED = (
    select(PersonRow)
    .where(
        col(PersonRow.who) > bindparam("after"),
        exists(col(ReminderRow.id)).where(
            col(ReminderRow.who) == col(PersonRow.who),
            col(ReminderRow.topic) == word(LOOK),
            col(ReminderRow.state) != word("cancelled"),
        ),
    )
    .order_by(col(PersonRow.who))
    .limit(bindparam("most"))
)
"""The people who are looked at every now and then, in the order of their hashes."""

ERASE = delete(PersonRow).where(
    col(PersonRow.who).in_(_hashes),
    col(PersonRow.revision).in_(bindparam("revisions", expanding=True)),
)
"""Rows as they were read; a person who has written since then stays."""


def replacing(values: dict[str, object]) -> dict[str, object]:
    """Name the values of a row as :data:`REPLACE` wants them."""
    return {f"new_{name}": value for name, value in values.items()}
