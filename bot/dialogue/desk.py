"""The desk of one turn: the run as it changes and the replies and effects as they come up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.dialogue import controls
from bot.dialogue.model import Dialogue, Option, Step
from bot.dialogue.run import Run
from bot.dialogue.turn import Answer, Button, Effect, Incoming, Reply, Turn

MOST_BUBBLES = 3  # in a row, design.md section 12
MOST_BUTTONS = 3  # with words on them; numbers excepted
MOST_LABEL = 24  # characters of a label beside another on a phone
PER_ROW = 5  # buttons with a number on them


class Desk:
    """Collects what one turn brings about; made anew for each turn, so nothing in it outlives the turn.

    Args:
        whole: the dialogue with the scenes of all its forms.
        run: the run before the turn.
        answers: what stands at the steps that `engine.needs` named.
        incoming: what came in.
    """

    def __init__(self, whole: Dialogue, run: Run, answers: Mapping[str, Answer], incoming: Incoming) -> None:
        self.whole = whole
        self._before = run.at
        self.run = replace(run, at=incoming.at)
        self.answers = dict(answers)
        self.incoming = incoming
        self.outputs: list[Reply | Effect] = []

    @property
    def dialogue(self) -> Dialogue:
        """The dialogue in the form of the run."""
        return self.whole.in_form(self.run.form)

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

    def idle(self, beyond: timedelta) -> bool:
        """Whether the last turn of this run was more than `beyond` ago."""
        return self._before is not None and self.incoming.at - self._before > beyond

    @property
    def bubbles(self) -> int:
        """How many bubbles stand on the desk."""
        return sum(isinstance(item, Reply) for item in self.outputs)

    def move(self, **fields: Any) -> None:
        """Change the run."""
        if "path" in fields:
            fields["trail"] = " ".join(fields.pop("path"))
        self.run = replace(self.run, **fields)

    def mark(self, name: str) -> bool:
        """Note that something happened in this run; True when it had not happened before."""
        if name in self.run.marks:
            return False
        self.move(marks=(*self.run.marks, name))
        return True

    def effect(self, effect: Effect) -> None:
        """Add an effect."""
        self.outputs.append(effect)

    def reply(self, text: str, /, *labels_and_choices: tuple[str, str], **values: str) -> None:
        """Add a bubble, with one row of buttons given as (label, choice); `values` are literal words for its slots."""
        self.outputs.append(Reply(text, values=values))
        if labels_and_choices:
            self.offer(*labels_and_choices)

    def offer(self, *labels_and_choices: tuple[str, str]) -> None:
        """Put buttons under the last bubble, in a row where they fit; each offering is a visit of its own."""
        self.move(visit=self.run.visit + 1)
        buttons = [Button(text, f"{self.run.key}:{self.run.visit}:{choice}") for text, choice in labels_and_choices]
        numbers = [button for button in buttons if button.label.isdecimal()]
        words = [button for button in buttons if not button.label.isdecimal()]
        rows = [tuple(numbers[at : at + PER_ROW]) for at in range(0, len(numbers), PER_ROW)]
        beside = len(words) <= MOST_BUTTONS and all(len(button.label) <= MOST_LABEL for button in words)
        rows += [tuple(words)] if beside else [(button,) for button in words]
        self.outputs[-1] = self._last().under(*rows)

    def head(self, place: int, text: str) -> None:
        """Put a text above the bubble at that place among the outputs."""
        output = self.outputs[place]
        assert isinstance(output, Reply), "a heading stands above a bubble"  # noqa: S101
        self.outputs[place] = replace(output, text=text + output.text)

    def keyboard(self, labels: tuple[str, ...]) -> None:
        """Set the fixed keyboard with the last bubble."""
        self.outputs[-1] = replace(self._last(), keyboard=labels)

    def _last(self) -> Reply:
        last = self.outputs[-1]
        assert isinstance(last, Reply), "buttons and a keyboard come with a bubble"  # noqa: S101
        return last

    def turn(self) -> Turn:
        """What the turn brought about."""
        return Turn(replace(self.run, hash=self.dialogue.hash), tuple(self.outputs))


def numbered(dialogue: Dialogue, options: Sequence[Option]) -> bool:
    """Whether options are shown as a numbered list with numbers on the buttons: more than three, or long ones.

    A prompt of the house has its options on the buttons in any case: they are no part of a text.
    """
    if dialogue.kind == "huis":
        return False
    few = len(options) <= MOST_BUTTONS and all(len(option.label) <= MOST_LABEL for option in options)
    return not few and not all(option.label.isdecimal() for option in options)


def option_buttons(dialogue: Dialogue, options: Sequence[Option]) -> list[tuple[str, str]]:
    """The buttons of options as (label, choice)."""
    as_numbers = numbered(dialogue, options)
    return [(option.id if as_numbers else option.label, option.id) for option in options]


def on_button(desk: Desk) -> tuple[str, str]:
    """The button that goes on."""
    return controls.label(controls.ON), controls.ON
