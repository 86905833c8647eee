"""Every key that a content file may hold: one table, from which the JSON Schema is made.

The parsers in bot.dialogue stay what decides; tests/authoring/test_keys.py holds this table against them, key by key
and kind of value by kind of value, so that the two cannot grow apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.dialogue.learning_line import PLACES
from bot.dialogue.model import FORMS, KINDS, LEVELS

Holds = Literal["text", "texts", "ident", "number", "flag", "choice", "block", "blocks", "blocks_or_texts", "map"]


@dataclass(frozen=True)
class Key:
    """What stands under a key.

    Args:
        holds: `text` one text; `texts` a list of them, or one; `ident` an id; `number` a whole number; `flag` true or
            false; `choice` one of `known`; `block` keys of their own; `blocks` a list of these; `blocks_or_texts` a
            list in which a bare text may stand too; `map` texts under names of the author's own.
        required: whether it must be there.
        known: the words of a `choice`.
        block: the name of the block in BLOCKS ("step" for the steps).
    """

    holds: Holds = "text"
    required: bool = False
    known: tuple[str, ...] = ()
    block: str = ""


Block = Mapping[str, Key]

_TEXT, _TEXTS, _FLAG = Key(), Key("texts"), Key("flag")
_ID, _MUST, _MUST_LIST = Key("ident", required=True), Key(required=True), Key("texts", required=True)
_VIEWS = Key("blocks_or_texts", block="view")
_OPTIONS = Key("blocks_or_texts", required=True, block="option")
_MIRROR = Key("blocks", block="point")

_COMMON: Block = {"id": _ID, "added": _FLAG, "was": _TEXTS}
_ASKED: Block = {"item": _TEXT, "hint": _TEXT, "private": _FLAG, "views": _VIEWS, **_COMMON}
_OPEN: Block = {
    "recall": _TEXT, "probe": _TEXT, "journal": _FLAG, "plan": _FLAG, "mirror": _MIRROR, **_ASKED,
}  # fmt: skip
_CHOICE: Block = {"why": _TEXT, "other_side": _TEXT, **_ASKED}
_SEVERAL: Block = {"options": _OPTIONS, **_ASKED}

# Each kind of step by the key that makes it what it is, which comes first.
STEPS: Mapping[str, Block] = {
    "say": {"say": _MUST, **_COMMON},
    "ask": {"ask": _MUST_LIST, **_OPEN},
    "list": {"list": _MUST_LIST, **_OPEN},
    "statement": {"statement": _MUST, **_CHOICE, "why": _MUST},
    "choose": {"choose": _MUST, "options": _OPTIONS, **_CHOICE},
    "pick": {"pick": _MUST, **_SEVERAL},
    "rank": {"rank": _MUST, **_SEVERAL},
    "scale": {"scale": _MUST, "low": _MUST, "high": _MUST, **_CHOICE, "why": _MUST},
    "reveal": {"reveal": _MUST, "pieces": Key("blocks", required=True, block="piece"), **_ASKED},
    "recall": {**_OPEN, "recall": _MUST},
    "later": {"later": _MUST_LIST, "days": Key("number", required=True), **_OPEN},
}  # fmt: skip

BLOCKS: Mapping[str, Block] = {
    "dialogue": {
        "id": _ID, "kind": Key("choice", required=True, known=KINDS), "title": _MUST, "summary": _TEXT, "work": _TEXT,
        "source": _TEXT, "lines": _TEXT, "authors": _TEXTS, "minutes": Key("number"),
        "level": Key("choice", known=LEVELS), "themes": _TEXTS, "persons": _TEXTS, "origin": _TEXT, "use": _TEXT,
        "not": _TEXT, "care": Key("block", block="care"), "added": _FLAG, "forms": Key("block", block="forms"),
        "scenes": Key("blocks", required=True, block="scene"),
    },
    "care": {"about": _MUST, "other": _TEXT, "help": _TEXTS},
    "forms": dict.fromkeys(FORMS, _TEXTS),
    "scene": {
        "id": _ID, "title": _TEXT, "phase": _TEXT, "next": _TEXT,
        "steps": Key("blocks", required=True, block="step"),
    },
    "point": {"label": _MUST, "about": _TEXT, "words": _MUST_LIST},
    "view": {"text": _MUST, "added": _FLAG, "page": _TEXT, "lines": _TEXT},
    "option": {"label": _MUST, "to": _TEXT, "dialogue": _TEXT, "form": Key("choice", known=FORMS)},
    "piece": {"label": _MUST, "words": _MUST_LIST, "text": _MUST},
    "line": {
        "id": _ID, "title": _MUST, "summary": _MUST, "aim": _MUST, "minutes": Key("number"),
        "level": Key("choice", required=True, known=LEVELS), "parts": Key("blocks", required=True, block="part"),
    },
    "part": {
        "dialogue": _TEXT, "read": _TEXT, "place": Key("choice", required=True, known=PLACES), "class": _TEXT,
    },
    "script": {"dialogue": _ID, "tests": Key("blocks", required=True, block="conversation")},
    "conversation": {"title": _MUST, "turns": Key("blocks", required=True, block="turn"), "answers": Key("map")},
    "turn": {"said": _TEXT, "heard": _TEXTS, "not_heard": _TEXTS},
}  # fmt: skip
