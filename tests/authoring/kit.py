"""What the tests of the authoring kit share: a small dialogue, a screen over text, and a check against a schema."""

from __future__ import annotations

import contextlib
import io
import os
import re
import select
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.authoring.screen import Screen
from tests.journeys.processes import PATIENCE, command, environment

ROOT = Path(__file__).resolve().parents[2]

HEAD = (
    "id: proef\nkind: leervragen\ntitle: Proef\nsummary: Iets korts.\nminutes: 5\nlevel: beide\nadded: true\nscenes:\n"
)
SMALL = (
    HEAD
    + """\
  - id: verhaal
    title: Verhaal
    steps:
      - {id: s, say: Harm belt niet meer.}
  - id: vragen
    title: Vragen
    steps:
      - id: v1
        ask: Wat speelt er?
        mirror: [{label: geld, words: [geld, schuld]}, {label: rust, words: [rust]}, {label: huis, words: [huis]}]
        views: [Het boek zwijgt.]
      - {id: v2, ask: En dan?}
"""
)
# Every kind of step, ways back and forth, a phase, a care notice, and signs that mean something to others.
WHOLE = """\
id: proef
kind: casus
title: 'Alles <b>&" #1; `x`'
added: true
care: {about: 'Het is "zwaar" & <eng>.', other: abiba}
scenes:
  - id: een
    title: 1. Begin
    steps:
      - {id: s1, say: "Er **was** eens <script>."}
      - id: k
        choose: Hoe verder?
        options: [{label: 1. Bellen, to: twee}, {label: Wachten, to: drie}, Blijven]
      - {id: st, statement: Klopt dit?, why: Waarom?, other_side: En de andere kant?, views: [Iets.]}
      - {id: sc, scale: Hoe zeker?, low: niet, high: heel, why: Waarom?}
  - id: twee
    title: Twee
    phase: Na een week
    steps:
      - {id: p, pick: Wie helpt?, options: [Buren, School]}
      - {id: r, rank: Wat eerst?, options: [Geld, Rust]}
      - id: rv
        reveal: Je hoort een klacht.
        pieces: [{label: Hoe lang?, words: [lang], text: Twee jaar.}]
  - id: drie
    title: Drie
    steps:
      - {id: l, list: Wat zie je?, mirror: [{label: geld, words: [geld]}]}
      - {id: rc, recall: l}
      - {id: lt, later: En nu?, days: 7, recall: l}
      - id: weer
        choose: Nog eens?
        options: [{label: Ja, to: een}, {label: Nee, to: eind}]
      - {id: eind, ask: Klaar?, private: true}
"""


class Typed:
    """Lines that are typed one by one; a callable among them is something that happens before the next is read."""

    def __init__(self, *lines: Any) -> None:
        self._lines = list(lines)

    def readline(self) -> str:
        """The next line, "" at the end."""
        while self._lines and callable(self._lines[0]):
            self._lines.pop(0)()
        return self._lines.pop(0) + "\n" if self._lines else ""


def screen(*lines: Any) -> tuple[Screen, io.StringIO, io.StringIO]:
    """A screen over a pipe with what will be typed, what it prints, and the faults it lists."""
    out, faults = io.StringIO(), io.StringIO()
    return Screen(Typed(*lines), out, faults, styled=False), out, faults  # type: ignore[arg-type]


def put(folder: Path, text: str = SMALL, name: str = "proef.yaml") -> Path:
    """Write a file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@dataclass
class AtTerminal:
    """A command that runs on a pseudo-terminal."""

    process: subprocess.Popen[bytes]
    ours: int
    heard: str = ""

    def type(self, text: str) -> None:
        """Type something."""
        os.write(self.ours, text.encode())

    def leave(self, key: str) -> int:
        """Press a key until the command ends, and its status: a key just before a line is read may be overlooked."""
        for _ in range(5):
            self.type(key)
            with contextlib.suppress(subprocess.TimeoutExpired):
                return self.process.wait(PATIENCE / 3)
        raise AssertionError(f"{key!r} does not end it")

    def until(self, text: str) -> str:
        """What comes out, up to and with `text`."""
        raw = b""
        while text not in self.heard + raw.decode("utf-8", "replace"):
            ready, _, _ = select.select([self.ours], [], [], PATIENCE)
            assert ready, f"no {text!r} in {self.heard + raw.decode('utf-8', 'replace')!r}"
            raw += os.read(self.ours, 4096)
        before, _, self.heard = (self.heard + raw.decode("utf-8", "replace")).partition(text)
        return before + text


@contextmanager
def at_a_terminal(folder: Path, *words: str) -> Iterator[AtTerminal]:
    """Run a command in a folder as at a keyboard; skips where there are no pseudo-terminals."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    env = {**environment(folder), "PYTHONPATH": str(ROOT), "TERM": "dumb"}
    with subprocess.Popen(
        command(*words), stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, env=env,
        preexec_fn=partial(_take_terminal, theirs),
    ) as process:  # fmt: skip
        os.close(theirs)
        try:
            yield AtTerminal(process, ours)
        finally:
            process.kill()
            os.close(ours)


def _take_terminal(terminal: int) -> None:
    """Make it the terminal of a session of its own, so that Ctrl-C reaches the command and nobody else."""
    import fcntl
    import termios

    signal.signal(signal.SIGINT, signal.SIG_DFL)  # it is ignored where tests run in the background
    os.setsid()
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)


def as_json(text: str) -> Any:
    """A YAML text as an editor sees it."""
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


_TYPES: dict[str, Any] = {"string": str, "boolean": bool, "object": dict, "array": list}


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any], place: str = "") -> list[str]:
    """What is wrong with a value by a schema, for the part of JSON Schema that ours use; unknown words are refused."""
    known = {"$schema", "$defs", "title", "description", "type", "properties", "required", "additionalProperties",
             "items", "enum", "pattern", "minimum", "anyOf", "oneOf", "$ref"}  # fmt: skip
    assert set(schema) <= known, set(schema) - known
    if "$ref" in schema:
        target = root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
        return faults(value, target, root, place)
    if "anyOf" in schema:
        tried = [faults(value, one, root, place) for one in schema["anyOf"]]
        return [] if [] in tried else min(tried, key=len)
    found = [f"{place}: no {schema['type']}"] if "type" in schema and not _is(value, schema["type"]) else []
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{place}: not one of {schema['enum']}")
    if "pattern" in schema and isinstance(value, str) and not re.search(schema["pattern"], value):
        found.append(f"{place}: does not fit {schema['pattern']}")
    if "minimum" in schema and isinstance(value, int) and value < schema["minimum"]:
        found.append(f"{place}: below {schema['minimum']}")
    if "oneOf" in schema and sum(not faults(value, one, root, place) for one in schema["oneOf"]) != 1:
        found.append(f"{place}: not exactly one of {schema['oneOf']}")
    return found + _inside(value, schema, root, place)


def _inside(value: Any, schema: dict[str, Any], root: dict[str, Any], place: str) -> list[str]:
    found: list[str] = []
    if isinstance(value, list) and "items" in schema:
        for number, item in enumerate(value):
            found += faults(item, schema["items"], root, f"{place}/{number}")
    if isinstance(value, dict):
        found += [f"{place}: no {key}" for key in schema.get("required", ()) if key not in value]
        for key, item in value.items():
            inner = schema.get("properties", {}).get(key, schema.get("additionalProperties", {}))
            if inner is False:
                found.append(f"{place}: {key} is unknown")
            else:
                found += faults(item, inner, root, f"{place}/{key}")
    return found


def _is(value: Any, types: str | list[str]) -> bool:
    for name in [types] if isinstance(types, str) else types:
        if name in ("number", "integer") and isinstance(value, int | float) and not isinstance(value, bool):
            return name == "number" or isinstance(value, int)
        if name in _TYPES and isinstance(value, _TYPES[name]):
            return True
    return False
