"""Who is next: the rows that wait, the people who are being sent to, and the pauses. No I/O and no clock of its own."""

from __future__ import annotations

from collections.abc import Sequence

from bot.channels.telegram.pace import Pace
from bot.services.ports import Delivery

BATCH = 100  # rows asked for at a time
_DEEPEST = 12_800  # and at most, when the first ones all belong to people who have to wait
_FRESH = 0.05  # seconds for which rows once read are good enough while there is work
_EDITS = 1.0  # seconds between edits for one address: a counter may move faster than that
_RECENT = 30.0  # seconds within which a limit of a second person means that all go too fast


class Waiting:
    """Rows by address, first come first served; `now` is always the time of the event loop.

    Attributes:
        rung: whether there may be something new in the store.
    """

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._ready: dict[str, list[Delivery]] = {}
        self._busy: set[str] = set()
        self._done: set[int] = set()
        self._done_since: set[int] = set()
        self._held: dict[str, float] = {}
        self._tries: dict[str, int] = {}
        self._limits: dict[str, float] = {}
        self._all_held = 0.0
        self._most = BATCH
        self._full = False
        self._looked = float("-inf")
        self.rung = True

    def wants_a_look(self, now: float) -> bool:
        """Whether the store has to be read before anything more can be sent."""
        if now < self._all_held:
            return False
        if self._next(now):
            return self._due(now) and now - self._looked >= _FRESH
        return self._due(now) or self._full

    def begin_look(self, now: float) -> int:
        """A look begins; how many rows to ask for."""
        self.rung, self._looked = False, now
        # A row that was finished before this moment is not found any more, one that is finished from now on may be.
        self._done_since = set()
        return self._most

    def fill(self, rows: Sequence[Delivery], now: float) -> None:
        """What the look found takes the place of all that was known."""
        self._done = set(self._done_since)
        self._full = len(rows) >= self._most
        self._ready = {}
        for row in rows:
            self._ready.setdefault(row.address, []).append(row)
        if not self._full:
            self._forget_absent(now)
        elif not self._next(now):
            # All of these have to wait: there may be others behind them.
            self._full = self._most < _DEEPEST
            self._most = min(self._most * 2, _DEEPEST)
        if len(rows) < BATCH:
            self._most = BATCH

    def take(self, now: float) -> tuple[str, list[Delivery]] | None:
        """The next address that may be sent to, with its rows; it is busy until `give_back`."""
        while now >= self._all_held and (address := self._next(now)):
            rows = [row for row in self._ready.pop(address) if row.seq not in self._done]
            if rows:
                self._busy.add(address)
                return address, rows
        return None

    def give_back(self, address: str, rows: Sequence[Delivery]) -> None:
        """An address is free again; rows that were not tried wait at the end of the line."""
        self._busy.discard(address)
        if rows:
            self._ready.setdefault(address, list(rows))

    def finished(self, row: Delivery) -> None:
        """A row needs no more attention."""
        self._done.add(row.seq)
        self._done_since.add(row.seq)
        self._tries.pop(row.address, None)
        self._held.pop(row.address, None)

    def edited(self, address: str, now: float) -> None:
        """A message that stood there says something else: the next edit has to wait a moment."""
        self._held[address] = now + _EDITS

    def later(self, address: str, now: float) -> None:
        """Something went wrong for this address: a pause, longer each time."""
        self._tries[address] = self._tries.get(address, 0) + 1
        self._held[address] = now + self._pace.pause(self._tries[address])

    def limited(self, address: str, now: float, seconds: float) -> None:
        """Telegram asks to wait: this address does, and everybody when a second one was asked lately."""
        self._held[address] = now + seconds
        self._limits = {who: at for who, at in self._limits.items() if now - at < _RECENT} | {address: now}
        if len(self._limits) > 1:
            self.hold_all(now + seconds)

    def hold_all(self, until: float) -> None:
        """Nothing goes out before this time."""
        self._all_held = max(self._all_held, until)

    def rest(self, now: float) -> float:
        """Seconds until the store wants a look even when nobody rings."""
        if now < self._all_held:
            return self._all_held - now
        due = [self._looked + self._pace.idle, *(until for until in self._held.values() if until > now)]
        return max(min(due) - now, 0.0)

    def _due(self, now: float) -> bool:
        ended = any(self._looked < until <= now for until in self._held.values())
        return self.rung or ended or now - self._looked >= self._pace.idle

    def _next(self, now: float) -> str:
        free = (who for who in self._ready if who not in self._busy and self._held.get(who, 0.0) <= now)
        return next(free, "")

    def _forget_absent(self, now: float) -> None:
        for address in [who for who in self._tries if self._absent(who)]:
            del self._tries[address]
            self._held.pop(address, None)
        for address in [who for who, until in self._held.items() if until <= now and self._absent(who)]:
            del self._held[address]

    def _absent(self, who: str) -> bool:
        return who not in self._ready and who not in self._busy
