"""What a register asks of an entry: set from the journal, passed over, changed later."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.talking import Chat, chatting


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    """Somebody with one note, at the screen for the register."""
    with chatting(tmp_path) as talking:
        talking.say("/notitie een lang gesprek op de gang", "/logboek", "1", "Meer doen", "Voor je register")
        yield talking


def whole(lines: list[str]) -> str:
    """Everything that was said."""
    return "\n".join(lines)


def told(chat: Chat) -> dict:
    """What is told about the note."""
    [entry] = chat.data()["entries"]
    return {key: value for key, value in entry.items() if key in ("form", "minutes", "guided", "area", "learnt")}


def screen(chat: Chat) -> str:
    """The screen for the register."""
    chat.say("/logboek", "1", "Meer doen")
    return whole(chat.say("Voor je register"))


def test_one_thing_is_set_and_changed_later(chat: Chat):
    """A number asks for that alone; another answer takes its place."""
    chat.say("1", "3")
    assert told(chat) == {"form": "supervisie"}
    assert "Vorm: supervisie" in screen(chat)
    chat.say("1", "intervisie")
    assert told(chat) == {"form": "intervisie"}


def test_all_of_it_may_be_passed_over(chat: Chat):
    """Overslaan five times leaves nothing behind."""
    assert "Staat erbij." in whole(chat.say("Alles invullen", *["Overslaan"] * 5))
    assert told(chat) == {}


def test_what_is_no_duration_is_asked_once_more(chat: Chat):
    """A word that names no time is not kept, and the question stays open."""
    assert "lees ik geen duur" in whole(chat.say("2", "best lang"))
    chat.say("drie kwartier")
    assert told(chat) == {"minutes": 45}


def test_what_was_learnt_is_looked_at_for_names(chat: Chat):
    """A name in it is shown replaced, and kept so when the writer says so."""
    said = whole(chat.say("5", "dat ik Karin Vermeer te snel hielp"))
    assert "dat ik K. te snel hielp" in said
    assert "Vermeer" not in said
    chat.say("Zo bewaren")
    assert told(chat) == {"learnt": "dat ik K. te snel hielp"}


def test_what_was_learnt_can_be_said_anew(chat: Chat):
    """Zelf aanpassen asks again; what has no name in it is kept at once."""
    chat.say("5", "dat ik Karin Vermeer te snel hielp", "Zelf aanpassen")
    assert "Staat erbij." in whole(chat.say("dat ik te snel hielp"))
    assert told(chat) == {"learnt": "dat ik te snel hielp"}


def test_who_guided_it_may_be_a_name(chat: Chat):
    """A register asks for that name, so nothing is asked about it."""
    chat.say("3", "Anna de Wit, supervisor")
    assert told(chat) == {"guided": "Anna de Wit, supervisor"}
