"""The agenda: what services ask of the place where reminders are kept. Implemented by `bot.storage.reminders`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.people.nudges import Kind

WAKE = "wekker"  # the command that comes in for a person when something of theirs is due


@dataclass(frozen=True)
class Planned:
    """A reminder.

    Args:
        id: the row's.
        due: when it is looked at next; moves when it may not come then.
        command: what it is about, a command without its slash.
        kind: what brought it about.
        since: when it was to come in the first place.
        late: whether it was due more than a day before anything ran.
        key: by which it is replaced and cancelled, or "".
    """

    id: str
    due: datetime
    command: str
    kind: Kind
    since: datetime
    late: bool = False
    key: str = ""


class Agenda(Protocol):
    """One person's reminders, within a unit of work."""

    def put(self, due: datetime, command: str, kind: Kind = Kind.RETURN, key: str = "") -> None:
        """Plan a reminder; one with the same key is replaced."""

    def all(self) -> list[Planned]:
        """All that is planned for the person to see, the next one first."""

    def looks(self) -> list[Planned]:
        """What the house looks at by itself, without a word (`Kind.LOOK`), the next one first."""

    def move(self, item: Planned, due: datetime, late: bool = False) -> None:
        """Let a reminder come later than it was to come."""

    def drop(self, item: Planned) -> None:
        """Cancel a reminder, or let go of one that came."""
