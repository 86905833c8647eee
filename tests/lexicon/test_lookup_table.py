"""The table of what people type (queries.tsv), played against the lexicon as it is installed."""

from __future__ import annotations

from itertools import product

import pytest

from bot.lexicon.lookup import Lookup
from bot.storage.content import load
from bot.storage.content_model import Content
from tests.lexicon.table import NOTHING, rows

TABLES = ("queries", "held_out", "held_out_again")


@pytest.fixture(scope="module")
def content() -> Content:
    """The installed content."""
    return load()


@pytest.fixture(scope="module")
def lookup(content: Content) -> Lookup:
    """The look-up over all of it."""
    return Lookup(content.entries)


@pytest.mark.parametrize("table", TABLES)
def test_the_table_names_entries_that_exist(table: str, content: Content):
    """Each expected id is a lemma or a term."""
    known = {entry.id for entry in content.entries}
    assert [row for row in rows(table) if row.expected != NOTHING and not row.expected <= known] == []


def test_the_tables_have_no_query_in_common():
    """What the look-up was tuned on is not what it is measured by."""
    queries = [row.query.casefold() for table in TABLES for row in rows(table)]
    assert len(queries) == len(set(queries))


@pytest.mark.parametrize("table", TABLES)
def test_what_is_meant_comes_first(table: str, lookup: Lookup):
    """At least 97 in a hundred queries find their entry first, 99 among three; of 200 sure at most one is wrong."""
    asked = [row for row in rows(table) if row.expected != NOTHING]
    found = [(row, lookup.find(row.query)) for row in asked]
    first = [row for row, result in found if {match.id for match in result.matches[:1]} & row.expected]
    among = [row for row, result in found if {match.id for match in result.matches} & row.expected]
    sure = [(row, result) for row, result in found if result.band == "sure"]
    wrong = [row.query for row, result in sure if result.matches[0].id not in row.expected]
    assert len(first) >= 0.97 * len(asked), [row.query for row in asked if row not in first]
    assert len(among) >= 0.99 * len(asked), [row.query for row in asked if row not in among]
    assert len(wrong) <= 0.005 * len(sure), wrong


@pytest.mark.parametrize("table", TABLES)
def test_unrelated_messages_are_never_answered(table: str, lookup: Lookup):
    """Of the unrelated messages none is sure, and at most one in ten brings a question back."""
    found = {row.query: lookup.find(row.query).band for row in rows(table) if row.expected == NOTHING}
    assert [query for query, band in found.items() if band == "sure"] == []
    asked = [query for query, band in found.items() if band == "probable"]
    assert len(asked) <= 0.1 * len(found), asked


QUESTIONS = (
    "wat is {}", "wa is da, {}", "{} wat is dat", "wat betekent {} ook alweer?", "kunde gij mij {} uitleggen",
    "hoi, kan iemand uitleggen wat {} is", "wat wordt er verstaan onder {}", "what is meant by {}", "{}??",
    "wie of wat is {}", "geef een voorbeeld van {}", "ik snap niet wat er met {} bedoeld wordt", "meer weten over {}",
    "wat zegt het boek over {}", "{} in het sociaal werk",
)  # fmt: skip


def test_a_question_finds_what_its_word_finds(content: Content, lookup: Lookup):
    """However it is asked, every lemma's title is answered as when it stands alone."""
    for question, lemma in product(QUESTIONS, content.lemmas.values()):
        found = lookup.find(question.format(lemma.title.lower()))
        assert (found.band, found.matches[0].id) == ("sure", lemma.id), question.format(lemma.title)


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
