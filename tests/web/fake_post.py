"""A post in memory, safe to use from several threads, with a scripted bot behind it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from bot.dialogue.turn import Reply
from bot.errors import NabijError, TooLate
from bot.services.ports import Arrival, Delivery, Document

Bot = Callable[[Arrival], Iterable[Reply]]
PERSON = "person-1"


def silent(arrival: Arrival) -> Iterable[Reply]:
    """Say nothing."""
    return ()


class FakePost:
    """Keeps what comes in, lets the bot answer at once, and has it all read back.

    Args:
        bot: what the bot says to an arrival.
        refs: whether an echo names the message that it is of.
        lets_go: whether own words are taken out again before a page could see them.
    """

    def __init__(self, bot: Bot = silent, refs: bool = True, lets_go: bool = False) -> None:
        self.received: list[Arrival] = []
        self.rows: list[Delivery] = []
        self.documents: dict[str, Document] = {}
        self.failing: NabijError | None = None
        self.bells: list[Callable[[], None]] = []
        self._bot, self._refs, self._lets_go, self._seq = bot, refs, lets_go, 0
        self._updates: set[str] = set()
        self._changed = threading.Condition(threading.RLock())

    def receive(self, arrivals: Sequence[Arrival]) -> int:
        with self._changed:
            if self.failing:
                raise self.failing
            new = [item for item in arrivals if item.update not in self._updates]
            for item in new:
                self._take(item)
        self._ring()
        return len(new)

    def outgoing(self, channel: str, most: int = 100) -> list[Delivery]:
        with self._changed:
            return [row for row in self.rows if row.channel == channel and not row.sent][:most]

    def farewells(self, channel: str) -> list[Delivery]:
        return [row for row in self.outgoing(channel, 10_000) if not row.person]

    def sent(self, seq: int, message: str = "") -> None:
        with self._changed:
            self.rows = [replace(row, sent=True) if row.seq == seq else row for row in self.rows]
            self.rows = [row for row in self.rows if row.person or not row.sent]
            self._changed.notify_all()

    def failed(self, seq: int, reason: str) -> None:
        raise AssertionError("a page that is closed is no failure")

    def transcript(self, channel: str, address: str, after: int = 0, most: int = 500) -> list[Delivery]:
        with self._changed:
            own = [row for row in self.rows if row.person and (row.channel, row.address) == (channel, address)]
            return [row for row in own if row.seq > after][:most]

    def export(self, person: str, what: str) -> Document:
        if person != PERSON or what not in self.documents:
            raise TooLate
        return self.documents[what]

    def listen(self, bell: Callable[[], None]) -> Callable[[], None]:
        self.bells.append(bell)
        return lambda: self.bells.remove(bell)

    def say(self, *replies: Reply, address: str = "local") -> None:
        """Put replies out of the bot's own accord."""
        with self._changed:
            for reply in replies:
                self._put(address, "reply", reply)
        self._ring()

    def remove(self, ref: str) -> None:
        """Ask for the removal of a message."""
        with self._changed:
            self._put("local", "remove", Reply(""), message=ref)
        self._ring()

    def forget(self, farewell: Reply, address: str = "local") -> None:
        """Delete the person; only the farewell is left."""
        with self._changed:
            self.rows = []
            self._put(address, "reply", farewell, person="")
        self._ring()

    def until(self, condition: Callable[[FakePost], object], seconds: float = 60) -> None:
        """Wait until something is so."""
        with self._changed:
            if not self._changed.wait_for(lambda: condition(self), seconds):
                raise AssertionError("it never came to that")

    def _take(self, item: Arrival) -> None:
        self._updates.add(item.update)
        self.received.append(item)
        if item.echo and self._lets_go:
            self._put(item.address, "remove", Reply(""), message=item.incoming.ref)
        elif item.echo:
            ref = item.incoming.ref if self._refs else ""
            self._put(item.address, "echo", Reply("{words}", {"words": item.echo}), message=ref)
        for reply in self._bot(item):
            self._put(item.address, "reply", reply)

    def _put(self, address: str, kind: str, reply: Reply, message: str = "", person: str = PERSON) -> None:
        self._seq += 1
        self.rows.append(Delivery(self._seq, person, "web", address, kind, reply, message=message))  # type: ignore[arg-type]
        self._changed.notify_all()

    def _ring(self) -> None:
        for bell in list(self.bells):
            bell()
