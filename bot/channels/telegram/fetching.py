"""Fetching the files that people send, from the same Bot API server, before their message is committed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace

from telegram import Bot

from bot.channels.telegram.pace import Pace
from bot.dialogue.turn import Signal
from bot.services.ports import Arrival
from bot.services.uploads import MOST_BYTES, NOT_FETCHED, TOO_LARGE

LOG = logging.getLogger(__name__)
_AT_ONCE = 4
_PATIENCE = 8.0  # seconds for all files of a batch; the messages after it wait that long


def file_url(base_url: str) -> str:
    """Where a Bot API server gives files, from its address for calls (both without the token)."""
    return f"{base_url.removesuffix('/bot')}/file/bot"


class Fetcher:
    """Fetches a few files at once, for a short while; who cannot have theirs fetched is told to send it again.

    Args:
        bot: the client.
        pace: how long to wait for an answer.
    """

    def __init__(self, bot: Bot, pace: Pace) -> None:
        self._bot, self._pace = bot, pace

    async def fetched(self, arrivals: Sequence[Arrival], files: Mapping[str, str]) -> list[Arrival]:
        """The arrivals with the bytes of their files, in the same order.

        Args:
            arrivals: some of them a file.
            files: Telegram's id of the file, by the arrival's update.
        """
        room = asyncio.Semaphore(_AT_ONCE)
        tasks = [asyncio.ensure_future(self._one(item, files.get(item.update, ""), room)) for item in arrivals]
        try:
            await asyncio.wait(tasks, timeout=min(self._pace.answer, _PATIENCE))
        finally:
            for task in tasks:
                task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        return [
            _without(item) if isinstance(result, BaseException) else result
            for item, result in zip(arrivals, results, strict=True)
        ]

    async def _one(self, arrival: Arrival, file_id: str, room: asyncio.Semaphore) -> Arrival:
        if not file_id:
            return arrival
        async with room:
            try:
                file = await self._bot.get_file(file_id)
                if (file.file_size or 0) > MOST_BYTES:
                    return _without(arrival, TOO_LARGE)
                data = bytes(await file.download_as_bytearray())
            except Exception as error:
                LOG.info("a file was not fetched: %s", type(error).__name__)
                return _without(arrival)
        if len(data) > MOST_BYTES:
            return _without(arrival, TOO_LARGE)
        return replace(arrival, incoming=replace(arrival.incoming, data=data))


def _without(arrival: Arrival, why: str = NOT_FETCHED) -> Arrival:
    return replace(arrival, incoming=replace(arrival.incoming, signal=Signal.OTHER, text=why))
