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


def places(line: str) -> list[frozenset[str]]:
    """The words that a match of a line cannot do without: per place the choices, "*" after those that only begin so.

    Args:
        line: a pattern of words parted by single spaces, in lower case; `_` and `__` let words pass.
    """
    found = []
    for part in _parts(line, " "):
        if _PLAIN.fullmatch(part):
            found.append(frozenset(_WORD.findall(part)))
        elif all(beginnings := _beginnings(part)):
            found.append(frozenset(f"{letters}*" for letters in beginnings))
    return found


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    """Compiled when it is first needed: most never are."""
    return re.compile(rf"(?<![^ ])(?:{expression})(?![^ ])")


class _Line(NamedTuple):
    group: str
    expression: str
    all_bits: int
    bits: tuple[int, ...]  # of its places, in order


class Sieve:
    """Groups of patterns in order, with for each pattern the words that it cannot do without."""

    def __init__(self, groups: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """Per group its lines: each as it is written, and as the regular expression that it stands for."""
        self._patterns: list[_Line] = []
        self._bits: dict[str, int] = defaultdict(int)
        self._leads: dict[str, set[int]] = defaultdict(set)  # by a word of its rarest place: the pattern's number
        self._always: set[int] = set()
        self._places: dict[frozenset[str], int] = {}
        for group, lines in groups.items():
            for line, expression in lines:
                self._add(group, expression, places(line))
        self._of = lru_cache(maxsize=8192)(self._looked_up)

    def _add(self, group: str, expression: str, wanted: Sequence[frozenset[str]]) -> None:
        number = len(self._patterns)
        bits = tuple(map(self._bit, wanted))
        self._patterns.append(_Line(group, expression, reduce(or_, bits, 0), bits))
        if not wanted:
            self._always.add(number)
            return
        for choice in max(wanted, key=lambda choices: (min(map(len, choices)), -len(choices))):
            self._leads[choice].add(number)

    def _bit(self, choices: frozenset[str]) -> int:
        """The bit of a place; patterns share the places that are the same."""
        if choices not in self._places:
            bit = self._places[choices] = 1 << len(self._places)
            for choice in choices:
                self._bits[choice] |= bit
        return self._places[choices]

    def _looked_up(self, word: str) -> tuple[int, frozenset[int]]:
        """The places that a word fills, and the patterns of which it fills the rarest."""
        names = [word, *(f"{word[:end]}*" for end in range(1, len(word) + 1))]
        bits = 0
        for name in names:
            bits |= self._bits.get(name, 0)
        return bits, frozenset().union(*(self._leads.get(name, ()) for name in names))

    def _able(self, sentence: str) -> dict[str, list[re.Pattern[str]]]:
        """Per group, in order, the patterns that have a word at each place, one behind the other."""
        row, numbers = [], set(self._always)
        for word in sentence.split(" "):
            filled, leads = self._of(word)
            row.append(filled)
            numbers |= leads
        lacks = ~reduce(or_, row)
        able: dict[str, list[re.Pattern[str]]] = {}
        for group, expression, all_bits, bits in map(self._patterns.__getitem__, sorted(numbers)):
            if not all_bits & lacks and _in_order(row, bits):
                able.setdefault(group, []).append(_compiled(expression))
        return able

    def find(self, sentence: str) -> Iterator[tuple[str, re.Match[str]]]:
        """Per group what one expression with all its patterns as alternatives would find.

        Args:
            sentence: words parted by single spaces.
        """
        for group, patterns in self._able(sentence).items():
            for found in _leftmost(sentence, patterns):
                yield group, found


def _in_order(row: Iterable[int], wanted: Iterable[int]) -> bool:
    """Whether there is a word for each place, one behind the other."""
    behind = iter(row)
    return all(any(bit & bits for bits in behind) for bit in wanted)


def _leftmost(sentence: str, patterns: Sequence[re.Pattern[str]]) -> Iterator[re.Match[str]]:
    """What is found leftmost, by the first of the patterns that find something there; and so on behind it."""
    coming = [(pattern, pattern.search(sentence)) for pattern in patterns]
    place = 0
    while matches := [found for _, found in coming if found]:
        first = min(matches, key=lambda found: found.start())
        yield first
        place = first.end()
        coming = [
            (pattern, found if found.start() >= place else pattern.search(sentence, place))
            for pattern, found in coming
            if found
        ]
