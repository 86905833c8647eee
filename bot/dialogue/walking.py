"""Walking: from step to step, waiting where the learner should catch breath, back, on, away and in again."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue import controls
from bot.dialogue.desk import Desk, on_label, question_text, story_before
from bot.dialogue.model import Ask, Choose, Say, Step, is_question
from bot.dialogue.turn import CloseAnswer, KeepEntry, Leave, Reply
from bot.language.fold import excerpt
from bot.texts import say


def start(desk: Desk) -> None:
    """Begin the dialogue: with its care notice when it has one."""
    steps = desk.dialogue.steps
    if not steps:
        finish(desk)
    elif desk.dialogue.care:
        desk.move(step=steps[0].id, scene=steps[0].scene, stage="care")
        _care(desk)
    else:
        walk(desk, 0)


def find_place(desk: Desk) -> bool:
    """Bring a run whose step is gone to the start of its scene, or of the dialogue; False when there is nothing."""
    if desk.dialogue.index(desk.run.step) is not None:
        return True
    if not desk.dialogue.steps:
        return False
    place = desk.dialogue.target(desk.run.scene) or 0
    step = desk.dialogue.steps[place]
    desk.move(step=step.id, scene=step.scene, stage="wait")
    desk.reply(say("ask.moved"))
    return True


def walk(desk: Desk, place: int) -> None:
    """Say what is to be said from a place on, until something waits for the learner."""
    steps = desk.dialogue.steps
    while place < len(steps):
        step = steps[place]
        if desk.full:
            wait(desk, step)
            return
        if not isinstance(step, Say):
            ask(desk, step)
            return
        desk.reply(step.text)
        place += 1
        if place < len(steps) and steps[place].scene != step.scene:
            wait(desk, steps[place])
            return
    finish(desk)


def wait(desk: Desk, step: Step) -> None:
    """Wait before a step until the learner goes on."""
    desk.move(step=step.id, scene=step.scene, stage="wait")
    if desk.bubbles:
        desk.offer((on_label(desk.dialogue, step), controls.ON))
    else:
        _say_waiting(desk)


def _say_waiting(desk: Desk) -> None:
    story = [(controls.label(controls.READ), controls.READ)] if story_before(desk.dialogue, desk.place) else []
    desk.reply(say("ask.waiting", where=desk.where()), (on_label(desk.dialogue, desk.step), controls.ON), *story)


def ask(desk: Desk, step: Step) -> None:
    """Put a question, with what stands there already."""
    path = desk.run.path if step.id in desk.run.path else (*desk.run.path, step.id)
    stage = "choose" if isinstance(step, Choose) else "ask"
    # A visit of its own, also where the question has no buttons: the button that led here is old from now on.
    desk.move(step=step.id, scene=step.scene, stage=stage, path=path, state="active", visit=desk.run.visit + 1)
    if isinstance(step, Choose):
        desk.reply(question_text(desk.dialogue, step), **step.values)
        desk.offer(*((option.label, option.id) for option in step.options))
    elif isinstance(step, Ask):
        _ask_open(desk, step)


def _ask_open(desk: Desk, step: Ask) -> None:
    text, answer = question_text(desk.dialogue, step), desk.answer
    if answer.text and answer.open:
        desk.reply(f"{text}\n{say('ask.stood')}", answer=excerpt(answer.text))
    else:
        desk.reply(text)
    desk.keyboard(controls.keyboard())
    if answer.text and not answer.open:
        stood(desk)


def stood(desk: Desk) -> None:
    """Show the finished answer to the present question, to add to, to write anew or to leave."""
    desk.reply(
        say("ask.stood_done"),
        (controls.label(controls.ON), controls.ON),
        (controls.label(controls.REWRITE), controls.REWRITE),
        answer=excerpt(desk.answer.text),
    )


def ask_again(desk: Desk) -> None:
    """Ask what the run waits for once more, with what stood there."""
    desk.move(state="active")
    if desk.run.stage == "care":
        _care(desk)
    elif desk.run.stage == "wait":
        _say_waiting(desk)
    else:
        ask(desk, desk.step)


def after(desk: Desk) -> int:
    """The place to go on to: from a question that was gone back to, where the learner had come from."""
    furthest = desk.run.path[-1] if desk.run.path else ""
    reached = desk.dialogue.index(furthest)
    return reached if reached is not None and reached > desk.place else desk.place + 1


def skip(desk: Desk) -> None:
    """Pass the question over; what stands there is kept and Terug leads back to it."""
    if desk.run.stage == "care":
        desk.reply(say("ask.choose_first"))
        ask_again(desk)
    elif desk.run.stage == "wait":
        walk(desk, desk.place)
    else:
        if desk.answer.text:
            desk.effect(CloseAnswer(desk.run.step))
        elif desk.run.step not in desk.run.skipped:
            desk.move(skipped=(*desk.run.skipped, desk.run.step))
        walk(desk, after(desk))


def back(desk: Desk) -> None:
    """Go to the question before this one on the path."""
    path, here = desk.run.path, desk.run.step
    asked = desk.run.stage in ("ask", "mirror", "choose")
    before = path[: path.index(here)] if asked and here in path else path
    earlier = [step for name in before if (step := desk.dialogue.step(name)) and is_question(step)]
    if earlier:
        ask(desk, earlier[-1])
    elif story_before(desk.dialogue, desk.place):
        desk.reply(say("ask.first"), (controls.label(controls.READ), controls.READ))
    else:
        desk.reply(say("ask.first_no_story"))


def read_story(desk: Desk) -> None:
    """Show the story before this place again."""
    story = story_before(desk.dialogue, desk.place)
    for step in story:
        if isinstance(step, Say):
            desk.reply(step.text)
    if not story:
        desk.reply(say("ask.no_story"))
    number = desk.dialogue.numbers.get(desk.run.step)
    label = say("control.back_to_question", n=number) if number else controls.label(controls.ON)
    desk.offer((label, controls.AGAIN))


def pause(desk: Desk) -> None:
    """Leave for now; everything stays."""
    desk.move(state="paused")
    desk.reply(say("ask.paused", where=desk.where()))
    desk.keyboard(())
    desk.effect(Leave())


def stop(desk: Desk) -> None:
    """Leave for good; what was written stays."""
    if desk.answer.text and desk.answer.open:
        desk.effect(CloseAnswer(desk.run.step))
    desk.move(state="stopped")
    desk.reply(say("ask.stopped"))
    desk.keyboard(())
    desk.effect(Leave())


def finish(desk: Desk) -> None:
    """The end of the dialogue."""
    if desk.dialogue.kind == "reflectie" and desk.run.path:
        desk.effect(KeepEntry())
    kept = any(isinstance(item, KeepEntry) for item in desk.outputs)
    desk.move(state="finished", stage="end")
    _take_keyboard_away(desk)
    desk.reply(say("ask.kept" if kept else "ask.finished"))
    if desk.bubbles == 1:
        desk.keyboard(())
    desk.effect(Leave())


def old_button(desk: Desk) -> None:
    """Answer a press on a button of an earlier moment: say so and show where the learner is now."""
    desk.reply(say("ask.old_button"))
    ask_again(desk)


def _take_keyboard_away(desk: Desk) -> None:
    """With the first bubble of this turn, so that the last one is free to carry buttons."""
    for place, item in enumerate(desk.outputs):
        if isinstance(item, Reply):
            desk.outputs[place] = replace(item, keyboard=())
            return


def _care(desk: Desk) -> None:
    care = desk.dialogue.care
    assert care is not None, "only a dialogue with care has this stage"  # noqa: S101
    desk.reply(
        say("ask.care", about=care.about.strip()),
        (controls.label(controls.BEGIN), controls.BEGIN),
        (controls.label(controls.OTHER), controls.OTHER),
    )
