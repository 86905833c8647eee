"""Taking the logbook along: a report as PDF or Word, and a table for a register without any of the text."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.journeys.talking import Chat, chatting


@pytest.fixture
def chat(tmp_path: Path):
    """Somebody with a deepened note of today and one of long ago."""
    with chatting(tmp_path) as talking:
        talking.say(
            "/notitie koffie met de buurvrouw over vertrouwen", "Drie korte vragen", "dat het stil was", "Klaar"
        )
        talking.say("ik wachtte af", "Klaar", "volgende keer vragen stellen", "Klaar", "Niet nodig")
        talking.say(
            "/notitie een gesprek van vroeger op de gang", "Dag en thema", "3 februari 2025", "Overslaan", "Meso"
        )
        yield talking


def made(lines: list[str]) -> bytes:
    """The file whose path was said last."""
    return Path(lines[-1]).read_bytes()


def text_of(pdf: bytes) -> str:
    """All text of a PDF, on one line."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_everything_as_pdf(chat: Chat):
    """A PDF over all time holds every note, its questions and its plan, and a picture told in words."""
    chat.say("/rapport")
    assert "2 notities gaan mee." in "\n".join(chat.say("Alles"))
    told = text_of(made(chat.say("Pdf")))
    for words in (
        "koffie met de buurvrouw over vertrouwen",
        "ik wachtte af",
        "volgende keer vragen stellen",
        "van vroeger",
    ):
        assert words in told


def test_this_year_as_word(chat: Chat):
    """A Word file over this year leaves out what was longer ago."""
    chat.say("/rapport")
    assert "Eén notitie gaat mee." in "\n".join(chat.say("Dit jaar"))
    with zipfile.ZipFile(io.BytesIO(made(chat.say("Word")))) as file:
        body = file.read("word/document.xml").decode()
    assert "koffie met de buurvrouw" in body
    assert "van vroeger" not in body


def test_a_table_for_a_register_holds_no_text(chat: Chat):
    """The register has day and form of each moment and nothing of what was written."""
    chat.say("/rapport", "Alles")
    told = text_of(made(chat.say("Registertabel")))
    assert "2025" in told
    assert "buurvrouw" not in told
    assert "wachtte" not in told


def test_an_empty_logbook_has_nothing_to_take_along(tmp_path: Path):
    """Without an entry /rapport offers to write one."""
    with chatting(tmp_path) as chat:
        assert "Je logboek is nog leeg." in "\n".join(chat.say("/rapport"))
