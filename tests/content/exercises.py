"""The exercises of Lerende sociale professionals, as counted in the book itself."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

WORK = "lerende-sociale-professionals"
TABLE = Path(__file__).parent / f"{WORK}.tsv"


@dataclass(frozen=True)
class Exercise:
    """One set of exercises in the book.

    Args:
        dialogue: the id of the dialogue that holds it.
        chapter: the number of its chapter.
        heading: what stands above it.
        items: how many numbered items it has; a block under a heading of its own is one.
        questions: how many questions these items put, stellingen included.
        together: how many of these questions the dialogue puts in one bubble with another.
    """

    dialogue: str
    chapter: int
    heading: str
    items: int
    questions: int
    together: int


def exercises() -> list[Exercise]:
    """Every set, in the order of the book."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [
            Exercise(row["dialogue"], int(row["chapter"]), row["heading"], *(int(row[key]) for key in _FIGURES))
            for row in csv.DictReader(file, delimiter="\t")
        ]


_FIGURES = ("items", "questions", "together")
