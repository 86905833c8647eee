"""Sharing answers with a trainer, had in chats of several people with the whole bot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.services.focus import Focus
from tests.journeys.talking import Chat
from tests.services.sharers import ANSWERS, Classroom, classroom, finish, press, share, shared, whole


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Classroom]:
    """A trainer and a new group."""
    with classroom(tmp_path) as made:
        yield made


@pytest.fixture
def sam(room: Classroom) -> Chat:
    """A student of the group who did the casus."""
    student = room.member("Sam")
    finish(student)
    return student


def test_sharing_is_offered_at_the_end_to_who_is_in_a_group_only(room: Classroom):
    """Beside reading back and something else there is one button more, for a member of an open group."""
    nobody, sam = room.marieke.other("niemand"), room.member("Sam")
    assert "Kies wat ik deel" not in whole(finish(nobody))
    assert "docenten van een groep" in whole(nobody.say("/deel"))
    assert finish(sam)[-1] == "[Kies wat ik deel]"
    assert "[Kies wat ik deel]" in sam.say("Teruglezen")
    room.marieke.say("/groep", "Meer", "Beheer", "Sluit groep", "Sluit groep")
    assert "docenten van een groep" in whole(sam.say("/deel"))


def test_nothing_is_chosen_and_what_is_private_is_not_there(sam: Chat):
    """Each answer stands there by its number, off; the private last question is not among them."""
    said = whole(sam.say("/deel", "1"))
    assert "1 · Wat zie je hier? een stoep vol fietsen" in said
    assert "3 · Wie vraag je mee? de conciërge" in said
    assert "Wat neem je mee?" not in said
    assert "gaat mee" not in said
    assert "nog niets gekozen" in whole(sam.say("Verder"))
    assert whole(sam.say("1 3")).count("gaat mee") == 2
    assert whole(sam.say("3")).count("gaat mee") == 1
    assert "niets gedeeld" in whole(sam.say("Laat maar"))
    assert shared(sam) == []


def test_an_answer_that_was_not_closed_is_not_offered(room: Classroom):
    """What one is still writing at is left out, and a run without anything closed cannot be shared."""
    noor = room.member("Noor")
    noor.say("/casus straat", "een half woord")
    assert "nog niets wat je kunt delen" in whole(noor.say("/deel"))


def test_what_goes_is_shown_once_more_and_only_that_goes(room: Classroom, sam: Chat):
    """With one group it is not asked which; the preview names the trainer and the day, and nothing else is read."""
    said = whole(sam.say("Kies wat ik deel", "2", "Verder", "Een week"))
    assert "Dit gaat naar Marieke van 2A, tot en met donderdag 12 maart" in said
    assert "eerst kijken" in said
    assert "fietsen" not in said
    assert shared(sam) == []
    assert "Gedeeld met Marieke" in whole(sam.say("Deel"))
    said = whole(room.marieke.say("/groep", "Gedeeld werk", "1"))
    assert "De straat · Sam · tot en met donderdag 12 maart" in said
    assert "1 · Wat doe je eerst?\neerst kijken" in said
    assert "fietsen" not in said


def test_the_trainer_hears_who_shared_but_nothing_of_what(room: Classroom, sam: Chat):
    """One message at a fitting moment, with a way in; every trainer of the group gets it."""
    joost = room.colleague("Joost")
    share(sam)
    for trainer in (room.marieke, joost):
        assert trainer.later(hours=1)[0] == "Sam deelde iets bij De straat."
        assert "een stoep vol fietsen" in whole(trainer.say("Laat zien"))
        assert trainer.later(days=3) == []


def test_several_shares_come_as_one_message(room: Classroom, sam: Chat):
    """What comes together is one line with a count, and a list to open each by its number."""
    noor = room.member("Noor")
    finish(noor, "mijn straat", "bellen", "niemand", "niets")
    sam.later(hours=10)  # it is night where they are
    share(sam)
    share(noor)
    assert room.marieke.later(minutes=1) == []
    assert "twee dingen voor je klaar" in whole(room.marieke.later(hours=12))
    assert "2 · gedeeld werk van een student" in whole(room.marieke.say("Laat zien"))
    assert "mijn straat" in whole(room.marieke.say("2"))


def test_details_are_asked_about_and_the_journal_keeps_its_own_text(room: Classroom):
    """A name in what is chosen is proposed without it, in the copy only; a name in what stays is not looked at."""
    noor = room.member("Noor")
    noor.say("/casus straat", "bij Karin Vermeer voor de deur", "Klaar", "Toch zo laten")
    noor.say("met Joop Pietersen bellen", "Klaar", "Toch zo laten")
    said = whole(noor.say("/deel", "1", "1", "Verder"))
    assert "Antwoord 1 zou ik zo delen" in said
    assert "bij K. voor de deur" in said
    assert "Karin" not in said
    said = whole(noor.say("Zo delen", "Eind van de cursus"))
    assert "bij K. voor de deur" in said
    noor.say("Deel")
    assert shared(noor)[0]["versions"][0]["answers"] == [
        {"step": "v1", "question": "Wat zie je hier?", "text": "bij K. voor de deur"}
    ]
    (run,) = noor.data()["runs"]
    assert run["answers"][0]["text"] == "bij Karin Vermeer voor de deur"


def test_the_copy_is_changed_per_answer_and_looked_at_again(room: Classroom, sam: Chat):
    """Aanpassen takes a new text for one answer of the copy; a name in it is asked about too."""
    sam.say("/deel", "1", "1 2", "Verder", "Een week", "Aanpassen")
    assert "Er staat: “eerst kijken”" in whole(sam.say("2"))
    said = whole(sam.say("ik bel Karin Vermeer"))
    assert "Antwoord 2 zou ik zo delen" in said
    assert "ik bel K." in whole(sam.say("Zo delen"))
    sam.say("Deel")
    assert [item["text"] for item in shared(sam)[0]["versions"][0]["answers"]] == [ANSWERS[0], "ik bel K."]
    answers = {item["step"]: item["text"] for item in sam.data()["runs"][0]["answers"]}
    assert answers["v2"] == "eerst kijken"


def test_a_day_in_words(room: Classroom, sam: Chat):
    """A day may be typed at once or after Andere dag; a day that is over is asked again."""
    sam.say("/deel", "1", "1", "Verder")
    assert "geen dag" in whole(sam.say("Andere dag", "gisteren"))
    assert "tot en met morgen" in whole(sam.say("vrijdag"))
    sam.say("Laat maar")
    assert "tot en met dinsdag 30 juni" in whole(sam.say("/deel", "1", "1", "Verder", "30 juni"))


def test_in_two_groups_one_chooses_with_whom(room: Classroom, sam: Chat):
    """Each group is named with its trainers; only the chosen one gets it."""
    joost = room.elsewhere("Joost")
    code = whole(joost.say("/groep", "Laat binnen")).split("code ")[1][:14]
    sam.say(f"/groep {code}", "Zelfde naam")
    said = whole(sam.say("/deel", "1", "1", "Verder"))
    assert "1 · 2A, docent: Marieke" in said
    assert "2 · 3B, docent: Joost" in said
    assert "Joost van 3B" in whole(sam.say("2"))
    sam.say("Een week", "Deel")
    assert "nu niets gedeeld" in whole(room.marieke.say("/groep", "Gedeeld werk"))
    assert "1 · Sam · De straat" in whole(joost.say("/groep", "Gedeeld werk"))


def test_a_long_answer_comes_in_short_bubbles_three_at_a_time(room: Classroom):
    """No bubble is longer than 450 characters, three come in a row, Meer brings the rest, and no word is lost."""
    noor, text = room.member("Noor"), " ".join(f"woord{n}" for n in range(300))
    finish(noor, text, "kort", "kort", "niets")
    share(noor)
    said = room.marieke.say("/groep", "Gedeeld werk", "1")
    bubbles = [line for line in said if not line.startswith("[")]
    while "[Meer]" in said:
        assert len([line for line in said if "woord" in line]) <= 3
        said = room.marieke.say("Meer")
        bubbles += [line for line in said if not line.startswith("[")]
    assert all(len(line) <= 450 for line in bubbles)
    assert " ".join(line for line in bubbles if "woord" in line).split() == text.split()


def test_comment_answer_and_a_new_version(room: Classroom, sam: Chat):
    """The comment comes back, the writer answers and rewrites; both versions stay, comments with theirs."""
    marieke = room.marieke
    share(sam, "1 2")
    marieke.later(hours=1)
    marieke.say("Laat zien", "Reageer", "2", "Wat zou je daar zien, Sam?")
    assert "klaar voor Sam" in whole(marieke.say("Stuur"))
    assert sam.later(hours=1)[0] == "Er is een reactie op wat je deelde bij De straat."
    assert "Marieke bij 2: Wat zou je daar zien, Sam?" in whole(sam.say("Laat zien"))
    assert "klaar voor Marieke" in whole(sam.say("Antwoord", "Dat weet ik nog niet.", "Stuur"))
    assert marieke.later(days=1)[0] == "Sam schreef iets terug bij De straat."
    sam.say("/gedeeld", "1", "Nieuwe versie", "2", "Eerst aanbellen.", "Deel")
    assert marieke.later(minutes=1) == []  # one a day, and it is Friday
    assert marieke.later(days=3)[0] == "Sam deelde een nieuwe versie bij De straat."
    said = whole(marieke.say("Laat zien") + marieke.say("Meer") + marieke.say("Meer"))
    order = [
        "Versie 2, 6 maart", "Eerst aanbellen.", "Versie 1, 5 maart", "eerst kijken", "Jij bij 2: Wat zou je",
        "Sam bij 2: Dat weet ik",
    ]  # fmt: skip
    assert sorted(order, key=said.index) == order
    (kept,) = shared(sam)
    assert [len(version["answers"]) for version in kept["versions"]] == [2, 2]
    assert [(item["by"], item["own"], item["step"], item["version"]) for item in kept["comments"]] == [
        ("Marieke", False, "v2", 1), ("Sam", True, "v2", 1),
    ]  # fmt: skip


def test_a_comment_on_the_whole_is_looked_at_for_details(room: Classroom, sam: Chat):
    """Words at once are about the whole; a client's name is proposed without it, the student's own name is fine."""
    share(sam)
    room.marieke.say("/groep", "Gedeeld werk", "1", "Reageer")
    said = whole(room.marieke.say("Sam, dit lijkt op Karin Vermeer van vorig jaar"))
    assert "Sam, dit lijkt op K. van vorig jaar" in said
    assert "Karin" not in said
    room.marieke.say("Zo sturen", "Stuur")
    assert "Marieke over het geheel: Sam, dit lijkt op K. van vorig jaar" in whole(sam.say("/gedeeld", "1"))


def test_a_second_message_before_it_goes_is_part_of_the_comment(room: Classroom, sam: Chat):
    """Who types on at the preview sees both messages in it, and both go."""
    share(sam)
    room.marieke.say("/groep", "Gedeeld werk", "1", "Reageer", "1", "Waarom fietsen?")
    assert "Waarom fietsen?\nEn wat nog meer?" in whole(room.marieke.say("En wat nog meer?"))
    room.marieke.say("Stuur")
    assert shared(sam)[0]["comments"][0]["text"] == "Waarom fietsen?\nEn wat nog meer?"


def test_a_long_text_while_choosing_is_kept_as_a_note(sam: Chat):
    """It is no answer to a question of the house: it stands as a draft, and nothing is shared."""
    said = sam.say("/deel", "1", "1", "Verder", "vandaag liep ik door de straat en dacht aan wat ik morgen zou doen")
    assert "Je tekst staat vast als concept" in whole(said)
    assert shared(sam) == []


def test_words_after_another_command_are_no_comment(room: Classroom, sam: Chat):
    """Who went to the menu in between is not writing to the student any more."""
    share(sam)
    room.marieke.say("/groep", "Gedeeld werk", "1", "Reageer", "1", "/menu", "dit is voor mijzelf", "Stuur")
    assert shared(sam)[0]["comments"] == []


def test_a_new_version_in_which_nothing_changed_is_none(room: Classroom, sam: Chat):
    """Back out of a new version: what is shared stays as it was."""
    share(sam, "1 2")
    said = whole(sam.say("/gedeeld", "1", "Nieuwe versie", "1", "Terug"))
    assert "jij, in 2A" in said
    assert "Laat maar" not in said
    assert len(shared(sam)[0]["versions"]) == 1


def gone(room: Classroom) -> bool:
    """Whether the trainer sees nothing of it, in the list and by its id."""
    name = room.ids("share")[0]
    seen = whole(room.marieke.say(f"/gedeeldwerk {room.group}") + room.marieke.say(f"/deling {name}"))
    return not any(word in seen for word in ("Sam", "De straat", "fietsen"))


def after_the_day(room: Classroom, sam: Chat) -> None:
    """The last day is over."""
    sam.later(days=8)


def after_the_course(room: Classroom, sam: Chat) -> None:
    """The course is over."""
    room.marieke.say("/groep", "Meer", "Einddatum", "vrijdag")
    sam.later(days=2)


def by_stop(room: Classroom, sam: Chat) -> None:
    """The writer stops it."""
    assert "Je docent ziet De straat niet meer" in whole(sam.say("/gedeeld", "Stop 1"))


def by_leaving(room: Classroom, sam: Chat) -> None:
    """The writer leaves the group."""
    sam.say("/groep", "Groep verlaten", "Ga eruit")


def by_being_taken_out(room: Classroom, sam: Chat) -> None:
    """The trainer takes the writer out of the group."""
    room.marieke.say("/groep", "Meer", "Leden", "1", "Haal weg")


def by_closing(room: Classroom, sam: Chat) -> None:
    """The trainer closes the group."""
    room.marieke.say("/groep", "Meer", "Beheer", "Sluit groep", "Sluit groep")


@pytest.mark.parametrize(
    ("end", "until"),
    [
        (after_the_day, "Een week"), (after_the_course, "Eind van de cursus"), (by_stop, "Een week"),
        (by_leaving, "Een week"), (by_being_taken_out, "Een week"), (by_closing, "Eind van de cursus"),
    ],
)  # fmt: skip
def test_an_end_takes_it_from_the_trainer_and_leaves_it_with_the_writer(room: Classroom, sam: Chat, end, until: str):
    """However it ends, the trainer sees nothing of it and is told nothing; the writer keeps copy and comments."""
    share(sam, until=until)
    room.marieke.say("/groep", "Gedeeld werk", "1", "Reageer", "1", "Waarom fietsen?", "Stuur")
    end(room, sam)
    assert gone(room)
    assert room.marieke.later(days=4) == []
    (kept,) = shared(sam)
    assert kept["versions"][0]["answers"][0]["text"] == "een stoep vol fietsen"
    assert kept["comments"][0]["text"] == "Waarom fietsen?"
    said = whole(sam.say("/gedeeld", "1"))
    assert "niet meer gedeeld" in said
    assert "Waarom fietsen?" in said
    assert "Nieuwe versie" not in said


def test_the_end_of_the_course_moves_with_the_group(room: Classroom, sam: Chat):
    """Without a last day it is read until the group closes; with one, through that day."""
    share(sam, until="Eind van de cursus")
    sam.later(days=200)
    assert not gone(room)
    room.marieke.say("/groep", "Meer", "Einddatum", "over twee weken")
    sam.later(days=13)
    assert not gone(room)
    sam.later(days=3)
    assert gone(room)


def test_coming_back_to_the_group_shares_nothing_again(room: Classroom, sam: Chat):
    """What was shared before one left stays one's own after joining anew."""
    share(sam)
    by_leaving(room, sam)
    sam.say(f"/groep {room.code}", "Zelfde naam")
    assert gone(room)


def test_an_old_stop_button_works_at_once_and_an_old_comment_does_not_come(room: Classroom, sam: Chat):
    """The button under the first message stops it; what the trainer was writing then is refused like anything else."""
    share(sam)
    room.marieke.say("/groep", "Gedeeld werk", "1", "Reageer", "1", "Nog één ding")
    (name,) = room.ids("share")
    press(sam, "sam", f"c:deling-stop {name}")
    assert "vind ik niet" in whole(room.marieke.say("Stuur"))
    assert shared(sam)[0]["comments"] == []
    finish(sam)
    share(sam)
    room.marieke.say("/groep", "Gedeeld werk", "1", "Reageer", "1")
    sam.say("/gedeeld", "Stop 1")
    assert "vind ik niet" in whole(room.marieke.say("Nog één ding"))
    assert gone(room)


def test_an_old_share_button_shares_nothing_else(room: Classroom, sam: Chat):
    """Deel under an earlier preview does not share what is being chosen now."""
    sam.say("/deel", "1", "1", "Verder", "Een week")
    key = offers(room, "Deel")
    sam.say("Laat maar", "/deel", "1", "1 2 3", "Verder", "Een week")
    press(sam, "sam", key)
    assert shared(sam) == []


def offers(room: Classroom, label: str) -> str:
    """The key of the button with that label that somebody may type now."""
    for name in room.people():
        with room.marieke.store.look(name) as work:
            found = dict(Focus.from_json(work.focus()).offers)
            if label in found:
                return found[label]
    raise AssertionError(label)


def test_a_copy_can_be_destroyed_by_its_writer(room: Classroom, sam: Chat):
    """After it ended the copy with its comments can be wiped; the journal keeps its own."""
    share(sam)
    by_stop(room, sam)
    assert "Wat in je logboek staat, blijft" in whole(sam.say("/gedeeld", "1", "Wis deze kopie"))
    sam.say("Wis")
    assert shared(sam) == []
    assert room.ids("share") == room.ids("comment") == []
    assert len(sam.data()["runs"][0]["answers"]) == 4


def test_nothing_nags_for_sharing(room: Classroom, sam: Chat):
    """Who shares nothing hears nothing about it, ever, and nor does the trainer."""
    for _ in range(4):
        assert sam.later(days=2) == []
        assert room.marieke.later(days=2) == []
    assert "nu niets gedeeld" in whole(room.marieke.say("/groep", "Gedeeld werk"))


def test_what_was_stopped_before_it_was_told_is_not_told(room: Classroom, sam: Chat):
    """In the trainer's quiet hours it waits; stopped by then, nothing comes."""
    sam.later(hours=11)
    share(sam)
    by_stop(room, sam)
    assert room.marieke.later(days=1) == []


def test_a_response_for_the_whole_group(room: Classroom, sam: Chat):
    """Everybody but its writer gets it, without names, within their limits; it can be read again from the group."""
    joost, noor = room.colleague("Joost"), room.member("Noor")
    said = whole(room.marieke.say("/groep", "Meer", "Reactie voor iedereen"))
    assert "Zonder namen" in said
    assert "Dit gaat naar iedereen in 2A:\nVelen schreven over fietsen." in whole(
        room.marieke.say("Velen schreven over fietsen.")
    )
    room.marieke.say("Stuur")
    for one in (sam, noor, joost):
        assert one.later(hours=1)[0] == "Reactie van Marieke voor de groep 2A."
        assert "Velen schreven over fietsen." in whole(one.say("Laat zien"))
    assert room.marieke.later(days=3) == []
    assert "Velen schreven over fietsen." in whole(sam.say("/groep", "Reacties"))
    again = whole(room.marieke.say("/groep", "Meer", "Reactie voor iedereen", "Eerdere reacties"))
    assert "Velen schreven over fietsen." in again


def test_a_response_about_an_exercise_names_no_one(room: Classroom, sam: Chat):
    """From shared work it says which exercise; any name in it is asked about, that of a member too."""
    share(sam)
    said = whole(room.marieke.say("/groep", "Gedeeld werk", "1", "Reactie voor iedereen"))
    assert "over De straat" in said
    assert "zonder wie en waar" in whole(room.marieke.say("Karin Vermeer schreef iets moois"))
    room.marieke.say("Zelf aanpassen")
    said = whole(room.marieke.say("Sam schreef iets moois. Marieke"))
    assert "schreef iets moois. Marieke" in said
    assert "Sam" not in said
    room.marieke.say("Zo sturen", "Stuur")
    said = whole(sam.say("/groep", "Reacties"))
    assert "bij De straat\nS. schreef iets moois. Marieke" in said


def test_deleting_a_student_takes_their_work_and_the_comments_along(room: Classroom, sam: Chat):
    """Nothing of what was shared stays, not even the trainer's own words about it."""
    share(sam)
    room.marieke.say("/groep", "Gedeeld werk", "1", "Reageer", "1", "Waarom fietsen?", "Stuur")
    sam.say("/verwijder", "Wis alles")
    assert room.ids("share") == room.ids("comment") == []
    assert "nu niets gedeeld" in whole(room.marieke.say("/groep", "Gedeeld werk"))
    assert room.marieke.later(days=3) == []


def test_deleting_a_trainer_leaves_their_words_with_the_writer(room: Classroom, sam: Chat):
    """The comment stays, from "een docent"; what was said to the group stays with the group."""
    joost = room.colleague("Joost")
    share(sam)
    room.marieke.say("/groep", "Gedeeld werk", "1", "Reageer", "1", "Waarom fietsen?", "Stuur")
    room.marieke.say("/groep", "Meer", "Reactie voor iedereen", "Velen schreven over fietsen.", "Stuur")
    room.marieke.say("/verwijder", "Wis alles")
    assert "een docent bij 1: Waarom fietsen?" in whole(sam.say("/gedeeld", "1"))
    assert shared(sam)[0]["comments"][0]["by"] == "een docent"
    assert "Reactie van een docent voor de groep" in whole(sam.say("/groep", "Reacties"))
    assert "1 · Sam · De straat" in whole(joost.say("/groep", "Gedeeld werk"))


SHARE = """
deling deling-stop deling-versie deling-wis deling-nieuw reactie-nieuw reageer voor-iedereen-bij
"""
GROUP, NOTE = "gedeeldwerk voor-iedereen groepsreacties", "groepsreactie groepsreactie-nieuw"
TRAINERS = "gedeeldwerk voor-iedereen"  # what a student of the group is refused as well
OUTSIDE = {"share": SHARE, "learning_group": GROUP, "group_note": NOTE, "run": "deel lees"}


def outsider(room: Classroom) -> Chat:
    """Somebody in no group."""
    return room.marieke.other("buiten")


def other_student(room: Classroom) -> Chat:
    """Another student of the group."""
    return room.member("Noor")


def trainer_elsewhere(room: Classroom) -> Chat:
    """A trainer of another group."""
    return room.elsewhere("Joost")


def after_the_end_date(room: Classroom) -> Chat:
    """The trainer, when the last day is over."""
    room.marieke.later(days=9)
    return room.marieke


def once_a_member(room: Classroom) -> Chat:
    """A student who left the group."""
    noor = room.member("Noor")
    noor.say("/groep", "Groep verlaten", "Ga eruit")
    return noor


def once_a_trainer(room: Classroom) -> Chat:
    """A trainer who left the group."""
    joost = room.colleague("Joost")
    joost.say("/groep", "Meer", "Beheer", "Groep verlaten", "Ga eruit")
    return joost


@pytest.mark.parametrize(
    ("wrong", "refused"),
    [
        (outsider, OUTSIDE), (other_student, {"share": SHARE, "learning_group": TRAINERS, "run": "deel lees"}),
        (trainer_elsewhere, OUTSIDE), (after_the_end_date, {"share": SHARE, "run": "deel lees"}),
        (once_a_member, OUTSIDE), (once_a_trainer, OUTSIDE),
    ],
)  # fmt: skip
def test_every_wrong_role_is_refused_everything_and_learns_nothing(
    room: Classroom, sam: Chat, wrong, refused: dict[str, str]
):
    """Each command gets the same words as for what does not exist, and changes nothing."""
    share(sam)
    room.marieke.say("/groep", "Meer", "Reactie voor iedereen", "Velen schreven over fietsen.", "Stuur")
    before, tried = shared(sam), 0
    somebody = wrong(room)
    ids = {"share": room.ids("share")[0], "learning_group": room.group, "group_note": room.ids("group_note")[0]}
    ids["run"] = before[0]["run"]
    for table, commands in refused.items():
        for command in commands.split():
            there = whole(somebody.say(f"/{command} {ids[table]}"))
            none = whole(somebody.say(f"/{command} {'0' * len(ids[table])}"))
            assert there == none, command
            assert not any(word in there for word in ("Sam", "straat", "fietsen", "2A")), command
            tried += 1
    assert tried == sum(len(commands.split()) for commands in refused.values())
    assert shared(sam) == before


def test_the_writer_may_do_all_of_it_and_a_stranger_sees_the_same_as_before(room: Classroom, sam: Chat):
    """The same commands that are refused to others work for who they are for."""
    share(sam)
    (name,) = room.ids("share")
    assert "fietsen" in whole(sam.say(f"/deling {name}"))
    assert "Gestopt" in whole(sam.say(f"/deling-stop {name}"))
