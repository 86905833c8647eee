"""The send loop: what waits goes out in order per person, a few people at once.

What has to be sent stands in the store and nowhere else: after a failure the person's rows are let go and read again
when their pause is over, so a row that was withdrawn meanwhile (the person deleted everything) is not sent.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.channels.telegram.aside import finish
from bot.channels.telegram.courier import Courier, NoFile
from bot.channels.telegram.pace import Pace, retry_seconds
from bot.channels.telegram.reading import CHANNEL
from bot.channels.telegram.waiting import Waiting
from bot.errors import TooLate
from bot.services.ports import Delivery, Post

LOG = logging.getLogger(__name__)
_BURST = 10  # rows of one person before others get a turn
_NEVER = (Forbidden, BadRequest, ChatMigrated, TooLate)


class Sender:
    """Brings outgoing rows to Telegram.

    Args:
        courier: carries one delivery.
        post: where the rows are and where their fate is told.
        pace: how many at once, and how to pause.
    """

    def __init__(self, courier: Courier, post: Post, pace: Pace) -> None:
        self._courier = courier
        self._post = post
        self._pace = pace
        self._waiting = Waiting(pace)
        self._lanes: set[asyncio.Task[None]] = set()
        self._awake = asyncio.Event()
        self._failures = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Send until `stop`; what is being sent then gets a moment to finish."""
        loop = asyncio.get_running_loop()

        def bell() -> None:
            with contextlib.suppress(RuntimeError):  # the loop has ended
                loop.call_soon_threadsafe(self._ring)

        hang_up = self._post.listen(bell)
        ending = asyncio.ensure_future(self._wake_at(stop))
        try:
            while not stop.is_set():
                self._awake.clear()
                if self._free and self._waiting.wants_a_look(loop.time()):
                    await self._look()
                self._start(stop)
                await self._wait()
        finally:
            hang_up()
            ending.cancel()
            await finish(self._lanes, self._pace.grace)

    @property
    def _free(self) -> int:
        return self._pace.lanes - len(self._lanes)

    def _ring(self) -> None:
        self._waiting.rung = True
        self._awake.set()

    async def _wake_at(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._awake.set()

    async def _wait(self) -> None:
        now = asyncio.get_running_loop().time()
        if self._free and self._waiting.wants_a_look(now):
            return
        timeout = self._waiting.rest(now) if self._free else None
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._awake.wait(), timeout)

    async def _look(self) -> None:
        most = self._waiting.begin_look(asyncio.get_running_loop().time())
        try:
            rows = await asyncio.to_thread(self._post.outgoing, CHANNEL, most)
            self._failures = 0
        except Exception as error:
            self._failures += 1
            LOG.warning("looking for outgoing rows failed: %s", type(error).__name__)
            self._waiting.rung = True
            self._waiting.hold_all(asyncio.get_running_loop().time() + self._pace.pause(self._failures))
            return
        self._waiting.fill(rows, asyncio.get_running_loop().time())

    def _start(self, stop: asyncio.Event) -> None:
        now = asyncio.get_running_loop().time()
        while self._free and (chosen := self._waiting.take(now)):
            task = asyncio.ensure_future(self._lane(*chosen, stop))
            self._lanes.add(task)
            task.add_done_callback(self._lane_ended)

    def _lane_ended(self, task: asyncio.Task[None]) -> None:
        self._lanes.discard(task)
        self._awake.set()
        if not task.cancelled() and (error := task.exception()):
            LOG.error("a lane broke: %s", type(error).__name__)

    async def _lane(self, address: str, rows: Sequence[Delivery], stop: asyncio.Event) -> None:
        left = list(rows)
        try:
            for row, silent in list(zip(rows, _silences(rows), strict=True))[:_BURST]:
                if stop.is_set() or not await self._deliver(row, silent):
                    left.clear()  # and read again, when it is time
                    return
                left.remove(row)
        finally:
            self._waiting.give_back(address, left)

    async def _deliver(self, row: Delivery, silent: bool) -> bool:
        """Whether this person's next row may go."""
        try:
            message = await self._courier.carry(row, silent)
        except RetryAfter as error:
            return self._limited(row, retry_seconds(error))
        except _NEVER as error:
            return await self._give_up(row, type(error).__name__)
        except NoFile as error:
            return await self._give_up(row, str(error))
        except TelegramError as error:
            return self._later(row, error)
        except Exception as error:  # a fault of ours, which would come back with each try
            return await self._give_up(row, type(error).__name__)
        return await self._tell(row, self._post.sent, message)

    async def _give_up(self, row: Delivery, reason: str) -> bool:
        LOG.warning("delivery %d given up: %s", row.seq, reason)
        return await self._tell(row, self._post.failed, reason)

    async def _tell(self, row: Delivery, tell: Callable[[int, str], None], word: str) -> bool:
        """Whether the store knows what became of a row; it is not sent again before it does."""
        try:
            await asyncio.to_thread(tell, row.seq, word)
        except Exception as error:
            return self._later(row, error)
        self._courier.forget(row.seq)
        self._waiting.finished(row)
        if row.reply.slot and row.message:
            self._waiting.edited(row.address, asyncio.get_running_loop().time())
        return True

    def _later(self, row: Delivery, error: Exception) -> bool:
        LOG.warning("delivery %d waits: %s", row.seq, type(error).__name__)
        self._waiting.later(row.address, asyncio.get_running_loop().time())
        return False

    def _limited(self, row: Delivery, seconds: float) -> bool:
        LOG.info("delivery %d waits %g seconds: RetryAfter", row.seq, seconds)
        self._waiting.limited(row.address, asyncio.get_running_loop().time(), seconds)
        return False


def _silences(rows: Sequence[Delivery]) -> list[bool]:
    """Of the bubbles that wait for a person only the last one makes a sound."""
    loud = [place for place, row in enumerate(rows) if row.kind == "reply" and not row.message]
    return [bool(loud) and place < loud[-1] for place in range(len(rows))]
