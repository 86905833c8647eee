"""Papers as PDF: tagged (PDF/UA-1), with embedded fonts and page numbers."""

from __future__ import annotations

from typing import Any

from bot.render.paper import Block, Facts, Figure, Heading, Line, Paper, Room, Table, Text, clean, clean_span
from bot.render.press import press
from bot.texts import say

CLOSER = 2  # ways of setting closer that the template knows
PICTURE_WIDTH = 60  # percent of the width of a page; pictures are drawn for a telephone


def pdf(paper: Paper) -> bytes:
    """The paper as a PDF file.

    Raises:
        PaperError: it could not be made.
    """
    return press("paper", _data(paper), ("pdf",), paper.made, closer=CLOSER if paper.one_page else 0)[0]


def _data(paper: Paper) -> dict[str, Any]:
    return {
        "title": clean(paper.title), "subtitle": clean(paper.subtitle), "author": clean(paper.author),
        "foot": clean(paper.foot), "page": say("report.page"), "cover": paper.cover, "wide": paper.wide,
        "facts": [[name, _line(value)] for name, value in paper.facts],
        "blocks": [_block(block) for block in paper.blocks],
    }  # fmt: skip


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            kind = {"kind": "heading", "level": block.level, "new_page": block.new_page, "text": _line(block.text)}
        case Text():
            lines = [_line(line) for line in block.paragraphs]
            kind = {"kind": "text", "paragraphs": lines, "style": block.style, "label": block.label}
            kind |= {"indent": block.indent, "whole": block.whole}
        case Facts():
            kind = {"kind": "facts", "rows": [[name, _line(value)] for name, value in block.rows]}
        case Table():
            rows = [[_line(cell) for cell in row] for row in block.rows]
            kind = {"kind": "table", "head": list(block.head), "rows": rows, "widths": list(block.widths)}
            kind["numbers"] = list(block.numbers)
        case Figure():
            picture, words = block.picture, clean(block.picture.words)
            kind = {"kind": "figure", "svg": picture.svg.decode(), "words": words, "width": PICTURE_WIDTH}
            kind["caption"] = clean(picture.caption)
        case Room():
            kind = {"kind": "room", "lines": block.lines}
    return kind


def _line(line: Line) -> list[dict[str, Any]]:
    """A line of spans; texts are cleaned once more, so that nothing can reach the press otherwise."""
    return [{"t": clean_span(span.text), "b": span.bold, "i": span.italic} for span in line]
