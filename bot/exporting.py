"""Exporting: the files that are made for a person when they go out, outside any transaction, and kept nowhere."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from bot.errors import TooLate
from bot.services import own_data, own_shelf, reporting
from bot.services.library import Library
from bot.services.ports import Document, Store
from bot.services.reports import Report


class DataExporter:
    """Makes the file with everything that is kept of a person."""

    def __init__(self, store: Store, content: Library) -> None:
        self._store, self._library = store, content

    def make(self, person: str, what: str) -> Document:
        """`data` is nabij-gegevens.json of the contract, `run:ID` what was written in one run, `template` the
        casus in Word to write over.

        Raises:
            TooLate: the person is gone.
        """
        if what == "template":
            return template()
        with self._store.look(person) as work:
            library = own_shelf.of(self._library, work)
            if what.startswith("run:"):
                name, text = own_data.run_text(work, library, what.removeprefix("run:"))
                if not name:
                    raise TooLate(what)
                return Document(f"nabij-{name}.md", "text/markdown", text.encode("utf-8", "backslashreplace"))
            if what.startswith("report:"):
                kind, first, last = what.removeprefix("report:").split(":")
                found = reporting.report(work, library, date.fromisoformat(first), date.fromisoformat(last))
            else:
                data = own_data.everything(work, library)
        if what.startswith("report:"):
            return _paper(kind, found)
        text = json.dumps(data, ensure_ascii=False, indent=2)
        return Document("nabij-gegevens.json", "application/json", text.encode("utf-8", "backslashreplace"))


_MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown",
}


def template() -> Document:
    """The casus in Word that somebody fills in with their own."""
    from bot.render.word_template import word_template

    return Document("nabij-casus.docx", _MEDIA["docx"], word_template())


def _paper(kind: str, found: Report) -> Document:
    """A report as a file: with what returns as a picture, or the table for a register without any of the text."""
    from bot.render.markdown import markdown
    from bot.render.pdf import pdf
    from bot.render.register import register_paper
    from bot.render.report import report_paper
    from bot.render.returning import picture
    from bot.render.word import word
    from bot.services.returning import returning

    if kind == "register":
        return Document("nabij-register.pdf", _MEDIA["pdf"], pdf(register_paper(found, short=True)))
    shown = picture(returning(found.entries, found.begin, found.end), found.made)
    paper = report_paper(replace(found, pictures=(shown,)))
    made = {"pdf": lambda: pdf(paper), "docx": lambda: word(paper), "md": lambda: markdown(paper).encode()}
    return Document(f"nabij-logboek.{kind}", _MEDIA[kind], made[kind]())
