"""The commands of the authoring kit: their options and what they print."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from bot.authoring import printing, template
from bot.errors import NabijError
from bot.texts import say

KINDS = ("casus", "leervragen", "reflectie")  # for which there is a template


def add(commands: Any) -> None:
    """Add the commands to those of `nabij`; each sets `run`, which takes the options and gives the exit status."""
    new = _command(commands, "new", _new)
    new.add_argument("kind", choices=KINDS, metavar="|".join(KINDS), help=say("authoring.help_kind"))
    new.add_argument("name", metavar="NAAM", help=say("authoring.help_name"))
    new.add_argument("--folder", type=Path, default=Path(), metavar="DIR", help=say("authoring.help_folder"))
    _source(_command(commands, "play", _play))
    record = _source(_command(commands, "record", _record))
    record.add_argument("--out", type=Path, metavar="FILE", help=say("authoring.help_out_test"))
    record.add_argument("--title", default="", metavar="TITEL", help=say("authoring.help_title"))
    drawn = _source(_command(commands, "map", _map))
    drawn.add_argument("--svg", action="store_true", help=say("authoring.help_svg"))
    drawn.add_argument("--out", type=Path, metavar="FILE", help=say("authoring.help_out"))
    schema = _command(commands, "schema", _schema)
    which = schema.add_mutually_exclusive_group()
    which.add_argument("--test", action="store_true", help=say("authoring.help_schema_test"))
    which.add_argument("--line", action="store_true", help=say("authoring.help_schema_line"))
    printing.add(commands)
    template.add(commands)


def _command(commands: Any, name: str, run: Any) -> argparse.ArgumentParser:
    text = say(f"authoring.help_{name}")
    made: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    made.set_defaults(run=run)
    return made


def _source(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("source", metavar="FILE", help=say("authoring.help_source"))
    return parser


def _new(options: argparse.Namespace) -> None:
    from bot.authoring.starting import start

    file, test = start(options.kind, options.name, options.folder)
    _print(say("authoring.made", file=file, test=test))


def _play(options: argparse.Namespace) -> None:
    from bot.authoring import playing, source

    found = source.find(options.source)
    playing.play(found, _screen())


def _record(options: argparse.Namespace) -> None:
    from bot.authoring import playing, source
    from bot.authoring.recording import Book

    found = source.find(options.source)
    path, screen = options.out or found.test, _screen()
    dialogue = found.read().dialogue
    if dialogue is not None:
        Book(path, dialogue)  # says now, and not after the playing, that the file cannot be added to
    rehearsal = playing.play(found, screen, to_the_end=True)
    if rehearsal is None or not rehearsal.said:
        raise NabijError(say("authoring.nothing_said"))
    book = Book(path, rehearsal.passage.dialogue)
    title = options.title.strip() or screen.ask(say("authoring.ask_title"))
    book.add(rehearsal.said, title or say("authoring.default_title", number=book.count + 1))
    sys.stderr.write(say("authoring.recorded", file=path) + "\n")


def _map(options: argparse.Namespace) -> None:
    from bot.authoring import chart, mermaid, source, svg
    from bot.errors import ContentError

    found = source.find(options.source)
    version = found.read()
    if version.dialogue is None:
        raise ContentError("\n".join(map(str, version.problems)) or say("authoring.no_dialogue", file=found.path))
    drawn = chart.chart(version.dialogue)
    _write(svg.drawing(drawn) if options.svg else mermaid.document(drawn), options.out)


def _schema(options: argparse.Namespace) -> None:
    from bot.authoring import schema

    name = schema.TEST if options.test else schema.LINE if options.line else schema.DIALOGUE
    _write(schema.text(schema.FILES[name]()), None)


def _write(text: str, path: Path | None) -> None:
    if path is None:
        _print(text.rstrip("\n"))
        return
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise NabijError(say("authoring.cannot_write", file=path)) from error


def _print(text: str) -> None:
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.stdout.write(text + "\n")


def _screen() -> Any:
    from bot.authoring.screen import Screen

    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    styled = sys.stdin.isatty() and sys.stdout.isatty()
    if styled:
        import readline  # noqa: F401  # input() gets line editing
    return Screen(sys.stdin, sys.stdout, sys.stderr, styled)
