"""How often the care check asks, per group of sentences, and how long it takes.

    .venv/bin/python benchmarks/care.py [--write]

The sentences are tests/privacy/care.tsv, tuned on, and apart_care.tsv, which was never tuned on. The rival for the time
is Python's re with all phrases of a group as the alternatives of one expression, in the same run; it finds the same
phrases, and does not weigh them.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "care.md"
ROUNDS = 5
PARTS = (
    ("dev", "phrases tuned on it"),
    ("held", "set apart before the first phrase"),
    ("later", "rounds 1 to 6, odd wordings sought in two of them"),
    ("again", "rounds 7 to 9, likewise"),
)
GROUPS = ("self", "client-suicide", "client-violence", "client", "benign")
MESSAGE = (
    "vandaag bij mevrouw geweest en we hebben lang gepraat over haar dochter die niet meer langskomt ik merkte dat ik "
    "steeds een oplossing wilde geven terwijl ze vooral wilde vertellen hoe leeg het huis is sinds de zomer"
)
APART = """\
All but `apart` and `common` were tuned on or learned from, so what they give flatters. The figures to go by are in
[care_training.md](care_training.md): each author measured with what was learned from all the others. There the phrases
alone ask about three in ten sentences of danger, and with the second look about eight in ten; of benign sentences that
come near about one in twenty, of everyday ones too (in a case, where people are made up, one in fifty).

`common` is of wordings that most people would use, by somebody who knew neither the phrases nor what was learned;
nothing was tuned on it or learned from it. Three such sets, before any was learned from, gave self 435/450, client
234/240 and benign 50/1050; the phrases alone 398/450, 226/240 and 23/1050.

`apart` was written by who wrote the phrases, and knew it. Before phrases were added for rounds 7 to 9 it gave self
39/60 (65.0 %), client 27/30, benign 4/60; after that, 50/60, 27/30 and 4/60. The second look learned nothing from it.
The goals, 95 in 100 about oneself and at most 5 of benign ones, are reached on the tables and on common new wordings,
not on odd ones. `/noodhulp` is always there."""


def figures() -> list[str]:
    """A line of the table per group."""
    from bot.privacy.care import care
    from tests.privacy.labelled import sentences

    tuned = [(row.part, row.group, care(row.text)) for row in sentences()]
    apart = [(row.part, row.group, care(row.text)) for row in sentences("apart_care.tsv")]
    common = [(row.part, row.group, care(row.text)) for row in sentences("apart_common.tsv")]
    lines = []
    for group in GROUPS:
        cells = []
        for part in (*(name for name, _ in PARTS), "", "apart", "common"):
            rows = {"apart": apart, "common": common}.get(part, tuned)
            some = [asked for its, of, asked in rows if of == group and part in ("", its)]
            cells.append(f"{sum(some)}/{len(some)} ({100 * sum(some) / len(some):.1f} %)" if some else "-")
        lines.append(f"| {group} | {' | '.join(cells)} |")
    return lines


def in_one() -> Callable[[str], object]:
    """The rival: each group as one expression with its phrases as alternatives, over words parted by spaces."""
    from bot.privacy import care

    parts = (*((group, "lines") for group in (*care.GROUPS, "benign")), ("topic", "suicide"), ("topic", "violence"))
    every = ["|".join(expression for _, expression in care.lines(*part)) for part in parts]
    patterns = [re.compile(rf"(?<![^ ])(?:{one})(?![^ ])") for one in every]
    return lambda text: [pattern.findall(text) for pattern in patterns]


def milliseconds(check: Callable[[str], object], texts: list[str]) -> float:
    """The median over rounds of the mean time of a text."""
    taken = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        for text in texts:
            check(text)
        taken.append((time.process_time() - begin) / len(texts) * 1000)
    return median(taken)


def times() -> list[str]:
    """Per kind of text: the check, the rival, and the ratio."""
    from bot.privacy.care import care
    from tests.privacy.labelled import sentences

    rival = in_one()
    lines = ["| | the check (ms) | one expression per group (ms) | ratio |", "|---|---|---|---|"]
    kinds = {
        "a sentence of the table": [row.text for row in sentences()],
        f"a message of {len(MESSAGE.split())} words": [MESSAGE] * 100,
    }
    for name, texts in kinds.items():
        milliseconds(care, texts)
        ours, theirs = milliseconds(care, texts), milliseconds(rival, [text.casefold() for text in texts])
        lines.append(f"| {name} | {ours:.2f} | {theirs:.2f} | {ours / theirs:.2f} |")
    return lines


def report() -> str:
    """All figures as Markdown."""
    lines = ["# Care", "", "`.venv/bin/python benchmarks/care.py --write`", ""]
    lines += [
        "How many sentences bring the question. " + "; ".join(f"`{part}`: {what}" for part, what in PARTS) + ".",
        "",
    ]
    heads = " | ".join((*(name for name, _ in PARTS), "all of these", "apart", "common"))
    lines += [f"| group | {heads} |", "|---" * 8 + "|", *figures(), "", APART, ""]
    return "\n".join([*lines, *times(), ""])


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
