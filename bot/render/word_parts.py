"""What python-docx has no words for: fields, rules, repeating heads, text alternatives, the language of the text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from bot.render.paper import Paper, clean

FONT = "Calibri"  # of Word itself; LibreOffice sets Carlito in its place. A Word file carries no fonts of ours.
GREY = RGBColor(0x5F, 0x5F, 0x5F)
INK = RGBColor(0x19, 0x19, 0x19)
PICTURE_WIDTH = Cm(10)
FACTS_WIDTH = (1, 4)
_SIZES = {"Title": 25, "Subtitle": 13, "Heading 1": 14, "Heading 2": 12, "Heading 3": 11}
_WIDE, _LONG = Cm(21), Cm(29.7)
_AFTER_RULES = (
    "w:shd",
    "w:tabs",
    "w:suppressAutoHyphens",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:jc",
    "w:rPr",
)


def begin(paper: Paper) -> Any:
    """An empty document on A4 in the house style, in Dutch."""
    document = Document()
    _styles(document)
    section = document.sections[0]
    section.page_width, section.page_height = (_LONG, _WIDE) if paper.wide else (_WIDE, _LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if paper.wide else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.2)
    _tabs(document, section)
    properties = document.core_properties
    properties.title, properties.author, properties.language = (
        clean(paper.title)[:255],
        clean(paper.author)[:255],
        "nl-NL",
    )
    properties.comments = ""
    properties.created = properties.modified = datetime.combine(paper.made, time(12))
    if paper.cover:
        document.styles["Title"].paragraph_format.space_before = Cm(4)
    return document


def _styles(document: Any) -> None:
    styles = document.styles
    normal = styles["Normal"]
    _face(normal, 10.5, INK)
    normal.paragraph_format.space_after = Pt(5)
    normal.element.rPr.append(_element("w:lang", **{"w:val": "nl-NL", "w:eastAsia": "nl-NL", "w:bidi": "ar-SA"}))
    for name, size in _SIZES.items():
        _face(styles[name], size, GREY if name == "Subtitle" else INK)
        styles[name].font.bold, styles[name].font.italic = name != "Subtitle", False
        styles[name].paragraph_format.space_before, styles[name].paragraph_format.space_after = Pt(16), Pt(6)
    for edge in styles["Title"].element.pPr.findall(qn("w:pBdr")):
        styles["Title"].element.pPr.remove(edge)
    for name in ("Title", "Subtitle"):
        for spread in styles[name].element.rPr.findall(qn("w:spacing")):
            styles[name].element.rPr.remove(spread)
    _own_style(styles, "Vraag", bold=True, before=10, after=3).paragraph_format.keep_with_next = True
    _own_style(styles, "Stil", size=9.5, color=GREY)
    added = _own_style(styles, "Toegevoegd")
    added.paragraph_format.left_indent = Cm(0.4)
    _rule(added.element.get_or_add_pPr(), {"w:left": 12})


def _own_style(styles: Any, name: str, size: float = 10.5, color: Any = INK, bold: bool = False,
               before: float = 0, after: float = 5) -> Any:  # fmt: skip
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles["Normal"]
    style.font.size, style.font.bold, style.font.color.rgb = Pt(size), bold or None, color
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    return style


def _face(style: Any, size: float, color: Any) -> None:
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), color
    fonts = style.element.rPr.rFonts
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)
    fonts.set(qn("w:cs"), FONT)


def _tabs(document: Any, section: Any) -> None:
    """The page number stands to the right in the foot."""
    style = document.styles["Footer"]
    _face(style, 8.5, GREY)
    style.paragraph_format.tab_stops.clear_all()
    room = section.page_width - section.left_margin - section.right_margin
    style.paragraph_format.tab_stops.add_tab_stop(room, WD_TAB_ALIGNMENT.RIGHT)


def styled(document: Any, style: str) -> Any:
    """A new paragraph with the style of that id; by name python-docx would look through all styles for each one."""
    paragraph = document.add_paragraph()
    if style:
        paragraph._p.style = style
    return paragraph


def widths(document: Any, table: Any, shares: Sequence[float]) -> None:
    """Give the columns their share of the page."""
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = int(room * share / sum(shares))
        for cell in column.cells:
            cell.width = column.width
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(1)


def repeat_head(row: Any) -> None:
    """Let a row be the head of its table on every page."""
    row._tr.get_or_add_trPr().append(_element("w:tblHeader", **{"w:val": "true"}))


def borders(table: Any) -> None:
    """Quiet rules between the rows."""
    edges = _edges("w:tblBorders", {"w:top": 0, "w:bottom": 4, "w:insideH": 4})
    table._tbl.tblPr.insert_element_before(edges, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def ruled(paragraph: Any, last: bool) -> None:
    """An empty line to write on; all but the last stay with the next, so that a question keeps its room."""
    paragraph.paragraph_format.keep_with_next = not last
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(24)
    _rule(paragraph._p.get_or_add_pPr(), {"w:bottom": 4, "w:between": 4})


def apart(paragraph: Any) -> None:
    """A narrow gap under a table, on one page with what follows it."""
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(6)


def set_in(paragraph: Any) -> None:
    """Set a paragraph in."""
    paragraph.paragraph_format.left_indent = Cm(0.5)


def describe(picture: Any, words: str) -> None:
    """Give a picture its text alternative."""
    picture._inline.docPr.set("descr", words)


def field(paragraph: Any, name: str) -> None:
    """A field that Word fills in, such as PAGE."""
    run = paragraph.add_run()
    for kind in ("begin", "separate", "end"):
        run._r.append(_element("w:fldChar", **{"w:fldCharType": kind}))
        if kind == "begin":
            code = OxmlElement("w:instrText")
            code.text = name
            run._r.append(code)
        if kind == "separate":
            shown = OxmlElement("w:t")
            shown.text = "1"
            run._r.append(shown)


def _rule(properties: Any, edges: dict[str, int]) -> None:
    """Rules along a paragraph; Word is strict about what stands before what."""
    properties.insert_element_before(_edges("w:pBdr", edges), *_AFTER_RULES)


def _edges(name: str, edges: dict[str, int]) -> Any:
    """Rules along edges, their widths in eighths of a point."""
    found = OxmlElement(name)
    for edge, width in edges.items():
        look = {"w:val": "single" if width else "nil", "w:sz": str(width), "w:space": "4", "w:color": "BEBEBE"}
        found.append(_element(edge, **look))
    return found


def _element(name: str, **attributes: str) -> Any:
    found = OxmlElement(name)
    for key, value in attributes.items():
        found.set(qn(key), value)
    return found
