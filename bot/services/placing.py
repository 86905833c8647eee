"""Placing: where somebody is in a run, in words and on the button that leads back there."""

from __future__ import annotations

from bot.dialogue import wording
from bot.services.talk import Talk
from bot.texts import say


def back_label(talk: Talk) -> str:
    """What the button back to the run in focus says; names the question."""
    run = talk.work.run(talk.focus.run) if talk.focus.run else None
    dialogue = talk.library.of_run(run)
    return wording.back_label(dialogue, run.step) if run and dialogue else say("menu.menu")


def place(talk: Talk, run_id: str) -> str:
    """Where a run is, in words ("vraag 2 van 6"), or "" when it cannot be told."""
    run = talk.work.run(run_id)
    dialogue = talk.library.of_run(run)
    return wording.whereabouts(dialogue, run.step) if run and dialogue else ""


def where(talk: Talk) -> str:
    """Where the run in focus is, or "" outside a dialogue."""
    return place(talk, talk.focus.run) if talk.focus.run else ""
