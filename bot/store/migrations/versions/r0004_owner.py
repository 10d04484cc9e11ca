"""It is noted which bot's people these are."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add its number; the first bot that starts is noted."""
    op.add_column("store", sa.Column("bot", sa.BigInteger()))
