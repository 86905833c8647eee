"""Writing YAML that a person would have written: plain words plain, the rest in quotes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

_PLAIN = re.compile(r"[^\W\d_][^\W_]*(?:[ .!’‘“”()/%+·…'-]+[^\W_]+)*[.!)”’…]*")  # no ?, which some readers stumble on
_UNLIKELY = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
# What may not stand in a YAML file as itself, though JSON would leave it.
_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def scalar(text: str) -> str:
    """A text as a scalar that stands on one line, also within a flow list."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _UNLIKELY:
        return text
    return _UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(text, ensure_ascii=False))


def flow_list(texts: Iterable[str]) -> str:
    """Texts as a list on one line."""
    return f"[{', '.join(map(scalar, texts))}]"


def block(text: str, indent: int) -> str:
    """A text of several lines, readable where it can be: as a literal block, else in quotes."""
    lines = text.split("\n")
    readable = all(line.strip() == line and line and not _UNSEEN.search(line) and line.isprintable() for line in lines)
    if len(lines) == 1 or not readable:
        return scalar(text)
    return "|-\n" + "\n".join(" " * indent + line for line in lines)
