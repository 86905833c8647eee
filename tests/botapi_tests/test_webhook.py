"""Updates posted to the bot's own address."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot
from telegram.error import BadRequest

from tests.botapi import BotApiServer, TestPerson
from tests.botapi.transport import HttpThread

pytestmark = pytest.mark.asyncio


class Hook:
    """The bot's side of a webhook: notes what comes and answers with the statuses it was given, then with 200."""

    def __init__(self) -> None:
        self.got: list[tuple[str, str | None]] = []
        self.statuses: list[int] = []
        self.busy = self.most_at_once = 0
        self._http = HttpThread([Route("/hook", self._on_post, methods=["POST"])], self._nothing)
        self.url = f"http://127.0.0.1:{self._http.start(0)}/hook"

    async def _nothing(self) -> None:
        return None

    async def _on_post(self, request: Request) -> Response:
        self.busy += 1
        self.most_at_once = max(self.busy, self.most_at_once)
        update = await request.json()
        await asyncio.sleep(0.01)
        self.got.append((update["message"]["text"], request.headers.get("x-telegram-bot-api-secret-token")))
        self.busy -= 1
        return Response(status_code=self.statuses.pop(0) if self.statuses else 200)

    @property
    def texts(self) -> list[str]:
        return [text for text, _ in self.got]

    def stop(self) -> None:
        self._http.stop()


@pytest_asyncio.fixture
async def hook() -> AsyncIterator[Hook]:
    """Give a webhook that listens."""
    listening = Hook()
    yield listening
    listening.stop()


async def test_updates_are_posted_with_the_secret(
    bot: Bot, server: BotApiServer, sanne: TestPerson, hook: Hook
) -> None:
    """Updates from before and after setWebhook are posted in order, each with the secret."""
    sanne.say("ervoor")
    await bot.set_webhook(hook.url, secret_token="s3cret_-")
    sanne.say("erna")
    server.wait_until_confirmed()
    assert hook.got == [("ervoor", "s3cret_-"), ("erna", "s3cret_-")]


async def test_updates_are_posted_one_after_another(
    bot: Bot, server: BotApiServer, sanne: TestPerson, hook: Hook
) -> None:
    """The next update waits for the answer to the one before."""
    await bot.set_webhook(hook.url)
    for number in range(10):
        sanne.say(str(number))
    server.wait_until_confirmed()
    assert hook.texts == [str(number) for number in range(10)]
    assert hook.most_at_once == 1


async def test_a_refused_update_comes_again(bot: Bot, server: BotApiServer, sanne: TestPerson, hook: Hook) -> None:
    """An update is posted again, before all later ones, until the answer is in the 200s; the info tells of it."""
    hook.statuses = [500, 404]
    await bot.set_webhook(hook.url)
    sanne.say("een")
    sanne.say("twee")
    server.wait_until_confirmed()
    assert hook.texts == ["een", "een", "een", "twee"]
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 404 Not Found"
    assert info.last_error_date is not None


async def test_an_unreachable_webhook_loses_nothing(
    bot: Bot, server: BotApiServer, sanne: TestPerson, hook: Hook
) -> None:
    """While nobody listens the updates stay, and go out once a webhook is there."""
    await bot.set_webhook("http://127.0.0.1:9/hook")
    sanne.say("een")
    server.wait_for(lambda: server.webhook and server.webhook.errors, what="a failed delivery")
    info = await bot.get_webhook_info()
    assert (info.pending_update_count, info.last_error_message) == (1, "Connection refused")
    await bot.set_webhook(hook.url)
    server.wait_until_confirmed()
    assert hook.texts == ["een"]


async def test_a_server_that_comes_back_delivers_on(
    bot: Bot, server: BotApiServer, sanne: TestPerson, hook: Hook
) -> None:
    """A webhook outlives a stop of the server, and so do the updates."""
    await bot.set_webhook(hook.url)
    sanne.say("ervoor")
    server.wait_until_confirmed()
    await asyncio.to_thread(server.stop)
    sanne.say("intussen")
    server.start()
    server.wait_until_confirmed()
    assert hook.texts == ["ervoor", "intussen"]


async def test_the_info_tells_what_is_set(bot: Bot, sanne: TestPerson, hook: Hook) -> None:
    """getWebhookInfo tells the address, the kinds and how much waits."""
    assert (await bot.get_webhook_info()).url == ""
    await bot.set_webhook(hook.url, allowed_updates=["message"])
    info = await bot.get_webhook_info()
    assert (info.url, info.allowed_updates, info.pending_update_count) == (hook.url, ("message",), 0)


async def test_without_the_webhook_polling_works_again(bot: Bot, sanne: TestPerson) -> None:
    """deleteWebhook (or an empty address) keeps what waits for getUpdates, unless it is told to drop that."""
    await bot.set_webhook("http://127.0.0.1:9/hook")
    sanne.say("bewaard")
    await bot.delete_webhook()
    assert len(await bot.get_updates()) == 1
    await bot.set_webhook("")
    assert len(await bot.get_updates()) == 1
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_setting_a_webhook_can_drop_what_waits(
    bot: Bot, server: BotApiServer, sanne: TestPerson, hook: Hook
) -> None:
    """setWebhook forgets what waits when it is told to."""
    sanne.say("weg")
    await bot.set_webhook(hook.url, drop_pending_updates=True)
    sanne.say("nieuw")
    server.wait_until_confirmed()
    assert hook.texts == ["nieuw"]


@pytest.mark.parametrize(
    ("url", "secret", "reason"),
    [
        ("http://example.org/hook", None, "Bad webhook: an https url must be provided for webhook"),
        ("https://example.org/hook", "niet goed!", "Secret token contains unallowed characters"),
    ],
)
async def test_a_wrong_webhook_is_refused(bot: Bot, url: str, secret: str | None, reason: str) -> None:
    """A webhook needs https (this machine excepted) and a plain secret."""
    with pytest.raises(BadRequest, match=reason):
        await bot.set_webhook(url, secret_token=secret)
