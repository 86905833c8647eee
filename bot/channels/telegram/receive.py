"""The receive loop: an update is confirmed to Telegram only after the inbox has committed it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import UTC, datetime

from telegram import Bot, Update
from telegram.error import InvalidToken, RetryAfter

from bot.channels.telegram.aside import Aside
from bot.channels.telegram.fetching import Fetcher
from bot.channels.telegram.pace import Pace, pause, retry_seconds, unless
from bot.channels.telegram.reading import Reading, read
from bot.errors import NabijError
from bot.services.ports import Arrival, Post
from bot.texts import say

LOG = logging.getLogger(__name__)
WANTED = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER)
_AT_ONCE = 0.5  # an empty answer within so many seconds was no long poll


class Receiver:
    """Takes updates in, one batch after another.

    Args:
        bot: the client.
        post: where arrivals are committed.
        pace: how long to poll and to pause.
        aside: where answers to presses and words to groups go, so that they hold up nothing.
    """

    def __init__(self, bot: Bot, post: Post, pace: Pace, aside: Aside) -> None:
        self._bot = bot
        self._post = post
        self._pace = pace
        self._aside = aside
        self._fetcher = Fetcher(bot, pace)
        self._offset = 0
        self._groups: set[int] = set()
        self.username = ""

    async def run(self, stop: asyncio.Event) -> None:
        """Receive until `stop`.

        Raises:
            NabijError: Telegram does not know the token.
        """
        tries = 0
        while not stop.is_set():
            try:
                await self._batch(stop)
                tries = 0
            except InvalidToken:
                raise NabijError(say("telegram.invalid_token")) from None
            except Exception as error:
                tries += 1
                LOG.warning("receiving failed: %s", type(error).__name__)
                await pause(stop, _seconds(error) or self._pace.pause(tries))

    async def _batch(self, stop: asyncio.Event) -> None:
        began = asyncio.get_running_loop().time()
        poll = self._bot.get_updates(offset=self._offset, timeout=self._pace.poll, allowed_updates=WANTED)
        updates = await unless(stop, poll)
        if updates:
            await self._take(updates, stop)
        elif asyncio.get_running_loop().time() - began < _AT_ONCE:
            await pause(stop, self._pace.first)

    async def _take(self, updates: Sequence[Update], stop: asyncio.Event) -> None:
        readings = [self._read(update) for update in updates]
        arrivals = [arrival for reading in readings for arrival in reading.arrivals]
        files = {update: file for reading in readings for update, file in reading.files.items()}
        senders = {arrival.address for arrival in arrivals if arrival.update in files}
        await self._commit([arrival for arrival in arrivals if arrival.address not in senders])
        if senders:  # nobody else waits for their files
            theirs = [item for item in arrivals if item.address in senders]
            fetched = await unless(stop, self._fetcher.fetched(theirs, files))
            if fetched is None:
                return  # it all comes again at the next start; what was committed counts once
            await self._commit(fetched)
        self._offset = max(update.update_id for update in updates) + 1
        for reading in readings:
            self._follow_up(reading)

    async def _commit(self, arrivals: Sequence[Arrival]) -> None:
        if arrivals:
            await asyncio.to_thread(self._post.receive, arrivals)

    def _read(self, update: Update) -> Reading:
        try:
            return read(update, self.username, datetime.now(UTC))
        except Exception as error:
            LOG.warning("update %d passed over: %s", update.update_id, type(error).__name__)
            return Reading()

    def _follow_up(self, reading: Reading) -> None:
        if reading.press:
            self._aside.start(self._bot.answer_callback_query(reading.press))
        if reading.group and reading.group not in self._groups:
            self._groups.add(reading.group)
            self._aside.start(self._bot.send_message(reading.group, say("telegram.group")))
        self._groups.discard(reading.left)


def _seconds(error: Exception) -> float:
    return retry_seconds(error) if isinstance(error, RetryAfter) else 0.0
