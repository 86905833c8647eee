"""From the located trees of YAML files to lemmas, terms and works, with everything that is wrong in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from bot.fields import Fields, Findings
from bot.lexicon.model import POINT_KINDS, Lemma, Point, Reference, Term, Work
from bot.problems import Node, Problem
from bot.texts import say

_T = TypeVar("_T")


def parse_lemma(tree: Node) -> tuple[Lemma, list[Problem]]:
    """Read a lemma's file: the lemma as far as it can be read, and all problems in the order of the file."""
    found = Findings()
    fields = Fields(tree, found)
    added = fields.flag("added")
    lemma = Lemma(
        id=fields.ident("id", required=True),
        title=fields.text("title", required=True),
        aliases=fields.texts("aliases"),
        weak=fields.texts("weak"),
        shared=fields.texts("shared"),
        cluster=fields.text("cluster"),
        authors=fields.texts("authors"),
        work=fields.text("work", required=not added),
        added=added,
        pages=fields.text("pages"),
        core=fields.text("core", required=True),
        points=fields.each("points", lambda node: _point(node, found)),
        questions=fields.texts("questions"),
        related=fields.texts("related"),
        references=fields.each("references", lambda node: _reference(node, found)),
        file=tree.file,
        line=tree.line,
        places=_places(tree, "related"),
    )
    fields.rest()
    return lemma, sorted(found)


def parse_terms(tree: Node) -> tuple[tuple[Term, ...], list[Problem]]:
    """Read a file of terms."""
    return _each(tree, _term)


def parse_works(tree: Node) -> tuple[tuple[Work, ...], list[Problem]]:
    """Read works.yaml."""
    return _each(tree, _work)


def _each(tree: Node, read: Callable[[Node, Findings], _T]) -> tuple[tuple[_T, ...], list[Problem]]:
    found = Findings()
    if tree.kind != "list":
        found.note(tree, "N104", key="bestand", wanted=say("check.list"))
    entries = tuple(read(node, found) for node in tree.items)
    return entries, sorted(found)


def _term(node: Node, found: Findings) -> Term:
    fields = Fields(node, found, "term")
    added = fields.flag("added")
    term = Term(
        id=fields.ident("id", required=True),
        title=fields.text("title", required=True),
        aliases=fields.texts("aliases"),
        weak=fields.texts("weak"),
        shared=fields.texts("shared"),
        text=fields.text("text", required=True),
        work=fields.text("work", required=not added),
        added=added,
        source=fields.text("source"),
        lines=fields.text("lines"),
        lemmas=fields.texts("lemmas"),
        file=node.file,
        line=node.line,
        places=_places(node, "lemmas"),
    )
    fields.rest()
    return term


def _work(node: Node, found: Findings) -> Work:
    fields = Fields(node, found, "work")
    work = Work(
        id=fields.ident("id", required=True),
        title=fields.text("title", required=True),
        authors=fields.texts("authors"),
        year=fields.number("year"),
        publisher=fields.text("publisher"),
        file=node.file,
        line=node.line,
    )
    fields.rest()
    return work


def _point(node: Node, found: Findings) -> Point:
    fields = Fields(node, found, "points")
    point = Point(fields.choice("kind", POINT_KINDS), fields.text("text", required=True), fields.text("lines"))
    fields.rest()
    return point


def _reference(node: Node, found: Findings) -> Reference:
    fields = Fields(node, found, "references")
    reference = Reference(fields.text("author"), fields.text("year"), fields.text("title", required=True))
    fields.rest()
    return reference


def _places(node: Node, refers: str) -> dict[str, int]:
    """The line of each name and of each id that the entry refers to."""
    found: dict[str, int] = {}
    for key in ("title", "aliases", "weak", "shared", refers):
        value = node.get(key)
        if value is not None:
            scalars = value.items if value.kind == "list" else (value,)
            found |= {item.text.strip(): item.line for item in scalars if item.kind == "scalar"}
    return found
