"""A Bot API server, a post in memory, and the channel between them."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterator

import pytest

from bot.channels.telegram import Pace, Telegram
from bot.services.ports import Command
from tests.botapi import TOKEN, BotApiServer
from tests.telegram.fake_post import FakePost

COMMANDS = (Command("start", "Beginnen"), Command("privacy", "Wat er bewaard wordt"))
QUICK = Pace(poll=20, idle=5.0, first=0.02, most=0.1)


@pytest.fixture
def server() -> Iterator[BotApiServer]:
    """Telegram."""
    with BotApiServer() as running:
        yield running


@pytest.fixture
def post() -> FakePost:
    """Everything behind the channel."""
    return FakePost()


Running = Callable[..., contextlib.AbstractAsyncContextManager[Telegram]]


@pytest.fixture
def running(server: BotApiServer, post: FakePost) -> Running:
    """The channel, running for as long as the block."""

    @contextlib.asynccontextmanager
    async def run(pace: Pace = QUICK, token: str = TOKEN) -> AsyncIterator[Telegram]:
        channel, stop = Telegram(post, token, server.base_url, COMMANDS, pace), asyncio.Event()
        task = asyncio.create_task(channel.run(stop))
        try:
            yield channel
        finally:
            stop.set()
            await asyncio.wait_for(task, 60)

    return run
