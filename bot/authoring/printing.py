"""`nabij print`: a dialogue on paper, for who does it or for who guides the talk about it."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from bot.dialogue.model import KINDS, Dialogue
from bot.errors import ContentError, NabijError
from bot.texts import say

ENDINGS = (".pdf", ".docx", ".md")


def add(commands: Any) -> None:
    """Add `print` to the commands of `nabij`."""
    text = say("app.help_print")
    made = commands.add_parser("print", help=text, description=text)
    made.set_defaults(run=_print)
    made.add_argument("kind", choices=KINDS, metavar="SOORT", help=say("app.help_print_kind", kinds=", ".join(KINDS)))
    made.add_argument("source", metavar="ID", help=say("authoring.help_source"))
    made.add_argument("--guide", action="store_true", help=say("app.help_print_guide"))
    made.add_argument("--output", type=Path, required=True, metavar="FILE", help=say("app.help_print_output"))


def _print(options: argparse.Namespace) -> None:
    from bot.authoring import source
    from bot.render.handout import guide, handout

    if options.output.suffix.lower() not in ENDINGS:
        raise NabijError(say("handout.not_pdf", file=options.output))
    found = source.find(options.source)
    version = found.read()
    if version.dialogue is None:
        raise ContentError("\n".join(map(str, version.problems)) or say("handout.no_dialogue", file=found.path))
    _check_kind(version.dialogue, options.kind)
    titles = {item.id: item.title for item in version.content.dialogues.values()}
    make = guide if options.guide else handout
    file = _file(options.output.suffix.lower(), make(version.dialogue, version.content.works, titles, date.today()))
    try:
        options.output.write_bytes(file)
    except OSError as error:
        raise NabijError(say("authoring.cannot_write", file=options.output)) from error
    sys.stderr.write(say("handout.written", file=options.output) + "\n")


def _check_kind(dialogue: Dialogue, kind: str) -> None:
    if dialogue.kind != kind:
        raise NabijError(say("handout.other_kind", id=dialogue.id, right=dialogue.kind))


def _file(ending: str, paper: Any) -> bytes:
    """The paper as the kind of file that an ending names."""
    if ending == ".docx":
        from bot.render.word import word

        return word(paper)
    if ending == ".md":
        from bot.render.markdown import markdown

        return markdown(paper).encode()
    from bot.render.pdf import pdf

    return pdf(paper)
