"""Groups, had in chats of several people with the whole bot."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import TooLate
from bot.services.ports import House
from tests.journeys.talking import Chat, chatting

HOUSE = House(
    "Hogeschool Voorbeeld", "nabij@voorbeeld.example", False, bot_name="NabijBot", address="https://nabij.example"
)
_CODE = re.compile(r"\b\w{4}-\w{4}-\w{4}\b")


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    """Somebody who has agreed, in a Nabij that many use."""
    with chatting(tmp_path, house=HOUSE) as talking:
        yield talking


@pytest.fixture
def trainer(chat: Chat) -> Chat:
    """Somebody whom the operator invited."""
    code = chat.store.invite_trainer(chat.clock() + timedelta(days=14))
    chat.say(f"/start g_{code}", "Marieke")
    return chat


def whole(lines: list[str]) -> str:
    """Everything that was said."""
    return "\n".join(lines)


def rows(chat: Chat, sql: str) -> list[tuple]:
    """What stands in the database."""
    with sqlite3.connect(chat.folder / "data" / "nabij.sqlite3") as database:
        return list(database.execute(sql))


def made(trainer: Chat, name: str = "2A") -> str:
    """A new group; its code."""
    said = whole(trainer.say("/trainer", "Nieuwe groep", name))
    return _CODE.findall(said)[0]


def test_only_an_invited_person_becomes_a_trainer(chat: Chat):
    """Without the operator's code there are no groups to make; the code works for one person, once."""
    assert "uitnodiging" in whole(chat.say("/trainer"))
    chat.say("/trainer nieuw")
    assert "uitnodiging" in whole(chat.say("/trainer"))
    code = chat.store.invite_trainer(chat.clock() + timedelta(days=14))
    assert "groepen maken, Marieke" in whole(chat.say(f"/groep {code}", "Marieke"))
    said = whole(chat.say("/trainer"))
    assert "[Nieuwe groep]" in said
    assert "ken ik niet" in whole(chat.other("ander").say(f"/groep {code}"))


def test_an_operators_code_works_for_fourteen_days(chat: Chat):
    """A code of the operator that was not used in time is worth nothing."""
    code = chat.store.invite_trainer(chat.clock() + timedelta(days=14))
    chat.later(days=15)
    assert "ken ik niet" in whole(chat.say(f"/groep {code}"))


def test_a_group_is_made_with_one_name_and_there_are_links_and_a_code(trainer: Chat):
    """One tap and one name: links to the page and to Telegram, and a code that can be typed."""
    said = whole(trainer.say("/trainer", "Nieuwe groep", "2A"))
    assert re.search(r"https://nabij\.example/g/\w{12}\b", said)
    assert re.search(r"https://t\.me/NabijBot\?start=g_\w{12}\b", said)
    assert "[QR-code] [Nieuwe code]" in said
    assert "2A · nog geen studenten · docent: Marieke" in whole(trainer.say("Naar de groep"))


def test_the_qr_code_is_a_picture_of_the_link(trainer: Chat, tmp_path: Path):
    """The picture for the screen holds the link to the page."""
    import zxingcpp
    from PIL import Image

    made(trainer)
    path = trainer.say("QR-code")[-1]
    (found,) = zxingcpp.read_barcodes(Image.open(path))
    assert re.fullmatch(r"https://nabij\.example/g/\w{12}", found.text)


def test_a_code_that_was_withdrawn_has_no_picture(trainer: Chat):
    """A page that shows the conversation again asks for the picture again; by then there is none, and none is made."""
    made(trainer)
    [(person, group)] = rows(trainer, "select person_id, group_id from membership where group_id != 'house'")
    assert trainer.office.export(person, f"qr:{group}").content
    trainer.say(f"/groep-codeweg {group}")
    with pytest.raises(TooLate):
        trainer.office.export(person, f"qr:{group}")
    assert rows(trainer, "select * from invite") == []


def test_a_student_joins_by_link_or_by_typing_the_code_under_a_name_of_their_choice(trainer: Chat):
    """What the trainer will see is told before one joins; capitals and spaces in the code do not matter."""
    code = made(trainer)
    sam, noor = trainer.other("sam"), trainer.other("noor")
    said = whole(sam.say(f"/start g_{code.replace('-', '')}"))
    assert "Je gaat meedoen met 2A, de groep van Marieke" in said
    assert "Niet wat je schrijft" in said
    assert "Je doet mee als Sam." in whole(sam.say("Sam"))
    noor.say("/groep")
    assert "meedoen met 2A" in whole(noor.say(code.upper().replace("-", " ")))
    noor.say("Noor")
    assert "2A · 2 studenten" in whole(trainer.say("/groep"))
    assert "docent: Marieke" in whole(noor.say("/groep"))
    assert [item["as"] for item in sam.data()["groups"]] == ["Sam"]


def test_one_can_decide_not_to_join(trainer: Chat):
    """Toch niet: nothing is kept."""
    code, sam = made(trainer), trainer.other("sam")
    assert "je doet niet mee" in whole(sam.say(f"/groep {code}", "Toch niet"))
    assert sam.data()["groups"] == []


def test_a_renewed_code_stops_the_old_one_and_a_withdrawn_one_stops_all(trainer: Chat):
    """Who has the old link is not let in; who is in stays."""
    old, sam = made(trainer), trainer.other("sam")
    new = _CODE.findall(whole(trainer.say("Nieuwe code")))[0]
    assert "ken ik niet" in whole(sam.say(f"/groep {old}"))
    assert "meedoen met 2A" in whole(sam.say(f"/groep {new}"))
    trainer.say("/groep", "Meer", "Beheer", "Link intrekken")
    assert "ken ik niet" in whole(sam.say("Sam"))
    assert sam.data()["groups"] == []


def test_after_five_wrong_codes_one_has_to_wait(trainer: Chat):
    """Guessing is stopped for an hour, also for a code that works."""
    code, sam = made(trainer), trainer.other("sam")
    for wrong in range(5):
        assert "ken ik niet" in whole(sam.say(f"/groep aaaa-bbbb-ccc{wrong + 2}"))
    assert "over een uur" in whole(sam.say(f"/groep {code}"))
    sam.later(hours=1)
    assert "meedoen met 2A" in whole(sam.say(f"/groep {code}"))


def test_a_second_trainer_joins_by_a_code_for_one(trainer: Chat):
    """A colleague guides the group too, and cannot make groups by that; the code works once."""
    made(trainer)
    code = _CODE.findall(whole(trainer.say("/groep", "Meer", "Beheer", "Docent erbij")))[0]
    joost = trainer.other("joost")
    said = whole(joost.say(f"/groep {code}"))
    assert "docent van 2A, samen met Marieke" in said
    assert "docent: Marieke, Joost" in whole(joost.say("Joost"))
    assert "[Nieuwe groep]" not in whole(joost.say("/trainer"))
    assert "ken ik niet" in whole(trainer.other("derde").say(f"/groep {code}"))


def test_a_trainer_takes_somebody_out_and_gives_the_group_another_name(trainer: Chat):
    """Members are listed by the names they chose; a number asks first and then takes out."""
    code, sam = made(trainer), trainer.other("sam")
    sam.say(f"/groep {code}", "Sam *vet*")
    assert "1 · Sam *vet*" in whole(trainer.say("/groep", "Meer", "Leden"))
    assert "Wil je Sam *vet* uit de groep halen?" in whole(trainer.say("1"))
    trainer.say("Haal weg")
    assert sam.data()["groups"] == []
    assert "2B · nog geen studenten" in whole(trainer.say("/groep", "Meer", "Beheer", "Andere naam", "2B"))


def test_a_question_about_a_group_ends_when_one_goes_elsewhere(trainer: Chat):
    """After /menu a word is looked up: it names no group, sets nothing and takes nobody out."""
    made(trainer)
    for question in ("Beheer\nAndere naam", "Beheer\nSluit groep", "Einddatum", "Stelling"):
        trainer.say("/groep", "Meer", *question.split("\n"), "/menu")
        assert "Vertrouwen · " in whole(trainer.say("vertrouwen"))
    trainer.say("/opdracht", "/menu")
    assert "Vertrouwen · " in whole(trainer.say("vertrouwen"))
    assert "2A · nog geen studenten" in whole(trainer.say("/groep"))


def test_a_day_in_words_ends_the_course(trainer: Chat):
    """The last day is told back with its month; what is no day that still comes is asked again."""
    made(trainer)
    assert "geen dag" in whole(trainer.say("/groep", "Meer", "Einddatum", "gisteren"))
    trainer.say("30 juni")
    assert "tot en met 30 juni" in whole(trainer.say("/groep", "Meer"))


def test_a_student_leaves_and_renames_themselves(trainer: Chat):
    """One's own place is one's own to change and to leave."""
    code, sam = made(trainer), trainer.other("sam")
    sam.say(f"/groep {code}", "Sam")
    sam.say("/groep", "Mijn naam", "Sammie")
    assert [item["as"] for item in sam.data()["groups"]] == ["Sammie"]
    sam.say("/groep", "Groep verlaten", "Ga eruit")
    assert sam.data()["groups"] == []


def test_when_the_last_trainer_goes_the_group_closes_and_its_students_hear_it(trainer: Chat):
    """Deleting everything of the only trainer closes the group, once told, at a fitting moment."""
    code, sam = made(trainer), trainer.other("sam")
    sam.say(f"/groep {code}", "Sam")
    trainer.say("/verwijder", "Wis alles")
    assert "2A is gesloten" in whole(sam.later(hours=1))
    assert sam.later(days=3) == []
    assert "ken ik niet" in whole(trainer.other("nieuw").say(f"/groep {code}"))


def test_with_another_trainer_left_the_group_goes_on(trainer: Chat):
    """A group with two trainers stays open when one of them is deleted."""
    code = made(trainer)
    colleague = _CODE.findall(whole(trainer.say("/groep", "Meer", "Beheer", "Docent erbij")))[0]
    joost, sam = trainer.other("joost"), trainer.other("sam")
    joost.say(f"/groep {colleague}", "Joost")
    sam.say(f"/groep {code}", "Sam")
    trainer.say("/verwijder", "Wis alles")
    assert sam.later(hours=1) == []
    assert "docent: Joost" in whole(sam.say("/groep"))


ASKED = """
groep binnenlaten groep-qr groep-code groep-codeweg groep-meer groep-beheer groep-leden groep-docent groep-naam
groep-eind groep-sluit groep-weg groepsnaam
"""


@pytest.mark.parametrize("command", [*(f"{name} {{}}" for name in ASKED.split()), "groep-lid {} 0123"])
def test_an_outsider_learns_nothing(trainer: Chat, command: str):
    """What somebody outside asks of a group gets the same words as what does not exist."""
    made(trainer)
    (group,) = _groups(trainer)
    outsider = trainer.other("buiten")
    there = whole(outsider.say(f"/{command.format(group)}"))
    gone = whole(outsider.say(f"/{command.format('0' * 16)}"))
    assert there == gone
    assert "2A" not in there


def _groups(chat: Chat) -> list[str]:
    return [name for (name,) in rows(chat, "select id from learning_group where id != 'house'")]


def test_where_there_are_no_links_the_code_is_typed(tmp_path: Path):
    """On a computer of one's own a group is joined by its code alone, and no sentence speaks of links."""
    with chatting(tmp_path) as chat:
        code = chat.store.invite_trainer(chat.clock() + timedelta(days=14))
        said = whole(chat.say(f"/groep {code}", "Marieke", "/groep", "Nieuwe groep", "2A"))
        assert f"ze typen in Nabij /groep met deze code erachter.\n{_CODE.findall(said)[-1]}\n" in said
        assert "Wie de code heeft" in said
        assert "link heeft" not in said


def test_groep_of_a_trainer_without_groups_makes_one(trainer: Chat):
    """Who may make groups and has none is not asked for a code."""
    said = whole(trainer.say("/groep"))
    assert "[Nieuwe groep]" in said
    assert "code van je docent" not in said
