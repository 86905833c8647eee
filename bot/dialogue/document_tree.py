"""From the paragraphs of a document to the located tree of a casus, as a YAML file would give it.

A line of the tree is the number of a paragraph; `Converted.places` says in words where that is. What is wrong with the
headings is told here (W101 ...), everything else by `bot.dialogue.parse` and the checks, as for a YAML file. Ids come
from the headings and their order, so that the same document gives the same ids, and one in which only texts changed
too: who is halfway keeps what they wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.dialogue.bubbles import bubbles
from bot.dialogue.checks import MOST_SUMMARY
from bot.dialogue.checks_steps import MOST_IN_A_ROW
from bot.dialogue.document import ASK, PARTS, STATEMENT, STORY, Paragraph, Section, problem, sections
from bot.dialogue.parse_steps import OTHER_SIDE, WHY
from bot.language.fold import fold
from bot.problems import Node, Problem
from bot.texts import say

MOST_ID = 60
_WORDS_A_MINUTE, _MINUTES_A_QUESTION, _LEAST_MINUTES = 180, 3, 5
_NOT_ID = re.compile(r"[^a-z0-9]+")
_BULLET = re.compile(r"^(?:[-*•·–—o]|\d{1,2}[.)])\s+")
_BETWEEN = re.compile(r"\s*[,;/]\s*|\s+(?:en|of)\s+")
_AFTER_NAME = re.compile(r"\s*[:(–]|\s+-\s+")
_END_OF_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True)
class Converted:
    """A document as a tree, with what is wrong in it; None for one that holds nothing."""

    tree: Node | None
    problems: tuple[Problem, ...]
    places: Mapping[int, str]


def convert(paragraphs: Sequence[Paragraph], file: str = "") -> Converted:
    """Read a document. Never raises.

    Args:
        paragraphs: what is in it, in order.
        file: its name, for findings.
    """
    found, places, problems = sections(paragraphs, file)
    places.setdefault(1, say("own_casus.place_whole"))
    if not paragraphs:
        return Converted(None, (problem(file, 1, "W107"),), places)
    tree = _casus(found, file, problems)
    return Converted(tree, tuple(sorted(problems)), places)


def _casus(found: Sequence[Section], file: str, problems: list[Problem]) -> Node:
    asked = _asked(found, file, problems)
    main = [section for section in found if section.kind in (STORY, ASK, STATEMENT)]
    for kind, code in (("title", "W101"), (STORY, "W104")):
        if not any(section.words for section in found if section.kind == kind):
            problems.append(problem(file, 1, code))
    for section in (*main, *(part for item in asked for part in item.parts.values())):
        if not section.words:
            problems.append(problem(file, section.line, "W105", head=section.head))
    return _Tree(file).build(found, main)


def make_id(text: str) -> str:
    """The id that a text gives, "" when there are no letters or digits in it."""
    return _NOT_ID.sub("-", fold(text)).strip("-")[:MOST_ID].strip("-")


def _asked(found: Sequence[Section], file: str, problems: list[Problem]) -> list[Section]:
    """The questions, each with the sections that belong to it."""
    asked: list[Section] = []
    above: Section | None = None
    for section in found:
        if section.kind in (ASK, STATEMENT):
            asked.append(section)
        if section.kind not in PARTS:
            above = section if section.kind in (ASK, STATEMENT) else None
        elif above is None or not _fits(section, above):
            problems.append(problem(file, section.line, "W106", head=section.head))
        elif section.kind in above.parts:
            above.parts[section.kind].body += section.words
        else:
            above.parts[section.kind] = section
    return asked


def _fits(part: Section, question: Section) -> bool:
    only = {"points": ASK, "why": STATEMENT, "other_side": STATEMENT}
    return only.get(part.kind, question.kind) == question.kind


class _Tree:
    """Makes the nodes; an id is given once."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._ids: set[str] = set()
        self._count = {ASK: 0, STATEMENT: 0}

    def build(self, found: Sequence[Section], main: Sequence[Section]) -> Node:
        lines: dict[str, list[tuple[int, str]]] = {}
        for section in found:
            lines.setdefault(section.kind, []).extend(section.words)
        story = " ".join(text for _, text in lines.get(STORY, []))
        questions = sum(section.kind != STORY for section in main)
        summary = self._joined(lines.get("summary", []), " ") or self._text(_excerpt(story), _line(lines.get(STORY)))
        minutes = max(_LEAST_MINUTES, len(story.split()) // _WORDS_A_MINUTE + questions * _MINUTES_A_QUESTION)
        pairs: list[tuple[str, Node | None]] = [
            ("title", self._joined(lines.get("title", []), " ")),
            ("kind", self._text("casus")), ("added", self._text("true")), ("level", self._text("beide")),
            ("summary", summary), ("minutes", self._text(str(minutes))),
            ("persons", self._list(_names(lines.get("persons", [])), 1)),
            ("care", self._care(lines.get("care", []))), ("scenes", self._scenes(main)),
        ]  # fmt: skip
        return self._map(1, pairs)

    def _care(self, words: Sequence[tuple[int, str]]) -> Node | None:
        about = self._joined(words)
        return self._map(about.line, [("about", about)]) if about else None

    def _scenes(self, main: Sequence[Section]) -> Node:
        scenes: list[Node] = []
        questions: list[Node] = []
        for section in main:
            if section.kind == STORY:
                scenes += self._asking(questions)
                questions = []
                scenes += self._story(section)
            elif section.words:
                questions.append(self._question(section))
        scenes += self._asking(questions)
        last = max((section.words[-1][0] for section in main if section.words), default=1)
        return Node("list", self._file, 1, items=(*scenes, self._closing(last)))

    def _story(self, section: Section) -> Iterator[Node]:
        """Scenes of a few messages each, so that the reader can catch breath."""
        found = bubbles(section.words)
        for start in range(0, len(found), MOST_IN_A_ROW):
            name = self._id("verhaal")
            steps = [
                self._map(line, [("id", self._text(self._id(f"{name}-bericht-{number}"))), ("say", self._text(text))])
                for number, (line, text) in enumerate(found[start : start + MOST_IN_A_ROW], 1)
            ]
            yield self._scene(name, say("own_casus.scene_story"), steps)

    def _asking(self, steps: Sequence[Node]) -> list[Node]:
        return [self._scene(self._id("vragen"), say("own_casus.scene_questions"), steps)] if steps else []

    def _question(self, section: Section) -> Node:
        self._count[section.kind] += 1
        word = "vraag" if section.kind == ASK else "stelling"
        named = make_id(section.text) or f"{word}-{section.number or self._count[section.kind]}"
        parts = {kind: part.words for kind, part in section.parts.items()}
        text = self._joined(section.words)
        pairs = [("id", self._text(self._id(named, (WHY, OTHER_SIDE)))), (section.kind, text)]
        if section.kind == STATEMENT:
            why = self._joined(parts.get("why", [])) or self._text(say("own_casus.why"), section.line)
            pairs += [("why", why), ("other_side", self._joined(parts.get("other_side", [])))]
        pairs += [
            ("hint", self._joined(parts.get("tip", []))),
            ("mirror", self._nodes([self._point(*words) for words in parts.get("points", [])])),
            ("views", self._nodes([self._text(view, line) for line, view in bubbles(parts.get("views", []))])),
        ]
        return self._map(section.line, pairs)

    def _point(self, line: int, text: str) -> Node:
        """`label: word, word`; without words those of the label count."""
        label, _, after = _BULLET.sub("", text).partition(":")
        words = list(dict.fromkeys(word for word in _BETWEEN.split(after.strip() or label.strip()) if word))
        return self._map(line, [("label", self._text(label.strip(), line)), ("words", self._list(words, line))])

    def _closing(self, line: int) -> Node:
        keys = {"ask": say("own_casus.closing"), "added": "true", "private": "true", "journal": "true"}
        pairs = [(key, self._text(text, line)) for key, text in keys.items()]
        step = self._map(line, [("id", self._text(self._id("meenemen"))), *pairs])
        return self._scene(self._id("afsluiting"), say("own_casus.scene_closing"), [step])

    def _scene(self, name: str, title: str, steps: Sequence[Node]) -> Node:
        pairs = [("id", self._text(name)), ("title", self._text(title)), ("steps", self._nodes(steps))]
        return self._map(steps[0].line, pairs)

    def _id(self, name: str, also: Iterable[str] = ()) -> str:
        number, made = 1, name
        while {made, *(f"{made}-{ending}" for ending in also)} & self._ids:
            number += 1
            made = f"{name}-{number}"
        self._ids |= {made, *(f"{made}-{ending}" for ending in also)}
        return made

    def _text(self, text: str, line: int = 1) -> Node:
        return Node("scalar", self._file, line, text)

    def _joined(self, words: Sequence[tuple[int, str]], between: str = "\n") -> Node | None:
        return self._text(between.join(text for _, text in words), words[0][0]) if words else None

    def _list(self, texts: Iterable[str], line: int) -> Node | None:
        return self._nodes([self._text(text, line) for text in texts])

    def _nodes(self, nodes: Sequence[Node]) -> Node | None:
        return Node("list", self._file, nodes[0].line, items=tuple(nodes)) if nodes else None

    def _map(self, line: int, pairs: Iterable[tuple[str, Node | None]]) -> Node:
        kept = tuple((key, node.line, node) for key, node in pairs if node is not None)
        return Node("map", self._file, line, pairs=kept)


def _line(words: Sequence[tuple[int, str]] | None) -> int:
    return words[0][0] if words else 1


def _excerpt(story: str) -> str:
    """The beginning of a story, for a list: its first sentence, or as much of it as fits."""
    first = _END_OF_SENTENCE.split(story, maxsplit=1)[0]
    if len(first) <= MOST_SUMMARY:
        return first
    return first[: MOST_SUMMARY - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def _names(words: Sequence[tuple[int, str]]) -> list[str]:
    """The names under Personen: before a colon or a bracket on each line, or parted by commas."""
    found = []
    for _, text in words:
        bare = _BULLET.sub("", text)
        name = _AFTER_NAME.split(bare, maxsplit=1)[0]
        found += [name] if name != bare else _BETWEEN.split(bare)
    return [name.strip() for name in found if name.strip()]
