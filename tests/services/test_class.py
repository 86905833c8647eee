"""A statement in class, led from a trainer's chat; who takes part is a phone that the test holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.services.ports import House
from tests.journeys.talking import Chat, chatting
from tests.services.class_kit import Phone, trained, whole

HOUSE = House("Hogeschool Voorbeeld", "nabij@voorbeeld.example", False, address="https://nabij.voorbeeld.nl")


@pytest.fixture
def trainer(tmp_path: Path) -> Iterator[Chat]:
    """A trainer with one group, in a Nabij that has a page."""
    with chatting(tmp_path, house=HOUSE) as chat:
        yield trained(chat)


def test_a_lesson_as_in_the_second_conversation(trainer: Chat):
    """From a word to a screen in one sentence and one tap, and on to two totals, the source and closing."""
    said = whole(trainer.say("stelling schuldeiser"))
    assert "Uit Betül: Een schuldeiser mag eisen dat mensen een Eigen Kracht-conferentie proberen" in said
    assert "Meedoen is zonder naam, ook voor jou." in said
    assert "[Op het scherm] [Andere stelling]" in said
    said = whole(trainer.say("Op het scherm"))
    assert "Open. Wie meedoet kan in de browser, zonder account." in said
    assert "https://nabij.voorbeeld.nl/scherm/" in said
    assert "[Toon uitslag] [Stop]" in said
    phones = [Phone.joined(trainer) for _ in range(26)]
    for number, phone in enumerate(phones):
        phone.choose("agree" if number < 6 else "partly" if number < 15 else "disagree")
        assert phone.view.page == "why"
        if number < 14:
            phone.say(f"Dan is het dwang, reden {number}")
            assert phone.allow(True).page == "thanks"
        elif number < 16:
            phone.say("Mevrouw Karin Jansen woont daar ook")
            assert phone.allow(True).page == "held"
        else:
            assert phone.allow(False).page == "thanks"
    said = whole(trainer.say("Toon uitslag"))
    assert "26 keuzes. 14 zinnen mogen getoond worden. 2 houd ik tegen" in said
    assert "[Toon zinnen] [Andere kant] [Nog eens kiezen]" in said
    assert phones[0].screen().totals == ((6, 9, 11),)
    assert phones[15].look().page == "held"
    assert phones[15].say("Iemand woont daar ook").page == "thanks"
    said = whole(trainer.say("Toon zinnen"))
    assert "Zin 1 tot en met 6 van 15 staan op het scherm." in said
    assert len(phones[0].screen().sentences) == 6
    said = whole(trainer.say("Andere kant"))
    assert "drie minuten de andere kant" in said
    assert [phone.look().page for phone in phones] == ["other"] * 26
    said = whole(trainer.say("Nog eens kiezen"))
    assert "Wie er schoof, houd ik niet bij." in said
    assert "[Toon uitslag]" in said
    for number, phone in enumerate(phones[:25]):
        assert phone.choose("agree" if number < 5 else "partly" if number < 19 else "disagree").page == "noted"
    said = whole(trainer.say("Toon uitslag"))
    assert "[Wat zegt de bron] [Sluit]" in said
    assert phones[0].screen().totals == ((6, 9, 11), (5, 14, 6))
    said = whole(trainer.say("Wat zegt de bron"))
    view = phones[0].screen().lesson.asked
    assert "Twee dingen schuren hier, volgens Dudevszky en Lohman." in view.views[0][0]
    assert view.source.startswith("Szabinka Dudevszky en Sandra Lohman")
    said = whole(trainer.say("Sluit"))
    assert "Gesloten. Ik bewaar de stelling, twee uitslagen en 15 zinnen zonder naam, tot " in said
    assert "[Pdf] [Wis nu]" in said
    assert phones[0].look() is None
