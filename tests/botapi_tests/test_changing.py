"""Editing, deleting and answering presses."""

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest

from tests.botapi import BotApiServer, TestPerson

pytestmark = pytest.mark.asyncio
YES = InlineKeyboardMarkup([[InlineKeyboardButton("Ja", callback_data="j")]])
NO = InlineKeyboardMarkup([[InlineKeyboardButton("Nee", callback_data="n")]])


async def test_an_edit_changes_what_was_heard(bot: Bot, sanne: TestPerson) -> None:
    """An edited text takes the place of the old one, is heard as new, and loses buttons that are not sent again."""
    sent = await bot.send_message(sanne.id, "Even denken", reply_markup=YES)
    heard = sanne.expect("Even denken")
    edited = await bot.edit_message_text("Klaar", sanne.id, sent.message_id)
    assert sanne.expect("Klaar") is heard
    assert (heard.text, heard.edits, heard.inline) == ("Klaar", ["Even denken"], [])
    assert getattr(edited, "edit_date", None) is not None


@pytest.mark.parametrize("text", ["hoi", "hoi\n"])
async def test_an_edit_that_changes_nothing_is_refused(bot: Bot, sanne: TestPerson, text: str) -> None:
    """The same text and buttons again are no change, also with blanks at the end."""
    sent = await bot.send_message(sanne.id, "hoi", reply_markup=YES)
    with pytest.raises(BadRequest, match="Message is not modified: specified new message content and reply markup are"):
        await bot.edit_message_text(text, sanne.id, sent.message_id, reply_markup=YES)


async def test_an_edit_of_nothing_is_refused(bot: Bot, sanne: TestPerson) -> None:
    """A message that is not there, or no longer, cannot be edited."""
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("hoi", sanne.id, 99)
    sent = await bot.send_message(sanne.id, "weg")
    await bot.delete_message(sanne.id, sent.message_id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("hoi", sanne.id, sent.message_id)


async def test_the_words_of_a_person_stay_theirs(bot: Bot, sanne: TestPerson) -> None:
    """The bot cannot edit what a person wrote."""
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("hoi", sanne.id, sanne.say("mijn woorden"))


async def test_an_edit_has_the_rules_of_a_text(bot: Bot, sanne: TestPerson) -> None:
    """An edited text is neither empty nor too long."""
    sent = await bot.send_message(sanne.id, "hoi")
    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.edit_message_text("", sanne.id, sent.message_id)
    with pytest.raises(BadRequest, match="Message_too_long"):
        await bot.edit_message_text("x" * 4097, sanne.id, sent.message_id)


async def test_buttons_are_edited_alone(bot: Bot, sanne: TestPerson) -> None:
    """Buttons change without being heard as a new text; the same ones again are no change."""
    sent = await bot.send_message(sanne.id, "Verder?", reply_markup=YES)
    heard = sanne.next()
    await bot.edit_message_reply_markup(sanne.id, sent.message_id, reply_markup=NO)
    assert heard.labels == ["Nee"]
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_reply_markup(sanne.id, sent.message_id, reply_markup=NO)
    await bot.edit_message_reply_markup(sanne.id, sent.message_id)
    assert heard.labels == []
    sanne.quiet(0.05)


async def test_a_message_is_deleted_once(bot: Bot, sanne: TestPerson) -> None:
    """A deleted message is gone, so that deleting it again fails."""
    sent = await bot.send_message(sanne.id, "weg hiermee")
    await bot.delete_message(sanne.id, sent.message_id)
    assert sanne.heard[0].deleted
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(sanne.id, sent.message_id)


async def test_an_old_message_cannot_be_deleted(bot: Bot, server: BotApiServer, sanne: TestPerson) -> None:
    """After 48 hours a message stays, of the bot and of a person."""
    sent = await bot.send_message(sanne.id, "oud")
    said = sanne.say("ook oud")
    for message_id in (sent.message_id, said):
        server.make_old(sanne.id, message_id)
        with pytest.raises(BadRequest, match="Message can't be deleted"):
            await bot.delete_message(sanne.id, message_id)


async def test_words_of_a_person_are_deleted(bot: Bot, sanne: TestPerson) -> None:
    """In a private chat the bot can delete what a person wrote; in a group it cannot."""
    assert await bot.delete_message(sanne.id, sanne.say("geheim"))
    group = sanne.in_group(-1001)
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(group.chat_id, group.say("in de groep"))


async def test_several_are_deleted_at_once(bot: Bot, sanne: TestPerson) -> None:
    """Several messages go at once; those that are not there are passed over."""
    sent = [await bot.send_message(sanne.id, str(number)) for number in range(3)]
    assert await bot.delete_messages(sanne.id, [*(message.message_id for message in sent[:2]), 99])
    assert [message.deleted for message in sanne.heard] == [True, True, False]
    for wrong in ([], list(range(101))):
        with pytest.raises(BadRequest, match="essage identifiers"):
            await bot.delete_messages(sanne.id, wrong)


async def test_a_press_is_answered(bot: Bot, sanne: TestPerson) -> None:
    """The bot gets the press with its message and answers it."""
    await bot.send_message(sanne.id, "Verder?", reply_markup=YES)
    query_id = sanne.press("Ja")
    query = (await bot.get_updates())[0].callback_query
    assert query is not None
    assert query.message is not None
    assert (query.id, query.data, query.message.message_id) == (query_id, "j", 1)
    assert await query.answer("Mooi", show_alert=True)
    assert [(answer.query_id, answer.text, answer.alert) for answer in sanne.answers] == [(query_id, "Mooi", True)]


async def test_an_old_press_cannot_be_answered(bot: Bot, server: BotApiServer, sanne: TestPerson) -> None:
    """A press that is too old, or that never was, cannot be answered."""
    await bot.send_message(sanne.id, "Verder?", reply_markup=YES)
    late = sanne.press("Ja", too_old=True)
    fresh = sanne.press("Ja")
    server.expire_presses()
    for query_id in (late, fresh, "nooit"):
        with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query id is invalid"):
            await bot.answer_callback_query(query_id)
