"""A conversation that goes through a dialogue to its end by passing over every question."""

from __future__ import annotations

from bot.dialogue.model import Dialogue
from bot.dialogue.passage import Passage

MOST_TURNS = 200


def turns(dialogue: Dialogue) -> list[str]:
    """What is said until the dialogue is over (or, where it never is, for a long time)."""
    passage = Passage(dialogue)
    passage.start()
    said: list[str] = []
    while not passage.over and len(said) < MOST_TURNS:
        stage = "wait" if passage.aside else passage.run.stage
        said.append({"care": "Ik begin", "wait": "/verder"}.get(stage, "/overslaan"))
        passage.say(said[-1])
    return said


def conversation(dialogue: Dialogue) -> str:
    """The file beside a dialogue that plays it to its end."""
    lines = [f"dialogue: {dialogue.id}", "tests:", "  - title: Tot het einde", "    turns:", "      - not_heard: fout"]
    return "\n".join([*lines, *(f"      - said: {text}" for text in turns(dialogue))]) + "\n"
