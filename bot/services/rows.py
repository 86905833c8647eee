"""Rows: what the store gives in lists of runs, answers, entries, own casus and remarks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class RunRow:
    """A run in a list."""

    id: str
    dialogue: str
    state: str
    started: datetime
    at: datetime


@dataclass(frozen=True)
class AnswerRow:
    """An answer with all that was ever written at its step; `revisions` are the earlier texts, oldest first."""

    step: str
    question: str
    text: str
    at: datetime
    open: bool
    revisions: tuple[str, ...] = ()


@dataclass(frozen=True)
class EntryRow:
    """An entry of the journal: a whole run, or the answer at one step of it.

    `about` is what the writer told of it, all optional: `day` of the moment (ISO), `themes` (ids), `level` (micro, meso
    or macro), `form` (solo, intervisie or supervisie), `minutes`, `guided` (by whom), `area` (as in
    `reports.AREAS`), `learnt`, `return` (the day to look back on it, ISO), `of` (the run that it is a version of,
    to bring before colleagues).
    """

    id: str
    run: str
    dialogue: str
    step: str
    at: datetime
    text: str
    about: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class OwnRow:
    """A casus of somebody's own.

    Args:
        id: its name, without a prefix.
        version: 1 for the first that was kept; 0 for one that was read and may be tried, but is not kept.
        at: when it was kept or read.
        source: the located tree of its file, as `services.own_source` writes it.
        owner: the person whose it is.
    """

    id: str
    version: int
    at: datetime
    source: str
    owner: str = ""


@dataclass(frozen=True)
class AsideRow:
    """A message that could not be handled: its name, when it came in, what it said."""

    id: str
    at: datetime
    text: str


@dataclass(frozen=True)
class Told:
    """What became of something that was told: `sent` is when it went out, if it did; `waits` that it still may."""

    sent: datetime | None = None
    waits: bool = False


@dataclass(frozen=True)
class RemarkRow:
    """What readers told the editors of the lexicon, without whose it was.

    Args:
        kind: `miss` (looked up, not found), `proposal` (a word that was proposed), `missing` (what an entry lacks).
        entry: the id of the entry it is about, or "".
        text: the word or the sentence; "" for misses that were close to no word.
        count: how often it was said.
        day: the day of the latest one.
    """

    kind: str
    entry: str
    text: str
    count: int
    day: date
