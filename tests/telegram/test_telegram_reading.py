"""From a Telegram update to what arrives."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update
from telegram.error import TelegramError

from bot.channels.telegram.reading import Reading, read
from bot.channels.telegram.request import PollRequest, Request
from bot.dialogue.turn import Signal

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
PERSON = {"id": 7, "is_bot": False, "first_name": "Sanne"}
CHAT = {"id": 7, "type": "private", "first_name": "Sanne"}
GROUP = {"id": -5, "type": "group", "title": "Klas"}
FILE = {"file_id": "f", "file_unique_id": "u"}
SIZED = {**FILE, "width": 1, "height": 1}
BOT = {"id": 99, "is_bot": True, "first_name": "Nabij", "username": "nabij_bot"}


def message(chat: Any = CHAT, **fields: Any) -> dict[str, Any]:
    """A message as Telegram sends it."""
    return {"message_id": 55, "date": 1_795_262_400, "chat": chat, "from": PERSON, **fields}


def take(kind: str = "message", **payload: Any) -> Reading:
    """What an update holds."""
    update = Update.de_json({"update_id": 3, kind: payload}, None)
    return read(update, "nabij_bot", NOW)


def one(reading: Reading) -> tuple[Signal, str]:
    """What the only arrival says."""
    (arrival,) = reading.arrivals
    return arrival.incoming.signal, arrival.incoming.text


@given(st.text(min_size=1).filter(lambda text: not text.startswith("/")))
def test_words_arrive_as_they_were_typed(words: str) -> None:
    """Whatever somebody types, to the last space."""
    assert one(take(**message(text=words))) == (Signal.TEXT, words)


def test_a_text_says_where_when_and_which() -> None:
    """The chat is the address, the date of the message the moment, its id the reference."""
    (arrival,) = take(**message(text="hee")).arrivals
    assert (arrival.channel, arrival.update, arrival.address) == ("telegram", "3", "7")
    assert arrival.incoming.at == datetime.fromtimestamp(1_795_262_400, UTC)
    assert arrival.incoming.at.utcoffset() == UTC.utcoffset(None)
    assert arrival.incoming.ref == "telegram:55"


@pytest.mark.parametrize(
    ("words", "signal", "text"),
    [
        ("/start", Signal.COMMAND, "start"),
        ("/Casus@nabij_bot  abiba ", Signal.COMMAND, "casus abiba"),
        ("/begrip\nsamen\nredzaam", Signal.COMMAND, "begrip samen\nredzaam"),
        ("/", Signal.TEXT, "/"),
        ("/ dan eerst aanbellen", Signal.TEXT, "/ dan eerst aanbellen"),
        ("/start.", Signal.TEXT, "/start."),
        ("24/7 open", Signal.TEXT, "24/7 open"),
    ],
)
def test_commands_are_told_from_words(words: str, signal: Signal, text: str) -> None:
    """A slash and a name in front make a command; the name is folded, the rest is left as it is."""
    assert one(take(**message(text=words))) == (signal, text)


@pytest.mark.parametrize(
    ("field", "value", "name"),
    [
        ("photo", [SIZED], "photo"),
        ("voice", {**FILE, "duration": 3}, "voice"),
        ("sticker", {**SIZED, "type": "regular", "is_animated": False, "is_video": False}, "sticker"),
        ("video", {**SIZED, "duration": 3}, "video"),
        ("video_note", {**FILE, "length": 1, "duration": 3}, "video"),
        ("document", FILE, "document"),
        ("location", {"longitude": 1.0, "latitude": 2.0}, "location"),
        ("contact", {"phone_number": "1", "first_name": "K"}, "contact"),
        ("dice", {"emoji": "🎲", "value": 3}, "other"),
        ("audio", {**FILE, "duration": 3}, "other"),
        ("something_of_next_year", {"x": 1}, "other"),
    ],
)
def test_what_cannot_be_read_is_named(field: str, value: Any, name: str) -> None:
    """So that the answer can say which kind of thing it was."""
    assert one(take(**message(**{field: value}))) == (Signal.OTHER, name)


def test_a_poll_is_something_else() -> None:
    """A poll has no name of its own."""
    poll = {
        "id": "1",
        "question": "?",
        "options": [],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": False,
        "members_only": False,
    }
    assert one(take(**message(poll=poll))) == (Signal.OTHER, "other")


def test_a_caption_is_words_and_the_picture_is_told_apart() -> None:
    """The words are kept as typed; that the picture cannot be read is said as well."""
    words, thing = take(**message(photo=[SIZED], caption="/start staat op het bord")).arrivals
    assert (words.update, words.incoming.signal, words.incoming.text) == ("3", Signal.TEXT, "/start staat op het bord")
    assert (thing.update, thing.incoming.signal) == ("3:thing", Signal.OTHER)


def test_an_album_is_one_thing() -> None:
    """Its pictures share one id, so that only the first is answered."""
    (thing,) = take(**message(photo=[SIZED], media_group_id="12")).arrivals
    assert thing.update == "album:7:12"


def test_service_messages_are_passed_over() -> None:
    """Nobody said anything when a message was pinned."""
    assert take(**message(pinned_message=message(text="x"))) == Reading()


def test_an_edit_names_the_message_and_its_moment() -> None:
    """The new words come with the reference of the old ones."""
    (arrival,) = take("edited_message", **message(text="/start beter", edit_date=1_795_262_460)).arrivals
    assert (arrival.incoming.signal, arrival.incoming.text) == (Signal.EDIT, "/start beter")
    assert arrival.incoming.ref == "telegram:55"
    assert arrival.incoming.at == datetime.fromtimestamp(1_795_262_460, UTC)
    assert take("edited_message", **message(location={"longitude": 1.0, "latitude": 2.0})) == Reading()


def press(**fields: Any) -> Reading:
    """A press."""
    return take("callback_query", **{"id": "88", "from": PERSON, "chat_instance": "1", "data": "r:1:2:on", **fields})


def test_a_press_is_its_key_at_the_time_of_receipt() -> None:
    """A press has no time of its own, and is to be answered."""
    reading = press(message=message(text="?"))
    assert one(reading) == (Signal.PRESS, "r:1:2:on")
    assert reading.arrivals[0].incoming.at == NOW
    assert reading.press == "88"


@pytest.mark.parametrize("old", [{}, {"message": {"message_id": 5, "date": 0, "chat": CHAT}}])
def test_a_press_on_a_message_that_is_no_longer_there_still_counts(old: dict[str, Any]) -> None:
    """Telegram leaves out what it no longer has; the chat is the person's."""
    assert press(**old).arrivals[0].address == "7"


def test_nothing_from_a_group_arrives() -> None:
    """Members of a group are nobody here, whether they type, edit or press."""
    assert take(**message(GROUP, text="hallo allemaal")) == Reading()
    assert take("edited_message", **message(GROUP, text="hallo")).arrivals == ()
    assert press(message=message(GROUP, text="?")) == Reading(press="88")


@pytest.mark.parametrize("words", ["/start", "/start@Nabij_bot nu", "wat weet @nabij_bot hiervan"])
def test_a_group_may_call_the_bot(words: str) -> None:
    """A command or the bot's name is a call."""
    assert take(**message(GROUP, text=words)).group == -5


def test_an_answer_to_the_bot_is_a_call() -> None:
    """So is a reply to something the bot said."""
    assert take(**message(GROUP, text="en?", reply_to_message=message(GROUP, text="x") | {"from": BOT})).group == -5


@pytest.mark.parametrize("words", ["/start@andere_bot", "gewoon praten", ""])
def test_other_talk_in_a_group_is_no_call(words: str) -> None:
    """Neither are commands for another bot."""
    assert take(**message(GROUP, text=words)).group == 0


def change(chat: Any, old: str, new: str) -> Reading:
    """The bot put into a chat, or out of it."""
    states = ({"status": state, "user": BOT, "until_date": 0} for state in (old, new))
    fields = dict(zip(("old_chat_member", "new_chat_member"), states, strict=True))
    return take("my_chat_member", **{"chat": chat, "from": PERSON, "date": 0, **fields})


def test_being_put_into_a_group_is_a_call_and_leaving_is_noticed() -> None:
    """In private a block changes nothing here."""
    assert change(GROUP, "left", "member") == Reading(group=-5)
    assert change(GROUP, "member", "kicked") == Reading(left=-5)
    assert change(CHAT, "member", "kicked") == Reading()


def test_an_unreadable_update_becomes_a_bare_number() -> None:
    """The others of its batch are not held up by it."""
    good = {"update_id": 2, "message": message(text="goed")}
    bad = {"update_id": 1, "message": {"chat": "nonsense"}}
    body = json.dumps({"ok": True, "result": [bad, "rubbish", good]}).encode()
    assert PollRequest.parse_json_payload(body)["result"] == [{"update_id": 1}, good]
    assert read(Update(1), "", NOW) == Reading()


@pytest.mark.parametrize("body", [b"<html>geheim", b'["geheim"]', b'{"ok": true, "geheim": 1}'])
def test_an_answer_that_is_no_answer_is_trouble_without_words(body: bytes, caplog: pytest.LogCaptureFixture) -> None:
    """A proxy may answer anything; none of it is logged or told on."""
    with pytest.raises(TelegramError, match=r"^Invalid server response$"):
        Request.parse_json_payload(body)
    assert caplog.text == ""


def test_updates_of_which_none_has_a_number_are_trouble() -> None:
    """They could never be confirmed, and would come again at once for ever."""
    with pytest.raises(TelegramError):
        PollRequest.parse_json_payload(b'{"ok": true, "result": ["rubbish"]}')
