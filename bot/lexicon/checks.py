"""What can be wrong with the lexicon beyond its form: relations, names claimed twice, lengths. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from bot.fields import Findings, hint
from bot.language.fold import squash
from bot.lexicon.model import Entry, Lemma, Term
from bot.problems import Node, Problem

# Design.md section 12: a bubble is up to 450 characters; the author's line comes under it.
MOST_BUBBLE, MOST_TERM = 420, 300
MOST_SHARED = 3  # as many buttons as fit under "which one do you mean?"


def check(entries: Sequence[Entry], works: Collection[str]) -> list[Problem]:
    """Everything wrong in the lexicon as a whole, given the ids of the works."""
    found = Findings()
    lemmas = {entry.id for entry in entries if isinstance(entry, Lemma)}
    known = {entry.id for entry in entries}
    for entry in entries:
        _refers(found, entry, "N202", [entry.work] if entry.work else [], works)
        if isinstance(entry, Lemma):
            _refers(found, entry, "N502", entry.related, known)
            _length(found, entry, entry.core, MOST_BUBBLE)
            for point in entry.points:
                _length(found, entry, point.text, MOST_BUBBLE)
        elif isinstance(entry, Term):
            _refers(found, entry, "N502", entry.lemmas, lemmas)
            _length(found, entry, entry.text, MOST_TERM)
    _names(found, entries)
    return sorted(found)


def _at(entry: Entry, name: str = "") -> Node:
    return Node("map", entry.file, entry.places.get(name, entry.line))


def _refers(found: Findings, entry: Entry, code: str, used: Iterable[str], known: Collection[str]) -> None:
    for name in used:
        if name not in known or name == entry.id:
            found.note(_at(entry, name), code, id=name, hint=hint(name, sorted(set(known) - {entry.id})))


def _length(found: Findings, entry: Entry, text: str, most: int) -> None:
    if len(text) > most:
        found.note(_at(entry), "N301", length=len(text), most=most)


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
