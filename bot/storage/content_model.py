"""What is read from the content folders, and where they lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import bot
from bot.dialogue.learning_line import LearningLine
from bot.dialogue.model import Dialogue
from bot.lexicon.model import Entry, Lemma, Term, Work
from bot.problems import Problem

if TYPE_CHECKING:
    from bot.dialogue.script import Script

FOLDERS = ("dialogues", "lexicon")
LINES = "leerlijnen"  # the folder of the leerlijnen among the dialogues
TEST_ENDING = ".test.yaml"


@dataclass(frozen=True)
class Content:
    """All content, by id; `tests` by the id of their dialogue. With problems in it, it is as far as it can be read.

    `lines` are the leerlijnen. `damaged` are the files of which a part was lost in reading, so that a conversation
    goes otherwise for that alone.
    """

    dialogues: Mapping[str, Dialogue]
    lemmas: Mapping[str, Lemma]
    terms: Mapping[str, Term]
    works: Mapping[str, Work]
    tests: Mapping[str, Script]
    problems: tuple[Problem, ...]
    damaged: frozenset[str] = frozenset()
    lines: Mapping[str, LearningLine] = field(default_factory=dict)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What can be looked up: lemmas, then terms."""
        return (*self.lemmas.values(), *self.terms.values())


def content_root() -> Path:
    """The folder with `dialogues` and `lexicon`: inside the package in a wheel, beside it in a clone."""
    package = Path(bot.__file__).resolve().parent
    inside = package / "content"
    return inside if inside.is_dir() else package.parent


def known_names(content: Content) -> frozenset[str]:
    """Names that belong to the content and to no client: persons of cases, authors, titles of lemmas and terms."""
    persons = [name for dialogue in content.dialogues.values() for name in (*dialogue.persons, *dialogue.authors)]
    authors = [name for lemma in content.lemmas.values() for name in lemma.authors]
    return frozenset([*persons, *authors, *(entry.title for entry in content.entries)])
