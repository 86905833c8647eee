"""Everyday words: who types one of them meant that word, and no slip of another ("start" is not "smart")."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from bot.language.forms import PARTICLES, keys
from bot.language.ordinary import ordinary

_SHORTEST = 3  # letters that are left of a word without its ending
_ENDINGS = ("en", "e", "s", "t", "je", "jes", "tje", "tjes")  # and -n after -e
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
    """Whether two folded words are forms of one word that begin alike ("mijdt" and "mijden")."""
    return one == other or (one[:2] == other[:2] and not keys(one).isdisjoint(keys(other)))


def _form(word: str) -> bool:
    return len(word) > _SHORTEST and (_known(word) or _inflected(word))


def _known(word: str) -> bool:
    return ordinary(word) or word in _listed()


def _inflected(word: str) -> bool:
    ends = [len(ending) for ending in _ENDINGS if word.endswith(ending)] + [1] * word.endswith("en")
    return any(_known(word[:-length]) for length in ends if len(word) - length >= _SHORTEST)
