"""The table of keys against the parsers: neither may know a key, or take a kind of value, that the other does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from bot.authoring import schema
from bot.authoring.keys import BLOCKS, STEPS
from bot.dialogue.learning_line import parse_line
from bot.dialogue.parse import parse
from bot.dialogue.script import parse_script
from bot.problems import Node, Problem
from bot.texts import catalogue
from tests.authoring.kit import as_json, faults

STEP = "step-"
# A value of each kind as an author types it, on one line.
VALUES = {"text": "iets", "number": "12", "flag": "true", "list": "[een, twee]", "block": "{naam: een}",
          "deep list": "[[een]]", "empty block": "{}"}  # fmt: skip


@dataclass(frozen=True)
class Asked(Node):
    """A mapping that notes which keys it is asked for, and answers as if none of them were there."""

    notes: tuple[set[str], ...] = ()

    def get(self, key: str) -> Node | None:
        """Note the key."""
        self.notes[0].add(key)
        return super().get(key)


def node(text: object) -> Node:
    """A tree of plain data."""
    if isinstance(text, dict):
        return Node("map", "x.yaml", 1, pairs=tuple((key, 1, node(value)) for key, value in text.items()))
    if isinstance(text, list):
        return Node("list", "x.yaml", 1, items=tuple(map(node, text)))
    if isinstance(text, Node):
        return text
    return Node("scalar", "x.yaml", 1, text={True: "true", False: "false"}.get(text, str(text)))


def dialogue_with(**keys: object) -> Callable[[object], list[Problem]]:
    """Where a block stands in a dialogue: `here` among the keys is its place."""
    step = {"id": "a", "ask": "Wat?"}
    whole = {"id": "x", "kind": "casus", "title": "X", "scenes": [{"id": "s", "steps": [step]}], **keys}
    return lambda block: parse(_put(whole, block))[1]


def _put(whole: object, block: object) -> Node:
    if isinstance(whole, dict):
        pairs = tuple((key, 1, _put(value, block)) for key, value in whole.items())
        return Node("map", "x.yaml", 1, pairs=pairs)
    if isinstance(whole, list):
        return Node("list", "x.yaml", 1, items=tuple(_put(item, block) for item in whole))
    return node(block if whole == "here" else whole)


def _in_step(**keys: object) -> Callable[[object], list[Problem]]:
    return dialogue_with(scenes=[{"id": "s", "steps": [{"id": "a", "ask": "Wat?", **keys}]}])


def _script(conversation: object) -> Callable[[object], list[Problem]]:
    return lambda block: parse_script(_put({"dialogue": "x", "tests": [conversation]}, block))[1]


def _line(block: object) -> list[Problem]:
    part = {"id": "x", "title": "X", "summary": "X", "aim": "X", "level": "beide", "parts": ["here"]}
    return parse_line(_put(part, block))[1]


PLACES: dict[str, Callable[[object], list[Problem]]] = {
    "dialogue": lambda block: parse(node(block))[1],
    "care": dialogue_with(care="here"),
    "forms": dialogue_with(forms="here"),
    "scene": dialogue_with(scenes=["here"]),
    "point": _in_step(mirror=["here"]),
    "view": _in_step(views=["here"]),
    "option": dialogue_with(scenes=[{"id": "s", "steps": [{"id": "a", "choose": "Wat?", "options": ["here"]}]}]),
    "piece": dialogue_with(scenes=[{"id": "s", "steps": [{"id": "a", "reveal": "Wat?", "pieces": ["here"]}]}]),
    "line": lambda block: parse_line(node(block))[1],
    "part": _line,
    "script": lambda block: parse_script(node(block))[1],
    "conversation": _script("here"),
    "turn": _script({"title": "T", "turns": ["here"]}),
} | {STEP + kind: dialogue_with(scenes=[{"id": "s", "steps": ["here"]}]) for kind in STEPS}
TABLE = dict(BLOCKS) | {STEP + kind: keys for kind, keys in STEPS.items()}


@pytest.mark.parametrize("block", TABLE)
def test_the_parser_asks_for_the_keys_of_the_table(block: str):
    """What the parser looks for in a block is what the table says may stand there."""
    kind = block.removeprefix(STEP) if block.startswith(STEP) else ""
    notes: set[str] = set()
    pairs = ((kind, 1, node("Wat?")),) if kind else (("said", 1, node("Ja")),) if block == "turn" else ()
    PLACES[block](Asked("map", "x.yaml", 1, pairs=pairs, notes=(notes,)))
    assert notes == set(TABLE[block])


def sound(block: str) -> dict[str, object]:
    """A block with what must be in it and no more."""
    samples: dict[str, object] = {
        "text": "iets", "texts": ["iets"], "ident": "iets", "number": 3, "blocks_or_texts": ["iets"],
    }  # fmt: skip
    inner = {"scene": [sound("scene")] if block == "dialogue" else [], "step": [{"id": "b", "say": "Hoi"}]}
    made: dict[str, object] = {"dialogue": "iets"} if block == "part" else {}  # one of two, which no key tells alone
    for key, what in TABLE[block].items():
        if what.required:
            made[key] = what.known[0] if what.known else samples.get(what.holds)
            if what.holds == "blocks":
                made[key] = inner[what.block] if what.block in inner else [sound(what.block)]
    return made


SCHEMAS = (
    (("script", "conversation", "turn"), schema.test_schema), (("line", "part"), schema.line_schema),
)  # fmt: skip


def schema_of(block: str) -> tuple[dict, dict]:
    """The schema of a block, and the whole that it stands in."""
    made = next((make for blocks, make in SCHEMAS if block in blocks), schema.dialogue_schema)
    root = made()
    return (root if block in ("dialogue", "script", "line") else root["$defs"][block]), root


@pytest.mark.parametrize("block", TABLE)
def test_a_block_with_what_must_be_there_is_sound(block: str):
    """The least that the table asks for passes the parser and the schema, and without any one of it neither."""
    least = sound(block)
    part, root = schema_of(block)
    assert PLACES[block](least) == []
    assert faults(least, part, root) == []
    for key in least:
        rest = {name: value for name, value in least.items() if name != key}
        assert PLACES[block](rest), key
        assert faults(rest, part, root), key


@pytest.mark.parametrize("block", TABLE)
def test_a_key_takes_the_same_values_for_both(block: str):
    """For every key and every kind of value the schema refuses what the parser refuses and takes what it takes."""
    part, root = schema_of(block)
    for key, what in TABLE[block].items():
        for name, typed in VALUES.items():
            if what.holds == "choice" or (what.holds == "flag" and name == "text"):
                continue  # the words that are known are looked at below
            tried = {**sound(block), key: as_json(typed)}
            parsed, by_schema = PLACES[block](tried), faults(tried, part, root)
            assert bool(parsed) == bool(by_schema), (block, key, name, [str(p) for p in parsed], by_schema)


def test_unknown_words_are_refused_by_both():
    """A kind or level that is not known, and a flag that is neither true nor false, pass neither."""
    for key, typed in (("kind", "verhaal"), ("level", "basis"), ("added", "misschien"), ("minutes", "-3")):
        tried = {**sound("dialogue"), key: as_json(typed)}
        assert PLACES["dialogue"](tried), key
        assert faults(tried, *schema_of("dialogue")), key


def test_an_unknown_key_is_refused_by_both():
    """A key that is not in the table passes neither."""
    for block in TABLE:
        tried = {**sound(block), "sleutel": "iets"}
        assert PLACES[block](tried), block
        assert faults(tried, *schema_of(block)), block


def test_every_explanation_is_used():
    """Each text of schema.toml stands in a schema, and each key there has its explanation."""
    shown = "".join(schema.text(make()) for make in schema.FILES.values())
    unused = [name for name, text in catalogue().items() if name.startswith("schema.") and text not in shown]
    assert unused == []
