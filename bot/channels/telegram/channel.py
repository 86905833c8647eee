"""The Telegram channel: the client, the receive loop and the send loop, put together."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

from telegram import Bot, BotCommand
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter

from bot.channels.telegram.aside import Aside, finish
from bot.channels.telegram.courier import Courier
from bot.channels.telegram.fetching import file_url
from bot.channels.telegram.pace import Pace, pause
from bot.channels.telegram.receive import Receiver
from bot.channels.telegram.request import PollRequest, Request, hush
from bot.channels.telegram.send import Sender
from bot.errors import NabijError
from bot.services.ports import Command, Post
from bot.texts import say

LOG = logging.getLogger(__name__)
BASE_URL = "https://api.telegram.org/bot"


class Telegram:
    """The channel; `run` it once.

    Args:
        post: everything behind it.
        token: the bot's token.
        base_url: the Bot API server, ending in `/bot`.
        commands: what Telegram lists under the menu button.
        pace: times and numbers.

    Raises:
        NabijError: there is no token.
    """

    def __init__(
        self,
        post: Post,
        token: str,
        base_url: str = BASE_URL,
        commands: Sequence[Command] = (),
        pace: Pace | None = None,
    ) -> None:
        if not token:
            raise NabijError(say("telegram.no_token"))
        hush()  # before the client is made: it writes its address to its log
        pace = pace or Pace()
        self._requests = (_request(Request, pace.lanes + 8, pace), _request(PollRequest, 2, pace))
        self._bot = Bot(
            token, base_url, file_url(base_url), request=self._requests[0], get_updates_request=self._requests[1]
        )
        self._commands = commands
        self._pace = pace
        self._aside = Aside()
        self._receiver = Receiver(self._bot, post, pace, self._aside)
        self._sender = Sender(Courier(self._bot, post), post, pace)

    async def run(self, stop: asyncio.Event) -> None:
        """Receive and send until `stop`; ends within two seconds of it.

        Raises:
            NabijError: Telegram does not know the token.
        """
        halt = asyncio.Event()
        async with self._client(), _following(stop, halt):
            sending = asyncio.ensure_future(self._sender.run(halt))
            sending.add_done_callback(lambda _: halt.set())
            greeting = asyncio.ensure_future(self._greet(halt))
            try:
                await self._receiver.run(halt)
            finally:
                halt.set()
                await asyncio.gather(sending, self._aside.close(self._pace.grace), finish({greeting}, 0))

    @contextlib.asynccontextmanager
    async def _client(self) -> AsyncIterator[None]:
        for request in self._requests:
            await request.initialize()
        try:
            yield
        finally:
            for request in self._requests:
                await request.shutdown()

    async def _greet(self, stop: asyncio.Event) -> None:
        """Tell the server what it has to know of this bot; nothing here is needed for a conversation."""
        for step in (self._take_polling, self._learn_name, self._list_commands):
            await self._try(step, stop)

    async def _try(self, step: Callable[[], Awaitable[None]], stop: asyncio.Event) -> None:
        for tries in range(1, 100):
            try:
                return await step()
            except (BadRequest, InvalidToken) as error:  # a server that does not know the method, too
                return LOG.warning("a step of the start was refused: %s", type(error).__name__)
            except (NetworkError, RetryAfter) as error:
                LOG.info("a step of the start waits: %s", type(error).__name__)
                await pause(stop, self._pace.pause(tries))
            except Exception as error:
                return LOG.warning("a step of the start failed: %s", type(error).__name__)

    async def _take_polling(self) -> None:
        await self._bot.delete_webhook(drop_pending_updates=False)

    async def _learn_name(self) -> None:
        self._receiver.username = (await self._bot.get_me()).username or ""

    async def _list_commands(self) -> None:
        if self._commands:
            await self._bot.set_my_commands(
                [BotCommand(command.name, command.description) for command in self._commands]
            )


def _request(kind: type[Request], connections: int, pace: Pace) -> Request:
    time = pace.answer
    return kind(connection_pool_size=connections, read_timeout=time, write_timeout=time, pool_timeout=time)


@contextlib.asynccontextmanager
async def _following(stop: asyncio.Event, halt: asyncio.Event) -> AsyncIterator[None]:
    """`stop` sets `halt` too; `halt` may also be set by a fault of the channel itself."""

    async def follow() -> None:
        await stop.wait()
        halt.set()

    task = asyncio.ensure_future(follow())
    try:
        yield
    finally:
        task.cancel()
