"""Calls on the side: nobody waits for them, and it does no harm when one fails."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from telegram.error import BadRequest

LOG = logging.getLogger(__name__)
_AT_ONCE = 4


class Aside:
    """Runs calls in the background, a few at once."""

    def __init__(self) -> None:
        self._room = asyncio.Semaphore(_AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, call: Coroutine[Any, Any, Any]) -> None:
        """Run a call some time soon; a failure is logged by its class."""
        task = asyncio.ensure_future(self._run(call))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self, grace: float) -> None:
        """Let running calls finish for so many seconds, and drop the rest."""
        await finish(self._tasks, grace)

    async def _run(self, call: Coroutine[Any, Any, Any]) -> None:
        try:
            async with self._room:
                await call
        except BadRequest:
            LOG.debug("a call on the side came too late")  # an old press, mostly
        except Exception as error:
            LOG.info("a call on the side failed: %s", type(error).__name__)
        finally:
            call.close()


async def finish(tasks: set[asyncio.Task[None]], grace: float) -> None:
    """Wait so many seconds for tasks, then cancel the ones that are left."""
    running = set(tasks)
    if running:
        _, late = await asyncio.wait(running, timeout=grace)
        for task in late:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
