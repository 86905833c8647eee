"""What a writer tells about an entry of the journal: its day, form, themes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Give entries a place for it."""
    with op.batch_alter_table("entry") as batch:
        batch.add_column(sa.Column("ct", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Take it away again, with all that is in it."""
    with op.batch_alter_table("entry") as batch:
        batch.drop_column("ct")
