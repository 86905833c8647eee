"""Trouble on demand: limits, errors, lost and late answers, and the server going away."""

import asyncio

import pytest
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TimedOut

from tests.botapi import BotApiServer, TestPerson
from tests.botapi.methods import METHODS

pytestmark = pytest.mark.asyncio


async def test_a_limit_tells_how_long_to_wait(bot: Bot, server: BotApiServer, sanne: TestPerson) -> None:
    """A limited call is refused with the time to wait, as often as was asked, and has no effect."""
    server.limit("sendMessage", times=2, retry_after=7)
    for _ in range(2):
        with pytest.raises(RetryAfter, match=r"Retry in (7 seconds|0:00:07)"):
            await bot.send_message(sanne.id, "hoi")
    await bot.send_message(sanne.id, "hoi")
    assert len(sanne.heard) == 1
    assert [call.status for call in server.calls_to("sendMessage")] == [429, 429, 200]


async def test_a_limit_for_one_chat_leaves_others_alone(bot: Bot, server: BotApiServer, sanne: TestPerson) -> None:
    """A limit can hold for one chat only."""
    server.limit("sendMessage", chat_id=sanne.id)
    karin = server.person(12, first_name="Karin")
    await bot.send_message(karin.id, "hoi")
    with pytest.raises(RetryAfter):
        await bot.send_message(sanne.id, "hoi")


@pytest.mark.parametrize(
    ("status", "description", "error"),
    [
        (400, "Bad Request: not enough rights to send text messages to the chat", BadRequest),
        (403, "Forbidden: user is deactivated", Forbidden),
        (500, "Internal Server Error", NetworkError),
        (502, "Bad Gateway", NetworkError),
    ],
)
async def test_a_call_fails_as_asked(
    bot: Bot, server: BotApiServer, sanne: TestPerson, status: int, description: str, error: type[Exception]
) -> None:
    """A call fails with the given status and words, and has no effect."""
    server.fail("sendmessage", status=status, description=description)
    with pytest.raises(error) as caught:
        await bot.send_message(sanne.id, "hoi")
    assert type(caught.value) is error
    assert str(caught.value).lower() == description.removeprefix("Bad Request: ").lower()
    assert sanne.heard == []


async def test_a_failure_carries_parameters(bot: Bot, server: BotApiServer, sanne: TestPerson) -> None:
    """A failure can tell that a group has moved."""
    moved = {"migrate_to_chat_id": -1009}
    server.fail("sendMessage", status=400, description="Bad Request: group chat was upgraded", parameters=moved)
    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(sanne.id, "hoi")
    assert caught.value.new_chat_id == -1009


async def test_a_lost_answer_makes_a_duplicate(bot: Bot, server: BotApiServer, sanne: TestPerson) -> None:
    """When only the answer is lost the message is there, and sending again makes two."""
    server.drop("sendMessage")
    with pytest.raises(NetworkError) as caught:
        await bot.send_message(sanne.id, "hoi")
    assert type(caught.value) is NetworkError
    await bot.send_message(sanne.id, "hoi")
    assert [message.text for message in sanne.heard] == ["hoi", "hoi"]
    calls = server.calls_to("sendMessage")
    assert [(call.status, call.took_effect) for call in calls] == [(None, True), (200, True)]


async def test_a_lost_call_does_nothing(bot: Bot, server: BotApiServer, sanne: TestPerson) -> None:
    """When the call itself is lost nothing was sent."""
    server.drop("*", before=True)
    with pytest.raises(NetworkError):
        await bot.send_message(sanne.id, "hoi")
    assert sanne.heard == []
    assert not server.calls_to("sendMessage")[0].took_effect
    await bot.send_message(sanne.id, "hoi")
    assert len(sanne.heard) == 1


async def test_a_late_answer_times_out(bot: Bot, server: BotApiServer, sanne: TestPerson) -> None:
    """An answer that comes too late is a time-out for the bot, though the message is there."""
    server.slow("sendMessage", seconds=0.5)
    with pytest.raises(TimedOut):
        await bot.send_message(sanne.id, "hoi", read_timeout=0.1)
    assert len(sanne.heard) == 1


async def test_lost_updates_come_again(bot: Bot, server: BotApiServer, sanne: TestPerson) -> None:
    """Updates whose answer was lost were not confirmed, so they come again."""
    sanne.say("hoi")
    server.drop("getUpdates")
    with pytest.raises(NetworkError):
        await bot.get_updates()
    assert len(await bot.get_updates()) == 1


async def test_recovery_ends_all_trouble(bot: Bot, server: BotApiServer, sanne: TestPerson) -> None:
    """What was still to go wrong can be called off."""
    server.limit("sendMessage", times=9)
    server.recover()
    await bot.send_message(sanne.id, "hoi")


async def test_the_server_goes_away_and_comes_back(bot: Bot, server: BotApiServer, sanne: TestPerson) -> None:
    """A stopped server refuses and ends what waits; started again it knows all it knew, at the same address."""
    sanne.say("hoi")
    offset = (await bot.get_updates())[0].update_id + 1
    poll = asyncio.create_task(bot.get_updates(offset=offset, timeout=20))
    await asyncio.sleep(0.2)
    address = server.base_url
    await asyncio.to_thread(server.stop)
    with pytest.raises(NetworkError):
        await poll
    with pytest.raises(NetworkError):
        await bot.send_message(sanne.id, "hoor je mij?")
    sanne.say("ik ben er nog")
    server.start()
    assert server.base_url == address
    updates = await bot.get_updates(offset=offset)
    assert [update.message.text for update in updates if update.message] == ["ik ben er nog"]


async def test_a_failure_of_the_server_itself_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the server itself fails the bot sees an error, and so does the test at the end."""

    def broken(*_: object) -> None:
        raise RuntimeError("kapot")

    monkeypatch.setitem(METHODS, "getme", ("getMe", broken))

    async def use() -> None:
        with BotApiServer() as server, pytest.raises(NetworkError, match="Internal Server Error"):
            await Bot(server.token, base_url=server.base_url).initialize()

    with pytest.raises(AssertionError, match="kapot"):
        await use()
