"""The person on the other side: writing, pressing, listening."""

import asyncio

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup

from tests.botapi import BotApiServer, TestPerson

pytestmark = pytest.mark.asyncio


def buttons(*labels: str) -> InlineKeyboardMarkup:
    """Make one row of buttons."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=f"d:{label}") for label in labels]])


async def test_a_leading_command_is_marked(bot: Bot, sanne: TestPerson) -> None:
    """A command at the start of a text is marked for the bot, other words are not."""
    for text in ("/start", "/help@nabij_bot nu", "gewoon", "/geen!"):
        sanne.say(text)
    messages = [update.message for update in await bot.get_updates()]
    assert [[entity.length for entity in message.entities] for message in messages if message] == [[6], [15], [], []]


async def test_an_edit_reaches_the_bot(bot: Bot, sanne: TestPerson) -> None:
    """A person's edit comes as an edited message with the same id."""
    message_id = sanne.say("eerste")
    sanne.edit(message_id, "/tweede")
    edited = (await bot.get_updates())[1].edited_message
    assert edited is not None
    assert (edited.text, edited.message_id, edited.entities[0].length) == ("/tweede", message_id, 7)
    assert edited.edit_date is not None


async def test_a_reply_of_a_person_names_its_message(bot: Bot, sanne: TestPerson) -> None:
    """A person can answer a message of the bot."""
    sent = await bot.send_message(sanne.id, "Hoe was het?")
    sanne.say("goed", reply_to=sent.message_id)
    message = (await bot.get_updates())[0].message
    assert message is not None
    assert message.reply_to_message == sent


async def test_a_long_text_goes_in_parts(bot: Bot, sanne: TestPerson) -> None:
    """A text over 4096 characters goes in parts that end between words."""
    sanne.say("woord " * 1500)
    texts = [update.message.text for update in await bot.get_updates() if update.message and update.message.text]
    assert len(texts) == 3
    assert all(len(text) <= 4096 and text.startswith("woord") for text in texts)


async def test_the_newest_button_is_pressed(bot: Bot, sanne: TestPerson) -> None:
    """A label or its data presses the newest such button, unless a message is given."""
    for _ in range(2):
        await bot.send_message(sanne.id, "Verder?", reply_markup=buttons("Ja", "Nee"))
    first = sanne.next()
    sanne.press("Ja")
    sanne.press("d:Nee")
    sanne.press("Ja", first)
    queries = [update.callback_query for update in await bot.get_updates()]
    assert [(query.data, query.message.message_id) for query in queries if query and query.message] == [
        ("d:Ja", 2),
        ("d:Nee", 2),
        ("d:Ja", 1),
    ]


async def test_a_key_of_the_reply_keyboard_sends_its_text(bot: Bot, sanne: TestPerson) -> None:
    """A reply key sends its label; against an inline button of the same label the newer one wins."""
    await bot.send_message(sanne.id, "Oud", reply_markup=buttons("Ja"))
    await bot.send_message(sanne.id, "Kies", reply_markup=ReplyKeyboardMarkup([["Ja"]], one_time_keyboard=True))
    sanne.press("Ja")
    assert sanne.keyboard == []
    sanne.press("Ja")
    updates = await bot.get_updates()
    assert [bool(update.message) for update in updates] == [True, False]


async def test_a_missing_button_shows_the_conversation(bot: Bot, sanne: TestPerson) -> None:
    """Pressing what is not there fails with the conversation; so does a button of a deleted message."""
    sent = await bot.send_message(sanne.id, "Verder?", reply_markup=buttons("Ja"))
    with pytest.raises(AssertionError, match=r"(?s)no button 'Misschien'.*bot #1: Verder\?.*\[Ja\]"):
        sanne.press("Misschien")
    await bot.delete_message(sanne.id, sent.message_id)
    with pytest.raises(AssertionError, match="no button 'Ja'"):
        sanne.press("Ja")


async def test_expecting_passes_over_what_does_not_fit(bot: Bot, sanne: TestPerson) -> None:
    """What is expected may come after other texts, which then count as seen."""
    for text in ("een", "twee", "drie"):
        await bot.send_message(sanne.id, text)
    assert sanne.expect("twee").message_id == 2
    assert sanne.expect(lambda message: message.text.startswith("d")).text == "drie"
    sanne.quiet(0.05)


async def test_expecting_in_vain_shows_the_conversation(bot: Bot, sanne: TestPerson) -> None:
    """What does not come fails after its time with the whole conversation."""
    sanne.say("/start")
    await bot.send_message(sanne.id, "Hoi!", disable_notification=True)
    with pytest.raises(AssertionError, match=r"(?s)heard nothing with 'Dag'.*Sanne: /start\nbot \(silent\) #2: Hoi!"):
        sanne.expect("Dag", timeout=0.1)
    assert sanne.next().text == "Hoi!"


async def test_what_comes_later_is_waited_for(bot: Bot, sanne: TestPerson) -> None:
    """Waiting does not stop a bot that runs on the same event loop."""
    waiting = asyncio.create_task(sanne.aexpect("straks"))
    await asyncio.sleep(0.1)
    await bot.send_message(sanne.id, "nu")
    await bot.send_message(sanne.id, "straks")
    assert (await waiting).text == "straks"
    following = asyncio.create_task(sanne.anext(2))
    await asyncio.sleep(0.1)
    await bot.send_message(sanne.id, "drie")
    await bot.send_message(sanne.id, "vier")
    assert (await following).text == "vier"


async def test_quiet_fails_on_a_text(bot: Bot, sanne: TestPerson) -> None:
    """Quiet ends at once when there is something unseen, and holds when there is not."""
    await sanne.aquiet(0.05)
    await bot.send_message(sanne.id, "toch iets")
    with pytest.raises(AssertionError, match="expected quiet, but heard \\['toch iets'\\]"):
        sanne.quiet(5)
    with pytest.raises(AssertionError, match="heard fewer than 2 more"):
        sanne.next(2, timeout=0.05)


async def test_the_conversation_reads_as_a_dialogue(bot: Bot, sanne: TestPerson) -> None:
    """The conversation shows who said, pressed, edited and deleted what."""
    sanne.say("hoi")
    sent = await bot.send_message(sanne.id, "Verder?", reply_markup=buttons("Ja", "Nee"))
    query_id = sanne.press("Ja")
    await bot.answer_callback_query(query_id, "Goed")
    await bot.edit_message_text("Verder!", sanne.id, sent.message_id)
    await bot.send_message(sanne.id, "Kies", reply_markup=ReplyKeyboardMarkup([["A", "B"]]))
    await bot.delete_message(sanne.id, sent.message_id)
    assert sanne.conversation().splitlines() == [
        "Sanne: hoi",
        "bot #2: Verder?",
        "     [Ja] [Nee]",
        "Sanne presses [Ja] of #2",
        "bot hints: Goed",
        "bot edits #2: Verder!",
        "bot #3: Kies",
        "     keyboard: A | B",
        "bot deletes #2",
    ]


async def test_people_meet_in_a_group(bot: Bot, server: BotApiServer, sanne: TestPerson) -> None:
    """Everybody in a group hears the bot, apart from their private chats."""
    karin = server.person(12, first_name="Karin")
    with_sanne, with_karin = sanne.in_group(-1005, "Intervisie"), karin.in_group(-1005, "Intervisie")
    with_karin.say("hoi allemaal")
    message = (await bot.get_updates())[0].message
    assert message is not None
    assert message.from_user is not None
    assert (message.chat.id, message.chat.title, message.from_user.first_name) == (-1005, "Intervisie", "Karin")
    await bot.send_message(-1005, "welkom")
    assert with_sanne.expect("welkom") is with_karin.expect("welkom")
    assert sanne.heard == []
    assert sanne.in_group(-1005) is with_sanne


async def test_a_group_can_remove_the_bot(bot: Bot, sanne: TestPerson) -> None:
    """A bot that was removed from a group hears and says nothing there."""
    group = sanne.in_group(-5)
    group.blocks()
    group.say("is de bot weg?")
    with pytest.raises(Exception, match="bot was kicked from the group chat"):
        await bot.send_message(-5, "hoi")
    assert [update.message for update in await bot.get_updates()] == [None]


async def test_privacy_mode_hides_a_group_from_the_bot() -> None:
    """With privacy mode the bot hears only commands, mentions and replies in a group."""
    with BotApiServer(privacy=True) as server:
        group = server.person(11).in_group(-1005)
        async with Bot(server.token, base_url=server.base_url) as bot:
            sent = await bot.send_message(-1005, "hoi")
            group.say("onder ons")
            group.say("/start")
            group.say("vraag het @nabij_bot")
            group.say("dank", reply_to=sent.message_id)
            texts = [update.message.text for update in await bot.get_updates() if update.message]
    assert texts == ["/start", "vraag het @nabij_bot", "dank"]
