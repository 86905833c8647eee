"""What services ask of the place where assignments are kept. Implemented by `bot.storage.assignments`.

Nothing here asks whether it is allowed: services do that first, through `may()`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from bot.people.assignments import Assignment, State


class Assignments(Protocol):
    """What is set for groups and how far their members are, within one person's unit of work."""

    def of(self, group: str) -> list[Assignment]:
        """Everything that is set for a group, the earliest first; not what was withdrawn."""

    def get(self, assignment: str) -> Assignment | None:
        """The assignment of that id, withdrawn ones too."""

    def make(self, assignment: Assignment) -> Assignment:
        """Keep a new one under a new id and the moment of this turn; return it so."""

    def keep(self, assignment: Assignment) -> None:
        """Replace what is told about one; with a withdrawn one goes how far everybody was."""

    def mine(self) -> dict[str, State]:
        """By assignment, how far this person is; not what they have not begun."""

    def reached(self, assignment: str) -> Mapping[str, State]:
        """By person, how far they are; not who has not begun."""

    def mark(self, assignment: str, state: State) -> None:
        """This person began or is done; who is done stays so."""
