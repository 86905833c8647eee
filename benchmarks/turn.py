"""One turn in memory beside aiogram dispatching an update to a handler that does nothing; and what a long run costs.

Run: .venv/bin/python -m benchmarks.turn [--write]
aiogram is installed in an environment of its own, below the temporary folder; it is no dependency of Nabij.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.dialogue.engine import advance, needs
from bot.dialogue.model import Ask, Dialogue, Scene
from bot.dialogue.run import Run
from bot.dialogue.turn import Answer, CloseAnswer, Incoming, KeepPart, Signal
from bot.services.ports import Arrival
from bot.storage.keyring import Keyring
from bot.storage.opening import open_store

RESULT = Path(__file__).parent / "results" / "turn.md"
TURNS, ROUNDS = 20_000, 5
NOW = datetime(2026, 11, 21, tzinfo=UTC)
UPDATE = json.dumps(
    {
        "update_id": 7,
        "message": {
            "message_id": 12,
            "date": 1763700000,
            "chat": {"id": 5, "type": "private", "first_name": "Sanne"},
            "from": {"id": 5, "is_bot": False, "first_name": "Sanne", "language_code": "nl"},
            "text": "eerst contact, niet meteen over geld. terugkomen ook als ze niet opendoet",
        },
    }
)
RIVAL = f"""
import asyncio, json, statistics, time
from aiogram import Bot, Dispatcher
from aiogram.types import Update
dispatcher, bot = Dispatcher(), Bot("1:x" * 12)
@dispatcher.message()
async def nothing(message): pass
async def main():
    raw = {UPDATE!r}
    async def once(n):
        start = time.perf_counter()
        for _ in range(n):
            await dispatcher.feed_update(bot, Update.model_validate(json.loads(raw), context={{"bot": bot}}))
        return (time.perf_counter() - start) / n * 1e6
    await once(500)
    print(statistics.median([await once({TURNS // 10}) for _ in range({ROUNDS})]))
asyncio.run(main())
"""


def dialogue(questions: int) -> Dialogue:
    """A dialogue with that many open questions."""
    steps = tuple(Ask(id=f"vraag-{n}", scene="s", text=f"Vraag nummer {n}?", item=str(n)) for n in range(questions))
    return Dialogue(id="maat", kind="casus", title="Maat", scenes=(Scene("s", "S", steps),), hash="h")


def at_question(found: Dialogue, number: int) -> Run:
    """A run that stands at a question, with all before it asked."""
    path = tuple(f"vraag-{n}" for n in range(number + 1))
    run = Run(key="r:0123456789ab", dialogue="maat", hash="h", scene="s", stage="ask", at=NOW)
    return replace(run, step=path[-1], trail=" ".join(path))


def micros(work: Callable[[], object], times: int = TURNS) -> float:
    """Microseconds a call, the median of some rounds."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for _ in range(times):
            work()
        rounds.append((time.perf_counter() - start) / times * 1e6)
    return statistics.median(rounds)


def turn(found: Dialogue, stored: str, text: str) -> Callable[[], object]:
    """One turn: parse what came in, read the run, advance, write the run."""
    answer = {f"vraag-{n}": Answer("iets") for n in range(len(found.steps))}

    def once() -> str:
        words = text or json.loads(UPDATE)["message"]["text"]
        incoming = Incoming(Signal.TEXT, NOW, words, "telegram:12")
        run = Run.from_text(stored)
        wanted = needs(found, run, incoming)
        return advance(found, run, {name: answer[name] for name in wanted}, incoming).run.to_text()

    return once


def durable(questions: int, folder: Path) -> float:
    """Microseconds for a durable turn in which a part of an answer is kept, far into a run."""
    found = dialogue(questions + 1)
    store = open_store(folder, Keyring.load(folder.parent / f"keys-{questions}" / "keys.json", {}))
    count = iter(range(10**9))

    def arrive() -> None:
        store.receive([Arrival("bench", str(next(count)), "ik", Incoming(Signal.TEXT, NOW, "woorden bij deze vraag"))])

    def fill(work, incoming) -> None:
        for number in range(questions):
            work.keep("run", KeepPart(f"vraag-{number}", "Vraag?", "een antwoord van gewone lengte"), NOW)
            work.keep("run", CloseAnswer(f"vraag-{number}"), NOW)
        work.keep_run("run", at_question(found, questions))

    def handle(work, incoming) -> None:
        run = work.run("run")
        done = advance(found, run, work.answers("run", needs(found, run, incoming)), incoming)
        work.keep_run("run", done.run)
        for effect in done.outputs:
            work.keep("run", effect, NOW)

    arrive()
    work_first = store.work(fill, 1)
    assert work_first == 1

    def once() -> None:
        arrive()
        store.work(handle, 1)

    result = micros(once, 400)
    store.close()
    return result


def rival() -> float:
    """Microseconds for aiogram, in an environment of its own; 0 when it cannot be installed."""
    folder = Path(tempfile.gettempdir()) / "nabij-bench-aiogram"
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        done = subprocess.run([python, "-m", "pip", "install", "-q", "aiogram>=3.20,<4"], capture_output=True)
        if done.returncode:
            return 0.0
    return float(subprocess.run([python, "-c", RIVAL], check=True, capture_output=True, text=True).stdout)


def main() -> int:
    """Print the figures; with --write keep them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    small, large = dialogue(6), dialogue(201)
    part = micros(turn(small, at_question(small, 4).to_text(), ""))
    done = micros(turn(small, at_question(small, 4).to_text(), "Klaar"))
    theirs = rival()
    memory = [micros(turn(large, at_question(large, n).to_text(), ""), TURNS // 4) for n in (5, 200)]
    with tempfile.TemporaryDirectory() as folder:
        disk = [durable(n, Path(folder) / f"data-{n}") for n in (5, 200)]
    lines = [
        "# A turn, measured",
        "",
        "One turn in memory: parse what came in, read the run, advance, write the run. The rival is aiogram 3 parsing",
        "the same update and dispatching it to a handler that does nothing, in the same run.",
        "",
        "| | microseconds | beside aiogram |",
        "|---|---|---|",
        f"| a part of an answer | {part:.0f} | {_ratio(part, theirs)} |",
        f"| Klaar, and the next question | {done:.0f} | {_ratio(done, theirs)} |",
        f"| aiogram, empty handler | {theirs:.0f} | 1.00 |",
        "",
        "| a part of an answer, far into a run | 5 answers | 200 answers | ratio | goal |",
        "|---|---|---|---|---|",
        f"| in memory, microseconds | {memory[0]:.0f} | {memory[1]:.0f} | {memory[1] / memory[0]:.2f} | 1.30 |",
        f"| durable, microseconds | {disk[0]:.0f} | {disk[1]:.0f} | {disk[1] / disk[0]:.2f} | 1.30 |",
        "",
        "Repeat: `.venv/bin/python -m benchmarks.turn --write`",
    ]
    print("\n".join(lines))
    if write:
        RESULT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def _ratio(ours: float, theirs: float) -> str:
    return f"{ours / theirs:.2f}" if theirs else "aiogram could not be installed"


if __name__ == "__main__":
    sys.exit(main())
