"""Findings about content, and the located tree in which they are found.

A problem is never raised: every check returns all it finds, so that an author sees all of it at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal


@dataclass(frozen=True, order=True)
class Problem:
    """One finding: where it is (file and 1-based line), its code (N101 ...) and what to do about it, in Dutch.

    `slots` are what was filled in, for who says the same in other words.
    """

    file: str
    line: int
    code: str
    text: str
    slots: tuple[tuple[str, str], ...] = field(default=(), compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.code} {self.text}"


@dataclass(frozen=True)
class Node:
    """A piece of a content file with the line it starts on.

    Scalars keep the text as it was written, so that `12:30`, `no` and `1.10` stay what the author typed
    (PyYAML would read 750, False and 1.1). An empty or null value is a scalar with the text "".

    Args:
        kind: what the piece is.
        file: path of the file, as it is shown in a finding.
        line: 1-based line.
        text: the text of a scalar.
        items: the pieces of a list.
        pairs: the keys of a mapping, each with the line of the key, in the order of the file; keys may occur twice.
    """

    kind: Literal["scalar", "list", "map"]
    file: str
    line: int
    text: str = ""
    items: tuple[Node, ...] = ()
    pairs: tuple[tuple[str, int, Node], ...] = field(default=())

    def get(self, key: str) -> Node | None:
        """The value under `key` of a mapping, or None."""
        return next((value for name, _, value in self.pairs if name == key), None)

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)


def did_you_mean(word: str, known: list[str]) -> str:
    """The closest of the known words, or "" when nothing comes near."""
    return next(iter(get_close_matches(word, known, n=1, cutoff=0.6)), "")
