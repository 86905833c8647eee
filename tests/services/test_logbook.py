"""Finding entries of the journal back, and throwing one away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.talking import Chat, chatting


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    """Somebody with three notes: yesterday's with a theme, an old one, and one of today."""
    with chatting(tmp_path) as talking:
        talking.say(
            "/notitie koffie met de buurvrouw over wederkerigheid", "Dag en thema", "Gisteren", "Zet erbij", "Micro"
        )
        talking.say("/notitie een lang gesprek op de gang", "Dag en thema", "12 januari", "Overslaan", "Meso")
        talking.say("/notitie vandaag was het stil op de gang")
        yield talking


def whole(lines: list[str]) -> str:
    """Everything that was said."""
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("wanted", "number", "text"),
    [
        ("koffie", 1, "koffie met de buurvrouw"),
        ("op de GANG", 2, "stil op de gang"),
        ("gisteren", 1, "koffie met de buurvrouw"),
        ("12 januari", 1, "lang gesprek"),
        ("januari", 1, "lang gesprek"),
        ("wederkerigheid", 1, "koffie met de buurvrouw"),
        ("vandaag", 1, "vandaag was het stil"),
    ],
)
def test_an_entry_is_found_by_word_day_month_and_theme(chat: Chat, wanted: str, number: int, text: str):
    """Each way of asking leads to the entries that fit and to no others."""
    said = whole(chat.say(f"/logboek {wanted}"))
    assert f"{number} keer bij “{wanted}”" in said
    assert text in said


def test_what_is_not_there_is_not_found(chat: Chat):
    """A word of nobody's says so; a word of somebody else finds nothing here."""
    assert "vond ik niets in je logboek" in whole(chat.say("/logboek pindakaas"))


def test_a_reflection_is_found_by_its_model(chat: Chat):
    """The title of a form of reflection leads to what was written in it."""
    chat.say("/reflecteer dagopening", "kalm", "Klaar", "een lastig gesprek")
    assert "logboek" in whole(chat.say("Klaar"))
    assert "1 keer bij" in whole(chat.say("/logboek dagopening"))


def test_many_found_entries_are_paged(chat: Chat):
    """Five a page, with what was looked for kept from page to page."""
    for number in range(7):
        chat.say(f"/notitie wandeling nummer {number}")
    assert "7 keer bij “wandeling”" in whole(chat.say("/logboek wandeling"))
    assert "wandeling nummer 0" in whole(chat.say("Meer"))


def test_an_entry_can_be_thrown_away_after_a_question(chat: Chat):
    """Laat staan keeps it; Wis destroys it with all that was written in it."""
    chat.say("/logboek koffie", "1", "Meer doen")
    assert "niet terughalen" in whole(chat.say("Wissen"))
    assert "Er is niets gewist." in whole(chat.say("Laat staan"))
    chat.say("/logboek koffie", "1", "Meer doen", "Wissen")
    assert "Gewist." in whole(chat.say("Wis"))
    assert "koffie" not in str(chat.data())
    assert len(chat.data()["entries"]) == 2
