"""Every word of every Dutch text that people read, with its place: dialogues, lexicon, sentences, guides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.problems import Node
from bot.storage.content_files import TEST_ENDING
from bot.storage.trees import read_tree

ROOT = Path(__file__).parents[2]
# What stands under these keys is an id, a name, a figure, or what a person may type in any spelling.
_NOT_READ = frozenset({
    "id", "kind", "work", "lines", "page", "pages", "level", "themes", "was", "to", "recall", "days", "item", "words",
    "aliases", "weak", "shared", "related", "lemmas", "references", "authors", "persons", "other", "help", "dialogue",
    "read", "place", "year", "cluster", "forms", "form", "publisher",
})  # fmt: skip
_NAMES = frozenset({"authors", "persons", "author", "publisher"})
_DOCS = ("README.md", "docs/oefeningen.md", "docs/woordenlijst.md", "docs/handleiding/*.md", "docs/meldingen/*.md")
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:['’-][^\W\d_]+)*(?!\w)")
_KEY, _SLOT = re.compile(r"^\w+ = "), re.compile(r"\{\w+\}")
# Code, where a link leads, addresses and paths, files, options.
_NO_TEXT = re.compile(
    r"`[^`]*`|<[^>]*>|\]\([^)]*\)|[^\s\[\]()]*/[^\s\[\]()]+|\b[\w-]+\.(?:yaml|yml|md|json|toml|txt|nl|org)\b|(?<!\S)--?\w\S*"
)


@dataclass(frozen=True, order=True)
class Word:
    """A word where it stands."""

    file: str
    line: int
    text: str


def words(root: Path = ROOT) -> Iterator[Word]:
    """Every word that people read, without markup; apostrophes are straight, a single letter is no word."""
    for path in _content(root):
        yield from _yaml(path, _shown(path, root))
    for path in sorted((root / "bot" / "texts").glob("*.toml")):
        if path.name == "lookup.toml":  # what people type, in English too; nobody reads it
            continue
        yield from _lines(_shown(path, root), _toml(path))
    for pattern in _DOCS:
        for path in sorted(root.glob(pattern)):
            yield from _lines(_shown(path, root), _markdown(path))


def names(root: Path = ROOT) -> frozenset[str]:
    """The words in the names of persons and authors that the content itself gives."""
    found: set[str] = set()
    for path in _content(root):
        tree, _ = read_tree(path.read_bytes(), path.name)
        found |= {word for node in _scalars(tree, only=_NAMES) for word in _found(node.text)} if tree else set()
    return frozenset(found)


def _content(root: Path) -> Iterator[Path]:
    for folder in ("dialogues", "lexicon", "bot/authoring/templates"):
        for path in sorted((root / folder).rglob("*.yaml")):
            if not path.name.endswith(TEST_ENDING):
                yield path


def _found(text: str) -> list[str]:
    return [word.replace("’", "'") for word in _WORD.findall(text) if len(word) > 1]


def _yaml(path: Path, shown: str) -> Iterator[Word]:
    """The words of each scalar that people read; a scalar may go on over more lines of the file."""
    tree, _ = read_tree(path.read_bytes(), shown)
    written = path.read_text(encoding="utf-8").replace("’", "'").split("\n")
    for node in _scalars(tree) if tree else ():
        number = node.line
        for word in _found(node.text):
            number = next((n for n in range(number, len(written) + 1) if word in written[n - 1]), number)
            yield Word(node.file, number, word)


def _scalars(node: Node, only: frozenset[str] = frozenset(), inside: bool = False) -> Iterator[Node]:
    """The scalars that people read; with `only`, those under these keys."""
    if node.kind == "scalar" and (inside or not only):
        yield node
    for item in node.items:
        yield from _scalars(item, only, inside)
    for key, _, value in node.pairs:
        if only or key not in _NOT_READ:
            yield from _scalars(value, only, inside or key in only)


def _lines(shown: str, texts: Iterator[str]) -> Iterator[Word]:
    for number, text in enumerate(texts, 1):
        for word in _found(_NO_TEXT.sub(" ", text).replace("*", "")):
            yield Word(shown, number, word)


def _toml(path: Path) -> Iterator[str]:
    """The sentences of a file; not its comments, nor its lists of what people may type (`hoi|hey`)."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        told = not line.startswith("#") and "|" not in line
        yield _SLOT.sub(" ", _KEY.sub("", line)).replace("\\n", " ") if told else ""


def _markdown(path: Path) -> Iterator[str]:
    fenced = False
    for line in path.read_text(encoding="utf-8").split("\n"):
        mark = line.startswith("```")
        fenced ^= mark
        coded = path.name == "woordenlijst.md" and line.startswith("| ")  # its first column holds names in the code
        yield "" if fenced or mark else line.split("|", 2)[2] if coded else line


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()
