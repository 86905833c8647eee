"""YAML files as located trees: raw text in scalars, a line with everything, each fault a finding and no exception.

Only the plain part of YAML is read. Anchors, tags and merge keys are refused: an author has no use for them and
they are how a small file becomes a huge one.
"""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import yaml

from bot.errors import ContentError
from bot.fields import Findings
from bot.problems import Node, Problem
from bot.texts import say

MOST_BYTES = 1 << 20
MOST_DEEP = 40

# One reader on every machine: PyYAML's own in Python refuses what this one takes (a bare "Wat?" in a list on one line).
_LOADER = getattr(yaml, "CSafeLoader", None)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_RESOLVER = yaml.resolver.Resolver()
_TEXT = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "null", "merge", "value"))
# What YAML does not allow in a file, and the line separators that would make our line numbers differ from an editor's.
_SIGN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_KNOWN = (
    ("mapping values", "mapping_values"),
    ("expected <block end>", "indentation"),
    ("did not find expected key", "indentation"),
    ("did not find expected '-' indicator", "indentation"),
    ("expected ':'", "key"),
    ("end of stream", "quote"),
    ("expected ',' or", "quote"),
    ("cannot start any token", "token"),
)


class Misread(NamedTuple):
    """A value without quotes that other readers of YAML take for something else than what was typed."""

    line: int
    key: str
    text: str
    other: str


def read_file(path: Path, shown: str) -> tuple[bytes, list[Problem]]:
    """The bytes of a content file, or b"" and why it cannot be read. `shown` is its path as people see it."""
    found, node = Findings(), Node("scalar", shown, 1)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            found.note(node, "N113", detail=say("check.file_refused"))
        elif status.st_size > MOST_BYTES:
            found.note(node, "N113", detail=say("check.file_large", size=status.st_size, most=MOST_BYTES))
        else:
            return path.read_bytes(), []
    except (FileNotFoundError, NotADirectoryError):
        found.note(node, "N113", detail=say("check.file_missing"))
    except OSError:
        found.note(node, "N113", detail=say("check.file_refused"))
    return b"", found


def read_tree(content: bytes, shown: str, misread: list[Misread] | None = None) -> tuple[Node | None, list[Problem]]:
    """The tree of a YAML file's bytes, or None and every fault that keeps it from being read.

    Args:
        content: the file as it is.
        shown: the file's path as it is shown in a finding.
        misread: where values go that stay what was typed here, but are something else to other readers of YAML.

    Raises:
        ContentError: PyYAML was installed without libyaml, so that nothing can be read.
    """
    found, top = Findings(), Node("scalar", shown, 1)
    if len(content) > MOST_BYTES:
        found.note(top, "N113", detail=say("check.file_large", size=len(content), most=MOST_BYTES))
        return None, found
    try:
        text = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        found.note(top, "N113", content.count(b"\n", 0, error.start) + 1, detail=say("check.file_encoding"))
        return None, found
    _signs(text, top, found)
    if not found:
        return _parsed(text, top, found, misread), found
    return None, found


def _signs(text: str, top: Node, found: Findings) -> None:
    bad = _SIGN.search(text)
    if bad:
        detail = say("check.file_sign", sign=f"{ord(bad[0]):04X}")
        found.note(top, "N113", text.count("\n", 0, bad.start()) + 1, detail=detail)
    elif "\t" in text:
        for number, line in enumerate(text.split("\n"), 1):
            if "\t" in line:
                found.note(top, "N114", number)


def _parsed(text: str, top: Node, found: Findings, misread: list[Misread] | None) -> Node | None:
    if _LOADER is None:
        raise ContentError(say("check.no_libyaml"))
    builder = _Builder(top.file, found, misread)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if not builder.take(event):
                break
    except yaml.YAMLError as error:
        _note_fault(error, text, top, found)
    if not found and (builder.root is None or _empty(builder.root)):
        found.note(top, "N112")
    return None if found else builder.root


def _empty(node: Node) -> bool:
    return not (node.text.strip() or node.items or node.pairs)


def _note_fault(error: yaml.YAMLError, text: str, top: Node, found: Findings) -> None:
    problem = str(getattr(error, "problem", None) or type(error).__name__)
    known = next((name for start, name in _KNOWN if start in problem), "other")
    began, noticed = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
    # What is left open is best shown where it was opened; YAML itself notices it only at the end of the file.
    mark = (began if known == "quote" else None) or noticed or began
    line = min(mark.line + 1, max(len(text.splitlines()), 1)) if mark else 1
    found.note(top, "N101", line, detail=say(f"check.yaml_{known}", problem=problem))


def _elsewhere(text: str) -> str:
    """What other readers of YAML make of a bare value, "" when it is the text itself: `12:30` is 750, `no` is false."""
    if text.isdecimal() and not text.startswith("0"):
        return ""
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    if tag in _TEXT:
        return ""
    try:
        value = yaml.safe_load(text)
        read = str(value)
    except (yaml.YAMLError, ValueError):  # also for a number of more digits than Python writes out
        return ""
    if isinstance(value, bool):
        return read.lower()
    return say("check.date") if hasattr(value, "year") else "" if read == text else read


@dataclass
class _Frame:
    """A list or mapping that is still open."""

    kind: str
    line: int
    items: list[Node] = field(default_factory=list)
    pairs: list[tuple[str, int, Node]] = field(default_factory=list)
    key: tuple[str, int] | None = None


class _Builder:
    """Makes the tree from the parser's events, without recursion."""

    def __init__(self, file: str, found: Findings, misread: list[Misread] | None) -> None:
        self.root: Node | None = None
        self._file, self._found, self._misread = file, found, misread
        self._open: list[_Frame] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> bool:
        """Take the next event; False when reading on makes no sense."""
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event, line)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._start(event, line)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._end()
        elif isinstance(event, yaml.AliasEvent):
            self._refuse(line, "N115", what=say("check.anchor"))
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._refuse(line, "N116")
        return self._documents <= 1 and len(self._open) <= MOST_DEEP

    def _refuse(self, line: int, code: str, **slots: str | int) -> None:
        self._found.note(Node("scalar", self._file, line), code, 0, **slots)

    def _plain(self, event: yaml.NodeEvent, tag: str | None, line: int) -> None:
        if event.anchor:
            self._refuse(line, "N115", what=say("check.anchor"))
        if tag:
            self._refuse(line, "N115", what=say("check.tag"))

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        self._plain(event, event.tag, line)
        bare = event.style in (None, "")
        frame = self._open[-1] if self._open else None
        if frame and frame.kind == "map" and frame.key is None:
            if bare and event.value == "<<":
                self._refuse(line, "N115", what=say("check.merge"))
            frame.key = (event.value, line)
        else:
            text = "" if bare and event.value in _NULLS else event.value
            if bare and text and self._misread is not None and (other := _elsewhere(text)):
                key = next((frame.key[0] for frame in reversed(self._open) if frame.key), "")
                self._misread.append(Misread(line, key, text, other))
            self._add(Node("scalar", self._file, line, text))

    def _start(self, event: yaml.CollectionStartEvent, line: int) -> None:
        self._plain(event, event.tag, line)
        frame = self._open[-1] if self._open else None
        if frame and frame.kind == "map" and frame.key is None:
            self._refuse(line, "N117")
        self._open.append(_Frame("map" if isinstance(event, yaml.MappingStartEvent) else "list", line))
        if len(self._open) > MOST_DEEP:
            self._refuse(line, "N118", most=MOST_DEEP)

    def _end(self) -> None:
        frame = self._open.pop()
        if frame.kind == "map":
            self._add(Node("map", self._file, frame.line, pairs=tuple(frame.pairs)))
        else:
            self._add(Node("list", self._file, frame.line, items=tuple(frame.items)))

    def _add(self, node: Node) -> None:
        frame = self._open[-1] if self._open else None
        if frame is None:
            self.root = node
        elif frame.kind == "list":
            frame.items.append(node)
        elif frame.key is None:
            frame.key = ("", node.line)  # a list as a key, noted before; its value follows
        else:
            frame.pairs.append((*frame.key, node))
            frame.key = None
