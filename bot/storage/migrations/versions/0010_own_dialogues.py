"""Casus that people write themselves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "own_dialogue",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("ct", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_own_dialogue_person_id_person", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", "version", name="pk_own_dialogue"),
    )
    op.create_index("ix_own_dialogue_person_id", "own_dialogue", ["person_id"])


def downgrade() -> None:
    """Drop it, with all that is in it."""
    op.drop_table("own_dialogue")
