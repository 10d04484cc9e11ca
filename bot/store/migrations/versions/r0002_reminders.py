"""What is to be sent to whom and when, and how fast all workers together may send."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_DUE = sa.text("state = 'due'")
_CLAIMED = sa.text("state = 'claimed'")


def upgrade() -> None:
    """Make the tables, and the one row of the budget; index the keys in use.

    Versions without revisions, which would forget a person but not the reminders, are kept away.
    """
    op.create_table(
        "reminder",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("topic", sa.String(64), nullable=False),
        sa.Column("fire_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(9), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.BigInteger()),
        sa.Column("claimed_by", sa.String(32)),
        sa.Column("sent_at", sa.BigInteger()),
        sa.Column("reason", sa.String(64)),
        sa.Column("sealed_by", sa.String(16), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["who"], ["person.who"], name="fk_reminder_person", onupdate="CASCADE", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("who", "topic", "fire_at", name="uq_reminder"),
    )
    op.create_index("ix_reminder_due", "reminder", ["fire_at"], sqlite_where=_DUE, postgresql_where=_DUE)
    op.create_index(
        "ix_reminder_leased", "reminder", ["lease_until"], sqlite_where=_CLAIMED, postgresql_where=_CLAIMED
    )
    budget = op.create_table(
        "send_budget",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("free_from", sa.BigInteger(), nullable=False),
        sa.Column("paused_until", sa.BigInteger(), nullable=False),
    )
    op.bulk_insert(budget, [{"id": 1, "free_from": 0, "paused_until": 0}])
    op.create_index("ix_person_sealed_by", "person", ["sealed_by"])
    op.execute("UPDATE store SET schema_version = 2")
