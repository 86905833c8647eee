"""Looking a word up under any spelling, in three bands: sure, probable (ask which), none (and what comes nearest).

The question phrase comes off first; then a name is matched exactly, then by letters (optimal string alignment and
Jaro-Winkler on the squashed key), by its beginning, by its words in another order, and by the windows of a longer
question. The steps and their gain are measured in benchmarks/lookup.py. Partial matching is left out on purpose: it
answers "thee" with "speel-o-theek".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from bot.language.fold import squash, words
from bot.language.question import stages
from bot.lexicon.model import Entry
from bot.lexicon.names import OWN, OWN_TITLE, SHARED, Names
from bot.lexicon.scores import MARGIN, MOST_UNSURE, PROBABLE, SURE

Band = Literal["sure", "probable", "none"]
_SHARED_SCORE = 0.93
_MOST_TOKENS = 24


@dataclass(frozen=True)
class Match:
    """An entry that was found: score 0-1 and why (exact, alias, shared, weak, fuzzy, prefix, words or order)."""

    id: str
    title: str
    score: float
    reason: str


@dataclass(frozen=True)
class Result:
    """What a query found, best first. In the band `none` the matches are only what comes nearest."""

    band: Band
    matches: tuple[Match, ...] = ()


class Lookup:
    """The look-up over a fixed list of entries."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = tuple(entries)

    @cached_property
    def _names(self) -> Names:
        """Laid out at the first question, because a start need not wait for it."""
        return Names(self._entries)

    def find(self, query: str, limit: int = 3) -> Result:
        """Find the entries that a query may mean.

        Args:
            query: a word or a question, as typed.
            limit: the most matches to give. A shared name is shared by three entries at most, so three give them all.

        Returns:
            The band and the matches. Never raises for what somebody types.
        """
        asked = stages(query)
        exact = self._exact(asked)
        if exact is not None:
            return Result(exact.band, exact.matches[:limit])
        return self._banded(self._candidates(asked[-1]), limit)

    def _exact(self, asked: Sequence[str]) -> Result | None:
        """The entries that own or share exactly what was asked, the least stripped form first."""
        for text in asked:
            place = self._names.place(squash(text))
            if place is None:
                continue
            holders = self._names.holders[place]
            for kinds, score in (((OWN_TITLE, OWN), 1.0), ((SHARED,), _SHARED_SCORE)):
                held = [holder for holder in holders if holder.kind in kinds]
                if held:
                    sure = len(held) == 1 and score == 1.0
                    found = tuple(
                        self._match(holder.entry, score if sure else _SHARED_SCORE, holder.kind if sure else SHARED)
                        for holder in held
                    )
                    return Result("sure" if sure else "probable", found)
        return None

    def _match(self, entry: int, score: float, reason: str) -> Match:
        found = self._entries[entry]
        return Match(found.id, found.title, round(score, 4), reason)

    def _candidates(self, text: str) -> dict[int, tuple[float, str]]:
        from bot.lexicon.candidates import Candidates  # and rapidfuzz, which a start need not wait for

        tokens = words(text)[:_MOST_TOKENS]
        if not tokens:
            return {}
        found = Candidates(self._names, tokens)
        found.gather()
        return found.best

    def _banded(self, found: Mapping[int, tuple[float, str]], limit: int) -> Result:
        ranked = sorted(found.items(), key=lambda item: (-item[1][0], self._entries[item[0]].id))
        scores = [score for _, (score, _) in ranked[:2]] + [0.0, 0.0]
        matches = [self._match(entry, score, reason) for entry, (score, reason) in ranked]
        if scores[0] >= SURE and scores[0] - scores[1] >= MARGIN:
            return Result("sure", tuple(match for match in matches[:limit] if match.score >= PROBABLE))
        if scores[0] >= PROBABLE:
            asked = [match for match in matches[:limit] if match.score >= PROBABLE]
            return Result("probable", tuple(_unsure(match) for match in asked))
        return Result("none", tuple(matches[:limit]))


def _unsure(match: Match) -> Match:
    return Match(match.id, match.title, min(match.score, MOST_UNSURE), match.reason)
