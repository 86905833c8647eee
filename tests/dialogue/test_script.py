"""The conversations beside a dialogue: reading and playing them."""

from __future__ import annotations

import pytest

from bot.dialogue.checks_script import check_script
from bot.dialogue.model import Dialogue
from bot.dialogue.parse import parse
from bot.dialogue.passage import Passage, kept
from bot.dialogue.script import parse_script, play
from bot.dialogue.turn import Answer, AskWord, CloseAnswer, KeepChoice, KeepPart, Rewrite
from bot.problems import Node, Problem
from bot.storage.trees import read_tree

DIALOGUE = """\
id: een
kind: casus
title: Een casus
work: boek
care: {about: Het is zwaar., other: twee}
scenes:
  - id: verhaal
    title: Het verhaal
    steps:
      - {id: s, say: "Er **was** eens."}
  - id: vragen
    title: Vragen
    steps:
      - id: v1
        ask: Wat speelt er?
        item: 1
        mirror: [{label: geld, words: [geld, schuld]}, {label: school, words: [school]}]
        views: [Het boek zegt iets.]
      - {id: v2, ask: En dan?, item: 2}
      - {id: k, choose: Hoe verder?, options: [Bellen, {label: Wachten, to: klaar}], added: true}
      - {id: v3, ask: Nog iets?, added: true}
      - {id: klaar, say: Dat was het verhaal.}
"""
BEGIN = """\
      - heard: [Vooraf, zwaar, Ik begin]
      - said: Ik begin
        heard: [er was  EENS, Naar vraag 1]
      - said: naar vraag 1
        heard: Vraag 1 van 2
"""


def tree(text: str) -> Node:
    """The located tree of a text."""
    found, problems = read_tree(text.encode(), "een.test.yaml")
    assert found is not None, problems
    return found


@pytest.fixture(scope="module")
def dialogue() -> Dialogue:
    """A casus with care, a mirror, a choice and an end."""
    made, problems = parse(tree(DIALOGUE))
    assert problems == []
    return made


def played(dialogue: Dialogue, turns: str, answers: str = "") -> list[Problem]:
    """What is wrong with a conversation that begins as all do and goes on with these turns."""
    text = f"dialogue: een\ntests:\n  - title: Zo gaat het\n    turns:\n{BEGIN}{turns}"
    script, problems = parse_script(tree(text + (f"    answers: {answers}\n" if answers else "")))
    assert problems == []
    return play(dialogue, script)


WHOLE = """\
      - said: veel schuld
        heard: []
      - said: en stress
        heard: []
      - said: Klaar
        heard: ["Ik lees bij jou: geld", school, Verder]
        not_heard: [stress]
      - said: verder
        heard: [Naast jouw antwoord, Het boek zegt iets, Vraag 2 van 2]
      - said: /overslaan
        heard: [Hoe verder, Bellen, Wachten]
      - said: Bellen
        heard: Nog iets?
      - said: /terug
        heard: Hoe verder
      - said: wachten
        heard: Dat was het verhaal
"""


def test_a_conversation_is_played_to_its_end(dialogue: Dialogue):
    """Buttons, words, silence, the mirror, commands and choices go as they would in a chat."""
    assert played(dialogue, WHOLE, '{v1: "veel schuld en stress", k: Wachten, v2: ""}') == []


def test_a_wrong_turn_is_told_with_the_conversation_so_far(dialogue: Dialogue):
    """What was not heard is told at the line of its turn, with everything said and heard before it."""
    (problem,) = played(dialogue, "      - said: geld\n        heard: Mooi zo\n")
    assert (problem.file, problem.line, problem.code) == ("een.test.yaml", 10, "N402")
    first, *rest = problem.text.splitlines()
    assert "Zo gaat het" in first
    assert "Mooi zo" in first
    assert [line.strip() for line in rest][-2:] == ["> geld", "< (stil)"]
    assert any("Vraag 1 van 2" in line for line in rest)


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        ("      - said: Klaar\n        heard: []\n", "niets te klinken"),
        ("      - said: geld\n      - said: Klaar\n        heard: [Verder, Ik lees]\n", "eerder dan"),
        ("      - said: geld\n      - said: Klaar\n        not_heard: [SCHOOL]\n", "mag “SCHOOL” niet"),
        ("      - said: /vooruit\n", "ken ik niet"),
        ("      - said: /stop\n      - said: hallo\n", "al voorbij"),
        ("      - said: /pauze\n      - said: hallo\n", "op pauze"),
    ],
)
def test_each_way_of_going_wrong_has_its_words(dialogue: Dialogue, turns: str, told: str):
    """Noise where silence belongs, wrong order, what must not be heard, and talking on after the end."""
    (problem,) = played(dialogue, turns)
    assert told in problem.text


def test_a_pause_goes_on_with_verder(dialogue: Dialogue):
    """After a pause /verder asks the same question again, with what stood there."""
    turns = """\
      - said: geld
      - said: /pauze
        heard: vraag 1
      - said: /verder
        heard: [Vraag 1 van 2, "Er stond: “geld”"]
      - said: school
        heard: []
"""
    assert played(dialogue, turns, '{v1: "geld school"}') == []


def test_the_way_out_ends_the_conversation(dialogue: Dialogue):
    """Who takes the other casus has left; nothing is said by the dialogue itself."""
    text = "dialogue: een\ntests:\n  - title: Weg\n    turns:\n      - heard: Vooraf\n      - said: Andere casus\n"
    script, _ = parse_script(tree(text + "        heard: []\n      - said: hallo\n"))
    (problem,) = play(dialogue, script)
    assert (problem.line, "al voorbij" in problem.text) == (8, True)


def test_klaar_after_a_question_with_buttons_is_the_word_again():
    """A label that stood on a button of an earlier bubble is an ordinary word once another question was put."""
    steps = "[{id: p, pick: Wie?, options: [Buren, School]}, {id: v, ask: En dan?}]"
    text = f"id: een\nkind: casus\ntitle: Een\nadded: true\nscenes:\n  - {{id: a, steps: {steps}}}\n"
    picking, _ = parse(tree(text))
    said = "".join(f"      - said: {word}\n" for word in ("Buren", "Klaar", "bellen", "Klaar"))
    head = "dialogue: een\ntests:\n  - title: Tot het eind\n    turns:\n      - heard: Wie\n"
    script, _ = parse_script(tree(f"{head}{said}        heard: Dat was het\n"))
    assert play(picking, script) == []


def test_which_dialogue_begins_can_be_heard():
    """Where an option begins another dialogue, a conversation hears which one, and has reached the end."""
    steps = "[{id: k, choose: Wat past?, options: [{label: Kort, dialogue: gibbs}, Lang]}, {id: v, ask: En?}]"
    text = f"id: een\nkind: wegwijzer\ntitle: Een\nscenes:\n  - {{id: a, steps: {steps}}}\n"
    signpost, problems = parse(tree(text))
    assert problems == []
    head = "dialogue: een\ntests:\n  - title: Eén tik\n    turns:\n      - heard: Wat past\n      - said: Kort\n"
    right, wrong = (parse_script(tree(f"{head}        heard: begint {name}\n"))[0] for name in ("gibbs", "kolb"))
    assert check_script(signpost, right) == []
    (problem,) = play(signpost, wrong)
    assert "begint gibbs" in problem.text


def test_what_is_kept_is_compared(dialogue: Dialogue):
    """Another answer than expected, or a step that does not exist, is told at its own line."""
    (problem,) = played(dialogue, "      - said: geld\n", "\n      v1: school")
    assert (problem.line, "er staat “geld”" in problem.text) == (12, True)
    (problem,) = played(dialogue, "      - said: geld\n", "\n      v1: geld\n      v9: school")
    assert (problem.line, "v9" in problem.text) == (13, True)


def test_an_unknown_key_in_a_turn_is_told():
    """A turn with an unknown key, or without said after the first, is noted with its line."""
    _, problems = parse_script(
        tree("dialogue: een\ntests:\n  - title: T\n    turns:\n      - heard: a\n      - hoort: b")
    )
    assert [(problem.line, problem.code) for problem in problems] == [(6, "N102"), (6, "N402")]


def test_answers_follow_the_effects():
    """Parts are joined, a closed answer is revised or added to, a rewriting starts empty, a choice is its label."""
    answers = kept({}, KeepPart("a", "?", "een"))
    answers = kept(answers, KeepPart("a", "?", "twee"))
    assert answers == {"a": Answer("een\ntwee", open=True, revision=1)}
    answers = kept(answers, CloseAnswer("a"))
    assert kept(answers, KeepPart("a", "?", "drie", revise=False))["a"] == Answer("een\ntwee\ndrie", False, 1)
    assert kept(answers, KeepPart("a", "?", "drie"))["a"] == Answer("een\ntwee\ndrie", True, 2)
    assert kept(answers, Rewrite("a"))["a"] == Answer("", True, 2)
    assert kept({}, KeepChoice("k", "?", "Ja")) == {"k": Answer("Ja", False, 1)}
    assert kept(answers, AskWord()) == answers
    assert kept({}, CloseAnswer("b")) == {}


PICKED = """\
id: een
kind: casus
title: Een
scenes:
  - id: a
    steps:
      - {id: p, pick: Wie neem je mee?, options: [Een collega, Niemand]}
      - {id: v, ask: Waarom?}
      - {id: w, ask: En dan?}
"""


def test_a_button_that_the_bot_has_let_go_cannot_be_typed():
    """Replies without buttons take the earlier ones away, as in a chat: Klaar then closes the open question."""
    made, _ = parse(tree(PICKED))
    going = Passage(made)
    going.start()
    going.say("Een collega")
    assert going.say("Klaar")[-1].text.endswith("Waarom?")
    going.say("die kent haar")
    assert going.say("Klaar")[-1].text.endswith("En dan?")
