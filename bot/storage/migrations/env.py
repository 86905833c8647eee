"""What Alembic runs: the migrations, on the connection that it is handed."""

from __future__ import annotations

from alembic import context

import bot.storage.indexes  # what it names stands in the metadata too
import bot.storage.tables_together  # noqa: F401  # likewise
from bot.storage.tables import metadata

connection = context.config.attributes["connection"]
# SQLite cannot alter most of a table; Alembic then copies it ("batch").
context.configure(connection=connection, target_metadata=metadata, render_as_batch=connection.dialect.name == "sqlite")
with context.begin_transaction():
    context.run_migrations()
