"""The own shelf: the library as one person sees it.

Beside what is Nabij's it has the casus that they wrote themselves, and what the trainers of their groups keep.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.dialogue.model import Dialogue
from bot.dialogue.parse import parse
from bot.language.fold import fold
from bot.services.library import Library
from bot.services.own_source import named, to_tree
from bot.services.ports import Work
from bot.services.rows import OwnRow
from bot.texts import say

KEPT, PREVIEW = "eigen-", "proef-"  # what the ids begin with, so that they never collide with those of Nabij
_MARKS = str.maketrans("", "", "*_{}")
_MOST_CACHED = 200  # libraries, each of one person's casus; then all are read anew


def of(library: Library, work: Work) -> Library:
    """The library with what this person may play besides; the same library for who has nothing of their own."""
    shared, rows = library.shared or library, work.own_dialogues()
    if not rows:
        return shared
    key = tuple((row.id, row.version, _hash(row), row.owner == work.person) for row in rows)
    found = shared.overlays.get(key)
    if found is None:
        if len(shared.overlays) >= _MOST_CACHED:
            shared.overlays.clear()
        found = shared.overlays[key] = _overlaid(shared, rows, work.person)
    return found


def is_preview(dialogue: str) -> bool:
    """Whether a dialogue is one that is only tried: nothing of it is kept."""
    return dialogue.startswith(PREVIEW)


def name_of(dialogue: str) -> str:
    """The name of an own casus from the id of its dialogue."""
    return dialogue.removeprefix(PREVIEW).removeprefix(KEPT)


def titled(library: Library, title: str) -> str:
    """The id of the own casus with exactly that title, or ""."""
    typed = fold(title)
    own = (item for item in library.exercises if item.id.startswith(KEPT)) if library.shared else ()
    return next((item.id for item in own if fold(item.title) == typed), "")


def title(library: Library, dialogue: str) -> str:
    """The title of a dialogue; of an own casus that is gone that it is, and of any other that is gone its id."""
    found = library.dialogues.get(dialogue)
    gone = say("own_casus.gone_title") if dialogue.startswith(KEPT) else dialogue
    return found.title if found else gone


def read(row: OwnRow, prefix: str = KEPT) -> Dialogue:
    """The dialogue of a row."""
    found = parse(named(to_tree(row.source), f"{prefix}{row.id}"), _hash(row))[0]
    return replace(found, title=bare(found.title))


def bare(title: str) -> str:
    """A title without marks and slots: it goes into sentences beside titles of Nabij, and is somebody's own words."""
    return " ".join(title.translate(_MARKS).split()) or title


def _overlaid(shared: Library, rows: Sequence[OwnRow], person: str) -> Library:
    own = {dialogue.id: dialogue for dialogue in _dialogues([row for row in rows if row.owner == person])}
    # What a trainer keeps is played when it is set for the group; it stands in no list before that.
    others = {dialogue.id: dialogue for dialogue in (read(row) for row in rows if row.owner != person)}
    return replace(
        shared,
        dialogues={**shared.dialogues, **others, **own},
        unlisted=shared.unlisted | {name for name in own if is_preview(name)} | others.keys(),
        names=shared.names.union(*(dialogue.persons for dialogue in (*own.values(), *others.values()))),
        shared=shared,
    )


def _dialogues(rows: Sequence[OwnRow]) -> Iterator[Dialogue]:
    """Each casus as it is kept, and to be tried: what is not kept yet comes first."""
    tried: set[str] = set()
    for row in rows:  # by name, then by version
        if row.version:
            yield read(row)
        if row.id not in tried:
            tried.add(row.id)
            yield read(row, PREVIEW)


def _hash(row: OwnRow) -> str:
    return hashlib.sha256(row.source.encode("utf-8", "surrogatepass")).hexdigest()
