"""Other ways of finding a name, for benchmarks/lookup.py: each over all names, the best names grouped by entry."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from heapq import nlargest
from importlib.util import find_spec
from typing import Any

from rapidfuzz import fuzz, process

from bot.language.fold import fold, words

Found = list[tuple[float, int]]  # score and place of a name, best first; a score of 0-1, or -1 where there is none
_NAMES = 24  # names looked at; several of them may belong to one entry


class Rival:
    """One way of finding: the ids of the best entries, and the score of the best.

    Args:
        name: how it is called in the table.
        names: every name with the id of its entry.
        near: the best names for a text.
    """

    def __init__(self, name: str, names: Sequence[tuple[str, str]], near: Callable[[str], Found]) -> None:
        self.name, self._ids, self._near = name, [entry for _, entry in names], near

    def find(self, text: str) -> tuple[list[str], float]:
        """The ids of the three best entries and the score of the first, -1 when it has none."""
        found = self._near(text.lower())
        return list(dict.fromkeys(self._ids[place] for _, place in found))[:3], found[0][0] if found else 0.0


def rivals(names: Sequence[tuple[str, str]]) -> Iterator[Rival]:
    """All rivals that are installed; thefuzz and tantivy are development dependencies."""
    lowered = [fold(name) for name, _ in names]  # in lower case, without accents
    yield Rival("rapidfuzz WRatio", names, lambda text: _wratio(text, lowered))
    if find_spec("thefuzz"):
        yield Rival("thefuzz WRatio", names, _thefuzz(lowered))
    yield Rival("difflib", names, lambda text: _difflib(text, lowered))
    yield Rival("SQLite FTS5 trigram", names, _fts5(lowered))
    if find_spec("tantivy"):
        yield Rival("tantivy, distance 2", names, _tantivy(lowered))


def _wratio(text: str, names: Sequence[str]) -> Found:
    near = process.extract(text, names, scorer=fuzz.WRatio, limit=_NAMES)
    return [(score / 100, place) for _, score, place in near]


def _thefuzz(names: Sequence[str]) -> Callable[[str], Found]:
    from thefuzz import process as other

    numbered = dict(enumerate(names))

    def near(text: str) -> Found:
        found = other.extract(text, numbered, limit=_NAMES) if words(text) else []
        return [(score / 100, place) for _, score, place in found]

    return near


def _difflib(text: str, names: Sequence[str]) -> Found:
    matcher: SequenceMatcher[str] = SequenceMatcher(autojunk=False)
    matcher.set_seq2(text)
    scored = []
    for place, name in enumerate(names):
        matcher.set_seq1(name)
        if matcher.real_quick_ratio() > 0.4 and matcher.quick_ratio() > 0.4:
            scored.append((matcher.ratio(), place))
    return nlargest(_NAMES, scored)


def _fts5(names: Sequence[str]) -> Callable[[str], Found]:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE name USING fts5(text, tokenize='trigram')")
    database.executemany("INSERT INTO name(rowid, text) VALUES (?, ?)", enumerate(names))

    def near(text: str) -> Found:
        parts = {text[start : start + 3].replace('"', '""') for start in range(len(text) - 2)}
        if not parts:
            return []
        asked = " OR ".join(f'"{part}"' for part in sorted(parts))
        query = "SELECT rowid FROM name WHERE name MATCH ? ORDER BY rank LIMIT ?"
        return [(-1.0, place) for (place,) in database.execute(query, (asked, _NAMES))]

    return near


def _tantivy(names: Sequence[str]) -> Callable[[str], Found]:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=False)
    builder.add_integer_field("place", stored=True)
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer()
    for place, name in enumerate(names):
        writer.add_document(tantivy.Document(text=name, place=place))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def fuzzy(word: str) -> Any:
        return tantivy.Query.fuzzy_term_query(schema, "text", word, distance=2, transposition_cost_one=True)

    def near(text: str) -> Found:
        found = words(text)
        if not found:
            return []
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, fuzzy(word)) for word in found])
        hits = searcher.search(query, _NAMES).hits
        return [(-1.0, searcher.doc(address)["place"][0]) for _, address in hits]

    return near
