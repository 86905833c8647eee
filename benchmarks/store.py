"""Durable turns per second through the store, beside raw sqlite3 running the same statements in the same run.

.venv/bin/python -m benchmarks.store [--turns N] [--rounds N] [--write]
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks._raw import recording, replay
from bot.dialogue.engine import advance, needs
from bot.dialogue.model import Ask, Dialogue, Scene
from bot.dialogue.run import Run
from bot.dialogue.turn import Chosen, Incoming, Leave, Pass, Reply, Signal
from bot.services.ports import Arrival, Work
from bot.storage import open_store
from bot.storage.keyring import Keyring
from bot.storage.store import Store

GOAL = 0.25
PEOPLE = 500
RESULTS = Path(__file__).parent / "results" / "store.md"
BEGUN = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
WORDS = "Ik vroeg haar eerst wat zij zelf belangrijk vond en pas daarna wat er volgens de gemeente moest gebeuren. " * 4
STEPS = tuple(
    Ask(id=f"v{n}", scene="s", text=f"Wat zou jij hier als eerste vragen, en waarom ({n})?") for n in range(6)
)
DIALOGUE = Dialogue("proef", "casus", "Proef", (Scene("s", "Proef", STEPS),), hash="0" * 16)


@dataclass(frozen=True)
class Measured:
    """Turns per second of the store and of raw sqlite3, and the ratio of the two: medians of rounds."""

    most: int
    store: float
    raw: float
    ratio: float


def turn(work: Work, incoming: Incoming) -> None:
    """What a conversation does in a turn: focus, run, answers, engine, effects, run."""
    run_id = work.focus().removeprefix("run:")
    run = work.run(run_id) if run_id else None
    if run is None:
        run_id = f"run{work.person}"
        work.keep_focus(f"run:{run_id}")
        run = Run(f"r:{run_id}", DIALOGUE.id)
        incoming = Incoming(Signal.START, incoming.at)
    done = advance(DIALOGUE, run, work.answers(run_id, needs(DIALOGUE, run, incoming)), incoming)
    work.keep_run(run_id, done.run)
    for output in done.outputs:
        if isinstance(output, Reply):
            work.reply(output)
        elif not isinstance(output, Leave | Chosen | Pass):
            work.keep(run_id, output, incoming.at)  # type: ignore[arg-type]


def arrivals(first: int, count: int) -> list[Arrival]:
    """Text messages of all people in turn."""
    return [
        Arrival(
            "telegram",
            str(number),
            str(number % PEOPLE),
            Incoming(Signal.TEXT, BEGUN + timedelta(seconds=number), WORDS, str(number)),
        )
        for number in range(first, first + count)
    ]


def play(store: Store, first: int, turns: int, most: int) -> float:
    """Receive and handle turns, `most` per commit; return the seconds it took."""
    waiting = arrivals(first, turns)
    begin = time.perf_counter()
    for place in range(0, turns, most):
        store.receive(waiting[place : place + most])
        assert store.work(turn, most) == len(waiting[place : place + most])
    return time.perf_counter() - begin


def opened(folder: Path) -> Store:
    """The store of a copy of the prepared data."""
    return open_store(folder / "data", Keyring.load(folder / "keys" / "keys.json", {}))


def measure(prepared: Path, turns: int, most: int) -> tuple[float, float]:
    """Seconds for the store and for raw sqlite3, each on a fresh copy of the same data."""
    first = 2 * PEOPLE
    with Copied(prepared) as folder:
        store = opened(folder)
        timed = play(store, first, turns, most)
        store.close()
    with Copied(prepared) as folder:
        store = opened(folder)
        with recording() as statements:
            play(store, first, turns, most)
        store.close()
    with Copied(prepared) as folder:
        return timed, replay(folder / "data" / "nabij.sqlite3", statements)


class Copied:
    """A copy of a folder, gone at the end."""

    def __init__(self, folder: Path) -> None:
        self._holder = tempfile.TemporaryDirectory()
        self._folder = folder

    def __enter__(self) -> Path:
        return Path(shutil.copytree(self._folder, Path(self._holder.name) / "copy"))

    def __exit__(self, *_: object) -> None:
        self._holder.cleanup()


def run(turns: int, rounds: int) -> Iterator[Measured]:
    """Single turns per commit, then sixteen."""
    with tempfile.TemporaryDirectory() as name:
        prepared = Path(name)
        store = opened(prepared)
        play(store, 0, 2 * PEOPLE, 16)  # everybody is in a run and has begun an answer
        store.close()
        for most in (1, 16):
            pairs = [measure(prepared, turns, most) for _ in range(rounds)]
            store, raw = (turns / statistics.median(column) for column in zip(*pairs, strict=True))
            yield Measured(most, store, raw, statistics.median(raw_s / store_s for store_s, raw_s in pairs))


def table(found: list[Measured], turns: int, rounds: int) -> str:
    """The results as a page."""
    lines = [
        "# The store, measured",
        "",
        "Durable turns per second through `Store.receive` and `Store.work`, engine and encryption included, beside raw",
        "sqlite3 running the very same statements (recorded, then replayed, without encryption) with synchronous=FULL.",
        f"Medians of {rounds} rounds of {turns} turns of {PEOPLE} people, one part of {len(WORDS)} characters each.",
        "",
        "| turns per commit | store, turns/s | raw sqlite3, turns/s | ratio | goal |",
        "|---|---|---|---|---|",
        *(f"| {m.most} | {m.store:,.0f} | {m.raw:,.0f} | {m.ratio:.2f} | {GOAL} |" for m in found),
        "",
        "The ratio is the median of the rounds' ratios; on a busy machine trust it more than the figures beside it.",
        "",
        "Repeat: `.venv/bin/python -m benchmarks.store --write`",
        "",
    ]
    return "\n".join(lines)


def main() -> int:
    """Measure and print; status 1 where the goal is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--turns", type=int, default=1500)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--write", action="store_true", help="write benchmarks/results/store.md")
    chosen = options.parse_args()
    found = list(run(chosen.turns, chosen.rounds))
    page = table(found, chosen.turns, chosen.rounds)
    print(page)
    if chosen.write:
        RESULTS.write_text(page, encoding="utf-8")
    return int(any(item.ratio < GOAL for item in found))


if __name__ == "__main__":
    raise SystemExit(main())
