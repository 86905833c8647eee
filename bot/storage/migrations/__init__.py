"""Migrations of the schema, run by Alembic in process. `bot.storage.schema` says which is the newest."""
