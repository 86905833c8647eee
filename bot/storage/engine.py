"""Engines for SQLite and PostgreSQL, the data folder with its lock, and the kept connection that writes."""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import StoreBusy, StoreError
from bot.texts import say

_WAIT = 5000  # milliseconds to wait for another process's lock
_WRITING = ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={_WAIT}", "foreign_keys=ON", "secure_delete=ON")
_READING = (f"busy_timeout={_WAIT}", "foreign_keys=ON", "query_only=ON")


class Folder:
    """A data folder: the database file in it, and a lock that one serving process holds. For its owner only.

    Args:
        path: the folder; `prepare` makes it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.database = path / "nabij.sqlite3"
        self._lock: int | None = None

    def lock(self) -> None:
        """Take the lock; the system releases it when this process ends, however it ends.

        Raises:
            StoreBusy: another process holds it.
        """
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        number = os.open(self.path / "nabij.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(number)
            raise StoreBusy(say("storage.busy", folder=self.path)) from None
        self._lock = number

    def release(self) -> None:
        """Give the lock back."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def prepare(self) -> None:
        """Make the database file, before SQLite does, so that no other user can open it; its -wal copies the mode."""
        self.path.chmod(0o700)
        os.close(os.open(self.database, os.O_RDWR | os.O_CREAT, 0o600))
        self.database.chmod(0o600)


def sqlite_writing(database: Path) -> Engine:
    """An engine whose every transaction takes the write lock at its beginning (a deferred one may fail at its end)."""
    return _sqlite(URL.create("sqlite", database=str(database)), "BEGIN IMMEDIATE", _WRITING)


def sqlite_reading(database: Path) -> Engine:
    """An engine for reading while another connection writes."""
    return _sqlite(URL.create("sqlite", database=str(database)), "BEGIN", _READING)


def sqlite_looking(database: Path) -> Engine:
    """An engine that cannot change a byte of the database, not even by tidying its log away."""
    query = {"uri": "true", "mode": "ro"}
    if not database.with_name(database.name + "-wal").exists():
        query["immutable"] = "1"
    return _sqlite(URL.create("sqlite", database=database.as_uri(), query=query), "BEGIN", (f"busy_timeout={_WAIT}",))


def _sqlite(url: URL, begin: str, pragmas: tuple[str, ...]) -> Engine:
    arguments = {"check_same_thread": False, "isolation_level": None}
    engine = create_engine(url, connect_args=arguments, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _record: object) -> None:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        driver: Any = connection.connection.dbapi_connection
        driver.execute(begin)

    return engine


def postgresql(url: str) -> Engine:
    """An engine for PostgreSQL with psycopg 3.

    Raises:
        StoreError: the URL is no PostgreSQL URL, or psycopg is not installed.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise StoreError(say("storage.url")) from None
    if parsed.get_backend_name() not in ("postgresql", "postgres"):
        raise StoreError(say("storage.url"))
    try:
        return create_engine(parsed.set(drivername="postgresql+psycopg"), hide_parameters=True)
    except ModuleNotFoundError:
        raise StoreError(say("storage.no_driver")) from None


class Writer:
    """One connection that is kept, for writing, used by one thread at a time.

    Args:
        engine: where to connect; after a broken connection the next transaction connects anew.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.RLock()
        self._connection: Connection | None = None

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A transaction: committed at the end, rolled back on anything raised."""
        with self._lock:
            if self._connection is None:
                self._connection = self._engine.connect()
            with self._connection.begin():
                yield self._connection

    def tidy(self) -> None:
        """Write SQLite's log into the database and cut it off, so that what was deleted is on no disk any more."""
        with self._lock:
            if self._connection is not None and self._engine.dialect.name == "sqlite":
                driver: Any = self._connection.connection.dbapi_connection
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
