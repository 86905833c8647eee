"""Consent: the one screen at first contact, before anything of a person is kept for good.

What the person sent before choosing waits, encrypted, in the prompt itself, and is handled right after the yes.
"""

from __future__ import annotations

import json
from dataclasses import replace

from bot.dialogue.model import Choose
from bot.dialogue.turn import Incoming, Signal
from bot.services import own_data
from bot.services.focus import Frame
from bot.services.prompting import ask, ask_again, choice
from bot.services.talk import Talk
from bot.services.uploads import NOT_FETCHED
from bot.texts import say

VERSION = 1


def given(talk: Talk) -> bool:
    """Whether the person agreed to the present version."""
    return bool(talk.work.settings().get("consent", {}).get("version") == VERSION)


def gate(talk: Talk) -> None:
    """Show the screen to someone new; what they came for waits."""
    waiting = [] if _is_start(talk.incoming) else [_packed(talk.incoming)]
    ask(talk, Frame("prompt", "consent", args={"waiting": json.dumps(waiting)}))


def question(talk: Talk, frame: Frame) -> Choose:
    """The screen: what is kept, who sees it, who runs it."""
    options = (("yes", say("consent.yes")), ("more", say("consent.more")), ("no", say("consent.no")))
    return choice("consent.screen", *options, runs=own_data.who_runs(talk))


def chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Agreed: go straight to what the person came for. Not agreed: everything goes."""
    if option == "more":
        own_data.privacy(talk)
        ask(talk, replace(frame))
    elif option == "no":
        own_data.forget(talk, "consent.farewell")
    else:
        settings = talk.work.settings()
        settings["consent"] = {"version": VERSION, "at": talk.incoming.at.isoformat()}
        talk.work.keep_settings(settings)
        waiting = [_unpacked(item, talk.incoming) for item in json.loads(frame.args["waiting"])]
        talk.pending += waiting
        if not waiting:
            talk.go("start")


def text(talk: Talk, frame: Frame, words: str) -> bool:
    """Something else was sent meanwhile: it waits too."""
    waiting = [*json.loads(frame.args["waiting"]), _packed(talk.incoming)]
    talk.pop()
    kept = replace(frame, args={"waiting": json.dumps(waiting)})
    talk.push(kept)
    return ask_again(talk, kept, words)


def _is_start(incoming: Incoming) -> bool:
    return incoming.signal is Signal.COMMAND and incoming.text == "start"


def _packed(incoming: Incoming) -> list[str]:
    if incoming.signal is Signal.FILE:  # nothing as large as a file is kept of somebody who did not agree yet
        return [Signal.OTHER.value, NOT_FETCHED, incoming.ref]
    return [incoming.signal.value, incoming.text, incoming.ref]


def _unpacked(item: list[str], now: Incoming) -> Incoming:
    return Incoming(Signal(item[0]), now.at, item[1], item[2])
