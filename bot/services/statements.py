"""Statements: every one in the dialogues, found by words, with what its source says beside it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.dialogue.model import Choose, Dialogue, Question, View
from bot.language.fold import words
from bot.language.forms import keys
from bot.people.classes import Asked
from bot.services.library import Library
from bot.texts import say

_SHORTEST = 4  # letters of a word that may be the beginning of another, or misspelt
_ALIKE = 0.8
_IN_TEXT, _IN_TITLE = 3, 2


def every(library: Library) -> Iterator[tuple[Dialogue, Choose]]:
    """Every statement with the dialogue that it is in."""
    for dialogue in library.exercises:
        for step in dialogue.steps:
            if isinstance(step, Choose) and step.style == "statement" and not step.private:
                yield dialogue, step


def find(library: Library, query: str) -> list[tuple[Dialogue, Choose]]:
    """The statements that words lead to, the best first."""
    sought = [word for word in words(query) if len(word) > 2]
    scored = [(_score(sought, dialogue, step), dialogue, step) for dialogue, step in every(library)]
    best = sorted((item for item in scored if item[0]), key=lambda item: -item[0])
    return [(dialogue, step) for _, dialogue, step in best]


def at(library: Library, place: str) -> tuple[Dialogue, Choose] | None:
    """The statement at a place, as `asked` names it."""
    name, _, step_id = place.partition("/")
    dialogue = library.dialogues.get(name)
    step = dialogue.step(step_id) if dialogue else None
    return (dialogue, step) if dialogue and isinstance(step, Choose) and step.style == "statement" else None


def asked(library: Library, dialogue: Dialogue, step: Choose) -> Asked:
    """A statement as it is put to a class."""
    views = tuple((" ".join(view.text.split()), view.added) for view in _views(dialogue, step))
    text = " ".join(step.text.split())
    return Asked(text, False, dialogue.title, _source(library, dialogue), views, f"{dialogue.id}/{step.id}")


def _views(dialogue: Dialogue, step: Choose) -> tuple[View, ...]:
    """What is laid beside a statement: after the last of its parts."""
    parts = [part for part in dialogue.steps if isinstance(part, Question) and step.id in (part.id, part.part_of)]
    return tuple(view for part in parts for view in part.views)


def _source(library: Library, dialogue: Dialogue) -> str:
    work = library.works.get(dialogue.work)
    authors = dialogue.authors or (work.authors if work else ())
    by = f" {say('ask.and')} ".join(filter(None, (", ".join(authors[:-1]), "".join(authors[-1:]))))
    return ", ".join(filter(None, (by, work.title if work else "")))


def _score(sought: list[str], dialogue: Dialogue, step: Choose) -> int:
    text, title = words(step.text), words(f"{dialogue.title} {dialogue.id}")
    return sum(_IN_TEXT * _among(word, text) + _IN_TITLE * _among(word, title) for word in sought)


def _among(word: str, there: list[str]) -> bool:
    return any(_same(word, other) for other in there)


def _same(word: str, other: str) -> bool:
    if word == other or (len(word) >= _SHORTEST and word in other) or keys(word) & keys(other):
        return True
    from rapidfuzz.distance import OSA  # a start need not wait for it

    return len(word) > _SHORTEST and OSA.normalized_similarity(word, other) >= _ALIKE
