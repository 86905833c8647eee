"""Prompting: small dialogues of the house, played by the same engine over whatever lies below them in the focus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.dialogue.engine import advance
from bot.dialogue.model import Choose, Dialogue, Option, Scene
from bot.dialogue.run import Run
from bot.dialogue.turn import Chosen, Incoming, Pass, Reply, Signal
from bot.services.focus import Frame
from bot.services.talk import Talk
from bot.texts import say


def choice(name: str, *options: tuple[str, str], values: Mapping[str, str] | None = None, **slots: object) -> Choose:
    """A prompt's step: a fixed sentence with options as (id, label)."""
    made = tuple(Option(key, label) for key, label in options)
    return Choose(id=name, scene="huis", text=say(name, **slots), options=made, values=values or {})


def ask(talk: Talk, frame: Frame) -> None:
    """Put a prompt on top and ask it."""
    talk.push(frame)
    _advance(talk, frame, replace(talk.incoming, signal=Signal.START, text=""))


def take(talk: Talk, incoming: Incoming) -> bool:
    """Give something that came in to the prompt on top.

    Returns:
        False when the prompt is gone and the frame below should have it.
    """
    frame = talk.focus.top
    if frame is None:
        return False
    return _advance(talk, frame, incoming)


def _advance(talk: Talk, frame: Frame, incoming: Incoming) -> bool:
    step = talk.prompts[frame.name].question(talk, frame)
    dialogue = Dialogue(id=frame.name, kind="huis", title="", scenes=(Scene("huis", "", (step,)),))
    run = Run(key=f"p:{frame.name}", dialogue=frame.name, scene="huis", step=step.id, stage="choose", visit=frame.visit)
    turn = advance(dialogue, run, {}, incoming)
    talk.pop()
    taken = replace(frame, visit=turn.run.visit)
    talk.push(taken)
    for output in turn.outputs:
        if isinstance(output, Reply):
            talk.reply(output)
        elif isinstance(output, Chosen):
            talk.pop()
            talk.prompts[frame.name].chosen(talk, taken, output.option)
        elif isinstance(output, Pass):
            return talk.prompts[frame.name].text(talk, taken, incoming.text)
    return True


def again(talk: Talk) -> None:
    """Ask the prompt on top once more."""
    if talk.focus.top and talk.focus.top.kind == "prompt":
        _advance(talk, talk.focus.top, replace(talk.incoming, signal=Signal.RESUME, text=""))


def ask_again(talk: Talk, frame: Frame, _: str) -> bool:
    """A text that is no choice: the prompt asks once more."""
    talk.say("ask.choose_first")
    return _advance(talk, frame, replace(talk.incoming, signal=Signal.RESUME, text=""))


def leave_to_below(talk: Talk, _: Frame, __: str) -> bool:
    """A text that is no choice: it is meant for what lies below."""
    talk.pop()
    return False
