"""Content as JSON and back: the values of our own dataclasses, and nothing that could run.

An object is a mapping with its class under "" and only those fields that are not as they are by default. Fields that
do not count when objects are compared (the lines of an entry's names) are for `nabij check` alone and are left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any

from bot.dialogue import learning_line as line
from bot.dialogue import model as dialogue
from bot.lexicon import model as lexicon

_CLASSES: tuple[type[Any], ...] = (
    dialogue.Dialogue, dialogue.Scene, dialogue.Care, dialogue.Say, dialogue.Ask, dialogue.Choose, dialogue.Pick,
    dialogue.Reveal, dialogue.View, dialogue.Point, dialogue.Option, dialogue.Piece,
    line.LearningLine, line.LinePart,
    lexicon.Lemma, lexicon.Term, lexicon.Work, lexicon.Point, lexicon.Reference,
)  # fmt: skip
_NAMES = {kind: f"{kind.__module__.split('.')[1]}.{kind.__name__}" for kind in _CLASSES}
_KINDS = {name: kind for kind, name in _NAMES.items()}


def dumps(value: Any) -> str:
    """A mapping, tuple, text, number or object of content as JSON.

    Raises:
        TypeError: something in it is none of these.
    """
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def loads(text: str) -> Any:
    """What `dumps` wrote; lists in a mapping or an object are tuples again.

    Raises:
        ValueError, TypeError, KeyError, RecursionError: the text is something else.
    """
    return json.loads(text, object_hook=_made)


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping) and "" not in value:
        return {key: _plain(item) for key, item in value.items()}
    if is_dataclass(value) and type(value) in _NAMES:
        told = {part.name: getattr(value, part.name) for part in fields(value) if part.compare}
        kept = {
            part.name: told[part.name] for part in fields(value) if part.compare and told[part.name] != _usual(part)
        }
        return {"": _NAMES[type(value)]} | {name: _plain(item) for name, item in kept.items()}
    raise TypeError(type(value).__name__)


def _usual(part: Field[Any]) -> Any:
    return part.default_factory() if part.default_factory is not MISSING else part.default


def _made(plain: dict[str, Any]) -> Any:
    for key, value in plain.items():
        if type(value) is list:
            plain[key] = tuple(value)
    if "" in plain:
        return _KINDS[plain.pop("")](**plain)
    return plain
