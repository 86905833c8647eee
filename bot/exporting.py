"""Exporting: the files that are made for a person when they go out, outside any transaction, and kept nowhere."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from bot.errors import TooLate
from bot.people.groups import Invites
from bot.people.rights import Role
from bot.services import looking_back, own_data, own_shelf, reporting, way_in
from bot.services.library import Library
from bot.services.ports import Document, Store, Work
from bot.services.reports import Report
from bot.services.returning import Returning


class DataExporter:
    """Makes the file with everything that is kept of a person."""

    def __init__(self, store: Store, content: Library) -> None:
        self._store, self._library = store, content

    def make(self, person: str, what: str) -> Document:
        """`data` is nabij-gegevens.json of the contract, `run:ID` what was written in one run, `report:KIND:FIRST:LAST`
        the journal between two days, `picture:FIRST:LAST` what returns in it, `qr:GROUP` the way into a group,
        `template` the casus in Word to write over.

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
            if what.startswith("qr:"):
                return _way_in(work, library, what.removeprefix("qr:"))
            recipe = reporting.Recipe.from_text(what)
            if what.startswith("picture:"):
                begin, end = map(date.fromisoformat, what.removeprefix("picture:").split(":"))
                whole = reporting.report(work, library, reporting.Recipe("picture", begin, end))
                return _picture(looking_back.of_report(whole, begin))
            if recipe:
                found = reporting.report(work, library, recipe)
            else:
                data = own_data.everything(work, library)
        if recipe:
            return _paper(recipe.kind, found)
        text = json.dumps(data, ensure_ascii=False, indent=2)
        return Document("nabij-gegevens.json", "application/json", text.encode("utf-8", "backslashreplace"))


def _way_in(work: Work, library: Library, group: str) -> Document:
    """The QR code of the way into a group, as a picture for a screen.

    Raises:
        TooLate: there is no such group any more, or the person no longer runs it.
    """
    from bot.render.qr import png

    if not any(item.group == group and item.role is Role.TRAINER_HERE for item in work.groups.mine()):
        raise TooLate(group)
    code = work.groups.invite(group, Invites.STUDENTS).code
    links = way_in.addresses(library.house, code)
    return Document("nabij-groep.png", "image/png", png(links[0] if links else code))


def _picture(found: Returning) -> Document:
    """What returns, as a picture."""
    from bot.render.returning import picture

    return Document("nabij-terugblik.png", "image/png", picture(found, found.end).png)


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
    """A report as a file: with what returns as a picture, or the table for a register."""
    from bot.render.markdown import markdown
    from bot.render.pdf import pdf
    from bot.render.register import register_paper
    from bot.render.report import report_paper
    from bot.render.returning import picture
    from bot.render.word import word
    from bot.services.returning import returning

    if kind == "register":
        return Document("nabij-register.pdf", _MEDIA["pdf"], pdf(register_paper(found)))
    shown = picture(returning(found.entries, found.begin, found.end), found.made)
    paper = report_paper(replace(found, pictures=(shown,)))
    made = {"pdf": lambda: pdf(paper), "docx": lambda: word(paper), "md": lambda: markdown(paper).encode()}
    return Document(f"nabij-logboek.{kind}", _MEDIA[kind], made[kind]())
