"""Slips: which letters a thumb or an ear takes for each other."""

from __future__ import annotations

from itertools import pairwise

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_HEARD = ("dt", "ck", "ks", "sz", "fv", "gh", "ei", "iy", "mn", "bp")


def _confused() -> frozenset[str]:
    beside = {left + right for row in _ROWS for left, right in pairwise(row)}
    for upper, lower in pairwise(_ROWS):
        for place, letter in enumerate(lower):
            beside |= {letter + above for above in upper[place : place + 2]}
    pairs = beside | set(_HEARD)
    return frozenset(pairs | {pair[::-1] for pair in pairs})


_CONFUSED = _confused()


def is_slip(typed: str, meant: str) -> bool:
    """Whether words of one length differ only in letters that are confused or changed places.

    "prezentie" is a slip for "presentie"; "preventie" is another word.
    """
    places = [place for place, (one, other) in enumerate(zip(typed, meant, strict=True)) if one != other]
    if len(places) == 2 and places[1] == places[0] + 1:
        first, second = places
        if typed[first] == meant[second] and typed[second] == meant[first]:
            return True
    return all(typed[place] + meant[place] in _CONFUSED for place in places)
