"""Asking: an open question from its first word to Verder."""

from __future__ import annotations

from bot.dialogue import controls, walking
from bot.dialogue.desk import Desk
from bot.dialogue.mirror import wording
from bot.dialogue.model import Ask
from bot.dialogue.turn import AskWord, CloseAnswer, KeepEntry, KeepPart, Rewrite
from bot.texts import say


def keep(desk: Desk) -> None:
    """Keep a message as part of the answer, in silence."""
    step = desk.step
    if isinstance(step, Ask) and desk.incoming.text.strip():
        desk.effect(KeepPart(step.id, step.text, desk.incoming.text, desk.incoming.ref, revise=desk.run.stage == "ask"))


def done(desk: Desk) -> None:
    """Klaar: close the answer; the mirror if there is one, else straight on."""
    step = desk.step
    if desk.run.stage == "wait":
        walking.walk(desk, desk.place)
    elif desk.run.stage == "mirror":
        on(desk)
    elif desk.run.stage != "ask" or not isinstance(step, Ask):
        desk.reply(say("ask.choose_first"))
        walking.ask_again(desk)
    elif not desk.answer.text.strip():
        desk.reply(say("ask.nothing_yet"), (controls.label(controls.SKIP), controls.SKIP))
    elif desk.answer.open and step.mirror:
        desk.effect(CloseAnswer(step.id))
        desk.move(stage="mirror")
        desk.reply(wording(step.mirror, desk.answer.text), (controls.label(controls.ON), controls.ON))
    else:
        _close_and_go(desk, step)


def on(desk: Desk) -> None:
    """Verder: what the source lays beside the answer, and the next question."""
    step = desk.step
    if desk.run.stage == "mirror" and isinstance(step, Ask):
        _close_and_go(desk, step)
    else:
        done(desk)


def _close_and_go(desk: Desk, step: Ask) -> None:
    desk.effect(CloseAnswer(step.id))
    if step.journal:
        desk.effect(KeepEntry(step.id))
    desk.move(skipped=tuple(name for name in desk.run.skipped if name != step.id))
    for view in step.views:
        desk.reply(say("ask.view_added" if view.added else "ask.view", text=view.text.strip()))
    walking.walk(desk, walking.after(desk))


def rewrite(desk: Desk) -> None:
    """Begin the answer anew; the earlier version is kept."""
    if not isinstance(desk.step, Ask) or desk.run.stage not in ("ask", "mirror"):
        walking.old_button(desk)
        return
    if desk.answer.text:
        desk.effect(Rewrite(desk.run.step))
    desk.move(stage="ask")
    desk.reply(say("ask.rewriting"))
    desk.keyboard(controls.keyboard())


def ask_word(desk: Desk) -> None:
    """Begrip: the learner wants to look a word up."""
    desk.effect(AskWord())
