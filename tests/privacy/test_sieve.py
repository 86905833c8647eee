"""The sieve finds what one expression with all lines as alternatives finds."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.privacy import care
from bot.privacy.sieve import Sieve, places
from tests.privacy.labelled import sentences

PARTS = (*((group, "lines") for group in care.GROUPS), ("topic", "suicide"), ("topic", "violence"), ("benign", "lines"))
WORDS = sorted({word for row in sentences() for word in re.findall(r"[^\W_]+", row.text.casefold())})
LINES = [line for part in PARTS for line, _ in care.lines(*part)]


@cache
def one(part: tuple[str, str]) -> re.Pattern[str]:
    """All lines of a part as the alternatives of one expression."""
    every = "|".join(expression for _, expression in care.lines(*part))
    return re.compile(rf"(?<![^ ])(?:{every})(?![^ ])")


@cache
def sieve(part: tuple[str, str]) -> Sieve:
    """The sieve of a part."""
    return Sieve({"": care.lines(*part)})


def agree(text: str) -> None:
    """Both find the same places in a sentence."""
    for part in PARTS:
        wanted = [found.span() for found in one(part).finditer(text)]
        assert [found.span() for _, found in sieve(part).find(text)] == wanted, (part, text)


def plain(text: str) -> str:
    """Words parted by single spaces, as the check reads a sentence."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def test_the_table_gives_the_same():
    """On each sentence of the table both find the same places."""
    for row in sentences():
        agree(plain(row.text))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30))
def test_a_mix_of_words_gives_the_same(words: list[str]):
    """On words of the table in any order both find the same places."""
    agree(" ".join(words))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([row.text for row in sentences()]), min_size=2, max_size=4), st.data())
def test_pieces_of_sentences_give_the_same(texts: list[str], data: st.DataObject):
    """On pieces of several sentences behind each other both find the same places."""
    pieces = []
    for words in (plain(text).split() for text in texts):
        start = data.draw(st.integers(0, len(words) - 1))
        pieces += words[start : data.draw(st.integers(start + 1, len(words)))]
    agree(" ".join(pieces))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(LINES), st.data())
def test_what_a_line_matches_has_the_words_it_cannot_do_without(line: str, data: st.DataObject):
    """A text made from a line is not passed over."""
    expression = dict(pair for part in PARTS for pair in care.lines(*part))[line]
    text = data.draw(st.from_regex(re.compile(rf"(?:{expression})", re.ASCII), fullmatch=True))
    whole = re.compile(rf"(?<![^ ])(?:{expression})(?![^ ])").search(text)
    assert bool(list(Sieve({"": [(line, expression)]}).find(text))) == bool(whole)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("wil dood", [{"wil"}, {"dood"}]),
        ("(wil|wens\\w*) _ dood( gaan)?", [{"wil*", "wens*"}, set(), {"dood*"}]),
        ("zelf ?moord", [{"zelf*"}]),
        ("(de |het )?huis", [{"de*", "het*", "huis*"}]),
        ("suiciede? (?!niet)", [{"suicied*"}, set()]),
        ("(\\w+ )?wel schieten", [set(), {"schieten"}]),
        ("[0-9]+ pillen", [set(), {"pillen"}]),
    ],
)
def test_the_words_a_line_cannot_do_without(line: str, wanted: list[set[str]]):
    """Read from the line itself: choices per place, and none where these cannot be told."""
    assert [set(choices) for choices in places(line)] == wanted


def test_a_line_is_a_row_of_words():
    """No line is a choice between whole lines: that would be read as one row of words."""
    for line in LINES:
        depth = 0
        for sign in line:
            depth += (sign in "([") - (sign in ")]")
            assert depth or sign != "|", line
