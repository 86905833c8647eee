"""The terminal channel: a line is a message, a bubble is text, a row of buttons is a line of `[Label] [Label]`.

When standard input is no terminal the replies are plain text and a message without a reply prints nothing, so that
other programs can talk with Nabij over a pipe.
"""

from __future__ import annotations

import contextlib
import stat
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TextIO

from bot.dialogue.turn import Incoming, Signal
from bot.errors import TooLate
from bot.render.markup import Span, reply_spans
from bot.render.screen_lines import dimmed, screen_lines
from bot.services import uploads
from bot.services.ports import Arrival, Delivery, Post
from bot.texts import say

CHANNEL = "terminal"


class Terminal:
    """Talks with one person over two text streams.

    Args:
        post: what lies behind the channel.
        work: handles everything that waits; called after each line.
        person: the local person's name, the address of this channel.
        clock: gives the present moment, with time zone.
        folder: where exported files are written.
        styled: whether the output is a terminal that shows bold and wraps lines.
    """

    def __init__(
        self,
        post: Post,
        work: Callable[[], None],
        person: str,
        clock: Callable[[], datetime],
        folder: Path,
        styled: bool = False,
    ) -> None:
        self._post, self._work, self._person, self._clock, self._folder = post, work, person, clock, folder
        self._styled = styled

    def run(self, lines: TextIO, out: TextIO) -> None:
        """Talk until the input ends; a styled terminal is greeted first."""
        self._print(out)
        if self._styled:
            print(f"{dimmed(say('terminal.how'))}\n", file=out, flush=True)
            self._hear("/start", out)
        with contextlib.suppress(KeyboardInterrupt):
            while line := self._next(lines, out):
                self._hear(line.rstrip("\r\n"), out)
        if self._styled:
            print(f"\n{dimmed(say('terminal.bye'))}", file=out, flush=True)

    def _next(self, lines: TextIO, out: TextIO) -> str:
        if not self._styled:
            return lines.readline()
        try:
            return input("> ") + "\n"
        except EOFError:
            return ""

    def _hear(self, line: str, out: TextIO) -> None:
        name, at = uuid.uuid4().hex, self._clock()
        signal = Signal.COMMAND if line.startswith("/") and len(line) > 1 else Signal.TEXT
        text = line[1:] if signal is Signal.COMMAND else line
        incoming = Incoming(signal, at, text, f"{CHANNEL}:{name}")
        if signal is Signal.COMMAND and (path := uploads.path_in(text)):
            incoming = _file(incoming, Path(path))
        self._post.receive([Arrival(CHANNEL, name, self._person, incoming)])
        self._work()
        self._print(out)

    def _print(self, out: TextIO) -> None:
        """Print what waits for this person; what waits for others stays."""
        for delivery in self._post.outgoing(CHANNEL):
            if delivery.address == self._person:
                for line in self._lines(delivery):
                    print(line, file=out)
                self._post.sent(delivery.seq)
        out.flush()

    def _lines(self, delivery: Delivery) -> list[str]:
        if delivery.kind != "reply":
            return []
        lines = screen_lines(reply_spans(delivery.reply), self._styled)
        if delivery.reply.alt:  # a picture, told in words
            lines = screen_lines([Span(delivery.reply.alt)], self._styled)
        elif delivery.reply.export:
            lines += self._file(delivery)
        lines += [" ".join(f"[{button.label}]" for button in row) for row in delivery.reply.buttons]
        if delivery.reply.keyboard:
            lines.append(" ".join(f"[{label}]" for label in delivery.reply.keyboard))
        return [*lines, ""] if self._styled else lines

    def _file(self, delivery: Delivery) -> list[str]:
        try:
            document = self._post.export(delivery.person, delivery.reply.export)
        except TooLate:
            return [say("terminal.file_gone")]
        path = (self._folder / document.name).resolve()
        path.unlink(missing_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(document.content)
        return [str(path)]


def _file(incoming: Incoming, path: Path) -> Incoming:
    """The file at a path that was typed, instead of the command that named it."""
    try:
        path = path.expanduser()
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return replace(incoming, signal=Signal.OTHER, text=uploads.NOT_THERE)
        if status.st_size > uploads.MOST_BYTES:
            return replace(incoming, signal=Signal.OTHER, text=uploads.TOO_LARGE)
        with path.open("rb") as file:
            data = file.read(uploads.MOST_BYTES + 1)
    except (OSError, ValueError, RuntimeError):
        return replace(incoming, signal=Signal.OTHER, text=uploads.NOT_THERE)
    return replace(incoming, signal=Signal.FILE, text=path.name, data=data)
