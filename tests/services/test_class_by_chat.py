"""A statement where there is no page: each member of the group has it in their own chat."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.services.ports import House
from tests.journeys.talking import Chat, chatting
from tests.services.class_kit import made, trained, whole

HOUSE = House("Hogeschool Voorbeeld", "nabij@voorbeeld.example", False)


@pytest.fixture
def trainer(tmp_path: Path) -> Iterator[Chat]:
    """A trainer with no group yet, in a Nabij without a page."""
    with chatting(tmp_path, house=HOUSE) as chat:
        code = chat.store.invite_trainer(chat.clock().replace(year=2027))
        chat.say(f"/start g_{code}", "Marieke")
        yield chat


def joined(trainer: Chat, count: int) -> list[Chat]:
    """A group with so many students."""
    code = made(trainer)
    students = [trainer.other(f"student{number}") for number in range(count)]
    for number, student in enumerate(students):
        student.say(f"/groep {code}", f"Student {number}")
    return students


def rows(chat: Chat, statement: str) -> list[tuple]:
    """What stands in the database."""
    with sqlite3.connect(chat.folder / "data" / "nabij.sqlite3") as database:
        return database.execute(statement).fetchall()


def test_a_lesson_by_chat(trainer: Chat):
    """Members choose in their chat, the trainer's message counts along, and the spread comes when it is shown."""
    students = joined(trainer, 8)
    assert "[Open in de chat] [Andere stelling]" in whole(trainer.say("stelling schuldeiser"))
    said = whole(trainer.say("Open in de chat"))
    assert "0 van 8" in said
    assert "[Toon uitslag] [Stop]" in said
    for number, student in enumerate(students):
        assert "Wat vind jij?\n[Eens] [Deels] [Oneens]" in whole(student.later())
        assert "Waarom?" in whole(student.say("Eens" if number < 3 else "Oneens"))
        assert "zonder naam getoond worden?" in whole(student.say(f"dat is dwang {number}"))
        assert whole(student.say("Ja" if number else "Nee")) == "Dank je. Kijk maar naar voren."
    counted = trainer.later()
    assert "8 van 8" in counted
    assert not [line for line in counted if "7 van 8" in line]
    said = whole(trainer.say("Toon uitslag"))
    assert "Eens 3 · deels 0 · oneens 5. 8 keuzes. 7 zinnen mogen getoond worden." in said
    said = whole(trainer.say("Toon zinnen"))
    assert said.count("· dat is dwang") == 6
    assert "Meer zinnen" in said
    trainer.say("Andere kant")
    assert "Nabij toont en bewaart dit niet." in whole(students[0].later())
    assert "Gelezen en losgelaten." in whole(students[0].say("anders staat ze op straat"))
    trainer.say("Nog eens kiezen")
    for student in students:
        student.later()
        assert whole(student.say("Deels")) == "Genoteerd."
    said = whole(trainer.say("Toon uitslag"))
    assert "Ervoor: eens 3 · deels 0 · oneens 5." in said
    assert "Erna: eens 0 · deels 8 · oneens 0." in said
    assert "Twee dingen schuren hier" in whole(trainer.say("Wat zegt de bron"))
    assert "twee uitslagen en 7 zinnen zonder naam" in whole(trainer.say("Sluit"))


def test_the_counter_is_one_message_that_is_edited(trainer: Chat):
    """All that counts along stands in one slot: what waits is replaced, what was sent is edited where it stands."""
    students = joined(trainer, 3)
    trainer.say("stelling schuldeiser", "Open in de chat")
    for student in students:
        student.later()
        student.say("Eens")
    waiting = rows(trainer, "select count(*), min(slot) from outgoing where slot is not null and state = 'waiting'")
    assert waiting[0][0] == 1
    assert waiting[0][1].startswith("klas:")


def test_an_old_question_and_another_person_change_nothing(trainer: Chat):
    """Choosing twice is choosing once; after the totals it is too late; who is not in the group has no such thing."""
    (student,) = joined(trainer, 1)
    outsider = trainer.other("buiten")
    trainer.say("stelling schuldeiser", "Open in de chat")
    ((ident,),) = rows(trainer, "select id from class_session")
    student.later()
    student.say("Eens", "Overslaan")
    assert "Wat vind jij?" in whole(student.say(f"/klas-mee {ident}"))
    student.say("Oneens")
    assert rows(trainer, "select count(*) from class_voice") == [(1,)]
    assert whole(outsider.say(f"/klas-mee {ident}")) == whole(outsider.say("/ditbestaatniet"))
    student.say("Overslaan", f"/klas-mee {ident}")
    assert "Eens 0 · deels 0 · oneens 1." in whole(trainer.say("Toon uitslag"))
    assert "al verder, of gesloten" in whole(student.say("Eens"))


def test_a_sentence_with_a_name_is_asked_for_in_other_words(trainer: Chat):
    """It is held back at once, and shown when it is changed."""
    (student,) = joined(trainer, 1)
    trainer.say("stelling schuldeiser", "Open in de chat")
    student.later()
    student.say("Eens", "Karin Vermeer staat anders op straat")
    assert "Typ hem anders, of laat hem weg." in whole(student.say("Ja"))
    assert whole(student.say("Anders staat ze op straat")) == "Dank je. Kijk maar naar voren."


def test_an_open_question_by_chat(trainer: Chat):
    """One sentence from each; passing is possible."""
    students = joined(trainer, 2)
    trainer.say("vraag voor de klas: Wat deed jij vandaag?", "Open in de chat")
    assert "Wat deed jij vandaag?" in whole(students[0].later())
    assert "zonder naam" in whole(students[0].say("koffie gezet"))
    students[1].later()
    assert whole(students[1].say("Overslaan")) == "Dank je. Kijk maar naar voren."
    assert "1 van 2" in whole(trainer.later())


def test_deleting_a_student_leaves_nothing_of_theirs_in_a_lesson(trainer: Chat):
    """Their voice cannot be told from another: their token was random and goes with them; the total stands."""
    students = joined(trainer, 2)
    trainer.say("stelling schuldeiser", "Open in de chat")
    for student in students:
        student.later()
        student.say("Eens", "Overslaan")
    before = rows(trainer, "select * from class_voice order by id")
    tokens = {row[0] for row in rows(trainer, "select person_id from membership")}
    assert not [row for row in before if any(token in str(row) for token in tokens)]
    students[0].say("/verwijder", "Wis alles")
    assert rows(trainer, "select * from class_voice order by id") == before
    assert "Eens 2 · deels 0 · oneens 0." in whole(trainer.say("Toon uitslag"))
    assert rows(trainer, "select * from class_voice") == []


def test_what_was_being_written_is_not_touched(trainer: Chat):
    """A student halfway an answer gets the statement, and then goes on where they were."""
    (student,) = joined(trainer, 1)
    student.say("/casus pannetje soep", "Ik begin")
    student.say("een half antwoord")
    trainer.say("stelling schuldeiser", "Open in de chat")
    student.later()
    student.say("Eens", "Overslaan")
    said = whole(student.say("/stop"))
    assert said
    answers = [answer for run in student.data()["runs"] for answer in run["answers"]]
    assert all("Eens" not in answer["text"] for answer in answers)


def test_trained_trainers_are_who_may(trainer: Chat):
    """A second group of somebody else does not hear of it."""
    joined(trainer, 1)
    other = trained(trainer.other("joost"), "2B")
    trainer.say("stelling schuldeiser", "Open in de chat")
    assert other.later() == []


def test_a_group_without_students_is_told_so(trainer: Chat):
    """There is nobody to put it to: nothing is opened, and the way in is one tap away."""
    made(trainer)
    said = whole(trainer.say("stelling schuldeiser", "Open in de chat"))
    assert "nog niemand" in said
    assert "[Laat binnen]" in said
    assert rows(trainer, "select 1 from class_session") == []
