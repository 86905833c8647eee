"""The Markdown subset of Nabij: `**bold**`, `*italic*` and slots in braces, read into spans.

Slots are filled after the markup was read, so words of a person are always literal: `**` or `<b>` in them stays what
it is. Channels turn spans into what they show: Telegram entities, terminal styles, elements of a page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.dialogue.turn import Reply

_MARK = re.compile(
    r"(?P<bold>\*\*)(?=\S)(?P<inside>.+?)(?<=\S)\*\*"
    r"|(?<![\w*])\*(?=[^\s*])(?P<leaning>[^*]+?)(?<=\S)\*(?![\w*])",
    re.DOTALL,
)
_SLOT = re.compile(r"\{(\w+)\}")
# NUL and other control signs have no place in a message of any channel; line break and tab do.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True)
class Span:
    """A run of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


def spans(text: str, values: Mapping[str, str] | None = None) -> tuple[Span, ...]:
    """Read markup into spans and fill the slots that `values` names with literal text."""
    return tuple(_filled(_read(text, Span("")), values or {}))


def reply_spans(reply: Reply) -> tuple[Span, ...]:
    """The spans of a reply."""
    return spans(reply.text, reply.values)


def plain(parts: Sequence[Span]) -> str:
    """The bare text of spans."""
    return "".join(part.text for part in parts)


def _read(text: str, style: Span) -> list[Span]:
    found, at = [], 0
    for match in _MARK.finditer(text):
        if match.start() > at:
            found.append(Span(text[at : match.start()], style.bold, style.italic))
        inside = match["inside"] or match["leaning"]
        bold = style.bold or bool(match["bold"])
        found += _read(inside, Span("", bold, style.italic or not match["bold"]))
        at = match.end()
    if at < len(text):
        found.append(Span(text[at:], style.bold, style.italic))
    return found


def _filled(parts: list[Span], values: Mapping[str, str]) -> list[Span]:
    def fill(slot: re.Match[str]) -> str:
        return _CONTROL.sub("", str(values[slot[1]])) if slot[1] in values else slot[0]

    return [Span(_SLOT.sub(fill, part.text), part.bold, part.italic) for part in parts]
