"""Who the bot is, its commands and texts, and who may call at all."""

import httpx
import pytest
from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats
from telegram.error import BadRequest, EndPointNotFound, InvalidToken

from tests.botapi import BotApiServer, TestPerson

pytestmark = pytest.mark.asyncio


async def test_the_bot_knows_itself(bot: Bot) -> None:
    """getMe tells who the bot is."""
    me = await bot.get_me()
    assert (me.username, me.is_bot, me.id) == ("nabij_bot", True, 123456789)


async def test_commands_are_kept_per_scope_and_language(bot: Bot, server: BotApiServer) -> None:
    """Commands are set, given and deleted for one scope and language at a time."""
    in_groups = BotCommandScopeAllGroupChats()
    await bot.set_my_commands([BotCommand("start", "Begin")])
    await bot.set_my_commands([BotCommand("help", "Hulp")], scope=in_groups, language_code="nl")
    assert await bot.get_my_commands() == (BotCommand("start", "Begin"),)
    assert await bot.get_my_commands(scope=in_groups, language_code="nl") == (BotCommand("help", "Hulp"),)
    assert server.commands() == [{"command": "start", "description": "Begin"}]
    await bot.delete_my_commands()
    assert await bot.get_my_commands() == ()


@pytest.mark.parametrize(
    ("command", "description", "reason"),
    [
        ("Start", "Begin", "Bot_command_invalid"),
        ("mijn-werk", "Begin", "Bot_command_invalid"),
        ("", "Begin", "Command must be non-empty"),
        ("x" * 33, "Begin", "Command length must not exceed 32"),
        ("start", "", "Command description must be non-empty"),
        ("start", "x" * 257, "Command description length must not exceed 256"),
    ],
)
async def test_wrong_commands_are_refused(bot: Bot, command: str, description: str, reason: str) -> None:
    """A command has 1-32 small letters, digits and underscores, and a description of 1-256 characters."""
    with pytest.raises(BadRequest, match=reason):
        await bot.set_my_commands([BotCommand(command, description)])


async def test_at_most_a_hundred_commands(bot: Bot) -> None:
    """A list has at most a hundred commands."""
    with pytest.raises(BadRequest, match="Bot_commands_too_much"):
        await bot.set_my_commands([BotCommand(f"c{number}", "x") for number in range(101)])


async def test_descriptions_are_kept(bot: Bot) -> None:
    """Descriptions are kept per language and fall back on the general one."""
    await bot.set_my_description("Nabij denkt mee")
    await bot.set_my_description("Nabij thinks along", language_code="en")
    await bot.set_my_short_description("Denkt mee")
    assert (await bot.get_my_description("en")).description == "Nabij thinks along"
    assert (await bot.get_my_description("nl")).description == "Nabij denkt mee"
    assert (await bot.get_my_short_description()).short_description == "Denkt mee"
    with pytest.raises(BadRequest, match="Description length must not exceed 512"):
        await bot.set_my_description("x" * 513)
    with pytest.raises(BadRequest, match="Short description length must not exceed 120"):
        await bot.set_my_short_description("x" * 121)


async def test_a_chat_can_be_looked_up(bot: Bot, sanne: TestPerson) -> None:
    """getChat tells who is in a private chat."""
    assert (await bot.get_chat(sanne.id)).first_name == "Sanne"
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.get_chat(404)


@pytest.mark.parametrize("token", ["123456789:wrong", "nonsense"])
async def test_a_wrong_token_is_refused(server: BotApiServer, token: str) -> None:
    """Only the right token gets in."""
    with pytest.raises(InvalidToken):
        await Bot(token, base_url=server.base_url).initialize()


async def test_the_forms_of_refusal(server: BotApiServer) -> None:
    """A wrong token is Unauthorized, a malformed one or an unknown method Not Found, in Telegram's JSON."""
    async with httpx.AsyncClient() as client:
        wrong = await client.get(f"{server.base_url}1:wrong/getMe")
        assert (wrong.status_code, wrong.json()) == (
            401,
            {"ok": False, "error_code": 401, "description": "Unauthorized"},
        )
        assert (await client.get(f"{server.base_url}nonsense/getMe")).status_code == 404
        unknown = await client.post(f"{server.base_url}{server.token}/doMagic")
        assert (unknown.status_code, unknown.json()["description"]) == (404, "Not Found")


async def test_an_unknown_method_is_no_endpoint(bot: Bot) -> None:
    """The client tells an unknown method from a wrong token."""
    with pytest.raises(EndPointNotFound):
        await bot.do_api_request("doMagic")


async def test_every_form_of_request_works(server: BotApiServer, sanne: TestPerson) -> None:
    """A call comes as query, form or JSON, with the method in any case; a text that looks like JSON stays a text."""
    url = f"{server.base_url}{server.token}"
    call: dict[str, int | str] = {"chat_id": sanne.id, "text": "[1]"}
    async with httpx.AsyncClient() as client:
        answers = [
            await client.get(f"{url}/sendmessage", params=call),
            await client.post(f"{url}/SENDMESSAGE", data=call),
            await client.post(f"{url}/sendMessage", json={**call, "disable_notification": True}),
            await client.post(f"{url}/sendMessage", params={"chat_id": sanne.id}, files={"text": (None, "[1]")}),
        ]
        broken = await client.post(f"{url}/sendMessage", data={**call, "reply_markup": "{"})
        no_chat = await client.post(f"{url}/sendMessage", data={"text": "hoi"})
    assert [answer.status_code for answer in answers] == [200] * 4
    assert [message.text for message in sanne.heard] == ["[1]"] * 4
    assert [message.silent for message in sanne.heard] == [False, False, True, False]
    assert broken.json()["description"] == "Bad Request: can't parse reply markup JSON object"
    assert no_chat.json()["description"] == "Bad Request: chat_id is empty"


async def test_a_bot_that_logged_out_is_out(bot: Bot, server: BotApiServer) -> None:
    """After logOut every call is refused; close changes nothing."""
    assert await bot.close()
    assert await bot.log_out()
    with pytest.raises(BadRequest, match="Logged out"):
        await bot.get_me()
    server.recover()
    await bot.get_me()
