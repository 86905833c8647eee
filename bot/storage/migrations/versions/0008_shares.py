"""Shared work, comments on it, and what was said to whole groups."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def _to(table: str, column: str, other: str, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}", ondelete=ondelete)


def upgrade() -> None:
    """Make the tables of shares, comments and group notes."""
    op.create_table(
        "share",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("run_id", sa.String()),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("until_day", sa.Integer()),
        sa.Column("ended_at", sa.BigInteger()),
        sa.Column("ct", sa.LargeBinary(), nullable=False),
        _to("share", "person_id", "person"),
        _to("share", "group_id", "learning_group"),
        _to("share", "run_id", "run", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_share"),
    )
    op.create_table(
        "comment",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("share_id", sa.String(), nullable=False),
        sa.Column("author_id", sa.String()),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("ct", sa.LargeBinary(), nullable=False),
        _to("comment", "person_id", "person"),
        _to("comment", "share_id", "share"),
        _to("comment", "author_id", "person", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_comment"),
    )
    op.create_table(
        "group_note",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("author_id", sa.String()),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("ct", sa.LargeBinary(), nullable=False),
        _to("group_note", "group_id", "learning_group"),
        _to("group_note", "author_id", "person", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_group_note"),
    )
    for table, columns in _INDEXED:
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [column])


_INDEXED = (
    ("share", ("person_id", "group_id", "run_id")),
    ("comment", ("person_id", "share_id", "author_id")),
    ("group_note", ("group_id", "author_id")),
)


def downgrade() -> None:
    """Drop them, with all that is in them."""
    for name in ("group_note", "comment", "share"):
        op.drop_table(name)
