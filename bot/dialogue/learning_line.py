"""Leerlijnen: series of dialogues and words. What one is, how its file is read, and what can be wrong with it.

Pure, like the rest of this package; progress of a person along one is for `services.lines`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from bot.dialogue.model import LEVELS, Dialogue
from bot.fields import Fields, Findings, hint
from bot.problems import Node, Problem

PLACES: tuple[str, ...] = ("thuis", "les", "vrij")
READING = 2  # minutes for a word that is read
MOST_SUMMARY, MOST_AIM, MOST_FOR_CLASS = 120, 450, 300


@dataclass(frozen=True)
class LinePart:
    """One part of a leerlijn: a dialogue to do, or a lemma or term to read; the other of the two is "".

    Args:
        place: where it is done: at home, in class, or wherever one likes.
        for_class: a sentence for the conversation in class, or "".
        line: where it stands in its file (1-based).
    """

    dialogue: str
    read: str
    place: str
    for_class: str = ""
    line: int = 0

    @property
    def id(self) -> str:
        """The id of what it leads to."""
        return self.dialogue or self.read


@dataclass(frozen=True)
class LearningLine:
    """A leerlijn. `minutes` is 0 where the author left it to be added up; `file` is its path as shown to people."""

    id: str
    title: str
    summary: str
    aim: str
    level: str
    parts: tuple[LinePart, ...]
    minutes: int = 0
    file: str = ""
    line: int = 1

    def duration(self, dialogues: Mapping[str, Dialogue]) -> int:
        """How many minutes it takes: as written, or all its parts together."""
        every = (dialogues[part.dialogue].minutes if part.dialogue in dialogues else READING for part in self.parts)
        return self.minutes or sum(every)


def parse_line(tree: Node) -> tuple[LearningLine, list[Problem]]:
    """Read a leerlijn: as far as it can be read, and all problems in the order of the file."""
    found = Findings()
    fields = Fields(tree, found)
    line = LearningLine(
        id=fields.ident("id", required=True),
        title=fields.text("title", required=True),
        summary=fields.text("summary", required=True),
        aim=fields.text("aim", required=True),
        level=fields.choice("level", LEVELS),
        minutes=fields.number("minutes"),
        parts=fields.each("parts", lambda node: _part(node, found), required=True),
        file=tree.file,
        line=tree.line,
    )
    fields.rest()
    return line, sorted(found)


def _part(node: Node, found: Findings) -> LinePart:
    fields = Fields(node, found, "parts")
    part = LinePart(
        fields.text("dialogue"), fields.text("read"), fields.choice("place", PLACES), fields.text("class"), node.line
    )
    if node.kind == "map" and bool(part.dialogue) == bool(part.read):
        found.note(node, "N902")
    fields.rest()
    return part


def check_line(
    line: LearningLine, dialogues: Collection[str] | None, entries: Collection[str] | None, tree: Node | None = None
) -> list[Problem]:
    """Everything wrong in one leerlijn beyond its form.

    Args:
        line: as it was read.
        dialogues: the ids of all dialogues; None where they are unknown because a file could not be read.
        entries: those of all lemmas and terms; None likewise.
        tree: the located tree it was read from; without it findings name the line of the part or of the file.
    """
    found, top = Findings(), tree or Node("map", line.file, line.line)
    _lengths(line, top, found)
    parts = top.get("parts")
    listed = tree is None or (parts is not None and parts.kind == "list")  # else it was noted in reading
    if listed and not any(part.dialogue for part in line.parts):
        found.note(parts or top, "N901")
    seen: dict[tuple[bool, str], LinePart] = {}  # a dialogue and a word may have the same id
    for node, part in _placed(line, top):
        _refers(part, node, dialogues, entries, found)
        first = seen.setdefault((bool(part.read), part.id), part)
        if part.id and first is not part:
            found.note(node, "N903", id=part.id, where=f"{line.file}:{first.line}")
    return sorted(set(found))


def _lengths(line: LearningLine, top: Node, found: Findings) -> None:
    if len(line.summary) > MOST_SUMMARY:
        found.note(top.get("summary") or top, "N313", length=len(line.summary), most=MOST_SUMMARY)
    texts = [(top.get("aim") or top, line.aim, MOST_AIM)]
    texts += [(node.get("class") or node, part.for_class, MOST_FOR_CLASS) for node, part in _placed(line, top)]
    for node, text, most in texts:
        if len(text) > most:
            found.note(node, "N301", length=len(text), most=most)
    minutes = top.get("minutes")
    if minutes and minutes.text.strip().isdecimal() and not line.minutes:
        found.note(minutes, "N312", key="minutes")


def _placed(line: LearningLine, top: Node) -> Iterator[tuple[Node, LinePart]]:
    """Each part with where it stands in the file."""
    parts = top.get("parts")
    for number, part in enumerate(line.parts):
        written = parts is not None and number < len(parts.items)
        yield parts.items[number] if parts and written else Node("map", top.file, part.line or top.line), part


def _refers(
    part: LinePart, node: Node, dialogues: Collection[str] | None, entries: Collection[str] | None, found: Findings
) -> None:
    """What a part names exists, and is what its key says it is."""
    for key, name, known, others, code in (
        ("dialogue", part.dialogue, dialogues, entries, "N204"),
        ("read", part.read, entries, dialogues, "N502"),
    ):
        if not name or known is None or name in known:
            continue
        if others is not None and name in others:
            found.note(node.get(key) or node, "N904", id=name, key="read" if key == "dialogue" else "dialogue")
        else:
            found.note(node.get(key) or node, code, id=name, hint=hint(name, sorted(known)))
