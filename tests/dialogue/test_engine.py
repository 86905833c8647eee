"""The engine, turn by turn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.dialogue.model import Ask, Scene
from bot.dialogue.run import Run
from bot.dialogue.turn import CloseAnswer, KeepDraft, KeepEntry, KeepPart, Leave, OtherDialogue, Rewrite, Signal
from bot.errors import RunFormatError
from tests.dialogue.builders import Walk, branching, casus, texts


@pytest.fixture
def walk() -> Walk:
    """A passage that stands at question 1."""
    made = Walk(casus())
    made.start()
    made.say("naar vraag 1")
    return made


def test_the_story_comes_in_bubbles_and_waits_before_the_first_question():
    """The story comes first and the learner decides when the first question comes."""
    walk = Walk(casus())
    assert walk.start() == ["Er was eens.", "Toen dit. [Naar vraag 1]"]
    assert walk.say("ok") == ["**Vraag 1 van 2.** Wat speelt er?"]


def test_nothing_is_said_between_the_messages_of_an_answer(walk: Walk):
    """Messages of an answer are kept in silence."""
    assert walk.say("geen geld") == []
    assert walk.say("en huurschuld") == []
    assert walk.answers["v1"].text == "geen geld\nen huurschuld"


def test_the_mirror_names_what_it_read_and_one_open_point_as_a_question(walk: Walk):
    """Klaar closes the answer and the mirror leaves one point open, with its own limit."""
    walk.say("geen geld en huurschuld")
    (mirror,) = walk.say("Klaar")
    assert "Ik lees bij jou: geld." in mirror
    assert "Over de veiligheid van het gezin vond ik niets" in mirror
    assert "ik kijk alleen naar woorden" in mirror
    assert mirror.endswith("[Verder]")
    assert not walk.answers["v1"].open


def test_what_is_added_after_the_mirror_belongs_to_the_same_answer(walk: Walk):
    """An addition after the mirror makes no new version."""
    walk.say("geen geld")
    walk.say("klaar")
    assert walk.say("is zij veilig") == []
    walk.say("verder")
    assert walk.answers["v1"].text == "geen geld\nis zij veilig"
    assert walk.answers["v1"].revision == 1
    assert not walk.answers["v1"].open


def test_views_come_after_the_answer_with_the_next_question(walk: Walk):
    """Verder brings what the source lays beside it, additions marked, and the next question."""
    walk.say("geld")
    walk.say("klaar")
    assert walk.say("verder") == [
        "**Naast jouw antwoord** · Het boek ziet schulden.",
        "**Toegevoegd door Nabij** · Denk aan de meldcode.",
        "**Vraag 2 van 2.** Wat doe jij?",
    ]


def test_the_fixed_keyboard_comes_with_a_question_and_goes_at_the_end(walk: Walk):
    """Klaar, Begrip and Pauze stand under the field from the first question to the last."""
    again = walk.give(Signal.RESUME)
    assert again.replies[0].keyboard == ("Klaar", "Begrip", "Pauze")
    walk.say("x")
    walk.say("klaar")
    walk.say("verder")
    walk.say("y")
    walk.say("klaar")
    walk.say("z")
    end = walk.give(Signal.TEXT, "klaar")
    assert [reply.keyboard for reply in end.replies] == [()]
    assert walk.run.state == "finished"


def test_the_closing_question_is_private_and_goes_to_the_journal(walk: Walk):
    """The last, added question says that it is private and its answer becomes an entry."""
    for line in ("x", "klaar", "verder", "y"):
        walk.say(line)
    (question,) = walk.say("klaar")
    assert question == "**Toegevoegd door Nabij, alleen voor jou** · Wat neem je mee? Overslaan mag."
    walk.say("rust")
    assert walk.say("klaar") == ["Staat in je logboek; alleen jij ziet dit."]
    assert KeepEntry("mee") in walk.effects
    assert Leave() in walk.effects


def test_klaar_without_words_asks_for_some_or_to_skip(walk: Walk):
    """Klaar with nothing written loses nothing and offers to skip."""
    assert walk.say("Klaar") == ["Er staat nog niets. Typ je antwoord, of sla deze vraag over. [Overslaan]"]
    assert walk.say("Verder")[0].startswith("Er staat nog niets.")


def test_going_back_shows_what_stood_there_and_verder_returns_to_where_one_was(walk: Walk):
    """Terug reaches the previous question with its answer; Verder goes to where the learner came from."""
    for line in ("geld", "klaar", "verder", "half ant"):
        walk.say(line)
    shown = walk.command("back")
    assert shown[0] == "**Vraag 1 van 2.** Wat speelt er?"
    assert "Er stond: “geld”" in shown[1]
    back_again = walk.say("verder")
    assert "**Vraag 2 van 2.** Wat doe jij?" in back_again[-1]
    assert "Er stond: “half ant”" in back_again[-1]
    assert walk.answers["v1"].revision == 1


def test_adding_to_a_finished_answer_makes_a_new_version(walk: Walk):
    """Words added after going back make a new version that starts with the old."""
    for line in ("geld", "klaar", "verder"):
        walk.say(line)
    walk.command("back")
    walk.say("en geweld")
    assert walk.answers["v1"].text == "geld\nen geweld"
    assert walk.answers["v1"].revision == 2


def test_writing_anew_begins_empty_and_keeps_the_old_version(walk: Walk):
    """Opnieuw schrijven begins an empty version."""
    for line in ("geld", "klaar", "verder"):
        walk.say(line)
    walk.command("back")
    walk.say("opnieuw schrijven")
    assert Rewrite("v1") in walk.effects
    walk.say("iets anders")
    assert walk.answers["v1"].text == "iets anders"


def test_terug_at_the_first_question_offers_the_story(walk: Walk):
    """Before the first question there is only the story, which can be read again."""
    turn = walk.give(Signal.COMMAND, "back")
    assert texts(turn)[0].endswith("[Verhaal lezen]")
    assert walk.press(turn, "Verhaal lezen") == ["Er was eens.", "Toen dit. [Terug naar vraag 1]"]


def test_skipping_goes_on_and_terug_leads_back(walk: Walk):
    """A skipped question is remembered as skipped and shows no views."""
    assert walk.command("skip") == ["**Vraag 2 van 2.** Wat doe jij?"]
    assert walk.run.skipped == ("v1",)
    assert walk.command("back") == ["**Vraag 1 van 2.** Wat speelt er?"]


def test_pause_leaves_and_resume_asks_again_with_what_stood_there(walk: Walk):
    """After a pause the question comes back with the half answer."""
    walk.say("aanbellen en gewoon eerst")
    assert walk.command("pause") == ["Goed. Alles staat er nog; je was bij vraag 1 van 2."]
    assert walk.run.state == "paused"
    (asked,) = texts(walk.give(Signal.RESUME))
    assert asked == "**Vraag 1 van 2.** Wat speelt er?\nEr stond: “aanbellen en gewoon eerst” Typ door of tik Klaar."


def test_stop_keeps_what_was_written(walk: Walk):
    """Stop closes the open answer and leaves."""
    walk.say("geld")
    walk.command("stop")
    assert walk.run.state == "stopped"
    assert walk.answers["v1"].text == "geld"
    assert CloseAnswer("v1") in walk.effects


def test_an_old_button_is_answered_with_where_one_is(walk: Walk):
    """A press on a button of an earlier moment says so and asks what is asked now."""
    fresh = Walk(casus())
    first = fresh.give(Signal.START)
    fresh.press(first, "Naar vraag 1")
    assert fresh.press(first, "Naar vraag 1") == [
        "Die knop hoort bij een eerder moment. Hier ben je nu:",
        "**Vraag 1 van 2.** Wat speelt er?",
    ]


def test_a_double_tap_says_nothing_twice():
    """The same button twice within a few seconds counts once."""
    walk = Walk(casus())
    first = walk.give(Signal.START)
    walk.press(first, "Naar vraag 1")
    assert walk.press(first, "Naar vraag 1", minutes=0.02) == []


def test_words_where_a_button_was_expected_are_kept_as_a_draft():
    """A text typed while the bot waits is kept and the wait is shown again."""
    walk = Walk(casus())
    walk.start()
    assert walk.say("ik vind dit heftig om te lezen") == [
        "Je was bij vraag 1 van 2. Ga verder wanneer je wilt. [Naar vraag 1] [Verhaal lezen]"
    ]
    assert KeepDraft("ik vind dit heftig om te lezen", "m1") in walk.effects


def test_a_heavy_case_begins_with_a_warning_and_a_way_out():
    """The care notice comes first; the other case leaves no run going on."""
    walk = Walk(casus(care=True))
    (notice,) = walk.start()
    assert notice.startswith("Vooraf: Dit gaat over schulden.")
    assert notice.endswith("[Ik begin] [Andere casus]")
    walk.say("andere casus")
    assert OtherDialogue("ander") in walk.effects


def test_a_heavy_case_begins_when_the_learner_says_so():
    """Ik begin starts the story."""
    walk = Walk(casus(care=True))
    walk.start()
    assert walk.say("ik begin")[0] == "Er was eens."


def test_a_choice_leads_where_it_says():
    """An option with a target goes there and the label is kept as the answer."""
    walk = Walk(branching())
    walk.start()
    assert walk.say("rechts") == ["**Vraag 3 van 3.** Wat zie je rechts?"]
    assert walk.answers["k"].text == "Rechts"


def test_begrip_in_a_question_asks_for_the_word_and_touches_nothing(walk: Walk):
    """Begrip changes neither the answer nor the place."""
    walk.say("half")
    before = walk.run
    assert walk.say("begrip") == []
    assert replace(walk.run, at=before.at) == before
    assert walk.answers["v1"].text == "half"


def test_a_word_that_is_a_lemma_stays_an_answer(walk: Walk):
    """Only control words press; any other word is part of the answer."""
    assert walk.say("vertrouwen") == []
    assert KeepPart("v1", "Wat speelt er?", "vertrouwen", "m1") in walk.effects


def test_a_vanished_step_leads_to_the_start_of_its_scene(walk: Walk):
    """When the step of a run is gone from the file the run goes on at the nearest scene, and says so."""
    old = walk.dialogue
    scene = replace(old.scenes[1], steps=(Ask(id="nieuw", scene="vragen", text="Iets nieuws?"),))
    walk.dialogue = replace(old, scenes=(old.scenes[0], scene, old.scenes[2]), hash="twee")
    said = texts(walk.give(Signal.RESUME))
    assert said[0].startswith("Deze dialoog is intussen aangepast.")
    assert walk.run.step == "nieuw"


def test_a_dialogue_whose_content_is_gone_ends_kindly(walk: Walk):
    """A dialogue that lost all its steps finishes the run."""
    walk.dialogue = replace(walk.dialogue, scenes=(Scene("leeg", "Leeg", ()),))
    assert texts(walk.give(Signal.RESUME)) == ["Dat was het. Wat je schreef blijft staan."]
    assert walk.run.state == "finished"


def test_no_reply_carries_both_buttons_and_the_fixed_keyboard(walk: Walk):
    """Telegram shows either buttons or a keyboard with one message, so no bubble asks for both."""
    for line in ("geld", "klaar", "verder", "x"):
        walk.say(line)
    for control in ("back", "read", "again", "on", "pause"):
        turn = walk.give(Signal.COMMAND, control)
        assert not any(reply.buttons and reply.keyboard is not None for reply in turn.replies)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 99}', '{"format": 1}', "\x00"])
def test_what_is_no_run_is_refused(text: str):
    """A stored text that is no run of a known format raises one clear error."""
    with pytest.raises(RunFormatError):
        Run.from_text(text)
