"""Walking: from step to step, waiting where the learner should catch breath, until something is asked or it ends."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue import controls
from bot.dialogue.desk import MOST_BUBBLES, Desk, on_button, option_buttons
from bot.dialogue.model import Ask, Choose, Option, Pick, Question, Reveal, Say, Step, View
from bot.dialogue.run import Run
from bot.dialogue.turn import Answer, KeepEntry, Leave, Reply, ScheduleReturn
from bot.dialogue.ways import led, onward, parts, whole
from bot.dialogue.wording import (
    checksum,
    chosen_wording,
    enumerated,
    on_label,
    question_text,
    story_before,
    whereabouts,
)
from bot.language.fold import excerpt
from bot.texts import say

_STAGES = {Choose: "choose", Pick: "pick", Reveal: "reveal", Ask: "ask"}


def walk(desk: Desk, place: int) -> None:
    """Say what is to be said from a place on, until something waits for the learner."""
    steps = desk.dialogue.steps
    while place < len(steps):
        step = steps[place]
        phase = bool(place and _phase(desk, step))
        if phase and offer_skipped(desk, place):
            return
        if desk.bubbles and (phase or desk.bubbles + _bubbles(desk, step) > MOST_BUBBLES):
            wait(desk, step)
            return
        if not isinstance(step, Say):
            ask(desk, step)
            return
        desk.reply(_phase(desk, step) + step.text)
        place = onward(desk.dialogue, place)
        if place < len(steps) and steps[place].scene != step.scene:
            wait(desk, steps[place])
            return
    if not offer_skipped(desk, len(steps)):
        finish(desk)


def _phase(desk: Desk, step: Step) -> str:
    """The title of the phase that begins with a step, as it stands above it, or ""."""
    scene = desk.dialogue.scene(step.scene)
    first = scene and scene.phase and scene.steps[0].id == step.id
    return say("ask.phase", phase=scene.phase) + "\n" if scene and first else ""


def _bubbles(desk: Desk, step: Step) -> int:
    """How many bubbles a step takes: an earlier answer and what stands there already have one of their own."""
    if not isinstance(step, Ask):
        return 1
    if step.days and f"l.{step.id}" not in desk.run.marks:
        return MOST_BUBBLES  # with the one in which the services lead back to it
    there = desk.answers.get(step.id, Answer(""))
    return 1 + (bool(step.recall) if not there.text else not there.open)


def wait(desk: Desk, step: Step) -> None:
    """Wait before a step until the learner goes on."""
    desk.move(step=step.id, scene=step.scene, stage="wait")
    if desk.bubbles:
        desk.offer((on_label(desk.dialogue, step), controls.ON))
    else:
        say_waiting(desk)


def say_waiting(desk: Desk) -> None:
    """Say where the learner is, with the way on and the story."""
    story = [(controls.label(controls.READ), controls.READ)] if story_before(desk.dialogue, desk.place) else []
    where = whereabouts(desk.dialogue, desk.run.step)
    desk.reply(say("ask.waiting", where=where), (on_label(desk.dialogue, desk.step), controls.ON), *story)


def ask(desk: Desk, step: Step) -> None:
    """Put a question, with what stands there already."""
    assert isinstance(step, Ask | Choose | Pick | Reveal), "only questions are asked"  # noqa: S101
    if isinstance(step, Ask) and step.days and desk.mark(f"l.{step.id}"):
        _later(desk, step)
        return
    fresh, before = step.id not in desk.run.path, len(desk.outputs)
    # A visit of its own, also where the question has no buttons: the button that led here is old from now on.
    desk.move(
        step=step.id, scene=step.scene, stage=_STAGES[type(step)], path=_along(desk.run, step.id), state="active",
        visit=desk.run.visit + 1, asked=checksum(chosen_wording(step, desk.run)),
        came_from="" if desk.run.came_from == step.id else desk.run.came_from,
    )  # fmt: skip
    text = question_text(desk.dialogue, step, desk.run)
    if isinstance(step, Ask):
        _ask_open(desk, step, text)
    elif isinstance(step, Choose):
        desk.reply(text, *option_buttons(desk.dialogue, step.options), **step.values)
    else:
        _ask_several(desk, step, text)
    if fresh:
        desk.head(before, _phase(desk, step))


def _along(run: Run, name: str) -> tuple[str, ...]:
    """The path with a question on it: one that is new comes after the present one, which is mostly the last."""
    if name in run.path:
        return run.path
    place = run.path.index(run.step) + 1 if run.step in run.path else len(run.path)
    return (*run.path[:place], name, *run.path[place:])


def _later(desk: Desk, step: Ask) -> None:
    desk.move(step=step.id, scene=step.scene, stage="later", state="waiting")
    desk.effect(ScheduleReturn(step.id, step.days))
    when = "ask.later_tomorrow" if step.days == 1 else "ask.later_scheduled"
    kept = say("ask.kept") + " " if to_journal(desk) else ""
    desk.reply(kept + say(when, days=step.days), (controls.label(controls.DECLINE), controls.DECLINE))
    desk.reply(say("ask.later_unseen"))
    desk.keyboard(())
    desk.effect(Leave())


def _ask_open(desk: Desk, step: Ask, text: str) -> None:
    if step.recall and not desk.answer.text:
        _recall(desk, step.recall)
    if desk.answer.text and desk.answer.open:
        desk.reply(f"{text}\n{say('ask.stood')}", answer=excerpt(desk.answer.text))
    else:
        desk.reply(text)
    desk.keyboard(controls.keyboard())
    if desk.answer.text and not desk.answer.open:
        stood(desk)


def _recall(desk: Desk, name: str) -> None:
    earlier, target = desk.answers.get(name), desk.dialogue.step(name)
    question = chosen_wording(target, desk.run) if isinstance(target, Question) else ""
    if earlier and earlier.text:
        desk.reply(say("ask.recalled", question=question), answer=excerpt(earlier.text, 600))
    else:
        desk.reply(say("ask.recalled_nothing", question=question))


def _ask_several(desk: Desk, step: Pick | Reveal, text: str) -> None:
    if desk.answer.text:
        desk.reply(f"{text}\n{say('ask.stood')}", answer=excerpt(desk.answer.text))
    else:
        desk.reply(text)
    if isinstance(step, Pick):
        buttons = option_buttons(desk.dialogue, step.options)
    else:
        buttons = [(piece.label, f"p{number}") for number, piece in enumerate(step.pieces[:2], 1)]
    done = (controls.label(controls.DONE), controls.DONE) if isinstance(step, Pick) else on_button(desk)
    desk.offer(*buttons, done)


def stood(desk: Desk) -> None:
    """Show the finished answer to the present question, to add to, to write anew or to leave."""
    desk.reply(
        say("ask.stood_done"),
        on_button(desk),
        (controls.label(controls.REWRITE), controls.REWRITE),
        answer=excerpt(desk.answer.text),
    )


def decline(desk: Desk) -> None:
    """Liever niet: the question for later is not asked, and what comes after it comes now."""
    desk.move(state="active")
    walk(desk, onward(desk.dialogue, desk.place))


def lay_beside(desk: Desk, views: tuple[View, ...]) -> None:
    """What the source lays beside the answer."""
    for view in views:
        desk.reply(say("ask.view_added" if view.added else "ask.view", text=view.text.strip()))


def views_and_on(desk: Desk, views: tuple[View, ...]) -> None:
    """What the source lays beside the answer, and what comes next."""
    skipped = tuple(name for name in desk.run.skipped if name != desk.run.step)
    desk.move(skipped=skipped)
    lay_beside(desk, views)
    walk(desk, after(desk))


def after(desk: Desk) -> int:
    """The place to go on to: from a question that was gone back to, where the learner had come from.

    A why that has to be asked once more comes first.
    """
    dialogue, start = desk.dialogue, whole(desk.dialogue, desk.place)
    for place, part in enumerate(parts(dialogue, start), start + 1):
        if place > desk.place and not (_returns(desk) and part.id in desk.run.path):
            return place
    back = return_place(desk)
    return led(dialogue, start, _chosen(desk, dialogue.steps[start])) if back is None else back


def _returns(desk: Desk) -> bool:
    return bool(desk.run.came_from) or "done" in desk.run.marks


def return_place(desk: Desk) -> int | None:
    """Where the learner went back from, or the end of a dialogue that was done before; None while going forward."""
    if "done" in desk.run.marks:
        return len(desk.dialogue.steps)
    place = desk.dialogue.index(desk.run.came_from)
    desk.move(came_from="")
    return None if place == desk.place else place


def _chosen(desk: Desk, step: Step) -> Option | None:
    """The option of a choice that was chosen."""
    label = desk.answers.get(step.id, Answer("")).text
    options = step.options if isinstance(step, Choose) else ()
    return next((option for option in options if option.label == label), None)


def offer_skipped(desk: Desk, place: int) -> bool:
    """Before a phase or the end: offer once to go back to the questions that were passed over."""
    numbers = desk.dialogue.numbers
    open_ones = [
        name for name in desk.run.skipped
        if name in numbers and (desk.dialogue.index(name) or 0) < place and desk.mark(f"o.{name}")
    ]  # fmt: skip
    if not open_ones:
        return False
    if place < len(desk.dialogue.steps):
        step = desk.dialogue.steps[place]
        desk.move(step=step.id, scene=step.scene, stage="wait")
    else:
        desk.move(stage="wait")
        desk.mark("end")
    named = enumerated([say("ask.skipped_one", n=numbers[name]) for name in open_ones])
    first = (say("control.to_question", n=numbers[open_ones[0]]), f"goto.{open_ones[0]}")
    desk.reply(say("ask.skipped_some", questions=named), first, on_button(desk))
    return True


def finish(desk: Desk) -> None:
    """The end of the dialogue."""
    to_journal(desk, "trage-vraag")
    kept = any(isinstance(item, KeepEntry) for item in desk.outputs)
    desk.move(state="finished", stage="end")
    desk.mark("done")
    _take_keyboard_away(desk)
    desk.reply(say("ask.kept" if kept else "ask.finished"))
    if desk.bubbles == 1:
        desk.keyboard(())
    desk.effect(Leave())


def to_journal(desk: Desk, *also: str) -> bool:
    """A reflection (or a dialogue `also` named) goes to the journal whole; what is written later belongs to it."""
    kept = desk.dialogue.kind in ("reflectie", "intervisie", *also) and bool(desk.run.path)
    if kept:
        desk.effect(KeepEntry())
    return kept


def _take_keyboard_away(desk: Desk) -> None:
    """With the first bubble of this turn, so that the last one is free to carry buttons."""
    for place, item in enumerate(desk.outputs):
        if isinstance(item, Reply):
            desk.outputs[place] = replace(item, keyboard=())
            return
