"""The engine: `advance` takes a run one step further. A pure function of what it is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from bot.dialogue import asking, controls, walking
from bot.dialogue.controls import control_of
from bot.dialogue.desk import Desk, on_label
from bot.dialogue.model import Choose, Dialogue
from bot.dialogue.run import Run
from bot.dialogue.turn import Answer, Chosen, Incoming, KeepChoice, KeepDraft, OtherDialogue, Pass, Signal, Turn
from bot.language.fold import fold
from bot.texts import say

DOUBLE_TAP = timedelta(seconds=5)  # a press on an old button so soon after the last turn is a double tap: say nothing


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
        walking.start(desk)
    elif run.state == "finished" or not walking.find_place(desk):
        walking.finish(desk)
    elif incoming.signal is Signal.RESUME:
        walking.ask_again(desk)
    else:
        _take(desk)
    return desk.turn()


def needs(dialogue: Dialogue, run: Run, incoming: Incoming) -> frozenset[str]:
    """The steps whose answers `advance` will look at; none for a plain part of an answer, whatever the run's length."""
    if incoming.signal is Signal.TEXT and not _typed(dialogue, run, incoming.text):
        return frozenset()
    place = run.path.index(run.step) if run.step in run.path else len(run.path)
    return frozenset({run.step, *run.path[max(place - 1, 0) : place], *run.path[-1:]} - {""})


def _take(desk: Desk) -> None:
    incoming, run = desk.incoming, desk.run
    if incoming.signal is Signal.PRESS:
        choice = _pressed(desk)
        if choice is None:
            return
    elif incoming.signal is Signal.COMMAND:
        choice = incoming.text
    else:
        choice = _typed(desk.dialogue, run, incoming.text)
    if choice:
        _choose(desk, choice)
    else:
        _text(desk)


def _typed(dialogue: Dialogue, run: Run, text: str) -> str:
    """What a typed text chooses when it is the whole label of something current, or ""."""
    step = dialogue.step(run.step)
    if isinstance(step, Choose) and run.stage == "choose":
        for option in step.options:
            if fold(option.label) == fold(text):
                return option.id
    if run.stage == "wait" and step and fold(text) == fold(on_label(dialogue, step)):
        return controls.ON
    return "" if dialogue.kind == "huis" else control_of(text, run.stage)


def _pressed(desk: Desk) -> str | None:
    """The choice of a pressed key, or None when it was old and has been answered."""
    visit, _, choice = desk.incoming.text.removeprefix(desk.run.key + ":").partition(":")
    if visit == str(desk.run.visit):
        return choice
    if not desk.recent(DOUBLE_TAP):
        walking.old_button(desk)
    return None


def _choose(desk: Desk, choice: str) -> None:
    step = desk.step
    if desk.run.stage == "choose" and isinstance(step, Choose):
        option = next((item for item in step.options if item.id == choice), None)
        if option:
            _take_option(desk, step, option.id)
            return
    handler = _HANDLERS.get(choice)
    if handler is None:
        walking.old_button(desk)
    else:
        handler(desk)


def _take_option(desk: Desk, step: Choose, chosen: str) -> None:
    option = next(item for item in step.options if item.id == chosen)
    if desk.dialogue.kind == "huis":
        desk.move(stage="end", state="finished")
        desk.effect(Chosen(option.id))
        return
    desk.effect(KeepChoice(step.id, step.text, option.label))
    target = desk.dialogue.target(option.to) if option.to else None
    walking.walk(desk, walking.after(desk) if target is None else target)


def _text(desk: Desk) -> None:
    if desk.run.stage in ("ask", "mirror"):
        asking.keep(desk)
    elif desk.dialogue.kind == "huis":
        desk.effect(Pass())
    else:
        desk.effect(KeepDraft(desk.incoming.text, desk.incoming.ref))
        walking.ask_again(desk)


def _begin(desk: Desk) -> None:
    if desk.run.stage == "care":
        walking.walk(desk, 0)
    else:
        walking.old_button(desk)


def _other(desk: Desk) -> None:
    care = desk.dialogue.care
    if desk.run.stage != "care" or care is None:
        walking.old_button(desk)
        return
    desk.move(state="stopped")
    desk.effect(OtherDialogue(care.other))


def _on(desk: Desk) -> None:
    if desk.run.stage == "wait":
        walking.walk(desk, desk.place)
    elif desk.run.stage in ("ask", "mirror"):
        asking.on(desk)
    else:
        desk.reply(say("ask.choose_first"))
        walking.ask_again(desk)


_HANDLERS: dict[str, Callable[[Desk], object]] = {
    controls.DONE: asking.done,
    controls.ON: _on,
    controls.SKIP: walking.skip,
    controls.BACK: walking.back,
    controls.PAUSE: walking.pause,
    controls.STOP: walking.stop,
    controls.READ: walking.read_story,
    controls.REWRITE: asking.rewrite,
    controls.WORD: asking.ask_word,
    controls.AGAIN: walking.ask_again,
    controls.BEGIN: _begin,
    controls.OTHER: _other,
}
