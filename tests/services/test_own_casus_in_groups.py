"""A casus of a trainer's own in their groups: set, opened from there and nowhere else, read back when it is gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.texts import say
from tests.documents import QUESTION, STORY, TITLE, VIEW, casus
from tests.journeys.talking import Chat
from tests.services.classroom import classroom, invited, student, way_in, whole


@pytest.fixture
def marieke(tmp_path: Path) -> Iterator[Chat]:
    """A trainer with group 2A, who keeps a casus of her own."""
    with classroom(tmp_path) as chat:
        (tmp_path / "casus.docx").write_bytes(casus())
        chat.say(f"/eigencasus {tmp_path / 'casus.docx'}", "Bewaren")
        yield chat


def kept(trainer: Chat) -> str:
    """The id of the dialogue of the one casus that a trainer keeps."""
    [own] = trainer.data()["own_dialogues"]
    return f"eigen-{own['id']}"


def assigned(trainer: Chat, *names: str) -> list[Chat]:
    """Students of 2A, for whom the casus is set."""
    students = [student(trainer, name) for name in names]
    trainer.say(f"/opdracht {TITLE} morgen", "Zet klaar")
    return students


def test_a_trainer_sets_it_by_its_title_or_from_the_list(marieke: Chat):
    """Its title and a day are enough; among the casus one's own stand first."""
    student(marieke, "Sam")
    assert f"1 · {TITLE}" in whole(marieke.say("/opdracht", "Casussen"))
    marieke.say("Laat maar")
    assert f"Marieke zette casus {TITLE} klaar, voor morgen" in whole(marieke.say(f"/opdracht {TITLE} morgen"))
    marieke.say("Zet klaar")
    assert f"casus {TITLE}, voor morgen: 1 niet begonnen" in whole(marieke.say("/voortgang"))


def test_a_student_opens_it_from_what_is_set(marieke: Chat):
    """It is played to its end and counts as done; in the lists of casus it does not stand."""
    (sam,) = assigned(marieke, "Sam")
    assert f"“{TITLE}” vond ik niet" in whole(sam.say(f"/casus {TITLE}"))
    assert STORY in whole(sam.say("/opdrachten", "1", "Begin"))
    assert QUESTION in whole(sam.say("Naar vraag 1"))
    assert VIEW in whole(sam.say("bellen", "Klaar"))
    assert "Je docent ziet alleen: klaar." in whole(sam.say("/overslaan"))
    assert "0 niet begonnen · 0 bezig · 1 klaar" in whole(marieke.say("/voortgang"))


def test_a_title_is_words_and_no_mark_or_slot(tmp_path: Path):
    """Stars and braces in a title make nothing bold and are filled with nothing."""
    with classroom(tmp_path) as chat:
        (tmp_path / "casus.docx").write_bytes(casus(title="Het **hek** van {name}"))
        chat.say(f"/eigencasus {tmp_path / 'casus.docx'}", "Bewaren")
        student(chat, "Sam")
        assert "casus Het hek van name klaar" in whole(chat.say("/opdracht Het hek van name morgen"))


def test_a_student_of_another_group_cannot_open_it(marieke: Chat):
    """By its id they hear what one hears of an id that is nobody's; their trainer cannot set it either."""
    assigned(marieke, "Sam")
    piet = invited(marieke, "Piet", "3B")
    ana = marieke.other("ana")
    ana.say(f"/groep {way_in(piet, 'groep2')}", "Ana")
    for other in (piet, ana):
        assert other.say(f"/begin {kept(marieke)}") == other.say("/begin eigen-onzin") == [say("menu.dialogue_gone")]
    for name in (TITLE, kept(marieke)):
        assert "Daar vind ik geen casus" in whole(piet.say(f"/opdracht {name}"))


def test_when_its_trainer_is_gone_what_was_written_can_be_read(marieke: Chat):
    """Halfway and paused alike: one sentence, then a run that is over, with its questions and answers."""
    sam, bo = assigned(marieke, "Sam", "Bo")
    for one in (sam, bo):
        one.say("/opdrachten", "1", "Begin", "Naar vraag 1", "bellen")
    bo.say("Pauze")
    [run] = bo.data()["runs"]
    marieke.say("/verwijder", "Wis alles")
    assert say("menu.dialogue_gone") in whole(sam.say("en dan langsgaan"))
    assert say("menu.dialogue_gone") in whole(bo.say(f"/verder {run['id']}"))
    for one in (sam, bo):
        [run] = one.data()["runs"]
        assert (run["title"], run["state"]) == (say("own_casus.gone_title"), "finished")
        assert f"{QUESTION}\nbellen" in whole(one.say(f"/lees {run['id']}"))
        assert TITLE not in whole(one.say("/menu"))


def test_when_it_is_thrown_away_what_is_set_says_so(marieke: Chat):
    """A student sees no id in the list, and beginning it has one sentence."""
    (sam,) = assigned(marieke, "Sam")
    marieke.say("/eigencasus", TITLE, "Weghalen", "Weghalen")
    assert "1 · een casus die er niet meer is, voor morgen" in whole(sam.say("/opdrachten"))
    assert say("assignments.not_there") in whole(sam.say("1", "Begin"))


@pytest.mark.parametrize("name", ["Sam", ""])
def test_who_is_no_trainer_keeps_none(marieke: Chat, tmp_path: Path, name: str):
    """A student in a group, and somebody in none: a file gets the sentence that it always gets."""
    other = student(marieke, name) if name else marieke.other("iemand")
    assert say("menu.unknown_command").splitlines()[0] in whole(other.say("/eigencasus"))
    assert say("menu.other").splitlines()[0] in whole(other.say(f"/eigencasus {tmp_path / 'casus.docx'}"))
    assert other.data()["own_dialogues"] == []
