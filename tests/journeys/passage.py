"""A whole passage through a dialogue, worked out with the engine: what to do and what must be heard."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogue.model import Dialogue
from bot.dialogue.run import Run
from bot.dialogue.turn import Signal, Turn
from bot.render.markup import plain, reply_spans
from tests.dialogue.builders import Walk


@dataclass(frozen=True)
class Move:
    """One thing a person does, and the bubbles that must come of it (none: silence)."""

    kind: str  # "say" or "press"
    text: str
    heard: tuple[str, ...]


def whole(dialogue: Dialogue, brief: bool = False) -> tuple[list[Move], dict[str, str]]:
    """Every move from the first bubble to the end, with two messages for each answer, or one when it is to be brief.

    Returns:
        The moves, beginning after the dialogue was started, and the answers by step.
    """
    walk = Walk(dialogue, run=Run(key="r:abc", dialogue=dialogue.id))
    turn, moves = walk.give(Signal.START), []
    while walk.run.state == "active":
        for kind, text in _next(walk, turn, brief):
            turn = walk.give(Signal.TEXT, text)
            moves.append(Move(kind, text, heard(turn)))
        assert len(moves) < 500, "the dialogue does not end"
    return moves, {step: answer.text for step, answer in walk.answers.items()}


def _next(walk: Walk, turn: Turn, brief: bool) -> list[tuple[str, str]]:
    labels = [button.label for reply in turn.replies for row in reply.buttons for button in row]
    if walk.run.stage in ("pick", "reveal"):
        done = "Klaar" if walk.run.stage == "pick" else "Verder"
        return [("press", labels[0]), ("say", f"eigen woorden bij {walk.run.step}"), ("press", done)]
    if walk.run.stage == "ask":
        step = walk.run.step
        more = [] if brief else [("say", f"en *dan* {step}")]
        return [("say", f"eerst iets over {step}, geld & <b>tijd</b>"), *more, ("press", "Klaar")]
    return [("press", labels[0])]


def heard(turn: Turn) -> tuple[str, ...]:
    """The bubbles of a turn as a person reads them."""
    return tuple(plain(reply_spans(reply)).strip() for reply in turn.replies)
