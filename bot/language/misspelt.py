"""Misspellings: whether a word is another one with one slip of the ear or of the thumb.

Words that sound alike (ei and ij, d and t at the end, single and double letters) are the same. Beyond that one letter
may be missing, double, changed places or taken for its neighbour on the keyboard, in words of six letters and more,
never the first. Whether a word is an everyday word itself is for the caller to see: "contract" is no slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.language.slips import is_slip

SHORTEST = 6  # letters of the word that is meant
SHORTEST_TYPED = 5

_HEARD = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"ij|y", "ei"), (r"auw?|ouw?", "ou"), (r"t(?=i[aeo])", "s"), (r"isch", "ies"), (r"dt\b|d\b", "t"),
        (r"th", "t"), (r"qu", "kw"), (r"x", "ks"), (r"z", "s"), (r"v", "f"), (r"c(?=[eiy])", "s"), (r"ch", "g"),
        (r"c", "k"), (r"ie", "i"), (r"(\w)\1+", r"\1"),
    )
)  # fmt: skip


def sound(word: str) -> str:
    """How a word sounds, roughly: words that are often mixed up in writing sound the same."""
    for pattern, put in _HEARD:
        word = pattern.sub(put, word)
    return word


def traces(heard: str) -> Iterator[str]:
    """A sound and what is left of it without one letter but the first: sounds one slip apart share one of these."""
    yield heard
    for place in range(1, len(heard)):
        yield heard[:place] + heard[place + 1 :]


def one_slip(typed: str, meant: str) -> bool:
    """Whether two different sounds are the same but for one slip."""
    from rapidfuzz.distance import OSA  # a start need not wait for it

    if len(meant) < SHORTEST or typed[0] != meant[0] or OSA.distance(typed, meant, score_cutoff=1) > 1:
        return False
    return len(typed) != len(meant) or is_slip(typed, meant)
