"""Likeness: how much a text is like what people wrote when somebody was in danger, and where in it that shows most.

A linear model (logistic regression) over words, pairs of words that stand near each other, and pieces of words. Words
are compared by their stems. The weights were learned from sentences that many wrote apart from each other: benchmarks/
care_training.py makes likeness.bin (a signed byte per bucket of features) and likeness.toml from tests/privacy/care.tsv
and care_many.tsv. Nothing of a text is kept.
"""

from __future__ import annotations

import tomllib
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import sqrt
from zlib import crc32

import Stemmer

BUCKETS = 1 << 17
STOP = "."  # stands between sentences
NEAR = 4  # words onward with which a word makes a pair
PIECES = (4, 5)  # letters of a piece of a word, its begin and end counted as one each
MOST = 45  # words that are looked at together: those it learned from are no longer
_FEWEST = 3  # words from which on likeness alone asks
_CERTAIN = 6  # words from which on a phrase may be taken to mean something else
_OVERLAP = 15
_SHOWN = 8  # words of the place that shows it most


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much words are like those of danger; more than 0 is more like than not.

    Args:
        score: the logarithm of the odds.
        start: number of the first word of the place that shows it most, and
        end: of the word after its last.
        length: how many words were looked at.
    """

    score: float
    start: int
    end: int
    length: int

    def asks(self, ask: float) -> bool:
        """Whether it asks from this score on, without a phrase."""
        return self.score > ask and self.length >= _FEWEST

    def lets_pass(self, doubt: float) -> bool:
        """Whether a phrase in these words is taken to mean something else, up to this score."""
        return self.score <= doubt and self.length >= _CERTAIN


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned.

    Args:
        buckets: a weight for each, in steps of
        step: and
        base: what a text without features would score.
        ask: the score from which the care question is asked.
        fiction: the same, where people who were made up are written about.
        doubt: the score up to which a phrase is taken to mean something else.
    """

    buckets: array[int]
    step: float
    base: float
    ask: float
    fiction: float
    doubt: float


@cache
def weights() -> Weights:
    """The weights that belong to this version."""
    here = resources.files(__package__)
    told = tomllib.loads(here.joinpath("likeness.toml").read_text(encoding="utf-8"))
    buckets = array("b", here.joinpath("likeness.bin").read_bytes())
    return Weights(buckets, told["step"], told["base"], told["ask"], told["fiction"], told["doubt"])


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("dutch_porter", 0)  # it keeps no words: they may be a person's


def features(words: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """The features of a text: a bucket, and the numbers of the two words that it comes from (twice the same one)."""
    stems = ["^", *_stemmer().stemWords(list(words)), "$"]
    last = len(words) - 1
    for place, stem in enumerate(stems):
        if 0 < place <= last + 1:
            yield _bucket(stem), place - 1, place - 1
        for other in range(place + 1, min(place + 1 + NEAR, len(stems))):
            joined = " " if other == place + 1 else "~"
            yield _bucket(f"{stem}{joined}{stems[other]}"), max(place - 1, 0), min(other - 1, last)
    for place, word in enumerate(words):
        for piece in _pieces(word):
            yield _bucket(piece), place, place


def _pieces(word: str) -> Iterator[str]:
    whole = f"<{word}>"
    for length in PIECES:
        for start in range(len(whole) - length + 1):
            yield f"#{whole[start : start + length]}"


def _bucket(feature: str) -> int:
    return crc32(feature.encode()) & (BUCKETS - 1)


def likeness(words: Sequence[str]) -> Likeness:
    """How much words, in lower case and at least one, are like those of danger."""
    learned = weights()
    found = list(features(words))
    buckets = {bucket for bucket, _, _ in found}
    total = sum(learned.buckets[bucket] for bucket in buckets)
    score = learned.base + learned.step * total / sqrt(len(buckets))
    if score <= learned.ask:
        return Likeness(score, 0, len(words), length(words))
    start = _most_telling(found, learned, len(words))
    return Likeness(score, start, min(start + _SHOWN, len(words)), length(words))


def length(words: Sequence[str]) -> int:
    """How many words there are, without numbers, stops and single letters."""
    return sum(len(word) > 1 and word.isalpha() for word in words)


def _most_telling(found: Sequence[tuple[int, int, int]], learned: Weights, length: int) -> int:
    """The number of the first of a few words that weigh most together."""
    told, seen = [0.0] * length, set[int]()
    for bucket, one, other in found:
        if bucket not in seen:
            seen.add(bucket)
            told[one] += learned.buckets[bucket] / 2
            told[other] += learned.buckets[bucket] / 2
    starts = range(max(length - _SHOWN, 0) + 1)
    return max(starts, key=lambda start: sum(told[start : start + _SHOWN]))


def stretches(length: int) -> Iterator[range]:
    """Parts of a long text that overlap, each no longer than what the model learned from; the whole of a short one."""
    for start in range(0, max(length - _OVERLAP, 1), MOST - _OVERLAP):
        yield range(start, min(start + MOST, length))
