"""The stream of events to one open page."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.channels.web.arriving import CHANNEL
from bot.channels.web.showing import shown
from bot.services.ports import Delivery, Post

MOST = 200  # deliveries read at once


class Streams:
    """The feeds that are open, so that stopping the server does not wait for them."""

    def __init__(self) -> None:
        self.closing = False
        self._bells: set[asyncio.Event] = set()

    @contextlib.contextmanager
    def bell(self) -> Iterator[asyncio.Event]:
        """A bell that also rings when the server stops."""
        bell = asyncio.Event()
        self._bells.add(bell)
        try:
            yield bell
        finally:
            self._bells.discard(bell)

    def close(self) -> None:
        """Let every feed end."""
        self.closing = True
        for bell in self._bells:
            bell.set()


@dataclass(frozen=True)
class _Batch:
    gone: bool = False  # what the page saw last is no longer there
    out: bool = False  # the page is nobody's any more
    rows: Sequence[Delivery] = ()
    more: bool = False


@dataclass
class Feed:
    """Everything of one person after a sequence number, and then what comes.

    Args:
        post: where deliveries come from.
        whose: the address of whom it is now, "" once they are nobody we know (the session ended).
        after: the last sequence number that the page has; 0 for none.
        streams: tells when the server stops.
        poll: seconds after which to look even when no bell rang.
        alive: seconds after which a comment keeps the connection open.
    """

    post: Post
    whose: Callable[[], str]
    after: int
    streams: Streams
    poll: float = 1.0
    alive: float = 15.0
    _address: str = field(default="", init=False)
    _quiet: float = field(default=0.0, init=False)
    _ready: bool = field(default=False, init=False)

    async def events(self) -> AsyncIterator[bytes]:
        """The stream, until the page leaves or the server stops."""
        loop = asyncio.get_running_loop()

        def ring() -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody reads any more
                loop.call_soon_threadsafe(bell.set)

        with self.streams.bell() as bell:
            stop = self.post.listen(ring)
            try:
                async for chunk in self._chunks(bell):
                    yield chunk
            finally:
                stop()

    async def _chunks(self, bell: asyncio.Event) -> AsyncIterator[bytes]:
        while not self.streams.closing:
            bell.clear()  # before reading, so that a ring during the reading is not lost
            before = self.after
            batch = await asyncio.to_thread(self._read)
            if chunk := self._chunk(batch, before == 0):
                yield chunk
                await asyncio.to_thread(self._mark, batch.rows)
                if batch.out:
                    break
            elif self._due():
                yield b":\n\n"
            if not batch.more or self.after == before:
                await self._wait(bell)

    def _read(self) -> _Batch:
        address = self.whose()
        if not address:
            return _Batch(bool(self.after), True, self._farewells())
        moved, self._address = self._address not in ("", address), address
        if moved:
            return _Batch(True, more=True)
        # Read again what the page saw last: when that is gone, so is the conversation that the page still shows.
        rows = self.post.transcript(CHANNEL, address, max(self.after - 1, 0), MOST)
        more = len(rows) >= MOST
        if not self.after:
            return _Batch(rows=_fresh(rows), more=more)
        if rows and rows[0].seq == self.after:
            return _Batch(rows=_fresh(rows[1:]), more=more)
        return _Batch(True, rows=self._farewells(), more=True)

    def _farewells(self) -> Sequence[Delivery]:
        return [item for item in self.post.farewells(CHANNEL) if item.address == self._address]

    def _chunk(self, batch: _Batch, first: bool) -> bytes:
        parts = []
        if batch.gone:
            self.after = 0
            parts.append(_event({}, "reset", 0))
        for item in batch.rows:
            parts.append(_event(shown(item), number=self._passed(item)))
        if batch.out:
            parts.append(_event({}, "out"))
        elif not batch.more and not self._ready:
            self._ready = True
            parts.append(_event({"empty": first and not batch.rows}, "ready"))
        if parts:
            self._quiet = asyncio.get_running_loop().time()
        return b"".join(parts)

    def _passed(self, item: Delivery) -> int | None:
        """Where the page is after this one; what does not stay (a farewell, a removal) is no place to go on from."""
        if item.kind == "remove" or item.reply.once or not item.person:
            return None
        self.after = item.seq
        return item.seq

    def _mark(self, rows: Sequence[Delivery]) -> None:
        for item in rows:
            if not item.sent:
                self.post.sent(item.seq)

    def _due(self) -> bool:
        now = asyncio.get_running_loop().time()
        due = now - self._quiet >= self.alive
        if due:
            self._quiet = now
        return due

    async def _wait(self, bell: asyncio.Event) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(bell.wait(), min(self.poll, self.alive))


def _fresh(rows: Sequence[Delivery]) -> Sequence[Delivery]:
    """Without removals and farewells that were done before."""
    return [item for item in rows if not item.sent or (item.kind != "remove" and item.person)]


def _event(data: Mapping[str, Any], name: str = "", number: int | None = None) -> bytes:
    head = f"event: {name}\n" if name else ""
    place = "" if number is None else f"id: {number}\n"
    return f"{head}{place}data: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
