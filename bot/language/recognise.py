"""Recognising words in a text: in any form, as a part of a compound, as a phrase, with a small misspelling.

It looks at words only, so it says nothing about what somebody meant: "geen geld" holds "geld". What the author
seeks is made ready once (`bot.language.sought`); a text is read once and then searched as often as needed. Nothing of
a text is kept after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from bot.language.compounds import SHORTEST_PART, has_part
from bot.language.fold import fold
from bot.language.forms import clash, is_everyday, is_whole, keys
from bot.language.misspelt import SHORTEST_TYPED, one_slip, sound, traces
from bot.language.sought import Sought, Unit, Word, ready
from bot.language.wordlists import listed

MOST_BETWEEN = 3  # small words between the parts of a phrase
MOST_PARTED = 7  # words between a verb and its particle
SHORTEST_COMPOUND = 7

_LINE = re.compile(r"[\n\r]")
_PAUSES = ".,;:!?()"
_PIECE = re.compile(rf"[^\W_]+(?:['’][^\W_]+)*|[{_PAUSES}]")  # words as in `bot.language.fold`, and signs


class Recogniser:
    """The words of one text, ready to be searched."""

    def __init__(self, text: str) -> None:
        self._tokens: list[str] = []
        self._clause: list[int] = []
        clause = 0
        for piece in _PIECE.findall(fold(_LINE.sub(";", text))):
            if piece in _PAUSES:
                clause += 1
            else:
                self._tokens.append(piece)
                self._clause.append(clause)
        self._keys = [keys(token) for token in self._tokens]

    def first(self, wanted: Iterable[str]) -> int:
        """The place (0 = first word) of the earliest of the wanted words or phrases in the text, or -1."""
        return min(self._all(ready(tuple(wanted))), default=-1)

    def _all(self, sought: Sought) -> Iterator[int]:
        for key in sought.by_key.keys() & self._keyed.keys():
            yield from self._with_key(key, sought.by_key[key])
        for heard in sought.by_sound & self._heard.keys():
            yield from self._heard[heard]
        shared = sought.by_trace.keys() & self._traced.keys()
        pairs = {(at, one) for trace in shared for at in self._traced[trace] for one in sought.by_trace[trace]}
        for place, meant in pairs:
            if one_slip(self._sounds[place], meant):
                yield place
        for head in sought.by_head.keys() & self._heads.keys():
            yield from self._compounds(head, sought.by_head[head])
        yield from (self._pairs[glued] for glued in sought.glued & self._pairs.keys())
        for word in sought.parted:
            yield from self._parted(word)
        for phrase in self._likely(sought):
            yield from self._phrase(phrase)

    # single words

    @cached_property
    def _keyed(self) -> dict[str, list[int]]:
        """Key to the places of the words that have it."""
        found: dict[str, list[int]] = {}
        for place, of_word in enumerate(self._keys):
            for key in of_word:
                found.setdefault(key, []).append(place)
        return found

    def _with_key(self, key: str, sought: Iterable[Word]) -> Iterator[int]:
        for place in self._keyed.get(key, ()):
            if any(not clash(word.text, self._tokens[place]) for word in sought):
                yield place

    @cached_property
    def _sounds(self) -> list[str]:
        """How each word sounds; nothing for an everyday or a short one."""
        heard = sound(" ".join(self._tokens)).split(" ") if self._tokens else []
        return [
            "" if len(token) < SHORTEST_TYPED or is_everyday(of_word) else one
            for one, token, of_word in zip(heard, self._tokens, self._keys, strict=True)
        ]

    @cached_property
    def _heard(self) -> dict[str, list[int]]:
        """Sound to the places of the words that have it."""
        found: dict[str, list[int]] = {}
        for place, heard in enumerate(self._sounds):
            if heard:
                found.setdefault(heard, []).append(place)
        return found

    @cached_property
    def _traced(self) -> dict[str, list[int]]:
        """Trace of a sound to the places of the words that have it."""
        found: dict[str, list[int]] = {}
        for place, heard in enumerate(self._sounds):
            for trace in traces(heard) if heard else ():
                found.setdefault(trace, []).append(place)
        return found

    # words in and beside each other

    @cached_property
    def _heads(self) -> dict[str, list[tuple[int, int]]]:
        """Four letters to the places where they stand in a long word: number of the word, number of the letter."""
        found: dict[str, list[tuple[int, int]]] = {}
        for place, token in enumerate(self._tokens):
            if len(token) >= SHORTEST_COMPOUND and token not in listed("whole"):
                for start in range(len(token) - SHORTEST_PART + 1):
                    found.setdefault(token[start : start + SHORTEST_PART], []).append((place, start))
        return found

    def _compounds(self, head: str, parts: Iterable[str]) -> Iterator[int]:
        for place, start in self._heads[head]:
            if any(has_part(self._tokens[place], part, start) for part in parts) and not is_whole(self._keys[place]):
                yield place

    @cached_property
    def _pairs(self) -> dict[str, int]:
        """Neighbours written as one word ("huur achterstand") to the first place where they stand."""
        found: dict[str, int] = {}
        for place in range(len(self._tokens) - 2, -1, -1):
            if self._clause[place] == self._clause[place + 1]:
                found[self._tokens[place] + self._tokens[place + 1]] = place
        return found

    # separable verbs

    def _parted(self, word: Word) -> Iterator[int]:
        """Where a separable verb stands in two: "belt elke week aan", "aan te bellen"."""
        verbs = {place for key in word.stems for place in self._keyed.get(key, ())}
        if not verbs:
            return
        for place in self._keyed.get(word.particle, ()):
            if self._tokens[place] != word.particle:
                continue
            if (after := self._verb_after(place, verbs)) >= 0:
                yield after
            elif (before := self._verb_before(place, verbs)) >= 0 and self._closes(place):
                yield before

    def _verb_after(self, place: int, verbs: set[int]) -> int:
        """The particle's place when only small words part it from the verb behind it, or -1."""
        for other in range(place + 1, min(place + 3, len(self._tokens))):
            if other in verbs and self._clause[other] == self._clause[place]:
                return place if other == place + 1 or self._tokens[other].endswith("n") else -1
            if self._tokens[other] not in listed("between_verbs"):
                break
        return -1

    def _verb_before(self, place: int, verbs: set[int]) -> int:
        near = range(place - 1, max(place - MOST_PARTED, 0) - 1, -1)
        for one in near:
            if self._clause[one] != self._clause[place] or self._tokens[one] in listed("joining"):
                return -1
            if one in verbs:
                return one
        return -1

    def _closes(self, place: int) -> bool:
        """Whether a particle is the end of what is said, so that it is no preposition."""
        if self._tokens[place] in listed("free") or place + 1 == len(self._tokens):
            return True
        return self._clause[place + 1] != self._clause[place] or self._tokens[place + 1] in listed("opening")

    # phrases

    def _likely(self, sought: Sought) -> set[tuple[Unit, ...]]:
        """The phrases of which the first word of weight may stand in the text."""
        signs = sought.by_sign.keys()
        hit = signs & self._keyed.keys() | signs & self._heard.keys() | signs & self._traced.keys()
        return {phrase for sign in hit for phrase in sought.by_sign[sign]}

    def _places(self, word: Word) -> list[int]:
        """Where a word of a phrase stands, in any form; not as a part of a compound."""
        found = {place for key in word.keys & self._keyed.keys() for place in self._with_key(key, (word,))}
        if word.heard:
            found |= {place for heard in word.heard & self._heard.keys() for place in self._heard[heard]}
        if word.traced:
            like = {place for trace in word.traced & self._traced.keys() for place in self._traced[trace]}
            found |= {place for place in like if any(one_slip(self._sounds[place], one) for one in word.written)}
        return sorted(found | set(self._parted(word) if word.particle else ()))

    def _phrase(self, units: tuple[Unit, ...]) -> Iterator[int]:
        spans = []
        for unit in units:
            spans.append(list(self._spans(unit)))
            if not spans[-1]:
                return
        verbal = any(unit.words[unit.core].verbal for unit in units)
        bars = listed("joining") if verbal else listed("joining") | listed("doing")
        yield from self._chain(spans, bars)
        if len(units) == 2 and verbal:
            yield from self._chain(spans[::-1], bars)

    def _chain(self, spans: list[list[tuple[int, int]]], bars: frozenset[str]) -> Iterator[int]:
        """The places where each of the spans is followed by one of the next, with at most a few small words between."""
        for start, end in spans[0]:
            ends = {end}
            for later in spans[1:]:
                ends = {stop for begin, stop in later for last in ends if self._near(last, begin, bars)}
            if ends:
                yield start

    def _near(self, last: int, begin: int, bars: frozenset[str]) -> bool:
        between = self._tokens[last + 1 : begin]
        return (
            last < begin
            and len(between) <= MOST_BETWEEN
            and self._clause[last] == self._clause[begin]
            and all(token in listed("small") and token not in bars for token in between)
        )

    def _spans(self, unit: Unit) -> Iterator[tuple[int, int]]:
        """Where the words of a unit stand together: places of its first and last word."""
        small = [word.text for word in unit.words]
        if unit.core < 0:
            starts: Iterable[int] = self._keyed.get(small[0], ())
        else:
            starts = (place - unit.core for place in self._places(unit.words[unit.core]))
        for start in starts:
            if span := self._span(unit, small, start):
                yield span

    def _span(self, unit: Unit, texts: list[str], start: int) -> tuple[int, int] | None:
        """The words before and behind the core, with one small word between them at most."""
        first, last = start + max(unit.core, 0), start + max(unit.core, 0)
        for text in reversed(texts[: max(unit.core, 0)]):
            first = self._beside(text, first, -1)
        for text in texts[max(unit.core, 0) + 1 :]:
            last = self._beside(text, last, 1)
        return (first, last) if first >= 0 and last >= 0 else None

    def _beside(self, text: str, place: int, step: int) -> int:
        """Where a small word stands next to a place, or one filling word further; -1 when it does not."""
        if place < 0:
            return -1
        for other in (place + step, place + 2 * step):
            if not 0 <= other < len(self._tokens) or self._clause[other] != self._clause[place]:
                return -1
            if self._tokens[other] == text:
                return other
            if self._tokens[other] not in listed("fillers"):
                return -1
        return -1
