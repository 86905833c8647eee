"""The press: sets a paper or a picture with Typst, in a process of its own.

Apart from this process for three reasons: Typst keeps what it set for ten papers more (a person's text should not stay
in memory, nor the 390 MB it can take), a fault in it cannot take the bot along, and it can be stopped. A process costs
about 0.1 s. Text goes in as data and is never part of a template, so nothing in it can act.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Literal

from bot.errors import PaperError
from bot.texts import say

Format = Literal["pdf", "svg", "png"]
PATIENCE = 60  # seconds; a hundred entries of 120 words take a fifth of one


def press(
    template: str, data: Mapping[str, Any], formats: Sequence[Format], made: date, closer: int = 0
) -> list[bytes]:
    """Set `templates/TEMPLATE.typ` with this data.

    Args:
        data: what the template reads, as JSON can hold it; texts of persons as `bot.render.paper.clean` leaves them.
        made: the day that the file names as its own.
        closer: how many ways of setting closer may be tried to make it one page; where none does, it is set as ever.

    Returns:
        A file for each format, in their order.

    Raises:
        PaperError: it could not be set; the text does not stand in the error.
    """
    stamp = int(datetime.combine(made, time(12), UTC).timestamp())
    order = {"template": template, "data": data, "formats": list(formats), "made": stamp, "closer": closer}
    command = [sys.executable, str(Path(__file__).with_name("pressing.py"))]
    try:
        done = subprocess.run(command, input=json.dumps(order).encode(), capture_output=True, timeout=PATIENCE)  # noqa: S603  # our own script
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PaperError(say("report.not_made", error=type(error).__name__)) from None
    if done.returncode:
        raise PaperError(say("report.not_made", error=done.stderr.decode(errors="replace")[-40:] or done.returncode))
    lengths, files = done.stdout.split(b"\n", 1)
    return _cut(files, json.loads(lengths))


def _cut(files: bytes, lengths: Sequence[int]) -> list[bytes]:
    """The files that stand one after the other."""
    found, at = [], 0
    for length in lengths:
        found.append(files[at : at + length])
        at += length
    return found
