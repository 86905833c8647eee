"""How fast the channel goes, and how it waits."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import TypeVar

from telegram.error import RetryAfter

Result = TypeVar("Result")


@dataclass(frozen=True)
class Pace:
    """The times and numbers of the channel.

    Args:
        poll: seconds that Telegram may hold a call for updates (at most 50).
        idle: seconds after which the outgoing rows are looked at, even when nobody rang.
        first: seconds of the first pause after something went wrong; each next one is twice as long.
        most: seconds of the longest such pause.
        lanes: how many people are sent to at once. With one, a SIGKILL repeats at most one message, since only one can
            be under way; Telegram takes about 30 messages a second from a bot, which one lane keeps up with.
        answer: seconds within which Telegram has to answer; a send that is given up may have arrived and comes twice.
        grace: seconds that running work gets to finish when the bot stops.
    """

    poll: int = 25
    idle: float = 2.0
    first: float = 0.5
    most: float = 30.0
    lanes: int = 1
    answer: float = 20.0
    grace: float = 1.2

    def pause(self, tries: int) -> float:
        """Seconds to wait after so many failures in a row."""
        return float(min(self.first * 2 ** min(tries - 1, 20), self.most))


async def unless(stop: asyncio.Event, work: Awaitable[Result]) -> Result | None:
    """The result of the work, or None when `stop` came first; the work is cancelled then."""
    task, halt = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({task, halt}, return_when=asyncio.FIRST_COMPLETED)
        return task.result() if task.done() else None
    finally:
        task.cancel()
        halt.cancel()
        await asyncio.gather(task, halt, return_exceptions=True)


async def pause(stop: asyncio.Event, seconds: float) -> None:
    """Wait so long, or until `stop`."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)


def retry_seconds(error: RetryAfter) -> float:
    """How long Telegram asks to wait; the library gives a number or a timedelta, depending on the environment."""
    asked = error.retry_after
    return float(asked if isinstance(asked, int | float) else asked.total_seconds())
