"""The names of all entries, laid out so that the look-up can find them quickly."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.language.fold import squash, words
from bot.lexicon.model import Entry
from bot.texts import say

OWN_TITLE, OWN, SHARED, WEAK = "exact", "alias", "shared", "weak"


@dataclass(frozen=True)
class Holder:
    """An entry (by its place in the list) that has a name, and what kind of name it is there."""

    entry: int
    kind: str


def empty_words() -> frozenset[str]:
    """Words that say nothing about which entry is meant."""
    return frozenset(say("lookup.empty_words").split("|"))


class Names:
    """Every name once, by its squashed key.

    Attributes:
        keys: the keys, sorted.
        holders: who has the key at the same place.
        tokens: the folded words of the name at the same place.
        empty: words that say nothing about which entry is meant.
        orders: the keys of those names with their words sorted, empty words left out.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.empty = empty_words()
        held: dict[str, dict[int, str]] = {}
        spelled: dict[str, str] = {}
        for number, entry in enumerate(entries):
            for kind, names in _kinds(entry):
                for name in names:
                    key = squash(name)
                    if key:
                        held.setdefault(key, {}).setdefault(number, kind)
                        spelled.setdefault(key, name)
        self.keys = sorted(held)
        self._places = {key: place for place, key in enumerate(self.keys)}
        self.holders = [tuple(Holder(*item) for item in held[key].items()) for key in self.keys]
        self._lay_out_words([words(spelled[key]) for key in self.keys])
        articles = frozenset(say("lookup.ask_articles").split("|"))
        headed = [(place, tokens) for place, tokens in enumerate(self.tokens) if tokens and tokens[0] in articles]
        self._bare = {"".join(tokens[1:]): place for place, tokens in headed}

    def _lay_out_words(self, spelled: list[list[str]]) -> None:
        self.orders: list[str] = []
        self.order_places: list[int] = []
        self._by_order: dict[str, list[int]] = {}
        self._by_word: dict[str, list[int]] = {}
        self.tokens = spelled
        for place, tokens in enumerate(spelled):
            telling = self.telling(tokens)
            if len(tokens) > 1:
                order = "".join(sorted(telling))
                self.orders.append(order)
                self.order_places.append(place)
                self._by_order.setdefault(order, []).append(place)
                for word in set(telling):
                    self._by_word.setdefault(word, []).append(place)
        self.vocabulary = sorted(word for word in self._by_word if len(word) > 4)

    def telling(self, tokens: Sequence[str]) -> list[str]:
        """The words without the empty ones, or all of them when there are no others."""
        return [word for word in tokens if word not in self.empty] or list(tokens)

    def place(self, key: str) -> int | None:
        """The place of a key, or None."""
        return self._places.get(key)

    def bare(self, key: str) -> int | None:
        """The place of a name that is this key with an article before it, or None."""
        return self._bare.get(key)

    def starting(self, start: str) -> range:
        """The places of the keys that start so."""
        return range(bisect_left(self.keys, start), bisect_left(self.keys, start + "\U0010ffff"))

    def ordered(self, order: str) -> list[int]:
        """The places of the names with these words in any order."""
        return self._by_order.get(order, [])

    def having(self, tokens: Sequence[str]) -> set[int]:
        """The places of the names of several words that have all these words."""
        return set.intersection(*(set(self._by_word.get(word, ())) for word in tokens)) if tokens else set()

    def abbreviated(self, tokens: Sequence[str]) -> Iterator[int]:
        """The places of the names that these words cut short, at least one of them whole ("soc basis")."""
        whole = {place for word in tokens for place in self._by_word.get(word, ())}
        for place in whole:
            named = self.telling(self.tokens[place])
            if len(named) == len(tokens) and all(map(str.startswith, named, tokens)):
                yield place


def _kinds(entry: Entry) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The names of an entry by kind; where one stands twice the first counts, so that a shared title is shared."""
    yield SHARED, entry.shared
    yield OWN_TITLE, (entry.title,)
    yield OWN, entry.aliases
    yield WEAK, entry.weak
