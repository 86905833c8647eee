"""The desk of one turn: the run as it changes and the replies and effects as they come up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.dialogue import controls
from bot.dialogue.model import Ask, Choose, Dialogue, Step, is_question
from bot.dialogue.run import Run
from bot.dialogue.turn import Answer, Button, Effect, Incoming, Reply, Turn
from bot.texts import say

MOST_BUBBLES = 3  # in a row, design.md section 12


class Desk:
    """Collects what one turn brings about; made anew for each turn, so nothing in it outlives the turn."""

    def __init__(self, dialogue: Dialogue, run: Run, answers: Mapping[str, Answer], incoming: Incoming) -> None:
        self.dialogue = dialogue
        self._before = run.at
        self.run = replace(run, at=incoming.at)
        self.answers = answers
        self.incoming = incoming
        self.outputs: list[Reply | Effect] = []

    @property
    def step(self) -> Step:
        """The step of the run."""
        found = self.dialogue.step(self.run.step)
        assert found is not None, "a run is brought to an existing step before it is played"  # noqa: S101
        return found

    @property
    def place(self) -> int:
        """The place of the run's step in the dialogue."""
        return self.dialogue.index(self.run.step) or 0

    @property
    def answer(self) -> Answer:
        """What stands at the run's step; an empty answer when nothing does."""
        return self.answers.get(self.run.step, Answer(""))

    def recent(self, within: timedelta) -> bool:
        """Whether the last turn of this run was less than `within` ago."""
        return self._before is not None and self.incoming.at - self._before < within

    @property
    def bubbles(self) -> int:
        """How many bubbles stand on the desk."""
        return sum(isinstance(item, Reply) for item in self.outputs)

    @property
    def full(self) -> bool:
        """Whether no more bubbles may follow without a wait."""
        return self.bubbles >= MOST_BUBBLES

    def move(self, **fields: Any) -> None:
        """Change the run."""
        self.run = replace(self.run, **fields)

    def effect(self, effect: Effect) -> None:
        """Add an effect."""
        self.outputs.append(effect)

    def reply(self, text: str, *labels_and_choices: tuple[str, str], **values: str) -> None:
        """Add a bubble, with one row of buttons given as (label, choice); `values` are literal words for its slots."""
        self.outputs.append(Reply(text, values=values))
        if labels_and_choices:
            self.offer(*labels_and_choices)

    def offer(self, *labels_and_choices: tuple[str, str]) -> None:
        """Put buttons under the last bubble; each offering is a visit of its own."""
        self.move(visit=self.run.visit + 1)
        row = tuple(Button(text, f"{self.run.key}:{self.run.visit}:{choice}") for text, choice in labels_and_choices)
        last = self.outputs[-1]
        assert isinstance(last, Reply), "buttons stand under a bubble"  # noqa: S101
        self.outputs[-1] = last.under(row) if len(row) <= MOST_BUBBLES else last.under(*((button,) for button in row))

    def keyboard(self, labels: tuple[str, ...]) -> None:
        """Set the fixed keyboard with the last bubble."""
        last = self.outputs[-1]
        assert isinstance(last, Reply), "a keyboard comes with a bubble"  # noqa: S101
        self.outputs[-1] = replace(last, keyboard=labels)

    def turn(self) -> Turn:
        """What the turn brought about."""
        return Turn(replace(self.run, hash=self.dialogue.hash), tuple(self.outputs))

    def where(self) -> str:
        """Where the run is, in words for the learner."""
        return whereabouts(self.dialogue, self.run.step)


def whereabouts(dialogue: Dialogue, step: str) -> str:
    """A place in a dialogue in words: "vraag 2 van 6", or the title of the scene."""
    number = dialogue.numbers.get(step)
    if number:
        return say("ask.where_question", n=number, total=len(dialogue.numbers))
    found = dialogue.step(step)
    scene = dialogue.scene(found.scene) if found else None
    return say("ask.where_scene", scene=scene.title if scene else dialogue.title)


def on_label(dialogue: Dialogue, step: Step) -> str:
    """What the button that leads on to `step` says."""
    number = dialogue.numbers.get(step.id)
    return say("control.to_question", n=number) if number else controls.label(controls.ON)


def question_text(dialogue: Dialogue, step: Ask | Choose) -> str:
    """The bubble of a question: its number, the question, the hint; additions and private questions say so."""
    private = isinstance(step, Ask) and step.private
    number = dialogue.numbers.get(step.id)
    if step.added and dialogue.kind != "huis":
        text = say("ask.added_private" if private else "ask.added", question=step.text)
    elif number and len(dialogue.numbers) > 1:
        text = say("ask.number", n=number, total=len(dialogue.numbers), question=step.text)
    else:
        text = say("ask.private" if private else "ask.alone", question=step.text)
    hint = step.hint if isinstance(step, Ask) else ""
    return say("ask.hint", question=text, hint=hint) if hint else text


def story_before(dialogue: Dialogue, place: int) -> tuple[Step, ...]:
    """The messages of the nearest scene before a place that tells something."""
    earlier = [step for step in dialogue.steps[:place] if not is_question(step)]
    return tuple(step for step in earlier if step.scene == earlier[-1].scene)[:MOST_BUBBLES] if earlier else ()
