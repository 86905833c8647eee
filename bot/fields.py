"""Reading a content file's mappings field by field, noting every fault with its line and going on."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.problems import Node, Problem, did_you_mean
from bot.texts import say

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_T = TypeVar("_T")
MOST_DIGITS = 5  # of a number: enough for a year, minutes or days, and few enough for any date to be reckoned with


class Findings(list[Problem]):
    """The problems found so far."""

    def note(self, node: Node, code: str, line: int = 0, /, **slots: object) -> None:
        """Note a problem at a node (or at another line of its file); its sentence is check.toml's of that code."""
        filled = tuple((name, str(value)) for name, value in slots.items())
        self.append(Problem(node.file, line or node.line, code, say(f"check.{code}", **slots), filled))


def hint(word: str, known: Sequence[str]) -> str:
    """ " Bedoelde je ...?" with the closest known word, or ""."""
    close = did_you_mean(word, list(known))
    return " " + say("check.hint", word=close).strip() if close else ""


def is_nought(text: str) -> bool:
    """Whether a number that may be written as it is says 0."""
    bare = text.strip()
    return bare.isdecimal() and not bare.strip("0")


class Fields:
    """The keys of one mapping. Each reading method returns a usable value even where the file is wrong.

    Args:
        node: the mapping; anything else is noted and read as empty.
        found: where problems go.
    """

    def __init__(self, node: Node, found: Findings, name: str = "") -> None:
        self.node, self.found = node, found
        self._seen: set[str] = set()
        if node.kind != "map":
            found.note(node, "N104", key=name or "bestand", wanted=say("check.mapping"))
        keys = [key for key, _, _ in node.pairs]
        for number, (key, line, _) in enumerate(node.pairs):
            if key in keys[:number]:
                found.note(node, "N105", line, key=key)

    @property
    def keys(self) -> list[str]:
        """All keys of the mapping as written."""
        return [key for key, _, _ in self.node.pairs]

    def value(self, key: str, required: bool = False) -> Node | None:
        """The node under a key; noted when it is required and not there."""
        self._seen.add(key)
        node = self.node.get(key)
        if node is None or (node.kind == "scalar" and not node.text.strip()):
            if required and self.node.kind == "map":
                self.found.note(self.node, "N103", key=key)
            return None
        return node

    def text(self, key: str, required: bool = False) -> str:
        """The text under a key, "" when there is none."""
        node = self.value(key, required)
        return _scalar(node, key, self.found) if node else ""

    def texts(self, key: str, required: bool = False) -> tuple[str, ...]:
        """The texts of a list under a key; a single text counts as a list of one."""
        return tuple(_scalar(node, key, self.found) for node in self.nodes(key, required))

    def nodes(self, key: str, required: bool = False) -> tuple[Node, ...]:
        """The nodes of a list under a key; a single scalar counts as a list of one."""
        node = self.value(key, required)
        if node is None:
            return ()
        if node.kind == "map":
            self.found.note(node, "N104", key=key, wanted=say("check.list"))
            return ()
        return node.items if node.kind == "list" else (node,)

    def each(self, key: str, read: Callable[[Node], _T], required: bool = False) -> tuple[_T, ...]:
        """What `read` makes of each node of a list under a key."""
        return tuple(read(node) for node in self.nodes(key, required))

    def ident(self, key: str, required: bool = False) -> str:
        """An id under a key."""
        text = self.text(key, required)
        if text and not _ID.fullmatch(text):
            self.found.note(self.node.get(key) or self.node, "N109", value=text)
        return text

    def number(self, key: str, required: bool = False) -> int:
        """A whole number of a few digits under a key, 0 when there is none."""
        text = self.text(key, required)
        if text and not (text.isdecimal() and len(text) <= MOST_DIGITS):
            self.found.note(self.node.get(key) or self.node, "N104", key=key, wanted=say("check.number"))
            return 0
        return int(text or 0)

    def flag(self, key: str) -> bool:
        """True or false under a key; false when there is none."""
        text = self.text(key)
        if text not in ("", "true", "false"):
            self.found.note(self.node.get(key) or self.node, "N104", key=key, wanted=say("check.flag"))
        return text == "true"

    def choice(self, key: str, known: Sequence[str], default: str | None = None) -> str:
        """One of the known words under a key; it must be there unless there is a default."""
        text = self.text(key, required=default is None) or default or ""
        if text and text not in known:
            node = self.node.get(key) or self.node
            self.found.note(node, "N108", key=key, value=text, known=", ".join(known), hint=hint(text, known))
            return default or known[0]
        return text

    def rest(self) -> None:
        """Note every key that was not read."""
        for key, line, _ in self.node.pairs:
            if key not in self._seen:
                self.found.note(self.node, "N102", line, key=key, hint=hint(key, sorted(self._seen)))


def _scalar(node: Node, key: str, found: Findings) -> str:
    if node.kind != "scalar":
        found.note(node, "N104", key=key, wanted=say("check.text"))
        return ""
    return node.text.strip()
