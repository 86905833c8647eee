"""What returns: a paragraph without judgement, a picture, and the same in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.services.looking_back import paragraph
from bot.services.returning import returning
from tests.journeys.talking import Chat, chatting
from tests.render.examples import ENTRIES, REPORT


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    """Somebody with three notes, two of them about the same."""
    with chatting(tmp_path) as talking:
        for text in ("koffie over school", "naar school gebeld over vertrouwen", "een stille middag op de gang"):
            talking.say(f"/notitie {text}", "Dag en thema", "gisteren", "Overslaan", "Micro")
        yield talking


def test_the_paragraph_tells_what_returns_in_the_writers_words(chat: Chat):
    """Level, words and what was not found, and that it looks at words only; the picture is told in words here."""
    chat.say("/terugblik")
    said = chat.say("Vier weken")
    assert "Woorden die terugkomen" in said[0] or "Eén woord komt terug: “school”." in said[0]
    assert "Over team en organisatie en beleid en samenleving vond ik niets." in said[0]
    assert said[0].endswith("Ik kijk alleen naar woorden en naar wat je zelf aangaf. Wat het betekent, weet jij.")
    assert "school (2 keer)" in "\n".join(said)
    assert not any(".png" in line for line in said)


def test_from_the_logbook_in_one_tap(chat: Chat):
    """/logboek offers it once there are three entries."""
    assert chat.say("/logboek")[-1] == "[Wat terugkomt]"
    assert chat.say("Wat terugkomt")[0] == "Over welke tijd wil je terugkijken?"


def test_too_little_is_said(tmp_path: Path):
    """With fewer than three entries nothing is said about them; another time or a new note are the ways on."""
    with chatting(tmp_path) as chat:
        chat.say("/notitie koffie over school", "/notitie nog eens school")
        said = chat.say("/terugblik maand")
        assert "Dat is te weinig om iets in terug te zien." in said[0]
        assert said[1] == "[Langere tijd] [Iets vastleggen]"
        assert "school" not in "\n".join(said)
        assert "[Wat terugkomt]" not in chat.say("/logboek")


def test_only_what_lies_in_the_period_is_seen(chat: Chat):
    """After a year the last four weeks hold too little; over all time it is there."""
    chat.clock.now = chat.clock.now.replace(year=2027)
    assert "te weinig" in chat.say("/terugblik maand")[0]
    assert "school" in chat.say("/terugblik alles")[0]


def test_no_counts_and_no_judgement():
    """The paragraph holds no figure but those of dates, no share, and none of the words that judge."""
    text, values = paragraph(returning(ENTRIES, REPORT.begin, REPORT.end))
    assert not re.search(r"%|\bkeer\b", text)
    assert not re.search(r"\d", re.sub(r"\{\w+\}", "", text.partition(".")[2]))
    for word in ("goed", "fout", "beter", "slechter", "vaker", "minder", "helaas", "mooi"):
        assert not re.search(rf"\b{word}\b", text)
    assert "vertrouwen" in values.values()


def test_words_of_the_writer_are_never_markup():
    """Braces and stars in a word stay what they are: words are values."""
    text, values = paragraph(returning(ENTRIES[:2], date(2026, 1, 1), date(2026, 12, 31)))
    assert all(value not in text for value in values.values())
