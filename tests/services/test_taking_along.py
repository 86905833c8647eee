"""/rapport: choosing what goes along, and one more look at names and numbers."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.journeys.talking import Chat, chatting

NOTES = ("over koffie", "over de gang", "over de stilte", "over een wandeling", "over de fiets", "over het weer",
         "over de tuin", "over het plein", "over een brief", "over de bus")  # fmt: skip


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    """Somebody with ten notes, the bus last."""
    with chatting(tmp_path) as talking:
        talking.say(*(f"/notitie een gesprek {about}" for about in NOTES))
        yield talking


@pytest.fixture
def named(tmp_path: Path) -> Iterator[Chat]:
    """Somebody with three notes; in two of them names were left."""
    with chatting(tmp_path) as talking:
        talking.say("/notitie een gesprek zonder naam")
        talking.say("/notitie gesproken met Karin Vermeer en Piet Jansen", "Toch zo laten")
        talking.say("/notitie gebeld met Fatima Yilmaz", "Toch zo laten")
        yield talking


def whole(lines: list[str]) -> str:
    """Everything that was said."""
    return "\n".join(lines)


def pdf_text(pdf: bytes) -> str:
    """All text of a PDF, on one line."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def read(lines: list[str]) -> str:
    """The text of the Markdown file that was made."""
    return Path(lines[-1]).read_text(encoding="utf-8")


def test_three_taps_from_nothing_to_a_file(chat: Chat):
    """Without choosing, all entries of the period go along."""
    text = read(chat.say("/rapport", "Alles", "Verslag", "Markdown"))
    assert all(about in text for about in NOTES)


def test_the_kind_of_file_may_be_typed_at_once(chat: Chat):
    """Who knows what they want need not tap Verslag first."""
    assert chat.say("/rapport", "Alles", "Pdf")[-1].endswith("nabij-logboek.pdf")


def test_entries_are_taken_out_by_number_and_put_back(chat: Chat):
    """A number takes an entry out, the same number puts it back; the file holds the rest and says so."""
    said = whole(chat.say("/rapport", "Alles", "Kies notities"))
    assert "1 · 5 maart · een gesprek over de bus" in said
    assert "over de gang" not in said
    assert "1 · blijft hier · 5 maart" in whole(chat.say("1"))
    chat.say("2", "1")
    assert "Gekozen: 9 van de 10" in whole(chat.say("Klaar"))
    text = read(chat.say("Verslag", "Markdown"))
    assert "over een brief" not in text
    assert "over de bus" in text
    assert "9 van de 10" in text


def test_several_numbers_at_once_and_the_next_page(chat: Chat):
    """Numbers typed in one message change together; Meer shows the older ones with numbers of their own."""
    chat.say("/rapport", "Alles", "Kies notities", "1 2, 3 en 4")
    assert "10 · 5 maart · een gesprek over koffie" in whole(chat.say("Meer"))
    assert "Gekozen: 5 van de 10" in whole(chat.say("10", "Klaar"))


def test_nothing_chosen_is_no_file(chat: Chat):
    """Niets mee and Klaar asks again; one number then is enough."""
    assert "Er gaat nu niets mee" in whole(chat.say("/rapport", "Alles", "Kies notities", "Niets mee", "Klaar"))
    chat.say("3", "Klaar")
    text = read(chat.say("Verslag", "Markdown"))
    assert "over het plein" in text
    assert "over de bus" not in text


def test_three_buttons_at_most(chat: Chat):
    """Every bubble on the way has three buttons at most, numbers excepted."""
    for line in ("/rapport", "Alles", "Kies notities", "2", "Meer", "Klaar", "Verslag"):
        buttons = [label for row in chat.say(line) if row.startswith("[") for label in row.strip("[]").split("] [")]
        assert sum(not label.isdecimal() for label in buttons) <= 3


def test_names_that_were_left_are_counted_and_not_shown(named: Chat):
    """Before the file is made: how many places in how many notes, never what stands there."""
    said = whole(named.say("/rapport", "Alles", "Verslag", "Markdown"))
    assert "Op 3 plekken, in 2 van de notities" in said
    assert not any(name in said for name in ("Karin", "Vermeer", "Piet", "Jansen", "Fatima", "Yilmaz"))
    assert "[Bekijk] [Vervang in bestand] [Toch maken]" in said


def test_they_may_stand(named: Chat):
    """Toch maken makes the file with what the writer wrote."""
    assert "Vermeer" in read(named.say("/rapport", "Alles", "Verslag", "Markdown", "Toch maken"))


def test_they_may_be_replaced_in_the_file_alone(named: Chat):
    """The file has initials; the journal keeps its words."""
    text = read(named.say("/rapport", "Alles", "Verslag", "Markdown", "Vervang in bestand"))
    assert "gesproken met K. en P." in text
    assert "Vermeer" not in text
    assert any("Vermeer" in entry["text"] for entry in named.data()["entries"])


def test_each_place_can_be_looked_at(named: Chat):
    """Bekijk shows note after note as it would be without; what is replaced is replaced in the journal too."""
    said = whole(named.say("/rapport", "Alles", "Verslag", "Markdown", "Bekijk"))
    assert "gebeld met F." in said
    said = whole(named.say("Zo bewaren"))
    assert "gesproken met K. en P." in said
    text = read(named.say("Toch zo laten"))
    assert "gebeld met F." in text
    assert "Piet Jansen" in text
    assert not any("Yilmaz" in entry["text"] for entry in named.data()["entries"])


def test_only_what_goes_along_is_looked_at(named: Chat):
    """With the named notes left behind nothing is asked."""
    named.say("/rapport", "Alles", "Kies notities", "1 2", "Klaar")
    assert "zonder naam" in read(named.say("Verslag", "Markdown"))


def test_what_was_learnt_is_looked_at_too(chat: Chat):
    """A name left under what was learnt is counted and can be replaced on the way."""
    chat.say("/logboek", "1", "Meer doen", "Voor je register", "5", "dat Karin Vermeer kan wachten", "Toch zo laten")
    assert "Op één plek" in whole(chat.say("/rapport", "Alles", "Verslag", "Markdown"))
    assert "dat K. kan wachten" in whole(chat.say("Bekijk"))
    assert "dat K. kan wachten" in read(chat.say("Zo bewaren"))


def test_the_register_holds_what_was_learnt_and_no_other_text(named: Chat):
    """For the table only what was learnt is looked at, since nothing else of the text goes along."""
    assert named.say("/rapport", "Alles", "Registertabel")[-1].endswith("nabij-register.pdf")
    named.say("/logboek", "1", "Meer doen", "Voor je register", "5", "dat Karin Vermeer kan wachten", "Toch zo laten")
    assert "Op één plek" in whole(named.say("/rapport", "Alles", "Registertabel"))
    told = pdf_text(Path(named.say("Vervang in bestand")[-1]).read_bytes())
    assert "dat K. kan wachten" in told
    assert "gebeld" not in told


def test_a_name_on_the_title_page_is_typed_once(chat: Chat):
    """What is typed before the kind of file stands on it, is remembered for the next, and goes with "geen"."""
    assert "Op het titelblad staat Sanne Bakker." in whole(chat.say("/rapport", "Alles", "Verslag", "Sanne Bakker"))
    assert "Sanne Bakker" in pdf_text(Path(chat.say("Pdf")[-1]).read_bytes())
    table = chat.say("/rapport", "Alles", "Registertabel")
    assert "Sanne Bakker" in pdf_text(Path(table[-1]).read_bytes())
    chat.say("/rapport", "Alles", "Verslag", "geen")
    assert "Sanne" not in pdf_text(Path(chat.say("Pdf")[-1]).read_bytes())


def test_a_meeting_that_was_recorded_fills_the_register(tmp_path: Path):
    """Who guided it and how long it took, answered in a dialogue for intervisie, need not be told again."""
    with chatting(tmp_path) as talking:
        lines, meeting = talking.say("/intervisie incidentmethode"), False
        for _ in range(40):
            labels = [label for row in lines if row.startswith("[") for label in row.strip("[]").split("] [")]
            if "Teruglezen" in labels:
                break
            asked = whole(lines)
            answer = "90 minuten, met zes mensen" if "Hoeveel minuten" in asked else "onze teamcoach"
            if "Klaar" in labels:
                meeting = meeting or "Hoeveel minuten" in asked
                talking.say(answer)
            lines = talking.say("Klaar" if "Klaar" in labels else "Klopt" if "Klopt" in labels else labels[0])
        assert meeting
        told = pdf_text(Path(talking.say("/rapport", "Alles", "Registertabel")[-1]).read_bytes())
        assert "Eén keer met anderen, 90 minuten." in told
        assert "onze teamcoach" in told
