"""What is set for groups, and how far their members are with it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}", ondelete="CASCADE")


def upgrade() -> None:
    """Make the tables of assignments and of how far people are."""
    op.create_table(
        "assignment",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("ct", sa.LargeBinary(), nullable=False),
        _to("assignment", "group_id", "learning_group"),
        sa.PrimaryKeyConstraint("id", name="pk_assignment"),
    )
    op.create_index("ix_assignment_group_id", "assignment", ["group_id"])
    op.create_table(
        "doing",
        sa.Column("assignment_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        _to("doing", "assignment_id", "assignment"),
        _to("doing", "person_id", "person"),
        sa.PrimaryKeyConstraint("assignment_id", "person_id", name="pk_doing"),
    )
    op.create_index("ix_doing_person_id", "doing", ["person_id"])


def downgrade() -> None:
    """Drop them, with all that is in them."""
    for name in ("doing", "assignment"):
        op.drop_table(name)
