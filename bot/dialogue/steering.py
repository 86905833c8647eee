"""Steering: what the learner does with the dialogue itself: begin, go back, skip, pause, stop, read again."""

from __future__ import annotations

from bot.dialogue import controls
from bot.dialogue.desk import Desk
from bot.dialogue.model import FORMS, Step, is_question
from bot.dialogue.turn import CloseAnswer, Leave, RenameAnswer
from bot.dialogue.walking import after, ask, decline, finish, return_place, say_waiting, walk
from bot.dialogue.ways import past
from bot.dialogue.wording import back_label, checksum, chosen_wording, questions, story_before, whereabouts
from bot.texts import say

# The full form in the first rounds, a short one after some, one question for the experienced (design.md section 4).
SHORT_FROM, ONE_FROM = 3, 8


def start(desk: Desk) -> None:
    """Begin the dialogue: in the form that fits the rounds done, with its care notice when it has one."""
    given = desk.run.form in desk.whole.forms
    desk.move(form=desk.run.form if given else _form(desk))
    steps = desk.dialogue.steps
    if not steps:
        finish(desk)
    elif desk.dialogue.care:
        desk.move(step=steps[0].id, scene=steps[0].scene, stage="care")
        care(desk)
    else:
        _introduce(desk, faded=not given)
        walk(desk, 0)


def _introduce(desk: Desk, faded: bool) -> None:
    """Where a form of reflection comes from, the first time; that it is shorter than it was, once that is so."""
    dialogue, form = desk.dialogue, desk.run.form
    if not desk.run.facts.get("begun") and dialogue.origin and dialogue.use and len(dialogue.numbers) > 1:
        lines = [say("ask.card", title=dialogue.title, use=dialogue.use.strip(), avoid=dialogue.avoid.strip())]
        lines.append(say("ask.card_origin", origin=dialogue.origin.strip()))
        if form in ("full", ""):
            lines.append(say("ask.card_length", n=len(dialogue.numbers), minutes=dialogue.minutes))
        if form == "full" and len(desk.whole.forms) > 1:
            lines[-1] += " " + say("ask.card_shorter")
        desk.reply("\n".join(lines))
    elif faded and form in ("short", "one") and "full" in desk.whole.forms:
        desk.reply(say(f"ask.form_{form}"))


def _form(desk: Desk) -> str:
    if not desk.whole.forms or desk.run.form in desk.whole.forms:
        return desk.run.form
    rounds = desk.run.facts.get("rounds", 0)
    wanted = 0 if rounds < SHORT_FROM else 1 if rounds < ONE_FROM else 2
    there = [form for form in FORMS if form in desk.whole.forms]
    return there[min(wanted, len(there) - 1)]


def care(desk: Desk) -> None:
    """The warning before a heavy case, with its way out."""
    notice = desk.dialogue.care
    assert notice is not None, "only a dialogue with care has this stage"  # noqa: S101
    desk.reply(
        say("ask.care", about=notice.about.strip()),
        (controls.label(controls.BEGIN), controls.BEGIN),
        (controls.label(controls.OTHER), controls.OTHER),
    )


def adapt(desk: Desk) -> bool:
    """Fit a run to content that changed: renamed steps move along, a vanished one leads to the nearest scene.

    Returns:
        False when there is nothing left to play.
    """
    dialogue, run = desk.dialogue, desk.run
    renamed = dialogue.renamed
    for old in dict.fromkeys((*run.path, run.step)):
        if old in renamed:
            desk.effect(RenameAnswer(old, renamed[old]))
            if old in desk.answers:
                desk.answers.setdefault(renamed[old], desk.answers[old])
    new = tuple(dict.fromkeys(renamed.get(name, name) for name in run.path))
    skipped = tuple(renamed.get(name, name) for name in run.skipped)
    desk.move(path=new, skipped=skipped, step=renamed.get(run.step, run.step))
    if dialogue.index(desk.run.step) is not None:
        return True
    if not dialogue.steps:
        return False
    place = dialogue.target(run.scene) or 0
    step = dialogue.steps[place]
    desk.move(step=step.id, scene=step.scene, stage="wait")
    desk.reply(say("ask.moved"))
    return True


def question_changed(desk: Desk) -> bool:
    """Tell in one sentence that the present question reads otherwise than when it was put; True when it does."""
    step = desk.step
    if desk.run.stage not in ("ask", "mirror", "choose", "pick", "reveal") or not is_question(step):
        return False
    if not desk.run.asked or checksum(chosen_wording(step, desk.run)) == desk.run.asked:  # type: ignore[arg-type]
        return False
    desk.reply(say("ask.question_changed"))
    ask(desk, step)
    return True


def ask_again(desk: Desk) -> None:
    """Ask what the run waits for once more, with what stood there."""
    desk.move(state="active")
    if desk.run.stage == "care":
        care(desk)
    elif desk.run.stage == "wait":
        say_waiting(desk)
    else:
        ask(desk, desk.step)


def go_to(desk: Desk, name: str) -> None:
    """Go to a question of the path: one that was skipped, or one to polish in a finished run."""
    step = desk.dialogue.step(name)
    if step is None or not is_question(step) or not (step.id in desk.run.path or name in desk.answers):
        old_button(desk)
    else:
        _go_back(desk, step)


def _go_back(desk: Desk, step: Step) -> None:
    """Ask an earlier question; Verder returns to where the learner is now."""
    desk.move(came_from=desk.run.came_from or desk.run.step)
    ask(desk, step)


def skip(desk: Desk) -> None:
    """Pass the question over; what stands there is kept and Terug leads back to it."""
    if desk.run.stage == "care":
        desk.reply(say("ask.choose_first"))
        ask_again(desk)
    elif desk.run.stage == "wait":
        go_on(desk)
    else:
        if desk.answer.text:
            desk.effect(CloseAnswer(desk.run.step))
        elif desk.run.step not in desk.run.skipped:
            desk.move(skipped=(*desk.run.skipped, desk.run.step))
        _show_safeguards(desk)
        walk(desk, after(desk) if desk.step.part_of else _past(desk))


def _show_safeguards(desk: Desk) -> None:
    """In a heavy case what Nabij adds beside a question (whom to call, what to ask) is told when passed over too."""
    views = getattr(desk.step, "views", ()) if desk.dialogue.care else ()
    for view in views:
        if view.added:
            desk.reply(say("ask.view_added", text=view.text.strip()))


def _past(desk: Desk) -> int:
    """The place to go on to when a question is passed over with all that belongs to it."""
    place = return_place(desk)
    return past(desk.dialogue, desk.place) if place is None else place


def go_on(desk: Desk) -> None:
    """Verder where the bot only waited."""
    if "end" in desk.run.marks:
        finish(desk)
    else:
        walk(desk, desk.place)


def back(desk: Desk) -> None:
    """Go to the question before this one on the path."""
    path, here = desk.run.path, desk.run.step
    asked = desk.run.stage in ("ask", "mirror", "choose", "pick", "reveal")
    before = path[: path.index(here)] if asked and here in path else path
    earlier = [step for name in before if (step := desk.dialogue.step(name)) and is_question(step)]
    if earlier:
        _go_back(desk, earlier[-1])
    elif story_before(desk.dialogue, desk.place):
        desk.reply(say("ask.first"), (controls.label(controls.READ), controls.READ))
    else:
        desk.reply(say("ask.first_no_story"))


def read_story(desk: Desk) -> None:
    """Show the story before this place again."""
    story = story_before(desk.dialogue, desk.place)
    for step in story:
        desk.reply(step.text)
    if not story:
        desk.reply(say("ask.no_story"))
    desk.offer((back_label(desk.dialogue, desk.run.step), controls.AGAIN))


def support(desk: Desk, more: bool) -> None:
    """More or less support: the next fuller or shorter form, from the first question that was not asked yet."""
    there = [form for form in FORMS if form in desk.whole.forms]
    if desk.run.form not in there:
        old_button(desk)
        return
    if not desk.answer.text:
        desk.move(path=tuple(name for name in desk.run.path if name != desk.run.step))  # it may be asked again later
    place = there.index(desk.run.form) + (-1 if more else 1)
    desk.move(form=there[max(0, min(place, len(there) - 1))], came_from="")
    desk.reply(say("ask.more_support" if more else "ask.less_support"))
    fresh = [step for step in questions(desk.dialogue) if step.id not in desk.run.path or step.id == desk.run.step]
    walk(desk, desk.dialogue.index(fresh[0].id) or 0 if fresh else len(desk.dialogue.steps))


def decline_later(desk: Desk) -> None:
    """Liever niet, where the bot said that it comes back later."""
    if desk.run.stage == "later":
        decline(desk)
    else:
        old_button(desk)


def pause(desk: Desk) -> None:
    """Leave for now; everything stays."""
    desk.move(state="paused")
    desk.reply(say("ask.paused", where=whereabouts(desk.dialogue, desk.run.step)))
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


def old_button(desk: Desk) -> None:
    """Answer a press on a button of an earlier moment: say so and show where the learner is now."""
    desk.reply(say("ask.old_button"))
    ask_again(desk)
