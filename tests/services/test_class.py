"""A statement in class, led from a trainer's chat; who takes part is a phone that the test holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.services.ports import House
from tests.journeys.talking import Chat, chatting
from tests.services.class_kit import Phone, made, opened, trained, whole

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
    assert sum(map(len, phones[0].screen().sentences)) == 6
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


def voted(trainer: Chat, *positions: str) -> list[Phone]:
    """Phones that took these positions and skipped the sentence."""
    phones = [Phone.joined(trainer) for _ in positions]
    for phone, position in zip(phones, positions, strict=True):
        phone.choose(position)
        phone.allow(False)
    return phones


def rows(chat: Chat, statement: str) -> list[tuple]:
    """What stands in the database."""
    with sqlite3.connect(chat.folder / "data" / "nabij.sqlite3") as database:
        return database.execute(statement).fetchall()


def test_for_who_teaches_nobody_there_is_no_such_command(trainer: Chat):
    """A student, an outsider and a trainer elsewhere hear what is said of what does not exist."""
    code = made(trainer, "2B")
    student, outsider = trainer.other("sam"), trainer.other("buiten")
    student.say(f"/groep {code}", "Sam")
    elsewhere = trained(trainer.other("joost"))
    trainer.say("stelling schuldeiser", "Op het scherm", "2")
    ((ident,),) = rows(trainer, "select id from class_session")
    unknown = whole(outsider.say("/ditbestaatniet"))
    for other in (student, outsider, elsewhere):
        for deed in ("", " toon", " zinnen", " kant", " opnieuw", " bron", " sluit", " stop", " pdf", " wis"):
            assert whole(other.say(f"/klas {ident}{deed}")) == unknown
        assert whole(other.say(f"/klas-mee {ident}")) == unknown
    for other in (student, outsider):
        for command in ("/stelling schuldeiser", "/stelling: Niets is waar", "/klasvraag Wie?", "/klas-bewaard"):
            assert whole(other.say(command)) == unknown
        assert "Op het scherm" not in whole(other.say("stelling schuldeiser"))
    assert whole(trainer.say("/klas 0123456789abcdef toon")) == unknown


def test_words_find_a_statement_and_another_one(trainer: Chat):
    """A misspelt word finds it too; Andere stelling goes on through all that fit; nothing found says so."""
    assert "Een schuldeiser mag eisen" in whole(trainer.say("stelling schuldeizer"))
    first = whole(trainer.say("/stelling eenzaam"))
    second = whole(trainer.say("Andere stelling"))
    assert "Uit " in second
    assert first != second
    assert whole(trainer.say("Andere stelling")) == first
    assert "vond ik geen stelling" in whole(trainer.say("stelling qwertyuiop"))
    assert "Een schuldeiser mag eisen" in whole(trainer.say("schuldeiser"))


@pytest.mark.parametrize("typed", ["stelling: Wie *hulp* weigert {x}", "/stelling: Wie *hulp* weigert {x}"])
def test_a_statement_of_ones_own(trainer: Chat, typed: str):
    """What stands after the colon is the statement, sign for sign; there is no source to show then."""
    assert "Wie *hulp* weigert {x}" in whole(trainer.say(typed))
    opened(trainer, typed)
    voted(trainer, *["agree"] * 9)
    trainer.say("Toon uitslag")
    assert "Wat zegt de bron" not in whole(trainer.say("Andere kant"))
    assert "te lang voor een scherm" in whole(trainer.say("stelling: " + "lang " * 60))


def test_an_open_question_gathers_one_sentence_from_each(trainer: Chat):
    """Vraag voor de klas: no positions, sentences only, and only when eight have written."""
    said = whole(trainer.say("vraag voor de klas: Wat doe jij als iemand niet opendoet?", "Op het scherm"))
    assert "[Toon zinnen] [Stop]" in said
    phones = [Phone.joined(trainer) for _ in range(8)]
    assert phones[0].view.page == "answer"
    assert phones[0].choose("agree").page == "answer"
    for number, phone in enumerate(phones[:7]):
        phone.say(f"later terugkomen {number}")
        assert phone.allow(True).page == "thanks"
    assert "vanaf acht deelnemers" in whole(trainer.say("Toon zinnen"))
    phones[7].say("een briefje in de bus")
    phones[7].allow(True)
    assert "Zin 1 tot en met 6 van 8" in whole(trainer.say("Toon zinnen"))
    assert "[Sluit]" in whole(trainer.say("Meer zinnen"))
    assert "de vraag en 8 zinnen zonder naam" in whole(trainer.say("Sluit"))


def test_with_several_groups_one_is_asked_for(trainer: Chat):
    """A number says for which group; the other group has nothing."""
    made(trainer, "2B")
    said = whole(trainer.say("stelling schuldeiser", "Op het scherm"))
    assert "1 · 2A" in said
    assert "2 · 2B" in said
    assert "Open." in whole(trainer.say("2"))
    assert len(rows(trainer, "select group_id from class_session")) == 1


def test_a_double_tap_counts_once_and_a_changed_mind_counts_last(trainer: Chat):
    """One phone is one choice, whatever is tapped."""
    opened(trainer)
    phone = Phone.joined(trainer)
    for position in ("agree", "agree", "disagree"):
        phone.choose(position)
    assert phone.screen().count == 1
    trainer.say("Toon uitslag")
    assert phone.screen().totals == ((0, 0, 1),)
    assert phone.choose("agree").page == "why"
    assert phone.screen().totals == ((0, 0, 1),)


def test_below_eight_no_sentence_is_shown(trainer: Chat):
    """With seven there is no button for sentences, no old button shows them, and none are kept."""
    opened(trainer)
    phones = [Phone.joined(trainer) for _ in range(7)]
    for phone in phones:
        phone.choose("agree")
        phone.say("omdat het anders misgaat")
        phone.allow(True)
    said = whole(trainer.say("Toon uitslag"))
    assert "7 keuzes. Zinnen toon ik pas vanaf acht deelnemers." in said
    assert "Toon zinnen" not in said
    ((ident,),) = rows(trainer, "select id from class_session")
    assert "vanaf acht" in whole(trainer.say(f"/klas {ident} zinnen"))
    assert phones[0].screen().sentences == ((), ())
    assert "de stelling en de uitslag, tot" in whole(trainer.say("Andere kant", "Sluit"))


def test_positions_stay_hidden_until_they_are_shown(trainer: Chat):
    """While the class chooses, the screen has a number and nothing else."""
    opened(trainer)
    phones = voted(trainer, "agree", "disagree", "disagree")
    view = phones[0].screen()
    assert (view.count, view.totals, view.lesson.totals) == (3, (), ())


def test_nothing_ties_a_voice_to_a_phone_once_the_round_is_over(trainer: Chat):
    """Who is done has no token any more, positions are gone from the rows, and the second round has other tokens."""
    opened(trainer)
    phones = voted(trainer, *["agree"] * 8)
    phones[0].look()
    assert len(rows(trainer, "select 1 from class_voice where place is not null")) == 8
    writing = Phone.joined(trainer)
    writing.choose("partly")
    trainer.say("Toon uitslag")
    assert len(rows(trainer, "select 1 from class_voice")) == 1
    assert writing.look().page == "why"
    trainer.say("Nog eens kiezen")
    assert rows(trainer, "select 1 from class_voice where place is not null") == []
    before = set(phones[0].tokens)
    phones[0].choose("agree")
    assert set(phones[0].tokens) > before
    assert [(number,) for number in (1, 2)] == rows(trainer, "select distinct round from class_voice order by round")


def test_a_sentence_that_is_not_to_be_shown_is_not_kept(trainer: Chat):
    """Nee: the choice counts, and the sentence is nowhere."""
    opened(trainer)
    phone = Phone.joined(trainer)
    phone.choose("agree")
    phone.say("dit zeg ik liever niet hardop")
    assert phone.allow(False).page == "thanks"
    with trainer.store.lessons() as book:
        lesson = book.by_door(phone.door)
        assert [voice.sentence for voice in book.voices(lesson)] == [""]


def test_a_sentence_that_speaks_of_danger_is_held_and_the_phone_shows_the_numbers(trainer: Chat):
    """Nobody in class sees it, and its writer sees where to call."""
    opened(trainer)
    phone = Phone.joined(trainer)
    phone.choose("agree")
    phone.say("ik wil zelf niet meer leven")
    assert phone.allow(True).page == "held"
    assert phone.view.danger


def test_what_does_not_fit_now_is_told_with_what_does(trainer: Chat):
    """An old button does no harm: the round stays open, and the buttons of now come along."""
    opened(trainer)
    ((ident,),) = rows(trainer, "select id from class_session")
    for deed in ("kant", "opnieuw", "bron", "pdf"):
        said = whole(trainer.say(f"/klas {ident} {deed}"))
        assert "past nu niet" in said
        assert "[Toon uitslag] [Stop]" in said
    assert Phone.joined(trainer).view.page == "choose"
    assert "Open." in whole(trainer.say("/stelling"))


def test_stop_leaves_nothing(trainer: Chat):
    """Before anything was shown, Stop wipes it all."""
    opened(trainer)
    phones = voted(trainer, "agree", "partly")
    assert "niets van bewaard" in whole(trainer.say("Stop"))
    assert phones[0].look() is None
    assert rows(trainer, "select 1 from class_session") + rows(trainer, "select 1 from class_voice") == []


def test_a_forgotten_lesson_closes_after_three_hours(trainer: Chat):
    """Nobody gets in any more, the voices are gone, and the totals are kept."""
    opened(trainer)
    phones = voted(trainer, "agree", "partly", "partly")
    trainer.clock.now += timedelta(hours=3)
    assert phones[0].look() is None
    assert phones[0].screen() is None
    trainer.store.prune(trainer.clock())
    assert rows(trainer, "select 1 from class_voice") == []
    assert rows(trainer, "select state, code, path, screen from class_session") == [("closed", None, None, None)]
    assert "3 keuzes" in whole(trainer.say("/klas-bewaard", "1"))


@pytest.mark.parametrize(("end", "days"), [("", 181), ("30 juni", 118)])
def test_what_is_kept_goes_at_the_end_of_the_course(trainer: Chat, end: str, days: int):
    """On the day after the last one, or after 180 days, nothing is left."""
    if end:
        trainer.say("/groep", "Meer", "Einddatum", end)
    opened(trainer)
    voted(trainer, *["agree"] * 8)
    said = whole(trainer.say("Toon uitslag", "Andere kant", "Sluit"))
    assert ("tot het eind van de cursus" in said) == bool(end)
    trainer.store.prune(trainer.clock() + timedelta(days=days - 2))
    assert len(rows(trainer, "select 1 from class_session")) == 1
    trainer.store.prune(trainer.clock() + timedelta(days=days))
    assert rows(trainer, "select 1 from class_session") == []


def test_a_pdf_of_what_is_kept_and_wiping_it(trainer: Chat):
    """The paper holds the statement, the totals and the sentences; Wis nu asks once."""
    from tests.render.reading import text_of

    opened(trainer)
    for _ in range(8):
        phone = Phone.joined(trainer)
        phone.choose("partly")
        phone.say("het hangt af van de *schuld*")
        phone.allow(True)
    trainer.say("Toon uitslag", "Andere kant", "Sluit")
    printed = text_of(Path(trainer.say("Pdf")[-1]).read_bytes())
    for words in (
        "Een schuldeiser mag eisen",
        "Uit Betül",
        "2A",
        "Deels 8",
        "het hangt af van de *schuld*",
        "Twee dingen",
    ):
        assert words in printed
    ((ident,),) = rows(trainer, "select id from class_session")
    assert "[Pdf] [Wis nu]" in whole(trainer.say("/klas-bewaard", "1"))
    trainer.say("Wis nu", "Laat staan")
    assert len(rows(trainer, "select 1 from class_session")) == 1
    assert "Gewist." in whole(trainer.say(f"/klas {ident} wis", "Wis"))
    assert rows(trainer, "select 1 from class_session") == []
    assert "niets bewaard" in whole(trainer.say("/klas-bewaard"))


def test_another_lesson_closes_the_one_before_it(trainer: Chat):
    """One statement at a time for a group; the earlier one is kept."""
    opened(trainer)
    phones = voted(trainer, "agree")
    assert "is gesloten en bewaard" in whole(trainer.say("stelling eenzaam", "Op het scherm"))
    assert phones[0].look() is None
    assert len(rows(trainer, "select 1 from class_session where state = 'closed'")) == 1


def test_deleting_the_last_trainer_takes_the_results_along(trainer: Chat):
    """A group that nobody guides keeps no lessons."""
    opened(trainer)
    voted(trainer, *["agree"] * 8)
    trainer.say("/verwijder", "Wis alles")
    trainer.store.prune(trainer.clock())
    assert rows(trainer, "select 1 from class_session") == []


def test_without_a_word_one_is_asked_for(trainer: Chat):
    """From the group's own screen too; what is kept is one tap away, and one's own text may follow."""
    assert "Waar gaat je stelling over?" in whole(trainer.say("/groep", "Meer", "Stelling"))
    assert "Een schuldeiser mag eisen" in whole(trainer.say("schuldeiser"))
    trainer.say("/stelling")
    assert "Alles mag" in whole(trainer.say("stelling: Alles mag"))
    trainer.say("Op het scherm")
    voted(trainer, "agree")
    trainer.say("Toon uitslag", "Andere kant", "Sluit", "/stelling")
    assert "1 · Alles mag" in whole(trainer.say("Bewaard"))
    assert "1 keuze." in whole(trainer.say("1"))


def test_a_longer_text_that_begins_with_the_word_stays_a_note(trainer: Chat):
    """Only a few words, or a colon, open a statement; all else is what it always was."""
    said = whole(trainer.say("stelling van vandaag was dat niemand ooit nog iets hoeft te zeggen"))
    assert "[Notitie] [Zoeken] [Weg]" in said
