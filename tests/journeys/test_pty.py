"""The chat in a real terminal: greeted, styled, wrapped, and left with Ctrl-D."""

from __future__ import annotations

import contextlib
import os
import pty
import select
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.processes import PATIENCE, command, environment


class Screen:
    """`nabij chat` in a pseudo-terminal."""

    def __init__(self, folder: Path) -> None:
        self.end, other = pty.openpty()
        env = {**environment(folder), "PYTHONPATH": str(Path.cwd()), "TERM": "xterm", "COLUMNS": "60"}
        words = command("chat", "--data", str(folder / "data"))
        self.process = subprocess.Popen(words, stdin=other, stdout=other, stderr=other, cwd=folder, env=env)
        os.close(other)
        self.seen = ""

    def until(self, text: str) -> str:
        """Read until a text stands on the screen."""
        deadline = time.monotonic() + PATIENCE
        while text not in self.seen:
            assert time.monotonic() < deadline, self.seen
            if select.select([self.end], [], [], 0.2)[0]:
                self.seen += os.read(self.end, 65536).decode("utf-8", "replace")
        return self.seen

    def type(self, line: str) -> None:
        """Type a line and Enter."""
        self.seen = ""
        os.write(self.end, line.encode() + b"\r")


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """A terminal with Nabij in it."""
    opened = Screen(tmp_path)
    yield opened
    opened.process.kill()
    opened.process.wait()
    os.close(opened.end)


def test_a_terminal_is_greeted_and_shows_bold_and_short_lines(screen: Screen):
    """In a terminal Nabij begins by itself, shows bold as bold and wraps at the width of the window."""
    shown = screen.until("[Akkoord] [Lees meer] [Liever niet]")
    assert "\x1b[1mWat ik bewaar:\x1b[0m" in shown
    screen.type("Akkoord")
    screen.until("[Een casus] [Iets vastleggen] [Terugkijken]")
    screen.type("/casus abiba")
    story = screen.until("[Ik begin] [Andere casus]").split("Vooraf:")[1]
    assert all(len(line) <= 80 for line in story.splitlines())


def test_ctrl_d_ends_with_status_0(screen: Screen):
    """Ctrl-D says goodbye and everything stays."""
    screen.until("> ")
    for _ in range(5):  # a key just before a line is read may be overlooked
        os.write(screen.end, b"\x04")
        with contextlib.suppress(subprocess.TimeoutExpired):
            screen.process.wait(PATIENCE / 3)
            break
    assert screen.process.returncode == 0
    screen.until("Wat je schreef staat er nog.")
