"""Anonymise: before a text is closed, show it without names and numbers and let the writer choose. Never by itself."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from zlib import crc32

from bot.dialogue.model import Choose
from bot.dialogue.turn import Incoming, KeepPart, Signal
from bot.privacy import details
from bot.services.focus import Frame
from bot.services.prompting import ask, choice
from bot.services.talk import Talk
from bot.texts import say

REMOVABLE = timedelta(hours=48)  # Telegram lets a bot take a message out of a private chat for so long
LONGEST = 3000  # characters of the proposal that are shown; more does not fit a message


def hold(talk: Talk, run_id: str, step: str, then: Incoming) -> bool:
    """Ask about identifying details in the answer to a step, before `then` closes it.

    Returns:
        Whether something was asked; `then` is handled once the writer has chosen.
    """
    answer = talk.work.answers(run_id, frozenset({step})).get(step)
    run = talk.work.run(run_id)
    if run is None or answer is None or not answer.text or _mark(step, answer.text) in run.marks:
        return False
    if not details.find(answer.text, talk.library.names):
        return False
    packed = json.dumps([then.signal.value, then.text, then.ref])
    ask(talk, Frame("prompt", "details", args={"run": run_id, "step": step, "then": packed}))
    return True


def question(talk: Talk, frame: Frame) -> Choose:
    """The text as it would be kept: only what stands in the place of a detail is shown, never the detail."""
    text = _text(talk, frame)
    shown = details.replaced(text, details.find(text, talk.library.names))
    options = (("replace", say("details.replace")), ("self", say("details.self")), ("leave", say("details.leave")))
    name = "details.proposal" if len(shown) <= LONGEST else "details.proposal_long"
    return choice(name, *options, values={"text": shown[:LONGEST]})


def chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Replace, rewrite or leave as it is; then what was going on goes on."""
    text = _text(talk, frame)
    if option == "self":
        ask(talk, Frame("prompt", "details_self", args=frame.args))
        return
    if option == "replace":
        text = details.replaced(text, details.find(text, talk.library.names))
        _replace(talk, frame, text)
    _go_on(talk, frame, text)


def own_question(talk: Talk, frame: Frame) -> Choose:
    """The writer sends the text anew."""
    return choice("details.send_anew", ("back", say("details.back")))


def own_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Back to the proposal."""
    ask(talk, Frame("prompt", "details", args=frame.args))


def own_text(talk: Talk, frame: Frame, text: str) -> bool:
    """The text as the writer wants it; it is looked at once more."""
    talk.pop()
    _replace(talk, frame, text)
    then = _then(talk, frame)
    if not hold(talk, frame.args["run"], frame.args["step"], then):
        talk.pending.insert(0, then)
    return True


def wait_for_choice(talk: Talk, frame: Frame, text: str) -> bool:
    """Something else was typed at the proposal: it is part of the same text, and the proposal is made anew."""
    run = talk.work.run(frame.args["run"])
    answers = talk.work.all_answers(frame.args["run"]) if run else []
    asked = next((row.question for row in answers if row.step == frame.args["step"]), "")
    talk.work.keep(frame.args["run"], KeepPart(frame.args["step"], asked, text, talk.incoming.ref), talk.incoming.at)
    talk.pop()
    ask(talk, Frame("prompt", "details", args=frame.args))
    return True


def _replace(talk: Talk, frame: Frame, text: str) -> None:
    oldest = talk.work.purge(frame.args["run"], frame.args["step"], text, talk.incoming.at)
    if oldest is None or talk.work.channel == "terminal":
        talk.say("details.replaced")
    elif talk.work.channel == "telegram" and talk.incoming.at - oldest > REMOVABLE:
        talk.say("details.replaced_too_old")
    else:
        talk.say("details.replaced_removed")


def _go_on(talk: Talk, frame: Frame, text: str) -> None:
    """What the writer decided on is not asked about again."""
    run = talk.work.run(frame.args["run"])
    if run:
        mark = _mark(frame.args["step"], text)
        talk.work.keep_run(frame.args["run"], replace(run, marks=(*run.marks, mark)))
    talk.pending.insert(0, _then(talk, frame))


def _then(talk: Talk, frame: Frame) -> Incoming:
    signal, text, ref = json.loads(frame.args["then"])
    return Incoming(Signal(signal), talk.incoming.at, text, ref)


def _text(talk: Talk, frame: Frame) -> str:
    step = frame.args["step"]
    answer = talk.work.answers(frame.args["run"], frozenset({step})).get(step)
    return answer.text if answer else ""


def _mark(step: str, text: str) -> str:
    """Which text was decided on, without the text: a mark of the run."""
    return f"d.{step}.{crc32(text.encode('utf-8', 'surrogatepass')):x}"
