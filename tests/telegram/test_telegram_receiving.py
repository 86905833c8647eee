"""The receive loop, against a Bot API server over HTTP."""

import asyncio
import logging
import time
from itertools import pairwise

import pytest

from bot.channels.telegram import Pace, Telegram
from bot.dialogue.turn import Button, Reply, Signal
from bot.errors import NabijError
from tests.botapi import BotApiServer
from tests.telegram.conftest import Running
from tests.telegram.fake_post import FakePost, until

GROUP = -100_5


async def test_words_are_answered(server: BotApiServer, post: FakePost, running: Running) -> None:
    """What somebody says comes in, and what stands ready goes out."""
    post.answer = lambda incoming: [Reply("Ik las: {words}", {"words": incoming.text})]
    sanne = server.person(7)
    async with running():
        sanne.say("geen **inkomen**")
        await sanne.aexpect("Ik las: geen **inkomen**")
    assert sanne.heard[0].entities == []


async def test_nothing_is_confirmed_before_it_is_kept(server: BotApiServer, post: FakePost, running: Running) -> None:
    """While the inbox commits, Telegram still holds every update."""
    held: list[int] = []
    post.before_commit = lambda: held.append(server.pending)
    sanne = server.person(7)
    for number in range(5):
        sanne.say(f"{number}")
    async with running():
        await until(lambda: server.pending == 0)
    assert held == [5]
    assert post.texts == ["0", "1", "2", "3", "4"]


async def test_an_inbox_that_refuses_is_left_alone_for_a_while(
    server: BotApiServer, post: FakePost, running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """Nothing is confirmed, the tries come ever further apart, and no word ends up in the log."""
    post.refusals = 1_000
    server.person(7).say("van mij")
    async with running(Pace(poll=20, first=0.05, most=0.2)):
        await until(lambda: post.calls >= 5)
        assert server.pending == 1
        post.refusals = 0
        await until(lambda: server.pending == 0)
    calls = [call.at for call in server.calls_to("getUpdates")]
    pauses = [later - earlier for earlier, later in pairwise(calls[:5])]
    assert [pause >= least for pause, least in zip(pauses, (0.05, 0.1, 0.2, 0.2), strict=True)] == [True] * 4
    assert post.texts == ["van mij"]
    assert "OSError" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize("status", [409, 500, 502])
async def test_trouble_at_telegram_makes_it_wait(
    server: BotApiServer, post: FakePost, running: Running, status: int
) -> None:
    """A conflict or an error is followed by a pause, and then all goes on."""
    server.fail("getUpdates", times=4, status=status, description="Conflict")
    server.person(7).say("hee")
    began = time.monotonic()
    async with running():
        await until(lambda: post.texts == ["hee"])
    assert time.monotonic() - began > 0.02 + 0.04 + 0.08


async def test_a_lost_answer_makes_nothing_come_twice(server: BotApiServer, post: FakePost, running: Running) -> None:
    """A batch that was not confirmed comes again under the same ids."""
    server.drop("getUpdates", times=2)
    server.limit("getUpdates", retry_after=1)
    server.person(7).say("een")
    async with running():
        await until(lambda: post.texts == ["een"] and server.pending == 0)
    assert len(post.arrivals) == 1


async def test_it_waits_as_long_as_telegram_asks(server: BotApiServer, post: FakePost, running: Running) -> None:
    """Also when it is the calls for updates that are too many."""
    server.limit("getUpdates", retry_after=1)
    server.person(7).say("een")
    began = time.monotonic()
    async with running():
        await until(lambda: post.texts == ["een"])
    assert time.monotonic() - began >= 1.0


async def test_a_wrong_token_ends_it_in_a_sentence(server: BotApiServer, post: FakePost) -> None:
    """The sentence says what to look at and does not hold the token."""
    channel = Telegram(post, "123456:wrong-token", server.base_url)
    with pytest.raises(NabijError, match=r"telegram\.base_url") as caught:
        await asyncio.wait_for(channel.run(asyncio.Event()), 60)
    assert "wrong-token" not in str(caught.value)


def test_no_token_is_told_at_once(post: FakePost) -> None:
    """Before anything is tried."""
    with pytest.raises(NabijError, match="NABIJ_TELEGRAM_TOKEN"):
        Telegram(post, "")


async def test_an_update_that_cannot_be_read_holds_up_no_other(
    server: BotApiServer, post: FakePost, running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """It is passed over and confirmed, and its words stay out of the log."""
    caplog.set_level(logging.DEBUG)
    sanne = server.person(7)
    sanne.say("voor")
    server.state.updates.add("message", {"text": "geheime onzin"})
    sanne.say("na")
    async with running():
        await until(lambda: server.pending == 0)
    assert post.texts == ["voor", "na"]
    assert "geheime" not in caplog.text


async def test_stickers_photos_and_voice_arrive_as_what_they_are(
    server: BotApiServer, post: FakePost, running: Running
) -> None:
    """Each kind by its name; words under a picture are words."""
    sanne = server.person(7)
    sanne.sticker()
    sanne.photo(caption="op het bord")
    sanne.voice()
    sanne.document(b"x", "a.txt")
    async with running():
        await until(lambda: server.pending == 0)
    assert post.texts == ["sticker", "op het bord", "photo", "voice", "document"]


async def test_an_edit_names_what_it_changes(server: BotApiServer, post: FakePost, running: Running) -> None:
    """By the reference that the words came with."""
    sanne = server.person(7)
    number = sanne.say("aanbelen")
    sanne.edit(number, "aanbellen")
    async with running():
        await until(lambda: len(post.arrivals) == 2)
    said, edited = (arrival.incoming for arrival in post.arrivals.values())
    assert (edited.signal, edited.text) == (Signal.EDIT, "aanbellen")
    assert said.ref == edited.ref == f"telegram:{number}"


async def test_a_press_is_answered_after_it_is_kept(server: BotApiServer, post: FakePost, running: Running) -> None:
    """The button stops spinning without a word."""
    post.put(7, Reply("Begin?", buttons=((Button("Begin", "r:1:1:on"),),)))
    sanne = server.person(7)
    async with running():
        await sanne.aexpect("Begin?")
        post.before_commit = lambda: kept.append(len(sanne.answers))
        kept: list[int] = []
        query = sanne.press("Begin")
        await until(lambda: sanne.answers)
    assert kept == [0]
    assert post.texts == ["r:1:1:on"]
    assert [(answer.query_id, answer.text) for answer in sanne.answers] == [(query, "")]


async def test_a_press_that_is_too_old_to_answer_counts(server: BotApiServer, post: FakePost, running: Running) -> None:
    """Telegram refuses the answer; the turn goes on."""
    post.put(7, Reply("Begin?", buttons=((Button("Begin", "r:1:1:on"),),)))
    post.answer = lambda incoming: [Reply("Daar ga je.")]
    sanne = server.person(7)
    async with running():
        await sanne.aexpect("Begin?")
        sanne.press("Begin", too_old=True)
        await sanne.aexpect("Daar ga je.")
        await until(lambda: server.calls_to("answerCallbackQuery"))


async def test_slow_answers_to_presses_hold_up_nothing(server: BotApiServer, post: FakePost, running: Running) -> None:
    """Updates go on coming in meanwhile."""
    server.slow("answerCallbackQuery", times=5, seconds=0.8)
    post.put(7, Reply("Begin?", buttons=((Button("Begin", "r:1:1:on"),),)))
    sanne = server.person(7)
    async with running():
        await sanne.aexpect("Begin?")
        for _ in range(5):
            sanne.press("Begin")
        await until(lambda: server.calls_to("answerCallbackQuery"))
        sanne.say("en nu")
        await until(lambda: "en nu" in post.texts)
        assert {call.status for call in server.calls_to("answerCallbackQuery")} == {None}


async def test_in_a_group_it_says_once_that_it_works_in_private(
    server: BotApiServer, post: FakePost, running: Running
) -> None:
    """To the first call, and nobody in the group becomes known."""
    groups = [server.person(number).in_group(GROUP) for number in (7, 8)]
    async with running():
        groups[0].say("/start")
        await groups[0].aexpect("onder vier ogen")
        groups[1].say("/start@nabij_bot")
        groups[1].say("gewoon praten")
        await until(lambda: server.pending == 0)
    assert len(groups[0].heard) == 1
    assert post.arrivals == {}


async def test_added_to_a_group_it_speaks_first(server: BotApiServer, post: FakePost, running: Running) -> None:
    """And again when it was put out and let in once more."""
    group = server.person(7).in_group(GROUP)
    async with running():
        group.blocks()
        group.unblocks()
        await group.aexpect("onder vier ogen")
        group.blocks()
        group.unblocks()
        await group.aexpect("onder vier ogen")
    assert post.arrivals == {}


async def test_a_server_that_never_holds_a_call_is_not_asked_all_the_time(
    server: BotApiServer, running: Running
) -> None:
    """An empty answer that comes at once is followed by a pause."""
    async with running(Pace(poll=0, first=0.05)):
        await until(lambda: len(server.calls_to("getUpdates")) >= 4)
    calls = [call.at for call in server.calls_to("getUpdates")]
    assert all(later - earlier >= 0.05 for earlier, later in pairwise(calls[:4]))


async def test_a_call_that_takes_too_long_is_trouble(server: BotApiServer, post: FakePost, running: Running) -> None:
    """It is given up and made again."""
    server.slow("getUpdates", seconds=30)
    server.person(7).say("een")
    async with running(Pace(poll=1, first=0.02, answer=0.3)):
        await until(lambda: post.texts == ["een"])
