"""A conversation with the whole bot in this process, with a clock that the test moves."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from bot.app import Office, library
from bot.channels.terminal import Terminal
from bot.exporting import DataExporter
from bot.services.converse import Conversation
from bot.services.ports import House
from bot.storage.content import Content, load
from bot.storage.keyring import Keyring
from bot.storage.opening import open_store
from bot.storage.store import Store


@cache
def installed() -> Content:
    """What is installed, read once: nothing in it ever changes."""
    return load()


THURSDAY = datetime(2026, 3, 5, 11, 41, tzinfo=UTC)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = THURSDAY

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Chat:
    """One person talking in a terminal."""

    office: Office
    store: Store
    terminal: Terminal
    clock: Clock
    folder: Path

    def other(self, name: str) -> Chat:
        """Somebody else in the same Nabij, who has agreed too."""
        terminal = Terminal(self.office, self.office.work_all, name, self.clock, self.folder)
        chat = Chat(self.office, self.store, terminal, self.clock, self.folder)
        chat.say("/start", "Akkoord")
        return chat

    def say(self, *lines: str) -> list[str]:
        """Type lines, a minute apart; give what came of the last one."""
        out: list[str] = []
        for line in lines:
            self.clock.now += timedelta(minutes=1)
            buffer = io.StringIO()
            self.terminal.run(io.StringIO(line + "\n"), buffer)
            out = buffer.getvalue().splitlines()
        return out

    def later(self, **span: float) -> list[str]:
        """Let time go by; give what the bot says of its own accord."""
        self.clock.now += timedelta(**span)
        buffer = io.StringIO()
        self.store.remind(self.clock.now)
        self.office.work_all()
        self.terminal.run(io.StringIO(""), buffer)
        return buffer.getvalue().splitlines()

    def data(self) -> dict:
        """Everything that is kept, as /mijngegevens gives it."""
        path = self.say("/mijngegevens")[-1]
        return json.loads(Path(path).read_text(encoding="utf-8"))


@contextmanager
def chatting(
    folder: Path, content: Content | None = None, agreed: bool = True, house: House | None = None
) -> Iterator[Chat]:
    """A person in a terminal, over a real store; `content` stands in for what is installed."""
    shelf = library(content or installed(), house or House())
    clock = Clock()
    store = open_store(folder / "data", Keyring.load(folder / "keys" / "keys.json", {}), clock=clock)
    office = Office(store, Conversation(shelf), DataExporter(store, shelf))
    chat = Chat(office, store, Terminal(office, office.work_all, "ik", clock, folder), clock, folder)
    if agreed:
        chat.say("/start", "Akkoord")
    try:
        yield chat
    finally:
        store.close()
