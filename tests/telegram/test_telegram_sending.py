"""The send loop, against a Bot API server over HTTP."""

import time

import pytest

from bot.channels.telegram import Pace
from bot.dialogue.turn import Button, Reply
from bot.services.ports import Document
from tests.botapi import BotApiServer, TestPerson
from tests.telegram.conftest import Running
from tests.telegram.fake_post import FakePost, until

FILE = Document("nabij-gegevens.json", "application/json", b'{"format": 1}')


def heard(person: TestPerson) -> list[str]:
    """The texts that somebody heard, in order."""
    return [message.text for message in person.heard]


async def test_everybody_hears_everything_in_order(server: BotApiServer, post: FakePost, running: Running) -> None:
    """Also with more rows than one look takes, limits, errors and calls that are cut off before they arrive."""
    people = [server.person(number) for number in range(1, 13)]
    server.fail("sendMessage", times=7, status=500)
    server.drop("sendMessage", times=7, before=True)
    server.limit("sendMessage", times=1, chat_id=3)
    for number in range(25):
        for person in people:
            post.say(person.id, f"{number}")
    async with running():
        await until(lambda: post.settled(300), 20)
    assert all(heard(person) == [f"{number}" for number in range(25)] for person in people)
    assert all(fate.startswith("sent ") for fate in post.fates.values())


async def test_the_store_hears_which_message_it_became(server: BotApiServer, post: FakePost, running: Running) -> None:
    """By its number in the chat."""
    sanne = server.person(7)
    (seq,) = post.say(7, "hee")
    async with running():
        await until(lambda: post.settled(1))
    assert post.fates[seq] == f"sent {sanne.heard[0].message_id}"


async def test_only_the_last_waiting_bubble_sounds(server: BotApiServer, post: FakePost, running: Running) -> None:
    """Of three that were put out together."""
    sanne = server.person(7)
    post.say(7, "een", "twee", "drie")
    async with running():
        await until(lambda: post.settled(3))
        post.say(7, "vier")
        await until(lambda: post.settled(4))
    assert [message.silent for message in sanne.heard] == [True, True, False, False]


async def test_a_text_over_the_limit_comes_in_parts(server: BotApiServer, post: FakePost, running: Running) -> None:
    """The buttons stand under the last, which alone makes a sound."""
    text = "\n\n".join("😀 woord " * 100 for _ in range(20))
    sanne = server.person(7)
    reply = Reply("**{words}**", {"words": text}, buttons=((Button("Verder", "k"),),))
    (seq,) = post.put(7, reply)
    async with running():
        await until(lambda: post.settled(1))
    assert "".join("".join(heard(sanne)).split()) == "".join(text.split())
    assert [message.labels for message in sanne.heard][-2:] == [[], ["Verder"]]
    assert [message.silent for message in sanne.heard] == [True] * (len(sanne.heard) - 1) + [False]
    assert post.fates[seq] == "sent " + " ".join(str(message.message_id) for message in sanne.heard)


async def test_a_failure_halfway_sends_only_the_rest(server: BotApiServer, post: FakePost, running: Running) -> None:
    """Parts that arrived are not sent again."""
    sanne = server.person(7)
    async with running():
        post.say(7, "vooraf")
        await sanne.aexpect("vooraf")
        server.slow("sendMessage", times=1, seconds=0.2)
        post.say(7, "woord " * 1000)
        await sanne.aexpect("woord")
        server.fail("sendMessage", times=2, status=502)
        await until(lambda: post.settled(2))
    assert [call.status for call in server.calls_to("sendMessage")] == [200, 200, 502, 502, 200]
    assert len(sanne.heard) == 3


async def test_formatting_goes_out_as_entities(server: BotApiServer, post: FakePost, running: Running) -> None:
    """Never with a parse_mode, and without previews of links."""
    sanne = server.person(7)
    post.put(7, Reply("😀 **Vraag {n}** *van* Abiba", {"n": "1"}))
    async with running():
        await sanne.aexpect("Vraag 1 van")
    entities = [(entity["type"], entity["offset"], entity["length"]) for entity in sanne.heard[0].entities]
    assert entities == [("bold", 3, 7), ("italic", 11, 3)]
    (call,) = server.calls_to("sendMessage")
    assert "parse_mode" not in call.params
    assert call.params["link_preview_options"] == {"is_disabled": True}


async def test_refused_entities_are_left_out(server: BotApiServer, post: FakePost, running: Running) -> None:
    """The words count for more than their style."""
    server.fail("sendMessage", status=400, description="Bad Request: can't parse entities: unsupported")
    sanne = server.person(7)
    post.put(7, Reply("**Vraag**"))
    async with running():
        await sanne.aexpect("Vraag")
    assert sanne.heard[0].entities == []


async def test_a_keyboard_comes_and_goes(server: BotApiServer, post: FakePost, running: Running) -> None:
    """With a bubble each time."""
    sanne = server.person(7)
    async with running():
        post.put(7, Reply("Vraag 1", keyboard=("Klaar", "Begrip", "Pauze")))
        await sanne.aexpect("Vraag 1")
        assert sanne.keyboard == [["Klaar", "Begrip", "Pauze"]]
        post.put(7, Reply("Tot zo.", keyboard=()))
        await sanne.aexpect("Tot zo.")
        assert sanne.keyboard == []


@pytest.mark.parametrize(
    ("status", "description", "fate"),
    [
        (400, "Bad Request: message is too odd", "BadRequest"),
        (400, "Bad Request: chat not found", "BadRequest"),
        (403, "Forbidden: user is deactivated", "Forbidden"),
        (413, "Request Entity Too Large", "BadRequest"),
    ],
)
async def test_what_can_never_go_out_blocks_nothing(
    server: BotApiServer, post: FakePost, running: Running, status: int, description: str, fate: str
) -> None:
    """It is given up with the class of the error, and the next one goes."""
    server.fail("sendMessage", status=status, description=description)
    sanne = server.person(7)
    first, second = post.say(7, "een", "twee")
    async with running():
        await until(lambda: post.settled(2))
    assert (post.fates[first], heard(sanne)) == (fate, ["twee"])
    assert post.fates[second].startswith("sent")


async def test_somebody_who_blocked_the_bot_holds_up_nobody(
    server: BotApiServer, post: FakePost, running: Running
) -> None:
    """What waited for them is given up; what comes after they let the bot in again arrives."""
    gone, there = server.person(7), server.person(8)
    gone.blocks()
    (lost,) = post.say(7, "weg")
    post.say(8, "hier")
    async with running():
        await there.aexpect("hier")
        await until(lambda: post.settled(2))
        gone.unblocks()
        post.say(7, "terug")
        await gone.aexpect("terug")
    assert post.fates[lost] == "Forbidden"


async def test_a_limit_of_one_person_holds_up_only_that_person(
    server: BotApiServer, post: FakePost, running: Running
) -> None:
    """They wait as long as Telegram asks, and others do not."""
    limited, free = server.person(7), server.person(8)
    server.limit("sendMessage", retry_after=1, chat_id=7)
    post.say(7, "straks", "daarna")
    async with running():
        await until(lambda: server.calls_to("sendMessage"))
        post.say(8, "nu")
        await free.aexpect("nu")
        assert heard(limited) == []
        await until(lambda: post.settled(3))
    assert heard(limited) == ["straks", "daarna"]
    refused, accepted, _ = server.calls_to("sendMessage", 7)
    assert accepted.at - refused.at > 0.99


async def test_limits_of_several_people_slow_everything_down(
    server: BotApiServer, post: FakePost, running: Running
) -> None:
    """Then it is the bot that goes too fast."""
    other = server.person(9)
    for number in (7, 8):
        server.person(number)
        server.limit("sendMessage", retry_after=1, chat_id=number)
        post.say(number, "hee")
    async with running():
        await until(lambda: len(server.calls_to("sendMessage")) == 2)
        await until(lambda: [call.status for call in server.calls_to("sendMessage")] == [429, 429])
        post.say(9, "nu")
        await other.aexpect("nu")
    refused = server.calls_to("sendMessage")[1]
    assert server.calls_to("sendMessage", 9)[0].at - refused.at > 0.99


async def test_people_behind_a_long_row_of_somebody_who_waits_are_reached(
    server: BotApiServer, post: FakePost, running: Running
) -> None:
    """Even when the first looks see nothing but rows of that one person."""
    server.person(7)
    free = server.person(8)
    server.limit("sendMessage", times=100, retry_after=30, chat_id=7)
    post.say(7, *(f"{number}" for number in range(450)))
    post.say(8, "nu")
    async with running():
        await free.aexpect("nu")
    assert post.looks < 12


async def test_a_call_that_was_cut_off_is_made_again(server: BotApiServer, post: FakePost, running: Running) -> None:
    """At least once: a message that did arrive may come twice, and none is missing."""
    sanne = server.person(7)
    server.drop("sendMessage", times=1)
    post.say(7, "een", "twee")
    async with running():
        await until(lambda: post.settled(2))
    assert heard(sanne) == ["een", "een", "twee"]


async def test_a_store_that_cannot_note_it_makes_nothing_come_twice(
    server: BotApiServer, post: FakePost, running: Running
) -> None:
    """What was sent is only noted later."""
    sanne, note, tries = server.person(7), post.sent, []

    def busy(seq: int, message: str = "") -> None:
        tries.append(seq)
        if len(tries) < 4:
            raise OSError("busy")
        note(seq, message)

    post.sent = busy  # type: ignore[method-assign]
    post.say(7, "een", "twee")
    async with running():
        await until(lambda: post.settled(2))
    assert heard(sanne) == ["een", "twee"]


async def test_a_row_that_is_withdrawn_during_a_pause_is_not_sent(
    server: BotApiServer, post: FakePost, running: Running
) -> None:
    """Somebody deleted everything while Telegram could not be reached."""
    sanne = server.person(7)
    server.fail("sendMessage", times=1, status=500)
    (seq,) = post.say(7, "oud")
    async with running(Pace(poll=20, idle=5, first=0.3)):
        await until(lambda: [call.status for call in server.calls_to("sendMessage")] == [500])
        with post.lock:
            del post.waiting[seq]
        post.say(7, "Alles is weg.")
        await sanne.aexpect("Alles is weg.")
    assert heard(sanne) == ["Alles is weg."]


async def test_a_file_goes_out_with_its_text(server: BotApiServer, post: FakePost, running: Running) -> None:
    """Made at the moment of sending, by the name in the reply."""
    post.documents["data"] = FILE
    sanne = server.person(7)
    post.put(7, Reply("**Alles** wat hier staat.", export="data"))
    async with running():
        await sanne.aexpect("Alles wat hier staat.")
    (message,) = sanne.heard
    assert message.document is not None
    assert (message.document.name, message.document.content) == (FILE.name, FILE.content)
    assert [entity["type"] for entity in message.entities] == ["bold"]


async def test_a_file_that_cannot_be_made_is_told(server: BotApiServer, post: FakePost, running: Running) -> None:
    """In one sentence, once; the next bubble follows."""
    post.documents["data"] = RuntimeError("secret")
    sanne = server.person(7)
    first, _ = post.put(7, Reply("Alles.", export="data"), Reply("Verder."))
    async with running():
        await sanne.aexpect("Verder.")
    assert "bestand" in heard(sanne)[0]
    assert post.fates[first] == "RuntimeError"


async def test_a_file_that_telegram_refuses_is_told(server: BotApiServer, post: FakePost, running: Running) -> None:
    """For example because it is too large."""
    post.documents["data"] = FILE
    server.fail("sendDocument", status=413, description="Request Entity Too Large")
    sanne = server.person(7)
    (seq,) = post.put(7, Reply("Alles.", export="data"))
    async with running():
        await sanne.aexpect("bestand")
        await until(lambda: post.settled(1))
    assert post.fates[seq] == "BadRequest"


async def test_a_file_for_somebody_who_is_gone_is_dropped(
    server: BotApiServer, post: FakePost, running: Running
) -> None:
    """There is nobody to tell."""
    sanne = server.person(7)
    (seq,) = post.put(7, Reply("Alles.", export="unknown"))
    async with running():
        await until(lambda: post.settled(1))
    assert (post.fates[seq], sanne.heard) == ("TooLate", [])


async def test_words_can_be_taken_out_of_the_chat(server: BotApiServer, post: FakePost, running: Running) -> None:
    """By the reference they came with; what is already gone is no trouble."""
    sanne = server.person(7)
    number = sanne.say("Karin Vermeer")
    async with running():
        removal, again = (
            post.put(7, Reply(""), kind="remove", message=name)[0] for name in (f"telegram:{number}", f"{number}")
        )
        await until(lambda: post.settled(2))
    assert number not in server.state.chats[7].said
    assert (post.fates[removal], post.fates[again]) == (f"sent telegram:{number}", f"sent {number}")


async def test_words_that_are_too_old_to_remove_are_given_up(
    server: BotApiServer, post: FakePost, running: Running
) -> None:
    """Telegram keeps them after 48 hours."""
    number = server.person(7).say("Karin Vermeer")
    server.make_old(7, number)
    (seq,) = post.put(7, Reply(""), kind="remove", message=f"{number}")
    async with running():
        await until(lambda: post.settled(1))
    assert post.fates[seq] == "BadRequest"


async def test_a_reply_takes_the_place_of_an_earlier_message(
    server: BotApiServer, post: FakePost, running: Running
) -> None:
    """When the delivery names it; the same text again is no trouble, and a message that is gone is sent anew."""
    sanne = server.person(7)
    async with running():
        post.say(7, "Eens 1")
        number = (await sanne.aexpect("Eens 1")).message_id
        post.put(7, Reply("Eens **2**"), message=f"{number}")
        await sanne.aexpect("Eens 2")
        (same,) = post.put(7, Reply("Eens **2**"), message=f"{number}")
        await until(lambda: post.settled(3))
        sanne.heard[0].deleted = True
        (anew,) = post.put(7, Reply("Eens 3"), message=f"{number}")
        await sanne.aexpect("Eens 3")
        await until(lambda: post.settled(4))
    assert post.fates[same] == f"sent {number}"
    assert post.fates[anew] == f"sent {sanne.heard[-1].message_id}" != post.fates[same]


async def test_own_words_are_not_sent_back(server: BotApiServer, post: FakePost, running: Running) -> None:
    """They stand in the chat already."""
    sanne = server.person(7)
    post.put(7, Reply("{words}", {"words": "hee"}), kind="echo")
    async with running():
        await until(lambda: post.settled(1))
    assert sanne.heard == []


async def test_a_store_that_cannot_be_read_is_asked_again(
    server: BotApiServer, post: FakePost, running: Running
) -> None:
    """After a pause, and nothing is lost."""
    look, tries = post.outgoing, []

    def broken(channel: str, most: int = 100) -> object:
        tries.append(time.monotonic())
        if len(tries) < 4:
            raise OSError("busy")
        return look(channel, most)

    post.outgoing = broken  # type: ignore[assignment, method-assign]
    post.say(7, "hee")
    sanne = server.person(7)
    async with running():
        await sanne.aexpect("hee")
    assert tries[3] - tries[0] >= 0.02 + 0.04 + 0.08
