"""Presses: a button of a run was pressed, of the one a person is in or of another."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.engine import DOUBLE_TAP
from bot.dialogue.turn import Signal
from bot.services import play
from bot.services.focus import Frame
from bot.services.talk import Talk, command_button


def press(talk: Talk, key: str) -> None:
    """A button of a run was pressed: of the one in focus, of one aside, or of one that is done."""
    run_id = key.split(":")[1] if key.count(":") >= 2 else ""
    if run_id and run_id == talk.focus.run:
        talk.focus = talk.focus.without("prompt")
        play.play(talk, run_id, replace(talk.incoming, signal=Signal.PRESS, text=key))
        return
    run = talk.work.run(run_id) if run_id else None
    if run is None and _just_begun(talk):
        return  # a double tap on the last button of a signpost
    dialogue = talk.library.dialogues.get(run.dialogue) if run else None
    if run and run.state == "waiting" and key.startswith(f"{run.key}:{run.visit}:"):
        talk.push(Frame("run", run_id))  # what it offered with the moment of its return: to decline that
        play.play(talk, run_id, replace(talk.incoming, signal=Signal.PRESS, text=key))
    elif run and dialogue and run.state in ("active", "paused", "waiting"):
        button = command_button(play.go_on_label(dialogue), f"verder {run_id}")
        talk.say("menu.button_of_paused", (button,), title=dialogue.title)
    else:
        talk.say("menu.old_button")
        play.again(talk)


def _just_begun(talk: Talk) -> bool:
    now = talk.work.run(talk.focus.run) if talk.focus.run else None
    return bool(now and now.at and talk.incoming.at - now.at < DOUBLE_TAP)
