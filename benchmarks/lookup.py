"""How well and how fast the look-up finds what people type, beside rapidfuzz's WRatio over all names in the same run.

    .venv/bin/python -m benchmarks.lookup [--write]

The queries are tests/lexicon/queries.tsv, written by hand; WRatio answers them by its best name, question and all.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from rapidfuzz import fuzz, process

from bot.lexicon.lookup import Lookup, Result
from bot.lexicon.model import Entry
from bot.storage.content import load
from tests.lexicon.table import NOTHING, Row, rows

RESULTS = Path(__file__).parent / "results" / "lookup.md"
ROUNDS = 7
GOAL = 0.6


class WRatio:
    """The usual way: WRatio of the lowered query with every lowered name, the best names grouped by entry."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        named = [(name.lower(), e.id) for e in entries for name in (e.title, *e.aliases, *e.weak, *e.shared)]
        self.names = [name for name, _ in named]
        self._ids = [entry for _, entry in named]

    def find(self, query: str) -> list[str]:
        """The ids of the three best entries."""
        near = process.extract(query.lower(), self.names, scorer=fuzz.WRatio, limit=12)
        return list(dict.fromkeys(self._ids[place] for _, _, place in near))[:3]


def microseconds(finders: Sequence[Callable[[str], object]], queries: Sequence[str]) -> list[float]:
    """Per finder the median over rounds of the mean time of a query; each round times all of them."""
    times: list[list[float]] = [[] for _ in finders]
    for _ in range(ROUNDS):
        for find, taken in zip(finders, times, strict=True):
            start = time.perf_counter()
            for query in queries:
                find(query)
            taken.append((time.perf_counter() - start) / len(queries) * 1e6)
    return [median(taken) for taken in times]


def recall(found: Sequence[tuple[Row, list[str]]], most: int) -> str:
    """In how many of a hundred queries a right entry is among the first."""
    right = sum(bool(row.expected & set(ids[:most])) for row, ids in found)
    return f"{100 * right / len(found):.1f}"


def bands(found: Sequence[Result]) -> str:
    """How many were sure, probable, none."""
    return " / ".join(str(sum(result.band == band for result in found)) for band in ("sure", "probable", "none"))


def report() -> str:
    """All figures as Markdown."""
    entries = load().entries
    lookup, usual = Lookup(entries), WRatio(entries)
    asked = [row for row in rows() if row.expected != NOTHING]
    strange = [row.query for row in rows() if row.expected == NOTHING]
    results = [(row, lookup.find(row.query)) for row in asked]
    ours = [(row, [match.id for match in result.matches]) for row, result in results]
    theirs = [(row, usual.find(row.query)) for row in asked]
    wrong = [row.query for row, result in results if result.band == "sure" and result.matches[0].id not in row.expected]
    every = [row.query for row in rows()]
    inexact = [row.query for row, result in results if result.matches and result.matches[0].score < 1]
    lines = [
        "# Look-up", "", "`.venv/bin/python -m benchmarks.lookup --write`", "",
        f"{len(entries)} entries, {len(usual.names)} names; {len(asked)} queries that mean an entry, "
        f"{len(strange)} unrelated messages.", "",
        "| | recall at 1 (%) | recall at 3 (%) | µs, all | µs, no exact name |", "|---|---|---|---|---|",
    ]  # fmt: skip
    everything = microseconds((lookup.find, usual.find), every)
    hard = microseconds((lookup.find, usual.find), inexact)
    for number, (name, found) in enumerate((("Nabij", ours), ("WRatio", theirs))):
        both = f"{everything[number]:.0f} | {hard[number]:.0f}"
        lines.append(f"| {name} | {recall(found, 1)} | {recall(found, 3)} | {both} |")
    ratios = [mine / other for mine, other in (everything, hard)]
    lines += [
        "", f"Time beside WRatio: {ratios[0]:.2f} (without exact names {ratios[1]:.2f}); the goal is {GOAL}.",
        f"Bands (sure / probable / none): queries {bands([result for _, result in results])}, "
        f"unrelated {bands([lookup.find(query) for query in strange])}.",
        f"Sure and wrong: {len(wrong)}{': ' + ', '.join(wrong) if wrong else ''}.", "",
    ]  # fmt: skip
    return "\n".join(lines)


def main() -> None:
    """Print the figures; with --write keep them too."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true", help=f"keep the figures in {RESULTS.name}")
    text = report()
    print(text)
    if options.parse_args().write:
        RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
