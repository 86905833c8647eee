"""A paper: what stands on it, whatever file it becomes. PDF, Word and Markdown are made from the same blocks.

Words of a person are spans without style, never markup; what a kind of file cannot hold is taken out here, once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from bot.render.markup import Span, spans
from bot.services.reports import Picture

Line = tuple[Span, ...]
Style = Literal["body", "question", "quiet", "added"]
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Controls, halves of characters, what Unicode sets apart as no character, tags without a sign, and the old turns of
# direction, which would turn what stands around them.
_NOWHERE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 begins a part of the paper."""

    text: Line
    level: int = 1
    new_page: bool = False


@dataclass(frozen=True)
class Text:
    """Paragraphs; `label` stands before the first, as in "Toegevoegd door Nabij"; `indent` sets them in.

    `whole` keeps them together on one page, with what follows them.
    """

    paragraphs: tuple[Line, ...]
    style: Style = "body"
    label: str = ""
    indent: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Facts:
    """Names with what they are: a table without lines."""

    rows: tuple[tuple[str, Line], ...]


@dataclass(frozen=True)
class Table:
    """A table with a head that returns on every page.

    Args:
        widths: how wide the columns are, in shares of what there is.
        numbers: the columns (from 0) that hold figures, set to the right.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    widths: tuple[float, ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A picture with its text alternative."""

    picture: Picture


@dataclass(frozen=True)
class Room:
    """Room to write by hand, in lines."""

    lines: int


Block = Heading | Text | Facts | Table | Figure | Room


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What is printed.

    Args:
        facts: what the head of the paper tells, as names with what they are.
        cover: a title page of its own, up to the first heading that begins a page.
        foot: what stands at the bottom of each page, before the page number.
        author: whose work it is, for the properties of the file; may be "".
        wide: the page lies on its side.
        one_page: set closer, with less room to write, where that makes it one page.
    """

    title: str
    made: date
    blocks: tuple[Block, ...]
    subtitle: str = ""
    facts: tuple[tuple[str, Line], ...] = field(default=())
    foot: str = ""
    author: str = ""
    cover: bool = False
    wide: bool = False
    one_page: bool = False


def clean(text: str) -> str:
    """A person's text on one line, without what a file cannot hold."""
    return _NOWHERE.sub("", _BREAK.sub(" ", text)).strip()


def clean_span(text: str) -> str:
    """As `clean`, with a space at either end kept: it parts two spans."""
    inside = clean(text)
    lead, trail = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' if lead else ''}{inside}{' ' if trail and inside else ''}"


def literal(text: str) -> Line:
    """A person's text on one line, as it was written."""
    return (Span(clean(text)),)


def paragraphs(text: str) -> tuple[Line, ...]:
    """A person's text, a paragraph for each line that holds anything."""
    lines = (clean(line) for line in _BREAK.split(text))
    return tuple((Span(line),) for line in lines if line)


def authored(text: str) -> tuple[Line, ...]:
    """Text of the content or of Nabij, with its markup read, a paragraph for each line."""
    return tuple(spans(clean(line)) for line in _BREAK.split(text) if line.strip())


def joined(texts: Iterable[str], between: str = ", ") -> Line:
    """Texts of a person in a row."""
    return literal(between.join(texts))
