"""A post in memory: what a channel sees of everything behind it, for tests of the Telegram channel."""

import asyncio
import threading
from collections.abc import Callable, Sequence

from bot.dialogue.turn import Incoming, Reply
from bot.errors import TooLate
from bot.services.ports import Arrival, Delivery, Document

Answer = Callable[[Incoming], Sequence[Reply]]


class FakePost:
    """Keeps each update once and what goes out in order; `answer` makes replies at once, in the same commit."""

    def __init__(self, answer: Answer = lambda incoming: ()) -> None:
        self.lock = threading.RLock()
        self.answer = answer
        self.arrivals: dict[str, Arrival] = {}
        self.calls = 0
        self.looks = 0
        self.refusals = 0
        self.waiting: dict[int, Delivery] = {}
        self.fates: dict[int, str] = {}
        self.documents: dict[str, Document | Exception] = {}
        self.before_commit: Callable[[], object] = lambda: None
        self._bells: list[Callable[[], None]] = []
        self._seq = 0

    # --- what the test does and sees

    def put(self, address: int, *replies: Reply, kind: str = "reply", message: str = "") -> list[int]:
        """Let replies wait for an address, all in one commit; gives their sequence numbers."""
        with self.lock:
            found = [self._put(str(address), reply, kind, message) for reply in replies]
        self._ring()
        return found

    def say(self, address: int, *texts: str) -> list[int]:
        """Let plain texts wait."""
        return self.put(address, *(Reply("{words}", {"words": text}) for text in texts))

    @property
    def texts(self) -> list[str]:
        """The texts that came in, in the order in which they were committed."""
        with self.lock:
            return [arrival.incoming.text for arrival in self.arrivals.values()]

    def settled(self, count: int) -> bool:
        """Whether the fate of so many deliveries is known."""
        with self.lock:
            return len(self.fates) >= count

    # --- the port

    def receive(self, arrivals: Sequence[Arrival]) -> int:
        """Commit arrivals, or refuse."""
        with self.lock:
            self.calls += 1
            if self.refusals:
                self.refusals -= 1
                raise OSError("disk full: secret words")
        self.before_commit()
        with self.lock:
            new = [arrival for arrival in arrivals if arrival.update not in self.arrivals]
            for arrival in new:
                self.arrivals[arrival.update] = arrival
                for reply in self.answer(arrival.incoming):
                    self._put(arrival.address, reply, "reply", "")
        self._ring()
        return len(new)

    def outgoing(self, channel: str, most: int = 100) -> list[Delivery]:
        """The first rows that wait."""
        with self.lock:
            self.looks += 1
            return list(self.waiting.values())[:most] if channel == "telegram" else []

    def sent(self, seq: int, message: str = "") -> None:
        """Keep that it was sent."""
        with self.lock:
            del self.waiting[seq]
            self.fates[seq] = f"sent {message}".strip()

    def failed(self, seq: int, reason: str) -> None:
        """Keep that it never will be."""
        with self.lock:
            del self.waiting[seq]
            self.fates[seq] = reason

    def transcript(self, channel: str, address: str, after: int = 0, most: int = 500) -> list[Delivery]:
        """Telegram keeps none."""
        return []

    def export(self, person: str, what: str) -> Document:
        """The document of that name, or the trouble with it."""
        found = self.documents.get(what, TooLate("gone"))
        if isinstance(found, Exception):
            raise found
        return found

    def listen(self, bell: Callable[[], None]) -> Callable[[], None]:
        """Keep a bell."""
        self._bells.append(bell)
        return lambda: self._bells.remove(bell)

    def _put(self, address: str, reply: Reply, kind: str, message: str) -> int:
        self._seq += 1
        self.waiting[self._seq] = Delivery(self._seq, f"p{address}", "telegram", address, kind, reply, message=message)
        return self._seq

    def _ring(self) -> None:
        for bell in list(self._bells):
            bell()


async def until(condition: Callable[[], object], seconds: float = 60.0) -> None:
    """Wait for a condition without holding up the channel."""
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.005)
