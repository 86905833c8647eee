"""Documents for tests: a Word file of a few paragraphs, and what somebody with bad intent makes of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from docx import Document

from bot.render.word_template import word_template

TITLE = "De lege stoel"
STORY = "Op de groep blijft een stoel leeg. Samira kwam altijd, en nu al twee weken niet meer."
QUESTION = "Wat zou je als eerste doen?"
VIEW = "Bellen kan, langsgaan ook. Wie wacht, kiest eveneens."


def docx(*parts: tuple[str, str]) -> bytes:
    """A Word file; each part is the name of a style (`Title`, `Heading 1`, `Normal`) and a text."""
    document = Document()
    for style, text in parts:
        document.add_paragraph(text, style=style)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def casus(question: str = QUESTION, story: str = STORY, title: str = TITLE, points: tuple[str, ...] = ()) -> bytes:
    """A casus with one question and something beside it."""
    mirror = [("Heading 2", "Punten"), *(("List Bullet", point) for point in points)] if points else []
    return docx(
        ("Title", title), ("Heading 1", "Verhaal"), ("Normal", story), ("Heading 1", "Vraag 1"), ("Normal", question),
        *mirror, ("Heading 2", "Naast je antwoord"), ("Normal", VIEW),
    )  # fmt: skip


YAML = f"""\
id: stoel
kind: casus
title: {TITLE}
summary: Iemand die wegblijft.
added: true
minutes: 10
level: beide
scenes:
  - id: verhaal
    steps:
      - {{id: begin, say: "{STORY}"}}
  - id: vragen
    steps:
      - {{id: v1, ask: "{QUESTION}", views: ["{VIEW}"]}}
      - {{id: mee, ask: "Wat neem je mee?", added: true, private: true, journal: true}}
"""


def template() -> bytes:
    """The template as it is handed out."""
    return word_template()


def changed(content: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """A package with some parts replaced, added, or (None) left out."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            if part is not None:
                new.writestr(name, part)
    return file.getvalue()


def part(content: bytes, name: str) -> bytes:
    """One part of a package."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)
