"""How long the bot takes to its first reply, beside `import telegram` in the same run.

    .venv/bin/python -m benchmarks.start [--write] [--dialogues N]

`nabij chat` with a known person, from the start of the process until the first line of its answer to /start: with a
warm cache of the content, with none that can be kept, and warm with the dialogues copied until there are N. Each round
times all of them in turn; the figures are medians.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from itertools import cycle
from pathlib import Path
from statistics import median

RESULTS = Path(__file__).parent / "results" / "start.md"
ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 9
GOAL = 2.5
MANY = 80


class Place:
    """A copy of the package with the content inside, as a wheel has it, and a person who was there before.

    Args:
        folder: where it is made.
        dialogues: how many dialogues there are to be; the present ones are copied under other ids.
        cached: whether a cache can be kept.
    """

    def __init__(self, folder: Path, dialogues: int = 0, cached: bool = True) -> None:
        self._folder, self._cached = folder, cached
        shutil.copytree(ROOT / "bot", folder / "bot", ignore=shutil.ignore_patterns("__pycache__", "content"))
        for name in ("dialogues", "lexicon"):
            shutil.copytree(ROOT / name, folder / "bot/content" / name)
        self.dialogues = self._multiply(dialogues)
        self.bytes = sum(path.stat().st_size for path in (folder / "bot/content").rglob("*.yaml"))
        subprocess.run(
            self._command, cwd=folder, env=self._environment, input="/start\nAkkoord\n", text=True, check=True,
            capture_output=True,
        )  # fmt: skip

    @property
    def _command(self) -> list[str]:
        return [sys.executable, "-m", "bot", "chat", "--data", str(self._folder / "data")]

    @property
    def _environment(self) -> Mapping[str, str]:
        config = {"XDG_CONFIG_HOME": str(self._folder / "config"), "XDG_CACHE_HOME": str(self._folder / "cache")}
        return {**os.environ, **config, "PYTHONPATH": str(self._folder)}

    def _multiply(self, wanted: int) -> int:
        folder = self._folder / "bot/content/dialogues"
        originals = sorted(path for path in folder.rglob("*.yaml") if not path.name.endswith(".test.yaml"))
        for number, path in zip(range(len(originals), wanted), cycle(originals), strict=False):
            text = re.sub(r"^id: .*", f"id: kopie-{number}", path.read_text(encoding="utf-8"), count=1, flags=re.M)
            path.with_name(f"kopie-{number}.yaml").write_text(text, encoding="utf-8")
        return max(wanted, len(originals))

    def first_reply(self) -> None:
        """Start the chat and wait for the first line of an answer."""
        if not self._cached:
            shutil.rmtree(self._folder / "cache", ignore_errors=True)
        with subprocess.Popen(
            self._command, cwd=self._folder, env=self._environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(b"/start\n")
            process.stdin.flush()
            assert process.stdout.readline()
            process.kill()


def imported(code: str) -> None:
    """Start Python and let it run that code."""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def seconds(measured: Mapping[str, Callable[[], None]]) -> dict[str, float]:
    """The median time of each, all of them timed once in every round."""
    taken: dict[str, list[float]] = {name: [] for name in measured}
    for round_number in range(ROUNDS + 1):
        for name, run in measured.items():
            start = time.perf_counter()
            run()
            if round_number:  # the first fills caches of files
                taken[name].append(time.perf_counter() - start)
    return {name: median(times) for name, times in taken.items()}


def report(many: int) -> str:
    """All figures as Markdown."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        warm, cold = Place(folder / "warm"), Place(folder / "cold", cached=False)
        large, anew = Place(folder / "large", many), Place(folder / "anew", many, cached=False)
        found = seconds({
            "`import telegram`": lambda: imported("import telegram"),
            "`import sqlalchemy, cryptography`": lambda: imported("import sqlalchemy, cryptography"),
            f"chat, warm cache, {warm.dialogues} dialogues": warm.first_reply,
            f"chat, no cache, {cold.dialogues} dialogues": cold.first_reply,
            f"chat, warm cache, {large.dialogues} dialogues ({large.bytes // 1000} kB of YAML)": large.first_reply,
            f"chat, no cache, {anew.dialogues} dialogues": anew.first_reply,
        })  # fmt: skip
    floor = next(iter(found.values()))
    lines = [
        "# Start", "", "`.venv/bin/python -m benchmarks.start --write`", "",
        f"Until the first line of the answer to /start; median of {ROUNDS} rounds. The goal with a warm cache is at "
        f"most {GOAL} times `import telegram`.", "",
        "| | seconds | beside `import telegram` |", "|---|---|---|",
        *(f"| {name} | {taken:.2f} | {taken / floor:.2f} |" for name, taken in found.items()), "",
    ]  # fmt: skip
    return "\n".join(lines)


def main() -> None:
    """Print the figures; with --write keep them too."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true", help=f"keep the figures in {RESULTS.name}")
    options.add_argument("--dialogues", type=int, default=MANY, metavar="N", help="how many the larger content has")
    chosen = options.parse_args()
    text = report(chosen.dialogues)
    print(text)
    if chosen.write:
        RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
