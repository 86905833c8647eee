"""Reads mirror.tsv."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """A word or phrase of an author, a phrase as it is typed, and whether the one is in the other.

    `held` rows were written before the rules and are not tuned on.
    """

    held: bool
    expected: bool
    wanted: str
    phrase: str


def rows() -> list[Row]:
    """All rows of the table."""
    lines = Path(__file__).with_name("mirror.tsv").read_text(encoding="utf-8").splitlines()
    parts = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [Row(part == "held", answer == "yes", wanted, phrase) for part, answer, wanted, phrase in parts]
