"""Many patterns over one sentence, as fast as the few that can match: a sieve before the regular expressions.

Python's `re` tries each alternative at each word, and nearly none can match. So of each pattern it is read once which
words it cannot do without, place by place ("wil" or "wilde" or words that begin with "wens"); a sentence that lacks a
place is passed over without asking `re`. What is found is what one expression with all patterns as alternatives finds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, reduce
from itertools import accumulate
from operator import or_
from typing import NamedTuple

_LETTERS = re.compile(r"[a-z]*")
_WORD = re.compile(r"[a-z]+")
_OPTIONAL = ("?", "*", "{")
_PLAIN = re.compile(r"[a-z]+|\([a-z|]+\)")


def _parts(text: str, sign: str) -> list[str]:
    """The text parted at a sign outside brackets; a space before a question mark is one that may fail: it parts not."""
    parts, depth, begin = [], 0, 0
    for place, one in enumerate(text):
        depth += (one in "([") - (one in ")]")
        if one == sign and not depth and text[place + 1 : place + 2] != "?":
            parts.append(text[begin:place])
            begin = place + 1
    return [*parts, text[begin:]]


def _closing(text: str) -> int:
    """The place of the bracket that closes the one the text begins with."""
    depth = 0
    for place, one in enumerate(text):
        depth += (one == "(") - (one == ")")
        if not depth:
            return place
    return len(text)


def _beginnings(text: str) -> set[str]:
    """With which letters a match of this part begins; one of them is empty where that cannot be told."""
    if len(parts := _parts(text, "|")) > 1:
        return set().union(*map(_beginnings, parts))
    if text.startswith("("):
        end = _closing(text)
        inner, after = text[1:end], text[end + 1 :]
        if inner.startswith("?"):
            return {""}
        if after.startswith(_OPTIONAL):
            return _beginnings(inner) | (_beginnings(after[1:]) if after[0] != "{" else {""})
        return _beginnings(inner)
    letters = _LETTERS.match(text)[0]  # type: ignore[index]
    return {letters[:-1] if text[len(letters) :].startswith(_OPTIONAL) else letters}


def _choices(part: str) -> frozenset[str]:
    if _PLAIN.fullmatch(part):
        return frozenset(_WORD.findall(part))
    beginnings = _beginnings(part)
    return frozenset(f"{letters}*" for letters in beginnings) if all(beginnings) else frozenset()


def places(line: str) -> list[frozenset[str]]:
    """The words that a match of a line cannot do without: per place the choices, "*" after those that only begin so.

    Args:
        line: a pattern of words parted by single spaces, in lower case; `_` and `__` let words pass.

    Returns:
        The places in order; without choices where these cannot be told.
    """
    return [_choices(part) for part in _parts(line, " ")]


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    """Compiled when it is first needed: most never are."""
    return re.compile(rf"(?<![^ ])(?:{expression})(?![^ ])")


class _Line(NamedTuple):
    group: str
    expression: str
    need: int  # the bits of its places
    first: int  # the bit of the place that it begins with; 0 where that cannot be told


class Sieve:
    """Groups of patterns in order, with for each pattern the words that it cannot do without."""

    def __init__(self, groups: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """Per group its lines: each as it is written, and as the regular expression that it stands for."""
        self._lines: list[_Line] = []
        self._bits: dict[str, int] = defaultdict(int)
        self._leads: dict[str, set[int]] = defaultdict(set)  # by a word of its rarest place: the line's number
        self._always: set[int] = set()
        self._places: dict[frozenset[str], int] = {frozenset(): 0}
        for group, lines in groups.items():
            for line, expression in lines:
                self._add(group, expression, places(line))
        self._of = lru_cache(maxsize=8192)(self._looked_up)

    def _add(self, group: str, expression: str, wanted: Sequence[frozenset[str]]) -> None:
        number = len(self._lines)
        bits = [self._bit(choices) for choices in wanted]
        self._lines.append(_Line(group, expression, reduce(or_, bits), bits[0]))
        told = [choices for choices in wanted if choices]
        if not told:
            self._always.add(number)
            return
        for choice in max(told, key=lambda choices: (min(map(len, choices)), -len(choices))):
            self._leads[choice].add(number)

    def _bit(self, choices: frozenset[str]) -> int:
        """The bit of a place; lines share the places that are the same."""
        if choices not in self._places:
            bit = self._places[choices] = 1 << len(self._places)
            for choice in choices:
                self._bits[choice] |= bit
        return self._places[choices]

    def _looked_up(self, word: str) -> tuple[int, frozenset[int]]:
        """The places that a word fills, and the lines of which it fills the rarest."""
        names = [word, *(f"{word[:end]}*" for end in range(1, len(word) + 1))]
        bits = reduce(or_, (self._bits.get(name, 0) for name in names))
        return bits, frozenset().union(*(self._leads.get(name, ()) for name in names))

    def _able(self, words: Sequence[tuple[int, frozenset[int]]]) -> list[_Line]:
        """The lines that have a word at each place, in order."""
        has = reduce(or_, [bits for bits, _ in words])
        numbers = sorted(self._always.union(*[leads for _, leads in words]))
        return [line for line in map(self._lines.__getitem__, numbers) if line.need & has == line.need]

    def find(self, sentence: str) -> Iterator[tuple[str, re.Match[str]]]:
        """Per group what one expression with all its patterns as alternatives would find.

        Args:
            sentence: words parted by single spaces.
        """
        words = sentence.split(" ")
        known = [self._of(word) for word in words]
        starts = list(accumulate([len(word) + 1 for word in words], initial=0))
        matches: dict[str, list[re.Match[str]]] = defaultdict(list)
        for group, expression, _, first in self._able(known):
            begin_at = _compiled(expression).match
            begins = [start for start, (bits, _) in zip(starts, known, strict=False) if bits & first or not first]
            matches[group] += filter(None, [begin_at(sentence, start) for start in begins])
        for group, found in matches.items():
            for match in _leftmost(found):
                yield group, match


def _leftmost(found: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The leftmost, of these the first; then on behind it."""
    place = 0
    for match in sorted(found, key=lambda match: match.start()):
        if match.start() >= place:
            yield match
            place = match.end()
