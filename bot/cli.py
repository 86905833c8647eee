"""The commands: options are read here, the work is done in app."""

from __future__ import annotations

import argparse
import json
import logging
import os
import stat
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from bot import config as configuration
from bot.authoring import commands as authoring
from bot.config import Config, WebConfig
from bot.errors import ConfigError, NabijError
from bot.problems import Node
from bot.texts import say


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        The exit status: 0, or 1 when something is wrong; argparse itself leaves with 2 on a wrong option.
    """
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    try:
        return int(options.run(options) or 0)
    except NabijError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nabij", description=say("app.description"))
    commands = parser.add_subparsers(required=True, metavar="opdracht")
    _places(_command(commands, "chat", _chat)).add_argument("--person", default="", help=say("app.help_person"))
    web = _places(_command(commands, "web", _web))
    web.add_argument("--host", default="127.0.0.1", help=say("app.help_host"))
    web.add_argument("--port", type=int, default=8080, help=say("app.help_port"))
    _command(commands, "serve", _serve).add_argument("--config", required=True, help=say("app.help_config"))
    check = _json(_command(commands, "check", _check))
    check.add_argument("--since", default="", metavar="REV", help=say("app.help_since"))
    check.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=say("app.help_paths"))
    _json(_command(commands, "content", _content))
    lookup = _json(_command(commands, "lookup", _lookup))
    lookup.add_argument("--limit", type=int, default=3, metavar="N", help=say("app.help_limit"))
    lookup.add_argument("terms", nargs="*", metavar="TERM", help=say("app.help_terms"))
    _json(_command(commands, "details", _details))
    _json(_command(commands, "care", _care))
    keys = _command(commands, "keys", None).add_subparsers(required=True, metavar="opdracht")
    _places(_command(keys, "new", _keys_new))
    _places(_command(keys, "rotate", _keys_rotate))
    backup = _places(_command(commands, "backup", _backup))
    backup.add_argument("file", type=Path, metavar="BESTAND", help=say("app.help_file"))
    restore = _places(_command(commands, "restore", _restore))
    restore.add_argument("file", type=Path, nargs="?", metavar="BESTAND", help=say("app.help_file"))
    database = _command(commands, "db", None).add_subparsers(required=True, metavar="opdracht")
    _places(_command(database, "upgrade", _upgrade))
    _json(_places(_command(commands, "missing", _missing)))
    _places(_command(commands, "trainer", _trainer))
    authoring.add(commands)
    return parser


def _command(commands: Any, name: str, run: Any) -> argparse.ArgumentParser:
    text = say(f"app.help_{name}")
    made: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    made.set_defaults(run=run)
    return made


def _places(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--data", type=Path, metavar="DIR", help=say("app.help_data"))
    group.add_argument("--config", metavar="FILE", help=say("app.help_config"))
    return parser


def _json(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--json", action="store_true", help=say("app.help_json"))
    return parser


def _read_config(options: argparse.Namespace) -> Config:
    if not options.config:
        return Config(data=getattr(options, "data", None) or configuration.DEFAULT_DATA)
    from bot.storage.trees import read_file, read_tree

    path = Path(options.config)
    if not path.is_file():
        raise ConfigError([say("app.config_missing", file=path)])
    content, problems = read_file(path, str(path))
    tree, more = read_tree(content, str(path)) if not problems else (None, [])
    if tree is None or problems or more:
        raise ConfigError([str(problem) for problem in (*problems, *more)])
    return configuration.read(tree, os.environ, stat.S_IMODE(path.stat().st_mode))


def _chat(options: argparse.Namespace) -> None:
    from bot import app

    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    styled = sys.stdin.isatty() and sys.stdout.isatty()
    if styled:
        import readline  # noqa: F401  # input() gets line editing
    app.chat(_read_config(options), options.person, sys.stdin, sys.stdout, styled)


def _web(options: argparse.Namespace) -> None:
    from bot import app

    place = Node("map", "--host/--port", 1)
    if options.host not in configuration.LOOPBACK:
        raise ConfigError([f"{place.file}: {say('check.C106')}"])
    if not 0 < options.port < 65536:
        raise ConfigError([f"{place.file}: {say('check.C107')}"])
    app.web(replace(_read_config(options), web=WebConfig(options.host, options.port)), sys.stdout)


def _serve(options: argparse.Namespace) -> None:
    from bot import app

    app.serve(_read_config(options), sys.stdout)


def _check(options: argparse.Namespace) -> int:
    from bot.storage.content import check_paths, load

    problems = check_paths(options.paths)
    if options.since:
        from bot.storage.revisions import vanished

        problems = sorted([*problems, *vanished(options.since)])
    if options.json:
        rows = [{"file": p.file, "line": p.line, "code": p.code, "text": p.text} for p in problems]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for problem in problems:
            print(problem)
        if not problems:
            content = load()
            counts = {name: len(getattr(content, name)) for name in ("dialogues", "lemmas", "terms")}
            print(say("app.check_clean", **counts))
    return 1 if problems else 0


def _content(options: argparse.Namespace) -> None:
    from bot.storage.content import content_json
    from bot.storage.content_cache import cache_folders, ready

    listing = content_json(ready(folders=cache_folders()))
    if options.json:
        print(json.dumps(listing, ensure_ascii=False, indent=1))
        return
    for row in (*listing["dialogues"], *listing["lemmas"]):
        print(f"{row['kind']:<12} {row['id']:<34} {row['title']}")


def _lookup(options: argparse.Namespace) -> None:
    from bot.lexicon.lookup import Lookup
    from bot.lexicon.report import lookup_json, lookup_text
    from bot.storage.content_cache import cache_folders, ready

    lookup = Lookup(ready(folders=cache_folders()).entries)
    queries: Iterable[str] = [" ".join(options.terms)] if options.terms else (line.rstrip("\n") for line in sys.stdin)
    for query in queries:
        if options.json:
            print(json.dumps(lookup_json(lookup, query, options.limit), ensure_ascii=False), flush=True)
        else:
            print(lookup_text(lookup, query, options.limit), flush=True)


def _details(options: argparse.Namespace) -> None:
    from bot.privacy.details import details_json, find
    from bot.storage.content_cache import cache_folders, ready
    from bot.storage.content_model import known_names

    known = known_names(ready(folders=cache_folders()))
    for line in sys.stdin:
        text = line.rstrip("\n")
        if options.json:
            print(json.dumps(details_json(text, known), ensure_ascii=False), flush=True)
        else:
            print(say("app.details_found", count=len(find(text, known))), flush=True)


def _care(options: argparse.Namespace) -> None:
    from bot.privacy.care import care_json

    for line in sys.stdin:
        found = care_json(line.rstrip("\n"))
        print(json.dumps(found, ensure_ascii=False) if options.json else say(f"app.care_{found['care']}"), flush=True)


def _keys_new(options: argparse.Namespace) -> None:
    from bot.storage.keyring import Keyring

    print(say("app.keys_added", id=Keyring.load(_read_config(options).keys).add()))


def _keys_rotate(options: argparse.Namespace) -> None:
    from bot import maintenance

    print(say("app.keys_rotated", **maintenance.rotate(_read_config(options))))


def _backup(options: argparse.Namespace) -> None:
    from bot import maintenance

    maintenance.backup(_read_config(options), options.file)
    print(say("app.backed_up", file=options.file))


def _restore(options: argparse.Namespace) -> None:
    from bot import maintenance

    print(say("app.restored", count=maintenance.restore(_read_config(options), options.file)))


def _missing(options: argparse.Namespace) -> None:
    from bot import maintenance

    rows = maintenance.remarks(_read_config(options))
    if options.json:
        told = [{**asdict(row), "day": row.day.isoformat()} for row in rows]
        print(json.dumps(told, ensure_ascii=False, indent=1))
    for row in () if options.json else rows:
        print(say(f"app.missing_{row.kind}", entry=row.entry, text=row.text or "-", count=row.count, day=row.day))


def _trainer(options: argparse.Namespace) -> None:
    from bot import app, maintenance

    code, links = maintenance.invite_trainer(_read_config(options), app.now())
    print(say("app.trainer_code", code=code, links="\n".join(links)).strip())


def _upgrade(options: argparse.Namespace) -> None:
    from bot import maintenance

    maintenance.upgrade(_read_config(options))
    print(say("app.upgraded"))
