"""The way through a dialogue: branches, coming together again, going back, phases, and what comes later."""

from __future__ import annotations

import pytest

from bot.dialogue.checks import Known, check
from bot.dialogue.model import Dialogue
from bot.dialogue.parse import parse
from bot.dialogue.run import Run
from bot.dialogue.turn import Leave, ScheduleReturn, Signal
from bot.dialogue.ways import past
from bot.storage.trees import read_tree
from tests.dialogue.builders import Walk, texts
from tests.dialogue.test_steps import HEAD, dialogue, scene, walk

STATEMENT = """
- id: s
  statement: Iedereen redt zich.
  why: Waarom?
  other_side: En de andere kant?
- id: v
  ask: En nu?
"""


def at_the_next_question(steps: str = STATEMENT) -> Walk:
    """A passage that answered the statement and its parts."""
    going = walk(steps)
    going.start()
    for line in ("oneens", "niemand is alleen", "klaar", "toch wel", "klaar", "half"):
        going.say(line)
    assert going.run.step == "v"
    return going


def back_to_the_statement(going: Walk) -> None:
    """Terug, until the statement itself is asked."""
    while going.run.step != "s":
        going.command("back")


def test_another_position_asks_why_once_more_and_then_returns():
    """After a changed position its why and the other side come again, with what stood there to keep or rewrite."""
    going = at_the_next_question()
    back_to_the_statement(going)
    why, stood = going.say("eens")
    assert why == "Waarom?"
    assert stood.startswith("Er stond: “niemand is alleen”")
    assert stood.endswith("[Verder] [Opnieuw schrijven]")
    going.say("opnieuw schrijven")
    going.say("het lukt meestal")
    other, stood = going.say("klaar")
    assert (other, stood.startswith("Er stond: “toch wel”")) == ("En de andere kant?", True)
    assert going.say("verder")[0].startswith("**Vraag 2 van 2.** En nu?\nEr stond: “half”")
    assert (going.answers["s"].text, going.answers["s-waarom"].text) == ("Eens", "het lukt meestal")
    assert going.answers["s-andere-kant"].text == "toch wel"


def test_the_same_position_returns_at_once():
    """Who goes back, looks and leaves the position as it was, is back where they were."""
    going = at_the_next_question()
    back_to_the_statement(going)
    assert going.say("oneens")[0].startswith("**Vraag 2 van 2.** En nu?")


def test_a_changed_reason_alone_leaves_the_other_side_in_peace():
    """Going back to the why only, and adding to it, leads straight back."""
    going = at_the_next_question()
    going.command("back")
    going.command("back")
    assert going.run.step == "s-waarom"
    going.say("en trots")
    assert going.say("klaar")[0].startswith("**Vraag 2 van 2.** En nu?")


def test_terug_from_a_why_that_came_again_leads_to_its_position():
    """The path keeps its order when a why is asked anew."""
    going = at_the_next_question()
    back_to_the_statement(going)
    going.say("eens")
    assert going.command("back")[0].startswith("**Vraag 1 van 2, een stelling.**")


def test_recall_shows_the_wording_that_was_asked():
    """An earlier question that has several wordings comes back as it was put in this run."""
    steps = "- id: a\n  ask: [Wat zag je?, Wat viel je op?]\n- id: b\n  recall: a\n  ask: En nu?"
    going = walk(steps, begun=1)
    assert going.start() == ["**Vraag 1 van 2.** Wat viel je op?"]
    going.say("stilte")
    assert going.say("klaar")[0] == "Eerder schreef je, bij “Wat viel je op?”: “stilte”"


def phased(steps: str) -> Walk:
    """A passage with a second scene that begins a phase."""
    later = scene(steps, "twee", "    phase: Een week later\n")
    return Walk(dialogue(scene("- id: a\n  ask: Een?", "een") + later))


def test_a_phase_that_begins_with_a_question_is_named():
    """The title of a phase stands above its first bubble, also when that is a question; not when it is asked again."""
    going = phased("- id: b\n  ask: Twee?\n- id: c\n  ask: Drie?")
    going.start()
    going.say("iets")
    assert going.say("klaar") == ["**Een week later**\n**Vraag 2 van 3.** Twee?"]
    assert texts(going.give(Signal.RESUME)) == ["**Vraag 2 van 3.** Twee?"]


def test_a_phase_that_begins_with_an_earlier_answer_is_named_above_it():
    """Where a question begins with an earlier answer, the title of the phase stands above that."""
    going = phased("- id: b\n  recall: a\n  ask: Twee?")
    going.start()
    going.say("iets")
    first, _ = going.say("klaar")
    assert first.startswith("**Een week later**\nEerder schreef je")


BRANCHES = (
    scene(
        "- id: k\n  choose: Waarheen?\n  views: ['Wie kiest, laat ook iets liggen.']\n"
        "  options: [{label: Links, to: links}, {label: Rechts, to: rechts}]",
        "keus",
    )
    + scene("- id: l\n  ask: Wat zie je links?", "links", "    next: samen\n")
    + scene("- id: r\n  ask: Wat zie je rechts?", "rechts", "    next: samen\n")
    + scene("- id: m\n  ask: Wat wordt het?\n- id: n\n  ask: En dan?", "samen")
)


def branching() -> Walk:
    """A passage at a choice with two branches that come together."""
    going = Walk(dialogue(BRANCHES))
    going.start()
    return going


def test_an_option_that_leads_elsewhere_shows_the_views_first():
    """What the source lays beside a choice comes before the branch."""
    assert branching().say("rechts") == [
        "**Naast jouw antwoord** · Wie kiest, laat ook iets liggen.",
        "**Vraag 3 van 5.** Wat zie je rechts?",
    ]


def test_a_branch_goes_on_where_its_scene_says():
    """After a branch the walk passes over the other branches."""
    going = branching()
    going.say("links")
    going.say("een hek")
    assert going.say("klaar") == ["**Vraag 4 van 5.** Wat wordt het?"]


def test_who_skips_a_choice_lands_where_its_branches_come_together():
    """Passing a choice over enters none of its branches."""
    assert branching().command("skip") == ["**Vraag 4 van 5.** Wat wordt het?"]


def test_skipping_the_question_of_a_branch_leads_out_of_it():
    """Passing over what is asked in a branch stays on its way."""
    going = branching()
    going.say("links")
    assert going.command("skip") == ["**Vraag 4 van 5.** Wat wordt het?"]


def test_another_branch_is_walked_and_what_follows_shows_what_stood_there():
    """Who goes back and chooses otherwise goes along the new branch, and on through what was answered before."""
    going = branching()
    for line in ("links", "een hek", "klaar", "samen", "klaar"):
        going.say(line)
    for _ in range(3):
        going.command("back")
    assert going.run.step == "k"
    assert going.say("rechts")[-1] == "**Vraag 3 van 5.** Wat zie je rechts?"
    going.say("een sloot")
    asked, stood = going.say("klaar")
    assert (asked, "“samen”" in stood) == ("**Vraag 4 van 5.** Wat wordt het?", True)


def test_the_same_branch_again_returns_to_where_one_was():
    """Going back to a choice and choosing the same leads back to the question one came from."""
    going = branching()
    going.say("links")
    going.command("back")
    assert going.say("links")[-1] == "**Vraag 2 van 5.** Wat zie je links?"


def test_a_way_back_to_the_choice_needs_no_question():
    """A scene may lead back: the choice is put again, as often as one likes."""
    hub = scene("- id: k\n  choose: Wie spreek je?\n  options: [{label: Anna, to: anna}, {label: Klaar nu, to: slot}]")
    anna = scene("- id: z\n  say: Anna zwijgt.\n- id: w\n  ask: Wat vraag je haar?", "anna", "    next: a\n")
    going = Walk(dialogue(hub + anna + scene("- id: e\n  ask: En nu?", "slot")))
    going.start()
    assert going.say("anna") == ["Anna zwijgt.", "**Vraag 2 van 3.** Wat vraag je haar?"]
    going.say("hoe het gaat")
    assert going.say("klaar")[-1].startswith("**Vraag 1 van 3.** Wie spreek je?")
    assert going.command("skip")[-1].startswith("**Vraag 3 van 3.** En nu?")


def test_a_choice_with_a_why_goes_to_its_branch_after_the_why():
    """An option leads elsewhere once all that belongs to its question is done, the views last."""
    made = BRANCHES.replace("- id: k\n", "- id: k\n        why: Waarom daar?\n", 1)
    going = Walk(dialogue(made))
    going.start()
    assert going.say("rechts") == ["Waarom daar?"]
    going.say("zomaar")
    assert going.say("klaar")[-1] == "**Vraag 3 van 5.** Wat zie je rechts?"
    skipped = Walk(dialogue(made))
    skipped.start()
    skipped.say("rechts")
    assert skipped.command("skip")[-1] == "**Vraag 3 van 5.** Wat zie je rechts?"


def test_a_choice_that_may_begin_another_dialogue_goes_on_when_skipped():
    """Passing it over begins no other dialogue and ends nothing; the views come before what is begun."""
    steps = "- id: k\n  choose: En nu?\n  views: [Iets.]\n  options: [{label: Terug, dialogue: starr}, Door]\n"
    going = walk(steps + "- id: v\n  ask: Wat nog?")
    going.start()
    assert going.command("skip") == ["**Vraag 2 van 2.** Wat nog?"]
    begun = walk(steps + "- id: v\n  ask: Wat nog?")
    begun.start()
    assert begun.say("terug") == ["**Naast jouw antwoord** · Iets."]
    assert begun.run.state == "finished"


def test_branches_written_with_buttons_to_the_same_scene_come_together_too():
    """Where ways come together follows from the file, however they were written."""
    made = _without_next(dialogue(BRANCHES), "- {label: Een, to: samen}\n- {label: Twee, to: samen}")
    assert made.steps[past(made, 0)].id == "m"
    assert made.steps[past(made, 1)].id == "m"


def _without_next(made: Dialogue, options: str) -> Dialogue:
    indented = "".join(f"    {line}\n" for line in options.splitlines())
    keus, samen = (scene(steps, name) for steps, name in (
        ("- id: k\n  choose: Waarheen?\n  options: [{label: Links, to: links}, {label: Rechts, to: rechts}]", "keus"),
        ("- id: m\n  ask: Wat wordt het?", "samen"),
    ))  # fmt: skip
    side = [scene(f"- id: {name[0]}\n  choose: Wat zie je {name}?\n  options:\n{indented}", name)
            for name in ("links", "rechts")]  # fmt: skip
    return dialogue(keus + "".join(side) + samen)


def test_no_more_than_three_bubbles_come_in_a_row():
    """Where the views, an earlier answer and the question are four together, the learner says when to go on."""
    steps = "- id: a\n  ask: Een?\n  views: [Dit., Dat.]\n- id: b\n  recall: a\n  ask: Twee?"
    going = walk(steps)
    going.start()
    going.say("iets")
    assert going.say("klaar") == [
        "**Naast jouw antwoord** · Dit.", "**Naast jouw antwoord** · Dat. [Naar vraag 2]",
    ]  # fmt: skip
    assert going.say("naar vraag 2") == ["Eerder schreef je, bij “Een?”: “iets”", "**Vraag 2 van 2.** Twee?"]


LATER = "- id: a\n  ask: Wat ga je doen?\n- id: t\n  later: Hoe liep het?\n  days: 7"


def waiting(steps: str = LATER) -> tuple[Walk, list[str]]:
    """A passage that has just agreed on a later moment, and what was said."""
    going = walk(steps)
    going.start()
    going.say("bellen")
    turn = going.give(Signal.TEXT, "klaar")
    assert going.run.state == "waiting"
    assert ScheduleReturn("t", 7) in going.effects
    assert not any(reply.buttons and reply.keyboard is not None for reply in turn.replies)
    return going, texts(turn)


def test_coming_back_later_can_be_declined():
    """With the moment of the return comes a way to say no; then the dialogue is done."""
    going, told = waiting()
    assert told == [
        "Ik kom er over 7 dagen op terug. [Liever niet]",
        "Op je scherm staat dan alleen dat er iets klaarligt, niet wat.",
    ]
    assert going.say("liever niet") == ["Dat was het. Wat je schreef blijft staan."]
    assert going.run.state == "finished"
    assert going.effects[-1] == Leave()


def test_what_stands_behind_a_declined_question_is_asked_now():
    """A dialogue whose last question comes after the later one goes on to it at once."""
    going, _ = waiting(LATER + "\n- id: m\n  ask: Wat neem je mee?\n  added: true")
    assert going.say("liever niet")[-1].endswith("Wat neem je mee?")
    assert going.run.state == "active"


def test_once_it_has_come_back_the_moment_cannot_be_declined():
    """When the question is asked the old button is told to be old."""
    going = walk(LATER)
    going.start()
    going.say("bellen")
    turn = going.give(Signal.TEXT, "klaar")
    going.give(Signal.RESUME)
    assert going.press(turn, "Liever niet")[0].startswith("Die knop hoort bij een eerder moment.")
    assert going.run.stage == "ask"


def test_tomorrow_is_called_tomorrow():
    """One day reads as a person would say it."""
    going = walk(LATER.replace("7", "1"))
    going.start()
    going.say("bellen")
    assert going.say("klaar")[0].startswith("Ik kom er morgen op terug.")


@pytest.mark.parametrize(("days", "codes"), [("9" * 5000, ["N104"]), ("100000", ["N104"]), ("0", ["N312"]), ("7", [])])
def test_a_number_out_of_all_bounds_is_a_finding(days: str, codes: list[str]):
    """Days that no calendar holds, or that Python does not even read, are told as no number."""
    tree, _ = read_tree((HEAD + scene(LATER.replace("7", days))).encode(), "proef.yaml")
    assert tree is not None
    made, problems = parse(tree)
    problems += check(made, Known(None, None, None), tree)
    assert [found.code for found in problems if found.code in ("N104", "N312")] == codes


def test_a_question_for_later_may_close_a_casus():
    """A casus may come back after days: its last question of now is the private one, and nothing is amiss."""
    closing = "- id: m\n  ask: Wat neem je mee?\n  added: true\n  private: true"
    later = "- id: t\n  later: Hoe liep het?\n  days: 7\n  recall: m\n  added: true\n  private: true"
    head = HEAD.replace("added: true", "added: true\nsummary: Kort.\nminutes: 5\nlevel: beide")
    tree, _ = read_tree((head + scene(f"{closing}\n{later}")).encode(), "proef.yaml")
    assert tree is not None
    assert check(parse(tree)[0], Known(None, None, None), tree) == []


def test_a_run_that_was_stored_before_goes_on():
    """A run of before this field can still be read."""
    old = Run(key="r:abc", dialogue="proef").to_text().replace(',"came_from":""', "")
    assert Run.from_text(old) == Run(key="r:abc", dialogue="proef")
