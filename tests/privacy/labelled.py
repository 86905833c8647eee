"""Reads the labelled texts and sentences, and counts what was found of what is labelled.

details.tsv and care.tsv may be tuned on; those whose names begin with apart never: they are only
measured on.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

Marked = tuple[int, int, str]
_MARK = re.compile(r"\{([a-z]+):([^}]*)\}")
_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Labelled:
    """A text and the details in it: start, end (code points), kind."""

    part: str
    text: str
    details: tuple[Marked, ...]


@dataclass(frozen=True)
class Sentence:
    """A sentence of care.tsv."""

    part: str
    group: str
    text: str


@dataclass(frozen=True)
class Score:
    """What a check did on labelled texts."""

    labelled: int
    touched: int
    whole: int
    clean: int
    clean_touched: int
    stray: int
    missed: tuple[str, ...]
    alarms: tuple[str, ...]

    @property
    def recall(self) -> float:
        """The share of details of which every letter and figure was found."""
        return self.whole / self.labelled

    @property
    def false_alarms(self) -> float:
        """The share of clean texts in which something was found."""
        return self.clean_touched / self.clean


def _lines(name: str) -> Iterable[list[str]]:
    for line in (_HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _unmarked(part: str, line: str) -> Labelled:
    text, details, place = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[place : mark.start()]
        details.append((len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        place = mark.end()
    return Labelled(part, text + line[place:], tuple(details))


def details(name: str = "details.tsv") -> list[Labelled]:
    """Every text of a file of labelled texts."""
    return [_unmarked(part, line) for part, line in _lines(name)]


def sentences(name: str = "care.tsv") -> list[Sentence]:
    """Every sentence of a file of labelled sentences."""
    return [Sentence(part, group, text) for part, group, text in _lines(name)]


def learned_from() -> str:
    """A checksum of the sentences that the weights of the care check are learned from."""
    return hashlib.sha256(b"".join((_HERE / name).read_bytes() for name in ("care.tsv", "care_many.tsv"))).hexdigest()


def by_many() -> list[Sentence]:
    """The sentences of care_many.tsv; each part is of another author."""
    return sentences("care_many.tsv")


def score(rows: Iterable[Labelled], spans: Callable[[str], list[tuple[int, int]]]) -> Score:
    """Counts: `spans` finds the places in a text. A detail is whole when each of its letters and figures is covered."""
    counts = {"labelled": 0, "touched": 0, "whole": 0, "clean": 0, "clean_touched": 0, "stray": 0}
    missed: list[str] = []
    alarms: list[str] = []
    for row in rows:
        found = spans(row.text)
        covered = {place for start, end in found for place in range(start, end)}
        for start, end, kind in row.details:
            wanted = {place for place in range(start, end) if row.text[place].isalnum()}
            counts["labelled"] += 1
            counts["touched"] += bool(wanted & covered)
            counts["whole"] += wanted <= covered
            if not wanted <= covered:
                missed.append(f"{kind}: {row.text[start:end]} | {row.text}")
        stray = [(a, b) for a, b in found if not any(a < end and start < b for start, end, _ in row.details)]
        alarms += [f"{row.text[a:b]} | {row.text}" for a, b in stray]
        counts["stray"] += len(stray)
        counts["clean"] += not row.details
        counts["clean_touched"] += bool(found and not row.details)
    return Score(**counts, missed=tuple(missed), alarms=tuple(alarms))
