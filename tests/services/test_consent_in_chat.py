"""Consent: a new version asks again and loses nothing, and it can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.dialogue.turn import Incoming, Signal
from bot.services.ports import Arrival
from tests.journeys.talking import Chat, chatting

TEXT = "vandaag een lang gesprek gehad met de buurvrouw over het licht op de gang"


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    """Somebody with a note."""
    with chatting(tmp_path) as talking:
        talking.say(f"/notitie {TEXT}")
        yield talking


def agreed_to(chat: Chat, version: int) -> None:
    """The person agreed to an earlier version of the text."""
    chat.store.receive([Arrival("terminal", f"old{version}", "ik", Incoming(Signal.OTHER, chat.clock.now, "photo"))])
    chat.store.work(lambda work, _: work.keep_settings({**work.settings(), "consent": {"version": version}}))


def test_a_new_version_tells_what_changed_and_what_came_in_waits(chat: Chat):
    """The screen says what is new; after Akkoord what was sent meanwhile is handled as if it came then."""
    agreed_to(chat, 1)
    said = "\n".join(chat.say("/casus abiba"))
    assert "er is iets veranderd in wat ik bewaar" in said
    assert "Je logboek blijft vijf jaar" in said
    assert "[Akkoord] [Lees meer] [Nee]" in said
    chat.say("/notitie en dit schreef ik ondertussen over de tuin")
    chat.say("Akkoord")
    data = chat.data()
    assert sorted(run["dialogue"] for run in data["runs"]) == ["abiba", "notitie", "notitie"]
    assert len(data["entries"]) == 2


def test_an_answer_under_way_survives_a_new_version(chat: Chat):
    """Parts of an answer that were sent while the screen stood there come into that answer, in order."""
    chat.say("/casus abiba", "Ik begin", "Naar vraag 1", "eerst dit")
    agreed_to(chat, 1)
    for word in ("toen dat", "en daarna nog iets"):
        chat.say(word)
    chat.say("Akkoord")
    [run] = [run for run in chat.data()["runs"] if run["dialogue"] == "abiba"]
    assert run["answers"][0]["text"] == "eerst dit\ntoen dat\nen daarna nog iets"


def test_many_messages_wait_and_none_is_lost(chat: Chat):
    """Thirty messages before Akkoord are all handled after it."""
    chat.say("/casus abiba", "Ik begin", "Naar vraag 1")
    agreed_to(chat, 1)
    for number in range(30):
        chat.say(f"punt {number}")
    chat.say("Akkoord")
    [run] = [run for run in chat.data()["runs"] if run["dialogue"] == "abiba"]
    assert run["answers"][0]["text"].splitlines() == [f"punt {number}" for number in range(30)]


def test_no_to_a_new_version_deletes_nothing(chat: Chat):
    """Who was here before and says Nee keeps what stands there; nothing new is kept."""
    agreed_to(chat, 1)
    chat.say("hoi")
    said = "\n".join(chat.say("Nee"))
    assert "Wat er al stond, staat er nog" in said
    assert chat.data()["entries"][0]["text"] == TEXT


def test_taking_it_back(chat: Chat):
    """After Intrekken nothing new is kept; what stood there can be taken out, and is there still after a new yes."""
    chat.say("/privacy", "Intrekken")
    assert "[Weer akkoord] [Alles meenemen] [Alles wissen]" in chat.say("Trek in")
    before = chat.data()
    for line in ("iets nieuws over de zevenslaper", "/notitie nog een zevenslaper", "/casus abiba"):
        assert "Wat je me nu stuurt, laat ik los." in "\n".join(chat.say(line))
    assert chat.data() == before
    assert "zevenslaper" not in str(before)
    said = chat.say("Weer akkoord")
    assert "Waar heb je zin in?" in "\n".join(said)
    assert len(chat.data()["entries"]) == 1
    chat.say("/notitie weer een gewone notitie over vandaag")
    assert len(chat.data()["entries"]) == 2


def test_after_taking_it_back_everything_can_be_deleted(chat: Chat):
    """Alles wissen works without consent, in whole and in part."""
    chat.say("/intrekken", "Trek in")
    chat.say("/verwijder maart")
    assert "Gewist" in chat.say("Wis ze")[0]
    assert chat.data()["entries"] == []
    chat.say("Alles wissen")
    assert "Alles van jou is gewist." in chat.say("Wis alles")[0]


def test_before_any_consent_deleting_works_too(tmp_path: Path):
    """At first contact /verwijder and its button do what they say."""
    with chatting(tmp_path, agreed=False) as chat:
        chat.say("hoi", "/verwijder")
        assert "Alles van jou is gewist." in chat.say("Wis alles")[0]


def test_no_reminder_comes_without_consent(chat: Chat):
    """What was planned waits while consent is taken back, and comes after the yes."""
    chat.say("over 2 uur")
    chat.say("/intrekken", "Trek in")
    assert chat.later(hours=30) == []
    chat.say("Weer akkoord")
    chat.clock.now += timedelta(hours=1)
    said = "\n".join(line for _ in range(100) for line in chat.later(hours=1))
    assert "Wil je even terugkijken?" in said or "Er ligt iets voor je klaar" in said


def test_the_screen_names_who_runs_it_and_who_could_read(tmp_path: Path):
    """On one's own computer that is oneself."""
    with chatting(tmp_path, agreed=False) as chat:
        assert "Wie dit draait: jij, op deze computer." in "\n".join(chat.say("hoi"))
