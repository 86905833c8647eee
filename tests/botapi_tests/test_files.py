"""Files in both directions."""

import pytest
from telegram import Bot, InputFile
from telegram.error import BadRequest, InvalidToken

from tests.botapi import BotApiServer, TestPerson

pytestmark = pytest.mark.asyncio


async def test_a_document_arrives_whole(bot: Bot, sanne: TestPerson) -> None:
    """A sent document arrives with its content, name and caption, and can be fetched again."""
    content = bytes(range(256)) * 5000
    sent = await bot.send_document(sanne.id, content, filename="verslag.pdf", caption="Je verslag")
    heard = sanne.expect("Je verslag")
    assert heard.document is not None
    assert (heard.document.name, heard.document.content, heard.document.mime_type) == (
        "verslag.pdf",
        content,
        "application/pdf",
    )
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.file_size) == ("verslag.pdf", len(content))
    assert bytes(await (await sent.document.get_file()).download_as_bytearray()) == content


async def test_a_document_can_be_attached(bot: Bot, sanne: TestPerson) -> None:
    """A document that is named by an attach:// address arrives too."""
    await bot.send_document(sanne.id, InputFile(b"tekst", "notitie.txt", attach=True), disable_notification=True)
    heard = sanne.next()
    assert heard.document is not None
    assert (heard.document.content, heard.silent) == (b"tekst", True)


async def test_a_known_file_is_sent_again(bot: Bot, sanne: TestPerson) -> None:
    """A document can be sent again by its id."""
    sent = await bot.send_document(sanne.id, b"tekst", filename="a.txt")
    assert sent.document is not None
    await bot.send_document(sanne.id, sent.document.file_id)
    assert [message.document and message.document.content for message in sanne.heard] == [b"tekst", b"tekst"]


async def test_a_picture_arrives(bot: Bot, sanne: TestPerson) -> None:
    """A sent picture arrives as a picture, not as a document."""
    sent = await bot.send_photo(sanne.id, b"png", caption="Kijk")
    heard = sanne.next()
    assert heard.file is not None
    assert (heard.kind, heard.file.content, heard.document) == ("photo", b"png", None)
    assert sent.photo[0].file_size == 3


async def test_wrong_files_are_refused(bot: Bot, sanne: TestPerson) -> None:
    """A file is neither empty nor unknown, and its caption is not too long."""
    with pytest.raises(BadRequest, match="File must be non-empty"):
        await bot.send_document(sanne.id, b"", filename="leeg.txt")
    with pytest.raises(BadRequest, match="Wrong file identifier/http url specified"):
        await bot.send_document(sanne.id, "FILE404")
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_document(sanne.id, b"x", caption="x" * 1025)
    with pytest.raises(BadRequest, match="Wrong file_id or the file is temporarily unavailable"):
        await bot.get_file("FILE404")


async def test_a_caption_is_no_text_to_edit(bot: Bot, sanne: TestPerson) -> None:
    """A message with a file has no text that can be edited."""
    sent = await bot.send_document(sanne.id, b"x", caption="bij het bestand")
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("anders", sanne.id, sent.message_id)


async def test_what_a_person_sends_can_be_fetched(bot: Bot, sanne: TestPerson) -> None:
    """Documents, pictures, voices and stickers of a person reach the bot with their content."""
    sanne.document(b"inhoud", "casus.txt", caption="mijn casus")
    sanne.photo(b"jpeg", caption="foto")
    sanne.voice(b"ogg", seconds=7)
    sanne.sticker("🎉")
    messages = [update.message for update in await bot.get_updates()]
    document, photo, voice, sticker = (message for message in messages if message)
    assert document.document is not None
    assert (document.document.file_name, document.caption) == ("casus.txt", "mijn casus")
    assert await (await document.document.get_file()).download_as_bytearray() == b"inhoud"
    assert await (await photo.photo[-1].get_file()).download_as_bytearray() == b"jpeg"
    assert voice.voice is not None
    assert voice.voice.to_dict()["duration"] == 7
    assert sticker.sticker is not None
    assert sticker.sticker.emoji == "🎉"


async def test_files_are_given_to_the_right_bot_only(server: BotApiServer, sanne: TestPerson, bot: Bot) -> None:
    """A download needs the right token and a file that is there."""
    sanne.voice()
    message = (await bot.get_updates())[0].message
    assert message is not None
    assert message.voice is not None
    path = (await message.voice.get_file()).file_path
    assert path is not None
    for wrong in (path.replace(server.token, "1:wrong"), path + "x"):
        with pytest.raises(InvalidToken):
            await bot.request.retrieve(wrong)
