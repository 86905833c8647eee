"""Wording: how a question, a place and a story are put to the learner."""

from __future__ import annotations

from zlib import crc32

from bot.dialogue import controls
from bot.dialogue.desk import MOST_BUBBLES, numbered
from bot.dialogue.model import Ask, Choose, Dialogue, Pick, Question, Say, Step, is_question
from bot.dialogue.run import Run
from bot.texts import say


def on_label(dialogue: Dialogue, step: Step) -> str:
    """What the button that leads on to `step` says."""
    number = dialogue.numbers.get(step.id)
    return say("control.to_question", n=number) if number else controls.label(controls.ON)


def back_label(dialogue: Dialogue, step: str) -> str:
    """What the button back to a step says; names the question."""
    number = dialogue.numbers.get(step)
    if number and len(dialogue.numbers) > 1:
        return say("control.back_to_question", n=number)
    return say("control.back_to", title=dialogue.title)


def chosen_wording(step: Question, run: Run) -> str:
    """The wording of a question for this run: each new run takes the next one."""
    if not isinstance(step, Ask) or not step.wordings:
        return step.text
    every = (step.text, *step.wordings)
    return every[run.facts.get("begun", 0) % len(every)]


def checksum(text: str) -> int:
    """A number that changes with the text; the run keeps it in the text's place."""
    return crc32(text.encode())


def question_text(dialogue: Dialogue, step: Question, run: Run) -> str:
    """The bubble of a question: its number, the question, the hint; additions and private questions say so."""
    text = chosen_wording(step, run)
    if step.hint:
        text = say("ask.hint", question=text, hint=step.hint)
    text = _headed(dialogue, step, text)
    if isinstance(step, Pick | Choose) and numbered(dialogue, step.options):
        text += "".join(f"\n{option.id} · {option.label}" for option in step.options)
    return text


def _headed(dialogue: Dialogue, step: Question, question: str) -> str:
    """The question and its hint with what stands before and behind them."""
    number, total = dialogue.numbers.get(step.id), len(dialogue.numbers)
    private = "_private" if step.private else ""
    if step.added and not step.part_of and dialogue.kind != "huis":
        return say(f"ask.added{private}", question=question)
    if number and total > 1:
        kind = "statement" if isinstance(step, Choose) and step.style == "statement" else "number"
        return say(f"ask.{kind}{private}", n=number, total=total, question=question)
    return say(f"ask.alone{private}", question=question)


def whereabouts(dialogue: Dialogue, step: str) -> str:
    """A place in a dialogue in words: "vraag 2 van 6", or the title of the scene."""
    found = dialogue.step(step)
    number = dialogue.numbers.get(found.part_of or found.id) if found else None
    if number:
        return say("ask.where_question", n=number, total=len(dialogue.numbers))
    scene = dialogue.scene(found.scene) if found else None
    return say("ask.where_scene", scene=scene.title if scene else dialogue.title)


def story_before(dialogue: Dialogue, place: int) -> tuple[Say, ...]:
    """The messages of the nearest scene before a place that tells something."""
    earlier = [step for step in dialogue.steps[:place] if isinstance(step, Say)]
    return tuple(step for step in earlier if step.scene == earlier[-1].scene)[:MOST_BUBBLES] if earlier else ()


def enumerated(names: list[str]) -> str:
    """ "vraag 2, vraag 4 en vraag 5"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {say('ask.and')} {names[-1]}"


def questions(dialogue: Dialogue) -> list[Step]:
    """The questions of a dialogue in order."""
    return [step for step in dialogue.steps if is_question(step)]
