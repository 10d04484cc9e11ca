"""What is sent has tasks and is tried again later; how far people were gone through after a change of law."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_DUE = sa.text("state = 'due'")
_CLAIMED = sa.text("state = 'claimed'")
_SENT = sa.text("state = 'sent'")
_MISSED = sa.text("state IN ('skipped', 'cancelled', 'failed')")


def upgrade() -> None:
    """Make the table of reminders anew: no program that was ever released wrote into it."""
    op.drop_table("reminder")
    op.create_table(
        "reminder",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("task", sa.String(6), nullable=False),
        sa.Column("topic", sa.String(64), nullable=False),
        sa.Column("fire_at", sa.BigInteger(), nullable=False),
        sa.Column("try_at", sa.BigInteger(), nullable=False),
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
        sa.UniqueConstraint("who", "topic", name="uq_reminder"),
    )
    for name, columns, which in (
        ("ix_reminder_due", ["try_at", "who", "task", "fire_at"], _DUE),
        ("ix_reminder_leased", ["lease_until"], _CLAIMED),
        ("ix_reminder_sent", ["sent_at", "task"], _SENT),
        ("ix_reminder_missed", ["fire_at", "state", "task", "reason", "who"], _MISSED),
    ):
        op.create_index(name, "reminder", columns, sqlite_where=which, postgresql_where=which)
    op.create_index("ix_reminder_sealed_by", "reminder", ["sealed_by"])
    op.create_table(
        "law_review",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("started", sa.BigInteger(), nullable=False),
        sa.Column("finished", sa.BigInteger()),
        sa.Column("cursor", sa.String(64), nullable=False),
        sa.Column("seen", sa.BigInteger(), nullable=False),
        sa.Column("changed", sa.BigInteger(), nullable=False),
        sa.Column("lease_until", sa.BigInteger()),
        sa.Column("claimed_by", sa.String(32)),
    )
