"""Asking: an open question from its first word to Verder."""

from __future__ import annotations

from bot.dialogue import controls, steering
from bot.dialogue.desk import Desk, on_button
from bot.dialogue.mirror import wording
from bot.dialogue.model import Ask, Pick, Reveal
from bot.dialogue.turn import AskWord, CloseAnswer, KeepEntry, KeepPart, Planned, Rewrite
from bot.dialogue.walking import ask, views_and_on
from bot.dialogue.wording import chosen_wording
from bot.language.fold import fold, words
from bot.texts import say

THIN = 12  # words; a probe is for answers shorter than this


def keep(desk: Desk) -> None:
    """Keep a message as part of the answer, in silence."""
    step = desk.step
    if isinstance(step, Ask) and desk.incoming.text.strip():
        add_part(desk, step, desk.incoming.text)


def add_part(desk: Desk, step: Ask | Pick | Reveal, text: str) -> None:
    """Keep words as a part of the answer to a step."""
    question = chosen_wording(step, desk.run)
    desk.effect(KeepPart(step.id, question, text, desk.incoming.ref, revise=desk.run.stage != "mirror"))


def done(desk: Desk) -> None:
    """Klaar: close the answer; the mirror or the follow-up question if there is one, else straight on."""
    step, stage = desk.step, desk.run.stage
    if stage == "wait":
        steering.go_on(desk)
    elif stage == "mirror":
        on(desk)
    elif stage not in ("ask", "pick", "reveal") or not isinstance(step, Ask | Pick | Reveal):
        desk.reply(say("ask.choose_first"))
        steering.ask_again(desk)
    elif isinstance(step, Reveal):
        desk.effect(CloseAnswer(step.id))
        views_and_on(desk, step.views)
    elif not desk.answer.text.strip():
        desk.reply(say("ask.nothing_yet"), (controls.label(controls.SKIP), controls.SKIP))
    elif isinstance(step, Ask) and desk.answer.open and (said := _once_closed(desk, step)):
        desk.effect(CloseAnswer(step.id))
        desk.move(stage="mirror")
        desk.reply(said, on_button(desk))
    else:
        _close_and_go(desk, step)


def _once_closed(desk: Desk, step: Ask) -> str:
    """What is said once an answer is closed: the mirror, a follow-up question, or nothing."""
    if step.mirror:
        return wording(step.mirror, desk.answer.text)
    said = words(desk.answer.text)
    heavy = step.private or desk.dialogue.care is not None
    if step.probe and not heavy and len(said) < THIN and fold(said[0] if said else "") != "nee" and desk.mark("probed"):
        return step.probe
    return ""


def on(desk: Desk) -> None:
    """Verder: what the source lays beside the answer, and the next question."""
    step = desk.step
    if desk.run.stage == "mirror" and isinstance(step, Ask):
        _close_and_go(desk, step)
    else:
        done(desk)


def _close_and_go(desk: Desk, step: Ask | Pick) -> None:
    desk.effect(CloseAnswer(step.id))
    if isinstance(step, Ask) and step.journal:
        desk.effect(KeepEntry(step.id))
    if isinstance(step, Ask) and step.plan:
        desk.effect(Planned(step.id))
    views_and_on(desk, step.views)


def rewrite(desk: Desk) -> None:
    """Begin the answer anew; the earlier version is kept."""
    if not isinstance(desk.step, Ask | Pick) or desk.run.stage not in ("ask", "mirror", "pick"):
        steering.old_button(desk)
        return
    if desk.answer.text:
        desk.effect(Rewrite(desk.run.step))
    if isinstance(desk.step, Pick):
        desk.answers.pop(desk.run.step, None)
        ask(desk, desk.step)
        return
    desk.move(stage="ask")
    desk.reply(say("ask.rewriting"))
    desk.keyboard(controls.keyboard())


def ask_word(desk: Desk) -> None:
    """Begrip: the learner wants to look a word up."""
    desk.effect(AskWord())
