"""Learns the weights of the care check's second look, and tells what they are worth on who was not learned from.

    .venv/bin/python benchmarks/care_training.py [--write] [--python PYTHON]

It learns from tests/privacy/care.tsv and care_many.tsv. Of the second each author wrote apart, knowing neither the
phrases nor the others: each is measured with weights learned from all the rest, and that is what is reported. The
weights that are kept are learned from all. scikit-learn, which finds the weights, is no dependency of Nabij: it gets an
environment of its own under a temporary folder, or `--python` names one that has it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import venv
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bot.privacy import care, likeness  # noqa: E402 - found once its folder is on the path
from bot.privacy.likeness import Likeness  # noqa: E402
from tests.privacy.labelled import by_many, learned_from, sentences  # noqa: E402

RESULTS = ROOT / "benchmarks" / "results" / "care_training.md"
WEIGHTS = ROOT / "bot" / "privacy" / "likeness"
NEEDED = "scikit-learn==1.9.1"
LEVELS = 127
SOFT = 300.0  # how little weights are held back
ASK, FICTION, DOUBT = 0.5, 2.0, -1.5
POINTS = (
    (ASK, DOUBT), (FICTION, DOUBT), (ASK, -99.0), (ASK, -2.5), (ASK, -0.5), (-1.0, DOUBT), (0.0, DOUBT), (1.0, DOUBT),
    (3.0, DOUBT),
)  # fmt: skip
GROUPS = ("self", "client", "benign", "plain")
HEAD = """\
Each author is measured with what was learned from all the others: sentences by somebody whom neither the phrases nor
the weights know. `benign` comes near danger on purpose, `plain` is what people write every day. Each is a message of
its own."""
LEARN = """
import json, sys
import numpy
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
told = json.loads(sys.stdin.readline())
found = csr_matrix((told["values"], told["columns"], told["ends"]), shape=(len(told["ends"]) - 1, told["width"]))
for line in sys.stdin:
    kept = json.loads(line)
    danger = [told["danger"][number] for number in kept]
    some = found[kept]
    rare = numpy.log(some.shape[0] / (1 + some.getnnz(axis=0)))  # a feature that is everywhere tells little
    rare /= rare.max()
    model = LogisticRegression(C=told["soft"], solver="liblinear", random_state=1)
    model.fit(some.multiply(rare).tocsr(), danger)
    print(json.dumps([list(model.coef_[0] * rare), float(model.intercept_[0])]), flush=True)
"""


@dataclass(frozen=True)
class Row:
    """A labelled text: who wrote it, its group, its buckets, and whether the phrases find something."""

    author: str
    group: str
    text: str
    buckets: tuple[int, ...]
    length: int
    phrase: bool

    @property
    def danger(self) -> bool:
        """Whether somebody is in danger."""
        return self.group not in ("benign", "plain")


@dataclass(frozen=True)
class Learned:
    """Weights in steps, as they are kept."""

    buckets: array[int]
    step: float
    base: float

    def score(self, row: Row) -> float:
        """What `bot.privacy.likeness` gives for a text that is no longer than one stretch."""
        return self.base + self.step * sum(self.buckets[bucket] for bucket in row.buckets) / sqrt(len(row.buckets))


def rows() -> list[Row]:
    """Every text to learn from, read as the check reads it."""
    told = [("", row.group, row.text) for row in sentences()] + [(row.part, row.group, row.text) for row in by_many()]
    found = []
    for author, group, text in told:
        words, phrase = care.read(text)
        if words:
            buckets = tuple(sorted({bucket for bucket, _, _ in likeness.features(words)}))
            found.append(Row(author, group.partition("-")[0], text, buckets, likeness.length(words), phrase))
    return found


class Teacher:
    """scikit-learn in a process of its own, told all rows once."""

    def __init__(self, python: str, told: Sequence[Row]) -> None:
        self._process = subprocess.Popen(
            [python, "-c", LEARN], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        ends = [0]
        for row in told:
            ends.append(ends[-1] + len(row.buckets))
        self._ask(
            {
                "columns": [bucket for row in told for bucket in row.buckets],
                "values": [1 / sqrt(len(row.buckets)) for row in told for _ in row.buckets],
                "ends": ends,
                "width": likeness.BUCKETS,
                "danger": [row.danger for row in told],
                "soft": SOFT,
            }
        )

    def learn(self, kept: Sequence[int]) -> Learned:
        """The weights learned from the rows with these numbers."""
        self._ask(list(kept))
        assert self._process.stdout is not None
        found, base = json.loads(self._process.stdout.readline())
        step = max(map(abs, found)) / LEVELS
        return Learned(array("b", (round(weight / step) for weight in found)), step, base)

    def leave(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()

    def _ask(self, what: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()


def judged(told: Sequence[Row], teacher: Teacher) -> dict[Row, float]:
    """The score of each row of the many, by weights learned from all others than its author."""
    found = {}
    for author in sorted({row.author for row in told} - {""}):
        learned = teacher.learn([number for number, row in enumerate(told) if row.author != author])
        found |= {row: learned.score(row) for row in told if row.author == author}
    return found


def asked(row: Row, score: float, ask: float = ASK, doubt: float = DOUBT) -> bool:
    """Whether the check asks about a text that is no longer than one stretch."""
    like = Likeness(score, 0, 0, row.length)
    return like.asks(ask) or (row.phrase and not like.lets_pass(doubt))


def report(scores: dict[Row, float]) -> str:
    """The figures as Markdown."""
    lines = [
        "# The care check's second look",
        "",
        "`.venv/bin/python benchmarks/care_training.py --write`",
        "",
        HEAD,
        "",
    ]
    authors = sorted({row.author for row in scores})
    heads = ("asked about, of", "phrases alone", "with the second look")
    lines += [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for group in GROUPS:
        some = [row for row in scores if row.group == group]
        alone, both = (sum(row.phrase for row in some), sum(asked(row, scores[row]) for row in some))
        lines.append(f"| {group} ({len(some)}) | {_share(alone, len(some))} | {_share(both, len(some))} |")
    lines += ["", "Per author, with the second look (in brackets: the phrases alone):", ""]
    lines += [f"| | {' | '.join(GROUPS)} |", "|---" * (len(GROUPS) + 1) + "|"]
    for author in authors:
        cells = []
        for group in GROUPS:
            some = [row for row in scores if (row.author, row.group) == (author, group)]
            alone, both = (sum(row.phrase for row in some), sum(asked(row, scores[row]) for row in some))
            cells.append(f"{_share(both, len(some))} ({_share(alone, len(some))})")
        lines.append(f"| {author} | {' | '.join(cells)} |")
    lines += [
        "",
        f"Other points at which it could ask. Chosen: {ASK}, and {FICTION} in a case; phrases pass up to {DOUBT}.",
        "",
    ]
    lines += [f"| asks from | passes phrases up to | {' | '.join(GROUPS)} |", "|---" * (len(GROUPS) + 2) + "|"]
    for ask, doubt in POINTS:
        cells = []
        for group in GROUPS:
            some = [row for row in scores if row.group == group]
            cells.append(_share(sum(asked(row, scores[row], ask, doubt) for row in some), len(some)))
        lines.append(f"| {ask} | {doubt} | {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


def _share(some: int, all_of_them: int) -> str:
    return f"{100 * some / all_of_them:.1f} %" if all_of_them else "-"


def write(learned: Learned) -> None:
    """Keep the weights where the check reads them."""
    WEIGHTS.with_suffix(".bin").write_bytes(learned.buckets.tobytes())
    told = [
        "# Made by benchmarks/care_training.py; see bot/privacy/likeness.py.",
        f"step = {learned.step!r}",
        f"base = {learned.base!r}",
        f"ask = {ASK}",
        f"fiction = {FICTION}",
        f"doubt = {DOUBT}",
        f'learned_from = "{learned_from()}"',
    ]
    WEIGHTS.with_suffix(".toml").write_text("\n".join([*told, ""]), encoding="utf-8")


def environment(folder: Path) -> str:
    """A Python that has scikit-learn."""
    venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", NEEDED], check=True, stdout=sys.stderr)
    return python


def main() -> None:
    """Learn and print the figures; with --write keep the weights and the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true", help="keep the weights, and the figures in results/")
    options.add_argument("--python", default="", help="a Python that has scikit-learn")
    chosen = options.parse_args()
    told = rows()
    with tempfile.TemporaryDirectory(prefix="nabij-care-") as folder:
        try:
            python = chosen.python or environment(Path(folder))
        except (OSError, subprocess.CalledProcessError):
            print(f"{NEEDED} could not be installed here: nothing was measured. --python names one that has it.")
            return
        teacher = Teacher(python, told)
        text = report(judged(told, teacher))
        learned = teacher.learn(range(len(told))) if chosen.write else None
        teacher.leave()
    print(text)
    if learned:
        write(learned)
        RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
