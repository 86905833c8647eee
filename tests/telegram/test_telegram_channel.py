"""The channel as a whole: starting, stopping, and what it leaves in the log."""

import asyncio
import logging
import time
from dataclasses import replace

import pytest

from bot.channels.telegram import Telegram
from bot.dialogue.turn import Reply
from tests.botapi import TOKEN, BotApiServer
from tests.botapi.updates import Webhook
from tests.telegram.conftest import COMMANDS, QUICK, Running
from tests.telegram.fake_post import FakePost, until


async def test_the_commands_are_listed(server: BotApiServer, running: Running) -> None:
    """With what they do, in Dutch."""
    async with running():
        await until(server.commands)
    assert [(line["command"], line["description"]) for line in server.commands()] == [
        (command.name, command.description) for command in COMMANDS
    ]


async def test_a_server_that_lacks_a_method_stops_nothing(
    server: BotApiServer, post: FakePost, running: Running
) -> None:
    """Neither at the start nor later."""
    for method in ("setMyCommands", "deleteWebhook", "getMe"):
        server.fail(method, status=404, description="Not Found")
    post.answer = lambda incoming: [Reply("Dag.")]
    sanne = server.person(7)
    async with running():
        sanne.say("hee")
        await sanne.aexpect("Dag.")
        await until(lambda: server.calls_to("setMyCommands"))


async def test_a_webhook_gives_way_and_its_updates_are_kept(
    server: BotApiServer, post: FakePost, running: Running
) -> None:
    """What waited for the webhook comes in by polling."""
    server.state.updates.webhook = Webhook("http://127.0.0.1:9/nobody-listens")
    server.person(7).say("wachtte al")
    async with running():
        await until(lambda: post.texts == ["wachtte al"])


async def test_the_start_waits_for_a_server_that_is_away(
    server: BotApiServer, post: FakePost, running: Running
) -> None:
    """The commands are listed when it is back."""
    server.stop()
    async with running():
        post.say(7, "hee")
        await asyncio.sleep(0.1)
        server.start()
        sanne = server.person(7)
        sanne.say("hallo")
        await sanne.aexpect("hee")
        await until(lambda: server.commands() and post.texts == ["hallo"])


async def test_it_stops_promptly_and_finishes_what_it_sends(server: BotApiServer, post: FakePost) -> None:
    """A long poll is broken off; a message on its way is waited for and noted."""
    server.person(7)
    server.slow("sendMessage", seconds=0.5)
    channel, stop = Telegram(post, TOKEN, server.base_url, COMMANDS, replace(QUICK, grace=9)), asyncio.Event()
    task = asyncio.create_task(channel.run(stop))
    first, second = post.say(7, "een", "twee")
    await until(lambda: server.calls_to("sendMessage"))
    began = time.monotonic()
    stop.set()
    await task
    assert time.monotonic() - began < 10
    assert (post.fates.get(first, ""), post.fates.get(second)) == ("sent 1", None)


async def test_it_stops_soon_whatever_hangs(server: BotApiServer, post: FakePost) -> None:
    """A call that hangs is given up, and its row waits for the next start."""
    server.person(7)
    server.slow("sendMessage", times=9, seconds=20)
    channel, stop = Telegram(post, TOKEN, server.base_url, COMMANDS, QUICK), asyncio.Event()
    task = asyncio.create_task(channel.run(stop))
    (seq,) = post.say(7, "een")
    await until(lambda: server.calls_to("sendMessage"))
    began = time.monotonic()
    stop.set()
    await task
    assert time.monotonic() - began < 10
    assert seq in post.waiting


def bots_own(records: list[logging.LogRecord]) -> list[logging.LogRecord]:
    """All but what the test server logs."""
    return [record for record in records if not record.name.startswith("uvicorn")]


async def test_neither_token_nor_words_reach_the_log(
    server: BotApiServer, post: FakePost, running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever goes wrong, and however much is logged."""
    caplog.set_level(logging.DEBUG)
    post.answer = lambda incoming: [Reply("{w}", {"w": "antwoordwoord"})] if incoming.text == "zoekwoord" else []
    server.drop("sendMessage", times=2)
    server.fail("sendMessage", times=2, status=502, description="zoekwoord")
    server.drop("getUpdates", times=2)
    server.fail("getUpdates", times=2, status=500, description="zoekwoord")
    sanne = server.person(7)
    sanne.say("zoekwoord")
    async with running():
        await sanne.aexpect("antwoordwoord")
        await until(lambda: post.settled(1))
        server.stop()
        sanne.say("nog een zoekwoord")
        server.start()
        await until(lambda: len(post.arrivals) == 2)
    # The server's own log of the calls it got is not the bot's.
    logged = "\n".join(record.getMessage() for record in bots_own(caplog.records))
    assert "NetworkError" in logged
    assert not [word for word in (TOKEN.split(":")[1], "zoekwoord", "antwoordwoord") if word in logged]
    assert not [record for record in bots_own(caplog.records) if record.exc_info]
