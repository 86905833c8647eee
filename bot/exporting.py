"""Exporting: the files that are made for a person when they go out, outside any transaction, and kept nowhere."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from bot.errors import TooLate
from bot.people.classes import Lesson, Stage
from bot.people.groups import Group, Invites
from bot.people.rights import Role
from bot.services import own_data, reporting, way_in
from bot.services.dates import today
from bot.services.library import Library
from bot.services.ports import Document, Store, Work
from bot.services.reports import Report


class DataExporter:
    """Makes the file with everything that is kept of a person."""

    def __init__(self, store: Store, content: Library) -> None:
        self._store, self._library = store, content

    def make(self, person: str, what: str) -> Document:
        """`data` is nabij-gegevens.json of the contract, `run:ID` what was written in one run.

        Raises:
            TooLate: the person is gone.
        """
        with self._store.look(person) as work:
            if what.startswith("run:"):
                name, text = own_data.run_text(work, self._library, what.removeprefix("run:"))
                if not name:
                    raise TooLate(what)
                return Document(f"nabij-{name}.md", "text/markdown", text.encode("utf-8", "backslashreplace"))
            if what.startswith("qr:"):
                return _way_in(work, self._library, what.removeprefix("qr:"))
            if what.startswith("klas:"):
                lesson, group = _lesson(work, what.removeprefix("klas:"))
            elif what.startswith("report:"):
                kind, first, last = what.removeprefix("report:").split(":")
                found = reporting.report(work, self._library, date.fromisoformat(first), date.fromisoformat(last))
            else:
                data = own_data.everything(work, self._library)
        if what.startswith("klas:"):
            return _class_paper(lesson, group)
        if what.startswith("report:"):
            return _paper(kind, found)
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


def _lesson(work: Work, ident: str) -> tuple[Lesson, Group]:
    """What was kept of a lesson in class, and its group.

    Raises:
        TooLate: it was wiped, or the person no longer guides the group.
    """
    lesson = work.classes.get(ident)
    guided = [item.group for item in work.groups.mine() if item.role is Role.TRAINER_HERE]
    group = work.groups.get(lesson.group) if lesson and lesson.group in guided else None
    if lesson is None or group is None or lesson.stage is not Stage.CLOSED:
        raise TooLate(ident)
    return lesson, group


def _class_paper(lesson: Lesson, group: Group) -> Document:
    from bot.render.class_paper import class_paper
    from bot.render.pdf import pdf

    made = class_paper(lesson, group.name, today(lesson.opened))
    return Document("nabij-stelling.pdf", _MEDIA["pdf"], pdf(made))


_MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown",
}


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
