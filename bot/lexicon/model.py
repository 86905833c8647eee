"""What the lexicon holds: lemmas, short terms and the works they come from. Content, never changed while it is used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

POINT_KINDS: tuple[str, ...] = ("onderscheid", "geschiedenis", "bevinding", "kritiek", "spanning", "praktijk")


@dataclass(frozen=True)
class Point:
    """One thing to know beyond the core; `lines` says where in the source it stands."""

    kind: str
    text: str
    lines: str = ""


@dataclass(frozen=True)
class Reference:
    """A publication that the source itself names with its title."""

    author: str
    year: str
    title: str


@dataclass(frozen=True)
class Work:
    """A source. `year` is 0 when it is unknown; `line` is where it stands in its file (1-based)."""

    id: str
    title: str
    authors: tuple[str, ...] = ()
    year: int = 0
    publisher: str = ""
    file: str = ""
    line: int = 0


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What can be looked up: the base of lemmas and terms.

    Args:
        aliases: other names that mean exactly this.
        weak: words that may mean this; never answered directly.
        shared: names that other entries have as well; the learner is asked which one is meant.
        added: the entry is Nabij's own and needs no work.
        line: where the entry starts in its file (1-based).
        places: the line of each name and of each id that the entry refers to.
    """

    id: str
    title: str
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    work: str = ""
    added: bool = False
    file: str = ""
    line: int = 0
    places: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Lemma(Entry):
    """A word of the field in full: `core` is the plain first answer, `points` and `questions` come under Meer."""

    cluster: str = ""
    authors: tuple[str, ...] = ()
    pages: str = ""
    core: str = ""
    points: tuple[Point, ...] = ()
    questions: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Term(Entry):
    """A short entry; `lemmas` are the ids of the lemmas it belongs to."""

    text: str = ""
    source: str = ""
    lines: str = ""
    lemmas: tuple[str, ...] = ()
