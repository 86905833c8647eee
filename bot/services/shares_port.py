"""What services ask of the place where shared work is kept. Implemented by `bot.storage.shares`.

Nothing here asks whether it is allowed: services do that first, through `may()`. What is no longer shared is given to
nobody but its writer, whoever asks.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from bot.people.shares import Comment, GroupNote, Share


class Shares(Protocol):
    """Shared work and what is said about it, within one person's unit of work."""

    def own(self) -> list[Share]:
        """What this person shared, ended or not, the newest first."""

    def get(self, share: str) -> Share | None:
        """Work of that id, when this person shared it."""

    def readable(self, share: str, day: date) -> Share | None:
        """Work of that id, when the trainers of its group may read it on a day: neither ended nor past its last day,
        the group not closed and the writer still in it."""

    def of_group(self, group: str, day: date) -> list[Share]:
        """Everything that the trainers of a group may read on a day, the newest first."""

    def keep(self, share: Share) -> None:
        """Insert or replace something that this person shares."""

    def end(self, share: str, at: datetime) -> None:
        """Something that this person shared is read by nobody else from now on."""

    def drop(self, share: str) -> None:
        """Delete something that this person shared, with all that was said about it."""

    def comments(self, share: Share) -> list[Comment]:
        """What was said about shared work, the oldest first."""

    def comment(self, share: Share, step: str, version: int, text: str) -> None:
        """This person says something about shared work; it is the writer's from then on."""

    def add_note(self, group: str, by: str, title: str, text: str) -> str:
        """This person says something to a whole group; return its id."""

    def note(self, note: str) -> GroupNote | None:
        """What was said to a group, by its id."""

    def notes(self, group: str) -> list[GroupNote]:
        """All that was said to a group, the newest first."""
