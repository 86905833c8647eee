"""Sending texts: what arrives and what is refused."""

import asyncio
from itertools import pairwise

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.error import BadRequest, Forbidden

from tests.botapi import BotApiServer, Button, TestPerson

pytestmark = pytest.mark.asyncio


def one_button(label: str, data: str | None = None, url: str | None = None) -> InlineKeyboardMarkup:
    """Make a markup of one button."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=data, url=url)]])


async def test_a_person_hears_what_the_bot_sends(bot: Bot, sanne: TestPerson) -> None:
    """A text arrives with its formatting and its silence, and comes back to the bot."""
    bold = MessageEntity(MessageEntity.BOLD, 0, 3)
    sent = await bot.send_message(sanne.id, "Hoi Sanne", entities=[bold], disable_notification=True)
    heard = sanne.expect("Hoi")
    assert (heard.text, heard.silent, heard.message_id) == ("Hoi Sanne", True, sent.message_id)
    assert heard.entities == [{"type": "bold", "offset": 0, "length": 3}]
    assert sent.entities == (bold,)
    assert sent.from_user is not None
    assert sent.from_user.username == "nabij_bot"


async def test_inline_buttons_arrive(bot: Bot, sanne: TestPerson) -> None:
    """Inline buttons arrive row by row and come back to the bot."""
    markup = InlineKeyboardMarkup(
        [[InlineKeyboardButton("Ja", callback_data="j")], [InlineKeyboardButton("Site", url="https://example.org")]]
    )
    sent = await bot.send_message(sanne.id, "Verder?", reply_markup=markup)
    assert sanne.next().inline == [[Button("Ja", "j")], [Button("Site", None, "https://example.org")]]
    assert sent.reply_markup == markup


async def test_a_reply_keyboard_comes_and_goes(bot: Bot, sanne: TestPerson) -> None:
    """A reply keyboard stays until a message takes it away."""
    await bot.send_message(sanne.id, "Kies", reply_markup=ReplyKeyboardMarkup([["Ja", "Nee"], ["Weet niet"]]))
    await bot.send_message(sanne.id, "Neem de tijd")
    assert sanne.keyboard == [["Ja", "Nee"], ["Weet niet"]]
    await bot.send_message(sanne.id, "Goed", reply_markup=ReplyKeyboardRemove())
    assert sanne.keyboard == []
    assert [message.keyboard for message in sanne.heard] == [[["Ja", "Nee"], ["Weet niet"]], None, []]


async def test_a_reply_names_its_message(bot: Bot, sanne: TestPerson) -> None:
    """An answer to a message carries that message."""
    question = sanne.say("Wat is dit?")
    sent = await bot.send_message(sanne.id, "Een antwoord", reply_parameters=ReplyParameters(question))
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "Wat is dit?"
    assert sanne.next().reply_to == question


async def test_a_reply_to_nothing_is_refused(bot: Bot, sanne: TestPerson) -> None:
    """An answer to a message that is not there is refused, unless the bot allows it."""
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(sanne.id, "hoi", reply_parameters=ReplyParameters(99))
    await bot.send_message(sanne.id, "hoi", reply_parameters=ReplyParameters(99, allow_sending_without_reply=True))
    assert sanne.next().reply_to is None


async def test_the_order_per_chat_is_the_order_of_the_calls(bot: Bot, server: BotApiServer, sanne: TestPerson) -> None:
    """Messages sent one after another arrive in that order, and the calls tell it."""
    for number in range(20):
        await bot.send_message(sanne.id, str(number))
    assert [message.text for message in sanne.heard] == [str(number) for number in range(20)]
    calls = server.calls_to("sendMessage", chat_id=sanne.id)
    assert [call.params["text"] for call in calls] == [message.text for message in sanne.heard]
    assert all(earlier.at <= later.at for earlier, later in pairwise(calls))
    assert {call.status for call in calls} == {200}


async def test_many_at_once(bot: Bot, server: BotApiServer) -> None:
    """Messages to many chats at once each arrive once."""
    people = [server.person(1000 + number) for number in range(50)]
    await asyncio.gather(*(bot.send_message(person.id, f"voor {person.id}") for person in people))
    assert [[message.text for message in person.heard] for person in people] == [
        [f"voor {person.id}"] for person in people
    ]


async def test_an_empty_text_is_refused(bot: Bot, sanne: TestPerson) -> None:
    """A message needs a text."""
    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.send_message(sanne.id, "")


async def test_a_blank_text_is_refused(bot: Bot, sanne: TestPerson) -> None:
    """A text of blanks is no text."""
    with pytest.raises(BadRequest, match="Text must be non-empty"):
        await bot.send_message(sanne.id, " \n ")


async def test_the_longest_text_counts_characters(bot: Bot, sanne: TestPerson) -> None:
    """A text has at most 4096 characters, where an emoji is one, blanks around it not counted."""
    await bot.send_message(sanne.id, "x" * 4096 + "  \n")
    await bot.send_message(sanne.id, "😀" * 4096)
    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.send_message(sanne.id, "x" * 4097)
    assert len(sanne.heard) == 2


async def test_blanks_around_a_text_are_cut(bot: Bot, sanne: TestPerson) -> None:
    """The text arrives without blanks around it, and its formatting moves along."""
    await bot.send_message(sanne.id, "\n hoi \n", entities=[MessageEntity("bold", 1, 4)])
    heard = sanne.next()
    assert (heard.text, heard.entities) == ("hoi", [{"type": "bold", "offset": 0, "length": 3}])


@pytest.mark.parametrize(
    ("entity", "reason"),
    [
        (("bold", 0, 100), "Entity beginning at utf-16 offset 0 ends after the end of the text at utf-16 offset 100"),
        (("bold", 100, 1), "Entity begins after the end of the text at utf-16 offset 100"),
        (("bold", -1, 1), "Receive an entity with incorrect offset -1"),
        (("bold", 0, 5), "Entity beginning at utf-16 offset 0 ends in a middle of a utf-16 symbol"),
        (("bold", 5, 1), "Entity begins in a middle of a utf-16 symbol"),
        (("vet", 0, 1), "Can't parse messageentity: unsupported type specified"),
    ],
)
async def test_wrong_formatting_is_refused(
    bot: Bot, sanne: TestPerson, entity: tuple[str, int, int], reason: str
) -> None:
    """Formatting must have a known kind and lie within the text, counted in UTF-16 units."""
    with pytest.raises(BadRequest, match=reason):
        await bot.send_message(sanne.id, "hoi 😀", entities=[MessageEntity(*entity)])


async def test_formatting_after_an_emoji_counts_two(bot: Bot, sanne: TestPerson) -> None:
    """An emoji counts as two in the places of formatting."""
    await bot.send_message(sanne.id, "😀 hoi", entities=[MessageEntity("bold", 3, 3)])
    assert sanne.next().entities == [{"type": "bold", "offset": 3, "length": 3}]


async def test_a_wrong_link_is_refused(bot: Bot, sanne: TestPerson) -> None:
    """A link must lead somewhere, in a text and on a button."""
    link = MessageEntity("text_link", 0, 3, url="localhost")
    with pytest.raises(BadRequest, match="Entity url 'localhost' is invalid: wrong http url"):
        await bot.send_message(sanne.id, "hoi", entities=[link])
    with pytest.raises(BadRequest, match=r"Inline keyboard button url 'ftp://example\.org' is invalid"):
        await bot.send_message(sanne.id, "hoi", reply_markup=one_button("Site", url="ftp://example.org"))


@pytest.mark.parametrize(
    ("text", "mode", "reason"),
    [
        ("<b>vet", "HTML", 'can\'t find end tag corresponding to start tag "b"'),
        ("a <3 b", "HTML", 'unsupported start tag "3" at byte offset 2'),
        ("<b><i>x</b></i>", "HTML", 'unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("*vet", "MarkdownV2", "can't find end of bold entity at byte offset 0"),
        ("Klaar.", "MarkdownV2", "character '.' is reserved and must be escaped with the preceding '\\\\'"),
    ],
)
async def test_faulty_markup_is_refused(bot: Bot, sanne: TestPerson, text: str, mode: str, reason: str) -> None:
    """Markup that does not close or does not escape is refused."""
    with pytest.raises(BadRequest, match=f"Can't parse entities: {reason}"):
        await bot.send_message(sanne.id, text, parse_mode=mode)


async def test_an_unknown_parse_mode_is_refused(bot: Bot, sanne: TestPerson) -> None:
    """A parse mode must be one that Telegram knows."""
    with pytest.raises(BadRequest, match="Unsupported parse_mode"):
        await bot.send_message(sanne.id, "hoi", parse_mode="rst")


@pytest.mark.parametrize(("text", "mode"), [("1 &lt; 2 <b>v<i>e</i>t</b>", "HTML"), ("1 < 2 *v_e_t*", "MarkdownV2")])
async def test_good_markup_becomes_formatting(bot: Bot, sanne: TestPerson, text: str, mode: str) -> None:
    """Markup leaves the plain text and its formatting."""
    await bot.send_message(sanne.id, text, parse_mode=mode)
    heard = sanne.next()
    assert heard.text == "1 < 2 vet"
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in heard.entities] == [
        ("bold", 6, 3),
        ("italic", 7, 1),
    ]


async def test_button_data_counts_bytes(bot: Bot, sanne: TestPerson) -> None:
    """A button carries at most 64 bytes, not characters."""
    await bot.send_message(sanne.id, "past", reply_markup=one_button("Ja", "x" * 64))
    with pytest.raises(BadRequest, match="Button_data_invalid"):
        await bot.send_message(sanne.id, "past niet", reply_markup=one_button("Ja", "é" * 33))


async def test_a_button_without_data_is_refused(bot: Bot, sanne: TestPerson) -> None:
    """An inline button must do something."""
    with pytest.raises(BadRequest, match="text buttons are unallowed in the inline keyboard"):
        await bot.send_message(sanne.id, "hoi", reply_markup=one_button("Ja", ""))


async def test_too_many_buttons_are_refused(bot: Bot, sanne: TestPerson) -> None:
    """A message carries at most a hundred inline buttons."""
    rows = [[InlineKeyboardButton(str(number), callback_data="x")] for number in range(101)]
    with pytest.raises(BadRequest, match="Reply markup is too long"):
        await bot.send_message(sanne.id, "hoi", reply_markup=InlineKeyboardMarkup(rows))


@pytest.mark.parametrize("chat_id", [404, "@nobody"])
async def test_an_unknown_chat_is_refused(bot: Bot, chat_id: int | str) -> None:
    """A chat that does not exist is not found."""
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(chat_id, "hoi")


async def test_who_blocks_the_bot_hears_nothing(bot: Bot, sanne: TestPerson) -> None:
    """Who blocked the bot cannot be written to until they let it in again; the bot is told both times."""
    sanne.blocks()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(sanne.id, "hoi")
    sanne.unblocks()
    await bot.send_message(sanne.id, "daar ben je weer")
    assert [message.text for message in sanne.heard] == ["daar ben je weer"]
    changes = [update.my_chat_member for update in await bot.get_updates()]
    assert [change.new_chat_member.status for change in changes if change] == ["kicked", "member"]


async def test_who_never_wrote_cannot_be_written_to(bot: Bot, server: BotApiServer) -> None:
    """The bot cannot begin a conversation."""
    stranger = server.person(77, started=False)
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(77, "hoi")
    stranger.say("/start")
    await bot.send_message(77, "hoi")
    assert stranger.next().text == "hoi"


async def test_being_busy_is_shown(bot: Bot, server: BotApiServer, sanne: TestPerson) -> None:
    """A chat action is accepted for a known chat only."""
    assert await bot.send_chat_action(sanne.id, "typing")
    assert server.calls_to("sendChatAction")[0].params["action"] == "typing"
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_chat_action(404, "typing")
