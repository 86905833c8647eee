"""What the identifying-detail check finds, beside deduce in the same run: recall, false alarms, time, memory.

    .venv/bin/python benchmarks/details.py [--write] [--no-deduce | --deduce PYTHON]

The texts are tests/privacy/details.tsv, tuned on, and apart_details.tsv, which was never tuned on. Each check runs in a
process of its own. deduce (LGPL) is no dependency of Nabij: it gets an environment of its own under a temporary folder,
which goes when the run ends. It needs a package index, about 160 MB, and one to three minutes to build its lists.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.privacy.labelled import Score

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "details.md"
DEDUCE = "deduce==3.0.6"
ROUNDS = 5
PARTS = (
    ("dev", "rules tuned on it"),
    ("held", "set apart before the first rule"),
    ("later", "written third, see below"),
    ("again", "written last, see below"),
    ("apart", "never tuned on, written before its author had seen a rule (tests/privacy/apart_details.tsv)"),
)
GOALS = "The goals: of deduce's recall at least 0.95, at most 1 in 20 clean texts touched, at most 1/20 of its memory."
FIRST_LOOK = (
    "First look at `later`, before any rule was changed for it: 57 of 62 details whole (91.9 %), 0 of 30 clean texts "
    "touched; at `again`: 42 of 49 (85.7 %), 1 of 21; at `apart`: 80 of 87 (92.0 %), 0 of 30. After the first two "
    "looks names and rules were added. All texts are by one author or two."
)
Spans = list[list[int]]


def _nabij() -> Callable[[str], Spans]:
    sys.path.insert(0, str(ROOT))
    from bot.privacy.details import find

    return lambda text: [[one.start, one.end] for one in find(text)]


def _deduce() -> Callable[[str], Spans]:
    from deduce import Deduce

    model = Deduce()
    return lambda text: [[int(one.start_char), int(one.end_char)] for one in model.deidentify(text).annotations]


def work(name: str) -> None:
    """In a process of its own: texts as JSON on stdin; spans, times and peak memory as JSON on stdout."""
    texts = json.load(sys.stdin)
    answer, sys.stdout = sys.stdout, sys.stderr  # deduce tells on stdout that it builds its lists
    begin = time.perf_counter()
    find = {"nabij": _nabij, "deduce": _deduce}[name]()
    find("Warm worden.")
    start = time.perf_counter() - begin
    rounds = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        spans = [find(text) for text in texts]
        rounds.append((time.perf_counter() - begin) / len(texts) * 1000)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump({"spans": spans, "start": start, "each": sorted(rounds)[ROUNDS // 2], "memory": peak}, answer)


def run(python: str, name: str, texts: list[str]) -> dict:
    """What the worker of that name tells."""
    command = [python, __file__, "--worker", name]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def run_deduce(texts: list[str], python: str = "") -> tuple[dict | None, str]:
    """deduce in that environment, or in one made for it under a temporary folder; or None and why not."""
    try:
        if python:
            return run(python, "deduce", texts), "its lists had been built before, in an environment that was there"
        with tempfile.TemporaryDirectory(prefix="nabij-deduce-") as folder:
            python = str(Path(folder) / "bin" / "python")
            venv.create(folder, with_pip=True)
            subprocess.run([python, "-m", "pip", "install", "-q", DEDUCE], check=True, capture_output=True, text=True)
            first = run(python, "deduce", texts[:1])["start"]
            return run(python, "deduce", texts), f"{first:.0f} s the first time, when it builds its lists"
    except (subprocess.CalledProcessError, OSError) as error:
        last = (getattr(error, "stderr", "") or str(error)).strip().splitlines()[-1:]
        return None, f"{DEDUCE} could not be installed or run here: {' '.join(last)}"


def figures(name: str, outcome: dict, rows: list) -> list[str]:
    """A line of the table per part of the texts, and for all that may be tuned on."""
    lines = []
    for part in (*(part for part, _ in PARTS), ""):
        some = scored(outcome, rows, part)
        lines.append(
            f"| {name} | {part or 'all but apart'} | {some.whole}/{some.labelled} ({100 * some.recall:.1f} %) | "
            f"{some.touched}/{some.labelled} | {some.clean_touched}/{some.clean} | {some.stray} |"
        )
    return lines


def scored(outcome: dict, rows: list, part: str) -> Score:
    """What was found of a part; of all parts that may be tuned on where none is named."""
    from tests.privacy.labelled import score

    found = dict(zip([row.text for row in rows], outcome["spans"], strict=True))
    some = [row for row in rows if row.part == part or (not part and row.part != "apart")]
    return score(some, lambda text: [(a, b) for a, b in found[text]])


def kinds(outcome: dict, rows: list) -> dict[str, str]:
    """Per kind how many details were found whole."""
    from tests.privacy.labelled import Labelled, score

    found = dict(zip([row.text for row in rows], outcome["spans"], strict=True))
    told = {}
    for kind in sorted({kind for row in rows for _, _, kind in row.details}):
        some = [Labelled(row.part, row.text, tuple(d for d in row.details if d[2] == kind)) for row in rows]
        one = score([row for row in some if row.details], lambda text: [(a, b) for a, b in found[text]])
        told[kind] = f"{one.whole}/{one.labelled}"
    return told


def report(with_deduce: bool, python: str = "") -> str:
    """All figures as Markdown."""
    sys.path.insert(0, str(ROOT))
    from tests.privacy.labelled import details

    rows = [*details(), *details("apart_details.tsv")]
    texts = [row.text for row in rows]
    ours = run(sys.executable, "nabij", texts)
    theirs, why = run_deduce(texts, python) if with_deduce else (None, "deduce was left out of this run.")
    lines = ["# Identifying details", "", "`.venv/bin/python benchmarks/details.py --write`", ""]
    labelled = sum(len(row.details) for row in rows)
    lines += [
        f"{sum(bool(row.details) for row in rows)} texts with {labelled} labelled details and "
        f"{sum(not row.details for row in rows)} clean ones in all. "
        + "; ".join(f"`{part}`: {what}" for part, what in PARTS) + ".",
        "", "| | texts | whole details found | touched | clean texts touched | findings beside a label |",
        "|---|---|---|---|---|---|", *figures("Nabij", ours, rows),
    ]  # fmt: skip
    lines += figures("deduce 3.0.6", theirs, rows) if theirs else []
    lines += ["", FIRST_LOOK, "", "| | ms per text | start (s) | peak memory (MB) |", "|---|---|---|---|"]
    named = [("Nabij", ours), *([("deduce 3.0.6", theirs)] if theirs else [])]
    lines += [f"| {name} | {one['each']:.2f} | {one['start']:.2f} | {one['memory']:.0f} |" for name, one in named]
    lines += ["", f"deduce's start: {why}." if theirs else why]
    if theirs:
        lines += [
            f"Beside deduce: time {ours['each'] / theirs['each']:.2f}, memory {ours['memory'] / theirs['memory']:.3f} "
            f"(1/{theirs['memory'] / ours['memory']:.0f}). "
            + "; ".join(
                f"Recall {name}: {scored(ours, rows, part).recall / scored(theirs, rows, part).recall:.2f} of deduce's"
                for part, name in (("", "tuned"), ("apart", "apart"))
            ) + f". {GOALS}",
        ]  # fmt: skip
    each = [(name, kinds(one, rows)) for name, one in named]
    lines += ["", "| kind | " + " | ".join(name for name, _ in each) + " |", "|---" * (len(each) + 1) + "|"]
    lines += [f"| {kind} | " + " | ".join(told[kind] for _, told in each) + " |" for kind in each[0][1]]
    return "\n".join([*lines, ""])


def main() -> None:
    """Print the figures; with --write keep them too."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true", help=f"keep the figures in {RESULTS.name}")
    options.add_argument("--no-deduce", action="store_true", help="leave deduce out")
    options.add_argument(
        "--deduce", default="", metavar="PYTHON", help="a Python that has deduce, instead of a new one"
    )
    options.add_argument("--worker", choices=("nabij", "deduce"), help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.worker:
        work(chosen.worker)
        return
    text = report(not chosen.no_deduce, chosen.deduce)
    print(text)
    if chosen.write:
        RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
