"""Shelving: the content that was read, as the library that services use."""

from __future__ import annotations

from collections.abc import Iterator

from bot.dialogue.model import Dialogue
from bot.errors import ContentError
from bot.lexicon.lookup import Lookup
from bot.lexicon.model import Entry
from bot.services import lists, practice
from bot.services.library import DAY_OPENING, NOTE, Library
from bot.services.ports import House
from bot.storage.content_model import Content, known_names
from bot.storage.uploads import CasusReader


def library(content: Content, house: House, day_opening: str = DAY_OPENING) -> Library:
    """The content as services use it; `day_opening` is the id of the dialogue to begin a day with.

    Raises:
        ContentError: the content holds faults; the text is one line per fault.
    """
    if content.problems:
        raise ContentError("\n".join(map(str, content.problems)))
    questions = practice.dialogues(content.lemmas.values())
    return Library(
        dialogues={**content.dialogues, **questions},
        lemmas=content.lemmas,
        terms=content.terms,
        works=content.works,
        lookup=Lookup(content.entries),
        finder=Lookup(tuple(_finder_entries(content))),
        house=house,
        names=known_names(content),
        day_opening=day_opening,
        unlisted=frozenset({NOTE, *questions}),
        lines=content.lines,
        reader=CasusReader(),
    )


def _finder_entries(content: Content) -> Iterator[Entry]:
    """Everything that free text may find; an id is the command that opens it."""
    for dialogue in content.dialogues.values():
        if dialogue.id != NOTE and dialogue.kind in lists.KIND_COMMAND:
            yield Entry(
                id=f"{lists.KIND_COMMAND[dialogue.kind]} {dialogue.id}", title=dialogue.title, aliases=_names(dialogue)
            )
    for line in content.lines.values():
        yield Entry(id=f"leerlijn {line.id}", title=line.title, aliases=(f"leerlijn {line.title}",))
    for entry in content.entries:
        yield Entry(
            id=f"begrip {entry.id} 0", title=entry.title, aliases=entry.aliases, weak=entry.weak, shared=entry.shared
        )
    for command in lists.commands():
        yield Entry(id=command.name, title=command.name)


def _names(dialogue: Dialogue) -> tuple[str, ...]:
    return (f"casus {dialogue.title}", *(person for person in dialogue.persons if person != dialogue.title))
