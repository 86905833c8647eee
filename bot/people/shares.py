"""Shares: answers that somebody lets the trainers of a group read, in a copy, and what is said back. Pure data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from bot.people.groups import Group

WEEK = timedelta(days=7)
_BREAK = re.compile(r"\s+")


@dataclass(frozen=True)
class Copy:
    """An answer as it is shared: the journal's own text stays as it is.

    Args:
        step: of the dialogue that it answers.
        question: as it was asked.
        text: what the trainers read.
    """

    step: str
    question: str
    text: str


@dataclass(frozen=True)
class Version:
    """What was shared at one moment."""

    at: datetime
    answers: tuple[Copy, ...]

    def to_data(self) -> dict[str, Any]:
        """As plain data, which the file for the person holds too."""
        answers = [{"step": item.step, "question": item.question, "text": item.text} for item in self.answers]
        return {"at": self.at.isoformat(timespec="seconds"), "answers": answers}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Version:
        """The version that `to_data` wrote."""
        return cls(datetime.fromisoformat(data["at"]), tuple(Copy(**item) for item in data["answers"]))


@dataclass(frozen=True)
class Share:
    """Answers of one run, shared with the trainers of one group.

    Args:
        id: the row's.
        writer: the person whose words they are.
        group: whose trainers may read them.
        run: the run that they come from, "" when that is gone.
        at: when they were shared.
        dialogue: its id.
        title: its title, as it was then.
        versions: all that was ever shared here, the oldest first.
        until: the last day on which it is read, None for the end of the course.
        ended: when the writer put an end to it, None while they did not.
    """

    id: str
    writer: str
    group: str
    run: str
    at: datetime
    dialogue: str
    title: str
    versions: tuple[Version, ...]
    until: date | None = None
    ended: datetime | None = None

    @property
    def newest(self) -> Version:
        """The latest version."""
        return self.versions[-1]

    def open_on(self, day: date, group: Group) -> bool:
        """Whether its trainers may read it on a day, as long as the writer is in the group."""
        last = self.until or group.ends
        return self.ended is None and not group.closed and (last is None or day <= last)

    def number(self, step: str) -> int:
        """The number of an answer in the latest version, 0 where it has none."""
        return next((n for n, item in enumerate(self.newest.answers, 1) if item.step == step), 0)


@dataclass(frozen=True)
class Comment:
    """What was said about shared work; it belongs to the writer of that work.

    Args:
        id: the row's.
        author: who said it, "" for somebody who is gone.
        at: when.
        step: the answer that it is about, "" for the whole.
        version: the version that it is about, counted from 1.
        text: what was said.
    """

    id: str
    author: str
    at: datetime
    step: str
    version: int
    text: str


@dataclass(frozen=True)
class GroupNote:
    """What a trainer said to a whole group, without names, on what many wrote.

    Args:
        id: the row's.
        group: whose it is.
        author: the trainer, "" when they are gone.
        by: the trainer's name in the group, as it was then.
        at: when.
        title: of the exercise that it is about, or "".
        text: what was said.
    """

    id: str
    group: str
    author: str
    by: str
    at: datetime
    title: str
    text: str


def pieces(text: str, most: int) -> Iterator[str]:
    """A text in pieces of at most `most` characters, parted where a line, else a word ends; nothing is left out."""
    rest = text.strip()
    while len(rest) > most:
        line, word = rest.rfind("\n", most // 2, most + 1), -1
        if line < 0:
            word = max((found.start() for found in _BREAK.finditer(rest, 0, most + 1)), default=-1)
        cut = line if line > 0 else word if word > 0 else most
        yield rest[:cut].rstrip()
        rest = rest[cut:].lstrip()
    if rest:
        yield rest
