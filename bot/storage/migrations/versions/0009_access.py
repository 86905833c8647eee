"""Secrets by which people are known again, and the channel that a person last wrote in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the table of secrets; give people a place for their latest channel."""
    op.create_table(
        "access",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_access_person_id_person", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_access"),
    )
    op.create_index("ix_access_person_id", "access", ["person_id"])
    op.add_column("person", sa.Column("channel", sa.String(), nullable=True))


def downgrade() -> None:
    """Take both away again, with all that is in them."""
    op.drop_column(
        "person", "channel"
    )  # not in a batch: that would delete and make the table, and all that hangs on it
    op.drop_table("access")
