"""Every kind of step, from its YAML to what a learner hears."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.dialogue.model import Dialogue
from bot.dialogue.parse import parse
from bot.dialogue.run import Run
from bot.dialogue.turn import KeepChoice, KeepEntry, Parked, ScheduleReturn, Signal, StartDialogue
from bot.storage.trees import read_tree
from tests.dialogue.builders import Walk, texts

HEAD = "id: proef\nkind: casus\ntitle: Proef\nadded: true\nscenes:\n"


def dialogue(scenes: str, head: str = HEAD) -> Dialogue:
    """A dialogue from its YAML; it must have no fault of form."""
    tree, problems = read_tree((head + scenes).encode(), "proef.yaml")
    assert tree is not None, problems
    found, problems = parse(tree, "h1")
    assert not problems, problems
    return found


def scene(steps: str, name: str = "a", more: str = "") -> str:
    """One scene with these steps."""
    indented = "\n".join("      " + line for line in steps.strip().splitlines())
    return f"  - id: {name}\n    title: Scène {name}\n{more}    steps:\n{indented}\n"


def walk(steps: str, rounds: int = 0, begun: int = 0) -> Walk:
    """A passage through one scene."""
    facts = {"rounds": rounds, "begun": begun}
    return Walk(dialogue(scene(steps)), run=Run(key="r:abc", dialogue="proef", facts=facts))


def test_a_statement_asks_a_position_then_why_then_the_other_side():
    """A stelling takes a position, a reason and, if the author wants it, the strongest case for the other side."""
    going = walk(
        "- id: s\n  statement: Iedereen redt zich.\n  why: Waarom?\n  other_side: Neem nu de andere kant.\n"
        "  views: [Het boek kiest niet.]\n- id: v\n  ask: En nu?"
    )
    assert going.start() == ["**Vraag 1 van 2, een stelling.** Iedereen redt zich. [Eens] [Deels] [Oneens]"]
    assert going.say("oneens") == ["Waarom?"]
    going.say("niet waar")
    assert going.say("klaar") == ["Neem nu de andere kant."]
    going.say("toch wel")
    assert going.say("klaar") == ["**Naast jouw antwoord** · Het boek kiest niet.", "**Vraag 2 van 2.** En nu?"]
    assert {step: answer.text for step, answer in going.answers.items()} == {
        "s": "Oneens", "s-waarom": "niet waar", "s-andere-kant": "toch wel",
    }  # fmt: skip


def test_skipping_a_statement_skips_its_why():
    """Overslaan at a stelling goes past its why."""
    going = walk("- id: s\n  statement: Klopt dit?\n  why: Waarom?\n- id: v\n  ask: En nu?")
    going.start()
    assert going.command("skip") == ["**Vraag 2 van 2.** En nu?"]


def test_a_scale_has_ten_numbers_in_two_rows_and_a_why():
    """A scale shows 1 to 10 with what its ends mean, and asks why."""
    going = walk("- id: s\n  scale: Hoe zeker ben je?\n  low: helemaal niet\n  high: heel\n  why: Waarom geen lager?")
    turn = going.give(Signal.START)
    assert texts(turn)[0].startswith("Hoe zeker ben je? 1 is helemaal niet, 10 is heel.")
    assert [len(row) for row in turn.replies[0].buttons] == [5, 5]
    assert going.say("7") == ["Waarom geen lager?"]
    assert going.answers["s"].text == "7"


def test_a_choice_of_many_is_numbered():
    """More than three options stand as a numbered list and the buttons are the numbers."""
    going = walk("- id: k\n  choose: Wat eerst?\n  options: [Geld, Kinderen, Huis, Rust]\n- id: v\n  ask: En nu?")
    assert going.start() == [
        "**Vraag 1 van 2.** Wat eerst?\n1 · Geld\n2 · Kinderen\n3 · Huis\n4 · Rust [1] [2] [3] [4]"
    ]
    going.say("kinderen")
    assert going.answers["k"].text == "Kinderen"


BEGINS = "- id: k\n  choose: En nu?\n  options: [{label: Kijk terug, dialogue: starr}, Klaar]\n- id: v\n  ask: Wat nog?"


def test_a_question_left_by_less_support_comes_back_with_more():
    """A question that was put and not answered is put again when the fuller form is asked for."""
    steps = "".join(scene(f"- id: {name}1\n  ask: {name.title()}?", name) for name in ("lang", "kern", "kort"))
    going = Walk(dialogue(steps, FORMS))
    going.start()
    going.say("minder steun")
    assert going.say("meer steun") == ["Goed, met meer stappen.", "**Vraag 1 van 2.** Lang?"]


def test_an_option_can_begin_another_dialogue():
    """The choice is kept, this dialogue is done without a word, and the other one is named."""
    going = walk(BEGINS)
    going.start()
    assert going.say("kijk terug") == []
    assert going.effects == [KeepChoice("k", "En nu?", "Kijk terug"), StartDialogue("starr")]
    assert (going.run.state, going.run.stage) == ("finished", "end")


def test_the_other_options_go_on():
    """Beside an option that begins another dialogue the rest goes on as ever."""
    going = walk(BEGINS)
    going.start()
    assert going.say("klaar") == ["**Vraag 2 van 2.** Wat nog?"]


def test_a_reflection_that_leads_on_goes_to_the_journal_first():
    """What was written in a reflection is kept as an entry before the other dialogue begins."""
    going = Walk(dialogue(scene(BEGINS), HEAD.replace("casus", "reflectie")))
    going.start()
    going.say("kijk terug")
    assert going.effects[-2:] == [KeepEntry(), StartDialogue("starr")]


def test_a_signpost_has_no_numbers():
    """Of a signpost one meets a few taps only; none of them is a question of so many."""
    going = Walk(dialogue(scene(BEGINS), HEAD.replace("casus", "wegwijzer")))
    assert going.start() == ["En nu? [Kijk terug] [Klaar]"]


def test_several_can_be_picked_and_own_words_added():
    """Pick takes buttons, numbers and words of one's own, until Klaar."""
    going = walk("- id: p\n  pick: Wie helpt?\n  options: [Buren, School, Kerk]\n- id: v\n  ask: En nu?")
    assert going.start() == ["**Vraag 1 van 2.** Wie helpt? [Buren] [School] [Kerk] [Klaar]"]
    assert going.say("school") == ["Staat erbij. Nog een, of tik Klaar. [Buren] [Kerk] [Klaar]"]
    assert going.say("school") == ["Dat staat er al. Nog een, of tik Klaar. [Buren] [Kerk] [Klaar]"]
    going.say("de voetbalclub")
    assert going.say("klaar") == ["**Vraag 2 van 2.** En nu?"]
    assert going.answers["p"].text == "School\nde voetbalclub"
    assert not going.answers["p"].open


def test_an_order_is_made_one_by_one_and_can_be_begun_anew():
    """Rank puts items in an order of one's own; Opnieuw begins again."""
    going = walk("- id: r\n  rank: In welke volgorde?\n  options: [Geld, Rust]\n- id: v\n  ask: En nu?")
    going.start()
    assert going.say("rust") == ["Staat op 1. Wat komt daarna? [Geld] [Klaar]"]
    assert going.say("geld") == [
        "Dit is jouw volgorde: 1 Rust; 2 Geld Tik Klaar, of begin opnieuw. [Klaar] [Opnieuw schrijven]"
    ]
    assert going.say("opnieuw schrijven") == ["**Vraag 1 van 2.** In welke volgorde? [Geld] [Rust] [Klaar]"]
    going.say("geld")
    going.say("klaar")
    assert going.answers["r"].text == "Geld"


def test_a_list_takes_one_thing_a_message():
    """List keeps each message as an item, in silence."""
    going = walk("- id: l\n  list: Welke problemen zie je?\n- id: v\n  ask: En nu?")
    going.start()
    assert going.say("huur") == []
    assert going.say("school") == []
    assert going.say("klaar") == ["**Vraag 2 van 2.** En nu?"]
    assert going.answers["l"].text == "huur\nschool"


REVEAL = """
- id: r
  reveal: Je hoort alleen de klacht. Wat wil je weten?
  pieces:
    - label: Hoe lang al?
      words: [hoe lang, sinds wanneer]
      text: Al twee jaar.
    - label: Wie woont er nog meer?
      words: [wie, huisgenoten]
      text: Een zoon van vier.
    - label: Wat heeft ze geprobeerd?
      words: [geprobeerd, zelf gedaan]
      text: Ze belde drie keer.
- id: v
  ask: En nu?
"""


def test_a_question_uncovers_a_piece_of_the_case():
    """Reveal answers a question in own words, offers what can still be asked, and keeps what was asked."""
    going = walk(REVEAL)
    going.start()
    assert going.say("sinds wanneer speelt dit?") == [
        "Al twee jaar. [Wie woont er nog meer?] [Wat heeft ze geprobeerd?] [Verder]"
    ]
    assert going.say("welke kleur heeft de deur?") == [
        "Daar kom je hier niet achter. Dit kun je nog vragen, of ga verder. "
        "[Wie woont er nog meer?] [Wat heeft ze geprobeerd?] [Verder]"
    ]
    turn = going.give(Signal.TEXT, "wie woont er nog meer?")
    assert texts(turn)[0].startswith("Een zoon van vier.")
    assert going.say("verder") == ["**Vraag 2 van 2.** En nu?"]
    assert going.answers["r"].text.splitlines()[0] == "sinds wanneer speelt dit?"


def test_an_earlier_answer_is_shown_back():
    """Recall shows what stood at an earlier question before it asks to look again."""
    going = walk("- id: doel\n  ask: Wat is het doel?\n- id: terug\n  recall: doel\n  ask: Is dat gelukt?")
    going.start()
    going.say("rust in huis")
    assert going.say("klaar") == [
        "Eerder schreef je, bij “Wat is het doel?”: “rust in huis”",
        "**Vraag 2 van 2.** Is dat gelukt?",
    ]


def test_a_thin_answer_gets_one_follow_up_question_in_the_whole_dialogue():
    """A probe is asked at most once, and never after a no."""
    steps = "- id: a\n  ask: Wat deed je?\n  probe: Kun je een voorbeeld geven?\n"
    steps += "- id: b\n  ask: En zij?\n  probe: Hoe bedoel je?\n- id: c\n  ask: En nu?"
    going = walk(steps)
    going.start()
    going.say("gepraat")
    assert going.say("klaar") == ["Kun je een voorbeeld geven? [Verder]"]
    going.say("over geld")
    going.say("verder")
    assert going.answers["a"].text == "gepraat\nover geld"
    going.say("kort")
    assert going.say("klaar") == ["**Vraag 3 van 3.** En nu?"]
    after_no = walk(steps)
    after_no.start()
    after_no.say("Nee, niets")
    assert after_no.say("klaar") == ["**Vraag 2 van 3.** En zij?"]


def test_each_new_run_takes_the_next_wording():
    """Of several wordings the least recently seen is used."""
    steps = "- id: a\n  ask: [Wat zag je?, Wat viel je op?]"
    assert walk(steps).start() == ["Wat zag je?"]
    assert walk(steps, begun=1).start() == ["Wat viel je op?"]
    assert walk(steps, begun=2).start() == ["Wat zag je?"]


def test_a_question_for_later_schedules_a_return_and_waits():
    """Later says when it comes back, leaves, and asks when the time is there."""
    going = walk("- id: a\n  ask: Wat ga je doen?\n- id: t\n  later: Hoe liep het?\n  days: 7\n  recall: a")
    going.start()
    going.say("bellen")
    told, _ = going.say("klaar")
    assert told.startswith("Ik kom er over 7 dagen op terug.")
    assert ScheduleReturn("t", 7) in going.effects
    assert going.run.state == "waiting"
    going.at += timedelta(days=7)
    assert texts(going.give(Signal.RESUME)) == [
        "Eerder schreef je, bij “Wat ga je doen?”: “bellen”",
        "**Vraag 2 van 2.** Hoe liep het?",
    ]


def test_a_phase_waits_and_names_what_was_passed_over():
    """Before the next phase the learner is offered the questions they skipped; only then does it open."""
    first = scene("- id: a\n  ask: Een?\n- id: b\n  ask: Twee?", "een")
    second = scene(
        "- id: c\n  say: Drie maanden later.\n- id: d\n  ask: Drie?", "twee", "    phase: Drie maanden later\n"
    )
    going = Walk(dialogue(first + second))
    going.start()
    going.command("skip")
    going.say("iets")
    assert going.say("klaar") == ["Je sloeg vraag 1 over. Wil je daar nog naar terug? [Naar vraag 1] [Verder]"]
    assert going.say("verder")[0] == "**Drie maanden later**\nDrie maanden later."


def test_skipped_questions_are_offered_once_at_the_end():
    """At the end the bot offers what was skipped, once."""
    going = walk("- id: a\n  ask: Een?\n- id: b\n  ask: Twee?")
    going.start()
    going.command("skip")
    going.say("iets")
    turn = going.give(Signal.TEXT, "klaar")
    assert texts(turn) == ["Je sloeg vraag 1 over. Wil je daar nog naar terug? [Naar vraag 1] [Verder]"]
    assert going.press(turn, "Naar vraag 1") == ["**Vraag 1 van 2.** Een?"]
    going.say("toch")
    going.say("klaar")
    assert going.run.step == "b"
    assert going.say("verder") == ["Dat was het. Wat je schreef blijft staan."]


def test_after_two_idle_hours_the_first_message_is_parked():
    """The first message after a long silence is no part of the answer until the learner says so."""
    going = walk("- id: a\n  ask: Een?")
    going.start()
    going.say("half")
    going.at += timedelta(hours=3)
    assert going.say("hee") == []
    assert Parked("hee", "m1") in going.effects
    assert going.answers["a"].text == "half"
    assert going.say("verder met typen") == []
    assert going.answers["a"].text == "half\nverder met typen"


FORMS = """id: proef
kind: reflectie
title: Proef
forms:
  full: [lang, kern]
  short: [kern]
  one: [kort]
scenes:
"""


@pytest.mark.parametrize(("rounds", "first"), [(0, "Lang?"), (3, "Kern?"), (8, "Kort?")])
def test_support_fades_with_the_rounds(rounds: int, first: str):
    """The full form in the first rounds, a short one after some, one question for the experienced."""
    steps = "".join(scene(f"- id: {name}1\n  ask: {name.title()}?", name) for name in ("lang", "kern", "kort"))
    going = Walk(dialogue(steps, FORMS), run=Run(key="r:abc", dialogue="proef", facts={"rounds": rounds}))
    assert going.start()[-1].endswith(first)


def test_an_option_can_name_the_form_in_which_the_other_begins():
    """A form that was chosen holds, however many rounds were done, and needs no explanation."""
    going = walk(BEGINS.replace("dialogue: starr", "dialogue: starr, form: short"))
    going.start()
    going.say("kijk terug")
    assert going.effects[-1] == StartDialogue("starr", "short")
    steps = "".join(scene(f"- id: {name}1\n  ask: {name.title()}?", name) for name in ("lang", "kern", "kort"))
    begun = Walk(dialogue(steps, FORMS), run=Run(key="r:abc", dialogue="proef", form="short"))
    assert begun.start() == ["Kern?"]


def test_a_form_of_reflection_is_introduced_once():
    """The first time one reads when it fits, when not, where it comes from and how long it is; never again."""
    head = FORMS.replace(
        "forms:", "use: Als het knelt.\nnot: Als je haast hebt.\norigin: Naar Kolb.\nminutes: 9\nforms:"
    )
    steps = "".join(scene(f"- id: {name}1\n  ask: {name.title()}?", name) for name in ("lang", "kern", "kort"))
    card, question = Walk(dialogue(steps, head)).start()
    assert card == (
        "**Proef**\n**Wanneer** · Als het knelt.\n**Liever niet** · Als je haast hebt.\n**Herkomst** · Naar Kolb.\n"
        "Het zijn 2 vragen, ongeveer 9 minuten. Korter kan ook: typ *minder steun*."
    )
    assert question == "**Vraag 1 van 2.** Lang?"
    again = Walk(dialogue(steps, head), run=Run(key="r:abc", dialogue="proef", facts={"begun": 1}))
    assert again.start() == [question]


def test_a_shorter_form_tells_that_it_is_shorter():
    """Who gets fewer questions than at first hears why, and how to have all of them."""
    steps = "".join(scene(f"- id: {name}1\n  ask: {name.title()}?", name) for name in ("lang", "kern", "kort"))
    for rounds, told in ((0, ""), (3, "korte vorm"), (8, "één vraag")):
        going = Walk(dialogue(steps, FORMS), run=Run(key="r:abc", dialogue="proef", facts={"rounds": rounds}))
        said = going.start()
        assert len(said) == (2 if told else 1)
        assert told in said[0]
        assert not told or "meer steun" in said[0]


def test_more_and_less_support_change_the_form():
    """Meer steun brings the fuller form back, Minder steun the shorter."""
    steps = "".join(scene(f"- id: {name}1\n  ask: {name.title()}?", name) for name in ("lang", "kern", "kort"))
    going = Walk(dialogue(steps, FORMS), run=Run(key="r:abc", dialogue="proef", facts={"rounds": 3}))
    going.start()
    assert going.say("meer steun") == ["Goed, met meer stappen.", "**Vraag 1 van 2.** Lang?"]
    assert going.say("minder steun")[0] == "Goed, korter."


def test_a_renamed_step_takes_its_answer_along():
    """`was:` names an old id: the run and the answer move to the new one."""
    going = walk("- id: oud\n  ask: Een?\n- id: b\n  ask: Twee?")
    going.start()
    going.say("woorden")
    going.say("klaar")
    going.dialogue = _changed("- id: nieuw\n  was: [oud]\n  ask: Een?\n- id: b\n  ask: Twee?")
    shown = going.command("back")
    assert shown[0] == "**Vraag 1 van 2.** Een?"
    assert "woorden" in shown[1]
    assert going.answers["nieuw"].text == "woorden"


def test_a_changed_question_is_told_in_one_sentence():
    """When the text of the present question changed, it is said once and the question is put again."""
    going = walk("- id: a\n  ask: Een?")
    going.start()
    going.say("half")
    going.dialogue = _changed("- id: a\n  ask: Eén, maar anders?")
    assert going.say("nog iets") == [
        "Deze vraag is aangepast sinds je hem zag. Zo luidt hij nu:",
        "Eén, maar anders?\nEr stond: “half” Typ door of tik Klaar.",
    ]
    assert going.answers["a"].text == "half\nnog iets"
    assert going.say("en dit") == []


def test_a_change_elsewhere_in_the_file_goes_unnoticed():
    """An edit that leaves the present question alone says nothing."""
    going = walk("- id: a\n  ask: Een?\n- id: b\n  ask: Twee?")
    going.start()
    going.dialogue = _changed("- id: a\n  ask: Een?\n- id: b\n  ask: Heel anders?")
    assert going.say("iets") == []


def test_a_reflection_that_waits_for_later_is_in_the_journal_meanwhile():
    """What was written goes to the journal when the waiting begins; what comes later belongs to the same entry."""
    steps = scene("- id: a\n  ask: Wat ga je doen?\n- id: t\n  later: Hoe liep het?\n  days: 7")
    going = Walk(dialogue(steps, HEAD.replace("casus", "intervisie")))
    going.start()
    going.say("bellen")
    told, _ = going.say("klaar")
    assert told.startswith("Staat in je logboek; alleen jij ziet dit. Ik kom er over 7 dagen op terug.")
    assert going.effects.count(KeepEntry()) == 1


def _changed(steps: str) -> Dialogue:
    tree, _ = read_tree((HEAD + scene(steps)).encode(), "proef.yaml")
    assert tree is not None
    return parse(tree, "h2")[0]


QUESTIONS = {
    "ask": "ask: Wat?",
    "list": "list: Wat?",
    "statement": "statement: Dit klopt.\n  why: Waarom?",
    "choose": "choose: Wat?\n  options: [Dit, Dat]",
    "pick": "pick: Wat?\n  options: [Dit, Dat]",
    "rank": "rank: Wat?\n  options: [Dit, Dat]",
    "scale": "scale: Hoe?\n  low: weinig\n  high: veel\n  why: Waarom?",
    "reveal": "reveal: Wat?\n  pieces: [{label: Wie, words: [wie], text: Zij.}, {label: Wat, words: [wat], text: Ja}]",
    "recall": "recall: v",
}


@pytest.mark.parametrize("kind", QUESTIONS)
def test_every_kind_of_question_can_be_private_and_have_a_hint(kind: str):
    """A private question says so beside its number, and after its hint that it may be passed over."""
    more = "  private: true\n  hint: Kort mag ook.\n"
    made = dialogue(scene(f"- id: q\n  {QUESTIONS[kind]}\n{more}- id: v\n  ask: En nu?"))
    (said, *_) = (bubble for bubble in Walk(made).start() if "Vraag 1" in bubble)
    statement = ", een stelling" if kind == "statement" else ""
    assert said.startswith(f"**Vraag 1 van 2{statement}, alleen voor jou.** ")
    assert "Kort mag ook. Overslaan mag." in said
    assert made.steps[0].private


def test_a_private_question_without_a_number_says_after_its_hint_that_it_may_be_passed_over():
    """Whether it is the only question or an added one, the tip comes before the leave to skip."""
    one = "- id: q\n  ask: Wat?\n  private: true\n  hint: Kort mag ook.\n"
    assert walk(one).start() == ["Wat? Kort mag ook. Alleen voor jou; overslaan mag."]
    assert walk(one + "  added: true\n").start() == [
        "**Toegevoegd door Nabij, alleen voor jou** · Wat? Kort mag ook. Overslaan mag."
    ]


def test_what_belongs_to_a_private_statement_is_private_too():
    """The why of a private stelling is the learner's own as well."""
    made = dialogue(scene("- id: s\n  statement: Dit klopt.\n  why: Waarom?\n  private: true"))
    assert [step.private for step in made.steps] == [True, True]


def test_in_a_heavy_case_what_was_added_is_told_when_a_question_is_passed_over():
    """Skipping shows the safeguard that Nabij adds, and not what the source lays beside an answer."""
    steps = """
- id: v1
  ask: Wat doe je?
  views:
    - {text: Het boek zegt iets., lines: "1-2"}
    - {text: Bel 113., added: true}
- {id: v2, ask: En dan?}
"""
    heavy = HEAD.replace("scenes:", "care: {about: Zwaar., other: ander}\nscenes:")
    passage = Walk(dialogue(scene(steps), heavy), run=Run(key="r:abc", dialogue="proef"))
    passage.give(Signal.START)
    passage.give(Signal.TEXT, "Ik begin")
    told = "\n".join(texts(passage.give(Signal.COMMAND, "skip")))
    assert "Bel 113." in told
    assert "Het boek zegt iets." not in told
    light = Walk(dialogue(scene(steps)), run=Run(key="r:abc", dialogue="proef"))
    light.give(Signal.START)
    assert "Bel 113." not in "\n".join(texts(light.give(Signal.COMMAND, "skip")))
