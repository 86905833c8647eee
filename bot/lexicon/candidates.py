"""Gathering candidates: every way in which a query may come near a name, with the score that each way is worth.

Scores are calibrated on tests/lexicon/queries.tsv; benchmarks/lookup.py prints what they bring.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from bot.language.slips import is_slip
from bot.lexicon.names import OWN, OWN_TITLE, WEAK, Names

FUZZY, PREFIX, WORDS, ORDER = "fuzzy", "prefix", "words", "order"

SURE, PROBABLE, NEAR = 0.94, 0.75, 0.50
MARGIN = 0.03  # a sure answer leads the next entry by this much
MOST_UNSURE = 0.93  # what must be asked about never scores higher
_WEAK_SCORE = 0.85
_WEAK_EXACT = 0.92  # the whole weak name was typed: before names that only begin with it
_SHORT = 5  # keys below this many signs are one slip away from any other word
_LONG = 14  # from so many signs on, one other letter makes no other word
_MANY = 24  # names looked at per step; several of them may belong to one entry
_INFLECTED = frozenset({"s", "e", "n", "en", "d", "t"})
_MOST_WINDOW = 5


class Candidates:
    """The best score and reason of each entry so far."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self.best: dict[int, tuple[float, str]] = {}

    @property
    def settled(self) -> bool:
        """Whether one entry is so far ahead that looking on makes no sense."""
        scores = sorted((score for score, _ in self.best.values()), reverse=True)[:2]
        return bool(scores) and scores[0] >= SURE and (len(scores) == 1 or scores[0] - scores[1] >= MARGIN)

    def add(self, place: int, score: float, reason: str, most: float = 1.0, weak: float = _WEAK_SCORE) -> None:
        """Count a name for all that have it; weak and shared names never become sure."""
        for holder in self._names.holders[place]:
            if holder.kind in (OWN_TITLE, OWN):
                counted, why = min(score, most), reason
            else:
                cap = weak if holder.kind == WEAK else MOST_UNSURE
                counted, why = min(score, most, cap), WEAK if holder.kind == WEAK else reason
            if counted >= NEAR and counted > self.best.get(holder.entry, (0.0, ""))[0]:
                self.best[holder.entry] = (counted, why)

    def same_words(self, telling: Sequence[str]) -> None:
        """Names with the same words in another order, small words aside."""
        if len(telling) > 1:
            for place in self._names.ordered("".join(sorted(telling))):
                self.add(place, 0.96, ORDER)

    def spelled(self, key: str) -> None:
        """Names whose letters align with the key: slips of the thumb, spaces and hyphens."""
        place = self._names.place(key)
        if place is not None:  # a weak name; all others were answered before
            self.add(place, _WEAK_EXACT, WEAK, weak=_WEAK_EXACT)
        near = process.extract(
            key, self._names.keys, scorer=OSA.normalized_similarity, score_cutoff=0.45, limit=_MANY
        )  # fmt: skip
        for other, same, where in near:
            self.add(where, _aligned(same, key, other), FUZZY)

    def begun(self, key: str) -> None:
        """Names that begin with the key, and names that the key begins with (inflections, compounds)."""
        if len(key) > 2:
            for place in self._names.starting(key):
                name = self._names.keys[place]
                inflected = len(key) > _SHORT and name[len(key) :] in _INFLECTED
                most = 1.0 if inflected else MOST_UNSURE
                self.add(place, 0.80 + 0.19 * len(key) / len(name), PREFIX, most)
        for end in range(len(key) - 1, _SHORT, -1):
            begun = self._names.place(key[:end])
            if begun is not None:
                self.add(begun, 0.70 + 0.22 * end / len(key), PREFIX, MOST_UNSURE)

    def alike(self, key: str) -> None:
        """Names that share most letters in nearly the same order."""
        if len(key) < _SHORT:
            return
        near = process.extract(
            key, self._names.keys, scorer=JaroWinkler.normalized_similarity, score_cutoff=0.80, limit=_MANY
        )  # fmt: skip
        for _, same, place in near:
            self.add(place, 0.55 + (same - 0.80) * 1.6, FUZZY, MOST_UNSURE)

    def worded(self, telling: Sequence[str]) -> None:
        """Names of several words that hold the words asked, whole, cut short, or nearly and in another order."""
        letters = sum(map(len, telling))
        for place in self._names.having(telling):
            self.add(place, 0.78 + 0.13 * letters / len(self._names.keys[place]), WORDS, MOST_UNSURE)
        if len(telling) > 1:
            for place in self._names.abbreviated(telling):
                self.add(place, 0.78 + 0.13 * letters / len(self._names.keys[place]), WORDS, MOST_UNSURE)
            order = "".join(sorted(telling))
            near = process.extract(
                order, self._names.orders, scorer=OSA.normalized_similarity, score_cutoff=0.70, limit=_MANY
            )  # fmt: skip
            for other, same, where in near:
                self.add(self._names.order_places[where], _aligned(same, order, other) - 0.02, ORDER, MOST_UNSURE)
        elif len(telling[0]) > 4:
            self._nearly_word(telling[0])

    def _nearly_word(self, word: str) -> None:
        near = process.extract(
            word, self._names.vocabulary, scorer=OSA.normalized_similarity, score_cutoff=0.75, limit=3
        )  # fmt: skip
        for other, same, _ in near:
            for place in self._names.having([other]):
                whole = 0.78 + 0.13 * len(other) / len(self._names.keys[place])
                self.add(place, whole * same**0.5, WORDS, MOST_UNSURE)

    def windows(self, tokens: Sequence[str], empty: frozenset[str]) -> None:
        """Names that stand somewhere in a longer question, nearly or exactly."""
        letters = sum(map(len, tokens))
        for size in range(min(_MOST_WINDOW, len(tokens)), 0, -1):
            for start in range(len(tokens) - size + 1):
                part = tokens[start : start + size]
                if part[0] not in empty and part[-1] not in empty:
                    self._window("".join(part), letters, whole=size == len(tokens))

    def _window(self, part: str, letters: int, whole: bool) -> None:
        share = 0.80 + 0.13 * len(part) / letters
        place = self._names.place(part)
        if place is not None:
            weak = all(holder.kind == WEAK for holder in self._names.holders[place])
            self.add(place, share - 0.11 if weak else share, WORDS, MOST_UNSURE)
        elif len(part) > 4 and not whole:
            near = process.extract(
                part, self._names.keys, scorer=OSA.normalized_similarity, score_cutoff=0.78, limit=3
            )  # fmt: skip
            for other, same, where in near:
                if min(len(part), len(other)) > 4:
                    self.add(where, share * same**0.5, WORDS, MOST_UNSURE)


def _aligned(same: float, key: str, name: str) -> float:
    """The score of an alignment: one slip in eight letters is sure, one in four is worth asking about.

    Short words are a slip away from anything, another first letter is mostly another word (formeel, informeel), and
    so is another letter that no thumb or ear confuses (preventie, presentie).
    """
    score = 1 - 0.48 * (1 - same) if same >= 0.875 else 0.94 - 1.14 * (0.875 - same)
    if min(len(key), len(name)) < _SHORT:
        score -= 0.15
    if key[0] != name[0]:
        score -= 0.04
    elif not (len(key) == len(name) and len(key) < _LONG and not is_slip(key, name)):
        return score
    return min(score, MOST_UNSURE)
