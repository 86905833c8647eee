"""A folder of broken files: everything in it is found, at its line, once."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from bot.storage.content import check_paths

BROKEN = Path(__file__).parent / "broken"


def expected() -> list[tuple[str, int, str]]:
    """File, line and code of every fault, as expected.tsv has them."""
    with (BROKEN / "expected.tsv").open(encoding="utf-8", newline="") as file:
        return [(row["file"], int(row["line"]), row["code"]) for row in csv.DictReader(file, delimiter="\t")]


def test_every_fault_is_told_at_its_line_once_and_nothing_else_is():
    """One check of the whole folder finds each fault that is there: none missing, none twice, none made up."""
    found = Counter((problem.file, problem.line, problem.code) for problem in check_paths(root=BROKEN))
    assert found == Counter(expected())


def test_at_least_forty_files_are_broken():
    """The folder is large enough to be worth it, and every fault has its own sentence."""
    assert len({file for file, _, _ in expected()}) >= 40
    problems = check_paths(root=BROKEN)
    assert len(set(problems)) == len(problems)
    assert all(problem.text and "{" not in problem.text for problem in problems)
