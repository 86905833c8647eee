"""Reading one entry out of 500, the whole journal, and a whole turn with its care check; each beside a rival.

    .venv/bin/python -m benchmarks.reads [--write]

The rivals, in the same run: for the entry, reading the whole journal and taking the one out of it; for the journal, one
read per entry; for the turn, the same turn with all care phrases of a group in one expression, which finds the same;
for the words of the lexicon in a text, looking for each name by itself.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks.care import MESSAGE, in_one
from bot.app import library
from bot.dialogue.run import Run
from bot.dialogue.turn import Incoming, KeepEntry, KeepPart, Signal
from bot.language.fold import words
from bot.services.converse import Conversation
from bot.services.library import SHORTEST, Library
from bot.services.ports import Arrival, House, Work
from bot.storage.content import load
from bot.storage.keyring import Keyring
from bot.storage.opening import open_store
from bot.storage.store import Store

RESULT = Path(__file__).parent / "results" / "reads.md"
ENTRIES, ROUNDS, TURNS = 500, 7, 60
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TEXT = "Ik vroeg haar wat zij zelf belangrijk vond en pas daarna wat er van de gemeente moest gebeuren. " * 3


def millis(work: Callable[[], object], times: int = 1) -> float:
    """Milliseconds of processor time a call, the median of some rounds."""
    taken = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        for _ in range(times):
            work()
        taken.append((time.process_time() - begin) / times * 1000)
    return median(taken)


def _fill(work: Work, incoming: Incoming) -> None:
    for number in range(ENTRIES):
        run = f"run{number}"
        work.keep_run(run, Run(f"r:{run}", "notitie", at=NOW, state="finished"))
        work.keep(run, KeepPart("tekst", "Wat gebeurde er?", TEXT), NOW)
        work.keep(run, KeepEntry(), NOW)


def _one_by_one(work: Work) -> list[str]:
    """The journal as it was read before: each run of it by itself, with its earlier texts."""
    return ["\n\n".join(item.text for item in work.all_answers(f"run{number}")) for number in range(ENTRIES)]


def reads(store: Store) -> list[str]:
    """Lines for the entry of one run and for the whole journal."""
    told: dict[str, float] = {}

    def measure(work: Work, incoming: Incoming) -> None:
        wanted = f"run{ENTRIES // 2}"
        told["one"] = millis(lambda: work.entries_of(wanted), 20)
        told["picked"] = millis(lambda: next(row for row in work.entries() if row.run == wanted))
        told["all"] = millis(work.entries)
        told["each"] = millis(lambda: _one_by_one(work))

    for ref, handler in enumerate((_fill, measure)):
        store.receive([Arrival("bench", str(ref), "ik", Incoming(Signal.TEXT, NOW, "x"))])
        store.work(handler, 1)
    return [
        _line(f"one entry of {ENTRIES}", told["one"], told["each"], "one read per entry, as it was"),
        _line(f"one entry of {ENTRIES}", told["one"], told["picked"], "the whole journal in one read"),
        _line(f"the journal of {ENTRIES} entries", told["all"], told["each"], "one read per entry, as it was"),
    ]


def _line(what: str, ours: float, theirs: float, rival: str) -> str:
    return f"| {what} | {ours:.2f} | {rival} | {theirs:.2f} | {ours / theirs:.3f} |"


def turn(folder: Path, shelf: Library) -> str:
    """A line for a message of many words in a casus, through store and conversation, from receipt to commit."""
    store = open_store(folder / "turns", Keyring.load(folder / "turnkeys" / "keys.json", {}))
    handle, count, case = Conversation(shelf), iter(range(10**9)), shelf.of_kind("casus")[0].id

    def once(text: str = MESSAGE, signal: Signal = Signal.TEXT) -> None:
        store.receive([Arrival("bench", str(next(count)), "ik", Incoming(signal, NOW, text))])
        while store.work(handle, 1):
            pass

    for text, signal in (("start", Signal.COMMAND), ("Akkoord", Signal.TEXT), (f"casus {case}", Signal.COMMAND)):
        once(text, signal)
    for text in ("Ik begin", "Naar vraag 1", MESSAGE):
        once(text)
    if not _answered(store, case):
        raise SystemExit("The message is no answer to a question: the way to a question of a casus has changed.")
    ours = millis(once, TURNS)
    rival, plain = in_one(), MESSAGE.casefold()
    check = millis(lambda: rival(plain), 20)
    ours_check = millis(lambda: _care(MESSAGE), 100)
    store.close()
    what = f"a turn of {len(MESSAGE.split())} words ({ours_check:.2f} of it care)"
    return _line(what, ours, ours - ours_check + check, "the same with one expression per group (computed)")


def _answered(store: Store, dialogue: str) -> bool:
    """Whether the message stands as an answer in a run of that dialogue."""
    found: list[str] = []

    def look(work: Work, incoming: Incoming) -> None:
        runs = [row.id for row in work.runs() if row.dialogue == dialogue]
        found.extend(item.text for run in runs for item in work.all_answers(run))

    store.receive([Arrival("bench", "look", "ik", Incoming(Signal.OTHER, NOW, "x"))])
    store.work(look, 1)
    return MESSAGE in found


def _care(text: str) -> bool:
    from bot.privacy.care import care

    return care(text)


def names(shelf: Library) -> str:
    """A line for the words of the lexicon in a text."""
    text = TEXT + MESSAGE
    every = (*shelf.lemmas.values(), *shelf.terms.values())

    def one_by_one() -> list[str]:
        plain = f" {' '.join(words(text))} "
        return [entry.id for entry in every if any(_stands(n, plain) for n in (entry.title, *entry.aliases))]

    shelf.named_in(text)
    ours = millis(lambda: shelf.named_in(text), 50)
    return _line("words of the lexicon in a text", ours, millis(one_by_one, 2), "each name by itself, as it was")


def _stands(name: str, plain: str) -> bool:
    folded = " ".join(words(name))
    return len(folded) >= SHORTEST and f" {folded} " in plain


def report() -> str:
    """All figures as Markdown."""
    shelf = library(load(), House())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = open_store(folder / "data", Keyring.load(folder / "keys" / "keys.json", {}))
        lines = reads(store)
        store.close()
        lines += [turn(folder, shelf), names(shelf)]
    head = ["# Reads, and a whole turn", "", "`.venv/bin/python -m benchmarks.reads --write`", ""]
    head += ["Milliseconds of processor time, medians; each line beside a rival in the same run.", ""]
    return "\n".join([*head, "| | ms | beside | ms | ratio |", "|---|---|---|---|---|", *lines, ""])


def main() -> None:
    """Print the figures; with --write keep them too."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true", help=f"keep the figures in {RESULT.name}")
    write, text = options.parse_args().write, report()
    print(text)
    if write:
        RESULT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
