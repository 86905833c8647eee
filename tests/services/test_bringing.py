"""An entry brought before colleagues: a version without date and place, looked back on after the meeting."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.talking import Chat, chatting

NOTE = "/notitie Op 12 maart bij de buurvrouw in Delft geweest. Ze was stil. Ik belde school om 10 uur."


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    """Somebody with a note that tells when and where."""
    with chatting(tmp_path) as talking:
        talking.say(NOTE)
        yield talking


def whole(lines: list[str]) -> str:
    """Everything that was said."""
    return "\n".join(lines)


def bring(chat: Chat) -> str:
    """From the journal: for intervisie."""
    chat.say("/logboek", "1", "Meer doen")
    return whole(chat.say("Voor intervisie"))


def version(chat: Chat) -> dict:
    """The version among the entries."""
    return next(entry for entry in chat.data()["entries"] if "of" in entry)


def test_the_version_has_no_date_and_place_and_the_note_stays(chat: Chat):
    """What is kept shows neither; the note itself is as it was, and the version names it."""
    assert "Op [datum] bij de buurvrouw in [plaats] geweest" in bring(chat)
    assert "Wanneer is de bijeenkomst" in whole(chat.say("Zo klaarzetten"))
    chat.say("Nog niet bekend")
    kept, *others = chat.data()["entries"]
    assert kept["text"] == "Op [datum] bij de buurvrouw in [plaats] geweest. Ze was stil. Ik belde school om [tijd]."
    assert "Delft" in others[0]["text"]
    assert kept["of"] == others[0]["run"]


def test_a_version_in_own_words_is_looked_at_once_more(chat: Chat):
    """Own words with a name or a day are shown replaced; own words without are kept at once."""
    bring(chat)
    chat.say("Zelf aanpassen")
    said = whole(chat.say("maandag was Karin Vermeer erg stil"))
    assert "[datum] was K. erg stil" in said
    assert "Vermeer" not in said
    chat.say("Zelf aanpassen")
    assert "Staat klaar" in whole(chat.say("een bewoonster was erg stil"))
    assert version(chat)["text"] == "een bewoonster was erg stil"


def test_laat_zo_keeps_nothing(chat: Chat):
    """Who leaves it has the note and no more."""
    bring(chat)
    assert "niets klaargezet" in whole(chat.say("Laat zo"))
    assert len(chat.data()["entries"]) == 1


def test_a_text_typed_at_the_proposal_is_ones_own_version(chat: Chat):
    """One need not tap first; a single word is no version."""
    bring(chat)
    assert "Kies eerst" in whole(chat.say("tja"))
    chat.say("zij was stil en ik belde te snel")
    assert version(chat)["text"] == "zij was stil en ik belde te snel"


def test_looking_back_on_a_plan_offers_it_with_all_that_was_written(chat: Chat):
    """After looking back the version holds the note, what each did, the plan and how it went."""
    chat.say("/logboek", "1", "Meer doen", "Drie korte vragen", "2", "ik wachtte af", "Klaar")
    chat.say("volgende week vrijdag bellen", "Klaar", "Klopt")
    chat.later(days=8, hours=6)
    said = chat.say("Laat zien", "Anders", "het lukte half", "Klaar", "dat zij niet durfde", "Klaar")
    assert "Iets voor intervisie?" in whole(said)
    assert said[-1] == "[Zet klaar] [Laat zo]"
    shown = whole(chat.say("Zet klaar"))
    for words in ("ik wachtte af", "[datum] bellen", "het lukte half", "dat zij niet durfde"):
        assert words in shown


def test_after_the_meeting_the_register_is_filled_in_a_few_taps(chat: Chat):
    """On its day it lies ready; then form, minutes, who, area and what was learnt are asked, one by one."""
    bring(chat)
    chat.say("Zo klaarzetten")
    assert "donderdag 12 maart om 16.45" in whole(chat.say("Over een week"))
    due = chat.later(days=7, hours=5)
    assert due == ["Er ligt iets voor je klaar. Twee minuten.", "[Laat zien] [Morgen] [Laat rusten]"]
    assert "Is het besproken?" in whole(chat.say("Laat zien"))
    chat.say("Ja, besproken", "2", "anderhalf uur", "onze supervisor", "3", "dat ik te snel bel")
    kept = version(chat)
    told = {key: kept[key] for key in ("day", "form", "minutes", "guided", "area", "learnt")}
    assert told == {
        "day": "2026-03-12", "form": "intervisie", "minutes": 90, "guided": "onze supervisor", "area": "persoonlijk",
        "learnt": "dat ik te snel bel",
    }  # fmt: skip


def test_not_yet_held_is_put_on_another_day(chat: Chat):
    """Nog niet asks for a day; until it was held it counts as preparation."""
    bring(chat)
    chat.say("Zo klaarzetten", "Over een week")
    chat.later(days=7, hours=5)
    chat.say("Laat zien", "Nog niet")
    assert "over" not in whole(chat.say("over twee weken")).split("Ik kom er")[0]
    assert "form" not in version(chat)
    assert version(chat)["return"] == "2026-03-26"


def test_the_file_of_a_version_has_no_date(chat: Chat):
    """Taken along by itself it is the text alone."""
    bring(chat)
    chat.say("Zo klaarzetten", "Nog niet bekend")
    chat.say("/logboek", "1")
    path = Path(chat.say("Als bestand")[-1])
    assert path.name == "nabij-inbreng.md"
    assert "maart" not in path.read_text(encoding="utf-8")


def test_a_version_that_was_thrown_away_does_not_come_back(chat: Chat):
    """Its reminder says nothing any more."""
    bring(chat)
    chat.say("Zo klaarzetten", "Over een week")
    chat.say("/logboek", "1", "Meer doen", "Wissen", "Wis")
    assert chat.later(days=7, hours=5) == []
