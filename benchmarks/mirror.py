"""How well and how fast the mirror recognises words, beside three usual ways in the same run.

    .venv/bin/python -m benchmarks.mirror [--write]

The phrases are tests/language/mirror.tsv, written by hand. The rivals look for the author's words in order: as they
are, by Snowball's Dutch stems, and with rapidfuzz's partial_ratio of at least 85. Time is that of one answer of 60
words against 8 points of 20 words in processor time; ours has the points ready, as from the second answer
on, the rivals split them anew.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import Stemmer
from rapidfuzz import fuzz

from bot.language.fold import fold, words
from bot.language.recognise import Recogniser
from bot.storage.content import load
from tests.language.table import Row, rows

RESULTS = Path(__file__).parent / "results" / "mirror.md"
ROUNDS = 60
GOAL = 1000  # microseconds
ENOUGH = 85


def ours(text: str) -> Callable[[Sequence[str]], int]:
    """Nabij's recogniser."""
    return Recogniser(text).first


def exact(text: str) -> Callable[[Sequence[str]], int]:
    """The words as the author wrote them, whole, in order."""
    return _in_order(words(text), words)


def stemmed(text: str) -> Callable[[Sequence[str]], int]:
    """The same by Snowball's stems, made anew for the author's words as a plain implementation would."""
    stems = Stemmer.Stemmer("dutch").stemWords
    return _in_order(stems(words(text)), lambda entry: stems(words(entry)))


def partial(text: str) -> Callable[[Sequence[str]], int]:
    """rapidfuzz's partial_ratio of the folded text with each entry."""
    folded = fold(text)

    def first(wanted: Sequence[str]) -> int:
        return 0 if any(fuzz.partial_ratio(fold(entry), folded, score_cutoff=ENOUGH) for entry in wanted) else -1

    return first


def _in_order(tokens: list[str], split: Callable[[str], list[str]]) -> Callable[[Sequence[str]], int]:
    line = f" {' '.join(tokens)} "

    def first(wanted: Sequence[str]) -> int:
        return min((place for entry in wanted if (place := line.find(f" {' '.join(split(entry))} ")) >= 0), default=-1)

    return first


WAYS = {"Nabij": ours, "exact words": exact, "Snowball stems": stemmed, f"partial_ratio >= {ENOUGH}": partial}


def right(way: Callable[[str], Callable[[Sequence[str]], int]], table: Sequence[Row]) -> str:
    """In how many of a hundred rows the answer is that of the table."""
    return f"{100 * sum((way(row.phrase)((row.wanted,)) >= 0) is row.expected for row in table) / len(table):.1f}"


def material() -> tuple[str, list[tuple[str, ...]]]:
    """An answer of 60 words and 8 points of 20 words, out of the table and the installed dialogues."""
    answer = ". ".join(dict.fromkeys(row.phrase for row in rows() if row.held and row.expected)).split()[:60]
    steps = [step for dialogue in load().dialogues.values() for step in dialogue.steps]
    every = [entry for step in steps for point in getattr(step, "mirror", ()) for entry in point.words]
    return " ".join(answer), [tuple(every[start : start + 20]) for start in range(0, 160, 20)]


def microseconds() -> list[tuple[float, float]]:
    """Per way the median and the least over rounds of one whole mirror; each round times all of them in turn."""
    answer, points = material()
    times: list[list[float]] = [[] for _ in WAYS]
    for _ in range(ROUNDS):
        for way, taken in zip(WAYS.values(), times, strict=True):
            start = time.thread_time()
            first = way(answer)
            for point in points:
                first(point)
            taken.append((time.thread_time() - start) * 1e6)
    return [(median(taken), min(taken)) for taken in times]


def report() -> str:
    """All figures as Markdown."""
    table = rows()
    groups = (
        table,
        [row for row in table if not row.held],
        [row for row in table if row.held],
        [row for row in table if row.expected],
        [row for row in table if not row.expected],
    )
    taken = microseconds()
    lines = [
        "# Mirror", "", "`.venv/bin/python -m benchmarks.mirror --write`", "",
        f"{len(table)} rows, {len(groups[2])} of them held out, {len(groups[3])} to be recognised. Time: one answer of "
        "60 words against 8 points of 20 words, median and fastest.", "",
        "| | all (%) | tuned (%) | held out (%) | of yes (%) | of no (%) | µs |", "|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    for (name, way), spent in zip(WAYS.items(), taken, strict=True):
        lines.append(
            f"| {name} | {' | '.join(right(way, group) for group in groups)} | {spent[0]:.0f} ({spent[1]:.0f}) |"
        )
    wrong = [row for row in table if (Recogniser(row.phrase).first((row.wanted,)) >= 0) is not row.expected]
    shown = "; ".join(f'{row.wanted}: "{row.phrase}"' for row in wrong if not row.held)
    held = sum(row.held for row in wrong)
    lines += [
        "", f"A mirror takes {taken[0][0] / 1000:.2f} ms; the goal is {GOAL / 1000:.0f} ms. Beside Snowball stems: "
        f"{taken[0][0] / taken[2][0]:.2f}, beside partial_ratio {taken[0][0] / taken[3][0]:.2f}.",
        f"Wrong: {len(wrong)}, of which {held} held out (not shown, so that nobody tunes on them). Tuned: {shown}.", "",
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
