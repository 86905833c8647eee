"""What can be wrong with a dialogue beyond its form: ids, targets, lengths, missing parts. Pure; returns findings."""

from __future__ import annotations

from collections.abc import Collection

from bot.dialogue.model import Ask, Choose, Dialogue, Say, Step, is_question
from bot.fields import Findings, hint
from bot.problems import Node, Problem

# Design.md section 12: story and views up to 450 characters, questions about 300, at most three bubbles in a row.
MOST_STORY, MOST_QUESTION, MOST_LABEL, MOST_OPTIONS, MOST_IN_A_ROW = 450, 300, 24, 8, 3


def check(
    dialogue: Dialogue, works: Collection[str], lemmas: Collection[str], dialogues: Collection[str]
) -> list[Problem]:
    """Everything wrong in one dialogue, given the ids of the works, of lemmas and terms, and of all dialogues."""
    found = Findings()
    top = Node("map", dialogue.file, 1)
    _unknown(found, top, "N201", dialogue.themes, lemmas)
    _unknown(found, top, "N202", [dialogue.work] if dialogue.work else [], works)
    if dialogue.care and dialogue.care.other:
        _unknown(found, top, "N204", [dialogue.care.other], dialogues)
    if dialogue.kind in ("casus", "leervragen") and not (dialogue.work or dialogue.added):
        found.note(top, "N205", kind=dialogue.kind)
    if not any(is_question(step) for step in dialogue.steps):
        found.note(top, "N305")
    if dialogue.care and len(dialogue.care.about) > MOST_QUESTION:
        found.note(top, "N301", length=len(dialogue.care.about), most=MOST_QUESTION)
    _ids(dialogue, found)
    _rows(dialogue, found)
    for step in dialogue.steps:
        _step(dialogue, step, found)
    return sorted(found)


def _unknown(found: Findings, node: Node, code: str, used: Collection[str], known: Collection[str]) -> None:
    for name in used:
        if name not in known:
            found.note(node, code, id=name, hint=hint(name, sorted(known)))


def _ids(dialogue: Dialogue, found: Findings) -> None:
    seen: dict[str, int] = {}
    for line, name in sorted(
        [(scene.line, scene.id) for scene in dialogue.scenes] + [(step.line, step.id) for step in dialogue.steps]
    ):
        if name in seen:
            found.note(_at(dialogue, line), "N106", id=name, where=f"{dialogue.file}:{seen[name]}")
        seen.setdefault(name, line)


def _rows(dialogue: Dialogue, found: Findings) -> None:
    for scene in dialogue.scenes:
        row = 0
        for step in scene.steps:
            row = row + 1 if isinstance(step, Say) else 0
            if row == MOST_IN_A_ROW + 1:
                found.note(_at(dialogue, step.line), "N303", most=MOST_IN_A_ROW)


def _step(dialogue: Dialogue, step: Step, found: Findings) -> None:
    node = _at(dialogue, step.line)
    if isinstance(step, Say):
        _length(found, node, step.text, MOST_STORY)
    elif isinstance(step, Ask):
        _length(found, node, f"{step.text} {step.hint}", MOST_QUESTION)
        for view in step.views:
            _length(found, node, view.text, MOST_STORY)
        if dialogue.work and not step.item and not step.added:
            found.note(node, "N206")
    elif isinstance(step, Choose):
        _length(found, node, step.text, MOST_QUESTION)
        _options(dialogue, step, found)


def _options(dialogue: Dialogue, step: Choose, found: Findings) -> None:
    node = _at(dialogue, step.line)
    names = [scene.id for scene in dialogue.scenes] + [item.id for item in dialogue.steps]
    if step.style != "scale" and len(step.options) > MOST_OPTIONS:  # above three they are numbered
        found.note(node, "N304", count=len(step.options), most=MOST_OPTIONS)
    for option in step.options:
        if len(option.label) > MOST_LABEL and len(step.options) <= 3:
            found.note(node, "N302", label=option.label, length=len(option.label), most=MOST_LABEL)
        _unknown(found, node, "N203", [option.to] if option.to else [], names)


def _length(found: Findings, node: Node, text: str, most: int) -> None:
    if len(text.strip()) > most:
        found.note(node, "N301", length=len(text.strip()), most=most)


def _at(dialogue: Dialogue, line: int) -> Node:
    return Node("map", dialogue.file, line)
