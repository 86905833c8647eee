"""The engine under random dialogues and random input."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.model import Ask, Care, Choose, Dialogue, Option, Pick, Piece, Point, Reveal, Say, Scene, Step, View
from bot.dialogue.run import Run
from bot.dialogue.turn import KeepDraft, KeepPart, Signal
from tests.dialogue.builders import NOON, Walk

TEXT = st.text(min_size=1, max_size=30)
CONTROLS = (
    "done",
    "more",
    "less",
    "goto.s0-0",
    "goto.??",
    "p1",
    "1",
    "2",
    "on",
    "word",
    "pause",
    "back",
    "skip",
    "stop",
    "read",
    "rewrite",
    "begin",
    "other",
    "again",
    "??",
)
WORDS = st.sampled_from(["Klaar", "Verder", "Terug", "ok", "geld", "Naar vraag 1", "Stop", "ik begin", "Overslaan"])


KINDS = ["say", "ask", "choose", "pick", "reveal"]


@st.composite
def dialogues(draw: st.DrawFn) -> Dialogue:
    """A dialogue of one to four scenes with say, ask and choose steps in any order, targets only forward."""
    scenes = []
    count = draw(st.integers(1, 4))
    for number in range(count):
        kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=4))
        steps = tuple(draw(_step(kind, f"s{number}", f"s{number}-{i}", number, count)) for i, kind in enumerate(kinds))
        onto = draw(st.sampled_from(["", "", *(f"s{later}" for later in range(number + 1, count))]))
        scenes.append(Scene(f"s{number}", f"Scène {number}", steps, draw(st.sampled_from(["", "Later"])), next=onto))
    care = Care("Zwaar.", other="ander") if draw(st.booleans()) else None
    kind = draw(st.sampled_from(["casus", "reflectie"]))
    forms = {"full": tuple(scene.id for scene in scenes), "one": ("s0",)} if draw(st.booleans()) else {}
    return Dialogue(id="proef", kind=kind, title="Proef", scenes=tuple(scenes), care=care, forms=forms, hash="h")


@st.composite
def _step(draw: st.DrawFn, kind: str, scene: str, name: str, number: int, count: int) -> Step:
    if kind == "say":
        return Say(id=name, scene=scene, text=draw(TEXT))
    if kind == "ask":
        points = (Point("geld", "geld", ("geld",)),) if draw(st.booleans()) else ()
        views = tuple(View(text) for text in draw(st.lists(TEXT, max_size=2)))
        added = draw(st.booleans())
        more = {"probe": draw(st.sampled_from(["", "Hoe bedoel je?"])), "recall": draw(st.sampled_from(["", "s0-0"]))}
        more |= {"days": draw(st.sampled_from([0, 0, 0, 7])), "wordings": ("anders",)}
        return Ask(
            id=name, scene=scene, text=draw(TEXT), mirror=points, views=views, added=added, journal=added, **more
        )
    if kind == "pick":
        options = (Option("1", "Een"), Option("2", "Twee"))
        return Pick(id=name, scene=scene, text=draw(TEXT), options=options, ordered=draw(st.booleans()))
    if kind == "reveal":
        pieces = (Piece("Wie?", ("wie",), draw(TEXT)), Piece("Wat?", ("wat",), draw(TEXT)))
        return Reveal(id=name, scene=scene, text=draw(TEXT), pieces=pieces)
    targets = [f"s{later}" for later in range(number + 1, count)]
    target = draw(st.sampled_from(["", *targets]))
    return Choose(id=name, scene=scene, text=draw(TEXT), options=(Option("1", "Een", target), Option("2", "Twee")))


INPUT = st.one_of(
    st.tuples(st.just(Signal.TEXT), TEXT | WORDS),
    st.tuples(st.just(Signal.COMMAND), st.sampled_from(CONTROLS)),
    st.tuples(
        st.just(Signal.PRESS), st.builds(lambda v, c: f"r:abc:{v}:{c}", st.integers(0, 9), st.sampled_from(CONTROLS))
    ),
    st.tuples(st.just(Signal.PRESS), TEXT),
    st.tuples(st.sampled_from([Signal.RESUME, Signal.OTHER, Signal.EDIT]), TEXT),
)


@given(dialogues(), st.lists(INPUT, max_size=25))
@settings(max_examples=300, deadline=None)
def test_nothing_a_person_sends_makes_the_engine_raise_or_lose_a_word(dialogue: Dialogue, inputs: list):
    """Whatever comes in: no error, and every typed text is kept, presses something, or is blank."""
    walk = Walk(dialogue, run=Run(key="r:abc", dialogue="proef"))
    walk.start()
    for signal, text in inputs:
        before, done = len(walk.effects), walk.run.state == "finished"
        answers = dict(walk.answers)
        turn = walk.give(signal, text)
        kept = [e.text for e in walk.effects[before:] if isinstance(e, KeepPart | KeepDraft)]
        changed = bool(turn.outputs)
        if signal is Signal.TEXT and not done:
            assert text in kept or changed or not text.strip()
        for step, answer in answers.items():
            assert step in walk.answers
            assert walk.answers[step].revision >= answer.revision


@given(dialogues(), st.lists(st.sampled_from(["geld", "klaar", "verder", "ok"]), max_size=15))
@settings(max_examples=200, deadline=None)
def test_terug_reaches_the_question_before_and_removes_nothing(dialogue: Dialogue, lines: list[str]):
    """Going back lands on the previous question of the path and every answer stays as it was."""
    walk = Walk(dialogue, run=Run(key="r:abc", dialogue="proef"))
    walk.start()
    walk.command("begin")
    for line in lines:
        walk.say(line)
    if walk.run.state != "active" or walk.run.stage not in ("ask", "mirror", "choose", "pick", "reveal"):
        return
    path, here, answers = walk.run.path, walk.run.step, dict(walk.answers)
    place = path.index(here)
    walk.command("back")
    assert walk.run.step == (path[place - 1] if place else here)
    assert walk.answers == answers
    assert walk.run.path == path


@given(dialogues())
@settings(max_examples=200, deadline=None)
def test_every_dialogue_ends(dialogue: Dialogue):
    """Someone who answers, chooses and goes on reaches the end."""
    walk = Walk(dialogue, run=Run(key="r:abc", dialogue="proef"))
    walk.start()
    walk.command("begin")
    for _ in range(4 * len(dialogue.steps) + 4):
        if walk.run.state == "finished":
            break
        if walk.run.state == "waiting":
            walk.give(Signal.RESUME)
        walk.say({"ask": "iets", "choose": "Een", "pick": "Een", "reveal": "wie?"}.get(walk.run.stage, "verder"))
        walk.say("klaar")
    assert walk.run.state == "finished"


@given(st.builds(
    Run,
    key=st.just("r:abc"),
    dialogue=TEXT,
    step=st.sampled_from(["v1", "v2"]),
    visit=st.integers(0, 10**6),
    trail=st.lists(st.sampled_from(["v1", "v2", "v3"]), unique=True).map(" ".join),
    facts=st.dictionaries(st.sampled_from(["rounds"]), st.integers(0, 9)),
    at=st.just(NOON) | st.none(),
))  # fmt: skip
def test_a_run_survives_saving_and_loading(run: Run):
    """A run comes back from JSON exactly as it went in."""
    assert Run.from_text(run.to_text()) == run
