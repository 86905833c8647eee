"""What can be wrong with a dialogue beyond its form: what it refers to, what is missing. Pure; returns findings.

The steps one by one, the ways through them and heavy matter have modules of their own (`checks_*`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from bot.dialogue.checks_care import check_care
from bot.dialogue.checks_flow import check_flow
from bot.dialogue.checks_places import Places
from bot.dialogue.checks_steps import check_steps
from bot.dialogue.model import Choose, Dialogue, is_question
from bot.fields import Findings, hint, is_nought
from bot.problems import Node, Problem

MOST_ABOUT, MOST_SUMMARY = 300, 120


@dataclass(frozen=True)
class Known:
    """The ids that a dialogue may refer to; None where they are unknown because a file could not be read.

    Args:
        works: the works of works.yaml.
        entries: lemmas and terms.
        dialogues: all dialogues.
    """

    works: Collection[str] | None
    entries: Collection[str] | None
    dialogues: Collection[str] | None


def check(dialogue: Dialogue, known: Known, tree: Node | None = None) -> list[Problem]:
    """Everything wrong in one dialogue.

    Args:
        dialogue: as it was read.
        known: what it may refer to.
        tree: the located tree it was read from; without it findings name the line of the step or of the file.
    """
    found, places = Findings(), Places(dialogue, tree)
    _refers(dialogue, known, places, found)
    _missing(dialogue, places, found)
    _care(dialogue, places, found)
    _source(dialogue, places, found)
    _ids(dialogue, places, found)
    check_steps(dialogue, places, found)
    check_flow(dialogue, places, found)
    check_care(dialogue, places, found)
    return sorted(set(found))


def _refers(dialogue: Dialogue, known: Known, places: Places, found: Findings) -> None:
    for number, theme in enumerate(dialogue.themes):
        _unknown(found, places.top("themes", number), "N201", theme, known.entries)
    _unknown(found, places.top("work"), "N202", dialogue.work, known.works)
    care = dialogue.care
    if care and care.other == dialogue.id:
        found.note(places.top("care", "other"), "N214", id=care.other)
    elif care:
        _unknown(found, places.top("care", "other"), "N204", care.other, known.dialogues)
    for number, name in enumerate(care.help if care else ()):
        _unknown(found, places.top("care", "help", number), "N207", name, known.entries)
    for step in dialogue.steps:
        for number, option in enumerate(step.options if isinstance(step, Choose) else ()):
            _unknown(found, places.step(step, "options", number), "N204", option.dialogue, known.dialogues)


def _unknown(found: Findings, node: Node, code: str, name: str, known: Collection[str] | None) -> None:
    if name and known is not None and name not in known:
        found.note(node, code, id=name, hint=hint(name, sorted(known)))


def _missing(dialogue: Dialogue, places: Places, found: Findings) -> None:
    for key in ("summary", "minutes", "level"):
        if not places.has(key):
            found.note(places.line(1), "N216", key=key)
    minutes = places.top("minutes")
    if minutes.kind == "scalar" and is_nought(minutes.text):
        found.note(minutes, "N312", key="minutes")
    if len(dialogue.summary) > MOST_SUMMARY:
        found.note(places.top("summary"), "N313", length=len(dialogue.summary), most=MOST_SUMMARY)
    if places.whole and all(scene.steps for scene in dialogue.scenes) and not any(map(is_question, dialogue.steps)):
        found.note(places.line(1), "N305")


def _care(dialogue: Dialogue, places: Places, found: Findings) -> None:
    """A warning tells what it is about in one bubble, and has a way out and help."""
    if dialogue.care is None:
        return
    node, length = places.top("care"), len(dialogue.care.about)
    for key in ("other", "help"):
        if node.kind == "map" and not _under(node, key):
            found.note(node, "N216", key=key)
    if length > MOST_ABOUT:
        found.note(places.top("care", "about"), "N301", length=length, most=MOST_ABOUT)


def _under(node: Node, key: str) -> bool:
    value = node.get(key)
    return value is not None and bool(value.text.strip() or value.items or value.pairs)


def _source(dialogue: Dialogue, places: Places, found: Findings) -> None:
    if places.kind in ("casus", "leervragen") and not dialogue.added and not places.has("work"):
        found.note(places.line(1), "N205", kind=places.kind)
    if dialogue.work and not places.has("source"):
        found.note(places.top("work"), "N213", key="source")


def _ids(dialogue: Dialogue, places: Places, found: Findings) -> None:
    """Each id of a scene or step is used once, and an old id (`was`) is used by nobody else."""
    named = [(scene.line, scene.id) for scene in dialogue.scenes]
    named += [(step.line, step.id) for step in dialogue.steps if not step.part_of]
    counted = Counter(name for _, name in named)
    # The why of a statement has an id that nobody wrote; it counts only where the statement itself stands once.
    named += [(step.line, step.id) for step in dialogue.steps if step.part_of and counted[step.part_of] == 1]
    seen: dict[str, int] = {}
    for line, name in sorted(named):
        if name and name in seen:
            found.note(places.line(line), "N106", id=name, where=f"{dialogue.file}:{seen[name]}")
        seen.setdefault(name, line)
    for step in dialogue.steps:
        for number, old in enumerate(() if step.part_of else step.was):
            if seen.setdefault(old, step.line) != step.line or old == step.id:
                found.note(places.step(step, "was", number), "N217", id=old, where=f"{dialogue.file}:{seen[old]}")
