"""Word files: the paragraphs of a .docx that was looked at before (see `packages`), as a reader of it sees them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.dialogue.document import Paragraph

MOST_PARAGRAPHS, MOST_SIGNS = 2000, 200_000
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\u00ad\u200b\ud800-\udfff]")
_HEADING = re.compile(r"(?:heading|kop) ?[1-9]")
_MOST_BASES = 20  # how far a style is followed to what it is based on


def paragraphs(content: bytes) -> list[Paragraph]:
    """Every paragraph that holds anything, those in tables and text boxes too; what was deleted is left out.

    Raises:
        ValueError: it is no document that can be read, or holds more than a casus ever does.
    """
    from docx import Document
    from docx.oxml.ns import qn

    try:
        document = Document(io.BytesIO(content))
        heads = _heads(document.styles.element, qn)
        body = document.element.body
    except Exception as error:  # python-docx raises whatever comes of a part that is missing or of another kind
        raise ValueError(type(error).__name__) from None
    return _kept(_Walk(qn, heads).paragraphs(body))


def _kept(found: Iterator[tuple[str, str]]) -> list[Paragraph]:
    kept: list[Paragraph] = []
    signs = 0
    for text, head in found:
        signs += len(text)
        if len(kept) >= MOST_PARAGRAPHS or signs > MOST_SIGNS:
            raise ValueError("too much")
        if text:
            kept.append(Paragraph(len(kept) + 1, text, head))
    return kept


def _heads(styles: Any, qn: Any) -> Mapping[str, str]:
    """What kind of heading each style is, by its id; `` is that of a paragraph without a style."""
    found: dict[str, tuple[str, str]] = {}
    for style in styles.findall(qn("w:style")):
        name, base = style.find(qn("w:name")), style.find(qn("w:basedOn"))
        level = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        shown = " ".join((name.get(qn("w:val")) or "").split()).casefold() if name is not None else ""
        head = "title" if shown in ("title", "titel") else "heading" if _is_heading(shown, level, qn) else ""
        found[style.get(qn("w:styleId")) or ""] = (head, (base.get(qn("w:val")) or "") if base is not None else "")
    return {style: _followed(style, found) for style in found}


def _is_heading(name: str, level: Any, qn: Any) -> bool:
    outlined = level is not None and (level.get(qn("w:val")) or "9") in "012345678"
    return bool(_HEADING.fullmatch(name)) or outlined


def _followed(style: str, found: Mapping[str, tuple[str, str]]) -> str:
    for _ in range(_MOST_BASES):
        head, base = found.get(style, ("", ""))
        if head or not base:
            return head
        style = base
    return ""


class _Walk:
    """Goes through the body in the order of reading."""

    def __init__(self, qn: Any, heads: Mapping[str, str]) -> None:
        self._heads = heads
        self._paragraph, self._style = qn("w:p"), f"{qn('w:pPr')}/{qn('w:pStyle')}"
        self._level, self._value = f"{qn('w:pPr')}/{qn('w:outlineLvl')}", qn("w:val")
        self._text, self._breaks = qn("w:t"), {qn("w:br"), qn("w:cr")}
        self._signs = {qn("w:tab"): " ", qn("w:noBreakHyphen"): "-"}
        # The second form of what older programs cannot show, and what was deleted or moved away with tracked changes.
        fallback = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
        self._passed = {fallback, qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:sdtPr")}

    def paragraphs(self, element: Any) -> Iterator[tuple[str, str]]:
        """Text and kind of heading of every paragraph below an element; one in a text box comes after the outer one."""
        for inner in element:
            if inner.tag == self._paragraph:
                texts: list[str] = []
                boxes: list[Any] = []
                self._collect(inner, texts, boxes)
                yield _clean("".join(texts)), self._head(inner)
                for box in boxes:
                    yield from self.paragraphs([box])
            elif inner.tag not in self._passed:
                yield from self.paragraphs(inner)

    def _collect(self, element: Any, texts: list[str], boxes: list[Any]) -> None:
        for inner in element:
            if inner.tag == self._paragraph:
                boxes.append(inner)
            elif inner.tag == self._text:
                texts.append(inner.text or "")
            elif inner.tag in self._breaks:
                texts.append("\n")
            elif inner.tag in self._signs:
                texts.append(self._signs[inner.tag])
            elif inner.tag not in self._passed:
                self._collect(inner, texts, boxes)

    def _head(self, paragraph: Any) -> str:
        style, level = paragraph.find(self._style), paragraph.find(self._level)
        found = self._heads.get((style.get(self._value) or "") if style is not None else "", "")
        outlined = level is not None and (level.get(self._value) or "9") in "012345678"
        return found or ("heading" if outlined else "")


def _clean(text: str) -> str:
    lines = (" ".join(_CONTROL.sub("", line).split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
