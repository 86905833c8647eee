"""Reading back what was made: the text, fonts and tags of a PDF, the text of a Word file, the text of Markdown."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
from markdown_it import MarkdownIt
from pypdf import PdfReader


def read(pdf: bytes) -> PdfReader:
    """A PDF as pypdf sees it, strictly."""
    return PdfReader(BytesIO(pdf), strict=True)


def text_of(pdf: bytes) -> str:
    """All text of a PDF on one line, a page after the other."""
    return " ".join(" ".join(page.extract_text() for page in read(pdf).pages).split())


def body_of(pdf: bytes) -> str:
    """As `text_of`, without what stands at the foot of the pages."""
    lines = (line for page in read(pdf).pages for line in page.extract_text().splitlines())
    return " ".join(" ".join(line for line in lines if "Gemaakt met Nabij" not in line).split())


def bare(text: str) -> str:
    """A text without white space, soft hyphens and places to break: what must be the same on paper."""
    return "".join(sign for sign in text if not sign.isspace() and sign not in "\u00ad\u200b")


def fonts(pdf: bytes) -> dict[str, bool]:
    """The fonts of a PDF with whether they are embedded."""
    found: dict[str, bool] = {}
    for page in read(pdf).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            found[str(inner["/FontName"])] = any(key in inner for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return found


def tags(pdf: bytes) -> list[str]:
    """The structure tags of a PDF, in reading order."""

    def below(node: Any) -> list[str]:
        node = node.get_object()
        if isinstance(node, list):
            return [tag for kid in node for tag in below(kid)]
        if not isinstance(node, dict):
            return []
        own = [str(node["/S"])[1:]] if "/S" in node else []
        return own + (below(node["/K"]) if "/K" in node else [])

    return below(read(pdf).trailer["/Root"]["/StructTreeRoot"])


def word_lines(file: bytes) -> list[str]:
    """The lines of a Word file, those of its tables too, in their order."""
    document = docx.Document(BytesIO(file))
    lines = []
    for part in document.iter_inner_content():
        rows = [cell for row in part.rows for cell in row.cells] if hasattr(part, "rows") else [part]
        lines += [paragraph.text for cell in rows for paragraph in getattr(cell, "paragraphs", [cell])]
    return lines


def shown(markdown: str) -> list[str]:
    """The text of each block of Markdown as a reader shows it, and nothing but text."""
    blocks = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    return ["".join(child.content for child in block.children or ()) for block in blocks if block.type == "inline"]
