"""The JSON Schema (draft 2020-12) of a dialogue, of its conversations and of a series, made from the table of keys.

An editor that is told where the schema is completes keys, explains them and underlines what cannot be. It knows form
only; what else can be wrong is for `nabij check`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from bot.authoring.keys import BLOCKS, STEPS, Block, Holds, Key
from bot.texts import catalogue, say

DIALOGUE, TEST, LINE = "dialoog.schema.json", "gesprek.schema.json", "leerlijn.schema.json"
DRAFT = "https://json-schema.org/draft/2020-12/schema"
_SCALAR = ["string", "number", "boolean"]  # Nabij reads 12:30, no and 1.10 as they are written


def dialogue_schema() -> dict[str, Any]:
    """The schema of X.yaml."""
    names = ("care", "forms", "scene", "point", "view", "option", "piece")
    defs = {name: _block(name, BLOCKS[name]) for name in names}
    defs |= {f"step-{kind}": _block("step", block, kind) for kind, block in STEPS.items()}
    steps = [{"$ref": f"#/$defs/step-{kind}"} for kind in STEPS]
    return _schema("dialogue") | {"$defs": defs | {"step": {"anyOf": steps}}}


def test_schema() -> dict[str, Any]:
    """The schema of X.test.yaml."""
    return _schema("script") | {"$defs": {name: _block(name, BLOCKS[name]) for name in ("conversation", "turn")}}


def line_schema() -> dict[str, Any]:
    """The schema of a leerlijn; a part is a dialogue or a word to read, never both."""
    part = _block("part", BLOCKS["part"])
    return _schema("line") | {"$defs": {"part": part | {"oneOf": [{"required": ["dialogue"]}, {"required": ["read"]}]}}}


FILES: Mapping[str, Callable[[], dict[str, Any]]] = {
    DIALOGUE: dialogue_schema, TEST: test_schema, LINE: line_schema,
}  # fmt: skip


def text(schema: Mapping[str, Any]) -> str:
    """A schema as it stands in a file."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _schema(name: str) -> dict[str, Any]:
    return {"$schema": DRAFT, "title": say(f"schema.{name}")} | _block(name, BLOCKS[name])


def _block(name: str, keys: Block, kind: str = "") -> dict[str, Any]:
    """The schema of one block; for a step with its kind as the title."""
    titled = {"title": kind, "description": say(f"schema.kind_{kind}")} if kind else {}
    return titled | {
        "type": "object",
        "properties": {key: _key(name, key, what) for key, what in keys.items()},
        "required": [key for key, what in keys.items() if what.required],
        "additionalProperties": False,
    }


def _key(block: str, key: str, what: Key) -> dict[str, Any]:
    """The schema of one key, with its description: that of its block, or of the key wherever it stands."""
    named = f"schema.{block}_{key}"
    return _KINDS[what.holds](what) | {"description": say(named if named in catalogue() else f"schema.{key}")}


def _text(what: Key) -> dict[str, Any]:
    return {"type": _SCALAR} | ({"pattern": r"\S"} if what.required else {})


def _texts(what: Key) -> dict[str, Any]:
    return {"type": [*_SCALAR, "array"], "items": {"type": _SCALAR}}


def _blocks(what: Key) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{what.block}"}}


def _blocks_or_texts(what: Key) -> dict[str, Any]:
    items = {"anyOf": [{"type": _SCALAR}, {"$ref": f"#/$defs/{what.block}"}]}
    return {"type": [*_SCALAR, "array"], "items": items}


_KINDS: Mapping[Holds, Callable[[Key], dict[str, Any]]] = {
    "text": _text,
    "texts": _texts,
    "ident": lambda _: {"type": ["string", "integer", "boolean"], "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
    "number": lambda _: {"type": "integer", "minimum": 0},
    "flag": lambda _: {"type": "boolean"},
    "choice": lambda what: {"enum": list(what.known)},
    "block": lambda what: {"$ref": f"#/$defs/{what.block}"},
    "blocks": _blocks,
    "blocks_or_texts": _blocks_or_texts,
    "map": lambda _: {"type": "object", "additionalProperties": {"type": _SCALAR}},
}
