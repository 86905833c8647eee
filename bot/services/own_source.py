"""Own sources: the located tree of a casus as a text to keep, and back. Which file it came from is forgotten."""

from __future__ import annotations

import json
from typing import Any

from bot.problems import Node

FORMAT = 1


def to_text(tree: Node) -> str:
    """A tree as one line of JSON."""
    return json.dumps({"format": FORMAT, "tree": _packed(tree)}, separators=(",", ":"), ensure_ascii=False)


def to_tree(text: str) -> Node:
    """The tree that `to_text` wrote."""
    return _unpacked(json.loads(text)["tree"])


def plain(node: Node) -> Any:
    """A tree without its lines, as plain data: what its writer takes out."""
    if node.kind == "map":
        return {key: plain(value) for key, _, value in node.pairs}
    return [plain(item) for item in node.items] if node.kind == "list" else node.text


def named(tree: Node, name: str) -> Node:
    """A dialogue's tree with an id of ours in the place of what its writer called it."""
    kept = tuple(pair for pair in tree.pairs if pair[0] != "id")
    return Node(
        "map", tree.file, tree.line, pairs=(("id", tree.line, Node("scalar", tree.file, tree.line, name)), *kept)
    )


def _packed(node: Node) -> list[Any]:
    if node.kind == "map":
        return [node.line, "map", [[key, line, _packed(value)] for key, line, value in node.pairs]]
    if node.kind == "list":
        return [node.line, "list", [_packed(item) for item in node.items]]
    return [node.line, "scalar", node.text]


def _unpacked(data: list[Any]) -> Node:
    line, kind, inside = data
    if kind == "map":
        return Node("map", "", line, pairs=tuple((key, at, _unpacked(value)) for key, at, value in inside))
    if kind == "list":
        return Node("list", "", line, items=tuple(_unpacked(item) for item in inside))
    return Node("scalar", "", line, inside)
