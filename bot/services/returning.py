"""What returns over a period: the figures of a picture, and of its text. Counts of moments, never scores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.language.fold import words
from bot.language.forms import noun_or_act
from bot.language.wordlists import listed
from bot.services.reports import LEVELS, OUTCOMES, Level, Outcome, ReportEntry, by_day, themes

MOST = 8  # rows that fit a telephone without scrolling on
TWICE = 2  # from this many moments on, something returns
SHORTEST = 4  # letters of a word that is worth showing


@dataclass(frozen=True)
class Row:
    """Something that occurs, with the day of each moment in which it does."""

    name: str
    days: tuple[date, ...]


@dataclass(frozen=True)
class Returning:
    """What returns between two days.

    Args:
        moments: how many entries there are.
        themes: the most frequent first; `other_themes` is how many more there are.
        levels: micro, meso and macro, with the levels that do not occur.
        words: words that return, folded, each for all its forms, with how many moments have them.
        plans: how many plans went how; `open_plans` is how many nobody looked back on.
    """

    begin: date
    end: date
    moments: int
    themes: tuple[Row, ...]
    other_themes: int
    levels: tuple[tuple[Level, Row], ...]
    words: tuple[tuple[str, int], ...]
    plans: tuple[tuple[Outcome, int], ...]
    open_plans: int


def returning(entries: Iterable[ReportEntry], begin: date, end: date) -> Returning:
    """Count what returns in the entries of a period; a moment that was brought before colleagues too counts once."""
    found = tuple(entry for entry in by_day(entries) if begin <= entry.day <= end and not entry.brought)
    named = themes(found)
    plans = [entry.plan.outcome for entry in found if entry.plan]
    return Returning(
        begin, end, len(found),
        tuple(Row(name, tuple(entry.day for entry in found if name in entry.themes)) for name, _ in named[:MOST]),
        len(named[MOST:]),
        tuple((level, Row(level, tuple(entry.day for entry in found if entry.level == level))) for level in LEVELS),
        returning_words(found),
        tuple((outcome, plans.count(outcome)) for outcome in OUTCOMES if outcome in plans),
        plans.count(""),
    )  # fmt: skip


def returning_words(entries: Iterable[ReportEntry], most: int = MOST) -> tuple[tuple[str, int], ...]:
    """Words that stand in more than one entry, whatever their form, with the number of entries.

    Returns:
        The most frequent first; a word stands for all its forms and is shown folded.
    """
    found = [list(dict.fromkeys(_telling(entry))) for entry in entries]
    shown: dict[str, str] = {}
    for word in (word for one in found for word in one):
        for key in noun_or_act(word):
            shown.setdefault(key, word)
    counts = Counter(name for one in found for name in {_first(word, shown) for word in one})
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple((word, count) for word, count in ordered if count >= TWICE)[:most]


def _telling(entry: ReportEntry) -> Iterator[str]:
    """The words of an entry that say what it is about."""
    small = listed("small") | listed("bare")
    texts = (*(pair.answer for pair in entry.pairs), entry.learnt, entry.plan.text if entry.plan else "")
    for word in (word for text in texts for word in words(text)):
        if len(word) >= SHORTEST and word.isalpha() and word not in small:
            yield word


def _first(word: str, shown: dict[str, str]) -> str:
    """The word by which its forms are shown."""
    return min((shown[key] for key in noun_or_act(word)), key=lambda name: (len(name), name), default=word)
