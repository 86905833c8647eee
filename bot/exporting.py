"""Exporting: the files that are made for a person when they go out, outside any transaction, and kept nowhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from bot.errors import StoreError, TooLate
from bot.people.classes import Lesson, Stage
from bot.people.groups import Group, Invites
from bot.people.rights import Action, Thing, may
from bot.services import looking_back, own_data, own_shelf, reporting, roles, way_in
from bot.services.dates import today
from bot.services.library import Library
from bot.services.own_source import plain, to_tree
from bot.services.ports import Document, Store, Work
from bot.services.reports import Report
from bot.services.returning import Returning


class DataExporter:
    """Makes the file with everything that is kept of a person."""

    def __init__(self, store: Store, content: Library) -> None:
        self._store, self._library = store, content

    def make(self, person: str, what: str) -> Document:
        """`data` is nabij-gegevens.json of the contract, `run:ID` what was written in one run, `picture:FIRST:LAST`
        what returns in the journal, `qr:GROUP` the way into a group, `klas:ID` what was kept of a lesson, `template`
        the casus in Word to write over; a report of the journal is a `reporting.Recipe`.

        Raises:
            TooLate: the person, or what was asked for, is gone.
        """
        if what == "template":
            return template()
        recipe = reporting.Recipe.from_text(what)
        kind, _, rest = what.partition(":")
        with self._store.look(person) as work:
            library = own_shelf.of(self._library, work)
            made = _report(work, library, recipe) if recipe else _GATHER.get(kind, _data)(work, library, rest)
        return made()


Made = Callable[[], Document]  # what is made of the data when the transaction is over


def _data(work: Work, library: Library, _: str) -> Made:
    data = own_data.everything(work, library)

    def made() -> Document:
        text = json.dumps(data, ensure_ascii=False, indent=2)
        return Document("nabij-gegevens.json", "application/json", text.encode("utf-8", "backslashreplace"))

    return made


def _run(work: Work, library: Library, run: str) -> Made:
    name, text = own_data.run_text(work, library, run)
    if not name:
        raise TooLate(run)
    return lambda: Document(f"nabij-{name}.md", "text/markdown", text.encode("utf-8", "backslashreplace"))


def _report(work: Work, library: Library, recipe: reporting.Recipe) -> Made:
    found = reporting.report(work, library, recipe)
    return lambda: _paper(recipe.kind, found)


def _returning(work: Work, library: Library, days: str) -> Made:
    begin, end = map(date.fromisoformat, days.split(":"))
    whole = reporting.report(work, library, reporting.Recipe("picture", begin, end))
    return lambda: _picture(looking_back.of_report(whole, begin))


def _qr(work: Work, library: Library, group: str) -> Made:
    made = _way_in(work, library, group)
    return lambda: made


def _of_lesson(work: Work, library: Library, ident: str) -> Made:
    lesson, group = _lesson(work, library, ident)
    return lambda: _class_paper(lesson, group)


def _own_casus(work: Work, library: Library, name: str) -> Made:
    row = next(
        (row for row in work.own_dialogues() if row.id == name and row.owner == work.person and row.version), None
    )
    if row is None:
        raise TooLate(name)
    tree = plain(to_tree(row.source))

    def made() -> Document:
        import yaml

        text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=110)
        return Document("nabij-casus.yaml", "application/yaml", text.encode("utf-8", "backslashreplace"))

    return made


def _on_paper(work: Work, library: Library, what: str) -> Made:
    way, _, name = what.partition(":")
    dialogue = library.dialogues.get(name)
    if dialogue is None:
        raise TooLate(name)
    titles = {item.id: item.title for item in library.dialogues.values()}

    def made() -> Document:
        from bot.render.handout import guide, handout
        from bot.render.pdf import pdf

        make = guide if way == "gids" else handout
        return Document(f"nabij-{way}.pdf", _MEDIA["pdf"], pdf(make(dialogue, library.works, titles, date.today())))

    return made


_GATHER: Mapping[str, Callable[[Work, Library, str], Made]] = {
    "run": _run,
    "picture": _returning,
    "qr": _qr,
    "klas": _of_lesson,
    "casus": _own_casus,
    "papier": _on_paper,
}


def _way_in(work: Work, library: Library, group: str) -> Document:
    """The QR code of the way into a group, as a picture for a screen.

    Raises:
        TooLate: there is no such group any more, its code was withdrawn, or the person no longer runs it.
    """
    from bot.render.qr import png

    if not may(roles.of(work, library.house), Action.RUN_GROUP, Thing(group)):
        raise TooLate(group)
    try:
        code = work.groups.invite(group, Invites.STUDENTS).code
    except StoreError:  # there is none, and a new one is only made in a turn
        raise TooLate(group) from None
    links = way_in.addresses(library.house, code)
    return Document("nabij-groep.png", "image/png", png(links[0] if links else code))


def _picture(found: Returning) -> Document:
    """What returns, as a picture."""
    from bot.render.returning import picture

    return Document("nabij-terugblik.png", "image/png", picture(found, found.end).png)


def _lesson(work: Work, library: Library, ident: str) -> tuple[Lesson, Group]:
    """What was kept of a lesson in class, and its group.

    Raises:
        TooLate: it was wiped, or the person no longer guides the group.
    """
    lesson = work.classes.get(ident)
    group = work.groups.get(lesson.group) if lesson else None
    if lesson is None or group is None or lesson.stage is not Stage.CLOSED:
        raise TooLate(ident)
    if not may(roles.of(work, library.house), Action.OPEN_CLASS, Thing(group.id)):
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
