"""The table of what people type (queries.tsv), played against the lexicon as it is installed."""

from __future__ import annotations

import pytest

from bot.lexicon.lookup import Lookup
from bot.storage.content import Content, load
from tests.lexicon.table import NOTHING, rows


@pytest.fixture(scope="module")
def content() -> Content:
    """The installed content."""
    return load()


@pytest.fixture(scope="module")
def lookup(content: Content) -> Lookup:
    """The look-up over all of it."""
    return Lookup(content.entries)


def test_the_table_names_entries_that_exist(content: Content):
    """Each expected id is a lemma or a term."""
    known = {entry.id for entry in content.entries}
    assert [row for row in rows() if row.expected != NOTHING and not row.expected <= known] == []


def test_what_is_meant_comes_first(lookup: Lookup):
    """At least 97 in a hundred queries find their entry first, 99 among three, and none is answered wrongly."""
    asked = [row for row in rows() if row.expected != NOTHING]
    found = [(row, lookup.find(row.query)) for row in asked]
    first = [row for row, result in found if {match.id for match in result.matches[:1]} & row.expected]
    among = [row for row, result in found if {match.id for match in result.matches} & row.expected]
    wrong = [row for row, result in found if result.band == "sure" and result.matches[0].id not in row.expected]
    assert len(first) >= 0.97 * len(asked), [row.query for row in asked if row not in first]
    assert len(among) >= 0.99 * len(asked), [row.query for row in asked if row not in among]
    assert wrong == []


def test_unrelated_messages_are_never_answered(lookup: Lookup):
    """Of the unrelated messages none is sure, and few bring a question back."""
    found = {row.query: lookup.find(row.query).band for row in rows() if row.expected == NOTHING}
    assert [query for query, band in found.items() if band == "sure"] == []
    assert sum(band == "probable" for band in found.values()) <= 0.25 * len(found)


def test_every_name_reaches_its_entry(content: Content, lookup: Lookup):
    """Each title and alias is sure, each weak and shared name brings its entry as a choice."""
    for entry in content.entries:
        shared = {name.casefold() for name in entry.shared}
        for name in (entry.title, *entry.aliases):
            found = lookup.find(name)
            assert found.matches[0].id == entry.id or name.casefold() in shared, name
            assert found.band == ("probable" if name.casefold() in shared else "sure"), name
        for name in (*entry.weak, *entry.shared):
            assert entry.id in {match.id for match in lookup.find(name, limit=8).matches} or _owned(content, name), name


def _owned(content: Content, name: str) -> bool:
    """Whether a weak name is another entry's own name, which then wins."""
    return any(name.casefold() in map(str.casefold, (entry.title, *entry.aliases)) for entry in content.entries)
