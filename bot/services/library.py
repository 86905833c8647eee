"""The library: the content that services work with, as it was when the process started."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bot.dialogue.learning_line import LearningLine
from bot.dialogue.model import Dialogue
from bot.dialogue.run import Run
from bot.language.fold import fold, words
from bot.lexicon.lookup import Lookup
from bot.lexicon.model import Lemma, Term, Work
from bot.services.ports import House
from bot.services.uploads import Reader

DAY_OPENING = "dagopening"  # id of the dialogue to begin a day with, unless the configuration names another
SHORTEST = 5  # letters of a name that is looked for in a text; shorter ones are ordinary words too often
NOTE = "notitie"  # id of the dialogue behind /notitie and drafts
WHICH_FITS = "wat-past-nu"  # id of the signpost to the reflection that fits


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
        lines: the leerlijnen by id.
        unlisted: ids of dialogues that are no exercise of their own: the quick note, the questions of lemmas.
        reader: reads files that people send; without one none is taken.
        shared: for the library as one person sees it (`own_shelf`): that of all.
        overlays: the libraries that `own_shelf` made of this one.
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
    lines: Mapping[str, LearningLine] = field(default_factory=dict)
    reader: Reader | None = None
    shared: Library | None = field(default=None, compare=False, repr=False)
    overlays: dict[object, Library] = field(default_factory=dict, compare=False, repr=False)

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

    def named_in(self, text: str) -> list[str]:
        """Ids of the lemmas and terms whose title or other name stands in a text, lemmas first."""
        said = words(text)
        plain = f" {' '.join(said)} "
        near = {name for word in set(said) for name in self._names_by_first.get(word, ())}
        found = {place: entry for name, place, entry in near if f" {name} " in plain}
        return [found[place] for place in sorted(found)]

    @cached_property
    def _names_by_first(self) -> Mapping[str, Sequence[tuple[str, int, str]]]:
        """By its first word each name of a lemma or term, with the place and id of that entry."""
        index: dict[str, list[tuple[str, int, str]]] = {}
        for place, entry in enumerate((*self.lemmas.values(), *self.terms.values())):
            for parts in map(words, (entry.title, *entry.aliases)):
                if len(name := " ".join(parts)) >= SHORTEST:
                    index.setdefault(parts[0], []).append((name, place, entry.id))
        return index

    def of_run(self, run: Run | None) -> Dialogue | None:
        """The dialogue of a run in the form in which it is played: places and numbers are those of that form."""
        found = self.dialogues.get(run.dialogue) if run else None
        return found.in_form(run.form) if run and found else None

    def of_kind(self, kind: str) -> list[Dialogue]:
        """The dialogues of a kind by title."""
        return [item for item in self.exercises if item.kind == kind]

    def named(self, name: str, *kinds: str) -> Dialogue | None:
        """The dialogue of these kinds whose id, title or maker was typed, exactly or as the finder understands it."""
        typed = fold(name)
        there = [item for kind in kinds for item in self.of_kind(kind)]
        for dialogue in there:
            if typed in (fold(dialogue.id), fold(dialogue.title), dialogue.id.replace("-", " ")):
                return dialogue
        for match in self.finder.find(name, limit=5).matches:
            found = self.dialogues.get(match.id.split()[-1])
            if found and found.kind in kinds and match.score >= 0.75:
                return found
        return next((item for item in there if len(typed) > 3 and typed in fold(item.origin)), None)

    def using(self, entry: str) -> list[Dialogue]:
        """The dialogues that have a lemma or term as their theme, by title."""
        return [item for item in self.exercises if entry in item.themes]
