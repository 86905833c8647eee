"""What can be wrong with the lexicon beyond its form: relations, sources, names claimed twice, lengths. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from bot.fields import Findings, hint
from bot.language.fold import squash
from bot.lexicon.model import Entry, Lemma, Term
from bot.problems import Node, Problem

# Design.md section 12: a bubble is up to 450 characters; the author's line comes under it.
MOST_BUBBLE, MOST_TERM = 420, 300
MOST_SHARED = 3  # as many buttons as fit under "which one do you mean?"


def check(
    entries: Sequence[Entry],
    works: Collection[str] | None,
    trees: Mapping[str, Node] | None = None,
    unread: Collection[str] | None = (),
) -> list[Problem]:
    """Everything wrong in the lexicon as a whole.

    Args:
        entries: all lemmas and terms.
        works: the ids of the works; None when they are unknown because works.yaml could not be read.
        trees: the located trees of the files, by the path that is shown; for the lines of texts and what is missing.
        unread: ids of lemmas whose files could not be read; None when a file of terms could not be.
    """
    found = Findings()
    lemmas = {entry.id for entry in entries if isinstance(entry, Lemma)} | set(unread or ())
    known = None if unread is None else lemmas | {entry.id for entry in entries}
    for entry in entries:
        node = _written(entry, trees or {})
        _work(found, entry, node, works)
        if isinstance(entry, Lemma):
            _refers(found, entry, entry.related, known)
            _length(found, _part(node, "core"), entry.core, MOST_BUBBLE)
            for number, point in enumerate(entry.points):
                _length(found, _part(node, "points", number), point.text, MOST_BUBBLE)
        elif isinstance(entry, Term):
            _refers(found, entry, entry.lemmas, None if unread is None else lemmas)
            _length(found, _part(node, "text"), entry.text, MOST_TERM)
    _names(found, entries)
    return sorted(found)


def _written(entry: Entry, trees: Mapping[str, Node]) -> Node:
    """The mapping that an entry was read from; one of several in a file is known by its line."""
    tree = trees.get(entry.file)
    nodes = () if tree is None else (tree, *tree.items)
    return next((node for node in nodes if node.kind == "map" and node.line == entry.line), _at(entry))


def _part(node: Node, key: str, number: int | None = None) -> Node:
    value = node.get(key)
    if value is None:
        return node
    return value.items[number] if number is not None and number < len(value.items) else value


def _work(found: Findings, entry: Entry, node: Node, works: Collection[str] | None) -> None:
    """The work exists, and it is told where in it the entry comes from."""
    if not entry.work:
        return
    if works is not None and entry.work not in works:
        found.note(_part(node, "work"), "N202", id=entry.work, hint=hint(entry.work, sorted(works)))
    key, where = ("pages", entry.pages) if isinstance(entry, Lemma) else ("source", getattr(entry, "source", ""))
    value = node.get(key)
    if not where and node.pairs and (value is None or value.kind == "scalar"):
        found.note(_part(node, "work"), "N213", key=key)


def _at(entry: Entry, name: str = "") -> Node:
    return Node("map", entry.file, entry.places.get(name, entry.line))


def _refers(found: Findings, entry: Entry, used: Iterable[str], known: Collection[str] | None) -> None:
    for name in used:
        if name == entry.id:
            found.note(_at(entry, name), "N507", id=name)
        elif name and known is not None and name not in known:
            found.note(_at(entry, name), "N502", id=name, hint=hint(name, sorted(set(known) - {entry.id})))


def _length(found: Findings, node: Node, text: str, most: int) -> None:
    if len(text) > most:
        found.note(node, "N301", length=len(text), most=most)


def _names(found: Findings, entries: Sequence[Entry]) -> None:
    owners: dict[str, Entry] = {}
    for entry in entries:
        for name in _own_names(found, entry):
            other = owners.setdefault(squash(name), entry)
            if other is not entry:
                found.note(_at(entry, name), "N501", alias=name, other=other.id)
    _shared(found, entries, owners)


def _own_names(found: Findings, entry: Entry) -> Iterator[str]:
    """The names that only this entry claims; a name that stands twice or has no letters is noted."""
    seen: set[str] = set()
    if squash(entry.title) in map(squash, entry.shared):  # a title may be shared as well
        owned: tuple[str, ...] = entry.aliases
    else:
        owned = (entry.title, *entry.aliases)
    for number, name in enumerate((*owned, *entry.weak, *entry.shared)):
        key = squash(name)
        if not key or key in seen:
            found.note(_at(entry, name), "N503" if key else "N506", alias=name)
        elif number < len(owned):
            yield name
        seen.add(key)


def _shared(found: Findings, entries: Sequence[Entry], owners: dict[str, Entry]) -> None:
    claims: dict[str, list[tuple[Entry, str]]] = {}
    for entry in entries:
        for name in entry.shared:
            claims.setdefault(squash(name), []).append((entry, name))
    for key, claimed in claims.items():
        for entry, name in claimed:
            if key in owners:
                found.note(_at(entry, name), "N501", alias=name, other=owners[key].id)
            elif len(claimed) == 1:
                found.note(_at(entry, name), "N504", alias=name)
            elif len(claimed) > MOST_SHARED:
                found.note(_at(entry, name), "N505", alias=name, count=len(claimed), most=MOST_SHARED)
