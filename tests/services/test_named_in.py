"""Which words of the lexicon a text speaks of."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app import library
from bot.language.fold import words
from bot.services.library import SHORTEST, Library
from bot.services.ports import House
from tests.journeys.talking import installed

SHELF = library(installed(), House())
NAMES = sorted(
    {name for entry in (*SHELF.lemmas.values(), *SHELF.terms.values()) for name in (entry.title, *entry.aliases)}
)


def one_by_one(shelf: Library, text: str) -> list[str]:
    """The same without an index: every name of every entry is looked for in the text."""
    plain = f" {' '.join(words(text))} "
    every = (*shelf.lemmas.values(), *shelf.terms.values())
    names = {entry.id: [" ".join(words(name)) for name in (entry.title, *entry.aliases)] for entry in every}
    return [entry.id for entry in every if any(len(n) >= SHORTEST and f" {n} " in plain for n in names[entry.id])]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(NAMES), st.sampled_from(["en", "de", "van", "een", "sociaal", "werk", "wijk"])))
)
def test_every_name_that_stands_in_a_text_is_found(parts: list[str]):
    """Titles and other names are found wherever they stand, lemmas first, as when each was looked for by itself."""
    text = " ".join(parts)
    assert SHELF.named_in(text) == one_by_one(SHELF, text)


def test_no_name_no_entry():
    """A text without words of the lexicon names none, and neither does an empty one."""
    assert SHELF.named_in("het regende en de bus was laat") == SHELF.named_in("") == []
