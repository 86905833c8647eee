"""Assignments and progress, had in chats of several people with the whole bot. It is Thursday 5 March 2026, noon."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.talking import Chat
from tests.services.classroom import (
    assignment,
    at,
    classroom,
    colleague,
    crowd,
    do,
    group_ids,
    invited,
    rows,
    set_many,
    student,
    way_in,
    whole,
)


@pytest.fixture
def trainer(tmp_path: Path) -> Iterator[Chat]:
    """Marieke, who guides 2A."""
    with classroom(tmp_path) as chat:
        yield chat


def progress(trainer: Chat) -> str:
    """What the trainer sees of the first thing that is set."""
    return whole(trainer.say("/voortgang", "1"))


TOLD = "Marieke zette casus Kwartel klaar, voor dinsdag. Ongeveer 25 minuten, mag in stukjes."


def test_a_casus_is_set_in_six_steps_and_shown_first_as_the_group_will_see_it(trainer: Chat):
    """Found by a word, with a day in words, a place and a sentence; nothing is kept before Zet klaar."""
    sam = student(trainer, "Sam")
    assert "Wat zet je klaar voor 2A?" in whole(trainer.say("/groep", "Opdracht klaarzetten"))
    assert "Casus Kwartel. Voor wanneer?" in whole(trainer.say("kwartel"))
    assert "Waar doen ze het?" in whole(trainer.say("voor dinsdag"))
    assert "een zin" in whole(trainer.say("Thuis"))
    said = whole(trainer.say("Kijk *goed* {naam}."))
    assert "Marieke zette casus Kwartel klaar, voor dinsdag. Ongeveer 25 minuten, voor thuis." in said
    assert "Marieke zegt erbij: Kijk *goed* {naam}." in said
    assert rows(trainer, "select * from assignment") == []
    assert "Het staat klaar." in whole(trainer.say("Zet klaar"))
    assert "Niet begonnen (1): Sam" in progress(trainer)
    assert "Kijk *goed*" not in whole(sam.later(hours=1))
    assert "Marieke zegt erbij: Kijk *goed* {naam}." in whole(sam.say("Begin"))


def test_a_casus_is_set_in_one_line(trainer: Chat):
    """Name and day after the command lead straight to how the group will see it."""
    assert TOLD in whole(trainer.say("/opdracht kwartel voor dinsdag"))
    trainer.say("Zet klaar")
    assert "casus Kwartel, voor dinsdag: 0 niet begonnen · 0 bezig · 0 klaar" in whole(trainer.say("/voortgang"))


def test_every_step_can_be_skipped_and_all_of_it_left(trainer: Chat):
    """Without a date and a sentence; Aanpassen asks again; Laat maar keeps nothing."""
    said = whole(trainer.say("/opdracht kwartel", "Zonder datum", "Waar ze willen", "Zonder"))
    assert "Marieke zette casus Kwartel klaar. Ongeveer 25 minuten, mag in stukjes." in said
    assert "Voor wanneer?" in whole(trainer.say("Aanpassen"))
    assert "niets nieuws klaar" in whole(trainer.say("Laat maar"))
    assert rows(trainer, "select * from assignment") == []


def test_what_is_no_day_or_too_long_is_asked_again(trainer: Chat):
    """A day that was, a word that is none, and a sentence that is a story."""
    trainer.say("/opdracht kwartel")
    for words in ("gisteren", "ooit"):
        assert "geen dag in die nog komt" in whole(trainer.say(words))
    trainer.say("morgen", "In de les")
    assert "langer dan 300 tekens" in whole(trainer.say("w" * 301))
    assert "voor de les van morgen. Die doen jullie samen" in whole(trainer.say("Zonder"))


def test_it_can_be_chosen_from_a_list_and_by_a_vague_word(trainer: Chat):
    """A list goes page by page; what means nothing is asked again; several that fit are numbered."""
    trainer.say("/opdracht", "Leerlijnen", "Meer")
    assert "zette leerlijn Vogels kijken klaar" in whole(trainer.say("vogels kijken", "Zonder datum", "Zonder"))
    trainer.say("Laat maar", "/opdracht", "Vragen")
    assert "Voor wanneer?" in whole(trainer.say("2"))
    trainer.say("Laat maar")
    assert "Probeer een ander woord" in whole(trainer.say("/opdracht qqxxzz"))
    said = whole(trainer.say("anne"))
    assert "Welke bedoel je?" in said or "Casus Anne" in said


def test_the_same_is_not_set_twice(trainer: Chat):
    """Who sets what stands there already is led to it."""
    trainer.say("/opdracht kwartel dinsdag", "Zet klaar")
    assert "staat al klaar voor 2A, voor dinsdag" in whole(trainer.say("/opdracht kwartel vrijdag"))
    assert "Wat wil je veranderen?" in whole(trainer.say("Wijzig"))


def test_a_trainer_of_two_groups_is_asked_for_which(trainer: Chat):
    """What was typed along with it is kept while the group is asked for."""
    trainer.say("/trainer", "Nieuwe groep", "2B")
    said = whole(trainer.say("/opdracht kwartel dinsdag"))
    assert "1 · 2A" in said
    assert "2 · 2B" in said
    assert "Zo ziet 2B het" in whole(trainer.say("2"))


def test_a_heavy_casus_says_so_to_who_sets_it(trainer: Chat):
    """That there is a warning, and that another casus counts as well."""
    assert "Wie liever een andere casus doet, telt ook mee" in whole(trainer.say("/opdracht reiger dinsdag"))


def test_members_hear_it_at_a_moment_that_fits(trainer: Chat):
    """What is set in the evening comes after the quiet hours, once, with two buttons."""
    sam = student(trainer, "Sam")
    at(trainer, "2026-03-05T21:30")
    trainer.say("/opdracht kwartel dinsdag", "Zet klaar")
    assert sam.later(hours=1) == []
    at(trainer, "2026-03-06T07:01")
    assert sam.later(minutes=1) == [TOLD, "[Begin] [Later]"]
    assert sam.later(hours=3) == []
    assert "/opdrachten" in whole(sam.say("Later"))


def test_who_stopped_reminders_still_finds_it(trainer: Chat):
    """Nothing comes of its own accord; it stands in the menu and under /opdrachten."""
    sam = student(trainer, "Sam")
    sam.say("/instellingen", "Niet meer")
    trainer.say("/opdracht kwartel dinsdag", "Zet klaar")
    assert sam.later(hours=1) == []
    assert "[Opdracht: Kwartel]" in whole(sam.say("/menu"))
    assert "1 · casus Kwartel, voor dinsdag · niet begonnen" in whole(sam.say("/opdrachten"))


def test_the_trainer_sees_not_begun_busy_and_done(trainer: Chat):
    """Begun is busy, finished is done; the student hears that this is all there is to see."""
    sam, noor = student(trainer, "Sam"), student(trainer, "Noor")
    trainer.say("/opdracht kwartel dinsdag", "Zet klaar")
    sam.later(hours=1)
    assert "Wat zie je bij Kwartel?" in whole(sam.say("Begin"))
    assert "Niet begonnen (1): Noor\nBezig (1): Sam" in progress(trainer)
    sam.say("kwartelei", "/pauze")
    assert "[Verder met Kwartel]" in whole(sam.say("/menu"))
    sam.say("Verder met Kwartel")
    assert "Je docent ziet alleen: klaar." in whole(do(sam))
    said = progress(trainer)
    assert "Niet begonnen (1): Noor\nKlaar (1): Sam" in said
    assert "kwartelei" not in said
    assert "1 niet begonnen · 0 bezig · 1 klaar" in whole(trainer.say("/voortgang"))
    assert "· klaar" in whole(sam.say("/opdrachten"))
    assert "Opdracht" not in whole(sam.say("/menu"))
    assert "casus Kwartel, voor dinsdag · niet begonnen" in whole(noor.say("/opdrachten"))


def test_who_is_done_stays_done(trainer: Chat):
    """Beginning once more, or stopping halfway, takes nothing back."""
    sam = student(trainer, "Sam")
    trainer.say("/opdracht kwartel dinsdag", "Zet klaar")
    sam.say("/casus kwartel")
    do(sam)
    assert "Je docent ziet" not in whole(sam.say("/casus kwartel", "/stop"))
    assert "Klaar (1): Sam" in progress(trainer)


def test_the_other_way_is_as_good_and_does_not_show(trainer: Chat):
    """Who takes the way out of a heavy case and finishes the other is done; nothing else is seen, before or after."""
    sam, noor = student(trainer, "Sam"), student(trainer, "Noor")
    trainer.say("/opdracht reiger dinsdag", "Zet klaar")
    sam.later(hours=1)
    sam.say("Begin", "Ik begin")
    assert "Wat zie je bij Lijster?" in whole(noor.say("/opdrachten", "1", "Begin", "Andere casus"))
    assert "Bezig (2): Noor, Sam" in progress(trainer)
    noor.say("/pauze")
    assert "Wat zie je bij Lijster?" in whole(noor.say("/opdrachten", "1", "Verder"))
    assert "Je docent ziet alleen: klaar." in whole(do(noor))
    do(sam)
    assert "Klaar (2): Noor, Sam" in progress(trainer)
    tables = {state for (state,) in rows(trainer, "select distinct state from doing")}
    assert tables == {"done"}


def test_where_no_other_case_is_named_any_will_do(trainer: Chat):
    """The list of cases comes instead, and the one that is chosen there counts."""
    sam = student(trainer, "Sam")
    trainer.say("/opdracht zwaluw dinsdag", "Zet klaar")
    sam.say("/casus zwaluw", "Andere casus", "/casus kwartel")
    do(sam)
    assert "Klaar (1): Sam" in progress(trainer)


def test_the_equal_case_alone_does_not_count(trainer: Chat):
    """Doing the other without the warning, or while the first stands half done, is just doing the other."""
    sam = student(trainer, "Sam")
    trainer.say("/opdracht reiger dinsdag", "Zet klaar")
    sam.say("/casus lijster")
    do(sam)
    assert "Niet begonnen (1): Sam" in progress(trainer)
    sam.say("/casus reiger", "Ik begin", "/pauze", "/casus lijster")
    do(sam)
    assert "Bezig (1): Sam" in progress(trainer)


def test_a_leerlijn_is_done_when_all_its_parts_are(trainer: Chat):
    """The words that are read count too, and so does the equal case of a heavy part."""
    sam = student(trainer, "Sam")
    said = whole(trainer.say("/opdracht vogels kijken dinsdag"))
    assert "leerlijn Vogels kijken klaar, voor dinsdag" in said
    trainer.say("Zet klaar")
    assert "Vogels kijken" in whole(sam.say("/opdrachten", "1", "Begin"))
    assert "Niet begonnen (1): Sam" in progress(trainer)
    sam.say("/leerlijn vogels 2")
    assert "Bezig (1): Sam" in progress(trainer)
    sam.say("/leerlijn vogels 1")
    do(sam)
    sam.say("/leerlijn vogels 3", "Andere casus")
    assert "Bezig (1): Sam" in progress(trainer)
    do(sam)
    assert "Klaar (1): Sam" in progress(trainer)


def test_what_was_done_before_may_count(trainer: Chat):
    """Ik deed hem al is offered only to who did it, and is theirs to tap."""
    sam, noor = student(trainer, "Sam"), student(trainer, "Noor")
    sam.say("/casus kwartel")
    do(sam)
    trainer.say("/opdracht kwartel dinsdag", "Zet klaar")
    assert "Niet begonnen (2)" in progress(trainer)
    assert "[Begin] [Ik deed hem al] [Later]" in whole(sam.later(hours=1))
    assert "hij telt" in whole(sam.say("Ik deed hem al"))
    assert "Niet begonnen (1): Noor\nKlaar (1): Sam" in progress(trainer)
    assert "Ik vind niet terug" in whole(noor.say(f"/opdracht-telt {assignment(trainer)}"))
    assert "Niet begonnen (1): Noor" in progress(trainer)


def test_one_is_reminded_once_on_the_day_before(trainer: Chat):
    """Who is not done hears it on Monday at four; who is done hears nothing."""
    sam, noor = student(trainer, "Sam"), student(trainer, "Noor")
    trainer.say("/opdracht kwartel dinsdag", "Zet klaar")
    sam.later(hours=1)
    noor.say("/opdrachten", "1", "Begin")
    do(noor)
    assert noor.later(hours=1) == []
    at(trainer, "2026-03-09T14:59")
    assert sam.later(seconds=30) == []
    assert sam.later(minutes=5) == [
        "Voor morgen staat casus Kwartel nog voor je klaar. Mag in stukjes.", "[Begin] [Later]"
    ]  # fmt: skip
    assert noor.later(minutes=1) == []
    assert sam.later(days=1) == []
    assert sam.later(days=9) == []


def test_for_monday_one_is_reminded_on_friday(trainer: Chat):
    """No reminder comes on a Sunday."""
    sam = student(trainer, "Sam")
    trainer.say("/opdracht kwartel maandag", "Zet klaar")
    sam.later(hours=1)
    at(trainer, "2026-03-06T15:01")
    assert "Voor maandag staat casus Kwartel" in whole(sam.later(minutes=1))
    assert sam.later(days=2) == []


def test_for_class_nobody_is_hurried(trainer: Chat):
    """What is done together in class is told, and comes without a reminder or a place at the top of the menu."""
    sam = student(trainer, "Sam")
    trainer.say("/opdracht kwartel", "dinsdag", "In de les", "Zonder", "Zet klaar")
    assert "Vooraf hoef je niets te doen" in whole(sam.later(hours=1))
    assert "Opdracht: Kwartel" not in whole(sam.say("/menu"))
    at(trainer, "2026-03-09T15:01")
    assert sam.later(minutes=1) == []


def test_what_was_not_told_yet_is_not_a_reminder_too(trainer: Chat):
    """When the limits hold the message back until the day before, one message comes and no two."""
    sam = student(trainer, "Sam")
    at(trainer, "2026-03-06T22:00")
    trainer.say("/opdracht kwartel dinsdag", "Zet klaar")
    assert sam.later(days=1) == []
    at(trainer, "2026-03-09T15:01")
    assert "Marieke zette casus Kwartel klaar, voor morgen" in whole(sam.later(minutes=1))
    assert sam.later(days=3) == []


def test_late_is_possible_and_nothing_is_said_about_it(trainer: Chat):
    """After the day it stands there as before; finishing it then is done."""
    sam = student(trainer, "Sam")
    trainer.say("/opdracht kwartel dinsdag", "Zet klaar")
    sam.later(hours=1)
    at(trainer, "2026-03-20T10:00")
    assert whole(sam.say("/opdrachten")).startswith(
        "Dit staat voor je klaar:\n1 · casus Kwartel, voor dinsdag 10 maart · niet begonnen"
    )
    sam.say("1", "Begin")
    assert "Je docent ziet alleen: klaar." in whole(do(sam))


def test_what_is_due_first_comes_first(trainer: Chat):
    """By date, then what has none, then what is done; the menu shows the first."""
    sam = student(trainer, "Sam")
    for line in ("/opdracht kwartel 20 maart", "/opdracht lijster dinsdag", "/opdracht zwaluw morgen"):
        trainer.say(line, "Zet klaar")
    trainer.say("/opdracht vogels kijken", "Zonder datum", "Zonder", "Zet klaar")
    sam.say("/casus lijster")
    do(sam)
    assert [line[:15] for line in sam.say("/opdrachten")[1:5]] == [
        "1 · casus Zwalu", "2 · casus Kwart", "3 · leerlijn Vo", "4 · casus Lijst"
    ]  # fmt: skip
    assert "[Opdracht: Zwaluw]" in whole(sam.say("/menu"))


def test_several_together_are_one_line_without_what_is_done_or_withdrawn(trainer: Chat):
    """Two things at once are two things; of those only what still holds is shown."""
    sam = student(trainer, "Sam")
    trainer.say("/opdracht kwartel dinsdag", "Zet klaar", "/opdracht lijster dinsdag", "Zet klaar")
    trainer.say("/opdracht zwaluw dinsdag", "Zet klaar")
    assert "Er liggen drie dingen voor je klaar." in whole(sam.later(hours=1))
    sam.say("/casus lijster")
    do(sam)
    said = whole(sam.say("/toon alles"))
    assert "1 · casus Kwartel, voor dinsdag\n2 · casus Zwaluw, voor dinsdag" in said
    assert "Marieke zette casus Zwaluw klaar" in whole(sam.say("2"))


def test_who_joins_later_sees_what_is_set_and_is_reminded_too(trainer: Chat):
    """After joining the list comes by itself; the day before, the reminder."""
    trainer.say("/opdracht kwartel dinsdag", "Zet klaar")
    sam = trainer.other("sam")
    said = whole(sam.say(f"/groep {way_in(trainer)}", "Sam"))
    assert "1 · casus Kwartel, voor dinsdag · niet begonnen" in said
    at(trainer, "2026-03-09T15:01")
    assert "Voor morgen staat casus Kwartel" in whole(sam.later(minutes=1))


def test_withdrawn_is_told_once_to_who_had_heard_of_it_and_is_not_done(trainer: Chat):
    """Who had not heard yet, or was done, hears nothing; what they wrote stays theirs."""
    sam, noor, bo = student(trainer, "Sam"), student(trainer, "Noor"), student(trainer, "Bo")
    bo.say("/instellingen", "Rust en tijden", "Week pauze")
    trainer.say("/opdracht kwartel dinsdag", "Zet klaar")
    sam.later(hours=1)
    sam.say("Begin", "kwartelei", "/pauze")
    noor.say("/casus kwartel")
    do(noor)
    assert "Wie het al gehoord had" in whole(trainer.say("/voortgang", "1", "Wijzig", "Trek in"))
    trainer.say("Trek in")
    assert "Er staat nog niets klaar" in whole(trainer.say("/voortgang"))
    at(trainer, "2026-03-06T12:00")
    told = "De opdracht casus Kwartel gaat niet door. Wat je schreef, is van jou en blijft staan."
    assert sam.later(minutes=1) == [told]
    assert [chat.later(minutes=1) for chat in (noor, sam, bo)] == [[], [], []]
    assert bo.later(days=8) == []
    assert "niets voor je klaar" in whole(sam.say("/opdrachten"))
    assert "kwartelei" in str(sam.data()["runs"])
    assert rows(trainer, "select * from doing") == []


def test_another_day_is_told_to_who_had_heard_the_old_one(trainer: Chat):
    """Who had not yet heard of it hears the new day only; the reminder moves along."""
    sam, noor = student(trainer, "Sam"), student(trainer, "Noor")
    noor.say("/instellingen", "Rust en tijden", "Week pauze")
    trainer.say("/opdracht kwartel dinsdag", "Zet klaar")
    sam.later(hours=1)
    said = whole(trainer.say("/voortgang", "1", "Wijzig", "Andere dag", "20 maart"))
    assert "Casus Kwartel, voor vrijdag 20 maart" in said
    at(trainer, "2026-03-06T12:00")
    assert "De dag voor casus Kwartel is veranderd: vrijdag 20 maart." in whole(sam.later(minutes=1))
    at(trainer, "2026-03-09T15:01")
    assert sam.later(minutes=1) == []
    at(trainer, "2026-03-12T12:30")
    assert "casus Kwartel klaar, voor vrijdag 20 maart" in whole(noor.later(minutes=1))
    at(trainer, "2026-03-19T15:01")
    assert "Voor morgen staat casus Kwartel" in whole(sam.later(minutes=1))


def test_the_day_can_go_and_the_sentence_can_change(trainer: Chat):
    """Without a day no reminder comes; for another sentence nobody is disturbed."""
    sam = student(trainer, "Sam")
    trainer.say("/opdracht kwartel dinsdag", "Zet klaar")
    sam.later(hours=1)
    trainer.say("/voortgang", "1", "Wijzig", "Andere zin", "Kijk naar de snavel.")
    assert sam.later(days=1) == []
    assert "Marieke zegt erbij: Kijk naar de snavel." in whole(sam.say("/opdrachten", "1"))
    trainer.say("/voortgang", "1", "Wijzig", "Andere dag", "Zonder datum")
    assert "geldt geen dag meer" in whole(sam.later(minutes=20))
    at(trainer, "2026-03-09T15:01")
    assert sam.later(minutes=1) == []


def test_a_closed_group_asks_nothing_any_more(trainer: Chat):
    """What was set is gone from the list, and nothing of it comes."""
    sam = student(trainer, "Sam")
    trainer.say("/opdracht kwartel dinsdag", "Zet klaar", "/groep", "Meer", "Beheer", "Sluit groep", "Sluit groep")
    assert "zette" not in whole(sam.later(hours=1))
    assert "niets voor je klaar" in whole(sam.say("/opdrachten"))
    assert "vind ik niet" in whole(sam.say(f"/opdracht-toon {assignment(trainer)}"))


def test_who_leaves_takes_their_state_along(trainer: Chat):
    """Out of the group nothing is kept of how far somebody was, and nothing comes."""
    sam = student(trainer, "Sam")
    trainer.say("/opdracht kwartel dinsdag", "Zet klaar")
    sam.say("/casus kwartel")
    do(sam)
    sam.say("/groep", "Groep verlaten", "Ga eruit")
    assert rows(trainer, "select * from doing") == []
    assert "Er doet nog niemand mee." in progress(trainer)
    assert sam.later(days=4) == []


def test_many_names_come_in_pages(trainer: Chat):
    """Thirty names at a time, by name, with the whole number in each heading."""
    crowd(trainer, 34)
    trainer.say("/opdracht kwartel dinsdag", "Zet klaar")
    said = whole(trainer.say("/voortgang", "1"))
    assert "Niet begonnen (34): Naam 00, Naam 01" in said
    assert "Naam 29\n" in said
    assert "Naam 30" not in said
    assert "Niet begonnen (34): Naam 30, Naam 31, Naam 32, Naam 33" in whole(trainer.say("Meer"))


def test_much_that_is_set_comes_in_pages(trainer: Chat):
    """Eight at a time, for a student and for the trainer, for whom what is past comes last."""
    sam = student(trainer, "Sam")
    set_many(trainer, "kwartel", *("lijster" for _ in range(9)))
    assert "8 · casus Lijster" in whole(sam.say("/opdrachten"))
    assert "9 · casus Lijster" in whole(sam.say("Meer"))
    assert "2 · casus Lijster" not in whole(sam.say("/opdrachten 2"))
    assert "1 · casus Kwartel, voor vandaag: 1 niet begonnen" in whole(trainer.say("/voortgang"))
    at(trainer, "2026-03-06T12:00")
    assert "10 · casus Kwartel, voor gisteren" in whole(trainer.say("/voortgang", "Meer"))
    assert "Niet begonnen (1): Sam" in whole(trainer.say("10"))


def test_the_file_of_ones_data_has_ones_assignments(trainer: Chat):
    """A student's states; a trainer's own sentences."""
    sam = student(trainer, "Sam")
    trainer.say("/opdracht kwartel", "dinsdag", "Thuis", "Kijk goed.", "Zet klaar")
    sam.say("/casus kwartel")
    assert sam.data()["assignments"] == [{"group": "2A", "what": "kwartel", "due": "2026-03-10", "state": "busy"}]
    (own,) = trainer.data()["assignments"]
    assert (own["set_by_you"], own["text"]) == (True, "Kijk goed.")


def test_a_trainer_who_is_taken_out_halfway_sets_nothing(trainer: Chat):
    """The right is asked for at the last tap too, and what is said is that there is no such group."""
    joost = colleague(trainer, "Joost")
    assert "Zo ziet 2A het" in whole(joost.say("/opdracht kwartel dinsdag"))
    trainer.say("/groep", "Meer", "Leden", "1", "Haal weg")
    assert "Die groep vind ik niet" in whole(joost.say("Zet klaar"))
    assert rows(trainer, "select * from assignment") == []


OF_GROUP = ("opdracht-groep", "voortgang")
OF_TRAINERS = ("opdracht-beheer", "opdracht-dag", "opdracht-zin", "opdracht-intrek", "voortgang-van")
OF_STUDENTS = (
    "opdracht-toon", "opdracht-begin", "opdracht-later", "opdracht-telt", "opdracht-nieuw", "opdracht-straks",
    "opdracht-anders", "opdracht-weg",
)  # fmt: skip
WRONG = {
    "outsider": (*OF_GROUP, *OF_TRAINERS, *OF_STUDENTS),
    "student": (*OF_GROUP, *OF_TRAINERS),
    "student elsewhere": (*OF_GROUP, *OF_TRAINERS, *OF_STUDENTS),
    "other trainer": (*OF_GROUP, *OF_TRAINERS, *OF_STUDENTS),
    "own trainer": OF_STUDENTS,
}


def being(trainer: Chat, role: str) -> Chat:
    """Somebody in a role to what is set for 2A."""
    if role == "own trainer":
        return trainer
    if role == "student":
        return student(trainer, "Sam")
    if role == "other trainer":
        return invited(trainer, "Ilse", "3C")
    if role == "student elsewhere":
        ilse = invited(trainer, "Ilse", "3C")
        return student(ilse, "Sam", "groep2")
    return trainer.other("buiten")


@pytest.mark.parametrize("role", WRONG)
def test_who_may_not_learns_nothing(trainer: Chat, role: str):
    """Each command by each wrong role gets the same words as what does not exist, and changes nothing."""
    somebody = being(trainer, role)
    trainer.say("/opdracht kwartel", "dinsdag", "Thuis", "Kijk goed.", "Zet klaar")
    before = rows(trainer, "select * from assignment")
    for command in WRONG[role]:
        thing = group_ids(trainer)["2A"] if command in OF_GROUP else assignment(trainer)
        there = whole(somebody.say(f"/{command} {thing}"))
        assert there == whole(somebody.say(f"/{command} {'0' * 16}")), command
        assert not any(word in there for word in ("2A", "Kwartel", "Marieke", "Kijk goed")), command
        assert "vind ik niet" in there, command
    assert rows(trainer, "select * from assignment") == before
    assert rows(trainer, "select * from doing") == []


def test_the_table_has_every_command_of_assignments():
    """A command that is added has to be in the table above, or ask for nothing of anybody."""
    from bot.services.assignment_commands import COMMANDS

    asks_nothing = {"opdrachten", "opdracht"}  # only what is the person's own; tried below
    assert set(COMMANDS) == {*OF_GROUP, *OF_TRAINERS, *OF_STUDENTS} | asks_nothing


def test_the_lists_are_ones_own(trainer: Chat):
    """An outsider and a trainer of another group see nothing of what is set elsewhere."""
    trainer.say("/opdracht kwartel dinsdag", "Zet klaar")
    outsider, ilse = trainer.other("buiten"), invited(trainer, "Ilse", "3C")
    for command in ("/opdrachten", "/opdracht", "/opdracht kwartel", "/voortgang", "/menu"):
        assert "Opdracht: Kwartel" not in whole(outsider.say(command))
        assert "2A" not in whole(ilse.say(command))
    assert "niets voor je klaar" in whole(outsider.say("/opdrachten"))
    assert "niets klaar voor 3C" in whole(ilse.say("/opdrachten"))
