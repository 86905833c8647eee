"""Where the parts of a dialogue stand in its file, so that a finding can name the line of exactly that part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from bot.dialogue.model import KINDS, Dialogue, Step
from bot.problems import Node


@dataclass(frozen=True)
class Places:
    """The lines of one dialogue.

    Args:
        dialogue: as it was read.
        tree: the located tree it was read from; without one only the lines of scenes and steps are known.
    """

    dialogue: Dialogue
    tree: Node | None = field(default=None, repr=False)

    def line(self, number: int) -> Node:
        """A line of the file, to note something at."""
        return Node("map", self.dialogue.file, number)

    def top(self, *way: str | int) -> Node:
        """The part that a way of keys and numbers leads to from the top; as far as the way goes."""
        return _follow(self.tree, way) if self.tree else self.line(1)

    def step(self, step: Step, *way: str | int) -> Node:
        """The same from a step; a why belongs to the step it was written in."""
        node = self._steps.get((step.line, step.part_of or step.id))
        return _follow(node, way) if node else self.line(step.line)

    def has(self, key: str) -> bool:
        """Whether something stands under a key of the file (true when the file is not at hand)."""
        node = self.tree.get(key) if self.tree else self.line(1)
        return node is not None and (node.kind != "scalar" or bool(node.text.strip()))

    @cached_property
    def kind(self) -> str:
        """The kind of the dialogue, "" when what the file says is no kind."""
        if self.tree is None:
            return self.dialogue.kind
        node = self.tree.get("kind")
        written = node.text.strip() if node else ""
        return written if written in KINDS else ""

    @cached_property
    def whole(self) -> bool:
        """Whether every scene and step in the file could be read, so that what is missing is really missing."""
        if self.tree is None:
            return True
        read = {step.line for step in self.dialogue.steps}
        scenes = self.tree.get("scenes")
        return bool(scenes and scenes.kind == "list") and all(node.line in read for node in self._nodes)

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id of a scene or step that the file names, also of one that could not be read."""
        written = {_id(node) for node in (*self._scenes, *self._nodes)}
        read = {scene.id for scene in self.dialogue.scenes} | {step.id for step in self.dialogue.steps}
        return frozenset((written | read) - {""})

    @property
    def _scenes(self) -> Iterator[Node]:
        scenes = self.tree.get("scenes") if self.tree else None
        yield from scenes.items if scenes else ()

    @property
    def _nodes(self) -> Iterator[Node]:
        for scene in self._scenes:
            steps = scene.get("steps")
            yield from steps.items if steps else ()

    @cached_property
    def _steps(self) -> dict[tuple[int, str], Node]:
        return {(node.line, _id(node)): node for node in self._nodes}


def _id(node: Node) -> str:
    value = node.get("id")
    return value.text.strip() if value else ""


def _follow(node: Node, way: tuple[str | int, ...]) -> Node:
    for part in way:
        inner = node.get(part) if isinstance(part, str) else _item(node, part)
        if inner is None:
            return node
        node = inner
    return node


def _item(node: Node, number: int) -> Node | None:
    """An item of a list; a single scalar counts as a list of one."""
    return node.items[number] if number < len(node.items) else None
