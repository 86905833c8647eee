"""Gathering candidates: every way in which a query may come near a name. What each is worth stands in `scores`."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from bot.language.daily import everyday, same_word
from bot.lexicon import scores
from bot.lexicon.names import OWN, OWN_TITLE, WEAK, Names
from bot.lexicon.scores import MARGIN, MOST_UNSURE, NEAR, SHORT, SURE

FUZZY, PREFIX, WORDS, ORDER = "fuzzy", "prefix", "words", "order"

_MANY = 24  # names looked at per step; several of them may belong to one entry
_INFLECTED = frozenset({"s", "e", "n", "en", "d", "t"})
_MOST_WINDOW = 8  # words of a name that is sought within a question
_MOST_NEAR = 5  # words of one that may be misspelt there


class Candidates:
    """The best score and reason of each entry so far.

    Args:
        names: the names of all entries.
        tokens: the words asked, at least one; they are compared as they are and as one key.
    """

    def __init__(self, names: Names, tokens: Sequence[str]) -> None:
        self._names, self._tokens = names, tokens
        self._key = "".join(tokens).replace("'", "")
        self._telling = names.telling(tokens)
        self._everyday = all(map(everyday, self._telling))
        self.best: dict[int, tuple[float, str]] = {}

    def gather(self) -> None:
        """Look in every way, the cheap ones only when they leave no doubt."""
        self._same_words()
        self._spelled()
        self._begun()
        if not self._settled:
            self._alike()
            self._worded()
            if len(self._tokens) > 1:
                self._windows()

    @property
    def _settled(self) -> bool:
        """Whether one entry is so far ahead that looking on makes no sense."""
        found = sorted((score for score, _ in self.best.values()), reverse=True)[:2]
        return bool(found) and found[0] >= SURE and (len(found) == 1 or found[0] - found[1] >= MARGIN)

    @property
    def _word(self) -> str:
        """The one word asked for, "" when there are more."""
        return self._telling[0] if len(self._telling) == 1 else ""

    def _add(self, place: int, score: float, reason: str, most: float = 1.0, alias: float = 0.0) -> None:
        """Count a name for all that have it; weak and shared names never become sure, `alias` is what aliases lose."""
        for holder in self._names.holders[place]:
            worth, why = min(score, most), reason
            if holder.kind not in (OWN_TITLE, OWN):
                weak = holder.kind == WEAK
                worth = min(worth - scores.WEAK_NEAR, scores.WEAK_SCORE) if weak else min(worth, MOST_UNSURE)
                why = WEAK if holder.kind == WEAK else reason
            if holder.kind != OWN_TITLE:
                worth -= alias
            self._keep(holder.entry, worth, why)

    def _keep(self, entry: int, score: float, reason: str) -> None:
        if score >= NEAR and score > self.best.get(entry, (0.0, ""))[0]:
            self.best[entry] = (score, reason)

    def _same_words(self) -> None:
        """Names with the same words in another order; with other small words between everyday ones it is a guess."""
        if len(self._telling) > 1:
            typed = sorted(self._tokens)
            for place in self._names.ordered("".join(sorted(self._telling))):
                surely = not self._everyday or typed == sorted(self._names.tokens[place])
                self._add(place, scores.SAME_ORDER, ORDER, 1.0 if surely else MOST_UNSURE)

    def _spelled(self) -> None:
        """Names whose letters align with the key: slips of the thumb, spaces and hyphens."""
        key = self._key
        place = self._names.place(key)
        if place is not None:  # a weak name; all others were answered before
            for holder in self._names.holders[place]:
                self._keep(holder.entry, scores.WEAK_EXACT, WEAK)
        bare = self._names.bare(key)
        if bare is not None:
            self._add(bare, scores.NO_ARTICLE, FUZZY, MOST_UNSURE if self._everyday else 1.0)
        near = process.extract(
            key, self._names.keys, scorer=OSA.normalized_similarity, score_cutoff=0.45, limit=_MANY
        )  # fmt: skip
        for other, same, where in near:
            less = self._no_slip(self._tokens, where)
            self._add(where, scores.aligned(same, key, other) - less, FUZZY, MOST_UNSURE if less else 1.0)

    def _no_slip(self, tokens: Sequence[str], place: int) -> float:
        """What a name near to the words loses because they are everyday words and no forms of its own."""
        if not self._everyday or self._forms(tokens, place):
            return 0.0
        return scores.NOT_A_SLIP / len(self._tokens)

    def _forms(self, tokens: Sequence[str], place: int) -> bool:
        """Whether the words are, one by one, forms of the words of a name."""
        named = self._names.tokens[place]
        return len(named) == len(tokens) and all(map(same_word, tokens, named))

    def _begun(self) -> None:
        """Names that begin with the key, and names that the key begins with (inflections, compounds)."""
        key = self._key
        for place in self._names.starting(key) if len(key) > 2 else ():
            name = self._names.keys[place]
            if len(key) > SHORT and name[len(key) :] in _INFLECTED:
                self._add(place, scores.begins_with(len(key) / len(name), False), PREFIX)
            else:
                plain = bool(self._word) and self._everyday
                score = scores.begins_with(len(key) / len(name), plain)
                self._add(place, score, PREFIX, MOST_UNSURE, scores.OF_ALIAS if plain else 0.0)
        for end in range(len(key) - 1, SHORT, -1):
            begun = self._names.place(key[:end])
            if begun is not None:
                self._add(begun, scores.begins(end / len(key)), PREFIX, MOST_UNSURE)

    def _alike(self) -> None:
        """Names that share most letters in nearly the same order."""
        if len(self._key) < SHORT or self._everyday:
            return
        near = process.extract(
            self._key, self._names.keys, scorer=JaroWinkler.normalized_similarity, score_cutoff=0.80, limit=_MANY
        )  # fmt: skip
        for _, same, place in near:
            self._add(place, scores.alike(same), FUZZY, MOST_UNSURE)

    def _worded(self) -> None:
        """Names of several words that hold the words asked, whole, cut short, or nearly and in another order."""
        letters, plain = sum(map(len, self._telling)), bool(self._word) and self._everyday
        for place in self._names.having(self._telling):
            score = scores.holds(letters / len(self._names.keys[place]), plain)
            self._add(place, score, WORDS, MOST_UNSURE, scores.OF_ALIAS if plain else 0.0)
        if self._word:
            if len(self._word) >= SHORT and not self._everyday:
                self._nearly_word(self._word)
            return
        for place in self._names.abbreviated(self._telling):
            self._add(place, scores.holds(letters / len(self._names.keys[place]), False), WORDS, MOST_UNSURE)
        order = "".join(sorted(self._telling))
        near = process.extract(
            order, self._names.orders, scorer=OSA.normalized_similarity, score_cutoff=0.70, limit=_MANY
        )  # fmt: skip
        for other, same, where in near:
            place = self._names.order_places[where]
            less = scores.OTHER_ORDER + self._no_slip(self._tokens, place)
            self._add(place, scores.aligned(same, order, other) - less, ORDER, MOST_UNSURE)

    def _nearly_word(self, word: str) -> None:
        near = process.extract(
            word, self._names.vocabulary, scorer=OSA.normalized_similarity, score_cutoff=0.80, limit=3
        )  # fmt: skip
        for other, same, _ in near:
            for place in self._names.having([other]):
                whole = scores.holds(len(other) / len(self._names.keys[place]), False)
                self._add(place, whole * same**0.5, WORDS, MOST_UNSURE, scores.OF_ALIAS / 2)

    def _windows(self) -> None:
        """Names that stand somewhere in a longer question, nearly or exactly."""
        tokens = self._tokens
        for size in range(min(_MOST_WINDOW, len(tokens)), 0, -1):
            for start in range(len(tokens) - size + 1):
                part = tokens[start : start + size]
                bare = part[0] not in self._names.empty and part[-1] not in self._names.empty
                if bare or (size > 2 and self._names.place("".join(part)) is not None):
                    self._window(part)

    def _window(self, tokens: Sequence[str]) -> None:
        part = "".join(tokens)
        score = scores.stands_in(len(part) / sum(map(len, self._tokens)))
        place = self._names.place(part)
        if place is not None:
            weak = all(holder.kind == WEAK for holder in self._names.holders[place])
            self._add(place, score - scores.WEAK_INSIDE if weak else score, WORDS, MOST_UNSURE)
        elif len(part) >= SHORT and len(tokens) < min(len(self._tokens), _MOST_NEAR + 1):
            self._near_window(tokens, part, score)

    def _near_window(self, tokens: Sequence[str], part: str, score: float) -> None:
        plain = all(map(everyday, tokens))
        if plain and len(tokens) == 1:
            return
        near = process.extract(
            part, self._names.keys, scorer=OSA.normalized_similarity, score_cutoff=0.78, limit=3
        )  # fmt: skip
        for other, same, where in near:
            if len(other) >= SHORT and (not plain or self._forms(tokens, where)):
                self._add(where, score * same**0.5, WORDS, MOST_UNSURE)
