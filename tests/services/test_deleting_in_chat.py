"""Deleting a part: a month, a year, two days; asked first, told how much, and gone from every table and file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.journeys.talking import Chat, chatting

OLD = "In februari vertelde de zevenslaper dat hij niet meer naar buiten ging"


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    """Somebody with a note about February, a note of today, and an exercise of today."""
    with chatting(tmp_path) as talking:
        talking.say(f"/notitie {OLD}", "Dag en thema", "12 februari", "Overslaan", "Meso")
        talking.say("/notitie vandaag koffie met de buurvrouw gedronken")
        talking.say("/casus abiba", "Ik begin", "Naar vraag 1", "geen geld en geen hulp", "/pauze")
        yield talking


def test_a_month_goes_and_the_rest_stays(chat: Chat):
    """It is told what there is, asked once, and only that goes."""
    said = chat.say("/verwijder februari")
    assert "Van 1 februari 2026 tot en met 28 februari 2026 staat hier: één notitie." in said[0]
    assert said[-1] == "[Laat staan] [Wis ze]"
    assert "Er is niets gewist." in chat.say("Laat staan")
    assert len(chat.data()["entries"]) == 2
    chat.say("/verwijder", "Alleen een deel", "februari 2026")
    assert "Gewist" in chat.say("Wis ze")[0]
    assert [entry["text"] for entry in chat.data()["entries"]] == ["vandaag koffie met de buurvrouw gedronken"]
    assert [run["dialogue"] for run in chat.data()["runs"]] == ["notitie", "abiba"]


def test_between_two_days(chat: Chat):
    """Two days name a stretch, both included; exercises begun in it go along."""
    said = chat.say("/verwijder 1 maart 2026 tot 31 maart 2026")
    assert "één notitie en één oefening" in said[0]
    chat.say("Wis ze")
    data = chat.data()
    assert [entry["text"] for entry in data["entries"]] == [OLD]
    assert len(data["runs"]) == 1


def test_what_is_no_time_is_asked_again(chat: Chat):
    """A word that names no time deletes nothing; neither does a time in which there is nothing."""
    assert "lees ik niet als een tijd" in chat.say("/verwijder koffie")[0]
    assert "staat er niets van jou" in chat.say("2019")[0]
    assert len(chat.data()["entries"]) == 2


def test_everything_is_still_one_choice(chat: Chat):
    """Alles wissen stands beside the part."""
    assert chat.say("/verwijder")[-1] == "[Laat staan] [Alleen een deel] [Wis alles]"
    assert "gewist" in chat.say("Wis alles")[0]


def test_one_entry_with_all_its_versions(chat: Chat):
    """Wissen in the logbook destroys the note and each earlier version of it."""
    chat.say("/logboek", "2", "Pas 1 aan", "nu anders", "Klaar")
    chat.say("/logboek", "2", "Meer doen", "Wissen", "Wis")
    assert len(chat.data()["entries"]) == 1


def test_after_it_nothing_of_the_period_is_in_the_data_folder(chat: Chat, tmp_path: Path):
    """Neither its words nor any ciphertext of it stands in a file of the data folder, while Nabij still runs."""
    [run] = [entry["run"] for entry in chat.data()["entries"] if entry["text"] == OLD]
    database = tmp_path / "data" / "nabij.sqlite3"
    with sqlite3.connect(database) as connection:
        rows = connection.execute(
            "select part.ct, answer.ct from part join answer on answer.id = answer_id where run_id = ?", (run,)
        )
        sealed = [piece for row in rows for piece in row]
        sealed += [row[0] for row in connection.execute("select ct from run where id = ?", (run,))]
        sealed += [row[0] for row in connection.execute("select ct from entry where run_id = ?", (run,))]

    def on_disk() -> bool:
        held = [file.read_bytes() for file in (tmp_path / "data").iterdir()]
        return any(piece in data for data in held for piece in (*sealed, b"zevenslaper"))

    assert len(sealed) >= 4
    assert on_disk()
    chat.say("/verwijder februari", "Wis ze")
    assert not on_disk()


def test_a_reminder_of_what_is_gone_does_not_come(chat: Chat):
    """The plan of a note that was deleted comes back no more."""
    chat.say("/notitie Een lange dag met veel bellen", "Drie korte vragen", "het bellen", "Klaar", "ik belde", "Klaar")
    chat.say("morgen weer bellen", "Klaar", "Klopt")
    assert chat.data()["reminders"]
    chat.say("/verwijder maart", "Wis ze")
    assert chat.data()["reminders"] == []
    chat.clock.now += timedelta(days=3)
    assert chat.later(hours=1) == []
