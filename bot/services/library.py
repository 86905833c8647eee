"""The library: the content that services work with, as it was when the process started."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.dialogue.model import Dialogue
from bot.lexicon.lookup import Lookup
from bot.lexicon.model import Lemma, Term, Work
from bot.services.ports import House

NOTE = "notitie"  # id of the dialogue behind /notitie and drafts


@dataclass(frozen=True)
class Library:
    """All content by id, the look-up over lemmas and terms, the finder over everything, and who runs this Nabij."""

    dialogues: Mapping[str, Dialogue]
    lemmas: Mapping[str, Lemma]
    terms: Mapping[str, Term]
    works: Mapping[str, Work]
    lookup: Lookup
    finder: Lookup
    house: House = field(default_factory=House)

    def entry(self, name: str) -> Lemma | Term | None:
        """The lemma or term of that id."""
        return self.lemmas.get(name) or self.terms.get(name)

    def of_kind(self, kind: str) -> list[Dialogue]:
        """The dialogues of a kind by title; the quick note is no exercise."""
        found = [item for item in self.dialogues.values() if item.kind == kind and item.id != NOTE]
        return sorted(found, key=lambda item: item.title)
