"""Statements and questions in class, and what unknown participants gave."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the tables of lessons and voices."""
    op.create_table(
        "class_session",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("code", sa.String()),
        sa.Column("path", sa.String()),
        sa.Column("screen", sa.String()),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("ct", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["learning_group.id"], name="fk_class_session_group_id_learning_group", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_class_session"),
        *(sa.UniqueConstraint(name, name=f"uq_class_session_{name}") for name in ("code", "path", "screen")),
    )
    op.create_index("ix_class_session_group_id", "class_session", ["group_id"])
    op.create_table(
        "class_voice",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("place", sa.String()),
        sa.Column("ct", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["class_session.id"], name="fk_class_voice_session_id_class_session", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_class_voice"),
        sa.UniqueConstraint("session_id", "round", "place", name="uq_class_voice_session_id_round_place"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop them, with all that is in them."""
    for name in ("class_voice", "class_session"):
        op.drop_table(name)
