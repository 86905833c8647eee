"""When a reminder was rung, so that it is rung once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the moment at which a reminder was rung."""
    with op.batch_alter_table("reminder") as table:
        table.add_column(sa.Column("rung_at", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Forget it."""
    with op.batch_alter_table("reminder") as table:
        table.drop_column("rung_at")
