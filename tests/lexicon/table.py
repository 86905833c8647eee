"""Reads the tables of queries."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

NOTHING = frozenset({"-"})


@dataclass(frozen=True)
class Row:
    """A query and the ids of the entries that it may mean (`NOTHING` for an unrelated message)."""

    expected: frozenset[str]
    query: str


def rows(name: str = "queries") -> list[Row]:
    """All rows of a table: `queries`, on which the look-up was tuned, or one of `held_out` and `held_out_again`."""
    lines = Path(__file__).with_name(f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    parts = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [Row(frozenset(expected.split(",")), query) for expected, query in parts]
