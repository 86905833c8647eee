"""Reading the files of the content: which file holds what, and what is wrong with each of them."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bot.dialogue.learning_line import LearningLine, parse_line
from bot.dialogue.model import KINDS, Dialogue
from bot.dialogue.parse import parse
from bot.dialogue.script import Script, parse_script
from bot.fields import Findings
from bot.lexicon.model import Lemma, Term, Work
from bot.lexicon.parse import parse_lemma, parse_terms, parse_works
from bot.problems import Node, Problem
from bot.storage.content_model import FOLDERS, LINES, TEST_ENDING
from bot.storage.trees import Misread, read_file, read_tree
from bot.texts import say

# Where a number, or true or false, belongs the reader itself says so; elsewhere quotes are the remedy.
_NUMBERS, _FLAGS = frozenset({"minutes", "days", "year"}), frozenset({"added", "private", "journal", "plan"})
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass
class Reader:
    """What has been read so far from a set of files, in their order.

    Args:
        trees: the located tree of each file, by the path that is shown.
        unread: kind ("" when unknown) and id by name of each file that could not be read.
    """

    dialogues: list[Dialogue] = field(default_factory=list)
    lemmas: list[Lemma] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    works: list[Work] = field(default_factory=list)
    tests: list[Script] = field(default_factory=list)
    lines: list[LearningLine] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    trees: dict[str, Node] = field(default_factory=dict)
    unread: list[tuple[str, str]] = field(default_factory=list)

    def read(self, path: Path, shown: str, kind: str) -> None:
        """Read one file, once, of a kind (dialogue, script, line, lemma, terms, works; "": tell from what it holds)."""
        place = os.path.realpath(path)
        if place in self.seen:
            return
        self.seen.add(place)
        misread: list[Misread] = []
        content, problems = read_file(path, shown)
        tree, faults = (None, []) if problems else read_tree(content, shown, misread)
        self.problems += [*problems, *faults]
        if tree is None:
            script = path.name.endswith(TEST_ENDING)
            self.unread.append((kind or ("script" if script else ""), _name(path)))
            return
        self.trees[shown] = tree
        self._misread(misread, shown)
        if kind := kind or kind_of(tree, path):
            self._parse(tree, kind, path, hashlib.sha256(content).hexdigest())
        else:
            self.note(shown, "N113", detail=say("check.file_kind"))

    def note(self, shown: str, code: str, **slots: object) -> None:
        """Note a problem with a whole file."""
        found = Findings()
        found.note(Node("scalar", shown, 1), code, 0, **slots)
        self.problems += found

    def _parse(self, tree: Node, kind: str, path: Path, content_hash: str) -> None:
        if kind == "dialogue":
            self._one(self.dialogues, *parse(tree, content_hash), tree, _name(path))
        elif kind == "line":
            self._one(self.lines, *parse_line(tree), tree, _name(path))
        elif kind == "lemma":
            self._one(self.lemmas, *parse_lemma(tree), tree, _name(path))
        elif kind == "script":
            script, problems = parse_script(tree)
            named = self._named(script.dialogue, _name(path), tree.get("dialogue") or tree)
            self._keep(self.tests, [replace(script, dialogue=named)] if named else [], problems)
        elif kind == "terms":
            self._keep(self.terms, *parse_terms(tree))
        else:
            self._keep(self.works, *parse_works(tree))

    def _one(self, to: list[Any], item: Any, problems: list[Problem], tree: Node, name: str) -> None:
        named = self._named(item.id, name, tree.get("id") or tree)
        self._keep(to, [replace(item, id=named)] if named else [], problems)

    def _keep(self, to: list[Any], items: Sequence[Any], problems: list[Problem]) -> None:
        to += [item for item in items if getattr(item, "id", True)]
        self.problems += problems

    def _named(self, identity: str, name: str, node: Node) -> str:
        """The id that counts. One that is missing or no id was noted before; the name of the file then stands in."""
        if not _ID.fullmatch(identity):
            return name
        if identity != name:
            found = Findings()
            found.note(node, "N107", id=identity, wanted=name)
            self.problems += found
        return identity

    def _misread(self, misread: Sequence[Misread], shown: str) -> None:
        found = Findings()
        for line, key, text, other in misread:
            if not (key in _FLAGS or (key in _NUMBERS and not text.isdecimal())):
                found.note(Node("scalar", shown, line), "N218", value=text, other=other)
        self.problems += found


def _name(path: Path) -> str:
    """The id that a file's name stands for."""
    return path.name.removesuffix(TEST_ENDING).removesuffix(".yaml")


def kind_of(tree: Node, path: Path) -> str:
    """What kind of content a tree is, from what it holds; "" when it cannot be told."""
    keys = {key for key, _, _ in tree.pairs}
    if path.name.endswith(TEST_ENDING) or "tests" in keys:
        return "script"
    kind = tree.get("kind")
    if "scenes" in keys or (kind and kind.text in KINDS):
        return "dialogue"
    if "parts" in keys:
        return "line"
    if tree.kind == "map" and keys & {"core", "cluster", "points", "aliases"}:
        return "lemma"
    if tree.kind == "list":
        return "terms" if any(item.get("text") or item.get("lemmas") for item in tree.items) else "works"
    return ""


def read_root(reader: Reader, root: Path, tests: bool = True) -> None:
    """Read the folders `dialogues` and `lexicon` of a root, with or without tests; paths are shown from there."""
    for name in FOLDERS:
        if not (root / name).is_dir():
            reader.note(name, "N113", detail=say("check.file_folder"))
    for path in _files(root / "dialogues"):
        script = path.name.endswith(TEST_ENDING)
        if script and not tests:
            continue
        line = path.relative_to(root / "dialogues").parts[0] == LINES
        kind = "script" if script else "line" if line else "dialogue"
        reader.read(path, path.relative_to(root).as_posix(), kind)
    for path in _files(root / "lexicon"):
        inside = path.relative_to(root / "lexicon")
        kind = "terms" if inside.parts[0] == "terms" else "works" if inside.name == "works.yaml" else "lemma"
        reader.read(path, path.relative_to(root).as_posix(), kind)
    for path in _files(root / "dialogues", "yml") + _files(root / "lexicon", "yml"):
        reader.note(path.relative_to(root).as_posix(), "N113", detail=say("check.file_name"))


def read_given(reader: Reader, path: Path) -> None:
    """Read a file with the conversation beside it, or a folder of files; paths are shown as given."""
    for file in given_files(path):
        reader.read(file, file.as_posix(), "")


def given_files(path: Path) -> list[Path]:
    """The files that a path stands for: those in a folder, or the file and the conversation beside it."""
    if path.is_dir():
        return _files(path)
    beside = path.with_name(path.name.removesuffix(".yaml") + TEST_ENDING)
    return [path, beside] if not path.name.endswith(TEST_ENDING) and beside.is_file() else [path]


def _files(folder: Path, ending: str = "yaml") -> list[Path]:
    return sorted(path for path in folder.rglob(f"*.{ending}") if not path.name.startswith("."))
