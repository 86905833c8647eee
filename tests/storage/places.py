"""Places for a store to live in, on SQLite and on PostgreSQL, and words to put in it."""

from __future__ import annotations

import os
import secrets
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, text

from bot.dialogue.turn import Incoming, Signal
from bot.services.ports import Arrival, Work
from bot.storage.engine import postgresql
from bot.storage.keyring import Keyring
from bot.storage.opening import open_store
from bot.storage.store import Store

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **span: float) -> None:
        self.now += timedelta(**span)


class Place:
    """A folder with keys, and where the data is: a folder too, or a PostgreSQL database."""

    def __init__(self, base: Path, url: str = "") -> None:
        self.base, self.url = base, url
        self.folder, self.keys = base / "data", base / "keys" / "keys.json"
        self.clock = Clock()
        self.failures: list[tuple[str, int, str]] = []

    @property
    def where(self) -> str | Path:
        return self.url or self.folder

    def keyring(self) -> Keyring:
        return Keyring.load(self.keys, {})

    def open(self, keyring: Keyring | None = None) -> Store:
        return open_store(
            self.where, keyring or self.keyring(), on_failure=lambda *it: self.failures.append(it), clock=self.clock
        )

    def engine(self) -> Engine:
        if self.url:
            return postgresql(self.url)
        return create_engine(f"sqlite:///{self.folder / 'nabij.sqlite3'}")

    def rows(self, sql: str, **values: object) -> list[Any]:
        """What a statement finds, in a connection apart from the store's."""
        engine = self.engine()
        with engine.connect() as connection:
            found = list(connection.execute(text(sql), values))
        engine.dispose()
        return found

    def change(self, sql: str, **values: object) -> None:
        """Meddle with the database behind the store's back."""
        engine = self.engine()
        with engine.begin() as connection:
            connection.execute(text(sql), values)
        engine.dispose()


def text_from(address: str, update: object, words: str, channel: str = "telegram", echo: str = "") -> Arrival:
    """A message of words."""
    incoming = Incoming(Signal.TEXT, NOON + timedelta(seconds=1), words, str(update))
    return Arrival(channel, str(update), address, incoming, echo)


def turn(store: Store, handle: Callable[[Work], object], address: str = "1", channel: str = "telegram") -> None:
    """Do something in a turn of one person."""
    store.receive([text_from(address, secrets.token_hex(8), "beurt", channel)])
    raised: list[Exception] = []

    def guarded(work: Work, _incoming: Incoming) -> None:
        try:
            handle(work)
        except Exception as error:
            raised.append(error)

    assert store.work(guarded) == 1
    if raised:
        raise raised[0]


BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


def _as_postgres(*command: object) -> list[str]:
    words = [str(word) for word in command]
    return ["runuser", "-u", "postgres", "--", *words] if os.geteuid() == 0 else words


@contextmanager
def postgresql_server(folder: Path) -> Iterator[str]:
    """A PostgreSQL server of its own; its URL without a database."""
    binaries, data = BINARIES[-1], folder / "data"
    folder.mkdir(exist_ok=True)
    if os.geteuid() == 0:
        for parent in (folder, *folder.parents):
            with suppress(PermissionError):
                parent.chmod(parent.stat().st_mode | 0o011)
        subprocess.run(["chown", "postgres", str(folder)], check=True)
    quiet = {"check": True, "capture_output": True, "cwd": "/"}
    subprocess.run(_as_postgres(binaries / "initdb", "-U", "postgres", "-A", "trust", "-N", "-D", data), **quiet)
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=60"
    start = _as_postgres(binaries / "pg_ctl", "-D", data, "-l", folder / "log", "-o", options, "-w", "start")
    subprocess.run(start, check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield f"postgresql://postgres@/{{name}}?host={folder}"
    finally:
        subprocess.run(_as_postgres(binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"), **quiet)


@contextmanager
def database(server: str) -> Iterator[str]:
    """A database on a server, gone at the end."""
    name = f"nabij_{secrets.token_hex(6)}"
    engine = postgresql(server.format(name="postgres")).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"create database {name}"))
        try:
            yield server.format(name=name)
        finally:
            connection.execute(text(f"drop database {name} with (force)"))
    engine.dispose()


def missing(what: str) -> None:
    """Skip, unless the environment says that this must be there."""
    if what in os.environ.get("NABIJ_REQUIRE", ""):
        pytest.fail(f"{what} is required and not here")
    pytest.skip(f"no {what} here")
