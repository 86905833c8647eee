"""The library: the content that services work with, as it was when the process started."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bot.dialogue.model import Dialogue
from bot.language.fold import fold
from bot.lexicon.lookup import Lookup
from bot.lexicon.model import Lemma, Term, Work
from bot.services.ports import House

DAY_OPENING = "dagopening"  # id of the dialogue to begin a day with, unless the configuration names another
NOTE = "notitie"  # id of the dialogue behind /notitie and drafts


@dataclass(frozen=True)
class Library:
    """Everything that services know and no person wrote.

    Args:
        dialogues: all of them by id, those of the house (`unlisted`) too.
        lemmas, terms, works: the lexicon by id.
        lookup: over lemmas and terms.
        finder: over everything that can be opened; its ids are commands.
        house: who runs this Nabij.
        names: persons of cases, authors, titles: no details of anybody's client.
        day_opening: id of the dialogue that a reminder to begin the day with opens; it may not be there.
        unlisted: ids of dialogues that are no exercise of their own: the quick note, the questions of lemmas.
    """

    dialogues: Mapping[str, Dialogue]
    lemmas: Mapping[str, Lemma]
    terms: Mapping[str, Term]
    works: Mapping[str, Work]
    lookup: Lookup
    finder: Lookup
    house: House = field(default_factory=House)
    names: frozenset[str] = frozenset()
    unlisted: frozenset[str] = frozenset({NOTE})
    day_opening: str = DAY_OPENING

    def entry(self, name: str) -> Lemma | Term | None:
        """The lemma or term of that id."""
        return self.lemmas.get(name) or self.terms.get(name)

    def title(self, name: str) -> str:
        """The title of a lemma or term, or its id when it is gone."""
        entry = self.entry(name)
        return entry.title if entry else name

    @cached_property
    def exercises(self) -> tuple[Dialogue, ...]:
        """The dialogues that are offered, by title."""
        found = [item for item in self.dialogues.values() if item.id not in self.unlisted]
        return tuple(sorted(found, key=lambda item: fold(item.title)))

    def of_kind(self, kind: str) -> list[Dialogue]:
        """The dialogues of a kind by title."""
        return [item for item in self.exercises if item.kind == kind]

    def using(self, entry: str) -> list[Dialogue]:
        """The dialogues that have a lemma or term as their theme, by title."""
        return [item for item in self.exercises if entry in item.themes]
