"""Groups, their members, and the codes by which one joins."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}", ondelete="CASCADE")


def upgrade() -> None:
    """Make the tables of groups, memberships and invites."""
    op.create_table(
        "learning_group",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("ct", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_learning_group"),
    )
    op.create_table(
        "membership",
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.Column("ct", sa.LargeBinary(), nullable=False),
        _to("membership", "group_id", "learning_group"),
        _to("membership", "person_id", "person"),
        sa.PrimaryKeyConstraint("group_id", "person_id", name="pk_membership"),
    )
    op.create_index("ix_membership_person_id", "membership", ["person_id"])
    op.create_table(
        "invite",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("expires_at", sa.BigInteger()),
        sa.Column("ct", sa.LargeBinary(), nullable=False),
        _to("invite", "group_id", "learning_group"),
        sa.PrimaryKeyConstraint("id", name="pk_invite"),
    )
    op.create_index("ix_invite_group_id", "invite", ["group_id"])


def downgrade() -> None:
    """Drop them, with all that is in them."""
    for name in ("invite", "membership", "learning_group"):
        op.drop_table(name)
