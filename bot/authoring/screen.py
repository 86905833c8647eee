"""Two text streams as a place to talk: the contract of `nabij chat` (see bot.channels.terminal), without a store.

A line is a message; a bubble is text, a row of buttons a line of `[Label] [Label]`. Over a pipe nothing else is
printed. Remarks about the trying itself are said in a terminal only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from bot.dialogue.turn import Reply
from bot.problems import Problem
from bot.render.markup import reply_spans
from bot.render.screen_lines import dimmed, screen_lines


class Screen:
    """Where an author talks.

    Args:
        lines: what is typed.
        out: what is said.
        faults: where faults in a file are listed.
        styled: whether `lines` and `out` are a terminal.
    """

    def __init__(self, lines: TextIO, out: TextIO, faults: TextIO, styled: bool) -> None:
        self._lines, self._out, self._faults, self.styled = lines, out, faults, styled

    def show(self, replies: Iterable[Reply]) -> None:
        """Print bubbles."""
        for reply in replies:
            for line in (*screen_lines(reply_spans(reply), self.styled), *_button_rows(reply)):
                print(line, file=self._out)
            if self.styled:
                print(file=self._out)
        self._out.flush()

    def remark(self, text: str) -> None:
        """Say something about the trying itself; over a pipe this is left out."""
        if self.styled:
            print(f"{dimmed(text)}\n", file=self._out, flush=True)

    def list_faults(self, problems: Iterable[Problem]) -> None:
        """Print faults, each as `file:line CODE text`."""
        for problem in problems:
            print(problem, file=self._faults, flush=True)

    def ask(self, question: str) -> str:
        """Ask for a line; "" over a pipe and at the end of the input."""
        if not self.styled:
            return ""
        try:
            return input(f"{question} ").strip()
        except EOFError:
            return ""

    def lines(self) -> Iterator[str]:
        """What is typed, line by line, until the input ends."""
        while line := self._next():
            yield line.rstrip("\r\n")

    def _next(self) -> str:
        if not self.styled:
            return self._lines.readline()
        try:
            return input(f"{dimmed('›')} ") + "\n"
        except EOFError:
            return ""


def _button_rows(reply: Reply) -> list[str]:
    rows = [[button.label for button in row] for row in reply.buttons]
    if reply.keyboard:
        rows.append(list(reply.keyboard))
    return [" ".join(f"[{label}]" for label in row) for row in rows]
