"""Recognising words in a text: by Dutch stem, as a part of a compound, as a phrase.

The stems are those of the Dutch Porter stemmer (PyStemmer's `dutch_porter`): the newer `dutch` strips ge- and
so reads "wel" in "geweld". A compound is recognised when it begins or ends with the word's stem
and what is left could be a word of its own (at least three letters): "huurschuld" holds "schuld", "gelden" is not
needed for "geld". It looks at words only, so it says nothing about what somebody meant.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

import Stemmer

from bot.language.fold import words

SHORTEST_PART = 4  # letters; shorter words ("oma", "ggz") count only as whole words
SHORTEST_REST = 3


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("dutch_porter")


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The stem of one folded word."""
    return str(_stemmer().stemWord(word))


def _same_or_part(token: str, wanted: str) -> bool:
    stemmed, sought = stem(token), stem(wanted)
    if token == wanted or stemmed == sought:
        return True
    if len(sought) < SHORTEST_PART or len(token) < len(sought) + SHORTEST_REST:
        return False
    return token.startswith(wanted) or token.endswith(wanted) or stemmed.startswith(sought) or stemmed.endswith(sought)


class Recogniser:
    """The words of one text, ready to be searched."""

    def __init__(self, text: str) -> None:
        self._tokens = words(text)

    def first(self, wanted: Iterable[str]) -> int:
        """The place (0 = first word) of the earliest of the wanted words or phrases in the text, or -1."""
        places = [place for place in map(self._place, wanted) if place >= 0]
        return min(places, default=-1)

    def _place(self, phrase: str) -> int:
        sought = words(phrase)
        for start in range(len(self._tokens) - len(sought) + 1):
            if sought and all(_same_or_part(self._tokens[start + i], word) for i, word in enumerate(sought)):
                return start
        return -1
