"""The updates that wait for the bot, and the one long poll that may wait for them."""

import asyncio
import itertools
import threading
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from .decoding import Params
from .errors import OTHER_POLL, WEBHOOK_ACTIVE, ApiError, bad_request

FIRST_UPDATE_ID = 700_000_001
LONGEST_POLL = 50
# Telegram sends these kinds only to bots that ask for them by name.
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass
class Webhook:
    """Where updates go when they are not polled, and how that went."""

    url: str
    secret_token: str = ""
    errors: int = 0
    last_error: str = ""
    last_error_date: int = 0


@dataclass
class UpdateQueue:
    """The pending updates of the bot; safe to use from every thread that holds the lock."""

    lock: threading.RLock
    pending: deque[dict[str, Any]] = field(default_factory=deque)
    allowed: list[str] = field(default_factory=list)
    webhook: Webhook | None = None
    listeners: list[Callable[[], None]] = field(default_factory=list)
    created: int = 0
    _ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(FIRST_UPDATE_ID))

    def add(self, kind: str, payload: dict[str, Any]) -> int | None:
        """Queue an update and give its id, or None when the bot did not ask for this kind."""
        with self.lock:
            wanted = kind in self.allowed if self.allowed else kind not in ON_REQUEST
            if not wanted:
                return None
            update_id = next(self._ids)
            self.pending.append({"update_id": update_id, kind: payload})
            self.created += 1
        self.tell()
        return update_id

    def tell(self) -> None:
        """Let whoever delivers updates look again."""
        for listener in self.listeners:
            listener()

    def confirm(self, offset: int) -> None:
        """Forget the updates below a positive offset, or all but the last so many for a negative one."""
        with self.lock:
            if offset < 0:
                while len(self.pending) > -offset:
                    self.pending.popleft()
            while offset > 0 and self.pending and self.pending[0]["update_id"] < offset:
                self.pending.popleft()

    def first(self, limit: int) -> list[dict[str, Any]]:
        """Give the oldest pending updates without forgetting them."""
        with self.lock:
            return list(itertools.islice(self.pending, limit))

    def clear(self) -> None:
        """Forget every pending update."""
        with self.lock:
            self.pending.clear()

    def choose_kinds(self, params: Params) -> None:
        """Remember the kinds that the bot asks for from now on; an absent list leaves the choice as it is."""
        kinds = params.get("allowed_updates")
        if kinds is None:
            return
        if not isinstance(kinds, list):
            raise bad_request("can't parse allowed updates: expected an Array of String")
        with self.lock:
            self.allowed = [str(kind) for kind in kinds]


class LongPoll:
    """Answers getUpdates. At most one call waits; all its own state lives on the server's event loop."""

    def __init__(self, queue: UpdateQueue) -> None:
        self._queue = queue
        self._waiting: asyncio.Future[ApiError | None] | None = None

    def wake(self) -> None:
        """Let the waiting call look at the queue; runs on the event loop."""
        self._release(None)

    def end(self, reason: ApiError) -> None:
        """End the waiting call with an error; runs on the event loop."""
        self._release(reason)

    def _release(self, outcome: ApiError | None) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(outcome)

    async def answer(self, params: Params, hung_up: Callable[[], Awaitable[None]]) -> list[dict[str, Any]]:
        """Give the pending updates, waiting for the first one if the call asks for that."""
        if self._queue.webhook is not None:
            raise WEBHOOK_ACTIVE
        self._queue.choose_kinds(params)
        self._queue.confirm(params.integer("offset"))
        limit = min(max(params.integer("limit", 100), 1), 100)
        timeout = min(max(params.integer("timeout"), 0), LONGEST_POLL)
        updates = self._queue.first(limit)
        if updates or timeout == 0:
            return updates
        # Telegram ends the call that waits, never the new one: a bot that is restarted always gets through.
        self.end(OTHER_POLL)
        await self._wait(timeout, hung_up)
        return self._queue.first(limit)

    async def _wait(self, timeout: float, hung_up: Callable[[], Awaitable[None]]) -> None:
        # Nothing is awaited between the look at the queue and this line, so no wake-up can slip through.
        waiting = self._waiting = asyncio.get_running_loop().create_future()
        gone = asyncio.ensure_future(hung_up())
        try:
            await asyncio.wait({waiting, gone}, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
        finally:
            gone.cancel()
            if self._waiting is waiting:
                self._waiting = None
        if waiting.done() and (reason := waiting.result()) is not None:
            raise reason
