"""Documents that may hold a casus: fetched from the same server before they are committed, and held up for nobody."""

from __future__ import annotations

import asyncio

from bot.dialogue.turn import Signal
from bot.services.uploads import NOT_FETCHED, TOO_LARGE
from tests.botapi import BotApiServer
from tests.telegram.conftest import Running
from tests.telegram.fake_post import FakePost, until


def signals(post: FakePost) -> list[tuple[Signal, str, bytes]]:
    """What came in, in the order in which it was committed."""
    return [(item.incoming.signal, item.incoming.text, item.incoming.data) for item in post.arrivals.values()]


async def test_a_document_comes_in_with_its_words_and_its_bytes(server: BotApiServer, post: FakePost, running: Running):
    """Name without folders, content as it was sent, the caption before it; a photo stays what it was."""
    person = server.person(5)
    person.document(b"PK\x00", "..\\casus.docx", caption="hier is hij")
    person.photo()
    async with running():
        await until(lambda: len(post.arrivals) == 3)
    assert signals(post) == [
        (Signal.TEXT, "hier is hij", b""), (Signal.FILE, "casus.docx", b"PK\x00"), (Signal.OTHER, "photo", b""),
    ]  # fmt: skip


async def test_two_documents_at_once_both_come_in(server: BotApiServer, post: FakePost, running: Running):
    """Each with its own content."""
    person = server.person(5)
    person.document(b"een", "een.docx")
    person.document(b"twee", "twee.yaml")
    async with running():
        await until(lambda: len(post.arrivals) == 2)
    assert signals(post) == [(Signal.FILE, "een.docx", b"een"), (Signal.FILE, "twee.yaml", b"twee")]


async def test_others_do_not_wait_for_a_file(server: BotApiServer, post: FakePost, running: Running):
    """In one batch the words of somebody else are committed first; of one person the order stays."""
    server.slow("getFile", seconds=1.0)
    server.person(5).document(b"PK", "casus.docx")
    server.person(5).say("en dit erna")
    server.person(6).say("hallo")
    async with running():
        await until(lambda: len(post.arrivals) == 3)
    assert post.texts == ["hallo", "casus.docx", "en dit erna"]


async def test_a_file_that_is_too_large_is_not_fetched(server: BotApiServer, post: FakePost, running: Running):
    """Telegram says how large it is; nothing is asked for."""
    server.person(5).document(bytes((1 << 20) + 1), "casus.docx")
    async with running():
        await until(lambda: post.arrivals)
    assert signals(post) == [(Signal.OTHER, TOO_LARGE, b"")]
    assert server.calls_to("getFile") == []


async def test_what_cannot_be_fetched_is_told(server: BotApiServer, post: FakePost, running: Running):
    """The message counts all the same, so that nothing is asked for again and again."""
    server.fail("getFile", status=400, description="Bad Request: wrong file_id")
    server.person(5).document(b"PK", "casus.docx")
    async with running():
        await until(lambda: post.arrivals)
        await until(lambda: server.pending == 0)
    assert signals(post) == [(Signal.OTHER, NOT_FETCHED, b"")]


async def test_stopping_while_a_file_is_fetched_loses_nothing(server: BotApiServer, post: FakePost, running: Running):
    """The message was not confirmed, so it comes again at the next start."""
    server.slow("getFile", seconds=5.0)
    server.person(5).document(b"PK", "casus.docx")
    async with running():
        await until(lambda: server.calls_to("getFile"))
        await asyncio.sleep(0)
    assert not post.arrivals
    async with running():
        await until(lambda: post.arrivals)
    assert signals(post) == [(Signal.FILE, "casus.docx", b"PK")]
