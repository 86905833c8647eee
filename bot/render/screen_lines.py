"""A bubble as lines of a terminal: wrapped and styled where a person sits at it, plain over a pipe."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Sequence

from bot.render.markup import Span, plain

_BOLD, _ITALIC, _DIM, _RESET = "\x1b[1m", "\x1b[3m", "\x1b[2m", "\x1b[0m"
_WIDEST = 84  # columns of text that still read well


def screen_lines(spans: Sequence[Span], styled: bool) -> list[str]:
    """The lines of a bubble.

    Args:
        spans: its text.
        styled: whether it is wrapped and set in bold and italic.
    """
    if not styled:
        return plain(spans).splitlines()
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    wrapped: list[str] = []
    for paragraph in "".join(map(_style, spans)).splitlines():
        wrapped += textwrap.wrap(paragraph, width, break_long_words=False) or [""]
    return wrapped


def dimmed(text: str) -> str:
    """A remark that is not part of the talk."""
    return f"{_DIM}{text}{_RESET}"


def _style(span: Span) -> str:
    start = (_BOLD if span.bold else "") + (_ITALIC if span.italic else "")
    return f"{start}{span.text}{_RESET}" if start else span.text
