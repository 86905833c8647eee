"""The floor under the store: the very statements that it runs, recorded and replayed with nothing but sqlite3."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000", "foreign_keys=ON", "secure_delete=ON")
Recorded = list[tuple[str, Any, bool]]  # statement, parameters, whether for many rows


@contextmanager
def recording() -> Iterator[Recorded]:
    """Every statement that SQLAlchemy sends, with the beginning and end of each transaction."""
    found: Recorded = []

    def sent(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        found.append((statement, parameters, many))

    def begun(_connection: Any) -> None:
        found.append(("BEGIN IMMEDIATE", (), False))

    def committed(_connection: Any) -> None:
        found.append(("COMMIT", (), False))

    listeners = (("before_cursor_execute", sent), ("begin", begun), ("commit", committed))
    for name, listener in listeners:
        event.listen(Engine, name, listener)
    try:
        yield found
    finally:
        for name, listener in listeners:
            event.remove(Engine, name, listener)


def replay(database: Path, recorded: Recorded) -> float:
    """Run recorded statements on a database in the state in which they were recorded; return the seconds it took."""
    connection = sqlite3.connect(database, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    begin = time.perf_counter()
    for statement, parameters, many in recorded:
        if many:
            connection.executemany(statement, parameters)
        else:
            connection.execute(statement, parameters).fetchall()
    seconds = time.perf_counter() - begin
    connection.close()
    return seconds
