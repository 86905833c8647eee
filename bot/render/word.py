"""Papers as Word files, with real headings, heads of tables that return, page numbers and text alternatives."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from bot.render.paper import Block, Facts, Figure, Heading, Line, Paper, Room, Table, Text, clean, clean_span
from bot.render.word_parts import (
    FACTS_WIDTH,
    GREY,
    PICTURE_WIDTH,
    apart,
    begin,
    borders,
    describe,
    field,
    repeat_head,
    ruled,
    set_in,
    styled,
    widths,
)
from bot.texts import say


def word(paper: Paper) -> bytes:
    """The paper as a .docx file."""
    document = begin(paper)
    _head(document, paper)
    for block in paper.blocks:
        _add(document, block)
    _foot(document.sections[0], paper)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _head(document: Any, paper: Paper) -> None:
    document.add_paragraph(clean(paper.title), style="Title")
    if paper.subtitle:
        document.add_paragraph(clean(paper.subtitle), style="Subtitle")
    if paper.facts:
        _facts(document, paper.facts)


def _add(document: Any, block: Block) -> None:
    match block:
        case Heading():
            heading = document.add_heading(level=block.level)
            heading.paragraph_format.page_break_before = block.new_page
            _write(heading, block.text)
        case Text():
            _text(document, block)
        case Facts():
            _facts(document, block.rows)
        case Table():
            _table(document, block)
        case Figure():
            _figure(document, block)
        case Room():
            for left in reversed(range(block.lines)):
                ruled(document.add_paragraph(), last=not left)


def _text(document: Any, block: Text) -> None:
    for number, line in enumerate(block.paragraphs):
        paragraph = styled(document, _STYLES[block.style])
        if block.label and not number:
            paragraph.add_run(block.label).bold = True
            paragraph.add_run(" · ")
        if block.indent:
            set_in(paragraph)
        _write(paragraph, line)


_STYLES = {"body": "", "question": "Vraag", "quiet": "Stil", "added": "Toegevoegd"}


def _facts(document: Any, rows: Iterable[tuple[str, Line]]) -> None:
    found = list(rows)
    table = document.add_table(rows=len(found), cols=2)
    for cells, (name, value) in zip(table.rows, found, strict=True):
        cells.cells[0].paragraphs[0].add_run(name).font.color.rgb = GREY
        cells.cells[0].paragraphs[0].paragraph_format.keep_with_next = True
        _write(cells.cells[1].paragraphs[0], value)
        cells.cells[1].paragraphs[0].paragraph_format.keep_with_next = True
    widths(document, table, FACTS_WIDTH)
    apart(document.add_paragraph(style="Stil"))


def _table(document: Any, block: Table) -> None:
    table = document.add_table(rows=1 + len(block.rows), cols=len(block.head))
    for cell, name in zip(table.rows[0].cells, block.head, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    rows = list(table.rows)
    for row, lines in zip(rows[1:], block.rows, strict=True):
        for cell, line in zip(row.cells, lines, strict=True):
            _write(cell.paragraphs[0], line)
    for column in block.numbers:
        for cell in table.columns[column].cells:
            cell.paragraphs[0].alignment = 2  # right
    repeat_head(rows[0])
    borders(table)
    widths(document, table, block.widths)


def _figure(document: Any, block: Figure) -> None:
    picture = document.add_picture(BytesIO(block.picture.png), width=PICTURE_WIDTH)
    describe(picture, clean(block.picture.words))
    if block.picture.caption:
        document.add_paragraph(clean(block.picture.caption), style="Stil")


def _foot(section: Any, paper: Paper) -> None:
    paragraph = section.footer.paragraphs[0]
    paragraph.add_run(f"{clean(paper.foot)}\t")
    before, rest = say("report.page").split("{page}")
    between, after = rest.split("{last}")
    for text, name in ((before, "PAGE"), (between, "NUMPAGES")):
        paragraph.add_run(text)
        field(paragraph, name)
    paragraph.add_run(after)


def _write(paragraph: Any, line: Line) -> None:
    """Put spans into a paragraph; python-docx writes text as text, so nothing in it can act."""
    for span in line:
        run = paragraph.add_run(clean_span(span.text))
        run.bold, run.italic = span.bold or None, span.italic or None
