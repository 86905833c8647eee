"""`nabij template`: the Word file in which somebody writes a casus of their own."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from bot.errors import NabijError
from bot.texts import say


def add(commands: Any) -> None:
    """Add `template` to the commands of `nabij`."""
    text = say("template.help")
    made = commands.add_parser("template", help=text, description=text)
    made.set_defaults(run=_write)
    made.add_argument("file", type=Path, metavar="BESTAND", help=say("template.help_file"))


def _write(options: argparse.Namespace) -> None:
    from bot.render.word_template import word_template

    if options.file.suffix.lower() != ".docx":
        raise NabijError(say("template.not_docx", file=options.file))
    try:
        with options.file.open("xb") as file:
            file.write(word_template())
    except FileExistsError as error:
        raise NabijError(say("authoring.exists", file=options.file)) from error
    except OSError as error:
        raise NabijError(say("authoring.cannot_write", file=options.file)) from error
    sys.stderr.write(say("template.written", file=options.file) + "\n")
