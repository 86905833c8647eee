"""Which version of the schema the database has, and bringing it to the newest. Alembic is imported only when needed."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.errors import StoreError
from bot.texts import say

VERSIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
)  # every migration there is, oldest first; a test compares it with the folder
_MIGRATING = 0x6E6162696A  # advisory lock on PostgreSQL: several processes may start at once


def version(connection: Connection) -> str:
    """The version of the schema; "" for a database without one.

    Raises:
        StoreError: it is not one of those that this program knows.
    """
    if not inspect(connection).has_table("alembic_version"):
        return ""
    found = connection.execute(text("select version_num from alembic_version")).scalar() or ""
    if found and found not in VERSIONS:
        raise StoreError(say("storage.newer", found=found, known=VERSIONS[-1]))
    return str(found)


def upgrade(connection: Connection, to: str = "head") -> None:
    """Bring the schema up to a version, within the transaction of the connection."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"select pg_advisory_xact_lock({_MIGRATING})"))
    if to == "head" and version(connection) == VERSIONS[-1]:
        return
    _alembic(connection, "upgrade", to)


def downgrade(connection: Connection, to: str) -> None:
    """Bring the schema down to a version (`base` for nothing at all), within the transaction of the connection."""
    _alembic(connection, "downgrade", to)


def _alembic(connection: Connection, command: str, to: str) -> None:
    from alembic import command as commands
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    getattr(commands, command)(config, to)
