"""Everyday words: who types one of them meant that word, and no slip of another ("start" is not "smart")."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from bot.language.forms import PARTICLES, keys
from bot.language.ordinary import ordinary

_SHORTEST = 3  # letters that are left of a word without its ending
_ENDING = re.compile(r"(?:en|e|(?<=e)n|s|t|jes?|tjes?)$")
_PARTICLE = re.compile("|".join(sorted(PARTICLES, key=len, reverse=True)))


@cache
def _listed() -> frozenset[str]:
    """The words of daily.txt, read once."""
    text = resources.files(__package__).joinpath("daily.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def everyday(word: str) -> bool:
    """Whether a folded word is an everyday one: listed, a regular form of one, a separable verb of one, or a number."""
    if not word.isalpha() or _known(word):
        return True
    particle = _PARTICLE.match(word)
    return _inflected(word) or (particle is not None and _form(word[particle.end() :]))


def same_word(one: str, other: str) -> bool:
    """Whether two folded words are forms of one word that begin alike ("rituele" and "ritueel")."""
    return one == other or (one[:2] == other[:2] and not keys(one).isdisjoint(keys(other)))


def _form(word: str) -> bool:
    return len(word) > _SHORTEST and (_known(word) or _inflected(word))


def _known(word: str) -> bool:
    return ordinary(word) or word in _listed()


def _inflected(word: str) -> bool:
    bare = _ENDING.sub("", word)
    return bare != word and len(bare) >= _SHORTEST and _known(bare)
