"""The engine: `advance` takes a run one step further. A pure function of what it is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial

from bot.dialogue import asking, choosing, controls, steering, walking
from bot.dialogue.controls import control_of
from bot.dialogue.desk import Desk
from bot.dialogue.model import Ask, Choose, Dialogue, Pick, Reveal
from bot.dialogue.run import Run
from bot.dialogue.turn import Answer, Incoming, KeepDraft, OtherDialogue, Parked, Pass, Signal, Turn
from bot.dialogue.ways import ahead
from bot.dialogue.wording import on_label
from bot.language.fold import fold
from bot.texts import say

DOUBLE_TAP = timedelta(seconds=5)  # a press on an old button so soon after the last turn is a double tap: say nothing
IDLE = timedelta(hours=2)  # after so long the first message is parked and asked about (design.md section 6)
_OPEN = ("ask", "mirror", "pick", "reveal")
_CLOSING = (controls.DONE, controls.ON, controls.SKIP, controls.STOP)


def advance(dialogue: Dialogue, run: Run, answers: Mapping[str, Answer], incoming: Incoming) -> Turn:
    """Take a run one turn further.

    Args:
        dialogue: the content as it is now; it may have changed since the run began.
        run: where the person was.
        answers: what stands at the steps that `needs` names.
        incoming: what came in.

    Returns:
        The run as it is now and the ordered replies and effects. Never raises for anything a person sends.
    """
    desk = Desk(dialogue, run, answers, incoming)
    if incoming.signal is Signal.START:
        steering.start(desk)
        return desk.turn()
    changed = run.hash != dialogue.hash or desk.dialogue.index(run.step) is None
    if (run.state == "finished" and not _polishes(incoming)) or (changed and not steering.adapt(desk)):
        walking.finish(desk)
    elif incoming.signal is Signal.RESUME:
        if not (changed and steering.question_changed(desk)):
            steering.ask_again(desk)
    else:
        # A changed question is told first; what came in still counts, unless it would have closed the old question.
        told = changed and steering.question_changed(desk)
        if not told or incoming.signal is Signal.TEXT:
            _take(desk, quietly=told)
    return desk.turn()


def needs(dialogue: Dialogue, run: Run, incoming: Incoming) -> frozenset[str]:
    """The steps whose answers `advance` will look at; none for a plain part of an answer, whatever the run's length."""
    changed = run.hash != dialogue.hash
    plain = incoming.signal is Signal.TEXT and run.stage in ("ask", "mirror") and not changed
    if plain and not _typed(dialogue.in_form(run.form), run, incoming.text):
        return frozenset()
    place = run.path.index(run.step) if run.step in run.path else len(run.path)
    near = {run.step, *run.path[max(place - 1, 0) : place], *run.path[-1:], *dialogue.recalled, _named(incoming)}
    return frozenset((near | ahead(dialogue.in_form(run.form), run)) - {""})


def closes(dialogue: Dialogue, run: Run, incoming: Incoming) -> str:
    """The step with words of the learner that this incoming would close, or "" when it closes none."""
    dialogue = dialogue.in_form(run.form)
    step = dialogue.step(run.step)
    if run.stage not in ("ask", "mirror", "pick") or not isinstance(step, Ask | Pick) or run.state == "finished":
        return ""
    if incoming.signal is Signal.PRESS:
        visit, _, choice = incoming.text.removeprefix(run.key + ":").partition(":")
        choice = choice if visit == str(run.visit) else ""
    elif incoming.signal is Signal.COMMAND:
        choice = incoming.text
    else:
        choice = _typed(dialogue, run, incoming.text) if incoming.signal is Signal.TEXT else ""
    return step.id if choice in _CLOSING else ""


def _polishes(incoming: Incoming) -> bool:
    return incoming.signal is Signal.COMMAND and incoming.text.startswith("goto.")


def _named(incoming: Incoming) -> str:
    """The step that a command or button names ("goto.v2"), or ""."""
    return incoming.text.rpartition("goto.")[2] if "goto." in incoming.text else ""


def _take(desk: Desk, quietly: bool = False) -> None:
    incoming = desk.incoming
    if incoming.signal is Signal.PRESS:
        choice = _pressed(desk)
        if choice is None:
            return
    elif incoming.signal is Signal.COMMAND:
        choice = incoming.text
    else:
        choice = _typed(desk.dialogue, desk.run, incoming.text)
    if choice and not quietly:
        _choose(desk, choice)
    elif not choice:
        _text(desk)


def _typed(dialogue: Dialogue, run: Run, text: str) -> str:
    """What a typed text chooses when it is the whole label of something current, or ""."""
    step = dialogue.step(run.step)
    if isinstance(step, Choose) and run.stage == "choose" and (option := choosing.typed_option(step.options, text)):
        return option
    if isinstance(step, Pick) and run.stage == "pick" and (option := choosing.typed_option(step.options, text)):
        return option
    if run.stage == "wait" and step and fold(text) == fold(on_label(dialogue, step)):
        return controls.ON
    return "" if dialogue.kind == "huis" else control_of(text, run.stage)


def _pressed(desk: Desk) -> str | None:
    """The choice of a pressed key, or None when it was old and has been answered."""
    visit, _, choice = desk.incoming.text.removeprefix(desk.run.key + ":").partition(":")
    if visit == str(desk.run.visit):
        return choice
    if not desk.recent(DOUBLE_TAP):
        steering.old_button(desk)
    return None


def _choose(desk: Desk, choice: str) -> None:
    step, stage = desk.step, desk.run.stage
    if (
        (stage == "choose" and isinstance(step, Choose) and choosing.take(desk, step, choice))
        or (stage == "pick" and isinstance(step, Pick) and choosing.pick(desk, step, choice))
        or (stage == "reveal" and isinstance(step, Reveal) and choosing.reveal(desk, step, choice))
    ):
        return
    if choice.startswith("goto."):
        steering.go_to(desk, choice.removeprefix("goto."))
    else:
        _HANDLERS.get(choice, steering.old_button)(desk)


def _text(desk: Desk) -> None:
    step, stage, text = desk.step, desk.run.stage, desk.incoming.text
    if desk.dialogue.kind == "huis":
        desk.effect(Pass())
    elif not text.strip():
        return
    elif stage in _OPEN and desk.idle(IDLE):
        desk.effect(Parked(text, desk.incoming.ref))
    elif stage == "pick" and isinstance(step, Pick):
        choosing.add(desk, step, text)
    elif stage == "reveal" and isinstance(step, Reveal):
        choosing.ask_piece(desk, step, text)
    elif stage in ("ask", "mirror"):
        asking.keep(desk)
    elif controls.is_word(text):  # Klaar of the fixed keyboard where there is nothing to write: no words of theirs
        steering.ask_again(desk)
    else:
        desk.effect(KeepDraft(text, desk.incoming.ref))
        steering.ask_again(desk)


def _begin(desk: Desk) -> None:
    if desk.run.stage == "care":
        walking.walk(desk, 0)
    else:
        steering.old_button(desk)


def _other(desk: Desk) -> None:
    care = desk.dialogue.care
    if desk.run.stage != "care" or care is None:
        steering.old_button(desk)
        return
    desk.move(state="stopped")
    desk.effect(OtherDialogue(care.other))


def _on(desk: Desk) -> None:
    if desk.run.stage == "wait":
        steering.go_on(desk)
    elif desk.run.stage in _OPEN:
        asking.on(desk)
    else:
        desk.reply(say("ask.choose_first"))
        steering.ask_again(desk)


_HANDLERS: Mapping[str, Callable[[Desk], object]] = {
    controls.DONE: asking.done,
    controls.ON: _on,
    controls.SKIP: steering.skip,
    controls.BACK: steering.back,
    controls.PAUSE: steering.pause,
    controls.STOP: steering.stop,
    controls.READ: steering.read_story,
    controls.REWRITE: asking.rewrite,
    controls.WORD: asking.ask_word,
    controls.AGAIN: steering.ask_again,
    controls.MORE: partial(steering.support, more=True),
    controls.LESS: partial(steering.support, more=False),
    controls.BEGIN: _begin,
    controls.OTHER: _other,
    controls.DECLINE: steering.decline_later,
}
