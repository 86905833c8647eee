"""The composition root: the only place that knows everything and puts it together."""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
import time
from collections.abc import Callable, Coroutine, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TextIO

from bot.config import Config, WebConfig
from bot.errors import NabijError
from bot.exporting import DataExporter
from bot.services import helping
from bot.services.access import Doors
from bot.services.classroom import Room
from bot.services.classroom_port import ClassRoom
from bot.services.converse import Conversation
from bot.services.library import DAY_OPENING
from bot.services.ports import Arrival, Delivery, Document, Exporter, Handler, House, Store
from bot.shelving import library as library
from bot.storage import open_store
from bot.storage.content_cache import cache_folders, ready
from bot.storage.content_model import Content
from bot.storage.keyring import Keyring
from bot.texts import say

LOG = logging.getLogger("nabij")
LOCAL = "ik"  # the address of the one local person of a web page or terminal
IDLE = 1.0  # seconds between looks at the inbox when nothing rang; another process may have put something in
PRUNE_EVERY = 3600.0  # seconds between clean-ups of the ledger


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


class Office:
    """Stands between channels and store: takes in, wakes the worker, rings when something may have come out.

    Args:
        store: where everything is kept.
        handle: what is done with each incoming.
        exporter: makes files for people.
        room: lessons in class, for their pages.
    """

    def __init__(self, store: Store, handle: Handler, exporter: Exporter, room: ClassRoom | None = None) -> None:
        self._store, self._handle, self._exporter, self.room = store, handle, exporter, room
        self._wake, self._stopping = threading.Event(), threading.Event()
        self._bells: list[Callable[[], None]] = []
        self._thread: threading.Thread | None = None

    @property
    def doors(self) -> Doors:
        """The ways into the web channel."""
        return self._store.doors

    def receive(self, arrivals: Sequence[Arrival]) -> int:
        """Commit what came in and wake the worker."""
        new = self._store.receive(arrivals)
        self._wake.set()
        self._ring()  # a transcript shows own words before they are handled
        return new

    def outgoing(self, channel: str, most: int = 100) -> list[Delivery]:
        """What waits to be sent."""
        return self._store.outgoing(channel, most)

    def farewells(self, channel: str) -> list[Delivery]:
        """What waits to be sent to those who are gone."""
        return self._store.farewells(channel)

    def sent(self, seq: int, message: str = "") -> None:
        """A delivery went out."""
        self._store.sent(seq, message)

    def failed(self, seq: int, reason: str) -> None:
        """A delivery can never go out."""
        self._store.failed(seq, reason)

    def transcript(self, channel: str, address: str, after: int = 0, most: int = 500) -> list[Delivery]:
        """The conversation of a channel that keeps one."""
        return self._store.transcript(channel, address, after, most)

    def export(self, person: str, what: str) -> Document:
        """A file for a person."""
        return self._exporter.make(person, what)

    def listen(self, bell: Callable[[], None]) -> Callable[[], None]:
        """Ring after each commit that may have put something out."""
        self._bells.append(bell)
        return lambda: self._bells.remove(bell) if bell in self._bells else None

    def work_all(self) -> None:
        """Handle everything that waits, in this thread."""
        while self._store.work(self._handle):
            self._ring()

    def remind(self) -> None:
        """Let what is due come in and handle all that waits, in this thread."""
        self._store.remind(now())
        self.work_all()

    @contextmanager
    def working(self) -> Iterator[None]:
        """A worker thread for as long as the block lasts; what is being handled is finished first."""
        self._thread = threading.Thread(target=self._loop, name="nabij-worker", daemon=True)
        self._thread.start()
        try:
            yield
        finally:
            self._stopping.set()
            self._wake.set()
            self._thread.join()

    def _loop(self) -> None:
        pruned, delay = 0.0, IDLE
        while not self._stopping.is_set():
            self._wake.clear()
            try:
                self.remind()
                if time.monotonic() - pruned > PRUNE_EVERY:
                    self._store.prune(now())
                    pruned = time.monotonic()
                delay = IDLE
            except Exception as error:  # the worker outlives a database that is away for a while
                LOG.error("worker: %s", type(error).__name__)
                delay = min(delay * 2, 30.0)
            self._wake.wait(delay)

    def _ring(self) -> None:
        for bell in list(self._bells):
            bell()


def set_aside(person: str, seq: int, error: str) -> None:
    """Tell the log that a message could not be handled: its number and the class of the error, nothing else."""
    LOG.error("message %d set aside: %s", seq, error)


@contextmanager
def opened(config: Config, content: Content, local: bool) -> Iterator[Office]:
    """Store, library and office, closed again at the end."""
    house = House(
        config.operator, config.contact, local, config.help_lines, config.editors,
        bot_name=config.telegram.name if config.telegram else "", address=config.web.address if config.web else "",
        terms=config.terms,
    )  # fmt: skip
    shelf = library(content, house, config.day_opening or DAY_OPENING)
    kept = timedelta(days=config.terms.transcript)
    place, keyring = config.database or config.data, Keyring.load(config.keys)
    store = open_store(place, keyring, on_failure=set_aside, transcript=kept)
    try:
        room = Room(store.lessons, store.look_at_lessons, shelf.names, now, house.address)
        yield Office(store, Conversation(shelf), DataExporter(store, shelf), room)
    finally:
        store.close()


def _content(config: Config) -> Content:
    return ready(folders=cache_folders(config.data))


def chat(config: Config, person: str, lines: TextIO, out: TextIO, styled: bool) -> None:
    """The terminal chat, until the input ends."""
    from bot.channels.terminal import Terminal

    with opened(config, _content(config), local=True) as office:
        office.remind()  # and what a kill left waiting
        Terminal(office, office.remind, person or LOCAL, now, Path.cwd(), styled).run(lines, out)


def web(config: Config, out: TextIO) -> None:
    """The web chat for one local person, until it is interrupted."""
    assert config.web is not None, "the caller names where the page listens"  # noqa: S101
    with opened(config, _content(config), local=True) as office, office.working():
        page = _web(office, config.web)  # listens from here on, or says that it cannot
        print(say("app.web_open", host=config.web.host, port=config.web.port), file=out, flush=True)
        asyncio.run(_until_stopped([page]))


def serve(config: Config, out: TextIO) -> None:
    """The channels that the configuration names, until the process is told to stop."""
    local = config.telegram is None and not (config.web and config.web.address)
    with opened(config, _content(config), local) as office, office.working():
        channels = list(_channels(office, config))
        print(say("app.serving"), file=out, flush=True)
        asyncio.run(_until_stopped(channels))


Channel = Callable[[asyncio.Event], Coroutine[Any, Any, None]]


def _channels(office: Office, config: Config) -> Iterator[Channel]:
    if config.telegram:
        from bot.channels.telegram.channel import BASE_URL, Telegram

        base_url = config.telegram.base_url or BASE_URL
        yield Telegram(office, config.telegram.token, base_url, helping.listed()).run
    if config.web:
        yield _web(office, config.web, config)


def _web(office: Office, config: WebConfig, about: Config | None = None) -> Channel:
    from bot.channels.web import Door, Place, by_session, class_routes, listening, serve, web_app

    try:
        listener = listening(config.host, config.port)
    except OSError as error:
        raise NabijError(say("app.port_busy", port=config.port)) from error
    door = who = None
    if config.address and about:
        door = Door(office.doors, Place(config.address, about.operator, about.contact, config.proxied))
        who = by_session(office.doors, door.cookie)
    in_class = class_routes(office.room) if office.room else ()
    app = web_app(office, address=LOCAL, host=config.host, port=config.port, who=who, door=door, more_routes=in_class)

    async def run(stop: asyncio.Event) -> None:
        serving = asyncio.create_task(serve(app, config.host, config.port, listener=listener))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait([serving, stopping], return_when=asyncio.FIRST_COMPLETED)
        serving.cancel()
        stopping.cancel()
        with suppress(asyncio.CancelledError):
            await serving

    return run


async def _until_stopped(channels: Iterable[Channel]) -> None:
    """Run the channels until one of them fails or the process gets SIGINT or SIGTERM."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    running = [asyncio.create_task(channel(stop)) for channel in channels]
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait([*running, stopping], return_when=asyncio.FIRST_COMPLETED)
    stop.set()
    await stopping
    for result in await asyncio.gather(*running, return_exceptions=True):
        if isinstance(result, NabijError):
            raise result
        if isinstance(result, BaseException):
            raise NabijError(say("app.channel_failed", error=type(result).__name__)) from None
