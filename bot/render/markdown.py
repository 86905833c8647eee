"""Papers as Markdown, for one's own notes. What a person wrote stays what it is: no sign in it becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from bot.render.markup import Span
from bot.render.paper import Block, Facts, Figure, Heading, Line, Paper, Room, Table, Text, clean_span

_ACTS = re.compile(r"([\\`*_\[\]<|]|&(?=[#\w]+;)|~(?=~))")  # acts anywhere in a line
_BEGINS = re.compile(r"^()(#{1,6}(?=\s|$)|[-+=](?=[\s=-]|$)|>)")
_NUMBERS = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")


def markdown(paper: Paper) -> str:
    """The paper as Markdown (CommonMark with tables), without room to write and without page numbers."""
    parts = [f"# {_escaped(paper.title)}"]
    parts += [_escaped(paper.subtitle)] * bool(paper.subtitle)
    parts += [_facts(paper.facts)] * bool(paper.facts)
    parts += [part for block in paper.blocks for part in _block(block) if part]
    return "\n\n".join([*parts, f"*{_escaped(paper.foot)}*"] if paper.foot else parts) + "\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * (block.level + 1)} {_line(block.text)}"
        case Text():
            yield from _text(block)
        case Facts():
            yield _facts(block.rows)
        case Table():
            yield _table(block)
        case Figure():
            return  # its words follow it on every paper
        case Room():
            return


def _text(block: Text) -> Iterator[str]:
    for number, line in enumerate(block.paragraphs):
        text = _bold(line) if block.style == "question" else _line(line)
        if block.label and not number:
            text = f"**{_escaped(block.label)}** · {text}"
        yield f"> {text}" if block.style == "added" else text


def _facts(rows: tuple[tuple[str, Line], ...]) -> str:
    return "\n".join(f"- {_escaped(name)}: {_line(value)}" for name, value in rows)


def _table(table: Table) -> str:
    rule = ["--:" if number in table.numbers else "---" for number in range(len(table.head))]
    rows = [[_escaped(name) for name in table.head], rule, *([_line(cell) for cell in row] for row in table.rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _line(line: Line) -> str:
    styled = "".join(_span(span) for span in line).strip()
    return _NUMBERS.sub(r"\1\\\2", _BEGINS.sub(r"\1\\\2", styled))


def _bold(line: Line) -> str:
    """A line in bold; it begins with the sign for that, so no number in it begins a list."""
    return "".join(_span(span) for span in _merged(replace(span, bold=True) for span in line)).strip()


def _merged(line: Iterable[Span]) -> Iterator[Span]:
    for (bold, italic), spans in groupby(line, key=lambda span: (span.bold, span.italic)):
        yield Span("".join(span.text for span in spans), bold, italic)


def _span(span: Span) -> str:
    text = _ACTS.sub(r"\\\1", clean_span(span.text))
    sign = "**" * span.bold + "*" * span.italic
    inside = text.strip()
    if not sign or not inside:
        return text
    lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{lead}{sign}{inside}{sign[::-1]}{trail}"


def _escaped(text: str) -> str:
    return _line((Span(text),))
