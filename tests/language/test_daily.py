"""Everyday words and forms of one word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.daily import everyday, same_word


@pytest.mark.parametrize(
    "word", ["pizza", "presentje", "treinen", "katjes", "terugbellen", "start", "12", "de", "ziekenhuis"]
)
def test_words_of_daily_life_are_known(word: str):
    """Listed words, their forms and separable verbs, and figures are everyday."""
    assert everyday(word)


@pytest.mark.parametrize("word", ["eenzamheid", "vertrouwn", "wederkerigeid", "outreachen", "snv", "ekc"])
def test_slips_and_words_of_the_field_are_not(word: str):
    """A slip of the thumb, an abbreviation and a foreign word of the field are no everyday words."""
    assert not everyday(word)


def test_forms_of_one_word_are_told_from_other_words():
    """Forms share a stem; words that merely look alike do not."""
    assert same_word("netwerken", "netwerk")
    assert same_word("mijdt", "mijden")
    assert not same_word("komen", "koken")
    assert not same_word("verhuizing", "verzuiling")


@given(st.text(max_size=30))
def test_any_text_is_everyday_or_not(text: str):
    """Whatever a word is, the answer is yes or no, and a word is a form of itself."""
    assert everyday(text) in (True, False)
    assert same_word(text, text)
