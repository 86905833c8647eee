"""How often the care check asks, per group of sentences, and how long it takes.

    .venv/bin/python benchmarks/care.py [--write]

The sentences are tests/privacy/care.tsv.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "care.md"
ROUNDS = 5
PARTS = (
    ("dev", "phrases tuned on it"),
    ("held", "set apart before the first phrase"),
    ("later", "six rounds, see below"),
)
GROUPS = ("self", "client-suicide", "client-violence", "client", "benign")
FIRST_LOOK = """\
The first figures flatter: one author wrote the phrases and the sentences. So six more rounds were written, each looked
at once before phrases were added for what was missed. What that first look gave:

| round | in danger (self and client) | benign |
|---|---|---|
| 1 | 32/45 asked | 2/45 asked |
| 2 (odd wordings sought) | 32/77 | 3/41 |
| 3 | 49/70 | 0/50 |
| 4 | 54/70 (self 29/40) | 1/40 |
| 5 (odd wordings sought) | 22/40 | 0/20 |
| 6 | 46/60 (self 32/40) | 5/40 |

So of wordings that nobody thought of, expect seven to eight in ten to be asked about, fewer of odd ones, and one in
twenty to ten benign sentences at worst. The check is a floor; `/noodhulp` is always there."""


def figures() -> list[str]:
    """A line of the table per group."""
    from bot.privacy.care import care
    from tests.privacy.labelled import sentences

    rows = [(row.part, row.group, care(row.text)) for row in sentences()]
    lines = []
    for group in GROUPS:
        cells = []
        for part in (*(name for name, _ in PARTS), ""):
            some = [asked for its, of, asked in rows if of == group and (not part or its == part)]
            cells.append(f"{sum(some)}/{len(some)} ({100 * sum(some) / len(some):.1f} %)" if some else "-")
        lines.append(f"| {group} | {' | '.join(cells)} |")
    return lines


def milliseconds() -> float:
    """The median over rounds of the mean time of a sentence."""
    from bot.privacy.care import care
    from tests.privacy.labelled import sentences

    texts = [row.text for row in sentences()]
    taken = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        for text in texts:
            care(text)
        taken.append((time.perf_counter() - begin) / len(texts) * 1000)
    return median(taken)


def report() -> str:
    """All figures as Markdown."""
    lines = ["# Care", "", "`.venv/bin/python benchmarks/care.py --write`", ""]
    lines += [
        "How many sentences bring the question. " + "; ".join(f"`{part}`: {what}" for part, what in PARTS) + ".",
        "",
    ]
    lines += ["| group | dev | held | later | all |", "|---|---|---|---|---|", *figures(), "", FIRST_LOOK, ""]
    return "\n".join([*lines, f"Time: {milliseconds():.2f} ms per sentence.", ""])


def main() -> None:
    """Print the figures; with --write keep them too."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true", help=f"keep the figures in {RESULTS.name}")
    sys.path.insert(0, str(ROOT))
    text = report()
    print(text)
    if options.parse_args().write:
        RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
